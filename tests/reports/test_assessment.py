"""Every figure in the assessment's pages comes from the ledger, and adds up or says that it may not."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from sharedcli import api
from sharedcli.appraisal.worth import of_one_team
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.operation import RULES
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.drawing import Drawing
from sharedcli.model.profile import Cohort
from sharedcli.reports.assessment import AssessmentReport, _page_one
from sharedcli.reports.blocks import Answer, Block, Paragraph, Points, Row, Table
from sharedcli.reports.naming import Names
from sharedcli.reports.operation import one_team
from sharedcli.reports.review_line import ReviewLine
from sharedcli.reports.service_page import service_page
from sharedcli.risk.risk import risk
from tests import samples
from tests.appraisal.test_sanity import AS_AT, profile, renewing

JOINT, SHARED = DeliveryModel.JOINT_PROCUREMENT, DeliveryModel.SHARED_OPERATION
FEW = Drawing(count=200)
REPORTS: list[tuple[str, DeliveryModel, dict[str, float]]] = [
    ("article_2006", JOINT, {}),
    ("county_2026", JOINT, {}),
    ("county_2026", SHARED, {"operating_saving_share": 0.15}),
]


@pytest.fixture(scope="module", params=REPORTS, ids=lambda of: f"{of[0]}-{of[1].key}")
def report(request: pytest.FixtureRequest) -> AssessmentReport:
    folder, model, saving = request.param
    return AssessmentReport(samples.appraised(folder, model=model, **saving), FEW)


@cache
def blocks_of(report: AssessmentReport) -> tuple[Block, ...]:
    """What it lays out, once for all tests."""
    return report.layout().blocks


def tables(report: AssessmentReport, words: str) -> list[Table]:
    return [block for block in blocks_of(report) if isinstance(block, Table) and words in block.caption]


def test_every_pound_of_the_member_tables_is_a_sum_of_ledger_rows(report: AssessmentReport) -> None:
    (whole,) = report.asked.wholes
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
    for table in found:
        *members, everybody = table.rows
        adds_up = True
        for index in range(2, 6):
            parts = [pounds_in(row, index) for row in members]
            assert sum(parts) == pytest.approx(pounds_in(everybody, index), abs=0.01)
            adds_up &= sum(map(round, parts)) == round(pounds_in(everybody, index))
        assert adds_up == ("because of rounding" not in table.note)
    assert found


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
    assert all(re.fullmatch(r"[a-z-]+(\.[a-z0-9-]+){1,3}", name) for name in figures)
    for table in tables(report, "who gains and who loses"):
        assert {row.figure for row in table.rows} <= set(figures)


def test_a_successor_that_takes_over_before_go_live_is_named() -> None:
    loaded = samples.loaded("county_2026")
    (cohort,) = loaded.cohorts
    given = api.assumptions(cohort.as_at)

    def cautions(of: Cohort) -> str:
        whole = api.assess(of, given, services=("crm",))
        blocks = AssessmentReport(api.Appraised(loaded, None, (whole,)), FEW).layout().blocks
        return " ".join(next(b for b in blocks if isinstance(b, Points) and b.lead == "Check first").items)

    assert "pass to North Wrenshire on 1 April 2028" in cautions(cohort)
    settled = tuple(profile.model_copy(update={"reorganisation": None}) for profile in cohort.profiles)
    assert "Wrenshire on" not in cautions(replace(cohort, profiles=settled))


def shared(saving: float, **lines: list[str]) -> AssessmentReport:
    """Three councils whose staff are most of the cost, under shared operation."""
    loaded = samples.loaded("county_2026")
    systems = [renewing("Same", annual_cost_gbp={"licence": "30000", "staff": "480000"}, staff_fte="12")] * 3
    profiles = [profile(n, system, red_lines=red_lines(lines.get(f"of_{n}", []))) for n, system in enumerate(systems)]
    given = replace(api.assumptions(AS_AT), operating_saving_share=saving)
    return AssessmentReport(
        api.Appraised(loaded, None, (api.assess(Cohort(tuple(profiles), AS_AT), given, model=SHARED),))
    )


def red_lines(forbids: list[str]) -> list[dict[str, object]]:
    return [{"service": "all", "forbids": forbids, "reason": "jobs"}] if forbids else []


def words(report: AssessmentReport) -> str:
    (whole,) = report.asked.wholes
    names = Names.of(whole.cohort)
    drawn = risk(whole, Drawing(count=0))
    review = ReviewLine.of(whole)
    blocks = [
        *_page_one(whole, names, drawn, review),
        *service_page(whole.services[0], whole, names, drawn),
    ]
    told = [block.text for block in blocks if isinstance(block, Paragraph | Answer)]
    return " ".join([*told, *(item for block in blocks if isinstance(block, Points) for item in block.items)])


def test_where_one_team_gains_nothing_the_page_says_why() -> None:
    told = words(shared(0))
    reason = "with no operating saving, one team costs more than a joint contract"
    assert f"no group of councils gains from sharing any of 1 service: {reason}." in told
    assert f"no group of the 3 councils that could share this gains from it: {reason}." in told
    assert "The operating saving counted is 0%." in told


def test_with_a_saving_the_page_says_what_it_is_worth_and_asks_for_its_source() -> None:
    told = words(shared(0.15))
    assert "An operating saving of 15% is counted" in told
    assert re.search(r"one team is worth £[\d,]+ more, for the same councils and months: staff saved £[\d,]+, ", told)
    assert "costs more than a joint contract" not in told


def test_what_one_team_adds_is_its_three_lines() -> None:
    report = shared(0.15)
    (whole,) = report.asked.wholes
    (formed,) = report.formed
    costing = Costing.over(whole.horizon, whole.given)

    def worth(model: DeliveryModel) -> float:
        return sum(float(flow @ whole.money.discount) for _, flow in replace(formed, model=model).entries(costing))

    assert of_one_team(formed, whole)[0].gbp == pytest.approx(worth(SHARED) - worth(JOINT), abs=0.01)
    rows = whole.ledger.only(option="consortia", rule=RULES)
    assert {entry.line.key for entry in rows.entries} == {"staff", "exit-payments", "quality-dip"}


def test_posts_of_every_area_and_of_all() -> None:
    report = shared(0.1, of_1=["posts-leaving"], of_2=["job-losses"])
    (whole,) = report.asked.wholes
    (formed,) = whole.services[0].options.under("one-large")
    names = Names.of(whole.cohort)
    (table,) = (block for block in one_team(formed, whole, names) if isinstance(block, Table))
    assert [row.cells for row in table.rows] == [
        ("Council 0", 12, pytest.approx(1.2), 0, pytest.approx(1.2), "hosts the team"),
        ("Council 1", 12, 0, 0, 0, "red line: no posts leave"),
        ("Council 2", 12, 0, 12, 12, "red line: no jobs lost"),
        ("All", 36, pytest.approx(1.2), 12, pytest.approx(13.2), ""),
    ]


def test_page_one_says_whose_posts_leave() -> None:
    told = words(shared(0.15))
    assert "Posts that would leave their area: Council 0 1.8, Council 1 12.0, Council 2 12.0." in told
