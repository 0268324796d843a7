"""`sharedcli proposals` as people type it: what it prints, where it looks for profiles, how it ends."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sharedcli.appraisal.proposals import Fate
from sharedcli.reports.schema import proposals_schema
from tests.cli.test_schema import load
from tests.conftest import PROJECT, TESTS, Invoke

SAMPLE = PROJECT / "sample_councils" / "article_2006" / "proposals.yaml"
ANNOUNCED = TESTS / "cli" / "data" / "announced"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The three councils of the worked example and centres announced for them, in the working directory."""
    for name in ("ambleford", "brackwater", "corsley"):
        shutil.copy(TESTS / "appraisal" / "worked" / f"{name}.yaml", tmp_path)
    shutil.copy(ANNOUNCED / "proposals.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("words", "name"), [((), "announced.txt"), (("--format", "json"), "announced.json")])
def test_golden(
    words: tuple[str, ...], name: str, folder: Path, invoke: Invoke, golden: Callable[[str, str], None]
) -> None:
    done = invoke("proposals", "proposals.yaml", *words)
    assert done.code == 0, done.err
    golden(name, done.out)


def test_profiles_are_those_of_its_folder_unless_others_are_named(folder: Path, invoke: Invoke) -> None:
    here = invoke("proposals", "proposals.yaml").out
    assert invoke("proposals", "proposals.yaml", ".").out == here
    written_out = sorted(path.name for path in folder.iterdir())
    assert invoke("proposals", "proposals.yaml", *written_out).out == here, "as a shell does with *.yaml"
    text = (folder / "proposals.yaml").read_bytes()
    assert invoke("proposals", "-", ".", stdin=text).out == here.replace("proposals.yaml", "standard input")
    fewer = invoke("proposals", "proposals.yaml", "corsley.yaml").out
    assert "none of it could be appraised." in fewer


def test_a_file_with_mistakes_is_told_whole_and_nothing_is_printed(invoke: Invoke) -> None:
    done = invoke("proposals", ANNOUNCED / "broken.yaml")
    assert (done.code, done.out) == (3, "")
    assert re.search(r"6:14 +error +CF701 .*\n.*\n +\| +\^{7}\n", done.err)
    assert re.search(r"7:38 +error +CF702 ", done.err)
    assert "The proposals cannot be appraised: 2 errors in the file." in done.err
    assert "Traceback" not in done.err


def test_a_profile_is_no_file_of_centres(invoke: Invoke) -> None:
    done = invoke("proposals", TESTS / "cli" / "data" / "good.yaml")
    assert done.code == 3
    assert "CF030" in done.err


def test_a_service_no_centre_is_for(invoke: Invoke) -> None:
    done = invoke("proposals", SAMPLE, "--service", "libraries")
    assert done.code == 2
    assert "No centre here is announced for libraries" in done.err


def test_the_sample_answers_the_ogc(invoke: Invoke) -> None:
    """130 were announced and the business cases could not all work: councils counted twice, and claims too high."""
    record = json.loads(invoke("proposals", SAMPLE, "--format", "json").out)
    figures = {name: figure["value"] for name, figure in record["figures"].items()}
    assert figures["proposals.overstated"] > figures["proposals.standing.npv"] > 0
    twice = {row["announced_as"] for row in record["counted_twice"] if row["service"] == "crm"}
    assert twice == {
        "Cannock Chase", "East Staffordshire", "Lichfield", "Staffordshire", "Stoke-on-Trent", "Tamworth",
    }  # fmt: skip
    rows = {row["centre"]: row for row in record["rows"]}
    assert len(rows) == 13
    connects = rows["Staffordshire Connects"]
    assert (connects["outcome"], connects["announced"], connects["figures"]) == ("stands", 10, "published")
    assert (connects["claimed_gbp_a_year"], connects["claimed_once_gbp"]) == (400_000, 1_800_000)
    assert rows["National revenues centre"]["left_out"] == [
        {"member": "Sunderland", "reason": "will not share it (core business)"}
    ]
    assert {row["outcome"] for row in rows.values()} == {fate.value for fate in Fate}
    assert record["provenance"]["inputs"][0]["file"].endswith("proposals.yaml")


def test_every_figure_of_the_text_is_in_the_record(invoke: Invoke) -> None:
    text = invoke("proposals", SAMPLE).out
    record = json.loads(invoke("proposals", SAMPLE, "--format", "json").out)
    for name in re.findall(r"\[(proposals\.[a-z.-]+)\]", text):
        assert f"£{record['figures'][name]['value']:,.0f}" in text
    for row in record["rows"]:
        assert f"{row['claim_gbp']:,.0f}" in text
        assert row["npv_gbp"] is None or f"{row['npv_gbp']:,.0f}" in text


def test_councils_of_another_time_are_named_as_not_used(invoke: Invoke) -> None:
    done = invoke("proposals", SAMPLE, PROJECT / "sample_councils")
    assert done.code == 0
    assert "NOT USED: 9 profiles of another time than that of the centres announced." in done.out
    assert "as at 1 March 2006".upper() in done.out


def test_another_day_than_that_of_the_facts_is_said(invoke: Invoke) -> None:
    """A year later the centre that just fell short is the one that stands."""
    done = invoke("proposals", SAMPLE, "--as-at", "2007-01-01", "--service", "revenues-and-benefits")
    text = " ".join(done.out.split())
    assert "The facts are those of 1 March 2006, and are appraised as if true on 1 January 2007." in text
    assert "can happen: National revenues centre alone." in text


def test_too_many_ways_of_choosing_are_said_not_to_be_looked_at(
    folder: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sharedcli.appraisal.proposals.MOST_WAYS", 1)
    record = json.loads(invoke("proposals", "proposals.yaml", "--format", "json").out)
    assert (record["if_they_chose"], record["not_looked_at"]) == ([], ["planning"])
    assert "chose one centre: not looked at: the centres could keep" in invoke("proposals", "proposals.yaml").out


def test_a_name_cannot_colour_the_terminal(folder: Path, invoke: Invoke) -> None:
    file = folder / "proposals.yaml"
    file.write_text(file.read_text("utf-8").replace("Three districts planning", '"[bold]All :smile:"'), "utf-8")
    assert "[bold]All :smile:" in re.sub(r"\s+", " ", invoke("proposals", file).out)


@pytest.mark.parametrize("file", [SAMPLE, ANNOUNCED / "proposals.yaml"], ids=["sample", "announced"])
def test_the_schema_takes_what_the_reader_takes(file: Path) -> None:
    schema = json.loads(json.dumps(proposals_schema()))
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(load(file.read_text("utf-8")))) == []
