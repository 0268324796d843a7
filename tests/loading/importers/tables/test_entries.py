"""Rows of registers to entries. Councils and contracts are invented; each entry was worked by hand from its row."""

from __future__ import annotations

import datetime as dt

import pytest

from sharedcli.loading.importers.importer import DateOrder
from sharedcli.loading.importers.tables.entries import entry_of
from sharedcli.loading.importers.tables.grid import Raw
from sharedcli.loading.importers.tables.headings import columns_of
from sharedcli.loading.importers.wording import Wording
from sharedcli.model.entry import Entry, Place
from sharedcli.model.fields import ContractDate
from sharedcli.model.finding import Finding, Severity

PLACE = Place("register.csv", 7, 9)


def read(
    fields: str, *cells: str, order: DateOrder | None = "day-first", unread: tuple[tuple[int, str], ...] = ()
) -> Entry | Finding:
    """A row under columns named after the fields they hold, as a file of headings would have them."""
    names = fields.split()
    headings = tuple(f"The {name} {number}" for number, name in enumerate(names))
    wording = Wording.model_validate({"headings": dict(zip(headings, names, strict=True))})
    raw = Raw(PLACE, cells, unread)
    return entry_of(raw, columns_of(headings, wording), order=order, publisher="Ambleford", council="Ambleford Council")


def entry(fields: str, *cells: str, order: DateOrder | None = "day-first") -> Entry:
    found = read(fields, *cells, order=order)
    assert isinstance(found, Entry), found
    return found


def refused(fields: str, *cells: str, unread: tuple[tuple[int, str], ...] = ()) -> Finding:
    found = read(fields, *cells, unread=unread)
    assert isinstance(found, Finding), found
    return found


def on(text: str) -> ContractDate:
    return ContractDate.on(dt.date.fromisoformat(text))


def test_a_whole_row() -> None:
    found = entry(
        "reference title description category buyer supplier cpv start last_day latest_last_day extension value "
        "published_on url stage",
        " C-17 ", "Payroll &amp; HR\r\nsystem", "Hosted.\r\n\r\nFor schools too.", "Finance", "Ambleford Council",
        "Ledgerwise Ltd; Paywell plc", "48450000-7", "01/04/2026", "31/03/2029", "31/03/2031", "2 x 12 months",
        "£400,000 ex VAT", "2026-02-10T09:00:00Z", "See https://example.org/17.", "Live",
    )  # fmt: skip
    assert found == Entry(
        place=PLACE, publisher="Ambleford", title="Payroll & HR system", stage="awarded", reference="C-17",
        description="Hosted.\n\nFor schools too.", category="Finance", buyers=("Ambleford Council",),
        suppliers=("Ledgerwise Ltd", "Paywell plc"), cpv=("48450000",), start=on("2026-04-01"),
        last_day=on("2029-03-31"), latest_last_day=on("2031-03-31"), extensions_months=(12, 12), value_gbp=400_000,
        value_note="net of VAT", published_on=dt.date(2026, 2, 10), url="https://example.org/17",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "cells", "doubt"),
    [
        ("title start", ("Payroll", "31/02/2026"), 'The start 1 is "31/02/2026", which is not a day of the calendar, and was not taken.'),
        ("title last_day", ("Payroll", "Rolling"), 'The last_day 1 is "Rolling", which is no date, and was not taken.'),
        ("title value", ("Payroll", "see annex"), 'The value 1 is "see annex", which is no amount, and was not taken.'),
        ("title value", ("Payroll", "-500"), 'The value 1 is "-500", which is less than nothing, and was not taken.'),
        ("title cpv", ("Payroll", "4845"), 'The cpv 1 is "4845", no code of the Common Procurement Vocabulary, and was not taken.'),
        ("title stage", ("Payroll", "Purple"), 'The stage 1 is "Purple", which says nothing plain of how far the contract has come, and was not taken.'),
        ("title extension", ("Payroll", "Yes"), 'The extension 1 is "Yes", which was not read as options to extend, and was not taken.'),
        ("title term", ("Payroll", "36"), 'The term 1 is "36", which does not say whether in months or in years, and was not taken.'),
        ("title term", ("Payroll", "3 years"), "It runs for 36 months, but without a first day the last day is not known."),
        ("title description", ("", "Payroll\nfor all"), "There is no title: the beginning of the description stands in its place."),
        ("title supplier", ("", "Paywell plc"), "It is not said what was bought: the name of the supplier stands in its place."),
        ("title value_unclear", ("Payroll", "£9,000"), "The value_unclear 1 is £9,000, which may be for the whole term or for a year; it was not taken, and a file of headings can say which it is."),
        ("title dates_packed", ("Payroll", "31/03/2027"), 'The dates_packed 1 is "31/03/2027", of which the start and the end are not plain, and was not taken.'),
        ("title", ("PayrollÂ£",), "The title 0 was mended: the encoding had been read twice."),
    ],
)  # fmt: skip
def test_what_was_not_taken_is_a_doubt(fields: str, cells: tuple[str, ...], doubt: str) -> None:
    found = entry(fields, *cells)
    assert found.doubts == (doubt,)
    assert (found.value_gbp, found.annual_gbp, found.last_day, found.cpv) == (None, None, None, ())


def test_a_date_that_reads_two_ways_is_not_guessed() -> None:
    found = entry("title start", "Payroll", "03/04/2026", order=None)
    assert found.start is None
    assert "which can be read as 3 April 2026 and as 4 March 2026" in found.doubts[0]


@pytest.mark.parametrize("blank", ["", "  ", "n/a", "N/A", "-", "TBC", "None"])
def test_a_blank_word_is_no_doubt(blank: str) -> None:
    found = entry("title supplier start value extension cpv", "Payroll", *[blank] * 5)
    assert (found.doubts, found.suppliers, found.buyers) == ((), (), ("Ambleford Council",))


@pytest.mark.parametrize(
    ("fields", "cells", "value", "annual", "note"),
    [
        ("value", ("£50,000",), 50_000, None, ""),
        ("value", ("£50,000 pa",), None, 50_000, ""),
        ("annual_value", ("£50,000",), None, 50_000, ""),
        ("annual_value", ("£50,000 over 3 years",), 50_000, None, ""),
        ("value annual_value", ("£50,000", "10,000"), 50_000, 10_000, ""),
        ("value_unclear", ("£50,000 pa",), None, 50_000, ""),
        ("value", ("£10k - £20k",), 20_000, None, "up to, from £10,000"),
        ("value value_low value_high", ("", "10000", "20000"), 20_000, None, "as tendered, up to, from £10,000"),
        ("value value_low value_high", ("0", "10000", ""), 10_000, None, "as tendered"),
        ("value value_low value_high", ("15000", "10000", "20000"), 15_000, None, ""),
        ("value value_low value_high", ("0", "0", "0"), 0, None, ""),
        ("value_low value_high note", ("77000", "77000", "annual (about)"), None, 77_000, "annual (about)"),
        ("value extended_value", ("100000", "150000"), 100_000, None, "£150,000 with every extension"),
        ("value extended_value", ("", "150000"), 150_000, None, "with every extension"),
        ("value extended_value", ("100000", "100000"), 100_000, None, ""),
    ],
)
def test_values(fields: str, cells: tuple[str, ...], value: float | None, annual: float | None, note: str) -> None:
    found = entry(f"title {fields}", "Payroll", *cells)
    assert (found.value_gbp, found.annual_gbp, found.value_note) == (value, annual, note)


@pytest.mark.parametrize(
    ("fields", "cells", "start", "last_day", "latest", "months"),
    [
        ("start last_day", ("2026-04-01", "2029-03-31"), "2026-04-01", "2029-03-31", "None", ()),
        ("start term", ("2026-04-01", "3 years"), "2026-04-01", "2029-03-31", "None", ()),
        ("start term", ("2026-04-01", "3+1+1"), "2026-04-01", "2029-03-31", "None", (12, 12)),
        ("start term_months", ("2025-02-19", "48"), "2025-02-19", "2029-02-18", "None", ()),
        ("start term", ("2026-04-01", "5 years including extensions"), "2026-04-01", "None", "2031-03-31", ()),
        ("start term", ("2024-02-29", "1 year"), "2024-02-29", "2025-02-28", "None", ()),
        ("start last_day term", ("2026-04-01", "2029-03-31", "4 years"), "2026-04-01", "2029-03-31", "None", ()),
        ("dates_packed", ("01/04/2026 - 31/03/2029",), "2026-04-01", "2029-03-31", "None", ()),
        ("dates_packed", ("Start: 1 April 2026\nReview: 1 Oct 2028\nEnd: 31 March 2029",), "2026-04-01", "2029-03-31", "None", ()),
        ("dates_packed", ("01/04/2026; 31/03/2029; 01/10/2028",), "2026-04-01", "2029-03-31", "None", ()),
        ("dates_packed", ("Ends 31/03/2029",), "None", "2029-03-31", "None", ()),
        ("tender_start start tender_last_day last_day", ("2026-01-01", "2026-04-01", "2028-12-31", "2029-03-31"), "2026-04-01", "2029-03-31", "None", ()),
        ("tender_start start tender_last_day last_day", ("2026-01-01", "", "2028-12-31", ""), "2026-01-01", "2028-12-31", "None", ()),
        ("last_day extension extension", ("2029-03-31", "12 months", "1 year"), "None", "2029-03-31", "None", (12, 12)),
        ("last_day extension", ("2027-09-30", "maximum end 2028-09-30"), "None", "2027-09-30", "2028-09-30", ()),
        ("start", ("March 2026",), "2026-03", "None", "None", ()),
    ],
)  # fmt: skip
def test_spans(
    fields: str, cells: tuple[str, ...], start: str, last_day: str, latest: str, months: tuple[int, ...]
) -> None:
    found = entry(f"title {fields}", "Payroll", *cells)
    assert (str(found.start), str(found.last_day), str(found.latest_last_day)) == (start, last_day, latest)
    assert found.extensions_months == months


def test_a_last_day_that_was_reckoned_says_so() -> None:
    assert entry("title start term", "Payroll", "2026-04-01", "3+1+1").doubts == (
        'The term 2 is "3+1+1", and was read as years.',
        'The last day is not stated: it was reckoned from The term 2, "3+1+1".',
    )


@pytest.mark.parametrize(
    ("status", "stage"),
    [("", "awarded"), ("Live", "awarded"), ("Open", "tender"), ("Withdrawn", "ended"), ("EXPIRED", "ended"), ("closed", "ended")],
)  # fmt: skip
def test_stages(status: str, stage: str) -> None:
    assert entry("title stage", "Payroll", status).stage == stage


def test_a_portal_closes_a_notice_and_a_register_a_contract() -> None:
    headings = ("Notice Identifier", "Notice Type", "Organisation Name", "Status", "Title", "Contract end date")
    columns = columns_of(headings, None)
    stages = []
    for kind, status in (("Contract", "Closed"), ("FutureOpportunity", "Open"), ("Contract", "Awarded")):
        row = entry_of(Raw(PLACE, ("1", kind, "A", status, "T", "")), columns, order=None, publisher="P")
        assert isinstance(row, Entry)
        stages.append(row.stage)
    assert stages == ["tender", "planned", "awarded"]


@pytest.mark.parametrize(
    ("cells", "code", "said"),
    [
        (("", " ", ""), "IM401", "Row 7: All cells are empty."),
        (("", "C-1", ""), "IM402", 'Row 7: No title, product or supplier is given. It begins with "C-1".'),
        (("Total", "", ""), "IM402", "Row 7: It is a total."),
        (
            ("Payroll", "C-1", "Ltd", "", "2026"),
            "IM403",
            'Row 7: 5 cells stand under 3 headings, the last of them "2026"; which cell belongs to which heading is not plain.',
        ),
        (("The title 0", "The reference 1", "The supplier 2"), "IM404", "Row 7: The headings stand here once more."),
    ],
)
def test_a_row_that_is_no_contract_says_why(cells: tuple[str, ...], code: str, said: str) -> None:
    found = refused("title reference supplier", *cells)
    assert (found.rule.code, found.message) == (code, said)
    assert (found.severity, found.location.line) == (found.rule.severity, 9)
    assert found.severity < Severity.ERROR


def test_a_cell_that_could_not_be_read_is_named() -> None:
    why = "a formula without a saved value."
    found = read("title value", "Payroll", "", unread=((1, why),))
    assert isinstance(found, Entry)
    assert found.doubts == ("The value 1 could not be read: a formula without a saved value.",)
    assert refused("title value", "", "", unread=((0, why),)).message.endswith(f"The title 0 could not be read: {why}")


def test_a_row_that_ends_early_is_read_as_far_as_it_goes() -> None:
    assert entry("title reference supplier", "Payroll").title == "Payroll"


def test_cells_beyond_the_headings_may_be_blank() -> None:
    assert entry("title", "Payroll", "", " ").title == "Payroll"
