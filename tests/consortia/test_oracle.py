"""The selection against the best of all partitions on hundreds of markets, and under tight limits on size."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.consortia.market import Market
from sharedcli.consortia.selection import select
from tests.conftest import seeds
from tests.consortia.markets import best_of_all_partitions, random_market, without_table
from tests.consortia.oracle import best_partition

WAYS = pytest.mark.parametrize("way", [nullcontext, without_table], ids=["table", "search"])


@pytest.mark.parametrize("seed", range(12))
def test_both_oracles_agree(seed):
    market = random_market(seed, councils=2 + seed % 7)
    assert best_partition(market) == pytest.approx(best_of_all_partitions(market), abs=1e-9)
    assert best_partition(market, 3) == pytest.approx(best_of_all_partitions(market, 3), abs=1e-9)


SEEDS = st.integers(0, 2**32)
FEW, MANY = settings(deadline=None, max_examples=20), settings(deadline=None, max_examples=400)
ANY_MARKET = given(seed=SEEDS, councils=st.integers(2, 10), months=st.integers(1, 10))
ANY_TOLERANCE = given(seed=SEEDS, councils=st.integers(2, 10), tolerance=st.sampled_from((0.001, 0.01, 0.1)))


@WAYS
@FEW
@ANY_MARKET
def test_it_is_the_best_of_all_partitions_of_any_market(way, seed, councils, months):
    assert_best(random_market(seed, councils=councils, months=months), way)


@pytest.mark.slow
@WAYS
@MANY
@ANY_MARKET
def test_it_is_the_best_in_many_more_markets(way, seed, councils, months):
    assert_best(random_market(seed, councils=councils, months=months), way)


def assert_best(market: Market, way: Callable[[], AbstractContextManager[None]]) -> None:
    with way():
        best, selection = best_partition(market), select(market)
    assert selection.value_gbp == pytest.approx(best, rel=1e-6, abs=1e-6)
    assert selection.bound_gbp >= best * (1 - 1e-9)
    assert sum(selection.prices_gbp) >= best * (1 - 1e-9)


@FEW
@ANY_TOLERANCE
def test_it_is_as_near_the_best_as_it_says(seed, councils, tolerance):
    assert_near(random_market(seed, councils=councils), tolerance)


@pytest.mark.slow
@MANY
@ANY_TOLERANCE
def test_it_is_as_near_in_many_more_markets(seed, councils, tolerance):
    assert_near(random_market(seed, councils=councils), tolerance)


def assert_near(market: Market, tolerance: float) -> None:
    with without_table():
        best, selection = best_partition(market), select(market, tolerance_share=tolerance)
    assert selection.gap_share <= tolerance
    assert selection.value_gbp - 1e-6 <= best <= selection.bound_gbp * (1 + 1e-9)


@WAYS
@seeds(12, 40)
def test_four_at_most_is_the_hard_case(way, seed):
    """SELECTION 3's adversary: many groups of the same few sizes; up to 13 councils, about three groups each."""
    councils = 8 + seed % 6
    market = random_market(seed + 1000, councils=councils, months=8)
    with way():
        best, selection = best_partition(market, 4), select(market.limited(most=4))
    assert selection.value_gbp == pytest.approx(best, rel=1e-6, abs=1e-6)
    assert selection.bound_gbp == selection.value_gbp


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_what_cannot_be_looked_at_whole_stays_within_its_bound(seed):
    """Fifteen councils, one more than are enumerated: the answer may fall short, but never by more than it says."""
    market = random_market(seed, councils=15)
    with without_table():
        best, selection = best_partition(market), select(market)
    assert selection.value_gbp - 1e-6 <= best <= selection.bound_gbp * (1 + 1e-9)
    assert np.isfinite(selection.gap_share)


def test_where_a_size_in_between_cannot_form():
    """Seven or nine may form, eight may not: what a group loses by letting one go is then all it is worth, no more."""
    market = random_market(5, councils=10, months=1)
    assert np.isinf(market.overhead_gbp[0, 8])
    assert np.isfinite(market.overhead_gbp[0, [7, 9]]).all()
    selection = select(market)
    assert np.isfinite(selection.prices_gbp).all()
    assert selection.value_gbp == pytest.approx(best_partition(market))
