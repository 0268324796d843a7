"""The register as reports show it: order, owners, pounds that are sums of rows, words beside every colour."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from sharedcli.appraisal.figures import costing_of
from sharedcli.appraisal.reposting import Reposting
from sharedcli.loading.risk_matrices import risk_matrices
from sharedcli.model.asking import Asking
from sharedcli.model.drawing import Drawing
from sharedcli.render.text import render
from sharedcli.reports.blocks import Block, Grid, Heading, Paragraph, Points, Report, Table
from sharedcli.reports.explanation import contents, explain
from sharedcli.reports.figures import figure
from sharedcli.reports.risk_register import RegisterReport
from sharedcli.reports.risk_register_record import records
from sharedcli.risk.registry import risk_rules
from sharedcli.risk.risk import risk
from tests.samples import assessed

FEW = Asking(drawing=Drawing(count=500))
SERVICES = ("crm", "finance")


@pytest.fixture(scope="module")
def made() -> RegisterReport:
    return RegisterReport.of_risk(risk(assessed("article_2006", *SERVICES), FEW.drawing))


def texts(blocks: Iterator[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Points):
            yield from block.items
        if isinstance(block, Table):
            yield from (str(cell) for row in block.rows for cell in row.cells)


def test_the_list_comes_first_and_the_grid_last(made: RegisterReport) -> None:
    for registers in (made.registers, made.registers[:1]):
        kinds = [type(block) for block in RegisterReport(registers, made.names, made.matrix).blocks()]
        assert kinds == [Heading, Points, Table, Table, Grid]


def test_every_risk_has_a_band_an_owner_a_mitigation_and_its_rule(made: RegisterReport) -> None:
    for record in records(made):
        for key in ("id", "code", "says", "rule", "owner", "mitigation"):
            assert record[key], (record["id"], key)
        likelihood = record["likelihood"]
        assert isinstance(likelihood, dict)
        assert 0 <= likelihood["low"] <= likelihood["placed_at"] <= likelihood["high"] <= 1
        assert likelihood["rests_on"]
        assert (record["change_gbp"] is None) == bool(record["not_known_because"]) == (record["rag"] is None)


def test_a_rating_is_a_word_and_a_mark(made: RegisterReport) -> None:
    _, _, table, _, grid = made.blocks()
    assert isinstance(table, Table)
    assert isinstance(grid, Grid)
    rated = {row.cells[-1] for row in table.rows}
    assert rated <= {"RED ▲", "AMBER ●", "GREEN ○", "not placed"}
    assert made.matrix.rule in table.note
    assert grid.rule == made.matrix.rule
    squares = [square for row in grid.cells for square in row]
    assert all(square.word and square.mark for square in squares)
    on_grid = [key for square in squares for key in square.ids]
    placed = [str(row.cells[0]) for row in table.rows if row.cells[-1] != "not placed"]
    assert sorted(on_grid) == sorted(placed)


def test_nothing_is_scored(made: RegisterReport) -> None:
    """No column and no key holds likelihood times impact."""
    words = [column.heading for block in made.blocks() if isinstance(block, Table) for column in block.columns]
    keys = [key for record in records(made) for key in record]
    assert not [word for word in (*words, *keys) if re.search(r"score|expected|weight", word, re.IGNORECASE)]


def test_every_pound_is_found_by_its_id_and_posted_anew_is_the_same(made: RegisterReport) -> None:
    whole = assessed("article_2006", *SERVICES)
    shown = {one.id: one for one in made.amounts}
    assert len(shown) > 10
    for name, amount in shown.items():
        found = figure(name, whole, FEW)
        assert found is not None, name
        assert found.amount.gbp == pytest.approx(amount.gbp, abs=0.005)
        plus, less = (side.frame().present_gbp.sum() if side.entries else 0.0 for side in (amount.plus, amount.less))
        if len(amount.years) == len(whole.ledger.years):
            assert amount.gbp == pytest.approx(plus - less, abs=0.005), name
        change = Reposting.of(found.amount, whole, found.groups).change_gbp(
            whole.given, dict(whole.profiles), costing_of(whole)
        )
        assert abs(change) < 0.005, name


def test_pounds_in_sentences_are_those_of_the_list(made: RegisterReport) -> None:
    known = {f"{abs(round(one.gbp)):,}" for one in made.amounts}
    for text in (*texts(made.blocks()), *made.sentences()):
        assert set(re.findall(r"£([0-9,]*[0-9])", text)) <= known, text


def test_three_sentences_for_page_one(made: RegisterReport) -> None:
    first, *rest = made.sentences()
    assert len(rest) == 2
    dearest = max(-one.gbp for one in made.amounts)
    assert f"£{round(dearest):,}" in first
    assert first.endswith(").")


@pytest.mark.parametrize("name", risk_matrices())
def test_every_matrix_has_a_square_for_every_risk(name: str, made: RegisterReport) -> None:
    report = RegisterReport(made.registers, made.names, risk_matrices()[name])
    grid = tuple(report.blocks())[-1]
    assert isinstance(grid, Grid)
    assert len(grid.rows) == len(report.matrix.likelihood)
    assert {len(row) for row in grid.cells} == {len(report.matrix.impact)}
    assert sum(len(square.ids) for row in grid.cells for square in row) == len(tuple(report.amounts))


def test_a_hostile_matrix_is_printed_harmlessly(made: RegisterReport) -> None:
    evil = "\x1b[2J\u202e[red]"
    shipped = made.matrix
    likelihood = (shipped.likelihood[0].model_copy(update={"label": evil}), *shipped.likelihood[1:])
    squares = {**shipped.squares, evil: shipped.squares[shipped.likelihood[0].label]}
    matrix = shipped.model_copy(
        update={"name": evil, "rule": evil, "note": evil, "likelihood": likelihood, "squares": squares}
    )
    shown = render(LaidOutBlocks(tuple(RegisterReport(made.registers, made.names, matrix).blocks())))
    assert "\x1b" not in shown
    assert "\u202e" not in shown


@dataclass(frozen=True)
class LaidOutBlocks:
    """Blocks as a report of their own."""

    blocks: tuple[Block, ...]

    def layout(self) -> Report:
        return Report("Register", self.blocks)


def test_no_consortium_no_risks() -> None:
    report = RegisterReport.of((), assessed("article_2006", *SERVICES))
    heading, paragraph = report.blocks()
    assert isinstance(heading, Heading)
    assert isinstance(paragraph, Paragraph)
    assert records(report) == []
    assert report.sentences() == ()


def test_explain_tells_each_rule_by_code_and_name() -> None:
    for rule in risk_rules():
        told = explain(rule.code.lower())
        assert told == explain(rule.name)
        assert (told.kind, told.id) == ("risk", rule.code)
        assert [heading for heading, _ in told.paragraphs] == ["fires when", "why", "likelihood", "mitigation"]
    assert {one.id for one in contents().explanations} >= {rule.code for rule in risk_rules()}


def test_what_a_rule_rests_on_is_true_of_every_risk_it_found() -> None:
    """Two fall apart otherwise than three do, so the likelihood of the one must not be told of the other."""
    made = RegisterReport.of_risk(risk(assessed("article_2006", "libraries"), Drawing(count=0)))
    apart = [one for register in made.registers for one in register.entered if one.rule.code == "RK102"]
    assert len({one.hit.likelihood.said for one in apart}) == 2
    (row,) = (
        row for block in made.blocks() if isinstance(block, Table) for row in block.rows if row.cells[0] == "RK102"
    )
    assert apart[0].rule.likelihood in row.cells
