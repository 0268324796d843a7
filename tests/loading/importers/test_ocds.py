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


def test_a_tender_of_scotland_has_its_terms_in_its_lots(tmp_path):
    found = entry(tmp_path, TENDERED)
    assert (found.publisher, found.stage) == ("Public Contracts Scotland", "tender")
    # 1,080 days are three years of months of thirty days: 31 March 2029, not 15 March.
    assert (found.start, found.last_day) == (day("2026-04-01"), day("2029-03-31"))
    assert found.extensions_months == (12, 12)
    assert found.description == "One system for all tenancies.\n Please see the specification."
    assert found.url.endswith("?ID=FEB000001")
    assert found.doubts == (
        'Tender.description was mended: line breaks were lost as "rn".',
        (
            "The last day is not stated: it was reckoned from tender.lots.contractPeriod.durationInDays, 1,080, "
            "read as 36 months of 30 days, as these portals write them."
        ),
    )


@pytest.mark.parametrize(
    ("days", "last_day"),
    [(1, "2026-04-01"), (30, "2026-04-30"), (365, "2027-03-31"), (360, "2027-03-31"), (1461, "2030-03-31")],
)
def test_a_length_in_days_counts_the_first_day(tmp_path, days, last_day):
    release = changed(TENDERED, tender__lots__0__contractPeriod__durationInDays=days)
    assert entry(tmp_path, release).last_day == day(last_day)


@pytest.mark.parametrize("days", [-30, 0.5, 10**9, 10**17])
def test_a_length_no_contract_has_is_a_doubt(tmp_path, days):
    found = entry(tmp_path, changed(TENDERED, tender__lots__0__contractPeriod__durationInDays=days))
    assert found.last_day is None
    assert any("durationInDays" in doubt for doubt in found.doubts)


def test_a_length_without_a_first_day_gives_no_last_day(tmp_path):
    found = entry(tmp_path, changed(TENDERED, tender__lots__0__contractPeriod={"durationInDays": 720}))
    assert (found.start, found.last_day) == (None, None)
    assert found.doubts[-1] == (
        "Tender.lots.contractPeriod.durationInDays is 720, but without a first day the last day is not known."
    )


def test_lots_that_differ_give_no_term(tmp_path):
    lots = [{"id": n, "contractPeriod": {"startDate": "2026-04-01", "endDate": f"202{n}-03-31"}} for n in (8, 9)]
    found = entry(tmp_path, changed(TENDERED, tender__lots=lots))
    assert (found.start, found.last_day) == (None, None)
    assert "The lots differ in their terms, and it was taken from none of them." in found.doubts
    award = {"id": "x", "relatedLots": [9]}
    assert entry(tmp_path, changed(TENDERED, tender__lots=lots) | {"awards": [award]}).last_day == day("2029-03-31")


def test_a_contract_of_find_a_tender_is_joined_to_its_award(tmp_path):
    found = entry(tmp_path, {"records": [{"ocid": "ocds-h6vhtk-000003", "compiledRelease": CONTRACTED}]})
    assert (found.publisher, found.place.part) == ("Find a Tender", "contract c1")
    # The buyer is named among the parties, the supplier in the award.
    assert (found.buyers, found.suppliers) == (("Ambleford Borough Council",), ("Taxwise Ltd",))
    assert (found.last_day, found.latest_last_day) == (day("2029-03-31"), day("2031-03-31"))
    assert (found.value_gbp, found.value_note) == (100_000, "net of VAT, £120,000 gross")
    assert found.doubts == ("The contract may be renewed, but it is not stated plainly how often and for how long.",)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-07-31T23:59:59+01:00", "2026-07-31"),
        ("2026-08-01T00:00:00Z", "2026-08-01"),  # Contracts Finder writes last days so
        ("2026-08-01T00:00:00+01:00", "2026-08-01"),
        ("2026-08-01", "2026-08-01"),
        ("2026-08-01 00:00:00", "2026-08-01"),
        ("2026-07-31T22:59:59Z", "2026-07-31"),
    ],
)
def test_an_end_is_the_day_that_is_written(tmp_path, written, meant):
    found = entry(tmp_path, changed(AWARDED, awards__0__contractPeriod__endDate=written))
    assert (found.last_day, found.doubts) == (day(meant), ())


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ("2026-07-31T23:00:00Z", "midnight in British summer time: the day after may be meant."),
        ("31/07/2026", 'is "31/07/2026", no date such as 2028-03-31, and was not taken.'),
        ("2026-02-30T00:00:00Z", "2026-02-30, is not a day of the calendar, and was not taken."),
        ("0001-01-01T00:00:00", "0001-01-01, lies outside 1950 to 2150, and was not taken."),
        (1785456000, "is 1785456000, no date such as 2028-03-31, and was not taken."),
        (["2026-07-31"], "is a list, no date such as 2028-03-31, and was not taken."),
    ],
)
def test_an_end_that_is_no_day_is_a_doubt(tmp_path, written, doubt):
    (said,) = entry(tmp_path, changed(AWARDED, awards__0__contractPeriod__endDate=written)).doubts
    assert said.startswith("Award.contractPeriod.endDate")
    assert said.endswith(doubt)


@pytest.mark.parametrize(
    ("value", "pounds", "note", "doubt"),
    [
        ({"amount": "350,000.50", "currency": "gbp"}, 350_000.5, "", ""),
        ({"amountGross": 120, "currency": "GBP"}, 120, "gross of VAT", ""),
        ({"amount": 1, "currency": "EUR"}, None, "", "Award.value is 1, in EUR, and was not taken."),
        ({"amount": 1}, None, "", "Award.value is 1, in no currency that is stated, and was not taken."),
        ({"amount": -1, "currency": "GBP"}, None, "", "Award.value is -1, less than nothing, and was not taken."),
        ({"amount": "about 3k", "currency": "GBP"}, None, "", 'Award.value.amount is "about 3k", which is no number'),
        ({"amount": True, "currency": "GBP"}, None, "", "Award.value.amount is True, which is no number"),
        (350_000, None, "", "Award.value is a number, not a group of fields, and was not taken."),
    ],
)
def test_a_value_is_pounds_or_a_doubt(tmp_path, value, pounds, note, doubt):
    found = entry(tmp_path, changed(AWARDED, awards__0__value=value, tender__value=None))
    assert (found.value_gbp, found.value_note) == (pounds, note)
    assert found.doubts[0].startswith(doubt) if doubt else not found.doubts


def test_a_tender_is_worth_a_range(tmp_path):
    least = {"amount": 300000, "currency": "GBP"}
    found = entry(tmp_path, changed(TENDERED, tender__minValue=least))
    assert (found.value_gbp, found.value_note) == (500_000, "up to, from £300,000")
    found = entry(tmp_path, changed(TENDERED, tender__minValue=least, tender__value__amount=0))
    assert (found.value_gbp, found.value_note) == (300_000, "at least")


def test_several_awards_are_several_entries_and_a_joint_value_counts_once(tmp_path):
    (award,) = AWARDED["awards"]
    awards = [award, {**award, "id": "b"}, {**award, "id": "c", "value": {"amount": 5, "currency": "GBP"}}]
    first, second, third = rows(tmp_path, changed(AWARDED, awards=awards))
    assert [one.reference for one in (first, second, third)] == [f"ocds-b5fd17-0001 award {x}" for x in "abc"]
    assert [one.value_gbp for one in (first, second, third)] == [350_000, None, 5]
    assert second.doubts == (
        "The value £350,000 is stated for award a of the same notice too; it is counted there alone.",
    )


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


def test_an_award_that_has_ended_keeps_no_value_from_another(tmp_path):
    (award,) = AWARDED["awards"]
    ended, held = rows(tmp_path, changed(AWARDED, awards=[{**award, "status": "cancelled"}, {**award, "id": None}]))
    assert (ended.stage, held.stage, held.value_gbp, held.place.part) == ("ended", "awarded", 350_000, "award 2")


def test_extensions_counted_in_days_are_months(tmp_path):
    """The example of the renewal extension of OCDS: two renewals of 365 days."""
    renewal = {"maximumRenewals": 2, "period": {"durationInDays": 365}}
    found = entry(tmp_path, changed(TENDERED, tender__lots__0__renewal=renewal))
    assert found.extensions_months == (12, 12)
    renewal["period"] = {"durationInDays": 100}
    assert entry(tmp_path, changed(TENDERED, tender__lots__0__renewal=renewal)).extensions_months == ()
    assert entry(tmp_path, changed(TENDERED, tender__lots__0__hasRenewal=False)).extensions_months == ()


def test_prose_that_is_not_plain_is_shown(tmp_path):
    found = entry(tmp_path, changed(TENDERED, tender__lots__0__renewal__description="3+1+1, see the specification"))
    assert found.extensions_months == ()
    assert 'Extensions are described as "3+1+1, see the specification", which was not read as months.' in found.doubts
