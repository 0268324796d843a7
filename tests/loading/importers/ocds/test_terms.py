"""How long contracts run and what they are worth, as notices made up by hand say it, and what is a doubt."""

from __future__ import annotations

import datetime as dt
import zoneinfo

import pytest

from sharedcli.loading.importers.ocds.values import Said
from sharedcli.model.fields import ContractDate

from .notices import AWARDED, CONTRACTED, TENDERED, changed, entry, rows

NOT_TAKEN = (
    "Contract.period states no {} day, and that of award.contractPeriod was not taken: they differ in the dates that "
    "both state."
)


def day(text: str) -> ContractDate:
    return ContractDate.on(dt.date.fromisoformat(text))


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


@pytest.mark.parametrize(
    ("start", "days", "last_day", "read"),
    [
        # 29 February 2024 lies within: counted as days they end on 30 March 2026 and on 31 May 2025, a day early.
        ("2023-04-01", 1095, "2026-03-31", "3 years of 365 days, from the first of a month"),
        ("2023-06-01", 730, "2025-05-31", "2 years of 365 days, from the first of a month"),
        ("2025-04-01", 365, "2026-03-31", "1 year of 365 days, from the first of a month"),
        ("2023-04-03", 1095, "2026-04-01", "days with the first one"),
        ("2023-04-01", 1096, "2026-03-31", "days with the first one"),
    ],
)
def test_years_of_365_days_from_the_first_of_a_month_are_whole_years(tmp_path, start, days, last_day, read):
    period = {"startDate": start, "durationInDays": days}
    found = entry(tmp_path, changed(TENDERED, tender__lots__0__contractPeriod=period))
    assert found.last_day == day(last_day)
    assert found.doubts[-1].endswith(f"contractPeriod.durationInDays, {days:,}, read as {read}.")


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


@pytest.mark.parametrize(
    ("period", "award", "term", "doubt"),
    [
        # What the contract leaves out, its award states.
        ({"startDate": "2026-04-01"}, {"startDate": "2026-04-01T00:00:00Z", "endDate": "2028-03-31"},
         ("2026-04-01", "2028-03-31", ""),
         "Contract.period states no last day: it was taken from award.contractPeriod."),
        ({"startDate": "2026-04-01"}, {"endDate": "2028-03-31"}, ("2026-04-01", "2028-03-31", ""),
         "Contract.period states no last day: it was taken from award.contractPeriod."),
        ({"endDate": "2028-03-31"}, {"startDate": "2026-04-01", "endDate": "2028-03-31"},
         ("2026-04-01", "2028-03-31", ""),
         "Contract.period states no first day: it was taken from award.contractPeriod."),
        ({"startDate": "2026-04-01", "endDate": "2028-03-31"}, {"endDate": "2028-03-31", "maxExtentDate": "2030-03-31"},
         ("2026-04-01", "2028-03-31", "2030-03-31"),
         "Contract.period states no last day with every extension: it was taken from award.contractPeriod."),
        # Another term than the contract's.
        ({"startDate": "2026-04-01"}, {"startDate": "2025-04-01", "endDate": "2028-03-31"}, ("2026-04-01", "", ""),
         NOT_TAKEN.format("last")),
        ({"endDate": "2028-03-31"}, {"startDate": "2026-04-01", "endDate": "2029-03-31"}, ("", "2028-03-31", ""),
         NOT_TAKEN.format("first")),
        # What is stated and is no date is not made good by another.
        ({"startDate": "2026-04-01", "endDate": "soon"}, {"startDate": "2026-04-01", "endDate": "2028-03-31"},
         ("2026-04-01", "", ""),
         'Contract.period.endDate is "soon", no date such as 2028-03-31, and was not taken.'),
    ],
)  # fmt: skip
def test_each_date_is_of_the_first_period_that_states_it(tmp_path, period, award, term, doubt):
    release = changed(CONTRACTED, contracts__0__period=period, contracts__0__hasRenewal=None)
    found = entry(tmp_path, changed(release, awards__0__contractPeriod=award))
    read = (found.start, found.last_day, found.latest_last_day)
    assert tuple(str(date or "") for date in read) == term
    assert found.doubts == (doubt,)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-07-31T23:59:59+01:00", "2026-07-31"),
        ("2026-08-01T00:00:00Z", "2026-08-01"),  # Contracts Finder writes last days so
        ("2026-08-01T00:00:00+01:00", "2026-08-01"),
        ("2026-08-01", "2026-08-01"),
        ("2026-08-01 00:00:00", "2026-08-01"),
        ("2026-07-31T22:59:59Z", "2026-07-31"),
        ("2026-07-31T23:00:01Z", "2026-07-31"),
        ("2026-07-31T23:00:00+01:00", "2026-07-31"),
        ("2026-12-31T23:00:00Z", "2026-12-31"),
    ],
)
def test_an_end_is_the_day_that_is_written(tmp_path, written, meant):
    found = entry(tmp_path, changed(AWARDED, awards__0__contractPeriod__endDate=written))
    assert (found.last_day, found.doubts) == (day(meant), ())


def test_midnight_in_a_british_summer_is_of_the_day_after(tmp_path):
    written = "2027-03-30T23:00:00Z"
    found = entry(tmp_path, changed(AWARDED, awards__0__contractPeriod__endDate=written))
    assert found.last_day == day("2027-03-31")
    said = "midnight in British summer time, and was read as 2027-03-31"
    assert found.doubts == (f'Award.contractPeriod.endDate is "{written}", {said}.',)


def test_summer_time_is_as_the_time_zone_database_has_it():
    try:
        london = zoneinfo.ZoneInfo("Europe/London")
    except zoneinfo.ZoneInfoNotFoundError:
        pytest.skip("this machine has no time zone database")
    first = dt.datetime(1996, 1, 1, 23, tzinfo=dt.UTC)  # since then clocks are put back as in all of Europe
    for moment in (first + dt.timedelta(days=n) for n in range(30 * 365)):
        written = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
        is_midnight = not moment.astimezone(london).hour
        meant = moment.date() + dt.timedelta(days=is_midnight)
        assert Said({"date": written}, []).date("date") == ContractDate.on(meant), written


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
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


def test_several_awards_are_several_entries_and_say_how_many_state_a_value(tmp_path):
    (award,) = AWARDED["awards"]
    awards = [award, {**award, "id": "b"}, {**award, "id": "c", "value": {"amount": 5, "currency": "GBP"}}]
    found = rows(tmp_path, changed(AWARDED, awards=awards))
    assert [one.reference for one in found] == [f"ocds-b5fd17-0001 award {x}" for x in "abc"]
    assert {one.process for one in found} == {"ocds-b5fd17-0001"}
    assert [(one.value_gbp, one.value_stated_for, one.doubts) for one in found] == [
        (350_000, 2, ()), (350_000, 2, ()), (5, 1, ())
    ]  # fmt: skip


def test_an_award_that_has_ended_shares_its_value_with_no_other(tmp_path):
    (award,) = AWARDED["awards"]
    ended, held = rows(tmp_path, changed(AWARDED, awards=[{**award, "status": "cancelled"}, {**award, "id": None}]))
    assert (ended.stage, ended.value_stated_for) == ("ended", 1)
    assert (held.stage, held.value_gbp, held.value_stated_for, held.place.part) == ("awarded", 350_000, 1, "award 2")


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


def test_lots_may_say_the_same_in_other_words(tmp_path):
    """As a Welsh notice of three lots has it: "2 x 12 Months Extensions" twice, and "2 x 12 Months"."""
    (lot,) = TENDERED["tender"]["lots"]
    other = changed(lot, renewal__description="2 x 12 Months")
    assert entry(tmp_path, changed(TENDERED, tender__lots=[lot, other])).extensions_months == (12, 12)
    longer = changed(lot, renewal__description="2 x 24 Months")
    found = entry(tmp_path, changed(TENDERED, tender__lots=[lot, longer]))
    assert found.extensions_months == ()
    assert "The lots differ in how they may be extended, and it was taken from none of them." in found.doubts
