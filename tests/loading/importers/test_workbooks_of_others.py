"""Registers as workbooks: written by openpyxl and LibreOffice, which nobody here wrote, and by hand where neither can.

What a person is told of a workbook that cannot be read is in `tests/importing/bad_files.yaml`.
"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from sharedcli.loading.folder import Input
from sharedcli.loading.importers import workbook
from sharedcli.loading.importers.importer import Asked, Opened, open_import
from sharedcli.loading.importers.rules import (
    NOT_TEXT,
    TOO_LARGE,
    UNKNOWN_KIND,
    WEB_PAGE,
    WORKBOOK_CLOSED,
)
from sharedcli.model.entry import Entry
from sharedcli.model.fields import ContractDate
from sharedcli.model.finding import Rule
from tests.importing import making
from tests.importing.made_files import MADE, STANDARD, saved

Row = tuple[str, str, str, str, dt.date, dt.date, float]
HEADINGS = ("Contract ref", "Buyer", "Title", "Supplier", "Start date", "End date", "Total contract value")
ROWS: list[Row] = [
    (f"00{number}", "Leeds City Council", f"System {number} – £ & <it>", "Idox\nplc", dt.date(2020 + number, 4, 1),
     dt.date(2025 + number, 3, 31), 1000.5 * number)
    for number in range(1, 9)
]  # fmt: skip


def read(file: Path, asked: Asked | None = None) -> Opened:
    opened = open_import(Input(str(file)), asked or Asked())
    assert isinstance(opened, Opened), opened
    return opened


def entries(file: Path) -> list[Entry]:
    found = [row for row in read(file).rows if isinstance(row, Entry)]
    assert found
    return found


def refused(content: bytes, folder: Path, kind: str | None = None) -> list[Rule]:
    file = folder / "register.xlsx"
    file.write_bytes(content)
    opened = open_import(Input(str(file)), Asked(), kind)
    assert isinstance(opened, tuple)
    return [found.rule for found in opened]


@pytest.mark.parametrize("first_day", ["WINDOWS_EPOCH", "MAC_EPOCH"])
def test_what_openpyxl_wrote_is_what_is_read(first_day: str, tmp_path: Path) -> None:
    import openpyxl
    import openpyxl.utils.datetime as days

    book = openpyxl.Workbook()
    book.epoch = getattr(days, first_day)  # old Macs count from 1904
    for row in (HEADINGS, *ROWS):
        book.worksheets[0].append(list[Any](row))
    book.save(tmp_path / "register.xlsx")
    found = entries(tmp_path / "register.xlsx")
    assert [entry.place.row for entry in found] == list(range(2, 10))
    for entry, (reference, _buyer, title, _supplier, start, end, value) in zip(found, ROWS, strict=True):
        assert (entry.reference, entry.title, entry.suppliers) == (reference, title, ("Idox plc",))
        assert (entry.start, entry.last_day) == (ContractDate.on(start), ContractDate.on(end))
        assert entry.value_gbp == value


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_what_libreoffice_saved_is_what_the_text_says(kind: str, tmp_path: Path) -> None:
    (tmp_path / "register").write_bytes(saved(kind))
    with (tmp_path / "register.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(STANDARD)
    told = [(entry.title, entry.suppliers, entry.start, entry.last_day, entry.value_gbp, entry.place.row)
            for entry in entries(tmp_path / "register")]  # fmt: skip
    assert told == [(entry.title, entry.suppliers, entry.start, entry.last_day, entry.value_gbp, entry.place.row)
                    for entry in entries(tmp_path / "register.csv")]  # fmt: skip


def test_rows_of_several_sheets_say_which(tmp_path: Path) -> None:
    file = tmp_path / "register.xlsx"
    file.write_bytes(making.workbook({"Live": STANDARD, "Ended <2020>": [["As at"], *STANDARD]}))
    places = [(entry.place.part, entry.place.row) for entry in entries(file)]
    assert places == [("sheet Live", 2), ("sheet Live", 3), ("sheet Ended <2020>", 3), ("sheet Ended <2020>", 4)]


def test_the_kinds_of_cell(tmp_path: Path) -> None:
    """A number that is a reference keeps its digits, a truth value its word; a date with a time is a day."""
    file = tmp_path / "register.xlsx"
    cells = (4500123456, "Leeds City Council", 365, "Idox", 45383.75, "31 March 2029", 0.1)
    file.write_bytes(making.workbook({"Contracts": (HEADINGS, cells)}))
    (entry,) = entries(file)
    assert (entry.reference, entry.title, entry.value_gbp) == ("4500123456", "365", 0.1)
    # 45,383 days after 30 December 1899, by the calendar: 1 April 2024.
    assert (entry.start, entry.last_day) == (
        ContractDate.on(dt.date(2024, 4, 1)), ContractDate.on(dt.date(2029, 3, 31))
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "kind", "rule"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", None, UNKNOWN_KIND),
        (b"<html><table>", None, WEB_PAGE),
        (b"<html><table>", "workbook", WORKBOOK_CLOSED),
        (b"Buyer,Title\0\n", "csv", NOT_TEXT),
        (b"Buyer,Title\nLeeds", "workbook", WORKBOOK_CLOSED),
        *((MADE[name](), None, WORKBOOK_CLOSED) for name in ("password", "old_password", "open_document_password")),
        *((MADE[name](), None, WORKBOOK_CLOSED) for name in ("cut_off", "bomb_declared", "binary")),
    ],
)  # fmt: skip
def test_what_cannot_be_read(content: bytes, kind: str | None, rule: Rule, tmp_path: Path) -> None:
    assert refused(content, tmp_path, kind) == [rule]


def test_a_workbook_larger_than_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "register.xlsx"
    with file.open("wb") as sparse:
        sparse.write(b"PK\x03\x04")
        sparse.truncate(workbook.MOST_BYTES + 1)
    opened = open_import(Input(str(file)), Asked())
    assert isinstance(opened, tuple)
    assert [found.rule for found in opened] == [TOO_LARGE]
    assert "67,108,864 bytes" in opened[0].message or "64 MiB" in opened[0].message


def test_a_password_is_told_by_what_the_file_is_not_by_its_name(tmp_path: Path) -> None:
    for name in ("password", "old_password", "open_document_password"):
        (tmp_path / "register").write_bytes(MADE[name]())
        found = open_import(Input(str(tmp_path / "register")), Asked())
        assert isinstance(found, tuple)
        assert [one.message for one in found] == ["It is protected by a password."]


@pytest.mark.slow
def test_a_cell_a_million_rows_down(tmp_path: Path) -> None:
    """The blank rows between are gone through and are no rows; what stands below them is read."""
    file = tmp_path / "register.xlsx"
    far = [{"at": "B1048576", "value": "Planning system"}]
    file.write_bytes(making.workbook({"Contracts": [STANDARD[0], STANDARD[1], far]}))
    assert [entry.place.row for entry in entries(file)] == [2, 1_048_576]
