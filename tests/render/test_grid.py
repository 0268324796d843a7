"""A grid of likelihood and impact: a word and a mark in each square, ids wrapped and never cut, the rule beside it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.render import grid_text, html, markdown, text
from sharedcli.render.gantt_text import cells
from sharedcli.reports.blocks import Grid, Square, Step
from tests.render.test_html import Page
from tests.render.uncertain import RISKS, Shown, full

some_text = st.text("ab é市▲<\u0302", max_size=30)
steps = st.builds(Step, some_text, some_text)
squares = st.builds(
    Square, st.lists(st.text("R1-.市", min_size=1, max_size=40), max_size=9).map(tuple), some_text, some_text
)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    rows, columns = (tuple(draw(st.lists(steps, max_size=most))) for most in (6, 6))
    made = tuple(tuple(draw(squares) for _ in columns) for _ in rows)
    return Grid(draw(some_text), "", rows, columns, made, draw(some_text))


def test_drawn_by_hand() -> None:
    assert grid_text.draw(RISKS) == [
        "+-----------------------+------------+--------------+",
        "| Likelihood, by impact | small      | large        |",
        "|                       | to £50,000 | over £50,000 |",
        "+-----------------------+------------+--------------+",
        "| likely                | ● AMBER    | ▲ RED        |",
        "| 25 to 50%             |            | R1, R2       |",
        "+-----------------------+------------+--------------+",
        "| rare                  | <b>        | ■ GREEN      |",
        "| under 5%              |            |              |",
        "+-----------------------+------------+--------------+",
    ]


@pytest.mark.parametrize(("rows", "columns"), [(5, 5), (4, 4), (6, 4), (4, 6)])
@pytest.mark.parametrize("width", [80, 120])
def test_a_full_grid_fits_and_nothing_of_it_is_cut(rows: int, columns: int, width: int) -> None:
    grid = full(rows, columns)
    lines = grid_text.draw(grid, width)
    assert len({len(line) for line in lines}) == 1
    assert len(lines[0]) <= (width if width == 120 or columns < 5 else 120)
    written = "".join(re.sub(r"[\s|]", "", line) for line in lines)
    assert sum(line.count("R12,") for line in lines) == rows * columns
    assert sum(line.count("▲ RED") for line in lines) == rows * columns
    assert sum(line.count("£1,000,000") for line in lines) == columns, "an amount is not broken"
    assert all(part in written for part in ("likely", "25to50%"))


@settings(max_examples=30)
@given(grids())
def test_any_grid_can_be_drawn(grid: Grid) -> None:
    lines = grid_text.draw(grid)
    assert len(set(map(cells, lines))) == 1
    assert cells(lines[0]) <= 120
    edges = [line for line in lines if line.startswith("+")]
    assert len(edges) == len(grid.rows) + 2
    drawn = sum(len(re.sub(r"\s", "", line[1:-1])) for line in lines if line.startswith("|"))
    words = "".join(f"{step.label}{step.band}" for step in (*grid.rows, *grid.columns))
    words += "".join(f"{square.rated}{', '.join(square.ids)}" for row in grid.cells for square in row)
    bars = sum(len(grid.columns) for line in lines if line.startswith("|"))
    assert drawn == len("Likelihood,byimpact") + len(re.sub(r"\s", "", words)) + bars


def test_the_page_has_a_table_with_heads_both_ways() -> None:
    page = html.render(Shown((RISKS,)))
    read = Page.of(page)
    assert [e.text for e in read.all("th") if e.attributes["scope"] == "row"] == ["likely25 to 50%", "rareunder 5%"]
    assert [e.text for e in read.all("th") if e.attributes["scope"] == "col"] == [
        "Likelihood, by impact", "smallto £50,000", "largeover £50,000",
    ]  # fmt: skip
    found = [(e.text, e.attributes.get("class")) for e in read.all("td")]
    assert found == [
        ("● AMBER", "rated amber"), ("▲ REDR1, R2", "rated red"), ("<b>", None), ("■ GREEN", "rated green"),
    ]  # fmt: skip
    (caption,) = read.all("caption")
    assert caption.text == "Risks <one> & two"
    (figure,) = read.all("figure")
    told = next(e for e in read.elements if e.attributes.get("id") == figure.attributes["aria-describedby"])
    assert told.text == "One is red."
    assert "<strong>Rule:</strong> RED where" in page


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_words_in_coloured_squares_can_be_read() -> None:
    page = html.render(Shown((RISKS,)))
    ink = re.search(r"td\.rated \{ color: (#\w{6})", page)
    grounds = re.findall(r"\.rated\.\w+ \{ background: (#\w{6})", page)
    assert ink
    assert len(grounds) == 3
    for ground in grounds:
        assert (_luminance(ground) + 0.05) / (_luminance(ink[1]) + 0.05) >= 4.5


@pytest.mark.parametrize("grid", [RISKS, full(6, 4), Grid("Empty", "", (), (), (), "")])
def test_every_format_shows_it(grid: Grid) -> None:
    for render in (text.render, markdown.render, html.render):
        shown = render(Shown((grid,)))
        assert render(Shown((grid,))) == shown
        assert grid.rule in shown
        assert grid.note in shown


def test_markdown_has_the_squares_in_words() -> None:
    shown = markdown.render(Shown((RISKS,)))
    assert "| likely (25 to 50%) | ● AMBER | ▲ RED: R1, R2 |" in shown
    assert "| rare (under 5%) | &lt;b&gt; | ■ GREEN |" in shown
