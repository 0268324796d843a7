"""Registers in workbooks, written by a second program: what its cells hold is what is read."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest

from sharedcli.loading.folder import Input
from sharedcli.loading.importers.importer import Asked, Opened, open_import
from sharedcli.model.entry import Entry
from sharedcli.model.finding import Finding

HEAD = ("Contract ref", "Title", "Supplier", "Start date", "End date", "Contract value")


def saved(folder: Path, **sheets: list[tuple[Any, ...]]) -> Path:
    """A workbook with rows below the headings of a register on each sheet."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in (HEAD, *rows):
            sheet.append(row)
    file = folder / "register.xlsx"
    book.save(file)
    return file


def opened(file: Path) -> Opened | tuple[Finding, ...]:
    return open_import(Input(str(file)), Asked(council="Leeds City Council"))


def test_a_register_of_dates_on_the_first_is_read(tmp_path: Path) -> None:
    """Nine real dates on the first of a month and one typed as text: nobody turned them round."""
    rows = [(n, "Payroll system", "MHR", dt.date(2021, n, 1), dt.date(2027, n, 1), 9000) for n in range(1, 10)]
    found = opened(saved(tmp_path, Register=[*rows, (10, "Housing system", "MRI", "13/04/2022", "31/03/2027", 500)]))
    assert isinstance(found, Opened), found
    entries = [row for row in found.rows if isinstance(row, Entry)]
    assert [str(entry.start) for entry in entries[-2:]] == ["2021-09-01", "2022-04-13"]


def test_dates_that_the_workbook_holds_as_such_are_told_from_text(tmp_path: Path) -> None:
    turned = [(1, "Payroll system", "MHR", dt.date(2022, 4, 5), "31/03/2027", 9000)]
    (finding,) = opened(saved(tmp_path, Register=turned))  # type: ignore[misc]
    assert finding.rule.code == "IM122"
    written = [(1, "Payroll system", "MHR", "2022-04-05", "31/03/2027", 9000)]
    assert isinstance(opened(saved(tmp_path, Register=written)), Opened)


def packed(folder: Path, **members: bytes) -> Path:
    file = folder / "packed.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name.replace("__", "/") + ".xml", content)
    return file


def test_what_unpacks_to_more_than_a_hundred_times_its_size_is_not_unpacked(tmp_path: Path) -> None:
    """51 MiB, far fewer than may be: no register is packed so tightly, and one of 200,000 rows has seven times."""
    (finding,) = opened(packed(tmp_path, xl__worksheets__sheet1=b"0" * (51 << 20)))  # type: ignore[misc]
    assert finding.rule.code == "IM003"
    assert finding.message.endswith("times its size; 100 times are the most.")


def test_a_packed_folder_is_no_workbook(tmp_path: Path) -> None:
    (finding,) = opened(packed(tmp_path, readme=b"Registers"))  # type: ignore[misc]
    assert finding.message == "It is a packed folder and no workbook."


@pytest.mark.parametrize(
    "far", [b'<c r="XFD1048576">', b'<c r = "XFD1">' + b"<v>1</v>" * 300_000 + b'<c r="A1048576">']
)
def test_how_far_a_sheet_spans_is_seen_wherever_it_says_so(far: bytes, tmp_path: Path) -> None:
    """The second is longer than a piece that is read at once."""
    (finding,) = opened(packed(tmp_path, xl__worksheets__sheet1=b"<row>" * 300_000 + far))  # type: ignore[misc]
    assert finding.message == "A sheet spans 17,179,869,184 cells; 25,000,000 are the most."


def test_a_tag_that_never_ends_is_damage(tmp_path: Path) -> None:
    endless = b"<c r=" + b" " * (3 << 20) + b'"XFD1048576">'
    (finding,) = opened(packed(tmp_path, xl__worksheets__sheet1=endless))  # type: ignore[misc]
    assert finding.message == "It was cut off or damaged on its way."
