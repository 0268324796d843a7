"""Registers in workbooks, written by a second program: what its cells hold is what is read."""

from __future__ import annotations

import datetime as dt
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
