"""What people do to a workbook: what is taken all the same, and what is said of everything that is not."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.checks.run import profile_findings
from sharedcli.loading.importers.formulas import formulas_of
from sharedcli.loading.importers.template import book
from sharedcli.loading.importers.template.cells import Cell, cell_text, cells_of
from sharedcli.loading.importers.template.reading import read_filled_in
from sharedcli.loading.importers.template.shape import sheets
from sharedcli.loading.importers.unpacking import Limits
from tests.loading.importers.template.workbooks import FILE, Rows, changed, told, workbook, wrenshire

Change = Callable[[dict[str, Rows]], object]


def answer(sheets: dict[str, Rows], name: str, value: Cell) -> None:
    """Write beside a field of the sheet about the council, by its name in the file."""
    next(row for row in sheets["Council"] if row[-1] == name)[1] = value


def put(sheets: dict[str, Rows], heading: str, row: int, value: Cell) -> None:
    """Write below a heading of the sheet Systems; the row as a spreadsheet counts."""
    systems = sheets["Systems"]
    systems[row - 1][systems[0].index(heading)] = value


def columns_moved(sheets: dict[str, Rows]) -> None:
    sheets["Systems"] = [row[::-1] for row in sheets["Systems"]]


def columns_taken_out(sheets: dict[str, Rows]) -> None:
    keep = [
        place for place, text in enumerate(sheets["Systems"][0]) if any(row[place] for row in sheets["Systems"][1:])
    ]
    sheets["Systems"] = [[row[place] for place in keep] for row in sheets["Systems"]]
    sheets["Council"] = [[row[1], row[-1]] for row in sheets["Council"] if row[1]]


def rows_spread(sheets: dict[str, Rows]) -> None:
    heading, *rows = sheets["Systems"]
    sheets["Systems"] = [heading]
    for row in rows:
        sheets["Systems"] += [[""] * len(row), row, ["  "] * len(row)]


def spaces_and_capitals(sheets: dict[str, Rows]) -> None:
    for row in sheets["Systems"][1:]:
        row[0], row[1] = f"  {str(row[0]).replace('-', ' ').upper()} ", str(row[1]).capitalize() + "\u00a0"
    put(sheets, "Service *", 7, "Customer Relationship Management")  # by its label
    sheets["Council"][0] = [f" {str(text).upper()} " for text in sheets["Council"][0]]


def numbers_and_dates_pasted(sheets: dict[str, Rows]) -> None:
    answer(sheets, "council.population", 922000.0)
    answer(sheets, "as_at", dt.datetime(2026, 11, 1))  # noqa: DTZ001 - a spreadsheet knows no time zones
    put(sheets, "Contract: last day", 2, dt.date(2029, 3, 31))
    put(sheets, "Contract: notice (months)", 2, 6)
    put(sheets, "Contract: breaks", 2, dt.date(2027, 6, 30))
    put(sheets, "Contract: extensions (months)", 7, 24.0)
    put(sheets, "Contract: extensions (months)", 3, "12,\n12")


def explanations_deleted(sheets: dict[str, Rows]) -> None:
    for title in ("Read me", "Fields", "Services"):
        del sheets[title]


@pytest.mark.parametrize(
    "change",
    [
        columns_moved, columns_taken_out, rows_spread, spaces_and_capitals, numbers_and_dates_pasted,
        explanations_deleted,
    ],
    ids=lambda change: change.__name__,
)  # fmt: skip
def test_what_makes_no_difference(change: Change) -> None:
    reading = changed(change)
    assert (told(reading), reading.profile) == ([], wrenshire())


def note_columns(sheets: dict[str, Rows]) -> None:
    for number, row in enumerate(sheets["Systems"]):
        row.extend(["Comments", ""] if number == 0 else ["ask Ann", "" if number != 3 else "x"])


def title_above(sheets: dict[str, Rows]) -> None:
    sheets["Systems"].insert(0, ["Systems as of Tuesday"])


def heading_of_theirs(sheets: dict[str, Rows]) -> None:
    put(sheets, "Product", 1, "Software")


def another_sheet(sheets: dict[str, Rows]) -> None:
    sheets["Sheet1"] = [["to do", ""], ["ring MHR", 3.0]]


def sheet_renamed(sheets: dict[str, Rows]) -> None:
    sheets["IT systems"] = sheets.pop("Systems")


def row_of_theirs(sheets: dict[str, Rows]) -> None:
    sheets["Council"].append(["Chief executive", "A. Smith", "", "", "", "", ""])


def typed_over(sheets: dict[str, Rows]) -> None:
    """An answer under Example, twice; what was deleted there says nothing."""
    for number, text in ((5, "Wrenshire"), (6, ""), (8, "12 districts")):
        sheets["Council"][number][4] = text


def typed_beside(sheets: dict[str, Rows]) -> None:
    sheets["Read me"][2].append("done")
    sheets["Services"][3] += ["", "we call it HB"]


SAID: dict[str, tuple[Change, list[str]]] = {
    "columns of notes": (
        note_columns,
        [
            'Systems!AJ1 warning IM305 No field is headed "Comments": 6 cells were not taken.',
            "Systems!AK1 warning IM305 This column has no heading: 1 cell was not taken.",
        ],
    ),
    "a title above": (title_above, ["Systems!A1 warning IM305 Above the headings: 1 cell was not taken."]),
    "a heading reworded": (
        heading_of_theirs, ['Systems!C1 warning IM305 No field is headed "Software": 6 cells were not taken.'],
    ),
    "a heading misspelt": (
        lambda sheets: put(sheets, "Product", 1, "Products"),
        ['Systems!C1 warning IM305 No field is headed "Products" (did you mean Product?): 6 cells were not taken.'],
    ),
    "a sheet of their own": (
        another_sheet, ["Sheet1 warning IM305 This sheet is none of the template's: 3 cells were not taken."],
    ),
    "a sheet renamed": (sheet_renamed, ["IT systems note IM306 This sheet was taken for the sheet Systems."]),
    "a field of their own": (
        row_of_theirs, ["Council!A21 warning IM305 Row 21 names no field of the template: 2 cells were not taken."],
    ),
    "an answer where the template explains": (
        typed_over, [
            "Council!E6 warning IM305 Example only explains; answers stand under Your answer: 2 cells were not taken.",
        ],
    ),
    "notes where it explains": (
        typed_beside, [
            "Read me!B3 warning IM305 This sheet only explains: 1 cell was not taken.",
            "Services!G4 warning IM305 This sheet only explains: 1 cell was not taken.",
        ],
    ),
    "a list deleted": (
        lambda sheets: sheets.pop("Red lines"),
        ["- warning IM303 There is no sheet Red lines with its headings."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_nothing_is_lost_without_a_word(name: str) -> None:
    change, expected = SAID[name]
    reading = changed(change)
    assert told(reading) == expected
    assert reading.profile is not None
    if not name.startswith("a heading"):
        assert reading.profile == wrenshire()


def twice_answered(sheets: dict[str, Rows]) -> None:
    sheets["Council"].append(["County", "Westshire", "", "", "", "", "council.county"])


def second_heading(sheets: dict[str, Rows]) -> None:
    put(sheets, "Supplier", 1, "Product")


def headings_deleted(sheets: dict[str, Rows]) -> None:
    del sheets["Systems"][0]


REFUSED: dict[str, tuple[Change, list[str]]] = {
    "a day in the other order": (
        lambda sheets: put(sheets, "Contract: last day", 2, "31/03/2029"),
        ["Systems!G2 error CF203 contract.last_day is 31/03/2029: it takes a date written 2028-03-31."],
    ),
    "a moment": (
        lambda sheets: answer(sheets, "as_at", dt.datetime(2026, 11, 1, 9, 30)),  # noqa: DTZ001 - as above
        ["Council!B2 error CF203 as_at is 2026-11-01 09:30:00: it takes a date written 2028-03-31."],
    ),
    "pounds with a sign": (
        lambda sheets: put(sheets, "Annual cost: licence (£)", 3, "£42,000"),
        ["Systems!P3 error CF022 annual_cost_gbp.licence is £42,000: it takes plain digits such as 42000 or 42_000."],
    ),
    "a negative number pasted": (
        lambda sheets: answer(sheets, "council.population", -1.0),
        ["Council!B13 error CF023 council.population is -1: it takes a whole number such as 6."],
    ),
    "another word": (
        lambda sheets: put(sheets, "Status *", 4, "Running"),
        ["Systems!B4 error CF018 status is Running, not one of: none, implementing, live or retiring."],
    ),
    "a needed cell empty": (
        lambda sheets: put(sheets, "Status *", 4, " "),
        ["Systems!B4 error CF016 status is missing."],
    ),
    "half a group": (
        lambda sheets: answer(sheets, "reorganisation.successor", ""),
        ["Council!B19 error CF016 reorganisation.successor is missing."],
    ),
    "one of several": (
        lambda sheets: put(sheets, "Contract: extensions (months)", 3, "12; a year"),
        ["Systems!I3 error CF023 contract.extensions_months.1 is a year: it takes a whole number such as 6."],
    ),
    "a character that cannot be seen": (
        lambda sheets: put(sheets, "Product", 2, "SAP\u202eCCE"),
        ["Systems!C2 error CF005 Here stands U+202E (right-to-left override)."],
    ),
    "a field answered twice": (
        twice_answered, ["Council!B21 error IM304 council.county is answered in row 9 too."],
    ),
    "a heading twice": (second_heading, ["Systems!D1 error IM304 A second column is headed Product."]),
    "no headings": (
        headings_deleted,
        ["Systems error IM303 No row of Systems holds its headings: Service *, Status *, Product ..."],
    ),
    "no sheet about the council": (
        lambda sheets: sheets.pop("Council"), ["- error IM303 There is no sheet Council with its headings."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_said_with_its_cell(name: str) -> None:
    change, expected = REFUSED[name]
    reading = changed(change)
    assert [line for line in told(reading) if " error " in line] == expected
    assert reading.profile is None


def unpacked_is_too_much(monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr(book, "_LIMITS", Limits(100_000, 2_000_000))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b"0" * 100_001)
    return packed.getvalue()


WHOLE = workbook(cells_of(wrenshire()))
BAD = {
    "a web page": (b"\n<!DOCTYPE html><table><tr><td>1", "It is a web page with the name of a workbook."),
    "text": (b"Contract,Supplier\n", "It is no workbook."),
    "nothing": (b"", "It is no workbook."),
    "cut off": (WHOLE[: len(WHOLE) // 2], "It was cut off or damaged on its way."),
    "a byte of it changed": (WHOLE[:2000] + bytes([WHOLE[2000] ^ 1]) + WHOLE[2001:], "It was cut off or damaged"),
    "an old one cut off": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "It is damaged, or no workbook:"),
}


@pytest.mark.parametrize("name", BAD)
def test_file_that_cannot_be_opened(name: str) -> None:
    content, message = BAD[name]
    reading = read_filled_in(content, file=FILE)
    assert reading is not None
    (finding,) = reading.findings
    assert (finding.rule.code, reading.profile) == ("IM301", None)
    assert finding.message.startswith(message)


def test_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = read_filled_in(unpacked_is_too_much(monkeypatch), file=FILE)
    assert reading is not None
    assert told(reading) == ["- error IM301 Unpacked it would be 100,001 bytes; 100,000 are the most."]


def far_down() -> bytes:
    """One cell at the other end of a sheet: a few bytes, for which a reader would make room for 17 billion cells."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as whole, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as far:
        for name in whole.namelist():
            text = whole.read(name)
            cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
            far.writestr(name, text.replace(b"</sheetData>", cell) if name == "xl/worksheets/sheet3.xml" else text)
    return packed.getvalue()


def repeated() -> bytes:
    """The same as OpenDocument writes it."""
    packed = io.BytesIO()
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table")
    )
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as far:
        far.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        table = f'<table:table table:name="Council">{row}</table:table>'
        far.writestr("content.xml", f"<office:spreadsheet{spaces}>{table}</office:spreadsheet>")
    return packed.getvalue()


@pytest.mark.parametrize("make", [far_down, repeated])
def test_no_room_is_made_for_what_is_not_there(make: Callable[[], bytes]) -> None:
    reading = read_filled_in(make(), file=FILE)
    assert reading is not None
    assert told(reading) == ["- error IM301 A sheet spans 17,179,869,184 cells; 2,000,000 are the most."]


def test_fault_of_the_reader_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def panic(*_: object, **_by_name: object) -> None:
        raise PanicException

    monkeypatch.setattr("python_calamine.CalamineWorkbook", type("Broken", (), {"from_filelike": panic}))
    reading = read_filled_in(WHOLE, file=FILE)
    assert reading is not None
    assert told(reading) == ["- error IM301 It was cut off or damaged on its way."]


def test_what_the_checks_find_has_its_cell() -> None:
    reading = changed(lambda sheets: put(sheets, "Service *", 7, "planing"))
    assert reading.profile is not None
    found = {finding.rule.code: finding.location.where for finding in profile_findings(reading)}
    assert (found["CF131"], found["CF213"]) == ("Systems!A7", "Systems!O2")


def test_another_version_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sharedcli.reports.template.MARK", "sharedcli template 12")
    reading = read_filled_in(workbook({}), file=FILE)
    assert reading is not None
    assert told(reading) == ["- error IM302 It is a template of version 12; this sharedcli reads version 1."]


cells = st.one_of(st.text(max_size=20), st.floats(), st.dates(), st.datetimes(), st.booleans(), st.times())


@given(row=st.integers(1, 6), column=st.integers(0, 40), cell=cells)
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_a_cell_is_taken_or_told(row: int, column: int, cell: Cell) -> None:
    def change(sheets: dict[str, Rows]) -> None:
        line = sheets["Systems"][row]
        line += [""] * (column + 1 - len(line))
        line[column] = cell

    reading = changed(change)
    if reading.profile is None:
        # Half a group is told at the half that is not there, in the same row.
        assert {("Systems", row + 1)} == {(one.location.sheet, one.location.line) for one in reading.findings}
    elif cell_text(cell).strip(" ;,\n") and not reading.findings:
        sheet = sheets()[1]
        assert cells_of(reading.profile)[*sheet.path, row - 1, *sheet.columns[column].path]


def test_a_formula_without_a_result_is_no_silent_gap() -> None:
    """Written as programs that do not calculate write them; what a spreadsheet saved has its result beside it."""
    packed, out = zipfile.ZipFile(io.BytesIO(workbook(cells_of(wrenshire())))), io.BytesIO()
    with zipfile.ZipFile(out, "w") as changed_book:
        for name in packed.namelist():
            xml = packed.read(name)
            if name == "xl/worksheets/sheet3.xml":
                xml, times = re.subn(rb'<c r="C2"[^>]*>.*?</c>', rb'<c r="C2"><f>1+1</f></c>', xml, count=1)
                assert times == 1
            changed_book.writestr(name, xml)
    reading = read_filled_in(out.getvalue(), file=FILE)
    assert reading is not None
    assert reading.profile is not None
    assert told(reading) == [
        "- warning IM308 1 cell holds a formula, and no result of C2 was saved: nothing is read there."
    ]


def test_formulas_of_opendocument() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("content.xml", (
            '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error">'
            '<table:table-cell table:formula="of:=1+1" office:value-type="float" calcext:value-type="float">'
        ))  # fmt: skip
    said = "2 cells hold formulas, 1 of them without a result: nothing is read there."
    assert str(formulas_of(out.getvalue())) == said
