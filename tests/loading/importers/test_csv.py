"""Rows of registers as text whose quotation marks were never closed: what they swallow is said, not lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharedcli.loading.folder import Input
from sharedcli.loading.importers.importer import Asked, Opened, open_import
from sharedcli.model.entry import Entry
from sharedcli.model.finding import Finding

HEAD = "Contract ref,Title,Supplier,Start date,End date,Contract value\n"
PAYROLL = "1,Payroll system,MHR,2021-04-13,2027-05-31,100000\n"
OPENED = '2,Planning system,"Idox,2022-06-14,2026-06-15,200000\n'
HOUSING = "3,Housing system,MRI,2022-06-14,2026-06-15,200000\n"


def read(folder: Path, text: str) -> list[Entry | Finding]:
    file = folder / "register.csv"
    file.write_text(text, encoding="utf-8", newline="")
    opened = open_import(Input(str(file)), Asked(council="Leeds City Council"))
    assert isinstance(opened, Opened), opened
    return list(opened.rows)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (OPENED + HOUSING, "line 3 is never closed up to the end, line 4"),
        ('2,Planning system,Idox,2022-06-14,2026-06-15,"200000\n', "A quotation mark in line 3 is never closed"),
        (OPENED + HOUSING + '4,"Web",A,2022-06-14,2026-06-15,1\n', "line 3 is closed only in line 5"),
    ],
)  # fmt: skip
def test_a_quotation_mark_that_is_never_closed(broken: str, said: str, tmp_path: Path) -> None:
    payroll, finding = read(tmp_path, HEAD + PAYROLL + broken)
    assert isinstance(payroll, Entry)
    assert isinstance(finding, Finding)
    assert (finding.rule.code, finding.location.line) == ("IM107", 3)
    assert said in finding.message


def test_lines_in_a_cell_are_no_rows(tmp_path: Path) -> None:
    lines = "Idox Ltd\n1 High Street, Town, County, Country, Postcode, Land\nUK"
    address = f'2,Planning system,"{lines}",2022-06-14,2026-06-15,5000\n'
    rows = read(tmp_path, HEAD + address + PAYROLL.rstrip("\n"))
    assert [row.title for row in rows if isinstance(row, Entry)] == ["Planning system", "Payroll system"]


def test_the_last_row_needs_no_end_of_line(tmp_path: Path) -> None:
    assert all(isinstance(row, Entry) for row in read(tmp_path, HEAD + HOUSING + PAYROLL.rstrip("\n")))


def test_how_far_it_is_is_told(tmp_path: Path) -> None:
    """A file is gone through three times: two thirds are done when the first row is given."""
    file, told = tmp_path / "register.csv", []
    file.write_text(HEAD + PAYROLL * 9_000, encoding="utf-8", newline="")
    size = file.stat().st_size
    asked = Asked(council="Leeds City Council")
    found = open_import(Input(str(file)), asked, on_bytes=lambda done, of: told.append((done, of)))
    assert isinstance(found, Opened), found
    done = [one for one, of in told if of == size]
    assert len(done) == len(told) > 15
    assert done == sorted(done)
    assert done[0] < size / 3 < done[5] < done[-1] <= size * 2 / 3
    assert (found.of, found.done()) == (size, size * 2 // 3)
    rows = sum(isinstance(row, Entry) for row in found.rows)
    assert (rows, found.done()) == (9_000, size)


def test_headings_that_say_another_order_than_the_dates(tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    file.write_text("Title,Start date (mm/dd/yyyy),End date\nPayroll,01/04/2021,31/03/2027\n", encoding="utf-8")
    refused = open_import(Input(str(file)), Asked(council="Leeds City Council"))
    assert isinstance(refused, tuple)
    assert [finding.rule.code for finding in refused] == ["IM123"]
    opened = open_import(Input(str(file)), Asked(council="Leeds City Council", date_order="day-first"))
    assert isinstance(opened, Opened)
    (row,) = opened.rows
    assert isinstance(row, Entry)
    assert (str(row.start), str(row.last_day)) == ("2021-04-01", "2027-03-31")


def test_a_register_without_ends_is_said_to_have_none(tmp_path: Path) -> None:
    file = tmp_path / "register.csv"
    for heading, codes in (("Cessation", ["IM112", "IM124"]), ("Contract length", [])):
        file.write_text(f"Title,Supplier,{heading}\nPayroll,MHR,3 years\n", encoding="utf-8")
        opened = open_import(Input(str(file)), Asked(council="Leeds City Council"))
        assert isinstance(opened, Opened)
        assert [finding.rule.code for finding in opened.findings] == codes
