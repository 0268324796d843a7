"""`sharedcli template`: what it writes, what it fills in, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from sharedcli.cli.output import NotWrittenError, deliver_bytes
from sharedcli.loading.folder import Input
from sharedcli.loading.importers.template.reading import TemplateReading, read_template
from sharedcli.loading.profile import read_profile
from tests.conftest import Invoke
from tests.loading.importers.template.workbooks import wrenshire
from tests.samples import COUNTY

WRENSHIRE = COUNTY / "wrenshire.yaml"


def read(path: Path) -> TemplateReading:
    reading = read_template(Input(str(path)))
    assert reading is not None
    return reading


def test_empty_one_says_what_is_needed(invoke: Invoke, tmp_path: Path) -> None:
    found = invoke("template", cwd=tmp_path)
    assert (found.code, found.out) == (0, "")
    assert found.err == ("council.xlsx is written. Fill it in, save it, and type: sharedcli import council.xlsx\n")
    missing = [finding.message for finding in read(tmp_path / "council.xlsx").findings]
    assert missing == [
        f"{name} is missing."
        for name in ("as_at", "figures", "council.name", "council.code", "council.tier", "council.region")
    ]


def test_existing_file_is_kept(invoke: Invoke, tmp_path: Path) -> None:
    target = tmp_path / "mine.xlsx"
    target.write_text("kept")
    found = invoke("template", "--output", target)
    assert (found.code, target.read_text()) == (3, "kept")
    assert invoke("template", "--output", target, "--force", "--quiet").err == ""
    assert target.read_bytes().startswith(b"PK")


def test_council_and_services_are_filled_in(invoke: Invoke, tmp_path: Path) -> None:
    target = tmp_path / "mine.xlsx"
    assert invoke("template", "--council", "lichfield", "--service", "crm,waste", "--output", target).code == 0
    missing = [f"{finding.location.where} {finding.message}" for finding in read(target).findings]
    assert missing == [
        "Council!B2 as_at is missing.",
        "Council!B4 figures is missing.",
        "Systems!B2 status is missing.",
        "Systems!B3 status is missing.",
    ]
    council = openpyxl.load_workbook(target)["Council"]
    (row,) = (row for row in council.iter_rows(max_col=2) if row[0].value == "Population")
    assert int(str(row[1].value)) > 100_000
    told = (asked.prompt for asked in council.data_validations.dataValidation if row[1].coordinate in asked.sqref)
    assert [text.startswith("Filled in from ONS, mid-2020. People who live there.") for text in told] == [True]


def test_profile_is_filled_in(invoke: Invoke, tmp_path: Path) -> None:
    target = tmp_path / "mine.xlsx"
    assert invoke("template", "--from", WRENSHIRE, "--output", target, "--service", "crm").code == 0
    reading = read(target)
    assert (reading.findings, reading.profile) == ((), wrenshire())


def test_what_import_makes_of_it_is_the_profile(invoke: Invoke, tmp_path: Path) -> None:
    assert invoke("template", "--from", WRENSHIRE, "--quiet", cwd=tmp_path).code == 0
    assert invoke("import", "council.xlsx", cwd=tmp_path).code == 0
    (written,) = (tmp_path / "drafts").glob("*.yaml")
    assert read_profile(written.read_bytes(), file=written.name).profile == wrenshire()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (
            ("--council", "Cumbria"),
            2,
            "two councils took over: Cumberland, Westmorland and Furness. Give the full name",
        ),
        (
            ("--council", "Taunton Deane"),
            2,
            "ended on 31 March 2019, and its work is Somerset Council's now. Give the full name",
        ),
        (("--council", "Nowhere"), 2, "Give the full name or the ONS code."),
        (("--council", ""), 2, "Give the full name or the ONS code."),
        (("--service", "payrol"), 2, "No service is called payrol. Did you mean payroll?"),
        (
            ("--council", "Lichfield", "--service", "libraries"),
            2,
            "is of tier district, which does not hold libraries.",
        ),
        (("--from", "."), 2, ". is a folder; give one profile."),
        (("--output", "council.ods"), 2, "the workbook is .xlsx"),
        (("--output", "no/such/folder/a.xlsx"), 3, "could not be written"),
        (("--from", WRENSHIRE, "--council", "Lichfield"), 2, "give --from or --council, not both"),
        (("--from", "missing.yaml"), 3, "The profile cannot be used"),
    ],
)
def test_refused(invoke: Invoke, tmp_path: Path, words: tuple[object, ...], code: int, said: str) -> None:
    found = invoke("template", *words, cwd=tmp_path)
    assert found.code == code
    assert said in " ".join(found.err.split())
    assert list(tmp_path.iterdir()) == []


def test_standard_output_takes_bytes_unless_it_is_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    deliver_bytes(b"PK\x03\x04\xff", None)
    assert capfdbinary.readouterr().out == b"PK\x03\x04\xff"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with pytest.raises(NotWrittenError, match="cannot be shown on a terminal"):
        deliver_bytes(b"PK", None)
