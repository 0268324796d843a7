"""Every id in every record has an explanation, with the options its report was made with and with the same value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sharedcli import api
from sharedcli.appraisal.announced_figures import announced_figures
from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.options import CHOSEN, MANDATED
from sharedcli.appraisal.proposals import Fate
from sharedcli.costing.ledger import USUAL, USUAL_IN_A_FUTURE
from sharedcli.model.asking import Asking
from sharedcli.model.division import Basis, Key, Mix, Rule, ShareWishes
from sharedcli.model.drawing import Drawing
from sharedcli.model.spending_review import AIMLESS, Aims
from sharedcli.reports.appraised import AppraisedReport
from sharedcli.reports.assessment import AssessmentReport
from sharedcli.reports.blocks import Bars, Fan, Figures, Report, Table, Tornado
from sharedcli.reports.claims import claims
from sharedcli.reports.csr import CsrReport
from sharedcli.reports.figure import FigureReport
from sharedcli.reports.figure_announced import announced_figure
from sharedcli.reports.figure_words import Worded, all_in_words, in_words
from sharedcli.reports.figures import figure, figures
from sharedcli.reports.incentives import IncentivesReport
from sharedcli.reports.proposals import ProposalsReport
from sharedcli.reports.risk import RiskReport
from sharedcli.reports.savings import SavingsReport
from sharedcli.reports.share import ShareReport
from sharedcli.risk.posting import TOGETHER, Posted, posted
from tests.conftest import PROJECT, TESTS

HALF_A_PENNY = 0.0051
CORSLEY = "E07998003"
FEW = Drawing(count=200)
MIX = Mix(set_up=Key(Basis.EQUAL), running=Key(Basis.SPEND), savings=Key(Basis.EQUAL))
WISHES: Mapping[str, Asking] = {
    "plain": Asking(drawing=FEW),
    "a penalty, by a year": Asking(
        by="2029-30", penalty_gbp=40_000.0, share=ShareWishes(mix=MIX), drawing=FEW,
        aims=Aims(share=0.03, baseline_gbp=20e6),
    ),
    "mandated, a rule": Asking(
        option=MANDATED, by="2033-34", penalty_gbp=15_000.0,
        share=ShareWishes(rule=Rule.SHAPLEY, true_up_share=0.1, leaves_after_months=40, seed=1),
        drawing=Drawing(seed=1, count=50),
    ),
}  # fmt: skip


def _share(asked: api.Appraised, asking: Asking) -> AppraisedReport:
    wishes = replace(asking.share, option=asking.option or CHOSEN)
    return ShareReport(asked, wishes, api.share(asked, wishes))


REPORTS: Mapping[str, Callable[[api.Appraised, Asking], AppraisedReport]] = {
    "assess": lambda asked, asking: AssessmentReport(asked, asking.drawing),
    "risk": lambda asked, asking: RiskReport.of(asked, option=asking.option or CHOSEN, drawing=asking.drawing),
    "savings": lambda asked, asking: SavingsReport(asked, asking.option or CHOSEN),
    "share": _share,
    "incentives": lambda asked, asking: IncentivesReport.of(
        asked, option=asking.option or CHOSEN, by=asking.by, penalty_gbp=asking.penalty_gbp
    ),
    "csr": lambda asked, asking: CsrReport.of(asked, option=asking.option or CHOSEN, aims=asking.aims),
}


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> api.Appraised:
    """The worked example; Corsley with a red line, Brackwater with a limit and a book value."""
    folder = tmp_path_factory.mktemp("worked")
    limit = "conditions: {most_one_off_gbp: 100000}\nsystems:"
    line = "conditions: {red_lines: [{service: all, forbids: [joint-procurement], reason: a decision}]}\nsystems:"
    for name, conditions in {"ambleford": "systems:", "brackwater": limit, "corsley": line}.items():
        text = (TESTS / "appraisal" / "worked" / f"{name}.yaml").read_text("utf-8")
        text = text.replace("systems:", conditions)
        if name == "corsley":
            text += "    book_value_gbp: 310000\n"
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return _appraised(folder)


@pytest.fixture(scope="module")
def crm() -> api.Appraised:
    return _appraised(PROJECT / "sample_councils" / "county_2026", ("crm",))


def _appraised(folder: Path, services: tuple[str, ...] | None = None) -> api.Appraised:
    loaded = api.load([str(folder)])
    (cohort,) = loaded.cohorts
    return api.Appraised(loaded, None, (api.assess(cohort, api.assumptions(cohort.as_at), services=services),))


def _stated(report: AppraisedReport) -> dict[str, Any]:
    """The values of all figures and inputs of a record by their ids."""
    record: Any = report.record()
    return {name: one["value"] for part in ("figures", "inputs") for name, one in record.get(part, {}).items()}


def _shown(layout: Report) -> set[str]:
    """Every id that stands in a layout for people."""
    found: set[str] = set()
    for block in layout.blocks:
        if isinstance(block, Figures):
            found |= {one.id for one in block.figures}
        data = block.data if isinstance(block, Bars | Tornado | Fan) else block
        rows = data.rows if isinstance(data, Table) else ()
        found |= {one for row in rows for one in (row.figure, *row.ids)}
    return found - {""}


@cache
def _known(whole: Assessment, asking: Asking) -> Mapping[str, float]:
    """The pounds of every figure, made once for all reports with the same options."""
    return {amount.id: amount.gbp for amount in figures(whole, asking)}


@cache
def _words(whole: Assessment, asking: Asking) -> Mapping[str, Callable[[], Worded]]:
    return dict(in_words(whole, asking))


@pytest.mark.parametrize("wishes", WISHES)
@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("folder", ["worked", "one council", "crm"])
def test_every_id_has_an_explanation_of_the_same_value(
    report: str, wishes: str, folder: str, request: pytest.FixtureRequest
) -> None:
    asked: api.Appraised = request.getfixturevalue("crm" if folder == "crm" else "worked")
    if folder == "one council":
        asked = replace(asked, council=CORSLEY)
    (whole,), asking = asked.wholes, WISHES[wishes]
    if report == "assess":  # it asks about no target of one's own
        asking = replace(asking, aims=AIMLESS)
    made = REPORTS[report](asked, asking)
    option = CHOSEN if report == "assess" else asking.option or CHOSEN
    known, words = _known(whole, replace(asking, option=option)), _words(whole, asking)
    stated = _stated(made)
    assert stated or folder == "one council"
    for name, value in stated.items():
        found = words[name]().value if name in words else known[name]
        assert found == (pytest.approx(value, abs=HALF_A_PENNY) if isinstance(value, float) else value), name
    assert _shown(made.layout()) <= known.keys() | words.keys()


@pytest.mark.parametrize("wishes", WISHES)
@pytest.mark.parametrize("report", REPORTS)
def test_one_looked_up_by_itself_is_the_same(report: str, wishes: str, worked: api.Appraised) -> None:
    """As `explain` does: a handful of each report, those with options of their own among them."""
    asking = WISHES[wishes]
    stated = _stated(REPORTS[report](worked, asking))
    own = ("penalty", "by-period", "funding-gap", "settled", "leaving", "true-up", "write-off", "most-one-off")
    names = [name for name in stated if any(word in name for word in own)][:12]
    for name in {*names, *list(stated)[:: len(stated) // 4 + 1]}:
        record: Any = FigureReport.of(name, worked, asking).record()
        assert record["value"] == pytest.approx(stated[name], abs=HALF_A_PENNY), name


def test_a_figure_of_a_future_posts_no_other(crm: api.Appraised, monkeypatch: pytest.MonkeyPatch) -> None:
    (whole,), posted_for = crm.wholes, list[str]()

    def counting(*args: Any, name: str, **more: Any) -> Posted:
        posted_for.append(name)
        return posted(*args, name=name, **more)

    monkeypatch.setattr("sharedcli.risk.figures.posted", counting)
    found = figure("crm.1.p10", whole, Asking(drawing=FEW))
    assert found
    assert len(posted_for) == 1
    assert set(found.groups) == {(option, posted_for[0]) for option in (TOGETHER, USUAL_IN_A_FUTURE)}


CENTRES = {
    "worked": (TESTS / "cli/data/announced/proposals.yaml", TESTS / "appraisal" / "worked", None),
    "article": (
        PROJECT / "sample_councils/article_2006/proposals.yaml",
        PROJECT / "sample_councils/article_2006",
        ("payroll",),
    ),
}


@pytest.fixture(scope="module", params=CENTRES)
def centres(request: pytest.FixtureRequest) -> ProposalsReport:
    file, folder, services = CENTRES[request.param]
    proposals, read = api.load_proposals(str(file))
    paths = [str(path) for path in sorted(folder.glob("*.yaml")) if path.name not in {file.name, "shares.yaml"}]
    loaded = api.load(paths)
    cohort = api.cohort_of(proposals.as_at, loaded)
    whole = api.appraise_proposals(proposals, cohort, api.assumptions(cohort.as_at), services=services)
    return ProposalsReport(whole, loaded, read)


def test_every_id_of_proposals_has_an_explanation_of_the_same_value(centres: ProposalsReport) -> None:
    """Claims are inputs, with their lines; all else is a sum of rows."""
    sums = {amount.id: amount.gbp for amount in announced_figures(centres.whole)}
    told = {one.id: one.value for one in claims(centres.whole, centres.read.files[0])}
    record: Any = centres.record()
    for name, one in record["figures"].items():
        assert (sums if "npv" in name else told)[name] == pytest.approx(one["value"], abs=HALF_A_PENNY), name
    for row in record["rows"]:
        for key, end in {"npv_gbp": "npv", "one_off_gbp": "one-off", "claim_gbp": "claimed"}.items():
            gbp = {**told, **sums}.get(f"{row['id']}.{end}")
            assert gbp == (None if row[key] is None else pytest.approx(row[key], abs=HALF_A_PENNY))
    assert _shown(centres.layout()) <= sums.keys() | told.keys()


def test_what_centres_are_worth_is_what_the_rows_of_their_ledger_say(centres: ProposalsReport) -> None:
    """By the table alone: rows under the centre's own option, less business as usual of those who take part."""
    rows, by_id = centres.whole.ledger.frame(), {one.id: one for one in announced_figures(centres.whole)}
    standing = 0.0
    for centre in centres.whole.centres:
        if centre.formed is None:
            continue
        about = rows[rows.service == centre.announced.centre.service]
        usual = about[(about.option == USUAL) & about.council.isin(centre.announced.taking_part)]
        gbp = rows[rows.option == centre.announced.id].present_gbp.sum() - usual.present_gbp.sum()
        assert by_id[f"{centre.announced.id}.npv"].gbp == pytest.approx(gbp, abs=HALF_A_PENNY)
        standing += gbp if centre.fate is Fate.STANDS else 0.0
    assert by_id["proposals.standing.npv"].gbp == pytest.approx(standing, abs=HALF_A_PENNY)


def test_what_is_overstated_follows_from_the_figures_named(centres: ProposalsReport) -> None:
    told: Any = announced_figure("proposals.overstated", centres, None).record()
    *claimed, worth = [announced_figure(name, centres, None).record()["value"] for name in told["follows_from"]]
    assert told["value"] == pytest.approx(sum(claimed) - worth, abs=0.02)  # type: ignore[arg-type,operator]


def test_claims_stand_where_they_are_said_to(centres: ProposalsReport) -> None:
    """The file is read as lines of text: on the line named, the field and then the value as written."""
    told: Any = announced_figure("proposals.claimed", centres, None).record()
    assert len(told["claims"]) >= len(centres.whole.centres)
    for one in told["claims"]:
        line = Path(one["file"]).read_text("utf-8").splitlines()[one["line"] - 1]
        assert line.lstrip(" -").startswith(f"{one['field']}: {one['as_written']}")
        assert line[one["column"] - 1 :].startswith(one["as_written"])


@pytest.mark.parametrize("wishes", WISHES)
def test_figures_that_words_point_to_are_there(wishes: str, worked: api.Appraised) -> None:
    """What a figure follows from, or is set against, is a figure of its own."""
    (whole,), asking = worked.wholes, WISHES[wishes]
    known = {amount.id for amount in figures(whole, replace(asking, option=None))}
    pointed = {name for one in all_in_words(whole, asking) for name in (*one.behind, *one.beside)}
    assert pointed
    assert pointed <= known
