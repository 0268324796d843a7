"""The pounds of the register: against arithmetic by hand, and against the same consortium posted another way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sharedcli.costing.ledger import View
from sharedcli.costing.saving import Saving
from sharedcli.risk.about import About
from sharedcli.risk.register import Entered, entered, register
from sharedcli.risk.registry import risk_called
from tests.risk.rules import Case

RENEWAL = {"all": {"systems.crm.plan": {"action": "renew"}}}


def the(code: str, about: About) -> Entered:
    rule = risk_called(code)
    assert rule
    (found,) = entered(rule, about)
    return found


def test_no_discount_by_hand() -> None:
    """Worked by hand from METHOD 5.1: three councils at £60,000 a year pay 3^-0.05 of it, all in from month 47.

    1 November 2026 is month 0, so month 47 is October 2030, the seventh of 2030-31; the horizon ends with 2035-36.
    At 3.5% the half year left of year 4 and years 5 to 9 count 0.5 x 0.871442 + 0.841973 + 0.813501 + 0.785991 +
    0.759412 + 0.733731 = 4.370329 years.
    """
    about = Case("RK402", "all stay", (), joins=35, product="Answerwell", change=RENEWAL).about_it()
    lost = the("RK402", about).loss_gbp
    assert lost == pytest.approx(3 * 60_000 * (1 - 3**-0.05) * 4.370329, rel=1e-6)


def test_a_member_that_leaves_is_the_same_as_the_rest_without_it() -> None:
    """Another way: the consortium of those that stay, at the same months, less the consortium of all."""
    change = {"a": {"systems.crm.alone_gbp.annual.supplier": "150000"}}
    about = Case("RK101", "one leaves", (), joins=35, change=change).about_it()
    formed, ledger = about.formed, about.whole.ledger
    rest = replace(formed, members=formed.members[1:], joins=formed.joins[1:], option="rest")
    usual = formed.saving(ledger, rest.codes).usual
    left = Saving(ledger.more(rest.entries(about.costing)), usual).npv_gbp
    assert the("RK101", about).loss_gbp == pytest.approx(about.npv_gbp - left, abs=0.005)


def test_the_one_of_many_that_leaves_is_the_middle_one() -> None:
    """Eight councils of different size, so that each one's leaving costs something else."""
    change = {
        letter: {"systems.crm.alone_gbp.annual.supplier": str(20_000 + 10_000 * n)}
        for n, letter in enumerate("hgfedcba")
    }
    about = Case("RK107", "one leaves", (), councils=8, joins=35, change=change).about_it()
    loss = the("RK107", about).loss_gbp
    assert loss is not None
    dearer = [one for one in about.lost_without_gbp if one > loss + 0.005]
    assert len(set(about.lost_without_gbp)) == 8
    assert len(dearer) == 3


def test_futures_tried_side_by_side_are_worth_what_their_rows_come_to() -> None:
    about = Case("RK103", "one leaves", (), councils=4, joins=35, model="shared-operation").about_it()
    for place, lost in enumerate(about.lost_without_gbp):
        posted = about.tried(about.without(place)).saving.npv_gbp
        assert lost == pytest.approx(about.npv_gbp - posted, abs=0.005)


def test_what_falls_apart_is_all_it_is_worth() -> None:
    about = Case("RK102", "all leave", (), councils=2, joins=35).about_it()
    assert the("RK102", about).loss_gbp == pytest.approx(about.npv_gbp, abs=0.005)


def test_what_does_not_come_after_vesting_is_the_members_part_of_those_years() -> None:
    vesting = {"vesting_on": "2030-04-01", "successor": "South Eastshire"}
    about = Case("RK204", "vests", (), joins=35, change={"a": {"reorganisation": vesting}}).about_it()
    found = the("RK204", about)
    by_year = about.formed.saving(about.whole.ledger, found.councils).by_year_gbp(View.PRESENT)
    assert about.whole.ledger.years[4] == "2030-31"
    assert found.loss_gbp == pytest.approx(by_year[4:].sum(), abs=0.005)


def test_options_that_lapse_cost_the_dearer_premium() -> None:
    """By hand: six months out of contract at £60,000 a year cost 20% and not 5% of half a year's fees, discounted.

    Months 29 to 34 are April to September 2029, in year 3: 6/12 x 60,000 x (0.20 - 0.05) / 1.035^3.
    """
    given = {"unsupported_premium_share": "0.2", "extension_premium_share": "0.05"}
    about = Case("RK303", "options", (), joins=["35", "29", "29"], given=given).about_it()
    assert the("RK303", about).loss_gbp == pytest.approx(30_000 * 0.15 / 1.035**3, rel=1e-9)


def test_staff_time_that_is_not_released() -> None:
    given = {"optimism_bias_upper_share": "0", "optimism_bias_lower_share": "0"}
    alone = {"implementation": "0", "tender": "200000", "annual": {"supplier": "60000", "staff": "30000"}}
    about = Case(
        "RK602", "time", (), joins=35, given=given, change={"all": {"systems.crm.alone_gbp": alone}}
    ).about_it()
    rows = about.whole.ledger.frame()
    time = rows[rows.own_time]
    together = time[time.option == about.formed.option].present_gbp.sum()
    alone_gbp = time[time.option == "business-as-usual"].present_gbp.sum()
    assert the("RK602", about).loss_gbp == pytest.approx(together - alone_gbp, abs=0.005)


def test_a_risk_by_which_nothing_is_lost_is_none() -> None:
    """A member that loses by joining may leave to everybody's gain."""
    tiny = {"implementation": "100", "tender": "0", "annual": {"supplier": "100", "staff": "100"}}
    change = {"c": {"systems.crm.annual_cost_gbp": {"licence": "100", "staff": "100"}, "systems.crm.alone_gbp": tiny}}
    about = Case("RK104", "loser", (), joins=35, change=change).about_it()
    loss = the("RK104", about).loss_gbp
    assert loss is not None
    listed = [one.rule.code for one in register(about.formed, about.whole).entered]
    assert ("RK104" in listed) == (loss > 0.5)
