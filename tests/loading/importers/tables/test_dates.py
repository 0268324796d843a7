"""Dates of registers. Readings were worked by hand from a calendar; those of every day are beside Python's own."""

from __future__ import annotations

import datetime as dt

import pytest

from sharedcli.loading.importers.tables.dates import DATES, DateColumn, read_date
from sharedcli.model.fields import ContractDate


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2028-03-31", "2028-03-31"),
        ("2028-03-31T00:00:00Z", "2028-03-31"),
        ("2028-03-31 23:59:59", "2028-03-31"),
        ("2028/3/1", "2028-03-01"),
        ("20280331", "2028-03-31"),
        ("31/03/2028", "2028-03-31"),
        ("31.03.28", "2028-03-31"),
        ("31-3-2028 00:00", "2028-03-31"),
        ("3/31/2028 12:00:00 AM", "2028-03-31"),
        ("01/01/2028", "2028-01-01"),
        ("31 March 2028", "2028-03-31"),
        ("31st of Mar. 2028", "2028-03-31"),
        ("Friday, 31 March 2028", "2028-03-31"),
        ("31-Mar-28", "2028-03-31"),
        ("March 31, 2028", "2028-03-31"),
        ("5 Sept 2027", "2027-09-05"),
        ("March 2028", "2028-03"),
        ("Mar-28", "2028-03"),
        ("Mar '28", "2028-03"),
        ("Mar 35", "2035-03"),  # no month has 35 days, and February no 30
        ("Feb 30", "2030-02"),
        ("03/2028", "2028-03"),
        ("2028-03", "2028-03"),
        ("2028", "2028"),
        ("01/04/99", "1999-04-01"),
        ("46843", "2028-03-31"),  # a spreadsheet shows this number for that day
        ("46843.75", "2028-03-31"),
    ],
)
def test_a_date_reads_as_it_is_meant(text: str, meant: str) -> None:
    assert str(read_date(text, "day-first" if text == "01/04/99" else None)) == meant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("03/04/2028", '"03/04/2028", which can be read as 3 April 2028 and as 4 March 2028'),
        ("31/02/2028", '"31/02/2028", which is not a day of the calendar'),
        ("31/13/2028", '"31/13/2028", which is not a day of the calendar'),
        ("00/00/0000", '"00/00/0000", which is not a day of the calendar'),
        ("01/01/1900", '"01/01/1900", which lies outside 1950 to 2150'),
        ("9999-12-31", '"9999-12-31", which lies outside 1950 to 2150'),
        ("2027/28", '"2027/28", which is a year from spring to spring and no date'),
        ("2027-28", '"2027-28", which is a year from spring to spring and no date'),
        ("Mar 31", '"Mar 31", which can be read as 31 March and as March 2031'),
        ("Sept. 01", '"Sept. 01", which can be read as 1 September and as September 2001'),
        ("Rolling", '"Rolling", which is no date'),
        ("12 Foo 2028", '"12 Foo 2028", which is no date'),
        ("12345", '"12345", which is no date'),
        ("٠١/٠٤/٢٠٢٨", '"٠١/٠٤/٢٠٢٨", which is no date'),
        ("3" * 1000, f'"{"3" * 37}...", which is no date'),
    ],
)
def test_what_is_no_date_says_why(text: str, said: str) -> None:
    assert read_date(text, None) == said


def test_an_order_is_kept_to() -> None:
    assert str(read_date("03/04/2028", "day-first")) == "2028-04-03"
    assert str(read_date("03/04/2028", "month-first")) == "2028-03-04"
    assert read_date("04/13/2028", "day-first") == '"04/13/2028", which has no month 13 where dates are day first'


@pytest.mark.parametrize("written", ["%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%d-%b-%y", "%Y-%m-%dT%H:%M:%SZ", "%B %d, %Y"])
def test_every_day_of_four_years_reads_as_python_reads_it(written: str) -> None:
    for number in range(0, 4 * 365 + 1, 3):
        day = dt.date(2024, 1, 1) + dt.timedelta(days=number)
        assert read_date(day.strftime(written), "day-first") == ContractDate.on(day)


@pytest.mark.parametrize(
    ("dates", "order", "said"),
    [
        (["01/04/2024", "13/04/2024"], "day-first", "End has 13/04/2024 in row 3, so the day comes first"),
        (["04/01/2024", "04/13/2024"], "month-first", "End has 04/13/2024 in row 3, so the month comes first"),
        (
            ["01/01/2024", "03/04/2028", "04/03/2028"],
            "ambiguous",
            "End has 03/04/2028 in row 3, which can be read as 3 April 2028 and as 4 March 2028?",
        ),
        (
            ["13/04/2024", "04/13/2024"],
            "contradictory",
            "End has 13/04/2024 in row 2, which has the day first, and 04/13/2024 in row 3, which has the month first",
        ),
        (["01/01/2024", "2028-03-04", "March 2028", "TBC", "", "46843", "2028.03.04"], "none", ""),
        (["Start 01/04/2024 end 31/03/2027"], "day-first", "End has 31/03/2027 in row 2, so the day comes first"),
        (
            ["31/02/2024", "04/31/2024", "03/04/2028"],
            "ambiguous",
            "End has 03/04/2028 in row 4, which can be read as 3 April 2028 and as 4 March 2028?",
        ),
        (["99/99/2024", "00/05/2024", "13/13/2024"], "none", ""),
    ],
)
def test_a_column_says_its_order(dates: list[str], order: str, said: str) -> None:
    column = DateColumn("End")
    for row, text in enumerate(dates, start=2):
        column.note(text, row)
    assert (column.order, column.said.replace(", and no date in it settles which", "?")) == (order, said)


def test_dates_are_found_among_words() -> None:
    text = "From 1st April 2024 to 31/03/2027 (maximum end 2029-03-31), review March 2026; maybe 2030"
    assert [found[0] for found in DATES.finditer(text)] == [
        "1st April 2024", "31/03/2027", "2029-03-31", "March 2026", "2030",
    ]  # fmt: skip
