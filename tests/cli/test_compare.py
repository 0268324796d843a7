"""`sharedcli compare` as people type it: folders, records and assumptions, and how it ends."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import TESTS, Invoke
from tests.samples import COUNCILS, WORKED


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The worked example twice, in the second with Brackwater's own new system £8,000 a year dearer."""
    for when in ("before", "after"):
        (tmp_path / when).mkdir()
        for name in COUNCILS:
            shutil.copy(WORKED / f"{name}.yaml", tmp_path / when)
    file = tmp_path / "after" / "brackwater.yaml"
    file.write_text(file.read_text("utf-8").replace("supplier: 40000", "supplier: 48000"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


_saved: dict[str, bytes] = {}


@pytest.fixture
def records(folder: Path, invoke: Invoke) -> Path:
    """The same, saved; appraised for the first test alone."""
    for name in ("before.json", "after.json"):
        if name not in _saved:
            assert invoke("assess", name.removesuffix(".json"), "--output", name, "--quiet").code == 0
            _saved[name] = (folder / name).read_bytes()
        (folder / name).write_bytes(_saved[name])
    return folder


@pytest.mark.parametrize("form", ["text", "json", "md"])
def test_golden(form: str, folder: Path, invoke: Invoke, golden: Callable[[str, str], None]) -> None:
    done = invoke("compare", "before", "after", "--format", form)
    assert done.code == 0
    golden(f"compare.{form.replace('text', 'txt')}", done.out)


def test_saved_records_say_the_same_as_their_folders(records: Path, invoke: Invoke) -> None:
    folders = json.loads(invoke("compare", "before", "after", "--format", "json").out)
    assert folders["is_changed"]
    assert folders["inputs"] == {"added": [], "removed": [], "changed": ["after/brackwater.yaml"], "same": 2}
    saved = (records / "after.json").read_bytes()
    for words in (
        ("before.json", "after.json"),
        ("before", "after.json"),
        ("before.json", "after"),
        ("before.json", "-"),
    ):
        found = json.loads(invoke("compare", *words, "--format", "json", stdin=saved).out)
        differing = {key for key in found if found[key] != folders[key]}
        assert differing <= {"before", "after"}, "only what the two are called"
        assert found["before"]["name"] == words[0]


def test_the_same_is_said_of_every_pound_as_of_the_records(records: Path, invoke: Invoke) -> None:
    before, after = (
        json.loads((records / f"{when}.json").read_text("utf-8"))["figures"] for when in ("before", "after")
    )
    found = json.loads(invoke("compare", "before.json", "after.json", "--format", "json", "--ignore-up-to", "0").out)
    moved = {id_ for id_ in before if before[id_]["value"] != after[id_]["value"]}
    assert {each["id"] for each in found["figures_changed"]} == moved
    for each in found["figures_changed"]:
        assert (each["before"], each["after"]) == (before[each["id"]]["value"], after[each["id"]]["value"])
        assert each["difference_gbp"] == round(each["after"] - each["before"], 2)
    assert found["figures"]["comparison.worth.after"]["value"] == after["planning.1.npv"]["value"]


def test_what_is_ignored(records: Path, invoke: Invoke) -> None:
    """The largest net move is £2,401.91. Further move four costs, by some £50,000, P10 of the consortium and of
    all by £3,251, what falls after the review, twice, by £4,230, and what is left or lacking in it where nothing
    avoided is budgeted by £2,769. By 5% or more move seven that are small themselves."""
    counts = {}
    for words in ("2401.90", "2401.91", "£2402", "60000", "5%", "4%"):
        found = json.loads(
            invoke("compare", "before.json", "after.json", "--format", "json", "--ignore-up-to", words).out
        )
        counts[words] = len(found["figures_changed"]), found["is_changed"]
    assert counts == {
        "2401.90": (20, True), "2401.91": (10, True), "£2402": (10, True), "60000": (0, False),
        "5%": (7, True), "4%": (9, True),
    }  # fmt: skip


def test_two_sets_of_assumptions(folder: Path, invoke: Invoke) -> None:
    lead = "  procurement_lead_months: {value: 20, source: {title: Our own calendar}}\n"
    (folder / "a.yaml").write_text("assumptions: 1\nvalues: {}\n", "utf-8")
    (folder / "b.yaml").write_text(f"assumptions: 1\nvalues:\n{lead}", "utf-8")
    done = invoke("compare", "a.yaml", "b.yaml", "--profiles", "before", "--format", "json", "--quiet")
    assert done.code == 0
    found = json.loads(done.out)
    assert found["assumptions"] == [
        {"name": "procurement_lead_months", "before": 14, "after": 20, "source": "Our own calendar"}
    ]
    assert found["inputs"]["same"] == 3
    assert found["is_changed"]
    shown = invoke("compare", "a.yaml", "b.yaml", "--profiles", "before", "--quiet").out
    assert "WHY: only the assumption procurement_lead_months differs" in shown


def test_profiles_against_the_same_under_assumptions(folder: Path, invoke: Invoke) -> None:
    lead = "  procurement_lead_months: {value: 20, source: {title: Our own calendar}}\n"
    (folder / "b.yaml").write_text(f"assumptions: 1\nvalues:\n{lead}", "utf-8")
    there, back = (
        json.loads(invoke("compare", *sides, "--format", "json", "--quiet").out)
        for sides in (("before", "b.yaml"), ("b.yaml", "before"))
    )
    assert [one["name"] for one in there["assumptions"]] == ["procurement_lead_months"]
    assert (there["assumptions"][0]["before"], back["assumptions"][0]["after"]) == (14, 14)
    assert there["is_changed"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("a.yaml before --quiet", 0, ""),
        ("a.yaml before --profiles before", 2, "are given already"),
        ("before.json a.yaml", 2, "the other a saved record"),
        ("a.yaml a.yaml", 2, "need profiles to appraise"),
        ("a.yaml a.yaml --profiles before --assumptions a.yaml", 2, "are the files of assumptions"),
        ("before after --profiles before", 2, "it goes with two files of assumptions"),
        ("before.json before.json --service planning", 2, "taken as they are"),
        ("before.json before.json --as-at 2026-11-01", 2, "taken as they are"),
        ("- -", 2, "one of the two can be standard input"),
        ("before after --ignore-up-to many", 2, "write 1000 or 0.5%"),
        ("before after --ignore-up-to -1", 2, "write 1000 or 0.5%"),
        ("before", 2, "Missing argument"),
        ("before after --service payroll", 2, "No council here lists payroll"),
        ("before nowhere", 3, "No profile is ready"),
        ("before nowhere.json", 3, "nowhere.json: This file could not be opened"),
        ("before.json broken.json", 3, "broken.json cannot be read: it is not whole JSON"),
        ("before -", 3, "standard input cannot be read: it is not whole JSON"),
        ("before timeline.json", 3, "two of the same kind can be compared"),
        ("before.json after.json", 0, ""),
        ("before.json after.json --fail-if-changed", 1, ""),
        ("before.json before.json --fail-if-changed", 0, ""),
        ("before.json after.json --fail-if-changed --ignore-up-to 60000", 0, ""),
    ],
)
def test_how_it_ends(words: str, code: int, said: str, records: Path, invoke: Invoke) -> None:
    (records / "a.yaml").write_text("assumptions: 1\nvalues: {}\n", "utf-8")
    (records / "broken.json").write_bytes((records / "after.json").read_bytes()[:-900])
    shutil.copy(TESTS / "cli" / "goldens" / "timeline.json", records)
    done = invoke("compare", *words.split(), "--quiet")
    assert done.code == code
    assert said in " ".join(done.err.split())
    assert "Traceback" not in done.err


def test_a_council_left_out_is_said_first(folder: Path, invoke: Invoke) -> None:
    file = folder / "after" / "corsley.yaml"
    file.write_text(file.read_text("utf-8").replace("as_at: 2026-11-01", "as_at: 01/11/2026"), "utf-8")
    done = invoke("compare", "before", "after")
    assert done.code == 1
    assert "NOT USED after: after/corsley.yaml (date-not-iso)." in done.out.split("ANSWER")[0]
    assert "Corsley" in done.out.split("Verdicts changed")[1]
