"""What it costs to leave at another time: exit charges and premiums, month by month, worked by hand.

Every system here pays £12,000 a year, £1,000 a month, so a share of the supplier's cost is easily told. As at
November 2026 month 29 is April 2029, month 41 April 2030, month 53 April 2031.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sharedcli.costing.cashflows import Costing
from sharedcli.costing.charges import Line
from sharedcli.costing.leaving import leaving_charges, unsupported_charges
from sharedcli.costing.prices import FloatArray
from sharedcli.matching.terms import terms_of
from sharedcli.matching.windows import procurement_window
from sharedcli.model.calendar import Month, joined
from sharedcli.model.system import System
from tests.costing.made import AS_AT, MONTHS, costing_with
from tests.matching.cases import Case, all_cases, profile_with
from tests.strategies import systems

COSTING = costing_with()
EXIT, EXTENSION, UNSUPPORTED = Line.EXIT, Line.EXTENSION, Line.UNSUPPORTED
YEARLY = 12_000
TO_BASE = 2.0  # far from 1, so that it shows where it counts and where it must not


def by_month(system: dict[str, Any], costing: Costing = COSTING) -> dict[Line, FloatArray]:
    """Undiscounted pounds of each line, by the month of moving."""
    return costs_of(profile_with(system).systems[0], costing)


def costs_of(found: System, costing: Costing = COSTING) -> dict[Line, FloatArray]:
    terms = terms_of(found, costing.horizon, AS_AT)
    charges = leaving_charges(found, terms, YEARLY, TO_BASE, costing.horizon, costing.given)
    cost = {line: np.zeros(costing.horizon.months) for line in (EXIT, EXTENSION, UNSUPPORTED)}
    for charge in charges:
        assert charge.pooled_share == 0, "nobody shares the cost of another's contract"
        for month in range(costing.horizon.months):
            cost[charge.line][month] += charge.by_month_gbp(month, size=1).sum()
    return cost


def costs(text: str, costing: Costing = COSTING) -> dict[Line, FloatArray]:
    return by_month(yaml.load(text, yaml.CBaseLoader), costing)


def at(cost: FloatArray, *months: int) -> list[float]:
    found: list[float] = cost[list(months)].round(6).tolist()
    return found


class TestExitCharge:
    def test_a_share_of_the_months_until_the_contract_lets_go(self) -> None:
        cost = costs("contract: {last_day: 2029-03-31}")[EXIT]
        assert at(cost, 25, 26, 27, 28, 29, 30) == [3000, 2250, 1500, 750, 0, 0]

    def test_the_contract_s_own_share_comes_first(self) -> None:
        cost = costs("contract: {last_day: 2029-03-31, exit_fee_share: '0.5'}")[EXIT]
        assert at(cost, 25, 28, 29) == [2000, 500, 0]

    def test_a_contract_that_may_be_left_for_nothing(self) -> None:
        assert not costs("contract: {last_day: 2029-03-31, exit_fee_share: '0'}")[EXIT].any()

    def test_a_stated_charge_is_the_same_in_every_month_and_moved_to_the_price_base(self) -> None:
        cost = costs("contract: {last_day: 2029-03-31, exit_charge_gbp: '5000', exit_fee_share: '0.5'}")[EXIT]
        assert at(cost, 0, 23, 28, 29, 30) == [10_000, 10_000, 10_000, 0, 0]

    def test_a_stated_charge_of_nothing_is_not_a_charge_left_out(self) -> None:
        assert not costs("contract: {last_day: 2029-03-31, exit_charge_gbp: '0'}")[EXIT].any()

    def test_it_falls_due_in_the_month_of_moving(self) -> None:
        found = profile_with({"contract": {"last_day": "2029-03-31"}}).systems[0]
        terms = terms_of(found, COSTING.horizon, AS_AT)
        (charge, *_) = leaving_charges(found, terms, YEARLY, 1.0, COSTING.horizon, COSTING.given)
        assert np.flatnonzero(charge.by_month_gbp(25, size=1)).tolist() == [25]

    def test_nothing_on_options(self) -> None:
        cost = costs("contract: {last_day: 2029-03-31, extensions_months: ['24']}")[EXIT]
        assert cost[28] == 750
        assert not cost[29:].any()

    def test_a_break_is_free_in_one_month_alone(self) -> None:
        cost = costs("contract: {last_day: 2030-03-31, breaks: [2029-03-31]}")[EXIT]
        assert at(cost, 28, 29, 30, 40, 41) == [750, 0, 11 * 750, 750, 0]

    def test_a_break_whose_notice_is_past_is_none(self) -> None:
        cost = costs("contract: {last_day: 2030-03-31, breaks: [2029-03-31], notice_months: 30}")[EXIT]
        assert at(cost, 28, 29, 40, 41) == [13 * 750, 12 * 750, 750, 0]

    def test_a_term_that_renews_is_free_in_the_month_after_each_end(self) -> None:
        cost = costs("contract: {last_day: 2029-03-31, auto_renews_months: 12}")[EXIT]
        assert at(cost, 28, 29, 30, 40, 41, 42, 53) == [750, 0, 11 * 750, 750, 0, 11 * 750, 0]

    def test_the_end_of_the_appraisal_frees_nobody(self) -> None:
        """It renews in April 2033 and again in April 2038, two years after the last month appraised."""
        cost = costs("contract: {last_day: 2033-03-31, auto_renews_months: 60}")[EXIT]
        april_2033 = Month.of(dt.date(2033, 4, 1)) - COSTING.horizon.start
        assert at(cost, april_2033, april_2033 + 1, MONTHS - 1) == [0, 59 * 750, 25 * 750]

    def test_a_term_that_renews_twice_and_then_beyond_the_appraisal(self) -> None:
        """Free in October 2028 (month 23) and 2033 (83), next in 2038 (143)."""
        cost = costs("contract: {last_day: 2028-09-30, auto_renews_months: 60}")[EXIT]
        assert at(cost, 23, 83, 84, MONTHS - 1) == [0, 0, 59 * 750, 31 * 750]

    def test_a_term_beyond_the_appraisal_is_committed_to_its_own_end(self) -> None:
        cost = costs("contract: {last_day: 2037-03-31}")[EXIT]
        assert at(cost, MONTHS - 1) == [13 * 750]

    def test_a_renewing_term_known_to_the_year_is_free_in_every_month_it_may_end(self) -> None:
        """Some time in 2029: February 2029 (month 27) to January 2030 (38), and the same every two years."""
        cost = costs("contract: {last_day: '2029', auto_renews_months: 24}")[EXIT]
        assert at(cost, 26, 27, 38, 39, 50, 51, 62, 63) == [750, 0, 0, 12 * 750, 750, 0, 0, 12 * 750]

    def test_a_rolling_contract_is_committed_for_its_notice(self) -> None:
        cost = costs("contract: {notice_months: 3}")[EXIT]
        assert at(cost, 0, 1, 2, 3, 4) == [2250, 1500, 750, 0, 0]

    def test_no_contract_no_charge(self) -> None:
        assert not costs("{}")[EXIT].any()


class TestPremiums:
    OPTIONS = "contract: {last_day: 2029-03-31, extensions_months: ['12', '12']}"

    def test_options_cost_a_share_of_each_month_used(self) -> None:
        cost = costs(self.OPTIONS)[EXTENSION]
        assert at(cost, 29, 30, 31, 53, 54, 60) == [0, 50, 100, 1200, 1200, 1200]

    def test_past_the_last_option_each_month_costs_more(self) -> None:
        cost = costs(self.OPTIONS)[UNSUPPORTED]
        assert at(cost, 53, 54, 55) == [0, 200, 400]

    def test_without_options_the_term_s_end_is_the_last(self) -> None:
        cost = costs("contract: {last_day: 2029-03-31}")
        assert not cost[EXTENSION].any()
        assert at(cost[UNSUPPORTED], 29, 30, 31) == [0, 200, 400]

    def test_premiums_fall_due_in_the_months_waited(self) -> None:
        found = profile_with(yaml.load(self.OPTIONS, yaml.CBaseLoader)).systems[0]
        terms = terms_of(found, COSTING.horizon, AS_AT)
        charges = leaving_charges(found, terms, YEARLY, TO_BASE, COSTING.horizon, COSTING.given)
        due = {charge.line: np.flatnonzero(charge.by_month_gbp(55, size=1)).tolist() for charge in charges}
        assert due == {EXIT: [], EXTENSION: list(range(29, 53)), UNSUPPORTED: [53, 54]}

    def test_support_that_ends_first_brings_both_premiums(self) -> None:
        cost = costs(self.OPTIONS + "\nsupport_ends: 2030-03-31")
        assert at(cost[UNSUPPORTED], 41, 42, 53, 54) == [0, 200, 2400, 2600]
        assert at(cost[EXTENSION], 41, 42, 53, 54) == [600, 650, 1200, 1200]

    def test_support_that_ends_inside_the_term(self) -> None:
        cost = costs("contract: {last_day: 2029-03-31}\nsupport_ends: 2028-12-31")
        assert at(cost[UNSUPPORTED], 26, 27, 30) == [0, 200, 800]
        assert at(cost[EXIT], 26, 27, 30) == [2250, 1500, 0]

    @pytest.mark.parametrize("contract", ["{}", "{last_day: 2029-03-31, auto_renews_months: 12}"])
    def test_a_contract_that_goes_on_pays_past_support_alone(self, contract: str) -> None:
        assert not costs(f"contract: {contract}")[UNSUPPORTED].any()
        cost = costs(f"contract: {contract}\nsupport_ends: 2030-03-31")
        assert at(cost[UNSUPPORTED], 41, 42, 43) == [0, 200, 400]
        assert not cost[EXTENSION].any()

    def test_a_council_that_stays_pays_past_support_for_good(self) -> None:
        system = profile_with({"support_ends": "2030-03-31"}).systems[0]
        (charge,) = unsupported_charges(system, YEARLY, COSTING.horizon, COSTING.given)
        never = charge.by_month_gbp(MONTHS, size=1)
        assert np.flatnonzero(never).tolist() == list(range(41, MONTHS))
        assert never.sum() == pytest.approx((MONTHS - 41) * 200)

    @pytest.mark.parametrize("system", [{}, {"support_ends": "2036-03-31"}], ids=["not stated", "past the horizon"])
    def test_a_council_in_support_throughout_pays_none(self, system: dict[str, Any]) -> None:
        assert unsupported_charges(profile_with(system).systems[0], YEARLY, COSTING.horizon, COSTING.given) == ()


quiet = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.filter_too_much])
shares = st.sampled_from([0.0, 0.05, 0.2, 0.75, 1.0])
last_days = st.dates(dt.date(2026, 11, 1), dt.date(2037, 12, 31)).map(dt.date.isoformat)


@pytest.mark.parametrize("case", [case for case in all_cases() if "exit_gbp" in case.expect], ids=str)
def test_case_of_leaving_at_a_charge(case: Case) -> None:
    """`tests/matching/cases.py` says how to write one."""
    assert case.as_at == AS_AT
    cost = costs_of(case.profile.systems[0])[EXIT]
    months = {
        month: COSTING.horizon.month_of(dt.date.fromisoformat(f"{month}-01")) for month in case.expect["exit_gbp"]
    }
    assert {month: at(cost, number)[0] for month, number in months.items()} == {
        month: float(gbp) for month, gbp in case.expect["exit_gbp"].items()
    }


@settings(quiet, max_examples=100)
@given(systems(wild=True) | systems())
def test_free_months_are_those_without_an_exit_charge(system: dict[str, Any]) -> None:
    """The window and the money cannot disagree: no charge in a span, committed months in every gap between spans."""
    profile = profile_with(system)
    window = procurement_window(profile, profile.systems[0], COSTING.horizon, COSTING.given)
    assert window.spans == joined(window.spans)
    assume(window.terms is not None and window.window is not None)
    assert window.terms is not None
    assert window.window is not None
    committed = window.terms.committed_months(MONTHS)
    free = {month for span in window.spans for month in range(span.opens, span.closes + 1)}
    assert free == {m for m in range(COSTING.given.lead_months, window.window.closes + 1) if committed[m] == 0}
    stated = {**system, "contract": {**system["contract"], "exit_charge_gbp": "1000"}}
    cost = by_month(stated)[EXIT]
    assert free == {m for m in range(COSTING.given.lead_months, window.window.closes + 1) if cost[m] == 0}


def total(system: dict[str, Any], costing: Costing = COSTING) -> FloatArray:
    cost = by_month(system, costing)
    summed: FloatArray = cost[EXIT] + cost[EXTENSION] + cost[UNSUPPORTED]
    return summed


@quiet
@given(
    last_days, st.lists(st.sampled_from(["6", "12", "24"]), max_size=2), st.none() | st.integers(0, 36), shares, shares
)
def test_a_fixed_term_costs_are_convex_in_the_month(
    last_day: str, options: list[str], support_after: int | None, one: float, other: float
) -> None:
    """The longer the wait, the dearer each further month: where support outlasts the options."""
    costing = costing_with(extension_premium_share=min(one, other), unsupported_premium_share=max(one, other))
    system: dict[str, Any] = {"contract": {"last_day": last_day, "extensions_months": options}}
    if support_after is not None:
        held = Month.of(dt.date.fromisoformat(last_day)) + sum(map(int, options)) + support_after
        system["support_ends"] = held.last_day.isoformat()
    assert np.diff(total(system, costing), 2).min() >= -1e-6


@pytest.mark.parametrize(
    ("system", "changed", "bends_back_at"),
    [
        # The charge is owed whole until the last month and not at all after it.
        ("contract: {last_day: 2029-03-31, exit_charge_gbp: '5000'}", {}, 28),
        # Leaving is free in one month, and dear again in the next, which rises from 0 to 11 months' fees.
        ("contract: {last_day: 2030-03-31, breaks: [2029-03-31]}", {}, 30),
        ("contract: {last_day: 2029-03-31, auto_renews_months: 12}", {}, 30),
        # Support ends inside the options: both premiums are due until they end, then only one.
        ("contract: {last_day: 2029-03-31, extensions_months: ['24']}\nsupport_ends: 2030-03-31", {}, 53),
        # Waiting on options would be dearer than waiting past them.
        (
            "contract: {last_day: 2029-03-31, extensions_months: ['24']}",
            {"extension_premium_share": 0.1, "unsupported_premium_share": 0.02},
            53,
        ),
    ],
    ids=["a stated charge", "a break", "a renewing term", "support inside the options", "an odd pair of premiums"],
)
def test_where_the_cost_is_not_convex(system: str, changed: dict[str, float], bends_back_at: int) -> None:
    """In the first month in which a further month costs less than the one before it."""
    bends = np.diff(total(yaml.load(system, yaml.CBaseLoader), costing_with(**changed)), 2)
    assert np.flatnonzero(bends < -1e-6)[0] + 1 == bends_back_at
