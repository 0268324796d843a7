"""A tornado as SVG: what was tried and where it leads in words at either end, plain bars and striped ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.render import svg
from sharedcli.render.display import shown
from sharedcli.render.gantt_text import cells
from sharedcli.render.swings import End, ends, left_and_right
from sharedcli.render.wrapping import wrapped
from sharedcli.reports.blocks import Swing, Tornado

_WIDE, _BAR, _MARGIN, _STRIP, _GAP = 400, 18, 12, 28, 7
_WIDEST_LABEL, _WIDEST_END = 30, 24


@dataclass(frozen=True, slots=True)
class _Line:
    """A swing with its words in lines."""

    swing: Swing
    label: list[str]
    left: list[str]
    right: list[str]

    @classmethod
    def of(cls, swing: Swing, base_gbp: float) -> _Line:
        left, right = left_and_right(swing, base_gbp)
        return cls(swing, wrapped(swing.label, _WIDEST_LABEL), _told(left), _told(right))

    @property
    def height(self) -> float:
        return max(len(self.label), len(self.left), len(self.right)) * svg.LINE + 14


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where pounds lie on the drawing."""

    starts: float
    low_gbp: float
    per_gbp: float
    base_gbp: float

    def at(self, gbp: float) -> float:
        return self.starts + (gbp - self.low_gbp) * self.per_gbp


def draw(tornado: Tornado, *, name: str) -> str:
    """The tornado as one `svg` element; `name` keeps its ids apart from those of others on a page."""
    lines = [_Line.of(swing, tornado.base_gbp) for swing in tornado.swings]
    labels, left, right = (
        _widest(part) for part in ([x.label for x in lines], [x.left for x in lines], [x.right for x in lines])
    )
    low, high = tornado.reach_gbp
    plot = _Plot(_MARGIN + labels + _MARGIN + left + _GAP, low, _WIDE / (high - low or 1.0), tornado.base_gbp)
    width = plot.starts + _WIDE + _GAP + right + _MARGIN
    height = 2 * _STRIP + sum(line.height for line in lines)
    opening = svg.opening(name, tornado.caption, tornado.description, width, height)
    parts = (*_strokes(tornado, plot, width, height), *_lines(lines, plot, f"{name}-high"))
    return "".join((opening, svg.stripes(f"{name}-high"), *parts, "</svg>"))


def _told(end: End | None) -> list[str]:
    if end is None:
        return []
    return wrapped(f"{shown(end.gbp, 'pounds')} ({end.tried})" if end.tried else shown(end.gbp, "pounds"), _WIDEST_END)


def _widest(texts: list[list[str]]) -> float:
    return max((cells(line) for lines in texts for line in lines), default=0) * svg.CHARACTER


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
        reached = [plot.at(plot.base_gbp), *(plot.at(end.gbp) for end in ends(line.swing))]
        yield from _bars(line.swing, plot, middle, pattern)
        yield from svg.words(line.label, _MARGIN, middle)
        yield from svg.words(line.left, min(reached) - _GAP, middle, anchor="end")
        yield from svg.words(line.right, max(reached) + _GAP, middle)
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
