"""Rows of registers to entries. Councils and contracts are invented; each entry was worked by hand from its row."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from sharedcli.loading.importers.importer import DateOrder
from sharedcli.loading.importers.tables.entries import entry_of
from sharedcli.loading.importers.tables.grid import Raw
from sharedcli.loading.importers.tables.headings import columns_of
from sharedcli.loading.importers.wording import Wording
from sharedcli.model.entry import Entry, Place
from sharedcli.model.fields import ContractDate
from sharedcli.model.finding import Finding, Severity

CASES = yaml.safe_load(Path(__file__).with_name("rows.yaml").read_text("utf-8"))
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


@pytest.mark.parametrize("case", CASES["doubts"], ids=lambda case: case["doubt"])
def test_what_was_not_taken_is_a_doubt(case: dict[str, Any]) -> None:
    found = entry(case["fields"], *case["cells"])
    assert found.doubts == (case["doubt"],)
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


@pytest.mark.parametrize("case", CASES["spans"], ids=lambda case: "; ".join(case["cells"]))
def test_spans(case: dict[str, Any]) -> None:
    found = entry(f"title {case['fields']}", "Payroll", *case["cells"])
    read = {"start": found.start, "last_day": found.last_day, "latest": found.latest_last_day}
    assert {name: str(date) for name, date in read.items() if date} == case["dates"]
    assert found.extensions_months == tuple(case.get("months", ()))


def test_a_last_day_that_was_reckoned_says_so() -> None:
    assert entry("title start term", "Payroll", "2026-04-01", "3+1+1").doubts == (
        'The term 2 is "3+1+1", and was read as years.',
        'The last day is not stated: it was reckoned from The term 2, "3+1+1".',
    )


@pytest.mark.parametrize(
    ("heading", "cell", "months"),
    [
        ("Extension options (months)", "24", (24,)),
        ("Extension options (months)", "12+12", (12, 12)),
        ("Extension period (months)", "2 x 12", (12, 12)),
        ("Extension period (months)", "0", ()),
        ("Extension period (months)", "1 year", (12,)),
        ("Extension (years)", "2", (24,)),
        ("Extension", "24", ()),
    ],
)
def test_the_heading_may_have_the_unit_of_an_extension(heading: str, cell: str, months: tuple[int, ...]) -> None:
    columns = columns_of(("Title", "Supplier", heading), None)
    row = entry_of(Raw(PLACE, ("Payroll", "MHR", cell)), columns, order=None, publisher="P")
    assert isinstance(row, Entry)
    assert row.extensions_months == months


def test_the_heading_may_have_the_unit_of_a_term() -> None:
    columns = columns_of(("Title", "Start date", "Contract length (years)"), None)
    row = entry_of(Raw(PLACE, ("Payroll", "2024-04-01", "3")), columns, order=None, publisher="P")
    assert isinstance(row, Entry)
    assert str(row.last_day) == "2027-03-31"


def test_what_stands_beside_packed_dates_is_not_lost_without_a_word() -> None:
    assert entry("title dates_packed", "Payroll", "1 April 2023 to 31 March 2028 +1+1").doubts == (
        'The dates_packed 1 is "1 April 2023 to 31 March 2028 +1+1", of which only the dates were taken.',
    )
    assert entry("title dates_packed", "Payroll", "Start: 1 April 2023, end: 31 March 2028").doubts == ()


@pytest.mark.parametrize(
    ("note", "is_annual"),
    [
        ("Annual value", True),
        ("Value is per annum (approx.)", True),
        ("annual (about)", True),
        ("p.a.", True),
        ("Reviewed annually", False),
        ("Annual CPI uplift applies", False),
        ("£60k p.a. for five years", False),
    ],
)
def test_a_remark_makes_a_value_yearly_only_where_it_is_about_the_value(note: str, *, is_annual: bool) -> None:
    found = entry("title value note", "Payroll", "300,000", note)
    assert (found.value_gbp, found.annual_gbp) == ((None, 300_000) if is_annual else (300_000, None))


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        ("", "awarded"),
        ("Live", "awarded"),
        ("Open", "tender"),
        ("Withdrawn", "ended"),
        ("EXPIRED", "ended"),
        ("closed", "ended"),
        ("Not live", "ended"),
    ],
)
def test_stages(status: str, stage: str) -> None:
    assert entry("title stage", "Payroll", status).stage == stage


def test_what_is_complete_in_a_register_may_be_the_work_or_the_buying() -> None:
    assert entry("title stage", "Payroll", "Complete").doubts == (
        'The stage 1 is "Complete", which says nothing plain of how far the contract has come, and was not taken.',
    )


def test_a_pound_sign_read_twice_is_mended() -> None:
    assert entry("title value", "Payroll", "Â£100,000").value_gbp == 100_000


def test_a_notice_of_what_nobody_knows_is_a_contract_with_a_doubt() -> None:
    found = entry("title stage", "Payroll", "notice")
    said = "which says nothing plain of how far the contract has come, and was not taken."
    assert (found.stage, found.doubts) == ("awarded", (f'The stage 1 is "notice", {said}',))


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
        (("", "C-1", ""), "IM402", 'Row 7: No title, product or supplier is given. It begins with "C-1".'),
        (("Total", "", ""), "IM402", "Row 7: It is a total."),
        (
            ("Payroll", "C-1", "Ltd", "", "2026"),
            "IM403",
            'Row 7: 5 cells stand under 3 headings, the last of them "2026".',
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
