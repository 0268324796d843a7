"""A fan in characters: a line for each year, its three numbers in £1,000s, and a band with its middle, to one scale."""

from __future__ import annotations

from sharedcli.render.display import shown
from sharedcli.render.gantt_text import cells
from sharedcli.render.wrapping import to_the_left, to_the_right
from sharedcli.reports.blocks import Fan

MOST_COLUMNS, FEWEST_COLUMNS, WIDEST = 60, 16, 120
_BAND, _MIDDLE, _ZERO, _PAYS_BACK = ".", "o", "|", "pays back"


def draw(fan: Fan, width: int = WIDEST) -> list[str]:
    """A heading and a line for each year, the first at the top; numbers in £1,000s.

    >>> made = Fan("", "", ("2027-28", "2028-29"), (-40e3, -10e3), (-30e3, 10e3), (-20e3, 20e3))
    >>> for line in draw(made, 50): print(line)
             P10  P50  P90        pays back |>
    2027-28  -40  -30  -20 ....o....        |
    2028-29  -10   10   20             .....|...o.....
    """
    if not fan.years:
        return ["There are no years to show."]
    rows = [(year, *(shown(gbp / 1000, "pounds", unit=False) for gbp in three)) for year, *three in fan.by_year]
    table = [("", *fan.names), *rows]
    widths = [max(cells(row[column]) for row in table) for column in range(4)]
    room = width - sum(widths) - 9
    columns = max(min(room, MOST_COLUMNS), FEWEST_COLUMNS)
    low, high = fan.reach_gbp
    column = (high - low) / columns or 1.0
    zero = max(round(-low / column), 1 if low < 0 else 0)
    spans = [_heading(zero, columns), *(_span(three, low, column, zero, columns) for _, *three in fan.by_year)]
    return [
        f"{to_the_left(year, widths[0])}  {'  '.join(map(to_the_right, values, widths[1:]))} {span}".rstrip()
        for (year, *values), span in zip(table, spans, strict=True)
    ]


def legend(fan: Fan) -> str:
    """What the characters mean."""
    low, middle, high = fan.names
    return (
        f"{_MIDDLE} {middle}, {_BAND} from {low} to {high}, {_ZERO} no gain and no loss (£0): right of it, it pays back"
    )


def _heading(zero: int, columns: int) -> str:
    """Which side of the stroke is which, written where there is room."""
    stroke, after, before = f"{_ZERO}>", f" {_PAYS_BACK}", f"{_PAYS_BACK} "
    if zero + len(stroke) + len(after) <= columns + len(stroke):
        return " " * zero + stroke + after
    return before.rjust(zero) + stroke if zero >= len(before) else " " * zero + stroke


def _span(three: list[float], low_gbp: float, column_gbp: float, zero: int, columns: int) -> str:
    """One year's columns; what is below nothing stands left of the stroke, all else right of it."""

    def place(gbp: float) -> int:
        at = min(int((gbp - low_gbp) / column_gbp), columns - 1)
        return min(at, zero - 1) if gbp < 0 else max(at, zero)

    starts, middle, closes = map(place, three)
    line = "".join(_MIDDLE if at == middle else _BAND for at in range(starts, max(closes, middle) + 1))
    line = (" " * starts + line).ljust(zero)
    return line[:zero] + _ZERO + line[zero:]
