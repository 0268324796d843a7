"""`sharedcli incentives` as people type it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Invoke

CONDITIONS = """\
conditions:
  most_one_off_gbp: 100000
  red_lines:
    - {service: all, forbids: [joint-procurement, job-losses], reason: a decision of its own}
systems:"""
RECENT = """\
profile: 1
as_at: 2026-11-01
figures: illustrative
council: {name: Dunmoor District Council, code: E07998004, tier: district, region: East Midlands, county: Wrenshire}
systems:
  - service: planning
    status: live
    product: Gridline
    live_since: 2026-04-01
    contract: {start: 2026-04-01, last_day: 2036-03-31, exit_fee_share: 0.9}
    annual_cost_gbp: {licence: 60000, support: 20000, staff: 40000}
    book_value_gbp: 310000
    plan: {action: renew}
"""


@pytest.fixture
def folder(folder: Path) -> Path:
    """The worked example; Corsley with a red line and little to pay up front, and a fourth that has just bought."""
    brackwater = folder / "brackwater.yaml"
    text = brackwater.read_text("utf-8")
    brackwater.write_text(text.replace("systems:", "conditions: {most_one_off_gbp: 100000}\nsystems:"), "utf-8")
    corsley = folder / "corsley.yaml"
    corsley.write_text(corsley.read_text("utf-8").replace("systems:", CONDITIONS), "utf-8")
    (folder / "dunmoor.yaml").write_text(RECENT, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("--penalty", "40,000"), "incentives.txt"),
        (("--penalty", "40,000", "--format", "json"), "incentives.json"),
        (("--option", "mandated", "--by", "2029-30", "--council", "Dunmoor"), "incentives-mandated-dunmoor.txt"),
    ],
    ids=["text", "json", "one council, mandated"],
)
def test_golden(
    words: tuple[str, ...], name: str, folder: Path, invoke: Invoke, golden: Callable[[str, str], None]
) -> None:
    done = invoke("incentives", ".", *words)
    assert done.code == 0
    golden(name, done.out)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("--by", "CSR07"),
            "a financial year such as 2010-11. Reviews known: CSR1998, SR2000",
        ),
        (("--by", "2010-12"), "such as 2010-11"),
        (("--penalty", "much"), "write it as 50000"),
        (("--penalty", "-1"), "not a sum of pounds above zero"),
        (("--penalty", "nan"), "not a sum of pounds above zero"),
        (("--option", "best"), "'proposed', 'small', 'one-large', 'mandated'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_command_line_says_what_is_wrong(
    words: tuple[str, ...], said: str, folder: Path, invoke: Invoke
) -> None:
    done = invoke("incentives", ".", *words)
    assert (done.code, done.out) == (2, "")
    assert said in " ".join(done.err.split())


@pytest.mark.parametrize("option", ["proposed", "mandated"])
def test_every_pound_shown_is_in_the_record(option: str, folder: Path, invoke: Invoke) -> None:
    """Whole pounds of the text, the assumptions at its end left out, against figures and inputs."""
    words = ("incentives", ".", "--option", option, "--penalty", "40000")
    text, record = invoke(*words).out, json.loads(invoke(*words, "--format", "json").out)
    known = {abs(round(one["value"])) for one in (*record["figures"].values(), *record["inputs"].values())}
    shown = text.partition("WHAT THIS RESTS ON")[0]
    pounds = {int(one.replace(",", "")) for one in re.findall(r"(?<![\w.])£?-?(\d{1,3}(?:,\d{3})+)(?![\w,])", shown)}
    assert pounds
    assert pounds <= known


def test_a_period_that_ends_too_soon_says_so(folder: Path, invoke: Invoke) -> None:
    said = " ".join(invoke("incentives", ".", "--by", "2026-27").out.split())
    assert "It ends before anything is live" in said
    assert "ends before these facts begin" in invoke("incentives", ".", "--by", "SR2004").out
    assert "The appraisal ends sooner" in " ".join(invoke("incentives", ".", "--by", "2050-51").out.split())


def test_a_penalty_too_small_changes_nothing(folder: Path, invoke: Invoke) -> None:
    record = json.loads(invoke("incentives", ".", "--penalty", "1", "--format", "json").out)
    figures = {name: one["value"] for name, one in record["figures"].items()}
    assert (
        figures["all.penalty.total-with"]
        == figures["all.penalty.total-without"]
        == figures["planning.penalty.total-with"]
    )
    assert not any(row["gives_in"] for row in record["penalties"])


def test_figures_shared_with_the_assessment_are_the_same(folder: Path, invoke: Invoke) -> None:
    mine = json.loads(invoke("incentives", ".", "--format", "json").out)["figures"]
    theirs = json.loads(invoke("assess", ".", "--format", "json").out)["figures"]
    both = mine.keys() & theirs.keys()
    assert "planning.dunmoor.gain-of-all" in both
    assert {name: mine[name]["value"] for name in both} == {name: theirs[name]["value"] for name in both}


def test_one_council_alone_has_no_incentives(folder: Path, invoke: Invoke) -> None:
    done = invoke("incentives", "ambleford.yaml")
    assert done.code == 0
    assert "no consortium forms" in done.out
    assert invoke("incentives", "ambleford.yaml", "--fail-if-none").code == 1
