"""Bars as SVG: a title, a description, the label and the pounds of each bar as words, no colour without a pattern."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from sharedcli.render.display import shown
from sharedcli.render.gantt_text import cells
from sharedcli.reports.blocks import Bar, Bars

# Units of the drawing; a character of a label is about `_CHARACTER` wide.
_ROW, _BAR, _WIDE, _POUNDS, _MARGIN, _CHARACTER = 28, 16, 480, 96, 12, 7.6
_FONTS = "Verdana, Arial, sans-serif"
_INK, _TOTAL, _GAIN, _COST = "#1d1d1d", "#12436d", "#28a197", "#801650"


def draw(bars: Bars, *, name: str) -> str:
    """The bars as one `svg` element; `name` keeps its ids apart from those of others on a page."""
    labels = max((cells(bar.label) for bar in bars.bars), default=0) * _CHARACTER
    left = labels + _POUNDS + 2 * _MARGIN
    width, height = left + _WIDE + _MARGIN, _ROW * len(bars.bars) + _MARGIN
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" role="img"'
        f' aria-labelledby="{name}-title {name}-description" font-family="{_FONTS}" font-size="13">'
    )
    told = (
        f'<title id="{name}-title">{escape(bars.caption)}</title>'
        f'<desc id="{name}-description">{escape(bars.description)}</desc>'
    )
    stripes = (
        f'<defs><pattern id="{name}-cost" width="6" height="6" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/>'
        f'<rect width="3.5" height="6" fill="{_COST}"/></pattern></defs>'
    )
    return "".join((head, told, stripes, *_rows(bars, left, height, name), "</svg>"))


def _rows(bars: Bars, left: float, height: float, name: str) -> Iterator[str]:
    low, high = bars.reach_gbp
    scale = _WIDE / (high - low or 1.0)
    zero = left - low * scale
    yield f'<line x1="{zero:.1f}" x2="{zero:.1f}" y1="0" y2="{height - _MARGIN}" stroke="{_INK}" stroke-width="1"/>'
    for place, bar in enumerate(bars.bars):
        middle, weight = place * _ROW + _ROW / 2, ' font-weight="bold"' if bar.is_total else ""
        text = f'y="{middle:g}" dominant-baseline="central" fill="{_INK}"{weight}'
        yield f'<text x="{_MARGIN}" {text}>{escape(bar.label)}</text>'
        yield f'<text x="{left - _MARGIN:g}" text-anchor="end" {text}>{shown(bar.gbp, "pounds")}</text>'
        if bar.is_drawn:
            yield _bar(bar, zero, scale, middle, name)
        else:
            yield f'<text x="{zero + _MARGIN:.1f}" {text} font-style="italic">too large to draw</text>'


def _bar(bar: Bar, zero: float, scale: float, middle: float, name: str) -> str:
    starts, ends = sorted((zero + bar.starts_gbp * scale, zero + bar.ends_gbp * scale))
    fill, edge = (_TOTAL, _TOTAL) if bar.is_total else (_GAIN, _GAIN) if bar.gbp > 0 else (f"url(#{name}-cost)", _COST)
    return (
        f'<rect x="{starts:.1f}" y="{middle - _BAR / 2:g}" width="{max(ends - starts, 0.5):.1f}" height="{_BAR}"'
        f' fill="{fill}" stroke="{edge}"/>'
    )
