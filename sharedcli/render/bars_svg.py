"""Bars as SVG: a title, a description, the label and the pounds of each bar as words, no colour without a pattern."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from sharedcli.render import svg
from sharedcli.render.display import shown
from sharedcli.render.gantt_text import cells
from sharedcli.reports.blocks import Bar, Bars

_ROW, _BAR, _WIDE, _POUNDS, _MARGIN = 28, 16, 480, 96, 12


def draw(bars: Bars, *, name: str) -> str:
    """The bars as one `svg` element; `name` keeps its ids apart from those of others on a page."""
    labels = max((cells(bar.label) for bar in bars.bars), default=0) * svg.CHARACTER
    left = labels + _POUNDS + 2 * _MARGIN
    width, height = left + _WIDE + _MARGIN, _ROW * len(bars.bars) + _MARGIN
    opening = svg.opening(name, bars.caption, bars.description, width, height)
    return "".join((opening, svg.stripes(f"{name}-cost"), *_rows(bars, left, height, name), "</svg>"))


def _rows(bars: Bars, left: float, height: float, name: str) -> Iterator[str]:
    low, high = bars.reach_gbp
    scale = _WIDE / (high - low or 1.0)
    zero = left - low * scale
    yield f'<line x1="{zero:.1f}" x2="{zero:.1f}" y1="0" y2="{height - _MARGIN}" stroke="{svg.INK}" stroke-width="1"/>'
    for place, bar in enumerate(bars.bars):
        middle, weight = place * _ROW + _ROW / 2, ' font-weight="bold"' if bar.is_total else ""
        text = f'y="{middle:g}" dominant-baseline="central" fill="{svg.INK}"{weight}'
        yield f'<text x="{_MARGIN}" {text}>{escape(bar.label)}</text>'
        yield f'<text x="{left - _MARGIN:g}" text-anchor="end" {text}>{shown(bar.gbp, "pounds")}</text>'
        if bar.is_drawn:
            yield _bar(bar, zero, scale, middle, name)
        else:
            yield f'<text x="{zero + _MARGIN:.1f}" {text} font-style="italic">too large to draw</text>'


def _bar(bar: Bar, zero: float, scale: float, middle: float, name: str) -> str:
    starts, ends = sorted((zero + bar.starts_gbp * scale, zero + bar.ends_gbp * scale))
    cost = (f"url(#{name}-cost)", svg.PLUM)
    fill, edge = (svg.BLUE, svg.BLUE) if bar.is_total else (svg.GREEN, svg.GREEN) if bar.gbp > 0 else cost
    return (
        f'<rect x="{starts:.1f}" y="{middle - _BAR / 2:g}" width="{max(ends - starts, 0.5):.1f}" height="{_BAR}"'
        f' fill="{fill}" stroke="{edge}"/>'
    )
