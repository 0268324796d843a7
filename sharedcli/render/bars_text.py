"""Bars in characters: fixed width, no colour needed, every bar to the same scale."""

from __future__ import annotations

from sharedcli.render.display import shown
from sharedcli.render.gantt_text import cells
from sharedcli.reports.blocks import Bar, Bars

COLUMNS = 48
LEGEND = "# what there is, + added, - taken away, . less than half a column"
_ZERO = "|"


def draw(bars: Bars) -> list[str]:
    """A line for each bar: its label, its pounds, and the bar in `COLUMNS` characters.

    >>> made = Bars("", "", (Bar("Alone", 90.0, is_total=True), Bar("Exit", -30.0, 90.0), Bar("Loss", -30.0)))
    >>> for line in draw(made): print(line)
    Alone   90             |####################################
    Exit   -30             |                        ------------
    Loss   -30 ------------|
    """
    low, high = bars.reach_gbp
    column = (high - low) / COLUMNS or 1.0
    zero = round(-low / column)
    labels = max((cells(bar.label) for bar in bars.bars), default=0)
    pounds = [shown(bar.gbp, "pounds", unit=False) for bar in bars.bars]
    widest = max(map(len, pounds), default=0)
    return [
        f"{bar.label}{' ' * (labels - cells(bar.label))}  {worth:>{widest}} {_columns(bar, low, column, zero)}".rstrip()
        for bar, worth in zip(bars.bars, pounds, strict=True)
    ]


def _columns(bar: Bar, low: float, column: float, zero: int) -> str:
    """The bar's own columns, with a stroke where nothing is: bars to its right are gains."""
    if not bar.is_drawn:
        return f"{' ' * zero}{_ZERO} (too large to draw)"
    starts, ends = (round((end - low) / column) for end in sorted((bar.starts_gbp, bar.ends_gbp)))
    sign = "#" if bar.is_total else "+" if bar.gbp > 0 else "-"
    line = " " * starts + sign * (ends - starts)
    if starts == ends and round(bar.gbp):
        line = " " * min(starts, COLUMNS - 1) + "."
    line = line.ljust(COLUMNS)
    return line[:zero] + _ZERO + line[zero:]
