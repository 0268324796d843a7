"""The best choice from a table of every group, against going through all partitions one by one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.consortia.game import belongs, worths
from sharedcli.consortia.partition import best_partition
from sharedcli.consortia.pricing import Pricer
from sharedcli.consortia.rows import Rows
from sharedcli.consortia.selection import select
from sharedcli.consortia.table_prices import lowest_prices
from tests.consortia.markets import random_market, without_table


def partitions(left: int) -> Iterator[list[int]]:
    """Every way to divide a set of councils into groups."""
    if not left:
        yield []
        return
    first = left & -left
    others = left ^ first
    some = others
    while True:
        for rest in partitions(others ^ some):
            yield [first | some, *rest]
        if not some:
            return
        some = (some - 1) & others


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 2**32), councils=st.integers(1, 7), whole=st.booleans())
def test_no_partition_is_worth_more(seed: int, councils: int, whole: bool) -> None:
    """Whole pounds make ties, and the sums exact."""
    draw = np.random.default_rng(seed)
    worth = draw.uniform(0, 9, 2**councils) * (draw.random(2**councils) < 0.7)
    worth = worth.round() if whole else worth
    worth[[0, *(1 << np.arange(councils))]] = 0
    found = best_partition(worth)
    assert sum(map(int.bit_count, found)) == sum(found).bit_count(), "no council is in two groups"
    best = max(sum(worth[group] for group in groups) for groups in partitions(2**councils - 1))
    assert sum(worth[group] for group in found) == pytest.approx(best, abs=1e-12)
    assert all(worth[group] > 0 for group in found)


def test_more_councils_than_are_gone_through_at_once() -> None:
    """Fourteen in pairs of neighbours, each pair worth a pound more than the one before; threes are worth nothing."""
    worth = np.zeros(2**14)
    for first in range(13):
        worth[0b11 << first] = first + 1
    assert best_partition(worth) == [0b11 << first for first in range(0, 14, 2)]


@pytest.mark.parametrize("seed", range(12))
def test_table_and_search_agree(seed: int) -> None:
    market = random_market(seed, councils=6 + seed % 5)
    tabled = select(market)
    with without_table():
        searched = select(market)
    assert searched.value_gbp == pytest.approx(tabled.value_gbp)
    assert sum(searched.prices_gbp) >= sum(tabled.prices_gbp) - 1e-3, "no prices are lower"


@pytest.mark.parametrize("seed", range(12))
def test_prices_cover_every_group(seed: int) -> None:
    market = random_market(seed, councils=4 + seed % 6)
    selection = select(market)
    prices = belongs(len(market.codes)) @ np.array(selection.prices_gbp)
    assert (prices >= worths(Rows.of(market)) - 1e-7).all()
    assert selection.bound_gbp == selection.value_gbp


def test_prices_follow_what_each_brings_where_others_stay_out() -> None:
    """Any two of the first three are worth 5, all three 9; with the fourth, the first two are worth 6 and no more.

    The three are chosen and the fourth is in nothing, so its price is nothing and the first two are worth 6 to
    whoever may take it in. The third then brings 3, the others 4 each: 11 in all for a worth of 9, so 36/11, 36/11
    and 27/11. The first two have 72/11, above 6, and each with the third 63/11, above 5.
    """
    worth = np.zeros(16)
    worth[[0b0011, 0b0101, 0b0110]] = 5
    worth[0b0111] = 9
    worth[0b1011] = 6
    chosen = best_partition(worth)
    assert chosen == [0b0111]
    market = random_market(1, councils=4)
    prices = lowest_prices(Pricer(market, Rows.of(market)), worth, chosen)
    assert prices == pytest.approx([36 / 11, 36 / 11, 27 / 11, 0])
    assert (belongs(4) @ prices >= worth - 1e-9).all()
