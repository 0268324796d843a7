"""The window of every kind of contract, against cases worked by hand: see `cases.py` for how to write one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from sharedcli.loading.parameters import assumptions
from sharedcli.matching.windows import ProcurementWindow, procurement_window
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon
from tests.matching.cases import Case, all_cases, profile_with

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
