"""The nucleolus: the split under which the worst-off group is as well off as can be, then the next, and so on.

Source: Schmeidler, The nucleolus of a characteristic function game, SIAM Journal on Applied Mathematics 17, 1969;
solved as a sequence of linear programmes (Kopelowitz, 1967) over only those groups that come to matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.game import Game, belongs, sums
from sharedcli.consortia.linear import TOLERANCE, Shortfalls

if TYPE_CHECKING:
    from sharedcli.consortia.linear import Balanced
    from sharedcli.consortia.market import IntArray
    from sharedcli.consortia.rows import BoolArray
    from sharedcli.costing.prices import FloatArray


def nucleolus(game: Game) -> FloatArray:
    """The split that makes the largest shortfall of any group smallest, then the second largest, and so on.

    It is in the core where the core is not empty. Nobody receives less than it is worth alone, unless all together
    are worth less than everybody alone (a consortium made to form at a loss): then no split can promise that, and the
    condition is left out (the pre-nucleolus).

    Returns:
        Pounds, shape (k,), in the order of `game.players`. They add up to v(N).

    >>> gloves = Game(("left", "right", "right too"), np.array([0.0, 0, 0, 1, 0, 1, 0, 1]))
    >>> nucleolus(gloves).round(9).tolist()
    [1.0, 0.0, 0.0]
    """
    if game.scale_gbp == 0:
        return np.zeros(len(game.players))
    levels = _Levels(game.worth_gbp / game.scale_gbp, game.alone_gbp / game.scale_gbp)
    while not levels.settled:
        levels.settle_next()
    return levels.split * game.scale_gbp + 0.0  # no minus zero


class _Levels:
    """The shortfalls settled so far, worst first, until they leave one split only. All in units of the scale."""

    def __init__(self, worth: FloatArray, alone: FloatArray) -> None:
        players = len(alone)
        self._worth, self._inside = worth, belongs(players)
        lowest = alone if alone.sum() <= worth[-1] + TOLERANCE else np.full(players, -np.inf)
        self._programme = Shortfalls(float(worth[-1]), lowest=lowest)
        self._known = np.zeros(0, dtype=np.intp)
        self._asked = np.zeros(len(worth), dtype=bool)  # of these the programme knows
        self._rows = np.ones((1, players))  # settled: what these groups receive is fixed
        self._free = _null_space(self._rows)  # (k, r): ways in which the split can still move
        self.split = np.full(players, worth[-1] / players)

    @property
    def settled(self) -> bool:
        return not self._free.shape[1]

    def settle_next(self) -> None:
        """Find the worst shortfall among groups that can still move, and fix those that have it in every best split."""
        moving = np.zeros(len(self._worth), dtype=bool)  # receipts do not follow yet from what is settled
        for way in self._free.T:
            moving |= np.abs(sums(way)) > TOLERANCE
        for number in np.flatnonzero(~moving[self._known] & self._asked[self._known]).tolist():
            self._programme.drop(number)
            self._asked[self._known[number]] = False
        found = self._balance(moving)
        self.split = found.split
        pressing = np.where(moving[self._known], found.pressing, 0.0)
        # The pressures of groups that move add up to 1, so that the largest is never nothing.
        for number in np.argsort(-pressing, kind="stable")[: max(1, int((pressing > TOLERANCE).sum()))].tolist():
            place = self._known[number]
            if self._fix(self._inside[place]):
                self._programme.settle(number, found.shortfall)
                self._asked[place] = False
        for player in np.flatnonzero(found.held > TOLERANCE).tolist():
            if self._fix(np.eye(len(self.split))[player]):
                self._programme.hold(player, float(found.split[player]))

    def _balance(self, moving: BoolArray) -> Balanced:
        """The best split for all groups that can still move, though the programme knows only some."""
        while True:
            found = self._programme.balance()
            shortfall = self._worth - sums(found.split)
            shortfall[~moving | self._asked] = -np.inf
            beyond = np.flatnonzero(shortfall > found.shortfall + TOLERANCE)
            if not len(beyond):
                return found
            self._ask(beyond[np.argsort(-shortfall[beyond], kind="stable")[: 2 * len(found.split)]])

    def _ask(self, places: IntArray) -> None:
        self._programme.add(self._inside[places] > 0, self._worth[places])
        self._known = np.concatenate((self._known, places))
        self._asked[places] = True

    def _fix(self, row: FloatArray) -> bool:
        """Take what a group receives as fixed; whether that says anything new."""
        if np.abs(row @ self._free).max(initial=0.0) <= TOLERANCE:
            return False
        self._rows = np.concatenate((self._rows, row[None]))
        self._free = _null_space(self._rows)
        return True


def _null_space(rows: FloatArray) -> FloatArray:
    """(k, k - rank): an orthonormal basis of the moves that change none of the rows, which are independent."""
    space: FloatArray = np.linalg.svd(rows)[2][len(rows) :].T
    return space
