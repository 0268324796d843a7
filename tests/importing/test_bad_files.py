"""Every trap of the files that others send, through the command: what is read, what is told, and nothing lost.

The cases are data, `bad_files.yaml`; what each is to come to was worked out by hand before the command was asked.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sharedcli.loading.importers.rules import IMPORT_RULES
from sharedcli.model.finding import Severity
from tests.conftest import Invoke
from tests.importing.made_files import CASES, Case, content

GROUPS = ("not_what_they_say", "workbooks_that_do_not_open", "workbooks", "text", "dates", "values", "buyers")
EVERY = [case for group in GROUPS for case in CASES[group]]
NOT_READ = [case for case in EVERY if case.get("code") == 3]
NOTES = {rule.code for rule in IMPORT_RULES if rule.severity is Severity.NOTE}
WORDS = ("--yes", "--as-at", "2026-11-01")


def put(case: Case, folder: Path, name: str = "") -> str:
    """The file of a case in a folder, and its name."""
    name = name or case.get("file", "register.csv")
    (folder / name).write_bytes(content(case))
    return name


@pytest.mark.parametrize("case", EVERY, ids=lambda case: case["name"])
def test_what_is_read_and_told(case: Case, tmp_path: Path, invoke: Invoke) -> None:
    dry = () if "drafted" in case else ("--dry-run",)
    asked = (*WORDS, *dry, "--format", "json", *case.get("asked", ()))
    done = invoke("import", put(case, tmp_path), *asked, cwd=tmp_path)
    assert (done.code, done.err) == (case.get("code", 0), "")
    said = json.loads(done.out)
    counts = said["counts"]
    assert [counts[name] for name in ("read", "picked", "left_out", "refused")] == case.get("counts", [0, 0, 0, 0])
    assert counts["read"] == counts["picked"] + counts["left_out"] + counts["refused"]
    told = [one for file in said["files"] for one in (*file["findings"], *file["refusals"])]
    assert [f"{one['code']} {one['message']}" for one in told] == case.get("told", [])
    assert {one["remedy"] for one in told} == {CASES["remedies"][one["code"]] for one in told}
    assert [doubt for row in said["rows"] for doubt in row["doubts"]] == case.get("doubts", [])
    assert [row["why"] for row in said["rows"] if row["why"]] == case.get("why", [])
    councils = [draft["council"] for draft in said["drafts"]]
    assert councils == case.get("drafts", councils)
    drafted = [path.read_text("utf-8") for path in tmp_path.glob("drafts/*.yaml")]
    assert [each for each in case.get("drafted", ()) if not any(each in text for text in drafted)] == []


def test_every_sentence_and_what_to_do_is_shown_to_a_person(tmp_path: Path, invoke: Invoke) -> None:
    """All files that cannot be read in one go: none hides another."""
    named: dict[str, Case] = {}
    for number, case in enumerate(case for case in NOT_READ if "asked" not in case):
        named[put(case, tmp_path, f"{number}{Path(case.get('file', 'register.csv')).suffix}")] = case
    done = invoke("import", *named, *WORDS, "--dry-run", cwd=tmp_path)
    assert (done.code, done.err) == (3, "")
    text = " ".join(done.out.split())
    for name, case in named.items():
        assert f"{name} WAS NOT READ" in text
        for told in case["told"]:
            code, sentence = told.split(" ", 1)
            remedy = "" if code in NOTES else f" {CASES['remedies'][code]}"
            assert f"{code}: {sentence}{remedy}" in text


def test_a_file_that_cannot_be_read_always_says_why() -> None:
    assert len(NOT_READ) > 30
    assert [case["name"] for case in NOT_READ if not case.get("told")] == []


def test_a_good_file_is_read_beside_a_bad_one(tmp_path: Path, invoke: Invoke) -> None:
    bad, good = put(CASES["not_what_they_say"][0], tmp_path), put({}, tmp_path)
    done = invoke("import", bad, good, *WORDS, "--dry-run", "--format", "json", cwd=tmp_path)
    said: dict[str, Any] = json.loads(done.out)
    assert (done.code, said["counts"]["picked"], len(said["drafts"])) == (3, 1, 1)
