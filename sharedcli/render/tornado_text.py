"""A tornado in characters: fixed width, no colour needed, every swing to the same scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from sharedcli.render.display import shown
from sharedcli.render.gantt_text import cells
from sharedcli.render.swings import End, ends, left_and_right
from sharedcli.render.wrapping import to_the_left, to_the_right, wrapped
from sharedcli.reports.blocks import Swing, Tornado

MOST_COLUMNS, FEWEST_COLUMNS, WIDEST = 48, 16, 120
_WIDEST_LABEL, _WIDEST_TRIED = 32, 12
_LOW, _HIGH, _BOTH, _SLIGHT, _BASE, _ZERO = "-", "+", "=", ".", "|", ":"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A tornado ready to print, and what its characters mean."""

    lines: tuple[str, ...]
    legend: str


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where pounds lie among `columns`. Strokes stand before the column they name; `zero` only where it is in reach."""

    low_gbp: float
    column_gbp: float
    columns: int
    base: int
    zero: int | None

    @classmethod
    def of(cls, tornado: Tornado, columns: int) -> _Scale:
        low, high = tornado.reach_gbp
        column = (high - low) / columns or 1.0
        base, zero = round((tornado.base_gbp - low) / column), round(-low / column)
        return cls(low, column, columns, base, zero if low <= 0 <= high and zero != base else None)

    def at(self, gbp: float) -> int:
        return round((gbp - self.low_gbp) / self.column_gbp)

    def stroked(self, line: str) -> str:
        """The columns with a stroke for the base, and one for nothing."""
        strokes = [(self.base, _BASE), *([] if self.zero is None else [(self.zero, _ZERO)])]
        for at, stroke in sorted(strokes, reverse=True):
            line = line[:at] + stroke + line[at:]
        return line

    def heading(self, base_gbp: float) -> str:
        """The pounds of the base over its stroke, and a nought over the other where there is room."""
        width = self.columns + (1 if self.zero is None else 2)
        base = shown(base_gbp, "pounds", unit=False)
        stroke = self.base + (self.zero is not None and self.zero < self.base)
        starts = max(min(stroke - len(base) // 2, width - len(base)), 0)
        line = f"{' ' * starts}{base}".ljust(width)
        if self.zero is None:
            return line
        zero = self.zero + (self.zero > self.base)
        return line if line[max(zero - 1, 0) : zero + 2].strip() else f"{line[:zero]}0{line[zero + 1 :]}"


@dataclass(frozen=True, slots=True)
class _Side:
    """What is printed beside a swing: the value tried, in lines, and its pounds."""

    tried: tuple[str, ...]
    gbp: str

    @classmethod
    def of(cls, end: End | None) -> _Side:
        if end is None:
            return cls((), "")
        return cls(tuple(wrapped(end.tried, _WIDEST_TRIED)), shown(end.gbp, "pounds", unit=False))


def draw(tornado: Tornado, width: int = WIDEST) -> Drawn:
    """A heading, and for each swing its label, what was tried on either side, the pounds and the swing.

    Labels and values too long for their place run over more lines.

    >>> made = Tornado("", "", 60.0, (Swing("Price", "90%", "110%", 96.0, 36.0), Swing("Delay", "", "late", None, 0.0)))
    >>> for line in draw(made, 60).lines: print(line)
    Input  Tried  £ 0                    60              £ Tried
    Price   110% 36 :            +++++++++|------------ 96 90%
    Delay   late  0 :+++++++++++++++++++++|
    """
    if not tornado.swings:
        return Drawn(("No input was moved.",), "")
    labels = [wrapped(swing.label, _WIDEST_LABEL) for swing in tornado.swings]
    sides = [tuple(map(_Side.of, left_and_right(swing, tornado.base_gbp))) for swing in tornado.swings]
    label_width = max(map(cells, ("Input", *(line for lines in labels for line in lines))))
    tried_width = max(map(cells, ("Tried", *(line for pair in sides for side in pair for line in side.tried))))
    gbp_width = max(1, *(len(side.gbp) for pair in sides for side in pair))
    room = width - label_width - 2 * (tried_width + gbp_width) - 8
    scale = _Scale.of(tornado, max(min(room, MOST_COLUMNS), FEWEST_COLUMNS))

    def line(label: str, left: tuple[str, str], columns: str, right: tuple[str, str]) -> str:
        opening = f"{to_the_left(label, label_width)}  {to_the_right(left[0], tried_width)} {left[1]:>{gbp_width}}"
        return f"{opening} {columns} {right[1]:>{gbp_width}} {right[0]}".rstrip()

    lines = [line("Input", ("Tried", "£"), scale.heading(tornado.base_gbp), ("Tried", "£"))]
    blank = scale.stroked(" " * scale.columns)
    drawn = [_columns(swing, tornado.base_gbp, scale) for swing in tornado.swings]
    for label, (left, right), columns in zip(labels, sides, drawn, strict=True):
        places = zip_longest(label, left.tried or ("",), right.tried or ("",), fillvalue="")
        for place, (words, at_left, at_right) in enumerate(places):
            if place:
                lines.append(line(words, (at_left, ""), blank, (at_right, "")))
            else:
                lines.append(line(words, (at_left, left.gbp), scale.stroked(columns), (at_right, right.gbp)))
    return Drawn(tuple(lines), ", ".join(_legend(tornado, scale, "".join(drawn))))


def _columns(swing: Swing, base_gbp: float, scale: _Scale) -> str:
    line = [" "] * scale.columns
    for end in ends(swing):
        at, mark = scale.at(end.gbp), _HIGH if end.is_high else _LOW
        starts, closes = sorted((scale.base, at))
        for column in range(starts, closes):
            line[column] = mark if line[column] == " " else _BOTH
        if starts == closes and round(end.gbp - base_gbp):
            beside = max(at - 1, 0) if end.gbp < base_gbp else min(at, scale.columns - 1)
            line[beside] = _SLIGHT if line[beside] == " " else line[beside]
    return "".join(line)


def _legend(tornado: Tornado, scale: _Scale, used: str) -> Iterator[str]:
    yield f"{_LOW} low value tried"
    yield f"{_HIGH} high value tried"
    if _BOTH in used:
        yield f"{_BOTH} both"
    if _SLIGHT in used:
        yield f"{_SLIGHT} less than half a column"
    yield f"{_BASE} nothing moved ({shown(tornado.base_gbp, 'pounds')})"
    if scale.zero is not None:
        yield f"{_ZERO} no gain and no loss (£0)"
