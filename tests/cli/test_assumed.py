"""Assumptions of the user's own as people give them: refused all at once, printed everywhere, the same either way."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sharedcli.checks.files import run_assumptions
from sharedcli.loading.folder import Input
from sharedcli.reports.schema import assumptions_schema
from tests.cli.test_schema import load
from tests.conftest import PROJECT, TESTS, Invoke

WORKED = [TESTS / "appraisal" / "worked" / f"{name}.yaml" for name in ("ambleford", "brackwater", "corsley")]
CAUTIOUS = PROJECT / "sample_councils" / "assumptions-cautious.yaml"
ANNOUNCED = TESTS / "cli" / "data" / "announced" / "proposals.yaml"
OWN = """
assumptions: 1
values:
  tender_gbp:
    value: 36_000
    low: 30_000
    high: 50_000
    unit: gbp
    price_year: 2025-26
    source: {title: Tender of 2025, url: "https://example.gov.uk/tender", on: 2025-06-30}
    note: Without legal advice.
  onboarding_months: {value: 6, low: 6, high: 9, source: {title: Programme plan}}
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """A file of assumptions in the working directory."""
    monkeypatch.chdir(tmp_path)

    def write(text: str = OWN) -> str:
        Path("own.yaml").write_text(text.lstrip("\n"), "utf-8")
        return "own.yaml"

    return write


COMMANDS = {
    "assess": ("assess", *WORKED, "--service", "planning"),
    "one council": ("assess", *WORKED, "--service", "planning", "--council", "Corsley"),
    "match": ("match", *WORKED, "--service", "planning"),
    "why not": ("match", *WORKED, "--service", "planning", "--why-not", "Corsley"),
    "proposals": ("proposals", ANNOUNCED, *WORKED),
    "timeline": ("timeline", *WORKED, "--service", "planning"),
}


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_every_command_that_appraises_says_what_was_changed(
    words: tuple[object, ...], own: Callable[..., str], invoke: Invoke
) -> None:
    """£36,000 of 2025-26 in 2026-27: x 105.3095 / 103.2388 = 36,722, and 30,000 to 50,000 30,602 to 51,003.

    Shipped, 45,000 x 105.3095 / 66.8397 = 70,900, and 20,000 to 120,000 31,511 to 189,066.
    """
    done = invoke(*words, "--assumptions", own(), "--assume", "scale_exponent=0.2")
    assert done.code == 0, done.err
    lines = [
        " ".join(line.split()) for line in re.split(r"\n(?:  - |\n)", done.out.partition("ASSUMPTIONS CHANGED\n")[2])
    ]
    assert lines[:3] == [
        "- onboarding_months 6, 6 to 9 in 80 of 100 cases, instead of 12 (months); Programme plan, from own.yaml:11.",
        (
            "scale_exponent 0.2 instead of 0.05 (exponent); unsourced, from --assume. "
            "Outside the range that ships, 0 to 0.1."
        ),
        (
            "tender_gbp 36,722, 30,602 to 51,003 in 80 of 100 cases, instead of 70,900 (gbp, 2026-27 prices); "
            "Tender of 2025 (https://example.gov.uk/tender), 30 June 2025, from own.yaml:3. Without legal advice."
        ),
    ]
    record = json.loads(
        invoke(*words, "--assumptions", "own.yaml", "--assume", "scale_exponent=0.2", "--format", "json").out
    )
    changed = {row["name"]: row for row in record["provenance"]["assumptions_changed"]}
    assert [*changed] == ["onboarding_months", "scale_exponent", "tender_gbp"]
    assert changed["tender_gbp"]["value"] == pytest.approx(36_722.06, abs=0.01)
    ends = [changed["tender_gbp"][end] for end in ("low", "high", "low_before", "high_before")]
    assert ends == pytest.approx([30_601.72, 51_002.86, 31_511.06, 189_066.38], abs=0.01)
    assert changed["tender_gbp"]["source"] == {
        "title": "Tender of 2025", "url": "https://example.gov.uk/tender", "on": "2025-06-30"
    }  # fmt: skip
    assert changed["scale_exponent"] == {
        "name": "scale_exponent", "value": 0.2, "before": 0.05, "low": None, "high": None, "low_before": 0,
        "high_before": 0.1, "unit": "exponent", "source": None,
        "where": "--assume", "outside_range": True, "note": None,
    }  # fmt: skip


def test_nothing_is_said_where_nothing_is_changed(invoke: Invoke) -> None:
    """The goldens hold the same for the other commands."""
    assert "ASSUMPTIONS CHANGED" not in invoke(*COMMANDS["timeline"]).out
    record = json.loads(invoke(*COMMANDS["timeline"], "--format", "json").out)
    assert record["provenance"]["assumptions_changed"] == []


def figures(text: str) -> Any:
    record = json.loads(text)
    return record["figures"], record["rows"], record["options"]


def test_the_same_by_file_and_by_word_in_any_order(own: Callable[..., str], invoke: Invoke) -> None:
    assess = (*COMMANDS["assess"], "--format", "json")
    file = own("assumptions: 1\nvalues:\n  tender_gbp: {value: 36000}\n  onboarding_months: {value: 6}\n")
    by_file = figures(invoke(*assess, "--assumptions", file).out)
    words = ["--assume", "tender_gbp=£36,000", "--assume", "onboarding_months=6 months"]
    assert figures(invoke(*assess, *words).out) == by_file
    assert figures(invoke(*assess, *words[2:], *words[:2]).out) == by_file
    assert figures(invoke(*assess).out) != by_file


def test_a_word_wins_over_the_file_and_says_so(own: Callable[..., str], invoke: Invoke) -> None:
    match = (*COMMANDS["match"], "--assumptions", own())
    said = " ".join(invoke(*match, "--assume", "onboarding_months=3").out.split())
    assert "onboarding_months 3 instead of 12 (months); unsourced, from --assume, in place of own.yaml:11." in said
    said = " ".join(invoke(*match, "--onboarding-months", "4").out.split())
    assert "onboarding_months 4 instead of 12 (months); unsourced, from --onboarding-months, in place of" in said
    done = invoke(*match, "--onboarding-months", "4", "--assume", "onboarding_months=3")
    assert (done.code, done.out) == (2, "")
    assert "onboarding_months has an option of its own" in done.err


def test_a_range_alone_is_another_assumption(own: Callable[..., str], invoke: Invoke) -> None:
    """The value is the same in both records, and so is every result; what futures are drawn from is not."""
    for name, text in (("wide", OWN), ("narrow", OWN.replace("high: 50_000", "high: 36_000"))):
        invoke(*COMMANDS["timeline"], "--assumptions", own(text), "--output", f"{name}.json")
    done = invoke("compare", "wide.json", "narrow.json", "--format", "json")
    assert done.code == 0, done.err
    (found,) = json.loads(done.out)["assumptions"]
    assert (found["name"], found["source"]) == ("tender_gbp.high", "Tender of 2025")
    assert (found["before"], found["after"]) == pytest.approx((51_002.87, 36_722.07), abs=0.01)


def test_one_set_for_facts_of_two_times(invoke: Invoke) -> None:
    """£40,000 of 2008-09 is 40,000 x 61.3576 / 66.8397 = 36,719 in 2005-06 and 63,022 in 2026-27."""
    file = PROJECT / "sample_councils"
    record = json.loads(
        invoke("timeline", file, "--assume", "tender_gbp=40000", "--assumptions", CAUTIOUS, "--format", "json").out
    )
    for part in (record, *record["earlier"]):
        values = {row["name"]: row["value"] for row in part["provenance"]["assumptions_changed"]}
        assert values["tender_gbp"] == 40_000, "without a price year it is the pounds of each time"
    now, then = (
        {row["name"]: row["value"] for row in part["provenance"]["assumptions_changed"]}
        for part in (record, *record["earlier"])
    )
    assert now["coordination_gbp"] == pytest.approx(20_000 * 105.3095 / 103.2388)
    assert then["coordination_gbp"] == pytest.approx(20_000 * 61.3576 / 103.2388)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["tender_gpb=40000"], ['"tender_gpb" is no parameter. Did you mean "tender_gbp"?']),
        (["onboarding_months=2 years"], ['onboarding_months is in "months", not in "years".']),
        (["tender_gbp=5%"], ['tender_gbp is in "gbp", not in "per cent".']),
        (["common_design_share=£5"], ['common_design_share is in "share", not in "gbp".']),
        (["common_design_share=30"], ["common_design_share is 30; it must lie from 0 to 1."]),
        (["onboarding_months=1.5"], ["onboarding_months is 1.5; it must be a whole number from 0 to 120."]),
        (["tender_gbp=40k£"], ["tender_gbp is 40k£; write plain digits"]),
        (["tender_gbp"], ["tender_gbp is no assumption; write NAME=VALUE"]),
        (["tender_gbp=1", "tender_gbp=2"], ["tender_gbp is given twice."]),
        (
            ["tea=1", "common_design_share=30", "x"],
            ['"tea" is no parameter', "common_design_share is 30", "x is no assum"],
        ),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("command", ["assess", "parameters"])
def test_a_wrong_word_is_refused(command: str, words: list[str], says: list[str], invoke: Invoke) -> None:
    options = [option for word in words for option in ("--assume", word)]
    done = invoke(command, *(WORKED if command == "assess" else ()), *options)
    assert (done.code, done.out) == (2, "")
    for part in says:
        assert part in done.err
    assert "--assume" in done.err


def test_a_file_with_mistakes_is_told_whole_and_nothing_is_printed(own: Callable[..., str], invoke: Invoke) -> None:
    text = """
assumptions: 1
values:
  tender_gpb: {value: 40000}
  onboarding_months: {value: 1, unit: years}
  common_design_share: {value: 30}
"""
    done = invoke(*COMMANDS["assess"], "--assumptions", own(text))
    assert (done.code, done.out) == (3, "")
    assert re.search(r"3:3 +error +CF801 unknown-parameter .*\n +\| .*\n +\| +\^{10}\n", done.err)
    assert re.search(r"4:39 +error +CF802 ", done.err)
    assert re.search(r"5:32 +error +CF803 ", done.err)
    assert re.search(r"4:3 +warning +CF806 ", done.err)
    assert "The assumptions cannot be used: 3 errors in the file." in done.err


def test_what_is_doubtful_is_used_and_told(own: Callable[..., str], invoke: Invoke) -> None:
    file = own("assumptions: 1\nvalues:\n  scale_exponent: {value: 0.2}\n")
    done = invoke(*COMMANDS["assess"], "--assumptions", file)
    assert done.code == 0
    assert "CF805" in done.err
    assert "CF806" in done.err
    assert invoke(*COMMANDS["assess"], "--assumptions", file, "--fail-on", "warning", "--quiet").code == 1
    assert "CF80" not in invoke(*COMMANDS["assess"], "--assumptions", file, "--quiet").err


@pytest.mark.parametrize(("file", "code", "says"), [("none.yaml", 3, "could not be opened"), ("-", 2, "needs a file")])
def test_a_file_that_is_none(file: str, code: int, says: str, own: Callable[..., str], invoke: Invoke) -> None:
    own()
    done = invoke(*COMMANDS["assess"], "--assumptions", file)
    assert (done.code, done.out) == (code, "")
    assert says in done.err


def test_a_saving_without_a_source_is_a_caution(own: Callable[..., str], invoke: Invoke) -> None:
    shared = (*COMMANDS["assess"], "--model", "shared-operation")
    said = " ".join(invoke(*shared, "--assume", "operating_saving_share=10%").out.split())
    assert "An operating saving of 10% is counted" in said
    assert "It is unsourced, and needs a source of its own." in said
    assert "unsourced, from --assume. Studies of English councils find no saving on average" in said
    file = own(
        "assumptions: 1\nvalues:\n  operating_saving_share: {value: 0.1, source: {title: Outturn of the team}}\n"
    )
    said = " ".join(invoke(*shared, "--assumptions", file).out.split())
    assert "It rests on: Outturn of the team." in said


def test_a_limit_set_by_law_is_said_to_be_one(invoke: Invoke) -> None:
    said = " ".join(invoke(*COMMANDS["timeline"], "--assume", "section_24_consent_gbp=£200,000").out.split())
    assert "200,000 instead of 100,000 (gbp as enacted); unsourced, from --assume. It is set by law." in said


def test_the_method_of_the_bias_is_printed(invoke: Invoke) -> None:
    """M = 0.58 x 0.5 = 29%; (1 - 0.29) x 200% = 142%."""
    mitigated = ("--assume", "bias_business_case_mitigated_share=50%")
    for words in (COMMANDS["assess"], COMMANDS["match"], COMMANDS["proposals"]):
        assert "(1 - M) x U, not below L, with U 200%, L 10% and M 0%." in " ".join(invoke(*words).out.split())
        said = " ".join(invoke(*words, *mitigated).out.split())
        assert "Optimism bias 142% on tender and implementation" in said
        assert "M 29% (bias_business_case_mitigated_share 0.5 x 58%)." in said


def test_a_name_or_note_is_shown_as_it_stands(own: Callable[..., str], invoke: Invoke) -> None:
    text = 'assumptions: 1\nvalues:\n  tender_gbp: {value: 36000, note: "[bold]All", source: {title: ":smile: [x]"}}\n'
    said = invoke(*COMMANDS["assess"], "--assumptions", own(text)).out
    assert ":smile: [x], from own.yaml:3. [bold]All" in " ".join(said.split())


def test_the_shipped_example_is_ready(invoke: Invoke) -> None:
    assert run_assumptions(Input(str(CAUTIOUS)))[1].findings == ()
    alone = invoke("validate", CAUTIOUS)
    assert "This is a file of assumptions, not a profile." in alone.out
    assert "assumptions-cautious" not in invoke("validate", PROJECT / "sample_councils", "--quiet").out


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        (OWN, True),
        (CAUTIOUS.read_text("utf-8"), True),
        (OWN.replace("36_000", "-36000.5"), True),
        (OWN.replace("36_000", "'-36_000'"), True),
        (OWN.replace("36_000", "£36"), False),
        (OWN.replace("tender_gbp", "tender_gpb"), False),
        (OWN.replace("unit: gbp", "units: gbp"), False),
        (OWN.replace("2025-26", "2025"), False),
    ],
)
def test_the_schema_takes_what_the_reader_takes(text: str, fits: bool) -> None:
    schema = json.loads(json.dumps(assumptions_schema()))
    Draft202012Validator.check_schema(schema)
    assert (list(Draft202012Validator(schema).iter_errors(load(text))) == []) is fits


def test_schema_command(invoke: Invoke, golden: Callable[[str, str], None]) -> None:
    golden("assumptions.schema.json", invoke("schema", "--kind", "assumptions").out)
