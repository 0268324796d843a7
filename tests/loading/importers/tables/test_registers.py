"""One contract in the headings of every real register, read whole: what others say they mean is what comes out."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from sharedcli.loading.folder import Input
from sharedcli.loading.importers.importer import Asked, Opened, open_import
from sharedcli.model.entry import Entry
from sharedcli.model.fields import ContractDate
from tests.loading.importers.tables.test_headings import REGISTERS, headings_of, on_real_headings, real

# Under the names of the list of synonyms that stands beside the headings. Days that are no end lie long before.
CELLS = {
    "reference": "R-17",
    "title": "Payroll system",
    "description": "Payroll and expenses of all staff.",
    "buyer": "Leeds City Council",
    "supplier": "Civica UK Limited",
    "start": "2024-04-01",
    "end": "2028-03-31",
    "max_end": "2030-03-31",
    "review": "2019-02-02",
    "value_total": "250000",
    "value_annual": "50000",
    "value_total_or_annual": "70000",
    "NOT_an_end_date": "2019-01-01",
}


def row_of(register: str) -> tuple[dict[str, str], set[str]]:
    """A cell for each heading that has a synonym, and the synonyms' names."""
    names = {
        heading.split(" (LLDC")[0].strip(): name
        for name, headings in real()["synonyms_seen"].items()
        for heading in headings
    }
    named = {heading: names.get(heading.strip(), "") for heading in headings_of(register)}
    return {heading: CELLS.get(name, "") for heading, name in named.items()}, set(named.values())


@on_real_headings
@pytest.mark.parametrize("register", REGISTERS)
def test_a_contract_of_a_real_register(register: str, tmp_path: Path) -> None:
    row, named = row_of(register)
    if not named & {"title", "supplier"}:  # of Norfolk's headings 20 were not seen
        row["Title"] = "Payroll system"
    file = tmp_path / "register.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows((row.keys(), row.values()))
    opened = open_import(Input(str(file)), Asked(council="Leeds City Council"))
    assert isinstance(opened, Opened), opened
    (entry,) = opened.rows
    assert isinstance(entry, Entry), entry
    told = {
        "reference": entry.reference == "R-17",
        "title": entry.title == "Payroll system",
        "description": "expenses" in entry.description,
        "buyer": entry.buyers == ("Leeds City Council",),
        "supplier": entry.suppliers == ("Civica UK Limited",),
        "start": entry.start == on(2024, 4, 1),
        "end": entry.last_day == on(2028, 3, 31),
        "max_end": entry.latest_last_day == on(2030, 3, 31),
        "value_total": entry.value_gbp == 250_000,
        "value_annual": entry.annual_gbp == 50_000,
        "value_total_or_annual": any("70,000" in doubt for doubt in entry.doubts),
    }
    assert {name: True for name in told if name in named} == {name: told[name] for name in told if name in named}
    if "end" not in named:
        assert entry.last_day is None
    if not named & {"value_total", "value_annual"}:
        assert (entry.value_gbp, entry.annual_gbp) == (None, None)


def on(year: int, month: int, day: int) -> ContractDate:
    return ContractDate.on(dt.date(year, month, day))


def test_a_council_that_is_wanted_did_not_publish_the_register(tmp_path: Path) -> None:
    """Given for a register of many councils it says whose contracts are wanted; a row without a buyer is nobody's."""
    file = tmp_path / "register.csv"
    file.write_text("Buyer,Title\nLeeds City Council,Payroll\n,Planning\n", encoding="utf-8")
    opened = open_import(Input(str(file)), Asked(council="Leeds City Council"))
    assert isinstance(opened, Opened)
    assert opened.publisher == ""
    rows = [row for row in opened.rows if isinstance(row, Entry)]
    assert [(row.publisher, row.buyers) for row in rows] == [("", ("Leeds City Council",)), ("", ())]
