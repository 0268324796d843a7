"""Files that are no register whatever their name says, told by their first bytes: markup, PDF, pictures, noise."""

from __future__ import annotations

import re

_MARKS = {
    b"%PDF-": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
_SPACE = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_PAGE = (b"<html", b"<!doctype html", b"<table", b"<body", b"<head", b"<meta", b"<div", b"<style", b"<script")
_OLD_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
# What no text has but a tab, the ends of lines and pages, and an old end of file; then what Windows-1252 leaves out.
_NO_TEXT = frozenset(range(32)) - {*b"\t\n\v\f\r\x1a"} | {0x7F}
_UNUSED = frozenset(b"\x81\x8d\x8f\x90\x9d")
_MOST_SHARE = 0.01


_PROFILE = re.compile(rb"(?:\s*#[^\n]*\n|\s)*profile\s*:")


def is_profile(beginning: bytes) -> bool:
    """Whether a file is a profile of our own: its first field says so."""
    return _PROFILE.match(beginning.removeprefix(b"\xef\xbb\xbf")) is not None


def markup_of(beginning: bytes) -> str | None:
    """What a file in angle brackets is, in a few words; `None` where it is in none."""
    text = beginning.replace(b"\x00", b"").lstrip(_SPACE).lower()  # without the other half of UTF-16
    if not text.startswith(b"<"):
        return None
    if _OLD_XML in text:
        return "a workbook in the XML of Excel 2003"
    return "a web page" if any(tag in text for tag in _PAGE) else "XML"


def foreign_of(beginning: bytes) -> str | None:
    """What else a file is that is no text, in a few words; `None` where it may be text."""
    known = next((what for mark, what in _MARKS.items() if beginning.startswith(mark)), None)
    if known or beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return known
    try:
        beginning[:-4].decode("utf-8")
        odd = _NO_TEXT
    except UnicodeDecodeError:
        odd = _NO_TEXT | _UNUSED
    return "no text" if sum(map(odd.__contains__, beginning)) > len(beginning) * _MOST_SHARE else None
