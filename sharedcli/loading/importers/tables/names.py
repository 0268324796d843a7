"""Names and codes that share a cell: several suppliers, suppliers with their addresses, several CPV codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from sharedcli.loading.importers.mending import mended
from sharedcli.loading.importers.stated import once_each

_KEPT, _LONGEST_KEPT = 4096, 500
_GROUP = re.compile(r"\[([^\[\]|]*)\|[^\[\]]*(?:\]|$)")  # Contracts Finder: [name|address|kind of number|number|..]
_BETWEEN = re.compile(r"\s*(?:;|\s\|\s|\n)\s*")
_BULLET = re.compile(r"^(?:[-*•·]|\(?\d{1,2}[.)](?!\d)|lot \d{1,3}\s*[:-])\s*", re.IGNORECASE)
_OF_A_FIRM = re.compile(
    r"\b(?:ltd|limited|plc|llp|inc|corp|gmbh|cic|cio|council|trust|university|group|association|society)\b\.?\)?$",
    re.IGNORECASE,
)
_OF_AN_ADDRESS = re.compile(
    r"\d|@|www\.|^(?:uk|united kingdom|england|scotland|wales|northern ireland)$", re.IGNORECASE
)
_NOBODY = frozenset(
    {"", "-", "--", ".", "?", "n/a", "na", "nil", "none", "null", "nan", "not applicable", "tbc", "tba", "tbd",
     "unknown", "not known", "not awarded", "to be confirmed", "not stated", "not available", "withheld", "redacted"}
)  # fmt: skip
LONGEST_BLANK = max(map(len, _NOBODY))

_CODE = re.compile(r"(?<!\d)(\d{8})(?:\s?-\s?\d)?(?!\d)", re.ASCII)
_CODE_WITHOUT_0 = re.compile(r"([39]\d{6})(?:\s?-\s?\d)?", re.ASCII)


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: it is empty, or one of the words people write instead of leaving it so."""
    return len(text) <= LONGEST_BLANK and text.casefold() in _NOBODY


def names_in(text: str) -> tuple[str, ...]:
    r"""The names in a cell, mended, in order, once each; empty for words such as "n/a".

    Names stand in Contracts Finder's groups, between semicolons or on lines of their own. What follows a firm's name
    on lines of its own and looks like its address is none. Commas and "and" are part of names.

    >>> names_in("[Trowers & Hamlins LLP|3 Bunhill Row, London|NONE||No|No][Hugh James|Cardiff|NONE||No|No]")
    ('Trowers & Hamlins LLP', 'Hugh James')
    >>> names_in("Civica UK Ltd\nSouthbank Central\nLondon SE1 9LQ"), names_in("Capita plc; Unit4")
    (('Civica UK Ltd',), ('Capita plc', 'Unit4'))
    """
    return _kept(text) if len(text) < _LONGEST_KEPT else _names(text)


def _names(text: str) -> tuple[str, ...]:
    text = mended(text)[0]
    if groups := _GROUP.findall(text):
        parts = groups
    elif "\n" in text and ";" not in text:
        parts = _without_addresses([line.strip() for line in text.split("\n")])
    else:
        parts = _BETWEEN.split(text)
    return once_each(_tidy(part) for part in parts)


_kept = lru_cache(maxsize=_KEPT)(_names)


def _without_addresses(lines: list[str]) -> list[str]:
    lines = _with_their_forms(_BULLET.sub("", line) for line in lines if line)
    firms = [line for line in lines if _OF_A_FIRM.search(line.rstrip(", "))]
    if firms:
        is_told = lines[0] in firms or _OF_AN_ADDRESS.search(lines[0])
        return firms if is_told else [lines[0], *firms]  # a name goes before its address, whatever it ends in
    return lines[:1] if any(_OF_AN_ADDRESS.search(line) for line in lines[1:]) else lines


def _with_their_forms(lines: Iterable[str]) -> list[str]:
    """Lines where one that is only what a firm's name ends in ("plc") goes with the line before it."""
    whole: list[str] = []
    for line in lines:
        if whole and _OF_A_FIRM.fullmatch(line):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return whole


def _tidy(name: str) -> str:
    name = _BULLET.sub("", " ".join(name.split())).strip(" ,;|")
    return "" if is_blank(name) else name


def cpv_in(text: str) -> tuple[str, ...]:
    """The codes of the Common Procurement Vocabulary in a cell, among labels, addresses or other codes, in order.

    A spreadsheet drops the nought that codes of farming and fuels begin with: seven digits alone are such a code.

    >>> cpv_in("48000000-8 Software package; 72000000-5"), cpv_in("9134100"), cpv_in("IT services")
    (('48000000', '72000000'), ('09134100',), ())
    """
    found = _CODE.findall(text)
    if not found and (short := _CODE_WITHOUT_0.fullmatch(text.strip())):
        found = [f"0{short[1]}"]
    return tuple(dict.fromkeys(found))
