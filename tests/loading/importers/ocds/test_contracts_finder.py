"""Contracts Finder's own JSON, of one notice and of a search; both made up in its shape."""

from __future__ import annotations

import datetime as dt

from .notices import Fields, changed, entry, rows

ID = "00000000-0000-4000-8000-000000000001"
NOTICE: Fields = {
    "id": ID,
    "notice": {
        "id": ID,
        "identifier": "DN1",
        "title": "Planning system",
        "description": "For applications &amp; appeals.",
        "publishedDate": "2026-02-10T09:00:00+00:00",
        "valueLow": 40000,
        "valueHigh": 60000,
        "start": "2026-04-01T00:00:00+01:00",
        "end": "2029-03-31T00:00:00+01:00",
        "cpvCodes": ["48000000"],
        "cpvDescription": "Software package and information systems",
        "status": "Open",
        "organisationName": "Ambleford Borough Council",
        "isExtensionPossible": True,
    },
    "awards": [],
    "withdrawnDate": "",
}
AWARD = {
    "id": "9", "value": 50000, "supplierName": "Planwise Ltd", "awardedDate": "2026-02-01T00:00:00Z",
    "startDate": "2026-05-01T00:00:00+01:00", "endDate": "2029-04-30T00:00:00+01:00",
}  # fmt: skip


def test_a_notice_without_an_award_is_a_tender(tmp_path):
    found = entry(tmp_path, NOTICE)
    assert (found.stage, found.title, found.description) == (
        "tender", "Planning system", "For applications & appeals.",
    )  # fmt: skip
    assert (found.value_gbp, found.value_note) == (60_000, "up to, from £40,000")
    assert (found.cpv, found.category) == (("48000000",), "Software package and information systems")
    assert (str(found.start), str(found.last_day)) == ("2026-04-01", "2029-03-31")
    assert (found.publisher, found.published_on) == ("Contracts Finder", dt.date(2026, 2, 10))
    assert found.url == f"https://www.contractsfinder.service.gov.uk/Notice/{ID}"
    assert found.doubts == ("The contract may be renewed, but it is not stated plainly how often and for how long.",)


def test_each_award_is_an_entry(tmp_path):
    found = rows(tmp_path, changed(NOTICE, awards=[AWARD, {**AWARD, "id": "10", "value": 7000}]))
    assert [one.reference for one in found] == [f"{ID} award 9", f"{ID} award 10"]
    assert [one.value_gbp for one in found] == [50_000, 7_000]
    assert [(one.stage, one.suppliers, str(one.last_day)) for one in found] == [
        ("awarded", ("Planwise Ltd",), "2029-04-30")
    ] * 2


def test_a_notice_that_was_withdrawn_has_ended(tmp_path):
    withdrawn = changed(NOTICE, withdrawnDate="2026-02-11T00:00:00Z")
    assert entry(tmp_path, withdrawn).stage == "ended"
    assert entry(tmp_path, changed(withdrawn, awards=[AWARD])).stage == "ended"


def test_what_a_search_answers_is_read(tmp_path):
    item = {
        **NOTICE["notice"], "cpvCodes": "48000000 72000000", "noticeStatus": "Awarded", "awardedDate": "2026-02-01",
        "awardedValue": 50000.0, "awardedSupplier": "Planwise Ltd",
    }  # fmt: skip
    (found, odd) = rows(tmp_path, {"hitCount": 2, "noticeList": [{"score": 1.0, "item": item}, {"item": 3}]})
    assert (found.stage, found.value_gbp, found.suppliers) == ("awarded", 50_000, ("Planwise Ltd",))
    assert found.cpv == ("48000000", "72000000")
    assert str(found.last_day) == "2029-03-31"
    assert odd.message == "Row 2: Here stands a number, not a notice."
