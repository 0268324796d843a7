"""What every group within one consortium is worth: the table that shares, tests of stability and carries are read from.

How to divide what the whole is worth is in `shapley`, `core` and `nucleolus`; what a group is worth is in `market`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.rows import Rows
from sharedcli.costing.prices import FloatArray

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sharedcli.consortia.market import Market

MOST_EXACT = 15  # members: 32,768 groups


@dataclass(frozen=True, slots=True, eq=False)
class Game:
    """What each group of k players is worth, as a table with a place for every one of them.

    Bit i of a place says whether player i is in the group: place 0 is nobody, the last is everybody.

    >>> gloves = Game(("left", "right", "right too"), np.array([0.0, 0, 0, 1, 0, 1, 0, 1]))
    >>> gloves.of_all_gbp, gloves.marginal_gbp.tolist(), gloves.group(0b101)
    (1.0, [1.0, 0.0, 0.0], ('left', 'right too'))
    """

    players: tuple[str, ...]
    """ONS codes, ascending where they come from a market; one at least."""
    worth_gbp: FloatArray
    """(2**k,), finite; nobody is worth 0."""

    def __post_init__(self) -> None:
        shape = (2 ** len(self.players),)
        if not self.players or self.worth_gbp.shape != shape:
            msg = f"worth_gbp must have shape {shape} for one player or more; its shape is {self.worth_gbp.shape}"
            raise ValueError(msg)
        if not np.isfinite(self.worth_gbp).all() or self.worth_gbp[0]:
            msg = "worth_gbp must be finite, and 0 for nobody"
            raise ValueError(msg)

    @property
    def of_all_gbp(self) -> float:
        """v(N): what all players together are worth; may be below zero."""
        return float(self.worth_gbp[-1])

    @property
    def alone_gbp(self) -> FloatArray:
        """(k,): what each player is worth alone; 0 in a game made from a market."""
        alone: FloatArray = self.worth_gbp[1 << np.arange(len(self.players))]
        return alone

    @property
    def marginal_gbp(self) -> FloatArray:
        """(k,): what the whole loses where one player leaves and the others go on, or stop where that is better."""
        last = len(self.worth_gbp) - 1
        marginal: FloatArray = self.worth_gbp[-1] - self.worth_gbp[last - (1 << np.arange(len(self.players)))]
        return marginal

    @property
    def scale_gbp(self) -> float:
        """The largest amount in the table, gain or loss: what rounding and tolerances are measured against."""
        return float(np.abs(self.worth_gbp).max())

    def within(self, place: int) -> Game:
        """The game among the players of one group alone."""
        members = [i for i in range(len(self.players)) if place >> i & 1]
        places = belongs(len(members)) @ (1 << np.array(members))
        return Game(tuple(self.players[i] for i in members), self.worth_gbp[places.astype(np.intp)])

    def group(self, place: int) -> tuple[str, ...]:
        """The players of the group at a place of the table."""
        return tuple(player for i, player in enumerate(self.players) if place >> i & 1)


def game_of(market: Market, members: Sequence[int]) -> Game:
    """The worth of every group within a consortium.

    A group that cannot form, or had better not, stays apart and is worth 0: v+(S) = max(v(S), 0), and one council
    alone is worth 0. Without that floor a threat to go apart at a loss would count as if it had to be carried out:
    Shapley values would punish whoever makes a bad pair, and a group that cannot form at all would have no number.
    The floor changes Shapley values and the nucleolus wherever some group would lose; it does not change whether a
    split without losers is stable, since a group worth less than nothing asks for nothing. All together keep their
    exact v(N), even below zero: a consortium that somebody demands may be a loss, and the loss has to be divided.

    Args:
        market: Any market that holds the members; its limits on size are kept.
        members: Positions in `market.codes`, ascending and different.

    Raises:
        ValueError: For nobody, for more than `MOST_EXACT`, or where all together cannot form at all.
    """
    if not 0 < len(members) <= MOST_EXACT:
        msg = f"a table of every group is for 1 to {MOST_EXACT} members; there are {len(members)}"
        raise ValueError(msg)
    part = market.only(members)
    worth = worths(Rows.of(part))
    worth[-1] = of_all(part)
    return Game(part.codes, worth)


def worths(rows: Rows) -> FloatArray:
    """v+(S) of every group of a market's councils, everybody included: zero or more, shape (2**n,)."""
    inside = belongs(len(rows.volumes))
    size = inside.sum(axis=1)
    worth = np.zeros(len(size))
    for count in range(2, len(rows.volumes) + 1):
        worth[size == count] = _worth_gbp(rows, inside[size == count], count)
    return worth


def _worth_gbp(rows: Rows, inside: FloatArray, count: int) -> FloatArray:
    """(groups,): v+ of groups of one size. Rows are exact for so few councils, and one product adds up all of v(S)."""
    open_to = np.flatnonzero(np.isfinite(rows.overhead_gbp[:, count]))
    if not len(open_to):
        return np.zeros(len(inside))
    brought = rows.contributions(count)[open_to].T  # `NEVER` where a member cannot take part: then far below zero
    charged = np.stack((rows.annuity[open_to], rows.overhead_gbp[open_to, count]))
    shared = np.stack((rows.charge(inside @ rows.volumes), np.ones(len(inside))), axis=1)
    worth: FloatArray = (np.hstack((inside, -shared)) @ np.vstack((brought, charged))).max(axis=1)
    return np.maximum(worth, 0.0)


def of_all(market: Market) -> float:
    """v(N) of all councils of a market, below zero too; `ValueError` where they cannot form one consortium."""
    worth = market.worth_gbp(range(len(market.codes)))
    if not np.isfinite(worth):
        msg = f"the {len(market.codes)} members cannot form one consortium: no month and product is open to all"
        raise ValueError(msg)
    return worth


def sums(values: FloatArray) -> FloatArray:
    """(2**k,): the sum of (k,) values in every group, in the order of a game's table.

    By doubling: a matrix product would be shared out among threads, and wait for them on a busy machine.

    >>> sums(np.array([1.0, 10.0, 100.0])).tolist()
    [0.0, 1.0, 10.0, 11.0, 100.0, 101.0, 110.0, 111.0]
    """
    total = np.zeros(1)
    for value in values.tolist():
        total = np.concatenate((total, total + value))
    return total


@cache
def belongs(players: int) -> FloatArray:
    """(2**k, k), in the order of a game's table, not to be written to: 1 where the player is in the group, else 0."""
    inside: FloatArray = (np.arange(1 << players)[:, None] >> np.arange(players) & 1).astype(np.float64)
    inside.setflags(write=False)
    return inside
