"""`sharedcli match` as people type it: what it prints, what it looks at, how it ends."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sharedcli.consortia import many
from tests.conftest import Invoke, program
from tests.samples import ARTICLE, COUNTY
from tests.test_startup import LOADED


def record_of(invoke: Invoke, *words: object) -> dict[str, Any]:
    done = invoke("match", *words, "--format", "json", "--quiet")
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def looked_at(record: dict[str, Any]) -> set[str]:
    """The councils that list a service and are in the answer somewhere."""
    inside = {code for one in record["consortia"] for code in one["members"]}
    return inside | {one["council_code"] for one in record["outside_consortia"]}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ((), "match.txt"),
        (("--format", "json"), "match.json"),
        (("--why-not", "Corsley"), "match-why-not.txt"),
        (("--why-not", "Corsley", "--format", "json"), "match-why-not.json"),
    ],
    ids=["text", "json", "why not", "why not as json"],
)
def test_golden(
    words: tuple[str, ...], name: str, folder: Path, invoke: Invoke, golden: Callable[[str, str], None]
) -> None:
    done = invoke("match", ".", *words)
    assert done.code == 0
    golden(name, done.out)


def test_the_ten_of_staffordshire_and_why_the_others_are_not_with_them(invoke: Invoke) -> None:
    record = record_of(invoke, ARTICLE, "--service", "crm")
    (consortium,) = record["consortia"]
    assert len(consortium["members"]) == 10
    outside = {one["council"]: one for one in record["outside_consortia"]}
    assert set(outside) == {"Cardiff", "Hampshire", "Newham", "Sunderland", "Surrey"}
    for one in outside.values():
        assert one["obstacle"] == "too-late"
        assert one["months"] > 20
        assert one["gain_of_all_gbp"] < 0
        assert "months too late for crm.1" in one["sentence"]


@pytest.mark.parametrize(
    ("words", "looked"),
    [
        (("--tier", "county"), {"E10999001"}),
        (("--tier", "District", "--exclude", "Dunmere"), {1, 2, 3, 5, 6, 7, 8}),
        (("--tier", "county", "--must-include", "Aldermoor"), {"E10999001", 1}),
        (
            ("--region", "east midlands", "--exclude", "Aldermoor,Brackenholt", "--exclude", "E10999001"),
            {3, 4, 5, 6, 7, 8},
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_filters(words: tuple[str, ...], looked: set[object], invoke: Invoke) -> None:
    everybody = sorted(looked_at(record_of(invoke, COUNTY, "--service", "crm")))
    districts = [code for code in everybody if code.startswith("E07")]
    wanted = {districts[place - 1] if isinstance(place, int) else place for place in looked}
    assert looked_at(record_of(invoke, COUNTY, "--service", "crm", *words)) == wanted


@pytest.mark.parametrize(("size", "fits"), [("2-3", {2, 3}), ("4-", {4, 5, 6, 7, 8, 9}), ("-2", {2}), ("3", {3})])
def test_sizes(size: str, fits: set[int], invoke: Invoke) -> None:
    record = record_of(invoke, COUNTY, "--size", size, "--service", "crm,payroll,finance")
    sizes = {len(one["members"]) for one in record["consortia"]}
    assert sizes
    assert sizes <= fits


def test_a_full_consortium_is_a_reason(invoke: Invoke) -> None:
    record = record_of(invoke, ARTICLE, "--service", "crm", "--size", "3")
    assert "size-limit" in {one["obstacle"] for one in record["outside_consortia"]}


def test_an_assumption_changed_is_printed_with_the_result(invoke: Invoke) -> None:
    words = (COUNTY, "--service", "crm", "--onboarding-months", "0")
    record = record_of(invoke, *words)
    (changed,) = record["provenance"]["assumptions_changed"]
    assert (changed["name"], changed["value"], changed["before"]) == ("onboarding_months", 0, 12)
    assert (changed["source"], changed["where"]) == (None, "--onboarding-months")
    assert all(len(set(one["joins"])) == 1 for one in record["consortia"])
    text = invoke("match", *words).out
    assert "onboarding_months 0 instead of 12 (months); unsourced, from --onboarding-months." in " ".join(text.split())
    assert "1 assumption changed, listed at the top" in " ".join(text.split())
    assert "no assumption changed" in " ".join(invoke("match", COUNTY, "--service", "crm").out.split())


def test_councils_that_vest_together(invoke: Invoke) -> None:
    text = " ".join(invoke("match", COUNTY, "--vesting", "--service", "crm,payroll").out.split())
    assert "SHARED DEADLINE: on 1 April 2028 all become North Wrenshire." in text
    assert "No group can be live by then: two councils need until November 2028." in text
    parts = record_of(invoke, COUNTY, "--vesting", "--service", "crm,payroll")["parts"]
    assert [part["successor"] for part in parts] == ["North Wrenshire", "South Wrenshire"]
    done = invoke("match", ARTICLE, "--vesting")
    assert done.code == 0
    assert "there is nothing to match" in done.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--service", "planing"), "Did you mean planning?"),
        (("--region", "East Middlands"), "Did you mean East Midlands?"),
        (("--county", "Wrenshyre"), "Did you mean Wrenshire?"),
        (("--tier", "distrct"), "Did you mean district?"),
        (("--tier", ","), "was given no name"),
        (("--must-include", "Corsly"), "Did you mean Corsley"),
        (("--exclude", "Corsly"), "Did you mean Corsley"),
        (("--why-not", "Corsly"), "Did you mean Corsley"),
        (("--why-not", "District"), "could be any of: Ambleford"),
        (("--exclude", "Corsley", "--must-include", "E07998003"), "cannot be left out and be included too"),
        (("--size", "6-3"), "write 3-6, 3-, -6 or 4"),
        (("--size", "1"), "two members at least"),
        (("--size", "-"), "is not a number of members"),
        (("--tolerance", "-1"), "not a percentage"),
        (("--tolerance", "many"), "not a percentage"),
        (("--time-limit", "-5"), "--time-limit"),
        (("--jobs", "0"), "--jobs"),
        (("--onboarding-months", "-1"), "--onboarding-months"),
        (("--as-at", "1/11/2026"), "write it as 2026-11-01"),
        (("--format", "pdf"), "'pdf'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_command_line_says_what_is_wrong(
    words: tuple[str, ...], said: str, folder: Path, invoke: Invoke
) -> None:
    done = invoke("match", ".", *words)
    assert (done.code, done.out) == (2, "")
    assert said in " ".join(done.err.split())


def test_how_it_ends(folder: Path, invoke: Invoke) -> None:
    assert invoke("match", ".", "--fail-if-none").code in {0, 1}
    assert invoke("match", "ambleford.yaml").code == 0
    assert invoke("match", "ambleford.yaml", "--fail-if-none").code == 1
    assert invoke("match", ".", "nowhere.yaml").code == 3
    assert invoke("match", "nowhere").code == 3
    (folder / "corsley.yaml").write_text("profile: 1\n", "utf-8")
    done = invoke("match", ".")
    assert done.code == 1
    assert done.out.startswith("NOT USED: corsley.yaml")
    assert invoke("match", ".", "--fail-on", "never").code == 0


def test_order_of_files_and_number_of_processes_change_no_byte(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [Path(shutil.copy(file, tmp_path)) for file in sorted(COUNTY.glob("*.yaml"))]
    first = invoke("match", tmp_path, "--quiet")
    random.Random(2006).shuffle(files)
    assert invoke("match", *files, "--quiet").out.split() == first.out.split()
    monkeypatch.setattr(many, "FEW", 0)
    for jobs in (1, 2):
        again = invoke("match", tmp_path, "--quiet", "--jobs", jobs)
        assert (again.out, again.code) == (first.out, first.code)


def test_json_loads_neither_pandas_nor_rich() -> None:
    words = ("match", COUNTY, "--format", "json", "--quiet", "--service", "crm")
    line = program(words, (*words, "--why-not", "Aldermoor"), then=LOADED)
    done = subprocess.run(line, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.count('"schema": "sharedcli/') == 2
    loaded = set(done.stderr.split())
    assert "numpy" in loaded
    assert loaded & {"pandas", "rich", "joblib", "matplotlib", "click"} == set()
