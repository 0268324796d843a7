"""What a group is worth, against its definition."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from sharedcli.consortia.market import Offer
from tests.consortia.markets import all_groups, part_of, random_market, shared_price, worth_by_definition


@pytest.mark.parametrize("seed", range(12))
def test_worth_is_what_the_definition_says(seed):
    market = random_market(seed, councils=6)
    for group in all_groups(market):
        worth = market.worth_gbp(group)
        assert worth == pytest.approx(worth_by_definition(market, group), abs=1e-9)
        assert (market.value(group) is None) == np.isneginf(worth)
        assert market.values([group]).item() == pytest.approx(worth, abs=1e-9)


@pytest.mark.parametrize("seed", range(12))
def test_an_offer_is_worth_what_its_members_get_when_they_join_as_told(seed):
    market = random_market(seed, councils=5)
    for group in all_groups(market):
        offer = market.value(group)
        if offer is None:
            continue
        p, m, size = offer.product, offer.month, len(group)
        joins = [market.joining_months(p, i, m, size) for i in group]
        assert all(m <= j <= m + market.onboarding_months for j in joins)
        bring = sum(
            market.settled_gbp[p, i, m] + market.joining_gbp[p, i, j] - market.pooled_gbp[p, i, j] / size
            for i, j in zip(group, joins, strict=True)
        )
        cost = market.shared_cost(market.volumes[list(group)].sum())[m] + market.overhead_gbp[m, size]
        assert offer.value_gbp == pytest.approx(bring - cost, abs=1e-9)


def test_contributions_never_fall_with_size():
    market = random_market(1, councils=7)
    by_size = [market.contributions(size) for size in range(1, 8)]
    assert all((larger >= smaller).all() for smaller, larger in pairwise(by_size))


def test_three_councils_share_one_price():
    market = shared_price((3.0, 4.0, 12.0))
    assert market.value([2, 0, 1]) == Offer((0, 1, 2), product=0, month=0, value_gbp=3 + 4 + 12 - 13)
    assert market.worth_gbp([0, 1]) == pytest.approx(3 + 4 - 5)


def test_among_equals_the_earliest_month_then_the_first_product():
    one = shared_price((3.0, 4.0))
    twice = replace(
        one,
        products=("", "Alpha"),
        settled_gbp=np.tile(one.settled_gbp, (2, 1, 3)),
        joining_gbp=np.zeros((2, 2, 3)),
        pooled_gbp=np.zeros((2, 2, 3)),
        annuity=np.ones(3),
        overhead_gbp=np.zeros((3, 3)),
        onboarding_months=2,
    )
    assert twice.value([0, 1]) == Offer((0, 1), product=0, month=0, value_gbp=2)
    assert twice.joining_months(0, 0, 1, 2) == 1
    later = twice.overhead_gbp.copy()
    later[0] = np.inf
    closed = twice.settled_gbp.copy()
    closed[0, 0, 1] = -np.inf
    offer = replace(twice, overhead_gbp=later, settled_gbp=closed).value([0, 1])
    assert offer == Offer((0, 1), product=1, month=1, value_gbp=2)


def test_nobody_and_one_council_stay_as_they_are():
    market = shared_price((3.0, 4.0))
    assert market.value([]) is None
    assert market.value([1]) is None
    assert market.worth_gbp([1]) == 0
    assert market.values([[0], [1]]).tolist() == [0, 0]


def test_a_group_without_a_common_month_cannot_form():
    market = replace(shared_price((3.0, 4.0, 12.0)), joining_gbp=np.array([[[0.0], [-np.inf], [0.0]]]))
    assert market.value([0, 1]) is None
    assert market.worth_gbp([0, 1, 2]) == -np.inf
    assert market.worth_gbp([0, 2]) > 0


def test_a_part_of_a_market_values_its_groups_the_same():
    market = random_market(3, councils=7)
    part = part_of(market, [5, 1, 6, 2])
    assert part.codes == tuple(market.codes[i] for i in (1, 2, 5, 6))
    assert part.worth_gbp([0, 2, 3]) == market.worth_gbp([1, 5, 6])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("codes", ("E2", "E1")),
        ("codes", ("E1", "E1")),
        ("volumes", np.array([-1.0, 2.0])),
        ("volumes", np.ones(3)),
        ("annuity", np.array([np.nan])),
        ("pooled_gbp", np.full((1, 2, 1), -1.0)),
        ("joining_gbp", np.full((1, 2, 1), np.inf)),
        ("overhead_gbp", np.zeros((1, 2))),
        ("scale_exponent", 1.0),
        ("onboarding_months", -1),
    ],
)
def test_arrays_that_do_not_fit_are_refused(name, value):
    with pytest.raises(ValueError, match=name):
        replace(shared_price((3.0, 4.0)), **{name: value})
