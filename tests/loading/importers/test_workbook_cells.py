"""Registers in workbooks, written by a second program: what its cells hold is what is read."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest

from sharedcli.loading.folder import Input
from sharedcli.loading.importers.formulas import formulas_of
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


def test_a_cell_that_shows_nothing_is_no_silent_gap(tmp_path: Path) -> None:
    """Errors typed or reckoned, and a formula that nothing calculated: openpyxl calculates nothing."""
    rows = [
        (1, "Payroll system", "MHR", dt.date(2022, 4, 1), "=D2+1000", "#REF!"),
        (2, "Housing system", "MRI", dt.date(2022, 4, 1), dt.date(2027, 3, 31), 500),
        (None, "#N/A", None, None, None, None),
    ]
    file = saved(tmp_path, Notes=[(1, "Website", "A", dt.date(2022, 4, 1), dt.date(2027, 3, 31), 5)], Register=rows)
    found = opened(file)
    assert isinstance(found, Opened), found
    _, payroll, housing, lost = found.rows
    assert isinstance(payroll, Entry)
    assert payroll.doubts == (
        "End date could not be read: its formula has no result that was saved.",
        "Contract value could not be read: it shows the error #REF!.",
    )
    assert isinstance(housing, Entry)
    assert housing.doubts == ()
    assert isinstance(lost, Finding)
    assert (lost.rule.code, lost.location.sheet) == ("IM402", "sheet Register")
    assert lost.message.endswith("Title could not be read: it shows the error #N/A.")
    (formulas,) = (one.message for one in found.findings if one.rule.code == "IM007")
    assert formulas == "1 cell holds a formula, and no result of E2 was saved: nothing is read there."


def test_a_formula_whose_result_is_an_empty_text_has_one(tmp_path: Path) -> None:
    """As Excel saves =IF(A2="","","x")."""
    rows = b'<row r="2"><c r="B2" t="str"><f>IF(A2="","",1)</f><v></v></c><c r="C2"><f>1+1</f><v>2</v></c></row>'
    formulas = formulas_of(packed(tmp_path, xl__worksheets__sheet1=rows).read_bytes())
    assert (formulas.count, formulas.lacking) == (2, 0)


def test_how_far_it_is_is_told(tmp_path: Path) -> None:
    """A workbook is gone through twice: half of it is done when the first row is given."""
    row = (1, "Payroll system", "MHR", dt.date(2022, 4, 1), dt.date(2027, 3, 31), 9000)
    file, told = saved(tmp_path, Register=[row] * 1200), []
    size = file.stat().st_size
    found = open_import(
        Input(str(file)), Asked(council="Leeds City Council"), on_bytes=lambda done, of: told.append((done, of))
    )
    assert isinstance(found, Opened), found
    assert told == [(size * rows // 2402, size) for rows in (501, 1001)]
    assert (found.of, found.done()) == (size, size // 2)
    assert len(list(found.rows)) == 1200
    assert found.done() == size


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
