"""The choice of consortia against brute force over all partitions, and what must hold at any size."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from sharedcli.consortia.selection import Consortium, NotIncludedError, Selection, select
from tests.conftest import seeds
from tests.consortia.markets import (
    all_groups,
    best_of_all_partitions,
    part_of,
    random_market,
    shared_price,
    with_money_times,
    without_table,
)

if TYPE_CHECKING:
    from sharedcli.consortia.market import Market

ROOT = Path(__file__).parents[2]


def check(market: Market, selection: Selection) -> None:
    """What must hold of any selection."""
    taken = [code for consortium in selection.consortia for code in consortium.members]
    assert len(taken) == len(set(taken))
    assert [c.members for c in selection.consortia] == sorted(c.members for c in selection.consortia)
    for consortium in selection.consortia:
        offer = market.value([market.codes.index(code) for code in consortium.members])
        assert offer
        assert consortium.value_gbp == offer.value_gbp > 0
        assert (consortium.product, consortium.go_live) == (market.products[offer.product], offer.month)
        assert len(consortium.joins) == len(consortium.members)
    assert selection.value_gbp == pytest.approx(sum(c.value_gbp for c in selection.consortia))
    assert selection.bound_gbp >= selection.value_gbp
    assert 0 <= selection.gap_share < 1
    assert sum(selection.prices_gbp) >= selection.bound_gbp * (1 - 1e-9)


@pytest.mark.parametrize("seed", range(200))
def test_it_is_the_best_of_all_partitions(seed):
    market = random_market(seed, councils=2 + seed % 7)
    selection = select(market)
    check(market, selection)
    best = best_of_all_partitions(market)
    assert selection.value_gbp == pytest.approx(best, rel=1e-6, abs=1e-6)
    assert selection.bound_gbp == selection.value_gbp
    prices = np.array(selection.prices_gbp)
    assert prices.sum() >= best * (1 - 1e-9)
    for group in all_groups(market):
        assert prices[list(group)].sum() >= market.worth_gbp(group) - 1e-7


@pytest.mark.parametrize("seed", range(20))
def test_it_is_the_best_with_a_limit_on_size(seed):
    market = random_market(seed, councils=8)
    most = 2 + seed % 3
    selection = select(market.limited(most=most))
    check(market, selection)
    assert selection.value_gbp == pytest.approx(best_of_all_partitions(market, most), rel=1e-6, abs=1e-6)
    assert all(len(consortium.members) <= most for consortium in selection.consortia)


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_councils_changes_nothing(seed):
    market = replace(random_market(seed, councils=9), volumes=np.arange(2.0, 11.0), scale_exponent=0.3)  # no ties
    order = np.random.default_rng(seed).permutation(9)
    renamed = replace(
        market,
        settled_gbp=market.settled_gbp[:, order],
        joining_gbp=market.joining_gbp[:, order],
        pooled_gbp=market.pooled_gbp[:, order],
        volumes=market.volumes[order],
    )
    one, other = select(market), select(renamed)
    assert other.value_gbp == pytest.approx(one.value_gbp)
    names = {market.codes[place]: market.codes[council] for place, council in enumerate(order)}
    again = {frozenset(names[code] for code in consortium.members) for consortium in other.consortia}
    assert again == {frozenset(consortium.members) for consortium in one.consortia}


@pytest.mark.parametrize("seed", range(8))
def test_one_council_more_never_lowers_the_value(seed):
    market = random_market(seed, councils=10)
    values = [select(part_of(market, range(councils))).value_gbp for councils in range(11)]
    assert values[:2] == [0, 0]
    assert all(after >= before - 1e-6 for before, after in pairwise(values))


@pytest.mark.parametrize("seed", range(8))
def test_twice_the_money_is_twice_the_value(seed):
    market = random_market(seed, councils=9)
    twice = with_money_times(market, 2)
    one, other = select(market), select(twice)
    assert other.value_gbp == pytest.approx(2 * one.value_gbp)
    assert [c.members for c in other.consortia] == [c.members for c in one.consortia]


@seeds(3, 6)
def test_twenty_councils_come_within_a_proven_gap(seed):
    market = random_market(seed, councils=20, months=12)
    selection = select(market)
    check(market, selection)
    assert selection.gap_share < 0.05
    assert selection == select(market)
    assert selection.bound_gbp >= select(market.limited(most=4)).value_gbp


def test_councils_that_are_all_alike():
    market = shared_price((3.0,) * 16)
    selection = select(market)
    check(market, selection)
    assert [consortium.members for consortium in selection.consortia] == [market.codes]
    assert selection.gap_share == 0


def test_three_four_and_twelve_cost_thirteen_together():
    selection = select(shared_price((3.0, 4.0, 12.0)))
    codes = ("E00000000", "E00000001", "E00000002")
    (consortium,) = selection.consortia
    assert replace(consortium, value_gbp=6) == Consortium(codes, "", 0, (0, 0, 0), 6)
    assert selection.value_gbp == selection.bound_gbp == pytest.approx(6)


@pytest.mark.parametrize("seed", range(60))
def test_a_council_that_must_be_in_is_in_the_best_choice_that_has_it(seed):
    market = random_market(seed, councils=7)
    must = market.codes[seed % 7]
    best = best_of_all_partitions(market, must_include=seed % 7)
    if best == -np.inf:
        with pytest.raises(NotIncludedError, match=must):
            select(market, must_include=[must])
        return
    selection = select(market, must_include=[must])
    assert selection.value_gbp == pytest.approx(best, rel=1e-6, abs=1e-6)
    assert selection.bound_gbp == pytest.approx(best, rel=1e-6, abs=1e-6)
    assert must in {code for consortium in selection.consortia for code in consortium.members}


def test_looking_at_every_group_closes_the_gap_that_prices_leave():
    """Any two of three gain 10 and three gain nothing: prices of 5 each bound by 15 what is 10 at best."""
    pairs_only = replace(shared_price((5.0, 5.0, 5.0)), annuity=np.zeros(1), overhead_gbp=np.array([[0, 0, 0, np.inf]]))
    selection = select(pairs_only)
    assert selection.value_gbp == selection.bound_gbp == pytest.approx(10)
    assert sum(selection.prices_gbp) == pytest.approx(15)
    with without_table():
        left_open = select(pairs_only, tolerance_share=0.4)
    assert left_open.bound_gbp == pytest.approx(15)
    assert left_open.gap_share == pytest.approx(1 / 3)


def test_where_nothing_is_worth_doing_nothing_is_chosen():
    dear = replace(shared_price((3.0, 4.0, 12.0)), overhead_gbp=np.full((1, 4), 100.0))
    shut = replace(dear, overhead_gbp=np.full((1, 4), np.inf))
    for market in (dear, shut, part_of(dear, []), part_of(dear, [1])):
        nothing = select(market)
        assert nothing == Selection((), 0.0, 0.0, (0.0,) * len(market.codes))
        assert nothing.gap_share == 0


def test_the_solver_says_nothing_on_standard_output():
    script = (
        "import json\n"
        "from tests.consortia.markets import shared_price\n"
        "from sharedcli.consortia.selection import select\n"
        "print(json.dumps(select(shared_price((3.0, 4.0, 12.0))).value_gbp))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == pytest.approx(6)
    assert done.stderr == ""
