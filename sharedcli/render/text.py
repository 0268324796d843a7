"""A report as text for a terminal or a pipe: the same words either way, cut nowhere, colour never alone."""

from __future__ import annotations

from io import StringIO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.segment import Segment, SegmentLines
from rich.table import Table as RichTable
from rich.text import Text

from sharedcli.render import bars_text, fan_text, gantt_text, grid_text, tornado_text
from sharedcli.render.display import NUMBERS, ids_of, shown
from sharedcli.render.screen import PIPE, Screen
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

WIDTH_IN_A_PIPE = 120
WIDEST_IN_A_PIPE = 132
"""Of a table whose figures need more than that: beyond it words in its columns are broken over more lines."""
_MOST_TRIES = 8
_COLOURS = {"Go": "green", "Go if": "yellow", "Wait": "cyan", "Do not join": "red"}


def render(result: LaidOut, screen: Screen = PIPE) -> str:
    """The result's layout as text that ends in a line break.

    The words are the same with colours and without. A table runs as wide as its figures must.
    """
    out = StringIO()
    console = _console(out, screen.width or WIDTH_IN_A_PIPE, colour=screen.colour)
    heading = ""
    for block in result.layout().blocks:
        for part in _parts(block, screen.width, heading):
            if isinstance(part, RichTable):
                _print_whole(part, console, screen.width or WIDEST_IN_A_PIPE)
            elif isinstance(part, Text) and part.no_wrap:  # a chart's columns mean something only where they stand
                console.print(part, overflow="ignore", crop=False)
            else:
                console.print(part)
        heading = block.text if isinstance(block, Heading) else ""
    lines = (line.rstrip() for line in out.getvalue().splitlines())
    return "\n".join(lines).strip("\n") + "\n"


def _console(out: StringIO, width: int, *, colour: bool) -> Console:
    return Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def _print_whole(grid: RichTable, console: Console, widest: int) -> None:
    """Print a table in the width there is, or in the least it needs: a figure is never cut.

    Rich draws wider than it is told where a column is at its narrowest, so what is wider than `widest` is narrowed
    until it fits or no column can give way any more.
    """
    drawn = StringIO()
    wide = _console(drawn, 10 * console.width, colour=console.is_terminal)
    needs = wide.measure(grid)
    grid.width = max(min(needs.maximum, console.width), needs.minimum)
    drawn_at = {grid.width: wide.render_lines(grid, pad=False)}
    ink = _ink(drawn_at[grid.width])
    while (over := _width(drawn_at[grid.width]) - widest) > 0 and grid.width > over and len(drawn_at) < _MOST_TRIES:
        grid.width -= over
        narrower = wide.render_lines(grid, pad=False)
        if _ink(narrower) < ink:  # Rich leaves out whole columns where they cannot give way any more
            break
        drawn_at[grid.width] = narrower
    chosen = min(drawn_at, key=lambda told: (max(_width(drawn_at[told]), widest), -told))
    wide.print(SegmentLines(drawn_at[chosen], new_lines=True), end="")
    console.file.write(drawn.getvalue())


def _width(lines: list[list[Segment]]) -> int:
    return max(sum(part.cell_length for part in line) for line in lines)


def _ink(lines: list[list[Segment]]) -> int:
    """How many characters can be seen, whatever lines they are broken into and however long a rule is drawn."""
    text = "".join(part.text for line in lines for part in line)
    return sum(not character.isspace() and character != "─" for character in text)


def _parts(block: Block, width: int | None, heading: str) -> list[RenderableType]:
    match block:
        case Heading():
            return _heading(block)
        case Answer():
            return [_answer(block), ""]
        case Figures():
            return [_figures(block), ""]
        case Paragraph():
            lead = f"{block.lead}: " if block.lead else ""
            return [Text.assemble((lead, "bold"), block.text), ""]
        case Points():
            return [Text(block.lead, "bold"), *(_point(item) for item in block.items), ""]
        case Table():
            return _table(block)
        case Gantt():
            caption = block.caption if block.caption != heading else ""
            return [*_chart(block, caption, width), *_table(block.data)]
        case Bars():
            return _bars(block)
        case Tornado() | Fan() | Grid():
            return _uncertain(block, min(width or WIDTH_IN_A_PIPE, WIDTH_IN_A_PIPE))


def _heading(heading: Heading) -> list[RenderableType]:
    if heading.level > 1:
        return [Text(heading.text, "bold"), ""]
    return ["", Text(heading.text.upper(), "bold"), Text("=" * min(len(heading.text), WIDTH_IN_A_PIPE)), ""]


def _answer(answer: Answer) -> Text:
    colour = _COLOURS.get(answer.word, "")
    return Text.assemble((f"{answer.symbol} {answer.word.upper()}", f"bold {colour}".strip()), "  ", answer.text)


def _point(item: str) -> Padding:
    grid = RichTable.grid(padding=(0, 1))
    grid.add_column()
    grid.add_column()
    grid.add_row("-", Text(item))
    return Padding(grid, (0, 0, 0, 2))


def _figures(figures: Figures) -> Padding:
    grid = RichTable.grid(padding=(0, 2))
    grid.add_column()
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column()
    for figure in figures.figures:
        basis = Text(figure.basis)
        basis.append(f"  [{figure.id}]", "dim")
        grid.add_row(Text(figure.label), Text(shown(figure.value, figure.kind), "bold"), basis)
    return Padding(grid, (0, 0, 0, 2))


def _table(table: Table) -> list[RenderableType]:
    grid = RichTable(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False, pad_edge=False, header_style="bold")
    kinds = [column.kind for column in table.columns]
    lines = [[shown(cell, kind, unit=False) for cell, kind in zip(row.cells, kinds, strict=True)] for row in table.rows]
    for index, column in enumerate(table.columns):
        grid.add_column(
            Text(column.heading),
            justify="right" if column.kind in NUMBERS else "left",
            min_width=_narrowest(column, [line[index] for line in lines]),
        )
    for row, line in zip(table.rows, lines, strict=True):
        grid.add_row(*map(Text, line), style="bold" if row.is_total else None)
    note = [Text(table.note)] if table.note else []
    ids = [Text(called, "dim")] if (called := ids_of(table)) else []
    return [Text(table.caption, "bold"), "", grid, *note, *ids, ""]


def _narrowest(column: Column, values: list[str]) -> int:
    """The width below which a word of the heading or of a text, or any other value, would be broken."""
    pieces = column.heading.split()
    for value in values:
        pieces += value.split() if column.kind == "text" else [value]
    return max(map(len, pieces), default=1)


def _chart(gantt: Gantt, caption: str, width: int | None) -> list[RenderableType]:
    drawn = gantt_text.draw(gantt, width)
    scale = f"One column is one {drawn.unit}, the first that of {gantt.start}."
    parts: list[RenderableType] = [Text(caption, "bold"), ""] if caption else []
    return [*parts, *map(_lane, drawn.lines), "", Text(scale), Text(", ".join(drawn.legend)), ""]


def _lane(line: gantt_text.Line) -> Text:
    columns = Text(line.columns)
    columns.highlight_regex("[=#NSV]+", "green")
    note = f"  {line.note}" if line.note else ""
    return Text.assemble(line.label, columns, note, style="bold" if line.is_total else "", no_wrap=True)


def _bars(bars: Bars) -> list[RenderableType]:
    """The bars with their pounds beside them, so that a table would say nothing new."""
    drawn = bars_text.draw(bars)
    lines = [
        Text(line, "bold" if bar.is_total else "", no_wrap=True) for line, bar in zip(drawn, bars.bars, strict=True)
    ]
    note = [Text(bars.note)] if bars.note else []
    return [Text(f"{bars.caption}, £", "bold"), "", *lines, "", Text(bars_text.LEGEND), *note, ""]


def _uncertain(block: Tornado | Fan | Grid, width: int) -> list[RenderableType]:
    """What is not certain, with its numbers beside it, so that a table would say nothing new but the ids."""
    match block:
        case Tornado():
            drawn = tornado_text.draw(block, width)
            caption, lines, told = f"{block.caption}, £", list(drawn.lines), drawn.legend
        case Fan():
            caption, lines, told = f"{block.caption}, £1,000s", fan_text.draw(block, width), fan_text.legend(block)
        case Grid():
            rule = f"Rule: {block.rule}" if block.rule else ""
            caption, lines, told = block.caption, grid_text.draw(block, width), rule
    below = (Text(line) for line in (told, block.note) if line)
    ids = [Text(called, "dim")] if (called := ids_of(block.data)) else []
    return [Text(caption, "bold"), "", *(Text(line, no_wrap=True) for line in lines), "", *below, *ids, ""]
