"""The same facts give the same bytes: run again, under other file names, in another order, in another process."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sharedcli import api
from sharedcli.render import renderer
from sharedcli.reports.assessment import AssessmentReport

PROJECT = Path(__file__).parents[1]
FOLDER = Path("sample_councils", "article_2006")
SERVICES = ("crm", "payroll")


def rendered(paths: list[Path]) -> dict[str, str]:
    """The assessment of the files, read and appraised anew, in every format for people and machines."""
    loaded = api.load([str(path) for path in paths])
    (cohort,) = loaded.cohorts
    whole = api.assess(cohort, api.assumptions(cohort.as_at), services=SERVICES)
    report = AssessmentReport(api.Appraised(loaded, None, (whole,)))
    return {name: renderer(name)(report) for name in ("text", "json")}


@pytest.fixture(scope="module")
def first() -> dict[str, str]:
    return rendered([PROJECT / FOLDER])


def test_there_is_something_to_get_wrong(first: dict[str, str]) -> None:
    record = json.loads(first["json"])
    assert len(record["rows"]) == 30
    assert len(record["consortia"]) >= 2
    assert "£" in first["text"]


def test_twice_the_same_bytes(first: dict[str, str]) -> None:
    again = rendered([PROJECT / FOLDER])
    assert {name: text.encode() for name, text in again.items()} == {n: text.encode() for n, text in first.items()}


def test_names_and_order_of_files_change_no_figure_and_no_verdict(first: dict[str, str], tmp_path: Path) -> None:
    files = sorted(path for path in (PROJECT / FOLDER).glob("*.yaml") if path.stem != "proposals")
    draw = random.Random(2006)
    draw.shuffle(files)
    copies = [Path(shutil.copy(file, tmp_path / f"{number:02d}.yaml")) for number, file in enumerate(files)]
    again = rendered(copies[::-1])
    assert _nameless(json.loads(again["json"])) == _nameless(json.loads(first["json"]))
    assert _without_files(again["text"]) == _without_files(first["text"])
    assert again["json"] != first["json"], "the files have other names, and the record gives them"


def _nameless(record: dict[str, Any]) -> dict[str, Any]:
    """The record with its files told by their content alone."""
    inputs = record["provenance"].pop("inputs")
    return {**record, "inputs": sorted(file["sha256"] for file in inputs)}


def _without_files(text: str) -> tuple[str, list[str]]:
    """A report as far as the table of its files, and the words after it less the files' names.

    The names set the width of their column, and so where the words of the others are broken.
    """
    before, after = text.split("How complete the profiles are")
    return before, sorted(re.sub(r"\S*\.yaml|─+", " ", after).split())


def test_the_seed_of_hashes_changes_nothing() -> None:
    """Sets come in another order in a process with another seed."""
    words = ["assess", str(FOLDER), "--service", ",".join(SERVICES), "--format", "json", "--quiet"]
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "sharedcli", *words],
            cwd=PROJECT,
            env={**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONWARNINGS": "error", "PYTHONHASHSEED": seed},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for seed in ("0", "1")
    ]
    results = [run.communicate(timeout=60) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], results[0][1]
    (one, _), (other, _) = results
    assert len(json.loads(one)["rows"]) == 30
    assert one == other
