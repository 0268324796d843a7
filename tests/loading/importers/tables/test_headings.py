"""Rows of headings: the sets of real registers, what others say they mean, and headings that were written otherwise."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedcli.errors import PackageDataError
from sharedcli.loading.importers.tables.heading_list import heading_list, key_of, read_heading_list
from sharedcli.loading.importers.tables.headings import DATE_FIELDS, Columns, columns_of, looks_like_headings
from sharedcli.loading.importers.wording import REPEATED, Wording
from sharedcli.model.finding import Location

DATA = Path(__file__).parents[5] / "shared" / "data"
on_real_headings = pytest.mark.skipif(
    not DATA.exists(), reason="the real headings stand beside the project only where it is developed"
)

REGISTERS = {
    "contracts_finder_csv": "Contracts Finder",
    "birmingham_opendatasoft": "Birmingham",
    "leicester_2018": "Leicester",
    "lga_schema_norfolk": "LGA schema",
    "lgtc_2015_wording": "Transparency Code",
    "lldc": "LLDC",
    "nhsbsa": "NHSBSA",
    "mysociety_flattened_ocds": "flattened OCDS",
    "lancashire_scrape": "flattened Contracts Finder",
    "foi_software_template": "FOI reply",
    "salford_decision": "Salford decisions",
}
# What the list of synonyms beside the headings calls each field, and what it is here.
SAID = {
    "reference": {"reference"},
    "title": {"title"},
    "description": {"description"},
    "department": {"category"},
    "buyer": {"buyer"},
    "supplier": {"supplier"},
    "start": {"start", "tender_start"},
    "end": {"last_day", "tender_last_day"},
    "max_end": {"latest_last_day"},
    "review": {""},
    "value_total": {"value", "extended_value"},
    "value_annual": {"annual_value"},
    "value_total_or_annual": {"value_unclear"},
    "NOT_an_end_date": {""},
}


@cache
def real() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / "register_headings" / "headings.json").read_text("utf-8"))
    return found


def headings_of(register: str) -> tuple[str, ...]:
    headings = real()["registers"][register]["headings"]
    return tuple(headings.values() if isinstance(headings, dict) else headings)


def said(columns: Columns) -> list[tuple[str, str]]:
    return [(found.rule.code, found.message) for found in columns.findings(Location("register.csv", 1))]


def fields(*headings: str, wording: Wording | None = None) -> tuple[str, ...]:
    return columns_of(headings, wording).fields


@on_real_headings
@pytest.mark.parametrize("register", REGISTERS)
def test_a_real_register_is_known(register: str) -> None:
    """All of its headings, by its own name; what each means agrees with the synonyms others collected."""
    headings = headings_of(register)
    columns = columns_of(headings, None)
    assert columns.layout == REGISTERS[register]
    assert columns.known == len(headings)
    assert looks_like_headings(headings) == len(headings)
    synonyms = {
        heading.split(" (LLDC")[0].strip(): field
        for field, said_so in real()["synonyms_seen"].items()
        for heading in said_so
    }
    compared = 0
    for heading, field in zip(headings, columns.fields, strict=True):
        if heading.strip() in synonyms:
            assert field in SAID[synonyms[heading.strip()]], heading
            compared += 1
    assert compared >= 3
    assert {rule for rule, _ in said(columns)} <= {"IM114", "IM117"}


@on_real_headings
def test_every_register_there_is_a_case() -> None:
    assert set(real()["registers"]) == set(REGISTERS)


@on_real_headings
def test_only_the_first_row_of_a_real_file_looks_like_headings() -> None:
    with (DATA / "contracts_finder_csv" / "cf_awarded_2020-09.csv").open(encoding="utf-8-sig", newline="") as file:
        first, *rest = (tuple(row) for row in csv.reader(file))
    assert columns_of(first, None).publisher == "Contracts Finder"
    assert columns_of(first, None).date_order == "day-first"
    assert looks_like_headings(first) == 43
    assert max(map(looks_like_headings, rest)) < 3


def test_the_tender_s_dates_and_estimates_are_not_the_contract_s() -> None:
    some = "Notice Identifier,Organisation Name,Start Date,End Date,Closing Date,Awarded Date,Value Low,Value High"
    columns = columns_of((*some.split(","), "Awarded Value", "Contract start date", "Contract end date"), None)
    assert columns.layout == "Contracts Finder"
    assert columns.fields == (
        "reference", "buyer", "tender_start", "tender_last_day", "", "", "value_low", "value_high", "value", "start",
        "last_day",
    )  # fmt: skip
    assert said(columns) == [], "what a portal's own set holds is no surprise"
    assert fields("Title", "Start Date", "End Date") == ("title", "start", "last_day")


def test_the_day_of_signature_is_no_end() -> None:
    columns = columns_of(("Title", "Contract completion date", "Contract start date", "Closing Date"), None)
    assert columns.fields == ("title", "", "start", "")
    signed, closing = said(columns)
    told = "is the day a contract was signed in some registers and the day it ended in others, and was not taken."
    assert signed == ("IM114", f'"Contract completion date" {told}')
    told = "is the day by which suppliers had to answer the tender, not the end of the contract, and was not taken."
    assert closing == ("IM114", f'"Closing Date" {told}')


def test_total_or_annual_is_not_guessed() -> None:
    heading = (
        "Sum to be paid over the length of the contract or the estimated annual spending or budget for the contract"
    )
    columns = columns_of(("Title of agreement", heading), None)
    assert columns.fields == ("title", "value_unclear")
    told = f'Nobody can tell whether "{heading[:57]}..." is for the whole contract or for a year.'
    assert said(columns) == [("IM117", told)]
    wording = Wording(headings={heading: "annual_value"})
    assert columns_of(("Title of agreement", heading), wording).fields == ("title", "annual_value")
    assert said(columns_of(("Title of agreement", heading), wording)) == []


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Start Date (DD/MM/YYYY)", "start"),
        ("Value (£) per annum", "annual_value"),
        ("Cost p.a.", "annual_value"),
        ("Annual contract value ($)", ""),
        ("Contract value (EUR)", ""),
        ("Contract value (€)", ""),
        ("Total Contract Value £ (excl. VAT)", "value"),
        ("Duration (months)", "term_months"),
        ("Contract Duration", "term"),
        ("End date incl. extensions", "latest_last_day"),
        ("End date (including all extensions)", "latest_last_day"),
        ("End date (excluding extensions)", "last_day"),
        ("Supplier Name(s)", "supplier"),
        ("contractEndDate", "last_day"),
        ("\ufeffContract Ref", "reference"),
        ("Contract\nend  date", "last_day"),
        ("Goods & services", "description"),
        ("Goods &amp; services", "description"),
        ("Value (£k)", ""),
        ("Value (£000s)", ""),
        ("Value £000", ""),
        ("Contract value (£m)", ""),
        ("End date (tender)", ""),
        ("Supplier (lead)", "supplier"),
        ("Contract End Date (Maximum)", "latest_last_day"),
        ("Contract value (inc. extensions)", "extended_value"),
        ("Vendor/Supplier", "supplier"),
        ("Renewal date", ""),
        ("Review date", ""),
        ("", ""),
    ],
)
def test_what_stands_beside_the_words_of_a_heading(heading: str, field: str) -> None:
    assert fields("Contract title", heading) == ("title", field)


def test_how_dates_are_written_may_stand_in_a_heading() -> None:
    assert columns_of(("Title", "Start (dd/mm/yyyy)", "End (DD-MM-YY)"), None).date_order == "day-first"
    assert columns_of(("Title", "Start (mm/dd/yyyy)", "End"), None).date_order == "month-first"
    assert columns_of(("Title", "Start (mm/dd/yyyy)", "End (dd/mm/yyyy)"), None).date_order is None


def test_a_field_is_taken_once() -> None:
    columns = columns_of(("Title", "Start Date", "Contract start", "Supplier", "Contractor", "Value", "Value"), None)
    assert columns.fields == ("title", "start", "", "supplier", "supplier", "value", "")
    assert said(columns) == [
        ("IM113", '"Contract start" means the same as "Start Date", which was taken.'),
        ("IM113", '"Value" stands there twice, and the first was taken.'),
    ]
    ends = columns_of(("Title", "Original end date", "Revised end date", "End date (excl. extensions)"), None)
    assert ends.fields == ("title", "", "last_day", "")
    own = Wording(headings={"contract START": "start"})
    assert columns_of(("Title", "Start Date", "Contract start"), own).fields == ("title", "", "start")


def test_where_nothing_is_a_title_the_description_is() -> None:
    assert fields("Contract Description", "Vendor") == ("title", "supplier")
    assert fields("Title", "Contract Description") == ("title", "description")
    assert fields("Software Brand", "Description") == ("product", "description")


def test_headings_that_nobody_knows_are_listed_and_likenesses_named() -> None:
    columns = columns_of(("Title", "Suplier", "Contrct value", "Zoo", "Moon\x1b[2J"), None)
    assert columns.fields == ("title", "", "", "", "")
    assert columns.known == 1
    assert said(columns) == [
        ("IM111", '"Suplier" is not known. Did you mean "Supplier"?'),
        ("IM111", '"Contrct value" is not known. Did you mean "Contract value"?'),
        ("IM112", '2 headings are not known: "Zoo", "Moon\\x1b[2J".'),
    ]
    assert said(columns_of(("Title", "Zoo"), None)) == [("IM112", '1 heading is not known: "Zoo".')]
    many = said(columns_of(("Title", *(f"Zoo {place}" for place in range(500))), None))
    assert [rule for rule, _ in many] == ["IM112"]
    assert many[0][1].endswith("and 488 more.")


def test_a_file_of_headings_goes_before_what_is_known() -> None:
    wording = Wording(headings={"Contract completion date": "last_day", "Vendor": "ignore", "Widget": "product"})
    columns = columns_of(("contract  COMPLETION_date", "Vendor", "Summary"), wording)
    assert columns.fields == ("last_day", "", "title")
    assert said(columns) == [("IM115", 'No column is headed "Widget".')]


def test_values_in_thousands_are_not_taken_for_pounds() -> None:
    for heading in (
        "Value (£000s)",
        "Contract value (£m)",
        "Annual value £'000",
        "Total value in millions (excl. VAT)",
    ):
        columns = columns_of(("Title", heading), None)
        assert columns.fields == ("title", "")
        assert said(columns) == [("IM121", f'The values under "{heading}" were not taken.')]


def test_values_with_vat_are_said_to_be() -> None:
    columns = columns_of(("Title", "Total value (inc. VAT)"), None)
    assert columns.fields == ("title", "value")
    assert said(columns) == [("IM116", 'The values under "Total value (inc. VAT)" are taken as they stand.')]


def test_curated_list() -> None:
    columns = columns_of(("la_code", "council", "joint_with", "value_basis", "term_months", "start", "end"), None)
    assert columns.fields == ("", "buyer", "buyer", "note", "term_months", "start", "last_day")


def test_a_cell_of_megabytes_is_no_heading() -> None:
    assert fields("Title", "x" * 5_000_000, "Value") == ("title", "", "value")


@given(st.lists(st.text(max_size=40) | st.sampled_from(sorted(heading_list().written.values())), max_size=20))
def test_any_row_of_text_is_taken(cells: list[str]) -> None:
    columns = columns_of(tuple(cells), None)
    assert [heading.text for heading in columns.headings] == [cell.strip() for cell in cells]
    taken = [field for field in columns.fields if field and field not in REPEATED]
    assert len(taken) == len(set(taken))
    assert len(set(columns.fields) - {""}) <= columns.known <= len(cells)
    columns.findings(Location("register.csv", 1))


@given(st.sampled_from(sorted(heading_list().common)))
def test_capitals_and_signs_do_not_count(key: str) -> None:
    assert key_of(key.upper().replace(" ", "_")) == key_of(f"  {key.title()}: ") == key


def test_dates_are_dates() -> None:
    assert {"start", "last_day"} <= DATE_FIELDS


LIST = """
layouts:
  One: {headings: {A: title, B: start}, marks: [A]}
  Two: {headings: {A: %s}}
common: {settled: {C: title}, recalled: {value: [D]}}
traps: {E: something else}
"""


def test_a_list_of_headings() -> None:
    found = read_heading_list(LIST % "title")
    assert dict(found.common) == {"c": "title", "a": "title", "b": "start", "d": "value", "e": "ignore"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (LIST % "start", "Two and One disagree about 'a', and common does not settle it"),
        (LIST % "titel", "A means 'titel', which is no field"),
        (LIST.replace("[A]", "[Z]") % "title", "One has marks that are none of its headings"),
        (LIST.replace("[D]", "D") % "title", "value is not a list of single values"),
        (LIST.replace("traps:", "trap:") % "title", "traps is not a group of fields"),
        ("layouts: [", "is not YAML"),
        ("- layouts", "the file is not a group of fields"),
    ],
)
def test_a_list_of_headings_that_is_wrong(text: str, says: str) -> None:
    with pytest.raises(PackageDataError, match=r"^headings\.yaml") as wrong:
        read_heading_list(text)
    assert says in str(wrong.value)
