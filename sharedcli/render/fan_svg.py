"""A fan as SVG: years along the bottom, a band with a line through its middle, every line named at its end."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sharedcli.render import svg
from sharedcli.render.display import shown
from sharedcli.render.gantt_text import cells
from sharedcli.reports.blocks import Fan

_WIDE, _HIGH, _MARGIN, _TOP, _BELOW, _LEADER = 560, 300, 12, 16, 34, 26
_TICKS, _BAND, _RULE = 6, "#cfdbe6", "#c8c8c8"


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where years and pounds lie on the drawing; `step_gbp` from one rule to the next."""

    left: float
    low_gbp: float
    high_gbp: float
    step_gbp: float
    years: int

    @property
    def right(self) -> float:
        return self.left + _WIDE

    def y(self, gbp: float) -> float:
        return _TOP + _HIGH * (self.high_gbp - gbp) / (self.high_gbp - self.low_gbp)

    def x(self, year: int) -> float:
        """The middle of a year's place."""
        return self.left + _WIDE * (year + 0.5) / self.years

    def points(self, values_gbp: Sequence[float]) -> list[tuple[float, float]]:
        """Where a line runs; a single year is a short one."""
        if len(values_gbp) == 1:
            return [(self.x(0) + aside, self.y(values_gbp[0])) for aside in (-20.0, 20.0)]
        return [(self.x(year), self.y(gbp)) for year, gbp in enumerate(values_gbp)]

    @property
    def rules_gbp(self) -> list[float]:
        """Where the rules lie, from the lowest up."""
        return [
            self.low_gbp + self.step_gbp * n for n in range(round((self.high_gbp - self.low_gbp) / self.step_gbp) + 1)
        ]


def draw(fan: Fan, *, name: str) -> str:
    """The fan as one `svg` element; `name` keeps its ids apart from those of others on a page."""
    step, low, high = _rules(*fan.reach_gbp)
    widest = max(cells(shown(gbp, "pounds")) for gbp in (low, high, step))
    plot = _Plot(_MARGIN + widest * svg.CHARACTER + _MARGIN, low, high, step, max(len(fan.years), 1))
    named = list(_named(fan, plot))
    width = plot.right + _LEADER + max(cells(words) for _, words in named) * svg.CHARACTER + _MARGIN
    opening = svg.opening(name, fan.caption, fan.description, width, _TOP + _HIGH + _BELOW)
    return "".join((opening, *_frame(fan, plot), *_lines(fan, plot), *_names(named, plot), "</svg>"))


def _rules(low_gbp: float, high_gbp: float) -> tuple[float, float, float]:
    """How far rules stand apart, a round number, and the lowest and the highest: nothing is always one of them.

    >>> _rules(-560e3, 790e3)
    (250000.0, -750000.0, 1000000.0)
    """
    rough = max((high_gbp - low_gbp) / _TICKS, 1.0)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in (1, 2, 2.5, 5, 10) if power * times >= rough * 0.999)
    low, high = math.floor(low_gbp / step) * step, math.ceil(high_gbp / step) * step
    return step, low, high if high > low else low + step


def _frame(fan: Fan, plot: _Plot) -> Iterator[str]:
    for gbp in plot.rules_gbp:
        yield svg.stroke(plot.left, plot.y(gbp), plot.right, plot.y(gbp), ink=_RULE)
        yield from svg.words([shown(gbp, "pounds")], plot.left - _MARGIN, plot.y(gbp), anchor="end")
    widest = max(map(cells, fan.years), default=0) * svg.CHARACTER + _MARGIN
    every = math.ceil(widest * plot.years / _WIDE) or 1
    for year, label in enumerate(fan.years):
        if year % every == 0:
            yield from svg.words([label], plot.x(year), _TOP + _HIGH + _BELOW / 2, anchor="middle")


def _lines(fan: Fan, plot: _Plot) -> Iterator[str]:
    low, middle, high = (plot.points(values) for values in (fan.low_gbp, fan.middle_gbp, fan.high_gbp))
    if fan.years:
        yield f'<polygon points="{_joined([*low, *reversed(high)])}" fill="{_BAND}"/>'
    yield svg.stroke(plot.left, plot.y(0), plot.right, plot.y(0), width=1.5)
    for points, look in (
        (low, 'stroke-width="1" stroke-dasharray="5 4"'),
        (high, 'stroke-width="1"'),
        (middle, 'stroke-width="3"'),
    ):
        if points:
            yield f'<polyline points="{_joined(points)}" fill="none" stroke="{svg.BLUE}" {look}/>'


def _joined(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _named(fan: Fan, plot: _Plot) -> Iterator[tuple[tuple[float, float], str]]:
    """Where each line ends, and its name with the pounds there."""
    yield (plot.right, plot.y(0)), "\u2191 pays back"
    for name, values in zip(fan.names, (fan.low_gbp, fan.middle_gbp, fan.high_gbp), strict=True):
        if values:
            yield plot.points(values)[-1], f"{name}: {shown(values[-1], 'pounds')}"


def _names(named: list[tuple[tuple[float, float], str]], plot: _Plot) -> Iterator[str]:
    named = sorted(named, key=lambda one: one[0][1])
    places = _apart([y for (_, y), _ in named], svg.LINE, _TOP + _HIGH + _BELOW)
    for ((x, y), words), place in zip(named, places, strict=True):
        yield svg.stroke(x, y, plot.right + _LEADER - 4, place, ink="#767676")
        yield from svg.words([words], plot.right + _LEADER, place)


def _apart(places: list[float], gap: float, most: float) -> list[float]:
    """Places in order, moved down until they are `gap` apart, and up again where the last would be beyond `most`.

    >>> _apart([10.0, 12.0, 60.0, 61.0], 16, 70.0)
    [10.0, 26.0, 46.0, 62.0]
    """
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + gap) if moved else place)
    ceiling = most - gap / 2
    for at in reversed(range(len(moved))):
        moved[at] = min(moved[at], ceiling)
        ceiling = moved[at] - gap
    return moved
