"""`sharedcli show` as people type it: one council on one screen, and nothing on it that is not known."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sharedcli import api
from sharedcli.checks.completeness import Gap, completeness
from sharedcli.loading.profile import read_profile
from sharedcli.model.profile import Cohort, Profile
from sharedcli.render import renderer, text
from sharedcli.render.screen import Screen
from sharedcli.reports.gaps import gap_sentences, worst_first
from sharedcli.reports.show import ShowReport
from sharedcli.reports.stated_spend import stated
from tests.conftest import Invoke
from tests.render.timelines import hostile_folder
from tests.samples import COUNTY

Golden = Callable[[str, str], None]

HEAD = """\
profile: 1
as_at: 2026-11-01
figures: internal
council: {name: Town Council, code: E07999201, tier: district, region: East Midlands, county: Midshire}
"""
EIGHT = (
    "payroll",
    "finance",
    "crm",
    "planning",
    "waste",
    "housing-management",
    "human-resources",
    "revenues-and-benefits",
)


def read(body: str) -> Profile:
    profile = read_profile((HEAD + body).encode(), file="town.yaml").profile
    assert profile is not None
    return profile


def system(service: str, last_day: str = "2029-03-31") -> str:
    return (
        f"  - service: {service}\n    status: live\n"
        "    product: ResourceLink\n    supplier: Zellis\n"
        f"    contract: {{last_day: {last_day}, notice_months: 6}}\n"
        "    annual_cost_gbp: {licence: 40000, support: 2000, staff: 90000}\n"
    )


@pytest.mark.parametrize(
    ("words", "name"),
    [((), "show.txt"), (("--format", "json"), "show.json"), (("--format", "md"), "show.md")],
    ids=["text", "json", "md"],
)
def test_golden(words: tuple[str, ...], name: str, folder: Path, invoke: Invoke, golden: Golden) -> None:
    done = invoke("show", ".", "--council", "Brackwater", *words)
    assert (done.code, done.err) == (0, "")
    golden(name, done.out)


def test_eight_systems_fit_on_one_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    file = Path("town.yaml")
    body = "".join(system(service, f"2029-0{number}-28") for number, service in enumerate(EIGHT, 1))
    red_line = "{service: all, forbids: [job-losses], reason: agreed}"
    lines = f"conditions: {{most_one_off_gbp: 100000, red_lines: [{red_line}]}}\n"
    moving = "reorganisation: {vesting_on: 2028-04-01, successor: South Midshire}\n"
    file.write_text(f"{HEAD}{moving}{lines}systems:\n{body}", "utf-8")
    loaded = api.load([str(file)])
    (cohort,) = loaded.cohorts
    report = ShowReport(cohort.profiles[0], api.timeline(cohort, api.assumptions(cohort.as_at)), loaded)
    shown = text.render(report, Screen(width=100)).splitlines()
    assert max(map(len, shown)) <= 100
    assert len(shown) <= 40
    assert all(f"{day} 2029" in "\n".join(shown) for day in ("28 Jan", "28 Aug"))


def test_what_is_not_stated_is_never_a_zero() -> None:
    """By hand: 40,000 + 2,000 of one system in three; staff 90,000 of one; one without a system costs nothing."""
    profile = read(
        f"systems:\n{system('payroll')}"
        "  - {service: crm, status: live}\n"
        "  - {service: finance, status: live, annual_cost_gbp: {hosting: 500}}\n"
        "  - {service: planning, status: none}\n"
    )
    suppliers, staff = stated(profile)
    assert (suppliers.gbp, suppliers.of, suppliers.unknown) == (42500, ("payroll", "finance"), ("crm",))
    assert (staff.gbp, staff.unknown) == (90000, ("crm", "finance"))
    assert suppliers.sentence == "suppliers £42,500 of 2 of 3 systems, not known of 1"
    nothing, _ = stated(read("systems: [{service: crm, status: live}]\n"))
    assert (nothing.gbp, nothing.sentence) == (None, "suppliers not known of its 1 system")
    assert stated(read("")) == ()


EVERY_GAP = (
    "systems: []\n",
    "systems: [{service: crm, status: live}, {service: payroll, status: none}]\n",
    "systems: [{service: crm, status: live, plan: {action: replace}}, {service: payroll, status: retiring}]\n",
    "systems: [{service: crm, status: none, plan: {action: buy}}]\n",
)


@pytest.mark.parametrize("body", EVERY_GAP)
def test_every_gap_has_its_place_and_what_follows(body: str) -> None:
    profile = read(body)
    gaps = completeness(profile).gaps
    told = list(gap_sentences(gaps, profile))
    assert {gap.label for gap in gaps} == {line.partition(":")[0].partition(" (")[0] for line in told}
    assert sorted(map(str, worst_first(gaps))) == sorted(map(str, gaps))


def test_when_comes_before_how_much_and_that_before_size() -> None:
    gaps = (
        Gap(("council", "population"), "population"),
        Gap(("systems", 0, "annual_cost_gbp", "licence"), "paid"),
        Gap(("systems", 0, "contract", "last_day"), "last day"),
        Gap(("systems", 0, "plan"), "plan"),
    )
    assert [gap.label for gap in worst_first(gaps)] == ["last day", "plan", "paid", "population"]


def test_dates_are_those_of_the_timeline(invoke: Invoke) -> None:
    shown = json.loads(invoke("show", COUNTY, "--council", "Fenwold", "--format", "json").out)
    timed = json.loads(invoke("timeline", COUNTY, "--council", "Fenwold", "--format", "json").out)
    assert {(row["service"], row["notice_by"], str(row["free"])) for row in shown["rows"]} == {
        (row["service"], row["notice_by"], str(row["free"])) for row in timed["rows"]
    }


def test_from_standard_input_and_dates_known_in_part(invoke: Invoke) -> None:
    body = HEAD + f"systems:\n{system('payroll', '2029-03')}{system('crm', '2030')}"
    done = invoke("show", "-", stdin=body.encode())
    assert done.code == 0
    assert " Mar 2029 " in done.out
    assert " 2030 " in done.out
    assert "31 Mar 2029" not in done.out
    assert "`sharedcli validate -`" in done.out


def test_a_status_is_told_unless_it_is_simply_live(invoke: Invoke) -> None:
    body = HEAD + (
        "systems:\n  - {service: crm, status: none}\n  - {service: payroll, status: implementing, product: iTrent}\n"
        "  - {service: finance, status: live}\n  - {service: planning, status: live, supplier: Idox}\n"
    )
    shown = invoke("show", "-", stdin=body.encode()).out
    assert "systems: 2 live, 1 none, 1 implementing" in shown
    lines = {line.split()[0]: line for line in shown.splitlines() if line[:1].islower()}
    for service, words in (("crm", "none"), ("payroll", "implementing: iTrent"), ("finance", "not stated"),
                           ("planning", "from Idox")):  # fmt: skip
        assert f" {words} " in lines[service]


def test_what_cannot_be_shared_is_said_with_its_reason(invoke: Invoke) -> None:
    """By hand: 23 months from November 2026 are October 2028, and the term ends in March 2028 for good."""
    body = HEAD + f"systems:\n{system('payroll', '2028-03-31')}  - {{service: crm, status: retiring}}\n"
    shown = " ".join(invoke("show", "-", stdin=body.encode()).out.split())
    assert "ANSWER: 0 of 2 services could be shared freely." in shown
    why = "term ends 31 Mar 2028, no extension option, before it could move"
    assert f"- not to be shared: crm (to be retired) - in no month freely: payroll ({why})" in shown


def test_nothing_to_time(invoke: Invoke) -> None:
    done = invoke("show", "-", stdin=HEAD.encode())
    assert done.code == 0
    assert "it lists no system" in done.out
    assert "the systems it runs: there is nothing to match" in done.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((".",), 2, "there are 3 councils here; name one: Ambleford"),
        ((".", "--council", "Corsly"), 2, "Did you mean Corsley"),
        (("corsley.yaml", "--as-at", "soon"), 2, "write it as 2026-11-01"),
        (("corsley.yaml", "--format", "pdf"), 2, "'pdf'"),
        (("corsley.yaml", "ambleford.yaml"), 2, "unexpected extra argument"),
        (("nowhere.yaml",), 3, "nowhere.yaml"),
        (("corsley.yaml", "--output", "corsley.yaml", "--format", "text"), 3, "exists already"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_said(words: tuple[str, ...], code: int, said: str, folder: Path, invoke: Invoke) -> None:
    done = invoke("show", *words)
    assert done.code == code
    assert said in " ".join(done.err.split())
    assert done.out == ""


def test_a_profile_with_errors_is_not_shown_and_one_beside_it_is(folder: Path, invoke: Invoke) -> None:
    broken = folder / "corsley.yaml"
    broken.write_text(broken.read_text("utf-8").replace("as_at: 2026-11-01", "as_at: 01/11/2026"), "utf-8")
    done = invoke("show", "corsley.yaml")
    assert (done.code, done.out) == (3, "")
    assert "`sharedcli validate corsley.yaml` says why" in done.err
    beside = invoke("show", ".", "--council", "Brackwater")
    assert beside.code == 1
    assert "NOT USED: corsley.yaml" in beside.out
    assert invoke("show", ".", "--council", "Brackwater", "--fail-on", "never").code == 0


def test_another_day_is_said() -> None:
    loaded = api.load([str(COUNTY / "fenwold.yaml")])
    (cohort,) = loaded.cohorts
    later = Cohort(cohort.profiles, cohort.as_at.replace(year=2027))
    report = ShowReport(cohort.profiles[0], api.timeline(later, api.assumptions(later.as_at)), loaded)
    assert "appraised as if true on 1 November 2027" in " ".join(text.render(report).split())


@pytest.mark.parametrize("form", ["text", "html", "md"])
def test_names_out_to_do_harm_are_shown_as_text(form: str, tmp_path: Path) -> None:
    loaded = api.load([str(hostile_folder(tmp_path))])
    (cohort,) = loaded.cohorts
    for profile in cohort.profiles:
        own = Cohort((profile,), cohort.as_at)
        report = ShowReport(profile, api.timeline(own, api.assumptions(own.as_at)), loaded)
        shown = renderer({"md": "markdown"}.get(form, form))(report)
        assert all(line.isprintable() for line in shown.replace("\xa0", " ").splitlines())
        assert "<script>" not in shown or form == "text"
