"""The workbook as another reader of spreadsheets sees it: openpyxl, which knows nothing of how it was made."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from sharedcli.loading.importers.template.shape import sheets
from sharedcli.loading.services import services
from tests.loading.importers.template.workbooks import workbook


@pytest.fixture(scope="module")
def book() -> Any:
    filled = {("systems", 0, "service"): "payroll", ("council", "name"): "=Ambleford", ("council", "code"): "012"}
    return load_workbook(io.BytesIO(workbook(filled)))


def validations(sheet: Any) -> dict[str, Any]:
    """Each by the column it is on, those of the row of headings aside."""
    found = {}
    for one in sheet.data_validations.dataValidation:
        first = next(iter(one.sqref.ranges))
        if first.min_row > 1:
            found[
                sheet.cell(1, first.min_col).value if sheet.title != "Council" else sheet.cell(first.min_row, 7).value
            ] = one
    return found


def test_sheets_and_headings(book: Any) -> None:
    assert book.sheetnames == ["Read me", "Council", "Systems", "Red lines", "Fields", "Services"]
    assert [cell.value for cell in book["Council"][1]][:2] == ["Field", "Your answer"]
    by_row = [book["Council"].cell(row, 7).value for row in range(2, book["Council"].max_row + 1)]
    assert by_row == [column.name for column in sheets()[0].columns]
    for sheet in sheets()[1:]:
        assert [cell.value for cell in book[sheet.title][1]] == [column.heading for column in sheet.columns]
    assert book["Fields"].max_row == 1 + sum(len(sheet.columns) for sheet in sheets())


def test_drop_downs(book: Any) -> None:
    council, systems, lines = (validations(book[title]) for title in ("Council", "Systems", "Red lines"))
    assert council["council.tier"].formula1.startswith('"county,district,')
    assert "East Midlands" in council["council.region"].formula1
    assert council["figures"].formula1 == '"published,internal,illustrative"'
    assert systems["Status *"].formula1 == '"none,implementing,live,retiring"'
    assert systems["Plan: action"].formula1 == '"buy,renew,replace,retire"'
    assert lines["Forbids *"].formula1.startswith('"joint-procurement,')
    is_strict = [systems["Status *"].showErrorMessage, lines["Forbids *"].showErrorMessage]
    assert is_strict == [True, False]  # a cell of forbids may hold several words
    listed = book["Services"]
    for validation, first in ((systems["Service *"], 3), (lines["Service *"], 2)):
        assert validation.formula1 == f"Services!$A${first}:$A${len(services()) + 2}"
    assert [listed.cell(row, 1).value for row in range(2, listed.max_row + 1)] == ["all", *services()]


def test_every_cell_that_asks_says_what(book: Any) -> None:
    for sheet in sheets():
        found = validations(book[sheet.title])
        assert len(found) == len(sheet.columns)
        for one in found.values():
            assert one.promptTitle
            assert len(one.promptTitle) <= 32
            assert 10 < len(one.prompt) <= 255
    assert "Write a date as far as known: 2028-03-31" in validations(book["Systems"])["Contract: last day"].prompt


def test_answers_are_text_and_nothing_is_worked_out(book: Any) -> None:
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert len(sheet.tables) == 1
        assert sheet.freeze_panes is not None
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n"}
            assert [cell.value for cell in row if cell.data_type == "n" and cell.value is not None] == []
    council = book["Council"]
    assert [council.cell(row, 2).value for row in (5, 6)] == ["=Ambleford", "012"]
    assert {council.cell(row, 2).number_format for row in range(2, council.max_row + 1)} == {"@"}
    systems = book["Systems"]
    assert {systems.cell(30, column).number_format for column in range(1, systems.max_column + 1)} == {"@"}
    assert systems.column_dimensions["A"].number_format == "@"  # rows added below are text too


def test_says_what_to_do_next(book: Any) -> None:
    texts = [row[0].value for row in book["Read me"].iter_rows()]
    assert "type: sharedcli import council.xlsx" in texts[7]
    assert "Nothing is sent anywhere" in texts[8]
    assert texts[-1] == "sharedcli template 1"
