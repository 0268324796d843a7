"""Markdown read back by a parser nobody here wrote: every cell as it was, and nothing of a name but its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from sharedcli.render import markdown
from sharedcli.render.display import shown
from sharedcli.render.shortening import Line, Part, shortened
from sharedcli.reports.assessment import AssessmentReport
from sharedcli.reports.blocks import (
    Answer,
    Column,
    Figure,
    Figures,
    Gantt,
    Heading,
    LaidOut,
    Paragraph,
    Points,
    Report,
    Row,
    Table,
)  # fmt: skip
from tests.render.timelines import hostile_folder, report
from tests.samples import COUNTY, appraised

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLAIN = {"text", "code_inline", "text_special", "strong_open", "strong_close"}
BLOCKS = {"heading", "paragraph", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td", "inline"}
READ_LATER = re.compile(r"@|\$|#\w|://|www\.|\bGH-\d|:[\w+-]+:", re.IGNORECASE)
SIGNS = (
    "|", "\\", "`", "``", "<b>", "&amp;", "*", "**", "_", "[a](http://b.c)", "![", "~~", "~~~", "@you", "#1", ":tada:",
    "$x$", "$", "-", "1.", "#", "+", ">", "---", "===", "www.x.uk", "GH-1", "<!--", "a", "£", "2)", " ", "    ", "\n",
    "\n\n", "\t",
)  # fmt: skip
nasty = st.lists(st.sampled_from(SIGNS)).map("".join)
texts = st.text(st.characters(blacklist_categories=("Cs", "Cc"))) | nasty


@dataclass(frozen=True)
class Made:
    """A report of blocks, as any command might make one."""

    report: Report

    def layout(self) -> Report:
        return self.report


def one_line(text: str) -> str:
    return " ".join(text.split())


def words(inline: Token) -> str:
    assert {child.type for child in inline.children or ()} <= PLAIN, inline.content
    return "".join(child.content for child in inline.children or ())


def read_later(inline: Token) -> list[str]:
    """What GitHub would make more of, in text that is not code."""
    found = []
    run = ""
    for child in [*(inline.children or ()), Token("code_inline", "", 0)]:
        if child.type == "code_inline":
            found += READ_LATER.findall(run)
            run = ""
        else:
            run += child.content
    return found


def tokens_of(result: LaidOut) -> list[Token]:
    tokens = PARSER.parse(markdown.render(result))
    assert {re.sub("_(open|close)$", "", token.type) for token in tokens} <= BLOCKS
    for token in tokens:
        if token.type == "inline":
            words(token)
            assert read_later(token) == []
    return tokens


def tables_of(tokens: list[Token]) -> Iterator[list[list[str]]]:
    """Every table as its rows of cells, the head first."""
    rows: list[list[str]] = []
    inside = False
    for token in tokens:
        if token.type == "table_open":
            rows, inside = [], True
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            inside = False
            yield rows
        elif token.type == "inline" and inside:
            rows[-1].append(words(token))


def expected(table: Table) -> list[list[str]]:
    kinds = [column.kind for column in table.columns]
    body = [[one_line(shown(c, k, unit=False)) for c, k in zip(r.cells, kinds, strict=True)] for r in table.rows]
    return [[one_line(column.heading) for column in table.columns], *body]


@given(st.lists(st.tuples(texts, texts, st.integers(-9999, 9999)), min_size=1, max_size=4), texts, st.booleans())
def test_any_cell_comes_back(cells: list[tuple[str, str, int]], heading: str, total: bool) -> None:
    columns = (Column(heading), Column("Name", "name"), Column("Net £", "pounds"))
    table = Table("Caption", columns, tuple(Row(row, is_total=total) for row in cells))
    (found,) = tables_of(tokens_of(Made(Report("Title", (table,)))))
    assert found == expected(table)


@given(texts.filter(str.strip), texts.filter(str.strip))
def test_any_text_is_text(one: str, other: str) -> None:
    blocks = (
        Paragraph(one), Paragraph(one, lead=other), Points(one, (one, other)), Heading(one), Answer("●", one, other),
        Figures((Figure(one, other, other, "text", one),)),
    )  # fmt: skip
    tokens = tokens_of(Made(Report(f"T {other}", blocks)))
    a, b = one_line(one), one_line(other)
    inlines = [words(token) for token in tokens if token.type == "inline"]
    told = [
        f"T {b}",
        a,
        f"{one_line(f'{other}:')} {a}",
        a,
        a,
        b,
        a,
        f"● {a} {b}",
        "Figure",
        "Value",
        "Basis",
        "Id",
        a,
        b,
        a,
        b,
    ]
    assert [text for text in inlines if text] == told
    assert [token.type for token in tokens if token.type.endswith("_open") and token.level == 0] == [
        "heading_open", "paragraph_open", "paragraph_open", "paragraph_open", "bullet_list_open", "heading_open",
        "paragraph_open", "table_open",
    ]  # fmt: skip


def test_numbers_stand_to_the_right_and_totals_are_bold() -> None:
    columns = (Column("Council"), Column("Net £", "pounds"), Column("Live", "month"))
    table = Table(
        "Who", columns, (Row(("Ambleford", -1200.4, None)), Row(("All", -1200.4, None), is_total=True)), "Note"
    )
    assert markdown.render(Made(Report("One", (table,)))) == (
        "# One\n\n**Who**\n\n| Council | Net £ | Live |\n| --- | ---: | --- |\n| Ambleford | -1,200 | - |\n"
        "| **All** | **-1,200** | **-** |\n\nNote\n"
    )


def test_a_link_an_issue_a_mention_and_a_formula_are_none() -> None:
    text = markdown.render(
        Made(Report("One", (Paragraph("@IT-team saw #12 at https://x.uk: $a$, :tada: GH-7 12:30"),)))
    )
    assert "`@`IT-team saw `#`12 at https`:`//x.uk: `$`a`$`, `:`tada: GH`-`7 12:30" in text


@pytest.fixture(scope="module")
def assessed() -> AssessmentReport:
    return AssessmentReport(appraised("county_2026", "crm", "planning"))


@pytest.mark.parametrize("which", ["assess", "timeline"])
def test_every_table_of_a_report_cell_by_cell(which: str, assessed: AssessmentReport) -> None:
    result = assessed if which == "assess" else report(COUNTY, "crm")
    blocks = result.layout().blocks
    tables = [b if isinstance(b, Table) else b.data for b in blocks if isinstance(b, Table | Gantt)]
    figures = sum(isinstance(block, Figures) for block in blocks)
    found = [table for table in tables_of(tokens_of(result)) if table[0] != ["Figure", "Value", "Basis", "Id"]]
    assert found == list(map(expected, tables))
    assert len(found) >= (8 if which == "assess" else 1)
    assert (figures > 0) == (which == "assess")
    assert markdown.render(result) == markdown.render(result)


def test_hostile_names_are_text(tmp_path: Path) -> None:
    told = "".join(words(token) for token in tokens_of(report(hostile_folder(tmp_path))) if token.type == "inline")
    for name in ("<script>alert(1)</script>", "{{ 7*7 }}{% raw %}", r"$\frac{1}{0}$ & ]]> <!--"):
        assert name in told


def test_what_is_too_long_for_a_comment_is_cut_and_says_by_how_much() -> None:
    """2,000 rows of 47 characters do not fit into 65,000; the short table, the total and the end are kept."""
    columns = (Column("Council"), Column("Net £", "pounds"))
    rows = tuple(Row((f"Council {number:04d} of somewhere in England", 10**6)) for number in range(2000))
    long = Table("Long", columns, (*rows, Row(("All", 2 * 10**9), is_total=True)))
    short = Table("Short", columns, rows[:100])
    text = markdown.render(Made(Report("One", (long, short, Paragraph("The end.")))))
    assert 64_500 < len(text) <= 65_000
    first, second = tables_of(PARSER.parse(text))
    assert second == expected(short)
    *kept, total, more = first[1:]
    assert (total[0], more[0]) == ("All", f"and {2000 - len(kept):,} more")
    assert text.endswith("The end.\n")


@settings(max_examples=50)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(60, 900))
def test_never_longer_than_asked(lengths: list[int], most: int) -> None:
    parts = [
        Part((f"Part {n}",), tuple(Line(f"- {k}") for k in range(count)), "- {} more")
        for n, count in enumerate(lengths)
    ]
    text = shortened(parts, most=most)
    assert len(text) <= most
    whole = shortened(parts, most=10_000)
    assert (text == whole) == (len(whole) <= most)


def test_heads_alone_that_are_too_long() -> None:
    parts = [Part((f"Sentence number {number}.",)) for number in range(50)]
    text = shortened(parts, most=200)
    assert len(text) <= 200
    left_out = re.search(r"left out for its length: (\d+) more parts", text)
    assert left_out
    assert text.count("Sentence") + int(left_out[1]) == 50
