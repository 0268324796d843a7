"""Prices that cover every group, and branches that prove more: against every group and every partition."""

from __future__ import annotations

import numpy as np
import pytest

from sharedcli.consortia import search
from sharedcli.consortia.covering import Descent, cover
from sharedcli.consortia.pricing import Pricer
from sharedcli.consortia.rows import Rows
from sharedcli.consortia.selection import select
from tests.conftest import seeds
from tests.consortia.markets import all_groups, best_of_all_partitions, random_market


@pytest.mark.parametrize("seed", range(60))
def test_covering_prices_cover_every_group(seed):
    market = random_market(seed, councils=7)
    rows = Rows.of(market)
    asked = np.random.default_rng(seed).exponential(15, 7)
    covering = cover(rows, Pricer(market, rows), asked, precision_share=1e-6)
    assert (covering.prices_gbp >= asked - 1e-9).all()
    for group in all_groups(market):
        assert covering.prices_gbp[list(group)].sum() >= market.worth_gbp(group) - 1e-7


@seeds(10, 20)
def test_a_descent_brings_prices_down_and_never_below_the_best_choice(seed):
    market = random_market(seed, councils=8)
    rows = Rows.of(market)
    pricer = Pricer(market, rows)
    if not rows.count:
        return
    first = cover(rows, pricer, np.zeros(8), precision_share=1e-6)
    best = best_of_all_partitions(market)
    descent = Descent(rows, first.prices_gbp)
    descent.aim(best)
    for _ in range(120):
        tried = descent.step()
    last = cover(rows, pricer, tried.prices_gbp, precision_share=1e-6)
    assert best - 1e-6 <= last.bound_gbp <= first.bound_gbp * 1.001 + 1e-6


@pytest.mark.parametrize(("markets", "least_closed"), [(12, 8), pytest.param(60, 44, marks=pytest.mark.slow)])
def test_branches_prove_what_prices_leave_open(markets, least_closed, monkeypatch):
    """With no look at every group, branching alone: every bound holds, and most gaps close."""
    monkeypatch.setattr(search, "TABLED", 0)
    monkeypatch.setattr(search, "ENUMERATED", 0)
    closed = 0
    for seed in range(markets):
        market = random_market(seed, councils=5 + seed % 4)
        best = best_of_all_partitions(market)
        selection = select(market)
        assert selection.bound_gbp >= best - 1e-6
        assert selection.value_gbp <= best + 1e-6
        closed += selection.gap_share < 1e-6
    assert closed >= least_closed
