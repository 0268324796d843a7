"""Rounding in words: whole pounds that may not add up, and what is not known to the pound.

Where it shows it is said, and nowhere else. How a value is written is the business of `render/display.py`.
"""

from __future__ import annotations

import math
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


def to_two_figures(gbp: float) -> float:
    """Pounds to two significant figures, whole pounds at the finest: what a range is known to (REPORTS 4.1).

    >>> to_two_figures(3_282_946.0), to_two_figures(-8_449.0), to_two_figures(7.4), to_two_figures(0.0)
    (3300000.0, -8400.0, 7.0, 0.0)
    """
    if round(gbp) == 0:
        return 0.0
    return float(round(gbp, min(1 - math.floor(math.log10(abs(gbp))), 0)))


def whole_per_cent(chance: float) -> str:
    """A chance as nobody knows it better: in whole per cent, never quite 0% or 100% where some futures differ.

    >>> [whole_per_cent(chance) for chance in (0.0, 0.004, 0.957, 0.9999, 1.0)]
    ['0%', 'under 1%', '96%', 'over 99%', '100%']
    """
    if 0 < chance < 0.005:
        return "under 1%"
    if 0.995 <= chance < 1:
        return "over 99%"
    return f"{chance:.0%}"
