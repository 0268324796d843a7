"""The shapes of notices, made up by hand: each says what of it is read, and what is a doubt."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from sharedcli.model.entry import Entry
from sharedcli.model.fields import ContractDate

from .notices import AWARDED, CONTRACTED, TENDERED, changed, entry, rows


def day(text: str) -> ContractDate:
    return ContractDate.on(dt.date.fromisoformat(text))


def test_an_award_of_contracts_finder(tmp_path):
    found = entry(tmp_path, {"uri": "https://example.org/1.json", "releases": [AWARDED]})
    assert (found.publisher, found.reference, found.stage) == ("Contracts Finder", "ocds-b5fd17-0001", "awarded")
    assert (found.title, found.description) == ("Payroll system", "A payroll system, hosted.")
    assert (found.buyers, found.suppliers) == (("Ambleford Borough Council",), ("Ledgerwise Ltd",))
    assert (found.cpv, found.category) == (("48450000",), "HR software")
    assert (found.start, found.last_day, found.latest_last_day) == (day("2026-04-01"), day("2029-03-31"), None)
    assert (found.value_gbp, found.value_note) == (350_000, "")
    assert (found.published_on, found.url) == (dt.date(2026, 2, 10), "https://example.org/1.json")
    assert found.doubts == ()
    assert (found.place.row, found.place.line, found.place.part) == (1, 0, "award a")


def test_a_release_tagged_tender_with_an_award_is_awarded(tmp_path):
    assert entry(tmp_path, changed(AWARDED, tag=["tender"])).stage == "awarded"


def test_without_dates_or_value_of_its_own_the_award_has_the_tenders(tmp_path):
    found = entry(tmp_path, changed(AWARDED, awards__0__contractPeriod=None, awards__0__value=None))
    assert (found.start, found.last_day) == (day("2026-03-01"), day("2029-02-28"))
    assert (found.value_gbp, found.value_note) == (400_000, "as tendered")


def test_a_package_keeps_its_day_where_the_release_is_older_than_its_award(tmp_path):
    older = changed(AWARDED, date="2025-11-01T00:00:00Z")
    assert entry(tmp_path, {"publishedDate": "2026-02-14T09:00:00Z", "releases": [older]}).published_on == dt.date(
        2026, 2, 14
    )
    assert entry(tmp_path, older).published_on == dt.date(2025, 11, 1)


def test_a_contract_of_find_a_tender_is_joined_to_its_award(tmp_path):
    found = entry(tmp_path, {"records": [{"ocid": "ocds-h6vhtk-000003", "compiledRelease": CONTRACTED}]})
    assert (found.publisher, found.place.part) == ("Find a Tender", "contract c1")
    # The buyer is named among the parties, the supplier in the award.
    assert (found.buyers, found.suppliers) == (("Ambleford Borough Council",), ("Taxwise Ltd",))
    assert (found.last_day, found.latest_last_day) == (day("2029-03-31"), day("2031-03-31"))
    assert (found.value_gbp, found.value_note) == (100_000, "net of VAT, £120,000 gross")
    assert found.doubts == ("The contract may be renewed, but it is not stated plainly how often and for how long.",)


@pytest.mark.parametrize(
    ("release", "stage"),
    [
        (changed(AWARDED, awards__0__status="cancelled"), "ended"),
        (changed(AWARDED, awards__0__status="unsuccessful"), "ended"),
        (changed(AWARDED, awards__0__status=None, tag=["awardCancellation"]), "ended"),
        (changed(CONTRACTED, contracts__0__status="terminated"), "ended"),
        (changed(CONTRACTED, contracts__0__status="pending"), "awarded"),
        (changed(TENDERED, tender__status="withdrawn"), "ended"),
        (changed(TENDERED, tender__status="planned"), "planned"),
        ({"ocid": "x", "tag": ["planning"], "tender": {"title": "Payroll"}}, "planned"),
        ({"ocid": "x", "planning": {"description": "Payroll, next year"}}, "planned"),
    ],
)
def test_how_far_a_contract_has_come(tmp_path, release, stage):
    assert entry(tmp_path, release).stage == stage


def test_the_newest_release_of_a_contract_counts(tmp_path):
    tender = changed(AWARDED, awards=None, date="2025-12-01T00:00:00Z", tag=["tender"])
    corrected = changed(AWARDED, awards__0__value__amount=360000, date="2026-03-01T00:00:00Z")
    other = changed(AWARDED, ocid="ocds-b5fd17-0009")
    releases = [tender, corrected, AWARDED, other]
    for content in (releases, "\n".join(map(json.dumps, releases)), {"records": [{"ocid": "x", "releases": releases}]}):
        found = rows(tmp_path, content)
        assert [getattr(one, "value_gbp", None) for one in found] == [None, 360_000, None, 350_000]
        assert [found[n].message for n in (0, 2)] == [
            "Row 1: the tender of ocds-b5fd17-0001 is read from the later notice of 2026-03-01.",
            "Row 3: award a of ocds-b5fd17-0001 is read from the later notice of 2026-03-01.",
        ]
        assert {found[n].severity.name for n in (0, 2)} == {"NOTE"}


def test_a_firm_that_sends_notices_is_not_their_publisher(tmp_path):
    package = {"publisher": {"name": "A Tendering Firm Ltd"}, "releases": [AWARDED]}
    assert entry(tmp_path, package).publisher == "Contracts Finder"
    assert entry(tmp_path, {**package, "releases": [changed(AWARDED, ocid="ocds-zz-1")]}).publisher.startswith("A Tend")


def test_buyers_are_whoever_buys_or_procures(tmp_path):
    parties = [
        {"id": "1", "name": "Ambleford Borough Council", "roles": ["buyer"]},
        {"id": "3", "name": "Thornmoor District Council", "roles": "procuringEntity"},
        {"id": "4", "name": "High Court", "roles": ["reviewBody"]},
    ]
    found = entry(tmp_path, changed(AWARDED, parties=parties, buyer={"id": "1"}))
    assert found.buyers == ("Ambleford Borough Council", "Thornmoor District Council")


def test_codes_of_other_vocabularies_are_left(tmp_path):
    items = [
        {"classification": {"scheme": "CPV", "id": "48450000-7"}},
        {"additionalClassifications": [{"scheme": "cpv", "id": "72000000"}, {"scheme": "UNSPSC", "id": "43230000"}]},
        {"classification": {"scheme": "CPV", "id": 4845}},
    ]
    found = entry(tmp_path, changed(AWARDED, tender__items=items))
    assert found.cpv == ("48450000", "72000000")
    assert found.doubts == ('"4845" is no code of the Common Procurement Vocabulary, which has eight digits.',)


def test_titles_that_say_nothing_are_doubts(tmp_path):
    assert entry(tmp_path, changed(AWARDED, tender__title="11330")).doubts == (
        "The title is only the number 11330, which says nothing of what was bought.",
    )
    assert entry(tmp_path, changed(AWARDED, tender__title="LEDGERWISE LTD")).doubts == (
        "Title and supplier are the same text, so that one of them is not what it says.",
    )
    untitled = entry(tmp_path, changed(AWARDED, tender__title=None))
    assert (untitled.title, len(untitled.doubts)) == ("A payroll system, hosted.", 1)
    (nothing,) = rows(tmp_path, [{"ocid": "x", "tender": {}}, AWARDED])[:1]
    assert nothing.message == "Row 1: Neither a title nor a description is given for the tender of x."


def test_text_is_mended_where_software_broke_it(tmp_path):
    broken = changed(AWARDED, tender__title="Rates &amp;amp; benefits\xe2\x80\x99 system", buyer__name="O&#039;Dell")
    found = entry(tmp_path, broken)
    assert found.title == "Rates & benefits' system".replace("'", "\u2019")
    assert found.buyers[0] == "O'Dell"
    assert found.doubts == ("Tender.title was mended: the encoding had been read twice.",)
    assert entry(tmp_path, changed(AWARDED, tender__title="Modern rnr returns £5")).title == "Modern rnr returns £5"


@pytest.mark.parametrize("odd", [None, [], {}, "x", 3, True, [None], [[]], ["x"], {"amount": []}])
def test_any_value_anywhere_leaves_a_row(tmp_path, odd):
    releases = (AWARDED, TENDERED, CONTRACTED)
    tenders = [changed(one, ocid=None, **{f"tender__{name}": odd}) for one in releases for name in one["tender"]]
    assert all(isinstance(found, Entry) for found in rows(tmp_path, tenders))
    others = [{**one, name: odd} for one in releases for name in one]
    assert len(rows(tmp_path, others)) >= len(others)


def test_an_award_that_is_no_group_is_a_row(tmp_path):
    (found, _) = rows(tmp_path, [changed(AWARDED, awards=["x"]), TENDERED])
    assert found.message == "Row 1: award 1, a text, of ocds-b5fd17-0001 is no group of fields."


def test_the_address_is_the_newest_notices(tmp_path):
    notice = {"documentType": "awardNotice", "url": "https://example.org/1", "datePublished": "2026-01-01"}
    documents = [
        {**notice, "url": "https://example.org/2", "datePublished": "2026-02-01"},
        notice,
        {"documentType": "biddingDocuments", "url": "https://example.org/3", "datePublished": "2026-03-01"},
    ]
    assert entry(tmp_path, changed(AWARDED, awards__0__documents=documents)).url == "https://example.org/2"
    assert entry(tmp_path, changed(AWARDED, links=TENDERED["links"])).url == TENDERED["links"][0]["href"]
    assert entry(tmp_path, changed(AWARDED, links=[{"rel": "canonical", "href": "javascript:x"}])).url == ""
