"""Every figure in the assessment's pages comes from the ledger, and adds up or says that it may not."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from sharedcli import api
from sharedcli.model.profile import Cohort
from sharedcli.reports.assessment import AssessmentReport
from sharedcli.reports.blocks import Points, Row, Table
from sharedcli.reports.naming import Names

SAMPLES = Path(__file__).parents[2] / "sample_councils"


@pytest.fixture(scope="module", params=["article_2006", "county_2026"])
def report(request: pytest.FixtureRequest) -> AssessmentReport:
    loaded = api.load([str(SAMPLES / request.param)])
    (cohort,) = loaded.cohorts
    return AssessmentReport((api.assess(cohort, api.assumptions(cohort.as_at)),), loaded)


def tables(report: AssessmentReport, words: str) -> list[Table]:
    return [block for block in report.layout().blocks if isinstance(block, Table) and words in block.caption]


def test_every_pound_of_the_member_tables_is_a_sum_of_ledger_rows(report: AssessmentReport) -> None:
    (whole,) = report.wholes
    frame = whole.ledger.frame()
    slugs = {slug: code for code, slug in Names.of(whole.cohort).slug.items()}
    checked = 0
    for table in tables(report, "who gains and who loses"):
        consortium = table.caption.split(":")[0]
        service = consortium.split(".")[0]
        about = frame[(frame["service"] == service) & frame["option"].isin(["business-as-usual", "consortia"])]
        for row in table.rows[:-1]:
            mine = about[about["council"] == slugs[row.figure.split(".")[1]]]
            usual = mine[mine["option"] == "business-as-usual"]["present_gbp"].sum()
            joint = mine[(mine["option"] == "consortia") & (mine["consortium"] == consortium)]
            assert row.cells[2:6] == pytest.approx(
                (-usual, -joint["present_gbp"].sum(), joint["present_gbp"].sum() - usual,
                 -joint[joint["one_off"]]["real_gbp"].sum()), abs=0.005
            )  # fmt: skip
            checked += 1
    assert checked > 20


def test_members_add_up_to_all_or_the_table_says_why_not(report: AssessmentReport) -> None:
    found = tables(report, "who gains and who loses")
    said = [table for table in found if "because of rounding" in table.note]
    for table in found:
        *members, everybody = table.rows
        for index in range(2, 6):
            parts = [pounds_in(row, index) for row in members]
            assert sum(parts) == pytest.approx(pounds_in(everybody, index), abs=0.01)
            if table not in said:
                assert sum(map(round, parts)) == round(pounds_in(everybody, index))
    assert found
    assert len(said) < len(found) or len(found) < 4


def pounds_in(row: Row, index: int) -> float:
    cell = row.cells[index]
    assert isinstance(cell, float)
    return cell


def test_losers_stand_first(report: AssessmentReport) -> None:
    for table in tables(report, "who gains and who loses"):
        nets = [pounds_in(row, 4) for row in table.rows[:-1]]
        assert nets == sorted(nets)


def test_figures_have_one_id_each(report: AssessmentReport) -> None:
    figures = report.record()["figures"]
    assert isinstance(figures, dict)
    assert all(re.fullmatch(r"[a-z-]+\.[a-z0-9-]+(\.[a-z-]+)?", name) for name in figures)
    for table in tables(report, "who gains and who loses"):
        assert {row.figure for row in table.rows} <= set(figures)


def test_a_successor_that_takes_over_before_go_live_is_named() -> None:
    loaded = api.load([str(SAMPLES / "county_2026")])
    (cohort,) = loaded.cohorts
    given = api.assumptions(cohort.as_at)

    def cautions(of: Cohort) -> str:
        whole = api.assess(of, given, services=("crm",))
        blocks = AssessmentReport((whole,), loaded).layout().blocks
        return " ".join(next(b for b in blocks if isinstance(b, Points) and b.lead == "Check first").items)

    assert "pass to North Wrenshire on 1 April 2028" in cautions(cohort)
    settled = tuple(profile.model_copy(update={"reorganisation": None}) for profile in cohort.profiles)
    assert "Wrenshire on" not in cautions(replace(cohort, profiles=settled))
