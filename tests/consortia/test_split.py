"""Splits on markets: tables against the definition, pricing against tables, samples against exact values."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.consortia import core
from sharedcli.consortia.core import WITHIN_SHARE, dual_price_split, least_core, least_core_in, objection_in
from sharedcli.consortia.core import strongest_objection as strongest
from sharedcli.consortia.game import MOST_EXACT, Game, belongs, game_of
from sharedcli.consortia.market import Market
from sharedcli.consortia.nucleolus import nucleolus
from sharedcli.consortia.selection import select
from sharedcli.consortia.shapley import FEWEST_PERMUTATIONS, shapley, shapley_sampled
from sharedcli.consortia.subgroups import Subgroups
from sharedcli.costing.prices import FloatArray
from tests.consortia.markets import random_market, shared_price, with_money_times, worth_by_definition


def can_form(seed: int, councils: int) -> Market:
    """A random market whose councils can all go together: everywhere open to all, at any size."""
    market = random_market(seed, councils=councils)
    joining, overhead = market.joining_gbp, market.overhead_gbp
    return replace(
        market,
        joining_gbp=np.where(np.isfinite(joining), joining, 0.0),
        overhead_gbp=np.where(np.isfinite(overhead), overhead, 500.0),
    )


def splits(game: Game, seed: int) -> tuple[FloatArray, ...]:
    """Shapley, equal shares, and anything else that adds up."""
    drawn = np.random.default_rng(seed).normal(0, 30, len(game.players))
    equal = game.of_all_gbp / len(game.players)
    return shapley(game), np.full(len(drawn), equal), drawn - drawn.mean() + equal


@pytest.fixture
def no_table(monkeypatch):
    """Small consortia take the road of the large ones."""
    monkeypatch.setattr(core, "MOST_EXACT", 0)


def test_three_councils_that_share_a_price():
    """By hand: 3, 4 and 12 alone; charges grow with the root of volume, so that two pay 5 or sqrt(153) or sqrt(160)."""
    game = game_of(shared_price((3.0, 4.0, 12.0)), [0, 1, 2])
    pair, first, second = 3 + 4 - 5, 3 + 12 - 153**0.5, 4 + 12 - 160**0.5
    assert game.worth_gbp == pytest.approx([0, 0, 0, pair, 0, first, second, 6])
    assert game.marginal_gbp == pytest.approx([6 - second, 6 - first, 6 - pair])
    assert game.group(0b110) == ("E00000001", "E00000002")
    expected = [(pair + first) / 6 + (6 - second) / 3, (pair + second) / 6 + (6 - first) / 3]
    assert shapley(game)[:2] == pytest.approx(expected)
    assert shapley(game).sum() == pytest.approx(6)


@pytest.mark.parametrize("seed", range(12))
def test_a_table_is_worth_by_definition_with_nothing_below_zero_but_the_whole(seed):
    market, members = can_form(seed, 7), (0, 2, 3, 5, 6)
    game = game_of(market, members)
    for place in range(1, 31):
        group = tuple(member for i, member in enumerate(members) if place >> i & 1)
        assert game.worth_gbp[place] == pytest.approx(max(0.0, worth_by_definition(market, group)), abs=1e-9)
    assert game.of_all_gbp == pytest.approx(worth_by_definition(market, members), abs=1e-9)
    assert game.players == tuple(market.codes[i] for i in members)


def test_a_whole_that_loses_keeps_its_loss_and_divides_it():
    market = shared_price((3.0, 4.0, 12.0))
    dear = replace(market, overhead_gbp=np.array([[0.0, 0.0, 0.0, 10.0]]))
    game = game_of(dear, [0, 1, 2])
    assert game.of_all_gbp == pytest.approx(6 - 10)
    assert game.worth_gbp[3] == pytest.approx(2)
    assert shapley(game).sum() == pytest.approx(-4)
    assert nucleolus(game).sum() == pytest.approx(-4)
    assert strongest(game, shapley(game)) is not None


def test_limits_on_size_are_kept():
    game = game_of(can_form(4, 5).limited(least=3), range(5))
    assert not game.worth_gbp[belongs(5).sum(axis=1) == 2].any()


@pytest.mark.parametrize("members", [[], range(MOST_EXACT + 1), [1, 0], [0, 0]])
def test_members_that_make_no_table_are_refused(members):
    with pytest.raises(ValueError, match="members"):
        game_of(can_form(1, MOST_EXACT + 1), members)


def test_a_least_core_that_would_take_minutes_is_refused():
    with pytest.raises(ValueError, match="41"):
        least_core_in(random_market(1, councils=41), range(41))


def test_members_who_cannot_form_one_consortium_are_refused():
    pairs = can_form(1, 4).limited(most=2)
    for divide in (game_of, least_core_in, lambda market, all_: objection_in(market, all_, np.zeros(4))):
        with pytest.raises(ValueError, match="cannot form one consortium"):
            divide(pairs, range(4))
    with pytest.raises(ValueError, match="cannot form one consortium"):
        shapley_sampled(pairs, range(4), seed=0, permutations=10)


@settings(deadline=None, max_examples=60)
@given(seed=st.integers(0, 2**32), councils=st.integers(2, 9))
def test_pricing_finds_the_group_furthest_short_of_any_split(seed, councils):
    market = can_form(seed, councils)
    game = game_of(market, range(councils))
    for split in splits(game, seed):
        objection = strongest(game, split)
        groups, worth = Subgroups(market).furthest_short(split)
        furthest = max(0.0, (worth - groups @ split).max())
        assert furthest == pytest.approx(objection.gain_gbp if objection else 0.0, abs=1e-5)


@pytest.mark.parametrize("seed", range(8))
def test_the_core_test_without_a_table_is_that_with_one(seed, no_table):
    market, members = can_form(seed, 9), (0, 1, 3, 4, 5, 7, 8)
    game = game_of(market, members)
    for split in splits(game, seed):
        by_table, by_pricing = strongest(game, split), objection_in(market, members, split)
        assert (by_table is None) == (by_pricing is None)
        if by_table and by_pricing:
            assert by_pricing.gain_gbp == pytest.approx(by_table.gain_gbp)


@pytest.mark.parametrize("seed", range(8))
def test_the_least_core_without_a_table_is_near_that_with_one_and_never_better(seed, no_table):
    market = can_form(seed, 2 + seed)
    game = game_of(market, range(2 + seed))
    best, found = least_core(game).slack_gbp, least_core_in(market, range(2 + seed))
    assert best - 2 * WITHIN_SHARE * game.scale_gbp <= found.slack_gbp <= best + 1e-7 * game.scale_gbp
    shortfall = (game.worth_gbp - belongs(2 + seed) @ found.split_gbp)[1:-1]
    assert -shortfall.max() == pytest.approx(found.slack_gbp, abs=1e-6 * game.scale_gbp)
    assert found.split_gbp.sum() == pytest.approx(game.of_all_gbp)


@pytest.mark.parametrize("seed", range(6))
def test_samples_are_within_four_standard_errors_and_add_up(seed):
    market, members = can_form(seed, 9), range(1, 9)
    exact = shapley(game_of(market, members))
    sampled = shapley_sampled(market, members, seed=seed, permutations=500)
    rounding = 1e-9 * abs(exact).sum()
    assert (abs(sampled.values_gbp - exact) <= 4 * sampled.standard_error_gbp + rounding).all()
    assert sampled.values_gbp.sum() == pytest.approx(exact.sum(), abs=rounding)
    few = shapley_sampled(market, members, seed=seed, permutations=50).standard_error_gbp
    assert few.mean() > sampled.standard_error_gbp.mean()


def test_a_sample_is_drawn_by_seed_and_members_alone():
    market = can_form(2, 9)
    one = shapley_sampled(market, (1, 2, 4, 8), seed=7, permutations=30)
    part = shapley_sampled(market.only((1, 2, 4, 8)), range(4), seed=7, permutations=29)
    other = shapley_sampled(market, (1, 2, 4, 8), seed=8, permutations=30)
    assert one.values_gbp.tobytes() == part.values_gbp.tobytes()
    assert one.standard_error_gbp.tobytes() == part.standard_error_gbp.tobytes()
    assert one.values_gbp.tolist() != other.values_gbp.tolist()
    with pytest.raises(ValueError, match="permutations"):
        shapley_sampled(market, range(4), seed=0, permutations=FEWEST_PERMUTATIONS - 1)


@pytest.mark.parametrize("seed", range(4))
def test_twice_the_money_is_twice_everything(seed):
    market, members = can_form(seed, 6), range(6)
    once, twice = game_of(market, members), game_of(with_money_times(market, 2), members)
    assert twice.worth_gbp == pytest.approx(2 * once.worth_gbp)
    for split in splits(once, seed):
        one, two = strongest(once, split), objection_in(with_money_times(market, 2), members, 2 * split)
        assert (one is None) == (two is None)
        assert not one or not two or two.gain_gbp == pytest.approx(2 * one.gain_gbp)
    drawn = [shapley_sampled(each, members, seed=1, permutations=20) for each in (market, with_money_times(market, 2))]
    assert drawn[1].values_gbp == pytest.approx(2 * drawn[0].values_gbp)


@settings(deadline=None, max_examples=15)
@given(seed=st.integers(0, 2**32), councils=st.integers(2, 7))
def test_no_objection_to_a_dual_price_split_is_for_more_than_prices_were_too_high(seed, councils):
    market = can_form(seed, councils)
    selection = select(market)
    for consortium in selection.consortia:
        members = [market.codes.index(code) for code in consortium.members]
        prices = np.array(selection.prices_gbp)[members]
        split = dual_price_split(prices, consortium.value_gbp)
        assert split.sum() == pytest.approx(consortium.value_gbp)
        objection = objection_in(market, members, split)
        over = prices.sum() - consortium.value_gbp
        assert (objection.gain_gbp if objection else 0.0) <= over + 1e-6 * consortium.value_gbp


def test_a_market_of_some_councils_values_every_group_as_before():
    market, members = random_market(3, councils=8), (1, 2, 5, 6)
    part = market.only(members)
    for size in range(5):
        for group in combinations(range(4), size):
            assert part.worth_gbp(group) == market.worth_gbp([members[i] for i in group])
