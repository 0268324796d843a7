"""Registers in Excel (.xlsx, .xlsm, .xls) and OpenDocument (.ods): sheets to rows of text.

What columns mean and what cells hold is read in `tables/`; whether a workbook may be unpacked, in `unpacking.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from sharedcli.loading.folder import Input, read_bytes
from sharedcli.loading.importers import rules
from sharedcli.loading.importers.formulas import Unread, formulas_of
from sharedcli.loading.importers.importer import Asked, OnBytes, Opened, untold
from sharedcli.loading.importers.merged import Merged
from sharedcli.loading.importers.tables.grid import Raw
from sharedcli.loading.importers.tables.table import open_table
from sharedcli.loading.importers.unpacking import Limits, WorkbookError, looks_like_a_workbook, opened
from sharedcli.loading.rules import FILE_TOO_LARGE
from sharedcli.model.entry import Place
from sharedcli.model.finding import Finding, Location, Rule
from sharedcli.model.printable import printable

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

MOST_BYTES = 64 * 1024 * 1024
"""A register of a million rows; a workbook is held in memory while it is read."""
_LIMITS = Limits(unpacked_bytes=512 * 1024 * 1024, cells=25_000_000)

_NO_SHEET = "All sheets of it are hidden, and what is hidden is not read."

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def recognises(beginning: bytes) -> bool:
    """Whether the first bytes are a workbook's."""
    return looks_like_a_workbook(beginning)


@dataclass(slots=True)
class _Sheet:
    """A sheet to be gone through twice: for the order of its dates, and for its rows."""

    rows: CalamineSheet
    place: Place
    unread: Unread
    before: int = 0
    read: int = 0

    @property
    def height(self) -> int:
        """How many rows there are from the first."""
        return self.rows.end[0] + 1 if self.rows.end else 0


def open_rows(source: Input, asked: Asked, on_bytes: OnBytes = untold) -> Opened | tuple[Finding, ...]:
    """The contracts of every sheet that is a register, or everything that stands in the way."""
    content = read_bytes(source, most=MOST_BYTES)
    if isinstance(content, Finding):
        is_large = content.rule is FILE_TOO_LARGE
        return (Finding(rules.TOO_LARGE, content.message, content.location) if is_large else content,)
    from python_calamine import SheetVisibleEnum

    try:
        with opened(content, _LIMITS) as book:
            hidden = [meta.name for meta in book.sheets_metadata if meta.visible != SheetVisibleEnum.Visible]
            sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names if name not in hidden}
    except WorkbookError as problem:
        return (Finding(rules.WORKBOOK_CLOSED, str(problem), Location(source.name)),)
    formulas, size = formulas_of(content), len(content)
    del content
    said = [_note(rules.FORMULAS, str(formulas), source.name)] if formulas.count else []
    file = source.name
    left = [_left(file, name, "It is hidden.") for name in hidden]
    parts = {name: f"sheet {printable(name)}" if len(sheets) > 1 else "" for name in sheets}
    read = [
        _Sheet(sheet, Place(file, 0, part=parts[name]), formulas.unread.get(name, {})) for name, sheet in sheets.items()
    ]
    height = sum(sheet.height for sheet in read)

    def done() -> int:
        return size * sum(sheet.before + sheet.read for sheet in read) // max(2 * height, 1)

    found = {
        name: open_table(file, partial(_rows, sheet), asked, kind="a workbook", tell=lambda: on_bytes(done(), size))
        for name, sheet in zip(sheets, read, strict=True)
    }
    for sheet in read:
        sheet.before, sheet.read = sheet.height, 0
    joined = _joined(file, found, (*said, *left))
    return replace(joined, of=size, done=done) if isinstance(joined, Opened) else joined


def _joined(
    file: str, found: dict[str, Opened | tuple[Finding, ...]], said: tuple[Finding, ...]
) -> Opened | tuple[Finding, ...]:
    """The registers of all sheets as one; a sheet without headings is left, any other trouble stops the import."""
    if len(found) > 1:
        found = {name: _on_sheet(name, part) for name, part in found.items()}
    registers = [part for part in found.values() if isinstance(part, Opened)]
    others = {name: part for name, part in found.items() if not isinstance(part, Opened)}
    without = (rules.NO_HEADINGS, rules.NO_ROWS)
    trouble = [one for part in others.values() for one in part if one.rule not in without]
    if trouble or not registers:
        every = trouble or [one for part in others.values() for one in part]
        return (*every, *said) if every else (Finding(rules.NO_SHEET, _NO_SHEET, Location(file)),)
    left = [_left(file, name, part[0].message) for name, part in others.items()]
    first = registers[0]
    return Opened(
        first.kind,
        first.publisher,
        tuple(dict.fromkeys(heading for part in registers for heading in part.headings)),
        (*said, *left, *(one for part in registers for one in part.findings)),
        chain.from_iterable(part.rows for part in registers),
    )


def _on_sheet(name: str, part: Opened | tuple[Finding, ...]) -> Opened | tuple[Finding, ...]:
    """The same with the sheet's name at every finding."""
    findings = part.findings if isinstance(part, Opened) else part
    named = tuple(
        replace(one, location=replace(one.location, sheet=f"sheet {printable(name)}"))
        for one in findings
        if one.location.line
    )
    rest = tuple(one for one in findings if not one.location.line)
    return replace(part, findings=(*rest, *named)) if isinstance(part, Opened) else (*rest, *named)


def _left(file: str, sheet: str, why: str) -> Finding:
    return _note(rules.SHEET_LEFT, f"The sheet {printable(sheet)} was not read. {why}", file)


def _rows(sheet: _Sheet) -> Iterator[Raw]:
    """The rows of a sheet as a person counts them, with the cells as text."""
    merged, place, unread = Merged(sheet.rows), sheet.place, sheet.unread
    for number, row in enumerate(sheet.rows.iter_rows(), 1):
        sheet.read = number
        cells = [cell if isinstance(cell, str) else _text(cell) for cell in row]
        merged.fill(number, row, cells)
        dated = tuple([at for at, cell in enumerate(row) if isinstance(cell, dt.date)])
        yield Raw(Place(place.file, number, part=place.part), tuple(cells), unread.get(number, ()), dated)


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell)


def _note(rule: Rule, said: str, file: str) -> Finding:
    return Finding(rule, said, Location(file), severity=rule.severity)
