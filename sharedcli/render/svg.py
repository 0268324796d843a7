"""What drawings made by hand have in common: the element with its title and description, stripes, and lines of words.

Drawings stand on white whatever the page's colours are. Colours are those of the Government Analysis Function.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

INK, BLUE, GREEN, PLUM = "#1d1d1d", "#12436d", "#28a197", "#801650"
CHARACTER, LINE = 7.6, 16
"""How wide a character is about, and how far lines of words stand apart, in units of a drawing."""

_FONTS = "Verdana, Arial, sans-serif"
_HALO = 'paint-order="stroke" stroke="#ffffff" stroke-width="4" stroke-linejoin="round"'


def opening(name: str, caption: str, description: str, width: float, height: float) -> str:
    """The start tag, the title and the description; `name` keeps their ids apart from those of others on a page."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img"'
        f' aria-labelledby="{name}-title {name}-description" font-family="{_FONTS}" font-size="13">'
        f'<title id="{name}-title">{escape(caption)}</title>'
        f'<desc id="{name}-description">{escape(description)}</desc>'
    )


def stripes(name: str) -> str:
    """The pattern that `url(#name)` fills with."""
    return (
        f'<defs><pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect width="6" height="6" fill="#ffffff"/>'
        f'<rect width="3.5" height="6" fill="{PLUM}"/></pattern></defs>'
    )


def words(lines: Sequence[str], x: float, middle: float, *, anchor: str = "start", bold: bool = False) -> Iterator[str]:
    """Lines below one another about a middle, readable where they cross others."""
    weight = ' font-weight="bold"' if bold else ""
    for place, line in enumerate(lines):
        y = middle + (place - (len(lines) - 1) / 2) * LINE
        yield (
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" dominant-baseline="central" fill="{INK}" {_HALO}'
            f"{weight}>{escape(line)}</text>"
        )


def stroke(
    x1: float, y1: float, x2: float, y2: float, *, dashed: bool = False, width: float = 1, ink: str = INK
) -> str:
    """A straight line."""
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{ink}" stroke-width="{width:g}"{dashes}/>'
