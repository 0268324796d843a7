"""A workbook's bytes to the cells of its sheets, or to the finding that says why it cannot be opened."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from sharedcli.loading.importers import rules
from sharedcli.loading.importers.template.cells import Cell
from sharedcli.loading.importers.template.extent import most_cells
from sharedcli.model.finding import Finding, Location
from sharedcli.model.printable import printable

MOST_BYTES = 8 * 1024 * 1024
"""Forty times a template with all the systems there may be; a profile is a few pages."""
_MOST_UNPACKED = 64 * 1024 * 1024
_MOST_CELLS = 2_000_000
_DAMAGED = "It was cut off or damaged on its way."
_BINARY_SHEET = re.compile(r"xl/worksheets/[^/]+\.bin", re.IGNORECASE)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook: every row from the first and every column from A, as far as anything stands there."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]


def read_pages(content: bytes, *, file: str) -> tuple[Page, ...] | Finding:
    """The sheets of a workbook in their order; whatever the bytes are, this returns and does not raise."""
    problem = _problem(content)
    pages = _pages(content) if problem is None else problem
    if isinstance(pages, str):
        return Finding(rules.TEMPLATE_UNREADABLE, pages, Location(file))
    return pages


def holds(content: bytes, words: str) -> bool | None:
    """Whether a text stands anywhere in a workbook, without reading its cells; `None` where it cannot be opened."""
    if _problem(content) is not None:
        return None
    if content.startswith(_OLE):
        return words.encode() in content or words.encode("utf-16-le") in content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return any(words.encode() in packed.read(name) for name in packed.namelist() if name.endswith(".xml"))


def _pages(content: bytes) -> tuple[Page, ...] | str:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            sheets = ((name, book.get_sheet_by_name(name)) for name in book.sheet_names)
            return tuple(
                Page(name, tuple(map(tuple, sheet.to_python(skip_empty_area=False)))) for name, sheet in sheets
            )
    except (CalamineError, OSError, ValueError) as broken:
        return f"It is damaged, or no workbook: {printable(str(broken), most=200)}."
    except BaseException as fault:
        # The reader is written in Rust, whose own faults come as no ordinary exception.
        if type(fault).__name__ != "PanicException":
            raise
        return _DAMAGED


def _problem(content: bytes) -> str | None:
    """Why the bytes are not even unpacked; `None` where nothing is against it."""
    if content.startswith(_OLE):
        return None
    if not content.startswith(_ZIP):
        is_page = content[:1024].lstrip().lower().startswith((b"<html", b"<!doctype html", b"<table"))
        return "It is a web page with the name of a workbook." if is_page else "It is no workbook."
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(member.file_size for member in packed.infolist())
            if unpacked > _MOST_UNPACKED:
                return f"Unpacked it would be {unpacked:,} bytes; {_MOST_UNPACKED:,} are the most."
            if any(_BINARY_SHEET.fullmatch(member) for member in packed.namelist()):
                return "It is a binary workbook, .xlsb."
            if packed.testzip():  # reads no more of a member than it says it holds, and checks that that was all
                return _DAMAGED
            cells = most_cells(packed)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, SyntaxError):
        return _DAMAGED
    return None if cells <= _MOST_CELLS else f"A sheet spans {cells:,} cells; {_MOST_CELLS:,} are the most."
