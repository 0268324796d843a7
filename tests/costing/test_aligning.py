"""What leaving costs by month: worked by hand, and the same as the ledger's own rows."""

from __future__ import annotations

import pytest

from sharedcli.appraisal.options import CHOSEN
from sharedcli.costing.aligning import LEAVING, leaving_gbp
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.prices import prices
from tests.costing.made import costing_with, member
from tests.samples import assessed

SYSTEM = """
service: planning
status: live
contract: {{start: 2021-04-01, last_day: 2029-03-31{more}}}
annual_cost_gbp: {{licence: 12000}}
"""
# The first free month is April 2029, month 29. A month's fee is £1,000; the discount factor is 1 / 1.035 ** 2 =
# 0.933511 in 2028-29 and 1 / 1.035 ** 3 = 0.901943 in 2029-30.
WORKED = [
    # three months are left of the term in January 2029: 3 x 1,000 x 0.75 x 0.933511
    ("", 26, 2100.40),
    ("", 29, 0.0),
    # April and May 2029 past the end of the term: 2 x 1,000 x 0.2 x 0.901943
    ("", 31, 360.78),
    # the same months on an extension option: 2 x 1,000 x 0.05 x 0.901943
    (", extensions_months: [12]", 31, 90.19),
    # the contract states its charge: 5,000 x 0.933511, and none once the term has ended
    (", exit_charge_gbp: 5000", 28, 4667.55),
    (", exit_charge_gbp: 5000", 29, 0.0),
]


@pytest.mark.parametrize(("more", "month", "gbp"), WORKED)
def test_worked(more: str, month: int, gbp: float) -> None:
    costing = costing_with()
    cost = leaving_gbp(member(SYSTEM.format(more=more), costing), costing, prices(costing.horizon, costing.given))
    assert cost[month] == pytest.approx(gbp, abs=0.005)


def test_nothing_to_leave_costs_nothing() -> None:
    costing = costing_with()
    none = member("{service: planning, status: none, plan: {action: buy}, alone_gbp: {annual: {supplier: 9000}}}")
    assert not leaving_gbp(none, costing, prices(costing.horizon, costing.given)).any()


def test_it_is_what_the_ledger_books() -> None:
    whole = assessed("article_2006")
    frame = whole.ledger.frame()
    booked = frame[(frame["option"] == CHOSEN) & frame["line"].isin([line.key for line in LEAVING])]
    sums = booked.groupby(["service", "council"])["present_gbp"].sum()
    costing = Costing.over(whole.horizon, whole.given)
    paid = 0
    for service in whole.services:
        for formed in service.formed:
            for one, month in zip(formed.members, formed.joins, strict=True):
                cost = leaving_gbp(one, costing, whole.money)[month]
                assert cost == pytest.approx(-sums.get((service.service, one.council), 0.0), abs=0.005)
                paid += cost > 0
    assert paid > 10
