"""Whole pounds that may not add up: said where it shows, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from sharedcli.reports.blocks import Row

_MAY_NOT_SUM = "Figures may not sum because of rounding."


def noted(note: str, rows: Sequence[Row]) -> str:
    """A table's note, which says so where the whole pounds of a column do not come to those of the last row."""
    return note if adds_up(rows) else f"{note} {_MAY_NOT_SUM}".strip()


def adds_up(rows: Sequence[Row]) -> bool:
    """Whether the whole pounds of every column come to those of its last row.

    >>> adds_up([Row(("A", 1.4)), Row(("B", 1.4)), Row(("All", 2.8))])
    False
    """
    whole = [[round(cell) if isinstance(cell, float) else 0 for cell in row.cells] for row in rows]
    return [sum(column) for column in zip(*whole[:-1], strict=True)] == whole[-1]
