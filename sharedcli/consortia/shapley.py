"""The Shapley value: what each member adds, averaged over all orders in which the members might have come together.

Exact from a table of every group (`game.py`); estimated from drawn orders where a table would be too large.

Source: Shapley, A value for n-person games, Contributions to the Theory of Games II, 1953.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from math import comb
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.game import Game, belongs, of_all, sums
from sharedcli.costing.prices import FloatArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sharedcli.consortia.market import IntArray, Market

FEWEST_PERMUTATIONS = 4  # two pairs: with one there is no error to state
AT_ONCE = 10  # players up to whom one matrix product is quickest; larger ones are shared out, and wait for threads
PAIRS_AT_ONCE = 1_000  # to cap memory


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """An estimate and how far it may be out."""

    values_gbp: FloatArray
    """(k,): in the order of the members; they add up to v(N), up to rounding."""
    standard_error_gbp: FloatArray
    """(k,): of each value; two of them either side hold the true value about 19 times in 20."""


def shapley(game: Game) -> FloatArray:
    """Each player's Shapley value.

    With w(s) = s! (k - s - 1)! / k!, the share of all orders in which a player comes right after s given ones, a
    player's value is the sum of w(|S|) (v(S + i) - v(S)) over the groups S without it. Each v(S) stands in it as
    w(|S| - 1) where the player is inside, and as -w(|S|) where not. So it is the sum of (w(|S| - 1) + w(|S|)) v(S)
    over the groups with the player, less the same number for all: the sum of w(|S|) v(S) over every group. The table
    is read twice, not once for each player; a small one is multiplied by all the weights in one go.

    Returns:
        Pounds, shape (k,), in the order of `game.players`. They add up to v(N), up to rounding.

    >>> gloves = Game(("left", "right", "right too"), np.array([0.0, 0, 0, 1, 0, 1, 0, 1]))
    >>> shapley(gloves).round(4).tolist()
    [0.6667, 0.1667, 0.1667]
    """
    players = len(game.players)
    if players <= AT_ONCE:
        at_once: FloatArray = _matrix(players) @ game.worth_gbp
        return at_once
    inside, apart = _weights(players)
    weighted = (inside * game.worth_gbp).reshape(-1, 1 << AT_ONCE)
    first, others = weighted.sum(axis=0) @ belongs(AT_ONCE), weighted.sum(axis=1) @ belongs(players - AT_ONCE)
    value: FloatArray = np.concatenate((first, others)) - (apart * game.worth_gbp).sum()
    return value


def shapley_sampled(market: Market, members: Sequence[int], *, seed: int, permutations: int) -> Sampled:
    """Shapley values of a consortium of any size, from orders drawn at random, each with its reverse.

    Who comes early in one order comes late in the other, so the errors of the two largely cancel. The groups are
    worth what they are worth in `game_of`: nothing where they had better not form, v(N) as it is.

    Args:
        market: Any market that holds the members.
        members: Positions in `market.codes`, ascending and different.
        seed: The same seed and members draw the same orders on every machine, whatever else is drawn beside them.
        permutations: Orders drawn, `FEWEST_PERMUTATIONS` or more; an odd number is rounded up.

    Raises:
        ValueError: For too few permutations, for nobody, or where the members cannot form one consortium.
    """
    if permutations < FEWEST_PERMUTATIONS or not len(members):
        msg = f"a sample needs one member and {FEWEST_PERMUTATIONS} permutations or more"
        raise ValueError(msg)
    part = market.only(members)
    pairs, whole = (permutations + 1) // 2, of_all(part)
    key = zlib.crc32(",".join(part.codes).encode())
    draw = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, key])))
    means = np.empty((pairs, len(members)))
    for first in range(0, pairs, PAIRS_AT_ONCE):
        batch = means[first : first + PAIRS_AT_ONCE]
        orders = np.argsort(draw.random(batch.shape), axis=1, kind="stable")
        batch[:] = (_added(part, orders, whole) + _added(part, orders[:, ::-1], whole)) / 2
    return Sampled(means.mean(axis=0), means.std(axis=0, ddof=1) / np.sqrt(pairs))


def _added(market: Market, orders: IntArray, whole_gbp: float) -> FloatArray:
    """(orders, k): what each council adds to those before it in each order."""
    count, councils = orders.shape
    after = np.zeros((count, councils + 1))
    for size in range(2, councils):
        after[:, size] = np.maximum(market.values(orders[:, :size]), 0.0)
    after[:, councils] = whole_gbp
    added = np.empty(orders.shape)
    np.put_along_axis(added, orders, np.diff(after, axis=1), axis=1)
    return added


@cache
def _weights(players: int) -> tuple[FloatArray, FloatArray]:
    """(2**k,) each, not to be written to: w(|S| - 1) + w(|S|), and w(|S|); w is 0 outside 0..k - 1."""
    after = np.array([0.0, *(1 / (players * comb(players - 1, size)) for size in range(players)), 0.0])
    size = sums(np.ones(players)).astype(np.intp)
    return after[size] + after[size + 1], after[size + 1]


@cache
def _matrix(players: int) -> FloatArray:
    """(k, 2**k), not to be written to: how each group's worth counts for each player."""
    inside, apart = _weights(players)
    return np.ascontiguousarray((belongs(players) * inside[:, None] - apart[:, None]).T)
