"""Rows never say less than the market, and leave out nothing that could be better."""

from __future__ import annotations

import numpy as np
import pytest

from sharedcli.consortia import rows as rows_module
from sharedcli.consortia.rows import Rows, highest
from tests.consortia.markets import all_groups, random_market


def best_in_rows(rows: Rows, group: tuple[int, ...]) -> float:
    size, volume = len(group), rows.volumes[list(group)].sum()
    by_row = rows.contributions(size)[:, list(group)].sum(axis=1) - rows.annuity * rows.charge(volume)
    return float((by_row - rows.overhead_gbp[:, size]).max(initial=-np.inf))


@pytest.mark.parametrize("seed", range(30))
def test_a_group_is_worth_the_same_in_rows_as_in_the_market(seed):
    market = random_market(seed, councils=6)
    rows = Rows.of(market)
    for group in all_groups(market):
        worth = market.worth_gbp(group)
        if np.isfinite(worth):
            assert best_in_rows(rows, group) == pytest.approx(worth, abs=1e-9)
        else:
            assert best_in_rows(rows, group) < -1e9


@pytest.mark.parametrize("seed", range(30))
def test_between_the_sizes_kept_a_group_is_worth_no_less(seed, monkeypatch):
    monkeypatch.setattr(rows_module, "EXACT_UP_TO", 1)
    monkeypatch.setattr(rows_module, "KEPT_SIZES", (2, 5))
    market = random_market(seed, councils=8)
    rows = Rows.of(market)
    assert set(rows.sizes) <= {2, 5, *range(6, 9)}
    for group in all_groups(market):
        worth = market.worth_gbp(group)
        if np.isfinite(worth):
            assert best_in_rows(rows, group) >= worth - 1e-9


@pytest.mark.parametrize("seed", range(10))
def test_a_size_for_each_row_is_the_same_as_one_size_for_all(seed):
    rows = Rows.of(random_market(seed, councils=7))
    for size in range(2, 8):
        together = rows.contributions_at(np.full(rows.count, size))
        assert together == pytest.approx(rows.contributions(size), rel=1e-12)


def test_where_nothing_can_form_there_are_no_rows():
    market = random_market(1, councils=5)
    assert Rows.of(market.limited(most=1)).count == 0
    assert Rows.of(market.limited(least=6)).count == 0


def test_the_highest_of_equals_are_the_first():
    scores = np.array([[1.0, 3.0, 3.0, 3.0], [4.0, 1.0, 4.0, 0.0]])
    marked = highest(scores, np.array([2, 1]))
    assert marked.tolist() == [[False, True, True, False], [True, False, False, False]]
