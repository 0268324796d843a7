"""The best of all partitions by dynamic programming over sets of councils, quick enough for hundreds of markets.

`markets.best_of_all_partitions` says the same more plainly; a test holds the two together.
"""

from __future__ import annotations

from functools import cache
from itertools import combinations

import numpy as np

from sharedcli.consortia.market import IntArray, Market
from sharedcli.costing.prices import FloatArray


def best_partition(market: Market, most_members: int | None = None) -> float:
    """What the best choice of groups is worth, of up to so many members each; for about 13 councils at most."""
    councils = len(market.codes)
    worth = _worth_of_sets(market, councils if most_members is None else most_members)
    best = np.zeros(1 << councils)
    for taken, (groups, rest) in enumerate(_splits(councils)):
        if taken:
            best[taken] = max(best[taken & (taken - 1)], (worth[groups] + best[rest]).max())
    return float(best[-1])


def _worth_of_sets(market: Market, most: int) -> FloatArray:
    """v(S) at the place whose bits are the members of S; 0 where S cannot form or had better not."""
    councils = len(market.codes)
    worth = np.zeros(1 << councils)
    for size in range(2, min(most, councils) + 1):
        groups = np.array(list(combinations(range(councils), size)), dtype=np.intp).reshape(-1, size)
        worth[(1 << groups).sum(axis=1)] = np.maximum(market.values(groups), 0.0)
    return worth


@cache
def _splits(councils: int) -> tuple[tuple[IntArray, IntArray], ...]:
    """For each set: the groups in it that its lowest member may be in, and what each leaves."""
    splits = []
    for taken in range(1 << councils):
        lowest = taken & -taken
        groups = np.array([lowest], dtype=np.intp)
        for place in range(councils):
            bit = 1 << place
            if bit & taken and bit != lowest:
                groups = np.concatenate((groups, groups | bit))
        splits.append((groups, taken ^ groups))
    return tuple(splits)
