"""The linear programme behind least core and nucleolus: the split that keeps the worst shortfall smallest.

A group's shortfall is what it is worth less what it receives: above zero it objects, below zero it is that much
better off for staying. Groups are added as they are found to matter. All in the caller's units, of about 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.solver import DUAL, new_solver, solved
from sharedcli.costing.prices import FloatArray

if TYPE_CHECKING:
    from sharedcli.consortia.rows import BoolArray

TOLERANCE = 1e-9  # feasibility, in units; what is nearer than this is the same
LOWEST = -4.0  # no worst shortfall is lower where everything is within -1..1: a group and its rest make up the whole


@dataclass(frozen=True, slots=True, eq=False)
class Balanced:
    """The answer for the groups known so far, and what holds it where it is."""

    split: FloatArray
    """(k,)"""
    shortfall: float
    """The largest over the known groups that are not settled."""
    pressing: FloatArray
    """(groups,), zero or more: how much each known group presses on it; only those above zero must be that short."""
    held: FloatArray
    """(k,), zero or more: how much each player's lower limit presses on it."""


class Shortfalls:
    """Groups of which the worst shortfall is to be as small as it can be."""

    def __init__(self, worth_of_all: float, *, lowest: FloatArray) -> None:
        """`lowest`, shape (k,): no player receives less; -inf where there is no limit."""
        self._players = len(lowest)
        self._highs = new_solver()
        self._highs.setOptionValue("simplex_strategy", DUAL)
        for option in ("primal_feasibility_tolerance", "dual_feasibility_tolerance"):
            self._highs.setOptionValue(option, TOLERANCE)
        for lower in lowest.tolist():
            self._highs.addVar(lower, np.inf)
        self._highs.addVar(LOWEST, np.inf)
        self._highs.changeColCost(self._players, 1.0)
        everybody = np.arange(self._players, dtype=np.int32)
        self._highs.addRow(worth_of_all, worth_of_all, self._players, everybody, np.ones(self._players))
        self._worth: list[float] = []

    def add(self, groups: BoolArray, worth: FloatArray) -> None:
        """More groups, masks of shape (G, k), and what each is worth."""
        for group, value in zip(groups, worth.tolist(), strict=True):
            places = np.append(np.flatnonzero(group), self._players).astype(np.int32)
            self._highs.addRow(value, np.inf, len(places), places, np.ones(len(places)))
            self._worth.append(value)

    def balance(self) -> Balanced:
        """The split for the groups known so far."""
        solution = solved(self._highs)
        values, pressing = np.array(solution.col_value), np.array(solution.row_dual)
        held = np.array(solution.col_dual)[:-1]
        return Balanced(values[:-1], float(values[-1]), np.maximum(pressing[1:], 0), np.maximum(held, 0))

    def settle(self, number: int, shortfall: float) -> None:
        """Fix the shortfall of the group added as this number, from 0, for good."""
        receives = self._worth[number] - shortfall
        self._highs.changeCoeff(number + 1, self._players, 0.0)
        self._highs.changeRowBounds(number + 1, receives, receives)

    def drop(self, number: int) -> None:
        """Ask no more of a group: what it receives follows from the groups settled."""
        self._highs.changeRowBounds(number + 1, -np.inf, np.inf)

    def hold(self, player: int, receives: float) -> None:
        """Fix what one player receives, for good."""
        self._highs.changeColBounds(player, receives, receives)
