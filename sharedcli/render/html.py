"""A report as one HTML page that stands alone: no script, no remote address, no font to fetch.

The page is `page.html.j2` beside this module, filled by Jinja with escaping on. Anything made of blocks can be shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sharedcli import __version__
from sharedcli.render.display import NUMBERS, ids_of, shown
from sharedcli.render.outline import sections_of
from sharedcli.render.screen import PIPE, Screen
from sharedcli.reports.blocks import Bars, Column, Fan, Gantt, LaidOut, Tornado


def render(result: LaidOut, _screen: Screen = PIPE) -> str:
    """The result's layout as one page that ends in a line break."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("sharedcli", "render"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    report, made = result.layout(), _Made()
    sections = tuple(sections_of(report))
    page = environment.get_template("page.html.j2")
    return page.render(
        title=report.title, opening=sections[0], sections=sections[1:], version=__version__,
        kind=lambda block: type(block).__name__, shown=shown, side=_side, anchor=made.anchor, next_id=made.next_id,
        chart=_chart, drawn=_drawn, ids_of=ids_of,
    )  # fmt: skip


@dataclass(slots=True)
class _Made:
    """The ids given out on one page: each belongs to one element."""

    seen: set[str] = field(default_factory=set)
    count: int = 0

    def anchor(self, figure: str) -> str:
        """The id for a figure, empty where the page has it already."""
        if not figure or figure in self.seen:
            return ""
        self.seen.add(figure)
        return figure

    def next_id(self, word: str) -> str:
        """An id that no figure has."""
        self.count += 1
        return f"{word}-{self.count}"


def _side(column: Column) -> str:
    """The class of a column's cells: what is compared stands to the right, and a date is not broken."""
    if column.kind in NUMBERS:
        return "number"
    return "whole" if column.kind in {"date", "month"} else ""


def _chart(gantt: Gantt, name: str) -> str:
    """A chart's `svg` element, which is safe to stand in a page as it is."""
    from markupsafe import Markup

    from sharedcli.render import charts

    drawn = charts.draw([gantt], gantt.caption, name=name)
    return Markup(re.sub(r' (?:width|height)="[0-9.]+pt"', "", drawn, count=2))  # noqa: S704 - made by a library from values, escaped by it


def _drawn(block: Bars | Tornado | Fan, name: str) -> str:
    """The `svg` element of a chart of pounds, which is safe to stand in a page as it is."""
    from markupsafe import Markup

    from sharedcli.render import bars_svg, fan_svg, tornado_svg

    match block:
        case Bars():
            svg = bars_svg.draw(block, name=name)
        case Tornado():
            svg = tornado_svg.draw(block, name=name)
        case Fan():
            svg = fan_svg.draw(block, name=name)
    return Markup(svg)  # noqa: S704 - made from values, escaped as they are put in
