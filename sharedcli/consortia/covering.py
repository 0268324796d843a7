"""Prices that cover every group, and how to bring them down: the bound on what any choice of consortia is worth.

A set of prices covers a group when its members' prices together are no less than the group is worth. Groups that do
not overlap share no member, so prices that cover every group add up to a bound on every choice of groups: the dual of
the set packing that `selection` solves, whose optimum is the bound of its linear relaxation.

`cover` mends prices that leave some group uncovered. `Descent` brings prices down by the volume algorithm (Barahona
and Anbil, Mathematical Programming 87, 2000): a subgradient method whose direction is the average, newest first, of
how often each council is in a group that pays at the prices tried. It needs no linear programme: one step takes a few
milliseconds where the programme over all groups met takes a hundred.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.responses import respond

if TYPE_CHECKING:
    from sharedcli.consortia.market import Offer
    from sharedcli.consortia.pricing import Pricer
    from sharedcli.consortia.rows import BoolArray, Rows
    from sharedcli.costing.prices import FloatArray

MENDED_QUICKLY, MENDED_PROVEN = 40, 12  # rounds of mending before the rest is lifted
NEWEST = 0.5  # weight of the latest step in the average direction
FIRST_STEP, SHORTER, PATIENCE = 0.5, 0.7, 8  # the step shortens after so many without progress
SHORTEST = 0.01  # when it has shortened to this, prices move no more
PROGRESS = 1e-4  # of the value: a smaller fall is none
AIM = 1.002  # the step aims a little above the best value known, below which no prices can be


@dataclass(frozen=True, slots=True, eq=False)
class Covering:
    """Prices that cover every group, and the groups that showed that lower ones did not."""

    prices_gbp: FloatArray
    """(n,)"""
    offers: tuple[Offer, ...]

    @property
    def bound_gbp(self) -> float:
        """No choice of groups that do not overlap is worth more."""
        return float(self.prices_gbp.sum())


def cover(rows: Rows, pricer: Pricer, prices_gbp: FloatArray, *, precision_share: float) -> Covering:
    """Prices no lower that cover every group, proven.

    Groups left uncovered are mended one by one, each by raising its own members' prices; first those that `respond`
    finds, then those that `pricing` proves. What then remains is lifted for everybody it may concern.

    Args:
        rows: The market.
        pricer: Its prover.
        prices_gbp: (n,)
        precision_share: What may be lifted rather than mended, as a share of all prices.
    """
    prices = prices_gbp.copy()
    noticed = max(precision_share * 1e-3 * float(np.abs(prices).sum()), pricer.rounding_gbp)
    for _ in range(MENDED_QUICKLY):
        found = respond(rows, prices)
        if not _mended(prices, found.members, found.above_gbp, noticed):
            break
    offers: list[Offer] = []
    ignored = precision_share * float(np.abs(prices).sum()) / (2 * len(prices))
    for _ in range(MENDED_PROVEN):
        proven = pricer.price(prices, ignored_gbp=ignored)
        offers += proven.offers
        if proven.lift_gbp.sum() <= precision_share * np.abs(prices).sum():
            break
        if not _mended(prices, proven.groups, proven.above_gbp, 0.0):
            break
    else:
        proven = pricer.price(prices, ignored_gbp=ignored)
    return Covering(prices + proven.lift_gbp, tuple(offers))


def _mended(prices: FloatArray, groups: BoolArray, above_gbp: FloatArray, noticed: float) -> bool:
    """Raise prices where groups are above them, the furthest first; whether any was."""
    before, raised = prices.copy(), False
    for place in np.argsort(-above_gbp, kind="stable"):
        if above_gbp[place] <= noticed:
            break
        members = groups[place]
        short = above_gbp[place] - (prices[members] - before[members]).sum()
        if short > 0:
            prices[members] += short / members.sum()
            raised = True
    return raised


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """Where the descent stands after one more step."""

    prices_gbp: FloatArray
    """(n,): the best so far; they nearly cover every group."""
    estimate_gbp: float
    """About what `cover` will make of their sum."""
    groups: BoolArray
    """(R, n): what formed at the last prices tried."""
    above_gbp: FloatArray
    """(R,): by how much those are worth more than their members' prices."""
    is_last: bool


class Descent:
    """Brings prices down step by step towards the lowest sum that covers every group."""

    def __init__(self, rows: Rows, prices_gbp: FloatArray) -> None:
        self._rows = rows
        self._best = prices_gbp
        self._tried = prices_gbp
        self._estimate = np.inf
        self._taken = np.ones(len(prices_gbp))
        self._step, self._without_progress, self._is_first = FIRST_STEP, 0, True
        self._value = 0.0
        # A row whose groups are held small by its lead may hold several of them.
        self._several = np.maximum(1, np.ceil(rows.eligible.sum(axis=1) / rows.most))

    def aim(self, value_gbp: float) -> None:
        """A choice worth so much is known, so prices cannot come below it."""
        self._value = value_gbp

    def step(self) -> Tried:
        """Try the next prices."""
        found = respond(self._rows, self._tried)
        pays = found.above_gbp > 0
        often = np.where(found.members.sum(axis=1) >= self._rows.most, self._several, 1.0) * pays
        estimate = float(self._tried.sum() + (often[pays] * found.above_gbp[pays]).sum())
        taken = (found.members[pays] * often[pays, None]).sum(axis=0)
        self._taken = taken if self._is_first else NEWEST * taken + (1 - NEWEST) * self._taken
        self._is_first = False
        self._note(estimate)
        self._move()
        return Tried(self._best, self._estimate, found.members, found.above_gbp, self._step < SHORTEST)

    def _note(self, estimate: float) -> None:
        if estimate < self._estimate - PROGRESS * self._value:
            self._without_progress = 0
        if estimate < self._estimate:
            self._best, self._estimate = self._tried, estimate
            return
        self._without_progress += 1
        if self._without_progress >= PATIENCE:
            self._step, self._without_progress = self._step * SHORTER, 0

    def _move(self) -> None:
        """From the best prices against the average direction, by Polyak's length."""
        direction = 1.0 - self._taken
        direction[(self._best <= 0) & (direction > 0)] = 0.0
        norm = float(direction @ direction)
        if norm == 0:
            self._step = 0.0
            return
        ahead = max(self._estimate - AIM * self._value, (AIM - 1) / 2 * self._value)
        self._tried = np.maximum(self._best - self._step * ahead / norm * direction, 0.0)
