"""Workbooks as councils publish them: merged cells, hidden sheets, several sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sharedcli.loading.folder import Input
from sharedcli.loading.importers.importer import Asked, Opened, open_import
from sharedcli.model.entry import Entry
from sharedcli.model.finding import Finding

HEAD = ("Title", "Supplier", "Start date", "End date", "Contract value")
START, END = dt.date(2024, 4, 13), dt.date(2028, 3, 31)


def opened_of(folder: Path, *sheets: Callable[[Worksheet], None]) -> Opened | tuple[Finding, ...]:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, filled in enumerate(sheets, 1):
        filled(book.create_sheet(f"Sheet {number}"))
    book.save(folder / "register.xlsx")
    return open_import(Input(str(folder / "register.xlsx")), Asked(council="Leeds City Council"))


def two_of_one_supplier(sheet: Worksheet) -> None:
    for row in (HEAD, ("Payroll", "MHR", START, END, 50_000), ("HR system", None, START, END, None), ()):
        sheet.append(row)
    sheet.append(("Planning", None, START, END, None))
    sheet.merge_cells("B2:B4")
    sheet.merge_cells("E2:E3")


def hidden(sheet: Worksheet) -> None:
    two_of_one_supplier(sheet)
    sheet.sheet_state = "hidden"


def cover(sheet: Worksheet) -> None:
    sheet.append(("Contracts", "of the council"))


def two_ways(sheet: Worksheet) -> None:
    sheet.append(HEAD)
    sheet.append(("Payroll", "MHR", "01/04/2024", "31/03/2028", 50_000))


def test_what_is_merged_over_several_rows_is_said_of_each_and_a_value_is_not(tmp_path: Path) -> None:
    found = opened_of(tmp_path, two_of_one_supplier)
    assert isinstance(found, Opened)
    rows = [row for row in found.rows if isinstance(row, Entry)]
    assert [(row.title, row.suppliers, row.value_gbp) for row in rows] == [
        ("Payroll", ("MHR",), 50_000), ("HR system", ("MHR",), None), ("Planning", (), None),
    ]  # fmt: skip


def test_what_stands_on_a_hidden_sheet_alone_is_not_read_and_said_to_be_there(tmp_path: Path) -> None:
    found = opened_of(tmp_path, cover, hidden)
    assert isinstance(found, tuple)
    assert [(one.rule.code, one.message) for one in found][1:] == [
        ("IM106", "The sheet Sheet 2 was not read. It is hidden.")
    ]


def test_a_finding_says_on_which_sheet(tmp_path: Path) -> None:
    found = opened_of(tmp_path, two_of_one_supplier, two_ways)
    assert isinstance(found, tuple)
    assert [(one.rule.code, one.location.where) for one in found] == [("IM103", "sheet Sheet 2!1")]
