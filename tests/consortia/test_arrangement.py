"""Moves never lose, and end where prices nearly cover every group."""

from __future__ import annotations

import numpy as np
import pytest

from sharedcli.consortia.arrangement import Arrangement
from sharedcli.consortia.rows import Rows
from tests.consortia.markets import all_groups, random_market


def never() -> bool:
    return False


def arranged(seed: int, councils: int = 9) -> tuple[Arrangement, Rows]:
    rows = Rows.of(random_market(seed, councils=councils))
    return Arrangement.guided(rows, np.zeros(councils), stop=never), rows


@pytest.mark.parametrize("seed", range(30))
def test_moves_never_lose(seed):
    market = random_market(seed, councils=9)
    made, _ = arranged(seed)
    worths = [made.worth_gbp]
    made.relocate()
    worths.append(made.worth_gbp)
    made.improve()
    worths.append(made.worth_gbp)
    assert worths == sorted(worths)
    members = [council for group in made.groups for council in group]
    assert len(members) == len(set(members))
    assert made.worth_gbp == pytest.approx(sum(map(market.worth_gbp, made.groups)), abs=1e-9)


@pytest.mark.parametrize("seed", range(30))
def test_marginal_prices_are_what_a_group_loses_by_one_councils_leaving(seed):
    market = random_market(seed, councils=8)
    made, _ = arranged(seed, councils=8)
    prices = made.marginal_gbp()
    for group in made.groups:
        for council in group:
            rest = market.worth_gbp([member for member in group if member != council])
            lost = market.worth_gbp(group) - max(rest, 0.0)
            assert prices[council] == pytest.approx(max(lost, 0.0), abs=1e-9)


@pytest.mark.parametrize("seed", range(30))
def test_no_single_move_is_left(seed):
    market = random_market(seed, councils=7)
    made, _ = arranged(seed, councils=7)
    made.improve()
    whole = made.worth_gbp
    groups = [set(group) for group in made.groups]
    for council in range(7):
        without = [group - {council} for group in groups]
        for place in range(len(groups)):
            moved = [group | {council} if at == place else group for at, group in enumerate(without)]
            worths = [market.worth_gbp(sorted(group)) for group in moved]
            assert sum(worths) <= whole * (1 + 1e-6) + 1e-6


def test_a_search_that_is_stopped_changes_nothing_more():
    rows = Rows.of(random_market(3, councils=9))
    made = Arrangement.guided(rows, np.zeros(9), stop=lambda: True)
    before = made.groups
    made.improve()
    assert made.groups == before


def test_the_first_group_is_the_best_there_is_or_nearly():
    shortfalls = []
    for seed in range(40):
        market = random_market(seed, councils=7)
        made, _ = arranged(seed, councils=7)
        best = max(map(market.worth_gbp, all_groups(market)))
        found = max(map(market.worth_gbp, made.groups), default=0.0)
        shortfalls.append(1 - found / best if best > 0 else 0.0)
    assert np.median(shortfalls) == pytest.approx(0, abs=1e-9)
