"""Cells of a packed workbook that show nothing to whoever reads it: formulas without a result, and errors."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType

from sharedcli.loading.importers.extent import column_number
from sharedcli.loading.importers.packed import pieces, sheet_titles
from sharedcli.loading.importers.unpacking import ZIP
from sharedcli.model.printable import printable

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_PLACE, _VALUE = rb"[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"[^>]*", rb"(?:<v>([^<]*)</v>)"
_WITH_FORMULA = re.compile(rb"<c\b(" + _PLACE + rb")>\s*(<f)\b[^>]*?(?:/>|>[^<]*</f>)\s*" + _VALUE + rb"?")
_ERROR_ALONE = re.compile(rb"<c\b((?=[^>]*\bt=\"e\")" + _PLACE + rb")>\s*()" + _VALUE)
_ODS = "content.xml"
_ODS_FORMULA, _ODS_ERROR = re.compile(rb"<table:table-cell\b[^>]*\btable:formula=[^>]*>"), b'calcext:value-type="error"'
_MOST_NAMED, _MOST_KEPT = 5, 100_000

Unread = Mapping[int, tuple[tuple[int, str], ...]]
"""The cells of a sheet that cannot be read, by the number of the row: the index of the column, and why, a sentence."""


@dataclass(frozen=True, slots=True)
class Formulas:
    """What formulas a workbook holds, and what of it cannot be read.

    Attributes:
        count: How many formulas there are.
        lacking: How many of them show an error, or have no result that was saved.
        without_result: The first of those.
        unread: Those and all other errors by the title of their sheet, the first hundred thousand of them.
    """

    count: int = 0
    lacking: int = 0
    without_result: tuple[str, ...] = ()
    unread: Mapping[str, Unread] = field(default_factory=lambda: MappingProxyType({}))

    def __str__(self) -> str:
        cells = "1 cell holds a formula" if self.count == 1 else f"{self.count:,} cells hold formulas"
        if not self.lacking:
            return f"{cells}; what was shown when it was saved is read."
        named = ", ".join(self.without_result)
        if not named:
            return f"{cells}, {self.lacking:,} of them without a result: nothing is read there."
        others = self.lacking - len(self.without_result)
        more = f" and {others:,} more" if others else ""
        return f"{cells}, and no result of {named}{more} was saved: nothing is read there."


def formulas_of(content: bytes) -> Formulas:
    """The formulas of a workbook that may be unpacked; none for .xls. An .ods does not say which cells they are in."""
    if not content.startswith(ZIP):
        return Formulas()
    count = lacking = kept = 0
    first: list[str] = []
    unread: dict[str, dict[int, tuple[tuple[int, str], ...]]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if _ODS in packed.namelist():
            found = _ODS_FORMULA.findall(packed.read(_ODS))
            return Formulas(len(found), sum(_ODS_ERROR in cell for cell in found))
        titles = sheet_titles(packed)
        for name in filter(_SHEET.fullmatch, packed.namelist()):
            rows = unread.setdefault(titles.get(name, ""), {})
            for cell in _cells(packed, name):
                count += cell.is_formula
                if not cell.why:
                    continue
                lacking += cell.is_formula
                first += [f"{cell.column.decode()}{cell.row}"] if cell.is_formula and len(first) < _MOST_NAMED else []
                if kept < _MOST_KEPT:
                    kept += 1
                    rows[cell.row] = (*rows.get(cell.row, ()), (column_number(cell.column) - 1, cell.why))
    return Formulas(count, lacking, tuple(first), unread)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with a formula or an error; `why` it cannot be read is a sentence, empty where it can."""

    column: bytes
    row: int
    is_formula: bool
    why: str


def _cells(packed: zipfile.ZipFile, name: str) -> Iterator[_Cell]:
    for piece in pieces(packed, name, before=b"<c "):
        with_formula = _WITH_FORMULA.finditer(piece) if b"<f" in piece else ()
        alone = _ERROR_ALONE.finditer(piece) if b't="e"' in piece else ()
        for found in chain(with_formula, alone):
            about, column, row, formula, result = found.groups()
            if b't="e"' in about:
                why = f"it shows the error {printable((result or b'').decode('utf-8', 'replace'), most=20)}."
            elif formula and not result and not (result is not None and b't="str"' in about):
                why = "its formula has no result that was saved."
            else:
                why = ""
            if formula or why:
                yield _Cell(column, int(row), bool(formula), why)
