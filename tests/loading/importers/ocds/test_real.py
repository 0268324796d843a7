"""Real notices, read where they stand beside the project: how many come out, and three that were read by hand.

The three were read on 24 November 2026 by whoever wrote this test, from the JSON itself and not from what the reader
makes of it; where each fact stands is said beside it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest

from sharedcli.loading.folder import Input
from sharedcli.loading.importers.importer import Asked, Opened
from sharedcli.loading.importers.ocds import reading
from sharedcli.model.entry import Entry
from sharedcli.model.fields import ContractDate
from sharedcli.model.finding import Finding

FOLDER = Path(__file__).parents[5] / "shared" / "data" / "ocds"
PACKAGES = "contracts_finder_2020_release_packages.jsonl"
NOTICE = "single/contracts_finder_v2_notice_69eb20f9.json"
RECORD = "single/find_a_tender_record_ocds-h6vhtk-0525b3.json"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"real notices are not at {FOLDER}")


def read(name: str) -> tuple[Opened, tuple[Entry | Finding, ...]]:
    found = reading.open_rows(Input(str(FOLDER / name)), Asked())
    assert isinstance(found, Opened)
    return found, tuple(found.rows)


def on(text: str) -> ContractDate:
    return ContractDate.on(dt.date.fromisoformat(text))


@pytest.mark.parametrize(
    ("name", "publisher", "pieces", "came_out", "doubts"),
    [
        (PACKAGES, "Contracts Finder", 100, {"awarded": 100}, 0),
        (NOTICE, "Contracts Finder", 1, {"awarded": 1}, 0),
        (RECORD, "Find a Tender", 1, {"awarded": 1}, 1),
    ],
)
def test_everything_that_is_read_comes_out(name, publisher, pieces, came_out, doubts):
    opened, rows = read(name)
    assert opened.publisher == publisher
    assert len(rows) == pieces
    assert Counter(row.stage if isinstance(row, Entry) else row.rule.name for row in rows) == came_out
    assert sum(len(row.doubts) for row in rows if isinstance(row, Entry)) == doubts


def test_awards_of_contracts_finder_say_what_their_json_says():
    """Each of the hundred has one award with a period and a value, which a reader of two lines finds too."""
    lines = (FOLDER / PACKAGES).read_text(encoding="utf-8").splitlines()
    _, rows = read(PACKAGES)
    for line, row in zip(lines, rows, strict=True):
        (release,) = json.loads(line)["releases"]
        (award,) = release["awards"]
        ends = (award["contractPeriod"]["startDate"][:10], award["contractPeriod"]["endDate"][:10])
        assert isinstance(row, Entry)
        assert (str(row.start), str(row.last_day)) == ends
        assert row.value_gbp == award["value"]["amount"]
        assert (row.reference, len(row.buyers)) == (release["ocid"], 1)
        assert {code["classification"]["id"] for code in release["tender"]["items"]} == set(row.cpv)
        assert 1 <= len(row.suppliers) <= len(award["suppliers"])
        assert "&amp;" not in row.title + row.description


def test_a_release_package_of_contracts_finder_read_by_hand():
    entry = read(PACKAGES)[1][0]
    assert isinstance(entry, Entry)
    assert entry.title == "UK Film Presence at Cannes 2020 - AWARD"  # tender.title; the award's is empty
    assert entry.buyers == ("BFI",)  # buyer.name
    assert entry.suppliers == ("PETER DISPLAYS LTD T/A LIMELIGHT", "Premier")  # awards[0].suppliers
    assert (entry.start, entry.last_day) == (on("2019-12-09"), on("2020-12-08"))  # awards[0].contractPeriod, at 00:00Z
    assert entry.value_gbp == 93_527  # awards[0].value; the tender's is 755,000
    assert entry.cpv == ("79952000", "79952100")  # tender.items[]
    assert entry.stage == "awarded"  # though the release is tagged "tender"
    # publishedDate of the package: the release's date, 5 July 2019, is before the award of 18 February 2020.
    assert entry.published_on == dt.date(2020, 5, 14)
    assert "tech and café)" in entry.description  # caf&eacute; in the JSON
    assert entry.place.line == 1


def test_a_record_of_find_a_tender_read_by_hand():
    (entry,) = read(RECORD)[1]
    assert isinstance(entry, Entry)
    assert entry.buyers == ("Durham County Council",)  # compiledRelease.buyer
    assert entry.suppliers == ("Dinsdale Moorland Specialists Ltd",)  # awards[0], to which contracts[0].awardID leads
    assert (entry.start, entry.last_day) == (on("2026-10-05"), on("2027-03-31"))  # contracts[0].period
    assert entry.latest_last_day == on("2028-03-31")  # its maxExtentDate
    assert entry.extensions_months == ()  # renewal.description speaks of a defect period
    assert (entry.value_gbp, entry.value_note) == (395_493, "net of VAT, £438,981 gross")  # contracts[0].value
    assert entry.cpv == ("45000000",)  # awards[0].items[0].additionalClassifications
    assert entry.published_on == dt.date(2026, 9, 30)
    assert entry.url == "https://www.find-tender.service.gov.uk/Notice/092299-2026"  # contracts[0].documents[0]


def test_a_notice_of_contracts_finders_own_read_by_hand():
    (entry,) = read(NOTICE)[1]
    assert isinstance(entry, Entry)
    assert (entry.title, entry.category) == ("Camera Equipment", "Digital cameras")  # notice; cpvCodes[0].description
    assert entry.buyers == ("City of London Corporation",)  # notice.organisationName
    assert entry.suppliers == ("Stagecast Limited",)  # awards[0].supplierName
    assert (entry.start, entry.last_day) == (on("2024-06-26"), on("2025-06-25"))  # awards[0], at 00:00+01:00
    assert entry.value_gbp == 49_000  # awards[0].value
    assert entry.cpv == ("38651600",)
    assert entry.published_on == dt.date(2024, 9, 2)  # notice.publishedDate
    assert entry.reference == "69eb20f9-3534-4eba-a223-4cedc2330e41"  # notice.id
    assert entry.url == "https://www.contractsfinder.service.gov.uk/Notice/69eb20f9-3534-4eba-a223-4cedc2330e41"
