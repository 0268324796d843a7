"""`sharedcli import --headings`: a register whose headings only its council knows. All of it is invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sharedcli.api.importing import load_wording
from sharedcli.checks.ready import WordingNotReadyError
from tests.conftest import Invoke

REGISTER = """Contracts register as at October 2026,,,,
,,,,
Agreement,Firm,Sum to be paid,Commencement,Contract completion date
Payroll system,Zellis,"£20,000",01/04/2023,31/03/2028
Revenues and benefits system,Civica,"£120,000",01/04/2023,30/06/2028
"""
HEADINGS = """headings:
  Firm: supplier
  SUM TO BE PAID: annual_value
  Contract completion date: last_day
date_order: day-first
council: Burnley Borough Council
publisher: Burnley contracts register
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "register.csv").write_text(REGISTER, "utf-8")
    (tmp_path / "headings.yaml").write_text(HEADINGS, "utf-8")
    return tmp_path


def test_what_the_file_says_is_what_is_read(folder: Path, invoke: Invoke) -> None:
    words = ("import", "register.csv", "--dry-run", "--as-at", "2026-11-01", "--headings", "headings.yaml", "--yes")
    done = invoke(*words, "--format", "json")
    assert done.code == 0, done.err
    said = json.loads(done.out)
    assert said["counts"]["picked"] == 2
    assert "IM114" not in done.out
    assert "IM117" not in done.out


def test_without_it_what_cannot_be_told_is_left_out_and_said(folder: Path, invoke: Invoke) -> None:
    words = ("import", "register.csv", "--dry-run", "--as-at", "2026-11-01", "--council", "Burnley", "--yes")
    assert "IM103" in invoke(*words).out, "nobody said how 01/04/2023 is meant"
    done = invoke(*words, "--date-order", "day-first")
    assert done.code == 0, "notes and warnings do not fail"
    for code in ("IM112", "IM114", "IM117"):
        assert code in done.out


def test_a_file_of_headings_that_is_wrong_stops_the_import(folder: Path, invoke: Invoke) -> None:
    (folder / "headings.yaml").write_text("headings:\n  Firm: suplier\n", "utf-8")
    done = invoke("import", "register.csv", "--headings", "headings.yaml")
    assert done.code == 3
    assert "headings.Firm is suplier, not one of: reference, title" in done.err
    assert "The file of headings cannot be used: 1 error in the file." in done.err
    with pytest.raises(WordingNotReadyError):
        load_wording(str(folder / "headings.yaml"))


def test_a_file_of_headings_among_profiles_is_no_profile(folder: Path, invoke: Invoke) -> None:
    done = invoke("validate", "headings.yaml")
    assert "not a profile" in done.out + done.err
