"""Pricing against every group there is."""

from __future__ import annotations

import numpy as np
import pytest

from sharedcli.consortia.arrangement import Arrangement
from sharedcli.consortia.market import Market
from sharedcli.consortia.pricing import Pricer
from sharedcli.consortia.rows import Rows
from sharedcli.costing.prices import FloatArray
from tests.consortia.markets import all_groups, random_market


def prices(seed: int, councils: int) -> FloatArray:
    asked: FloatArray = np.random.default_rng([seed, councils]).exponential(20, councils) * (seed % 3 > 0)
    return asked


def pricer(market: Market) -> Pricer:
    return Pricer(market, Rows.of(market))


@pytest.mark.parametrize("seed", range(60))
def test_lifted_prices_cover_every_group(seed):
    market = random_market(seed, councils=7)
    asked = prices(seed, 7)
    lifted = asked + pricer(market).price(asked).lift_gbp
    for group in all_groups(market):
        assert lifted[list(group)].sum() >= market.worth_gbp(group) - 1e-9


@pytest.mark.parametrize("seed", range(60))
def test_the_first_group_is_furthest_above_its_prices(seed):
    market = random_market(seed, councils=7)
    asked = prices(seed, 7)
    above = {group: market.worth_gbp(group) - asked[list(group)].sum() for group in all_groups(market, 5)}
    offers = pricer(market.limited(most=5)).price(asked).offers
    if max(above.values()) <= 0:
        assert offers == ()
    else:
        assert above[offers[0].members] == pytest.approx(max(above.values()), rel=1e-9)
        assert all(offer == market.value(offer.members) for offer in offers)


def test_councils_priced_out_are_in_no_group():
    market = random_market(4, councils=9)
    asked = np.zeros(9)
    asked[[0, 3, 8]] = np.inf
    offers = pricer(market).price(asked).offers
    assert offers
    assert all(not {0, 3, 8} & set(offer.members) for offer in offers)


def test_among_councils_that_are_alike_the_first_codes_are_taken():
    alike = Market(
        codes=tuple(f"E{i}" for i in range(8)),
        products=("",),
        settled_gbp=np.full((1, 8, 1), 10.0),
        joining_gbp=np.zeros((1, 8, 1)),
        pooled_gbp=np.zeros((1, 8, 1)),
        volumes=np.ones(8),
        annuity=np.ones(1),
        overhead_gbp=np.where(np.arange(9) == 3, 0.0, np.inf).reshape(1, 9),
        scale_exponent=0.5,
        onboarding_months=0,
    )
    first = Arrangement.guided(Rows.of(alike), np.zeros(8), stop=lambda: False)
    assert first.groups == ((0, 1, 2), (3, 4, 5))
