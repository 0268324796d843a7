"""A report as GitHub Markdown, to be a comment on a pull request or a page of a wiki.

A comment takes 65,536 characters. What is longer is cut where it is longest, and says by how much
(`render/shortening.py`); text out of profiles is text, whatever it holds (`render/plain_markdown.py`).
"""

from __future__ import annotations

from collections.abc import Iterable

from sharedcli.render.display import NUMBERS, ids_of, shown
from sharedcli.render.outline import sections_of
from sharedcli.render.plain_markdown import bold, in_line, opening_a_line
from sharedcli.render.screen import PIPE, Screen
from sharedcli.render.shortening import Line, Part, shortened
from sharedcli.reports.blocks import (
    Answer,
    Bars,
    Block,
    Column,
    Fan,
    Figures,
    Gantt,
    Grid,
    Heading,
    LaidOut,
    Paragraph,
    Points,
    Table,
    Tornado,
)  # fmt: skip

MOST_CHARACTERS = 65_000
"""What a comment takes, less room for a line that somebody adds."""


def render(result: LaidOut, _screen: Screen = PIPE) -> str:
    """The result's layout as Markdown that ends in a line break."""
    report = result.layout()
    parts = [Part((f"# {in_line(report.title)}",))]
    for section in sections_of(report):
        if section.heading:
            parts.append(Part((f"{'#' * section.level} {in_line(section.heading)}",)))
        for block in section.blocks:
            parts += _parts(block)
    return shortened(parts, most=MOST_CHARACTERS)


def _parts(block: Block) -> list[Part]:
    match block:
        case Heading():
            return []  # it is its section's
        case Answer():
            return [Part((f"{bold(f'{block.symbol} {block.word}'.strip())} {in_line(block.text)}",))]
        case Figures():
            return [_figures(block)]
        case Paragraph():
            lead = f"{bold(block.lead + ':')} " if block.lead else ""
            return [Part((f"{lead}{in_line(block.text) if lead else opening_a_line(block.text)}",))]
        case Points():
            items = tuple(Line(f"- {opening_a_line(item)}") for item in block.items)
            return [Part((bold(block.lead), "") if block.lead else (), items, "- and {} more")]
        case Table():
            return _table(block)
        case Gantt() | Bars() | Tornado() | Fan() | Grid():
            rule = [Part((f"{bold('Rule:')} {in_line(block.rule)}",))] if isinstance(block, Grid) and block.rule else []
            told = Part((f"{bold(block.caption + ':')} {in_line(block.description)}",))
            return [told, *_table(block.data), *rule]


def _figures(figures: Figures) -> Part:
    lines = (
        _row((in_line(f.label), bold(shown(f.value, f.kind)), in_line(f.basis), in_line(f.id))) for f in figures.figures
    )
    head = (_row(("Figure", "Value", "Basis", "Id")), _row(("---", "---:", "---", "---")))
    return Part(head, tuple(map(Line, lines)), _row(("and {} more", "", "", "")))


def _table(table: Table) -> list[Part]:
    kinds = [column.kind for column in table.columns]
    lines = []
    for row in table.rows:
        write = bold if row.is_total else in_line
        texts = (shown(cell, kind, unit=False) for cell, kind in zip(row.cells, kinds, strict=True))
        lines.append(Line(_row(map(write, texts)), stays=row.is_total))
    head = (_row(in_line(column.heading) for column in table.columns), _row(map(_side, table.columns)))
    cut = _row(("and {} more", *[""] * (len(kinds) - 1)))
    note = [Part((opening_a_line(text),)) for text in (table.note, ids_of(table)) if text]
    return [Part((bold(table.caption), "", *head), tuple(lines), cut), *note]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _side(column: Column) -> str:
    return "---:" if column.kind in NUMBERS else "---"
