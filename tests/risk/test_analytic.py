"""One uncertain input at a time, its distribution known: what is drawn agrees with the closed form.

The bound is that of order statistics: the true quantile lies between the drawn values at the places that a binomial
distribution encloses with 99.9%, whatever the distribution is. The seeds are fixed, so a test that passes stays so.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from sharedcli.appraisal.consortium import PROPOSED, Formed
from sharedcli.costing.entries import usual_entries
from sharedcli.costing.ledger import Ledger
from sharedcli.costing.prices import prices
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.ranges import Range
from sharedcli.risk.future import Future
from sharedcli.risk.quantiles import LEVELS, in_range, place_in
from sharedcli.risk.reference_class import Overruns
from sharedcli.risk.uncertainty import Uncertainty
from tests.costing.made import costing_with, member
from tests.risk.futures import Case, assert_chance, assert_quantile, open_range, rows_say, worked

COUNT = 10_000
AMBLEFORD, BRACKWATER, CORSLEY = range(3)
OVERRUNS = Overruns(-0.3, 0.0, 0.5, 0.18, 4.47)
HELD_UNTIL_2031 = """
service: planning
status: live
product: Plankeeper
contract: {start: 2021-04-01, last_day: 2031-03-31}
annual_cost_gbp: {licence: 80000, staff: 60000}
"""


def npv(case: Case, future: Future, place: int) -> float:
    """A member's, by the rows posted."""
    return float(rows_say(case, future)[0][place])


def drawn(case: Case, uncertainty: Uncertainty, *, late: int = 0) -> np.ndarray:
    return case.outcomes(uncertainty, count=COUNT, late=late).npv_gbp


def uncertain(case: Case, **changed: object) -> Uncertainty:
    return open_range(case.costing.given, **changed)


def leaving_early() -> Case:
    """Two councils that keep what they have alone, and leave contracts that state no exit charge together."""
    costing = costing_with()
    one = member(HELD_UNTIL_2031, costing)
    members, money = (one, replace(one, council="E07998009")), prices(costing.horizon, costing.given)
    formed = Formed("planning.1", PROPOSED, "planning", members, (30, 32), "", 30, 0.0)
    rows = [row for each in members for row in usual_entries(each, costing)]
    ledger = Ledger.of([*rows, *formed.entries(costing)], money, tuple(str(year) for year in costing.horizon.years))
    return Case(formed, ledger, costing, Future.planned(formed, costing.given))


@pytest.mark.parametrize("place", [0, 1])
def test_an_exit_charge(place: int) -> None:
    # Worth falls in a straight line with the share, so its quantile is that of the share from the other end. The
    # share is 0.5, 0.75 and 0.9 at 10, 50 and 90 of 100, straight between and beyond, and never above 1.
    case = leaving_early()

    def worth(share: float) -> float:
        own = replace(case.planned.members[0], exit_fee_share=share)
        return npv(case, replace(case.planned, members=(own, own)), place)

    none, all_of_it = worth(0.0), worth(1.0)
    assert all_of_it < none - 100_000
    assert worth(0.4) == pytest.approx(none + 0.4 * (all_of_it - none))
    values = drawn(case, uncertain(case, exit_fee_share=Range(0.5, 0.75, 0.9)))[:, place]
    for level, share in zip((0.1, 0.5, 0.8, 0.9, 0.95), (0.9, 0.75, 0.5625, 0.5, 0.46875), strict=True):
        assert_quantile(values, level, none + share * (all_of_it - none))
    assert values.min() >= all_of_it - 1e-6


@pytest.mark.parametrize("common_share", [0.0, 1.0])
def test_an_overrun_of_a_council_that_would_buy_nothing_alone(common_share: float) -> None:
    # Corsley renews alone, so only its part of the joint project overruns, and worth falls in a straight line with it.
    # The tail by its formula: of all projects 1 - p are beyond 0.5 ((1 - p) / 0.18) ^ (-3.97 / 4.47).
    case = worked()
    at_estimate, doubled = (npv(case, case.planned.overrunning(share), CORSLEY) for share in (0.0, 1.0))
    assert npv(case, case.planned.overrunning(7.0), CORSLEY) == pytest.approx(at_estimate + 7 * (doubled - at_estimate))
    values = drawn(case, uncertain(case, overruns=OVERRUNS, common_share=common_share))[:, CORSLEY]
    overruns = {
        0.1: 0.5 * (0.10 / 0.18) ** (-3.97 / 4.47),  # 90 of 100 overrun by less
        0.5: 0.0,
        0.8: -0.3 + 0.3 * 0.20 / 0.5,
        0.9: -0.3 + 0.3 * 0.10 / 0.5,
        0.95: -0.3 + 0.3 * 0.05 / 0.5,
        0.01: 0.5 * (0.01 / 0.18) ** (-3.97 / 4.47),
    }
    assert set(LEVELS) < set(overruns)
    for level, overrun in overruns.items():
        assert_quantile(values, level, at_estimate + overrun * (doubled - at_estimate))


def test_an_overrun_that_is_the_council_s_own_is_the_same_alone_and_together() -> None:
    # Brackwater buys either way. Its overrun counts on both sides, and together it has less to overrun: it gains by it.
    case = worked()
    at_estimate, doubled = (
        npv(case, case.planned.overrunning(share, alone_share=share), BRACKWATER) for share in (0.0, 1.0)
    )
    assert doubled > at_estimate
    values = drawn(case, uncertain(case, overruns=OVERRUNS, common_share=0.0))[:, BRACKWATER]
    for level in (*LEVELS, 0.99):
        overrun = float(OVERRUNS.share_at(np.array([level]))[0])
        assert_quantile(values, level, at_estimate + overrun * (doubled - at_estimate))


def test_overruns_of_the_project_are_those_of_all_members_at_once() -> None:
    # Where the project decides, what Ambleford and Corsley lose by the joint project stands at the same place.
    case = worked()
    values = drawn(case, uncertain(case, overruns=OVERRUNS, common_share=1.0))
    made = next(case.draws(uncertain(case, overruns=OVERRUNS, common_share=1.0), count=COUNT).chunks(COUNT))
    assert np.array_equal(made.overrun_share[:, AMBLEFORD], made.overrun_share[:, CORSLEY])
    assert not np.array_equal(made.alone_overrun_share[:, AMBLEFORD], made.alone_overrun_share[:, CORSLEY])
    assert values[:, CORSLEY].argmin() == made.overrun_share[:, 0].argmax()


@pytest.mark.parametrize("share", [0.15, 0.6])
def test_how_many_of_three_withdraw(share: float) -> None:
    # Binomial: 3 w (1 - w)^2 that just one does, and with two or three gone there is no consortium.
    case = worked()
    outcomes = case.outcomes(uncertain(case, withdrawal_share=share), count=COUNT)
    inside = (outcomes.npv_gbp != 0).sum(axis=1)
    assert set(np.unique(inside)) == {0, 2, 3}
    assert_chance(inside == 3, (1 - share) ** 3)
    assert_chance(inside == 2, 3 * share * (1 - share) ** 2)
    assert_chance(~outcomes.stands, 3 * share**2 * (1 - share) + share**3)
    assert np.array_equal(outcomes.stands, inside > 0)
    # Whoever is gone leaves the others with one worth, so the group's has five values in all.
    worths = {round(npv_, 4) for npv_ in outcomes.npv_gbp.sum(axis=1).tolist()}
    expected = [case.planned, *(case.planned.without(place) for place in range(3))]
    assert worths == {0.0} | {round(float(rows_say(case, one)[0].sum()), 4) for one in expected}


def test_the_scale_exponent() -> None:
    # The price falls, and worth rises, with the exponent: a quantile of one is that of the other.
    case = worked()
    made = Range(0.1, 0.3, 0.4)

    def worth(exponent: float) -> float:
        return float(rows_say(case, replace(case.planned, scale_exponent=exponent))[0].sum())

    assert worth(0.1) < worth(0.3) < worth(0.4)
    values = drawn(case, uncertain(case, scale_exponent=made)).sum(axis=1)
    for level, exponent in zip((0.1, 0.5, 0.8, 0.9, 0.95), (0.1, 0.3, 0.375, 0.4, 0.4125), strict=True):
        assert_quantile(values, level, worth(exponent))


def test_the_operating_saving() -> None:
    # Corsley's staff of 60,000 a year; the saving is a straight line until posts run out, and it states none.
    case = worked()
    case = replace(case, formed=replace(case.formed, model=DeliveryModel.SHARED_OPERATION))
    made = Range(-0.05, 0.1, 0.15)

    def worth(saving: float) -> float:
        return npv(case, replace(case.planned, operating_saving_share=saving), CORSLEY)

    values = drawn(case, uncertain(case, operating_saving_share=made))[:, CORSLEY]
    for level in LEVELS:
        saving = float(in_range(np.array([level]), made, least=-1, most=1)[0])
        assert_quantile(values, level, worth(saving))


def test_how_late_a_project_goes_live() -> None:
    # Whole months: more than d where the range's straight line is above d + 0.5. At 50 of 100 it is 6, at 90 it is 14.
    case = worked()
    made = Range(0.0, 6.0, 14.0)
    outcomes = case.outcomes(uncertain(case, delay_months=made), count=COUNT, late=16)
    late = outcomes.delay_months
    assert (late.min(), late.max()) == (0, 16)  # the line ends at 16, and rounds to it
    for months in range(16):
        assert_chance(late > months, 1 - place_in(months + 0.5, made))
    assert_chance(late > 9, 1 - (0.5 + 0.4 * 3.5 / 8))  # by hand
    assert math.isclose(1 - place_in(9.5, made), 0.325)
    # Nothing else is uncertain alone for Corsley, which buys nothing: each delay has one worth.
    for months in (0, 5, 12):
        found = outcomes.npv_gbp[late == months, CORSLEY]
        assert found == pytest.approx(npv(case, case.planned.late(months), CORSLEY), abs=1e-6)
