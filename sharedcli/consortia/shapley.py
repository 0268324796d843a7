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

from sharedcli.consortia.game import Game, of_all, sizes, sums
from sharedcli.costing.prices import FloatArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sharedcli.consortia.market import IntArray, Market

FEWEST_PERMUTATIONS = 4  # two pairs: with one there is no error to state
PAIRS_AT_ONCE = 1_000  # to cap memory
FOLDED = 8  # players whose groups fit one row when the table is read as a rectangle


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """An estimate and how far it may be out."""

    values_gbp: FloatArray
    """(k,): in the order of the members; they add up to v(N), up to rounding."""
    standard_error_gbp: FloatArray
    """(k,): of each value; two of them either side hold the true value about 19 times in 20."""


def shapley(game: Game) -> FloatArray:
    """Each player's Shapley value.

    With w(s) = s! (k - s - 1)! / k!, the value of i is the sum of w(|S|) (v(S + i) - v(S)) over the groups S without
    i. Each v(S) stands in it as +w(|S| - 1) where i is inside and as -w(|S|) where not. So with one weighted table
    t(S) = (w(|S| - 1) + w(|S|)) v(S), and one number c, the sum of w(|S|) v(S) over all groups but the whole, the
    value of i is the sum of t over the groups with i, less c: the table is read twice, not once for each player.

    Returns:
        Pounds, shape (k,), in the order of `game.players`. They add up to v(N), up to rounding.

    >>> gloves = Game(("left", "right", "right too"), np.array([0.0, 0, 0, 1, 0, 1, 0, 1]))
    >>> shapley(gloves).round(4).tolist()
    [0.6667, 0.1667, 0.1667]
    """
    players = len(game.players)
    inside, apart = _weights(players)
    low = min(players, FOLDED)
    weighted = (inside * game.worth_gbp).reshape(-1, 1 << low)
    with_each = np.concatenate((weighted.sum(axis=0) @ _belongs(low), weighted.sum(axis=1) @ _belongs(players - low)))
    value: FloatArray = with_each - apart @ game.worth_gbp
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
    """(2**k,) each: w(|S| - 1) + w(|S|) and w(|S|), where w is 0 outside 0..k - 1; not to be written to."""
    of_size = np.array([0.0, *(1 / (players * comb(players - 1, size)) for size in range(players)), 0.0])
    apart = of_size[1:][sizes(players)]
    inside = apart + of_size[sizes(players)]
    inside.setflags(write=False)
    apart.setflags(write=False)
    return inside, apart


@cache
def _belongs(players: int) -> FloatArray:
    """(2**k, k): 1 where the group has the player; not to be written to."""
    belongs: FloatArray = np.stack([sums(row) for row in np.eye(players)], axis=1) if players else np.zeros((1, 0))
    belongs.setflags(write=False)
    return belongs
