"""A whole export of Contracts Finder beside a reading of the same rows by `strptime`, `float` and `split`."""

from __future__ import annotations

import csv
import datetime as dt
import html
from pathlib import Path

import pytest

from sharedcli.loading.importers.tables.entries import entry_of
from sharedcli.loading.importers.tables.grid import Raw
from sharedcli.loading.importers.tables.headings import columns_of
from sharedcli.model.entry import Entry, Place
from sharedcli.model.fields import ContractDate

FILE = Path(__file__).parents[5] / "shared" / "data" / "contracts_finder_csv" / "cf_awarded_2020-09.csv"
PACKED = "Supplier [Name|Address|Ref type|Ref Number|Is SME|Is VCSE]"

pytestmark = pytest.mark.skipif(not FILE.is_file(), reason=f"the real export is not at {FILE}")


def rows() -> tuple[tuple[str, ...], list[list[str]]]:
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        head, *body = csv.reader(file)
    return tuple(head), body


def test_every_row_is_an_entry_and_says_what_the_row_says() -> None:
    head, body = rows()
    columns = columns_of(head, None)
    assert len(body) == 380
    for number, cells in enumerate(body, start=2):
        said = dict(zip(head, cells, strict=False))
        found = entry_of(Raw(Place("x", number), tuple(cells)), columns, order=columns.date_order, publisher="x")
        assert isinstance(found, Entry)
        assert (found.start, found.last_day) == (on(said["Contract start date"]), on(said["Contract end date"]))
        assert found.published_on == dt.datetime.fromisoformat(said["Published Date"]).date()
        assert found.value_gbp == float(said["Awarded Value"])
        assert found.cpv == tuple(said["Cpv Codes"].split())
        assert found.stage == "awarded"
        assert found.buyers == (" ".join(said["Organisation Name"].split()),)
        assert {plain(name) for name in found.suppliers} == {
            plain(group.partition("|")[0]) for group in said[PACKED].strip("[]").split("][")
        }


def on(text: str) -> ContractDate:
    return ContractDate.on(dt.datetime.strptime(text, "%d/%m/%Y").date())  # noqa: DTZ007 - days have no zone


def plain(name: str) -> str:
    return " ".join(html.unescape(html.unescape(name)).casefold().split()).strip(" ,")
