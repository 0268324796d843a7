"""A tornado as SVG: what was tried and where it leads in words at either end, plain bars and striped ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sharedcli.render import svg
from sharedcli.render.display import shown
from sharedcli.render.gantt_text import cells
from sharedcli.render.swings import End, ends, left_and_right
from sharedcli.render.wrapping import wrapped
from sharedcli.reports.blocks import Swing, Tornado

_WIDE, _BAR, _MARGIN, _STRIP, _GAP = 440, 18, 12, 28, 7
_WIDEST_LABEL, _WIDEST_END = 30, 24
_NARROWEST = 720
"""A drawing fills its page: were it narrower, its words would be larger than the page's."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A swing with its words in lines, and where it lies: units right of the least that any leads to."""

    swing: Swing
    label: list[str]
    left: list[str]
    right: list[str]
    starts: float
    closes: float

    @property
    def height(self) -> float:
        return max(len(self.label), len(self.left), len(self.right)) * svg.LINE + 14


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where pounds lie on the drawing, once `left` is known: how much room words take there."""

    low_gbp: float
    per_gbp: float
    base_gbp: float
    left: float = 0.0

    @classmethod
    def of(cls, tornado: Tornado) -> _Plot:
        low, high = tornado.reach_gbp
        return cls(low, _WIDE / max(high - low, 0.01), tornado.base_gbp)

    def at(self, gbp: float) -> float:
        return self.left + (gbp - self.low_gbp) * self.per_gbp

    def line(self, swing: Swing) -> _Line:
        left, right = left_and_right(swing, self.base_gbp)
        reached = [self.at(self.base_gbp), *(self.at(end.gbp) for end in ends(swing))]
        label = wrapped(swing.label, _WIDEST_LABEL)
        return _Line(swing, label, _told(left), _told(right), min(reached), max(reached))


def draw(tornado: Tornado, *, name: str) -> str:
    """The tornado as one `svg` element; `name` keeps its ids apart from those of others on a page."""
    plot = _Plot.of(tornado)
    lines = [plot.line(swing) for swing in tornado.swings]
    before = max((_width(line.left) + _GAP - line.starts for line in lines), default=0.0)
    after = max((_width(line.right) + _GAP + line.closes - _WIDE for line in lines), default=0.0)
    labels = max((_width(line.label) for line in lines), default=0.0)
    plot = replace(plot, left=_MARGIN + labels + _MARGIN + max(before, 0.0))
    width = max(plot.left + _WIDE + max(after, 0.0) + _MARGIN, _NARROWEST)
    height = 2 * _STRIP + sum(line.height for line in lines)
    opening = svg.opening(name, tornado.caption, tornado.description, width, height)
    parts = (*_strokes(tornado, plot, width, height), *_lines(lines, plot, f"{name}-high"))
    return "".join((opening, svg.stripes(f"{name}-high"), *parts, "</svg>"))


def _told(end: End | None) -> list[str]:
    if end is None:
        return []
    return wrapped(f"{shown(end.gbp, 'pounds')} ({end.tried})" if end.tried else shown(end.gbp, "pounds"), _WIDEST_END)


def _width(lines: list[str]) -> float:
    return max(map(cells, lines), default=0) * svg.CHARACTER


def _strokes(tornado: Tornado, plot: _Plot, width: float, height: float) -> Iterator[str]:
    """The base with its pounds above it, and nothing below where it lies within reach."""
    base, (low, high) = plot.at(tornado.base_gbp), tornado.reach_gbp
    if low < 0 < high and tornado.base_gbp:
        yield svg.stroke(plot.at(0), _STRIP, plot.at(0), height - _STRIP, dashed=True)
        yield from svg.words(["£0"], plot.at(0), height - _STRIP / 2, anchor="middle")
    yield svg.stroke(base, _STRIP, base, height - _STRIP, width=1.5)
    told = f"nothing moved: {shown(tornado.base_gbp, 'pounds')}"
    half = cells(told) * svg.CHARACTER / 2 + _MARGIN
    yield from svg.words([told], max(min(base, width - half), half), _STRIP / 2, anchor="middle", bold=True)


def _lines(lines: list[_Line], plot: _Plot, pattern: str) -> Iterator[str]:
    top = float(_STRIP)
    for line in lines:
        middle = top + line.height / 2
        yield from _bars(line.swing, plot, middle, pattern)
        yield from svg.words(line.label, _MARGIN, middle)
        yield from svg.words(line.left, plot.left + line.starts - _GAP, middle, anchor="end")
        yield from svg.words(line.right, plot.left + line.closes + _GAP, middle)
        top += line.height


def _bars(swing: Swing, plot: _Plot, middle: float, pattern: str) -> Iterator[str]:
    """A bar for each end; two on the same side share the height, so that neither hides the other."""
    found = ends(swing)
    shared = len(found) == 2 and (found[0].gbp > plot.base_gbp) == (found[1].gbp > plot.base_gbp)
    for place, end in enumerate(found):
        starts, closes = sorted((plot.at(plot.base_gbp), plot.at(end.gbp)))
        top, tall = (middle - _BAR / 2 + place * _BAR / 2, _BAR / 2) if shared else (middle - _BAR / 2, _BAR)
        fill, edge = (f"url(#{pattern})", svg.PLUM) if end.is_high else (svg.BLUE, svg.BLUE)
        yield (
            f'<rect x="{starts:.1f}" y="{top:.1f}" width="{max(closes - starts, 0.5):.1f}" height="{tall:g}"'
            f' fill="{fill}" stroke="{edge}"/>'
        )
