"""The window of every kind of contract, against cases worked by hand: see `cases.py` for how to write one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Any

import pytest
from hypothesis import given as made
from hypothesis import settings

from sharedcli.loading.parameters import assumptions
from sharedcli.matching.windows import ProcurementWindow, procurement_window
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon, Month, months_after, months_before
from sharedcli.model.system import Contract
from tests.matching.cases import Case, all_cases, profile_with
from tests.strategies import AS_AT, contracts

CASES = all_cases()
LEAD = 23


def given(as_at: dt.date) -> Assumptions:
    """The values the cases were worked with, whatever is shipped."""
    shipped = assumptions(as_at)
    return replace(shipped, procurement_lead_months=14, implementation_lead_months=9, settling_years=2)


def window_of(case: Case) -> tuple[ProcurementWindow, Horizon]:
    horizon = Horizon.starting(case.as_at, years=10)
    return procurement_window(case.profile, case.profile.systems[0], horizon, given(case.as_at)), horizon


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    found, horizon = window_of(case)
    expect = case.expect
    spans = [tuple(str(horizon.day_of(month))[:7] for month in (s.opens, s.closes)) for s in found.spans]
    assert spans == case.spans, found.closes_reason
    assert str(found.notice_by).lower() == expect.get("notice_by", "none")
    if "notices" in expect:
        assert [str(opening.notice_by) for opening in found.openings] == expect["notices"]
    if "because" in expect:
        assert len(expect["because"]) == len(found.openings)
        for (opens, closes), opening in zip(expect["because"], found.openings, strict=True):
            assert opens in opening.opens_reason
            assert closes in opening.closes_reason
    assert expect.get("opens_reason", "") in found.opens_reason
    assert expect.get("closes_reason", "") in found.closes_reason
    assert found.settling == expect.get("settling")
    vesting = found.vesting
    assert (f"{horizon.day_of(vesting.month):%Y-%m} {vesting.successor}" if vesting else None) == expect.get("vesting")
    if "deadline" in expect:
        assert found.deadline is not None
        assert str(horizon.day_of(found.deadline))[:7] == expect["deadline"]


def test_a_plan_for_the_month_of_the_lead_can_be_kept() -> None:
    reasons = {case.name: window_of(case)[0].closes_reason for case in CASES if case.clause == "no_system"}
    assert reasons["needs one in the month of the lead"] == "needs one by 15 Oct 2028"
    assert reasons["needs one a month too near"] == "needs one by 30 Sep 2028, too near to be kept"


def test_every_clause_has_cases_that_open() -> None:
    opening = {case.clause for case in CASES if case.spans}
    assert opening == {case.clause for case in CASES}
    assert len(opening) >= 8
    assert len({str(case) for case in CASES}) == len(CASES) >= 40


@pytest.mark.parametrize(
    "system",
    [{}, {"contract": {"last_day": "2031-03-31"}}, {"plan": {"action": "renew", "by": "2030-01-31"}}],
    ids=["rolling", "fixed", "renewing its contract"],
)
def test_a_council_without_a_plan_to_change_has_no_deadline(system: dict[str, Any]) -> None:
    profile = profile_with(system)
    horizon = Horizon.starting(profile.as_at, years=10)
    found = procurement_window(profile, profile.systems[0], horizon, given(profile.as_at))
    assert found.window is not None
    assert found.deadline is None


Days = tuple[dt.date, dt.date]


def last_days(contract: Contract, until: dt.date) -> Iterator[Days]:
    """By definition: the days, from one to another, on which the old service may end without charge."""
    end = contract.last_day
    if end is None or (end.latest < AS_AT and not contract.auto_renews_months):
        yield months_after(AS_AT, contract.notice_months or 0) - dt.timedelta(days=1), until
        return
    breaks = [(chance.earliest, chance.latest) for chance in contract.breaks]
    if contract.auto_renews_months:
        turns = (turn * contract.auto_renews_months for turn in range(5000))
        ends = ((months_after(end.earliest, turn), months_after(end.latest, turn)) for turn in turns)
        yield from (in_time for days in ends_until(ends, until) if (in_time := served(days, contract)))
    else:
        yield end.earliest, months_after(end.latest, sum(contract.extensions_months))
        breaks = [(first, min(last, end.earliest)) for first, last in breaks if first < end.earliest]
    yield from (in_time for days in breaks if (in_time := served(days, contract)))


def ends_until(ends: Iterator[Days], until: dt.date) -> Iterator[Days]:
    return takewhile(lambda days: days[0] <= until, ends)


def served(days: Days, contract: Contract) -> Days | None:
    """The days among these for which notice can still be served, looked at one by one."""
    first, last = days
    every = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    in_time = [day for day in every if months_before(day, contract.notice_months or 0) >= AS_AT]
    return (in_time[0], in_time[-1]) if in_time else None


@settings(deadline=None, max_examples=150)
@made(contracts() | contracts(wild=True))
def test_free_months_are_those_after_a_day_on_which_the_contract_lets_go(contract: dict[str, Any]) -> None:
    profile = profile_with({"contract": contract})
    system, horizon = profile.systems[0], Horizon.starting(AS_AT, years=10)
    found = procurement_window(profile, system, horizon, given(AS_AT))
    assert system.contract is not None
    final = (horizon.start + horizon.months).first_day
    ways = [(Month.of(first) - horizon.start, Month.of(last) - horizon.start) for first, last in
            last_days(system.contract, final)]  # fmt: skip
    by_definition = {m for m in range(LEAD, horizon.months) if any(first <= m - 1 <= last for first, last in ways)}
    assert {m for span in found.spans for m in range(span.opens, span.closes + 1)} == by_definition
    for opening in found.openings:
        assert opening.opens_reason
        assert opening.closes_reason
        assert (opening.notice_by is not None) == bool(system.contract.notice_months)
        if opening.notice_by:
            leaving = horizon.day_of(opening.window.opens)
            assert opening.notice_by <= months_before(
                leaving - dt.timedelta(days=1), system.contract.notice_months or 0
            )
