"""What `validate` prints, and where."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import PROJECT, Invoke

DATA = Path(__file__).parent / "data"
FORMATS = {"text": "txt", "json": "json", "github": "github.txt", "sarif": "sarif", "junit": "xml"}
Golden = Callable[[str, str], None]


@pytest.mark.parametrize("name", FORMATS)
def test_golden(invoke: Invoke, golden: Golden, name: str) -> None:
    golden(f"broken.{FORMATS[name]}", invoke("validate", "broken", "--format", name, cwd=DATA).out)


def test_summary_goes_to_standard_error(invoke: Invoke) -> None:
    found = invoke("validate", "broken", "missing.yaml", cwd=DATA)
    first, second = found.err.splitlines()
    assert first == "sharedcli: missing.yaml: This file could not be opened: No such file or directory."
    assert second.startswith("6 files: 1 ready, 4 need changes, 1 could not be read (")
    assert second.endswith("Completeness: Ambleford District Council 85%.")


def test_quiet_keeps_only_what_could_not_be_done(invoke: Invoke) -> None:
    assert invoke("validate", "good.yaml", "--quiet", cwd=DATA).err == ""
    assert len(invoke("validate", "missing.yaml", "--quiet", cwd=DATA).err.splitlines()) == 1


def test_good_profile_prints_nothing_on_standard_output(invoke: Invoke) -> None:
    found = invoke("validate", "good.yaml", cwd=DATA)
    assert (found.out, found.err) == ("", "1 file: 1 ready. Completeness: Fenwold District Council 100%.\n")


def test_standard_input_is_read(invoke: Invoke) -> None:
    found = invoke("validate", "-", "--format", "json", stdin=(DATA / "broken/ambleford.yaml").read_bytes())
    rows = json.loads(found.out)["rows"]
    assert {row["file"] for row in rows} == {"standard input"}
    assert [row["code"] for row in rows] == ["CF313", "CF201"]


def test_finding_across_files_is_placed_in_standard_input_too(invoke: Invoke) -> None:
    content = (DATA / "good.yaml").read_bytes()
    rows = json.loads(invoke("validate", "good.yaml", "-", "--format", "json", stdin=content, cwd=DATA).out)["rows"]
    assert ("standard input", 7, "CF501") in {(row["file"], row["line"], row["code"]) for row in rows}


def test_inputs_are_named_with_their_hash(invoke: Invoke) -> None:
    record = json.loads(invoke("validate", "good.yaml", "missing.yaml", "--format", "json", cwd=DATA).out)
    good, missing = record["provenance"]["inputs"]
    assert good["sha256"] == hashlib.sha256((DATA / "good.yaml").read_bytes()).hexdigest()
    assert missing == {"file": "missing.yaml", "sha256": None}
    skipped = [{"file": "missing.yaml", "reason": "CF001 file-unreadable"}]
    assert record["coverage"] == {"profiles": 2, "used": 1, "skipped": skipped}


def test_a_file_named_twice_is_read_once(invoke: Invoke) -> None:
    found = invoke("validate", "good.yaml", "./good.yaml", ".", "--format", "json", "--fail-on", "never", cwd=DATA)
    inputs = json.loads(found.out)["provenance"]["inputs"]
    assert [one["file"] for one in inputs].count("good.yaml") == 1


def test_many_files_give_a_short_summary(invoke: Invoke, tmp_path: Path) -> None:
    good = (DATA / "good.yaml").read_text()
    for number in range(30):
        text = good.replace("E07900006", f"E079100{number:02d}").replace("Fenwold", f"Fenwold {number}")
        (tmp_path / f"{number:02d}.yaml").write_text(text)
    (summary,) = invoke("validate", tmp_path).err.splitlines()
    assert summary.endswith("Completeness: 100% in the middle of 30; least Fenwold 0 District Council 100%.")


def test_too_incomplete_is_a_finding_in_every_format(invoke: Invoke) -> None:
    for name in FORMATS:
        asked = ("validate", "broken/ambleford.yaml", "--min-completeness", "90", "--format", name)
        assert "CF601" in invoke(*asked, cwd=DATA).out


def test_policy_is_in_the_record(invoke: Invoke) -> None:
    asked = ("validate", "good.yaml", "--ignore", "CF201,no-systems", "--severity", "CF017=note", "--format", "json")
    policy = json.loads(invoke(*asked, cwd=DATA).out)["provenance"]["policy"]
    assert policy["ignored"] == ["CF136", "CF201"]
    assert policy["severities"] == {"CF017": "note"}


def test_suffix_decides_the_format(invoke: Invoke, tmp_path: Path) -> None:
    beginnings = {"a.json": "{", "a.sarif": '{\n  "$schema"', "a.xml": "<?xml", "a.txt": "broken/", "A.JSON": "{"}
    for name, beginning in beginnings.items():
        assert invoke("validate", "broken", "--output", tmp_path / name, cwd=DATA).out == ""
        assert (tmp_path / name).read_text("utf-8").startswith(beginning)


def test_format_wins_over_the_suffix(invoke: Invoke, tmp_path: Path) -> None:
    invoke("validate", "broken", "--output", tmp_path / "a.json", "--format", "junit", cwd=DATA)
    assert (tmp_path / "a.json").read_text("utf-8").startswith("<?xml")


def test_other_files_of_the_user_are_told_apart_by_their_first_key(tmp_path: Path, invoke: Invoke) -> None:
    (tmp_path / "good.yaml").write_bytes((DATA / "good.yaml").read_bytes())
    (tmp_path / "proposals.yaml").write_text("proposals:\n  - {name: One centre, service: crm}\n", "utf-8")
    (tmp_path / "mine.yaml").write_text("assumptions:\n  scale_exponent: {value: 0.1}\n", "utf-8")
    done = invoke("validate", tmp_path)
    assert done.code == 0
    assert "1 file: 1 ready" in done.err
    listed = invoke("validate", *sorted(tmp_path.iterdir()))  # as a shell writes out *.yaml
    assert listed.code == 0
    assert "1 file: 1 ready" in listed.err
    named = invoke("validate", tmp_path / "mine.yaml")
    assert named.code == 1
    assert "CF015" in named.out
    assert "This is a file of assumptions, not a profile." in named.out


@pytest.mark.parametrize("folder", ["article_2006", "county_2026"])
def test_the_sample_councils_hold_no_errors(folder: str, invoke: Invoke) -> None:
    done = invoke("validate", PROJECT / "sample_councils" / folder)
    assert done.code == 0
    assert " error" not in done.out
    if folder == "article_2006":
        assert done.out == ""


def test_a_workbook_is_sent_to_import(tmp_path: Path, invoke: Invoke) -> None:
    (tmp_path / "council.xlsx").write_bytes(b"PK\x03\x04\x14\x00\xc7")
    done = invoke("validate", "council.xlsx", cwd=tmp_path)
    assert done.code in {1, 3}
    assert "CF034" in done.out
    assert "`sharedcli import` makes a profile of a filled-in template" in done.out
    shown = invoke("show", "council.xlsx", cwd=tmp_path)
    assert shown.err.endswith("No profile is ready (1 read); `sharedcli validate council.xlsx` says why.\n")
