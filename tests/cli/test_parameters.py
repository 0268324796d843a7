"""`sharedcli parameters` and `sharedcli explain PARAMETER`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sharedcli.checks.files import run_assumptions
from sharedcli.loading.assumptions import read_assumed
from sharedcli.loading.folder import Input
from sharedcli.loading.parameters import parameters
from sharedcli.reports.explanation import explain
from tests.conftest import Invoke


@pytest.mark.parametrize(("words", "name"), [((), "parameters.txt"), (("--format", "json"), "parameters.json")])
def test_golden(words: tuple[str, ...], name: str, invoke: Invoke, golden: Callable[[str, str], None]) -> None:
    done = invoke("parameters", *words)
    assert (done.code, done.err) == (0, "")
    golden(name, done.out)


def test_every_parameter_and_every_table_is_listed(invoke: Invoke) -> None:
    record = json.loads(invoke("parameters", "--format", "json").out)
    assert [row["name"] for row in record["rows"]] == sorted(parameters())
    assert all(row["source"]["title"] and row["evidence"] for row in (*record["rows"], *record["tables"]))
    tables = [row["table"] for row in record["tables"]]
    assert (tables.count("gdp_deflator"), tables.count("spending_reviews")) == (1, 13)


def test_as_at_a_day(invoke: Invoke) -> None:
    """By March 2006 there were two editions of the rate and four reviews; the newest deflator is used for every day."""
    record = json.loads(invoke("parameters", "--as-at", "2006-03-01", "--format", "json").out)
    tables = [row["table"] for row in record["tables"]]
    assert record["as_at"] == "2006-03-01"
    assert (tables.count("social_time_preference_rate"), tables.count("spending_reviews")) == (2, 4)
    assert tables.count("gdp_deflator") == 1
    done = invoke("parameters", "--as-at", "1999-12-31")
    assert (done.code, done.out) == (3, "")
    assert "has no value as early as 1999-12-31" in done.err


def test_a_range_of_ones_own_is_shown(tmp_path: Path, invoke: Invoke) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(
        "assumptions: 1\nvalues:\n"
        "  tender_gbp: {value: 40000, low: 30000, high: 60000, source: {title: Ours}}\n"
        "  delay_months: {value: 6, low: 6, high: 6, source: {title: Ours}}\n"
    )
    text = invoke("parameters", "--assumptions", file).out
    assert re.search(r"^tender_gbp +40,000 +30,000 to 60,000 +gbp, price base ", text, re.MULTILINE)
    assert re.search(r"^delay_months +6 +certain +months ", text, re.MULTILINE)
    record = json.loads(invoke("parameters", "--assumptions", file, "--format", "json").out)
    rows = {row["name"]: row for row in record["rows"]}
    assert (rows["tender_gbp"]["low"], rows["tender_gbp"]["high"]) == (30_000, 60_000)
    assert (rows["scale_exponent"]["low"], rows["scale_exponent"]["high"]) == (0, 0.1)


def test_what_is_overridden_is_shown(tmp_path: Path, invoke: Invoke) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("assumptions: 1\nvalues:\n  tender_gbp: {value: 1, price_year: 2020-21, source: {title: Ours}}\n")
    words = ("parameters", "--assumptions", file, "--assume", "onboarding_months=6", "--quiet")
    text = invoke(*words).out
    assert "OVERRIDDEN: onboarding_months, tender_gbp." in text
    (tender,) = (line for line in text.splitlines() if line.startswith("tender_gbp "))
    assert re.match(
        r"tender_gbp +1 +none; ships with 20,000 to 120,000 in 2008-09 prices +gbp, 2020-21 prices ", tender
    )
    assert re.search(r" overridden +Ours;", tender)
    rows = {row["name"]: row for row in json.loads(invoke(*words, "--format", "json").out)["rows"]}
    assert [name for name, row in rows.items() if row["overridden"]] == ["onboarding_months", "tender_gbp"]
    assert (rows["tender_gbp"]["value"], rows["tender_gbp"]["shipped"]["value"]) == (1, 45_000)
    assert (rows["onboarding_months"]["source"], rows["onboarding_months"]["where"]) == (None, "--assume")
    assert "<table" in invoke(*words, "--format", "html").out


@pytest.mark.parametrize("name", ["tender_gbp", "operating_saving_share"])
def test_explained(name: str, invoke: Invoke, golden: Callable[[str, str], None]) -> None:
    golden(f"explain-{name}.txt", invoke("explain", name).out)


@pytest.mark.parametrize("name", sorted(parameters()))
def test_what_it_says_of_overriding_can_be_typed(name: str, tmp_path: Path) -> None:
    """The words and the file that an explanation shows are read without a finding, and give the value that ships."""
    told = dict(explain(name).paragraphs)["override"]
    word = told.splitlines()[0].removeprefix("--assume ").partition(" (")[0]
    newest = parameters()[name].values[-1]
    assert (read_assumed(word)[0], read_assumed(word)[1].value) == (name, newest.value)
    file = tmp_path / "own.yaml"
    file.write_text(told[told.index("assumptions: 1") :], "utf-8")
    reading, run = run_assumptions(Input(str(file)))
    assert [one for one in run.findings if one.rule.name != "limit-set-by-law"] == []
    assert reading.content is not None
    assert reading.content.values[name].value == newest.value


def test_explain_lists_checks_then_parameters(invoke: Invoke) -> None:
    lines = invoke("explain").out.splitlines()
    assert lines[0].startswith("CF001  error")
    assert [line.split()[0] for line in lines[-len(parameters()) :]] == sorted(parameters())


def test_explained_for_machines(invoke: Invoke) -> None:
    record = json.loads(invoke("explain", "TENDER_GBP", "--format", "json").out)
    assert (record["schema"], record["kind"], record["id"]) == ("sharedcli/explanation/1", "parameter", "tender_gbp")
    assert record["history"][0]["value"] == 45_000
    assert record["history"][0]["source"]["title"].startswith("Judgement")
    assert "Did you mean tender_gbp?" in invoke("explain", "tender_gpb").err
