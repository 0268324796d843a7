"""In which order a table's dates are written: what was asked against what is there, and dates turned round."""

from __future__ import annotations

import pytest

from sharedcli.loading.importers.importer import DateOrder
from sharedcli.loading.importers.tables.grid import Raw
from sharedcli.loading.importers.tables.headings import columns_of
from sharedcli.loading.importers.tables.order import date_order
from sharedcli.model.entry import Place
from sharedcli.model.finding import Finding, Location


def order_of(*rows: tuple[str, str], asked: DateOrder | None = None, as_text: bool = False) -> object:
    """What is known of starts and ends; of findings their code and the first word, the column.

    What has the year first is a date of the workbook, unless all is text, as in CSV.
    """
    raws = []
    for number, row in enumerate(rows, 2):
        dated = [at for at, cell in enumerate(row, 1) if cell[4:5] == "-" and not as_text]
        raws.append(Raw(Place("a.xlsx", number), ("Payroll", *row), dated=tuple(dated)))
    found = date_order(raws, columns_of(("Title", "Start date", "End date"), None), Location("a.xlsx", 1), asked=asked)
    return [(one.rule.code, one.message[:5]) for one in found] if isinstance(found, tuple) else found


# A program set to American dates opened 01/04/2021, 31/03/2027; 05/06/2022, 04/06/2026; 14/06/2022, 13/06/2026.
TURNED = (("2021-01-04", "31/03/2027"), ("2022-05-06", "2026-04-06"), ("14/06/2022", "13/06/2026"))


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (TURNED, [("IM122", "Start"), ("IM122", "End d")]),
        # All starts could be turned round and no end: 01/04/2021 to 31/03/2027, 01/10/2022 to 30/09/2026.
        ((("2021-01-04", "31/03/2027"), ("2022-01-10", "30/09/2026")), [("IM122", "Start")]),
        # Starts on the first of any month are as they should be; so is a column with a text that could be turned.
        ((("2021-04-01", "31/03/2027"), ("2022-10-01", "30/09/2026")), "day-first"),
        ((("2021-04-05", "31/03/2027"), ("2022-10-05", "05/09/2026")), "day-first"),
        # A real date after the 12th was made by a program that takes the day for first.
        ((("2021-04-13", "31/03/2027"), ("2022-10-05", "2026-09-05"), ("14/10/2022", "")), [("IM122", "End d")]),
        ((("2021-04-13", "31/03/2027"), ("14/10/2022", "2026-09-30")), "day-first"),
        ((("2021-04-13", "31/03/2027"), ("2022-10-05", "30/09/2026")), "day-first"),
    ],
)  # fmt: skip
def test_dates_that_a_spreadsheet_turned_round(rows: tuple[tuple[str, str], ...], found: object) -> None:
    assert order_of(*rows) == found


@pytest.mark.parametrize(
    ("rows", "as_text", "found"),
    [
        # Text that somebody wrote with the year first was turned round by nobody.
        ((("2022-04-01", "2027-03-05"), ("13/04/2022", "")), True, "day-first"),
        (TURNED, True, "day-first"),
        # Contracts begin on the first of a month: none after the 12th is as it should be.
        ((("2022-04-01", "2025-04-01"), ("2022-10-01", "2027-07-01"), ("13/04/2022", "")), False, "day-first"),
        # 5 May is 5 May either way; 31 February is no day, and shows nothing.
        ((("2022-05-05", "2025-05-05"), ("13/04/2022", "")), False, "day-first"),
        ((("2022-04-05", "2025-04-04"), ("31/02/2022", "")), False, None),
        ((("2022-04-05", "2025-04-06"), ("13/04/2022", "")), False, [("IM122", "Start"), ("IM122", "End d")]),
    ],
)
def test_dates_that_show_nothing(rows: tuple[tuple[str, str], ...], *, as_text: bool, found: object) -> None:
    assert order_of(*rows, as_text=as_text) == found


def test_who_has_looked_may_go_on() -> None:
    assert order_of(*TURNED, asked="day-first") == "day-first"


@pytest.mark.parametrize(
    ("rows", "asked", "found"),
    [
        ((("01/04/2021", "31/03/2027"),), "month-first", [("IM123", "Dates")]),
        ((("01/04/2021", "03/31/2027"),), "day-first", [("IM123", "Dates")]),
        ((("01/04/2021", "05/06/2027"),), "month-first", "month-first"),
        # Written both ways: only who imports it can say, and rows that do not fit are left out one by one.
        ((("01/04/2021", "31/03/2027"), ("04/01/2021", "03/31/2027")), "day-first", "day-first"),
        ((("04/13/2021", "31/03/2027"),), "day-first", "day-first"),
    ],
)
def test_an_order_that_cannot_be_right(rows: tuple[tuple[str, str], ...], asked: DateOrder, found: object) -> None:
    assert order_of(*rows, asked=asked) == found


def test_the_sentence_shows_both() -> None:
    raws = [Raw(Place("a.xlsx", 2), ("Payroll", "", "31/03/2027"))]
    found = date_order(
        raws, columns_of(("Title", "Start date", "End date"), None), Location("a.xlsx", 1), asked="month-first"
    )
    assert isinstance(found, tuple)
    assert isinstance(found[0], Finding)
    assert (
        found[0].message
        == "Dates are to be read month-first, but End date has 31/03/2027 in row 2, so the day comes first."
    )


def test_the_day_of_publication_says_nothing_of_the_others() -> None:
    columns = columns_of(("Title", "Published Date", "End date"), None)
    raws = [Raw(Place("a.csv", 2), ("Payroll", "2025-04-02", "31/03/2027"))]
    assert date_order(raws, columns, Location("a.csv", 1), asked=None) == "day-first"
