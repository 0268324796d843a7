"""Cells of a sheet that are merged over several rows: what stands in the first is said of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


class Merged:
    """The merged cells of one sheet, filled in as its rows go by in order.

    A value over several contracts is that of all of them together and of none alone, so a number or a sum of pounds
    stays in the first row.
    """

    def __init__(self, sheet: CalamineSheet) -> None:
        self._begin: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
            if bottom > top:
                self._begin.setdefault(top + 1, []).append((left, bottom + 1))
        self._standing: dict[int, tuple[int, str]] = {}

    def fill(self, number: int, row: Sequence[object], cells: list[str]) -> None:
        """Put into row `number`, counted from 1, what is merged into it from above; `cells` are its texts."""
        if self._standing and any(cells):
            for column, (last, text) in self._standing.items():
                if number <= last and column < len(cells):
                    cells[column] = cells[column] or text
        for column, last in self._begin.get(number, ()):
            is_words = column < len(row) and not isinstance(row[column], int | float) and "£" not in cells[column]
            self._standing[column] = (last, cells[column] if is_words else "")
