"""No peer is ever worth more than the selection, nor than its bound; and every peer is a real opponent. No clock."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from sharedcli.consortia.market import Market
from sharedcli.consortia.selection import select
from tests.benchmarks import compact, nation
from tests.benchmarks.compact import Groups
from tests.benchmarks.growth import market_for
from tests.benchmarks.peers import PEERS, clustered_dates, fair
from tests.consortia.markets import random_market, shared_price
from tests.consortia.oracle import best_partition

SAME = 1 + 1e-9
needs_register = pytest.mark.skipif(not nation.is_there(), reason=f"no register of councils at {nation.REGISTER}")


def groups_of(method: Callable[[Market], Groups], market: Market) -> Groups:
    if method is clustered_dates:
        pytest.importorskip("sklearn", reason="scikit-learn is in the extra `bench`")
    return method(market)


@pytest.mark.parametrize("name", PEERS)
def test_no_peer_beats_the_best_of_a_random_market(name):
    for seed in range(10):
        market = random_market(seed, councils=9)
        groups = groups_of(PEERS[name], market)
        assert all(0 <= council < 9 for group in groups for council in group)
        assert fair(market, groups) <= best_partition(market) + 1e-9


@needs_register
@pytest.mark.parametrize("service", [pytest.param("finance", marks=pytest.mark.slow), "libraries"])
def test_no_peer_beats_ours_in_a_national_market(service):
    market = market_for(40, service)
    ours = select(market, tolerance_share=0.001)
    worth = {name: fair(market, groups_of(method, market)) for name, method in PEERS.items()}
    assert max(worth.values()) <= ours.value_gbp * SAME
    assert min(worth.values()) > 0.3 * ours.value_gbp


def test_peers_agree_where_there_is_one_good_answer():
    """Three councils in one month: together they pay 13 for what costs 3, 4 and 12 alone."""
    market = shared_price((3.0, 4.0, 12.0))
    for method in PEERS.values():
        assert fair(market, groups_of(method, market)) == pytest.approx(6)


def test_nobody_to_share_with():
    for market in (shared_price(()), shared_price((3.0,)), shared_price((0.0, 0.0))):
        for method in PEERS.values():
            assert fair(market, groups_of(method, market)) == 0


@pytest.mark.parametrize("seed", range(10))
def test_the_compact_programme_is_a_tight_opponent(seed):
    """Up to two groups at one place and no gap left: nearly the best of all partitions, never above it."""
    pytest.importorskip("scipy", reason="scipy is in the extra `bench`")
    market = random_market(seed, councils=8)
    best = best_partition(market)
    found = compact.solve(market, gap_share=0.0, copies=2, tangents=2)
    assert found.status == "Optimal"
    assert 0.98 * best <= fair(market, found.groups) <= best + 1e-9


@pytest.mark.parametrize("seed", [1, 2, 3, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (0, 4, 5, 6, 7))])
def test_never_below_the_compact_programme_at_thirty(seed):
    pytest.importorskip("scipy", reason="scipy is in the extra `bench`")
    market = random_market(seed, councils=30)
    compared(market, copies=2, tangents=2)


@pytest.mark.slow
@needs_register
@pytest.mark.parametrize("service", ["crm", "finance", "libraries", "planning"])
def test_never_below_the_compact_programme_in_a_national_market_of_thirty(service):
    pytest.importorskip("scipy", reason="scipy is in the extra `bench`")
    compared(market_for(30, service), copies=1, tangents=1)


def compared(market: Market, *, copies: int, tangents: int) -> None:
    ours = select(market)
    found = compact.solve(market, copies=copies, tangents=tangents, limit_s=300)
    theirs = fair(market, found.groups)
    assert ours.value_gbp * SAME >= theirs > 0.9 * ours.value_gbp
    assert ours.bound_gbp * SAME >= theirs
    assert np.isfinite(ours.bound_gbp)
