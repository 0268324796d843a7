"""Formulas in the sheets of a packed workbook: how many there are, and which have no result to be read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.loading.importers.unpacking import ZIP

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_CELL = re.compile(rb"<c\b[^>]*?\br=\"([A-Z]{1,3}[0-9]{1,7})\"([^>]*)>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(<v>[^<]+</v>)?")
_ODS = "content.xml"
_ODS_FORMULA, _ODS_ERROR = re.compile(rb"<table:table-cell\b[^>]*\btable:formula=[^>]*>"), b'calcext:value-type="error"'
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Formulas:
    """What formulas a workbook holds; `without_result` are the first cells with an error, or without a saved result."""

    count: int = 0
    lacking: int = 0
    without_result: tuple[str, ...] = ()

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
    count = lacking = 0
    first: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if _ODS in packed.namelist():
            found = _ODS_FORMULA.findall(packed.read(_ODS))
            return Formulas(len(found), sum(_ODS_ERROR in cell for cell in found))
        for name in filter(_SHEET.fullmatch, packed.namelist()):
            for cell, kind, result in _cells(packed.read(name)):
                count += 1
                if not result or b't="e"' in kind:
                    lacking += 1
                    first += [cell.decode()] if len(first) < _MOST_NAMED else []
    return Formulas(count, lacking, tuple(first))


def _cells(xml: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Where each formula stands, what its cell says of itself, and its result."""
    if b"<f" in xml:
        yield from (match.groups(b"") for match in _CELL.finditer(xml))  # type: ignore[misc]
