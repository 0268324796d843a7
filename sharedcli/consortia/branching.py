"""Branch and price: where the relaxation's bound stays above the best choice, two smaller markets in place of one.

A council whose groups in the relaxation go live at different times is split on: in one branch it may only be in
groups that are live by some month, in the other only in later ones. In every choice it is in one of the two or in no
group at all, so the higher of the two bounds holds for both. Each branch is a market like any other with some months
barred to one council, so that pricing stays a sort. (Pairs of councils, the usual split for set packing, would end
that: Ryan and Foster's rule is not used.) The branch with the highest bound is split first.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.generation import Generation
from sharedcli.consortia.pricing import Pricer
from sharedcli.consortia.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sharedcli.consortia.market import Market, Offer
    from sharedcli.costing.prices import FloatArray

LEAST_SPLIT = 1e-3  # share of a council that must lie on either side of a month for it to be split there


@dataclass(frozen=True, slots=True)
class Split:
    """A council, and the last go-live month of the first branch."""

    council: int
    month: int


@dataclass(frozen=True, slots=True, order=True)
class Branch:
    """A part of the market, solved: ordered by its bound, the highest first, then by when it was made."""

    negative_bound_gbp: float
    number: int
    market: Market = field(compare=False)
    prices_gbp: FloatArray = field(compare=False)
    met: tuple[Offer, ...] = field(compare=False)
    split: Split | None = field(compare=False)
    best: tuple[Offer, ...] = field(compare=False)

    @property
    def bound_gbp(self) -> float:
        """No choice within the branch is worth more."""
        return -self.negative_bound_gbp

    def parts(self) -> Iterator[Market]:
        """The two markets it splits into."""
        if self.split is None:
            return
        months = np.arange(len(self.market.annuity))
        for barred in (months > self.split.month, months <= self.split.month):
            settled = self.market.settled_gbp.copy()
            settled[:, self.split.council, barred] = -np.inf
            yield replace(self.market, settled_gbp=settled)


class Tree:
    """The branches still open, and the highest bound among those that need not be looked at again."""

    def __init__(self, root: Branch) -> None:
        self._open = [root]
        self._closed_gbp = 0.0
        self._made = 1

    @property
    def bound_gbp(self) -> float:
        """No choice is worth more."""
        return max([self._closed_gbp, *(branch.bound_gbp for branch in self._open[:1])])

    def grow(
        self, value_gbp: float, *, tolerance_share: float, stop: Callable[[], bool]
    ) -> Iterator[tuple[Offer, ...]]:
        """Split the branch with the highest bound; the best choice met in each of its parts. Ends when none is left.

        Args:
            value_gbp: What the best choice known is worth.
            tolerance_share: A branch that can be no better than this share of its bound is closed.
            stop: Whether time is up.
        """
        branch = heapq.heappop(self._open)
        if branch.split is None or not _may_be_better(branch, value_gbp, tolerance_share):
            self._closed_gbp = max(self._closed_gbp, branch.bound_gbp)
            return
        for part in branch.parts():
            self._made += 1
            made = solved(
                part, branch.prices_gbp, branch.met, value_gbp,
                number=self._made, tolerance_share=tolerance_share, stop=stop,
            )  # fmt: skip
            heapq.heappush(self._open, made)
            yield made.best

    @property
    def is_done(self) -> bool:
        """Whether no branch is open."""
        return not self._open


def _may_be_better(branch: Branch, value_gbp: float, tolerance_share: float) -> bool:
    return branch.bound_gbp - value_gbp > tolerance_share * branch.bound_gbp


def solved(
    market: Market,
    prices_gbp: FloatArray,
    met: Iterable[Offer],
    value_gbp: float,
    *,
    number: int,
    tolerance_share: float,
    stop: Callable[[], bool],
) -> Branch:
    """The relaxation of a market, begun with prices that cover its groups and with groups met in a larger one."""
    rows = Rows.of(market)
    pricer = Pricer(market, rows)
    # A group further below its prices than the distance to close can be in no better choice.
    near = float(prices_gbp.sum()) - value_gbp
    pricer.meet(o.members for o in met if prices_gbp[list(o.members)].sum() - o.value_gbp <= near)
    generation = Generation(rows, pricer, prices_gbp, stop=stop)
    if rows.count:
        generation.relax(value_gbp, tolerance_share=tolerance_share)
    else:
        generation.prices_gbp = np.zeros_like(prices_gbp)
    best = tuple(generation.best_met(value_gbp)) if rows.count else ()
    bound = float(generation.prices_gbp.sum())
    split = _split(generation.shares(), market)
    return Branch(-bound, number, market, generation.prices_gbp, pricer.met, split, best)


def _split(shares: Iterable[tuple[Offer, float]], market: Market) -> Split | None:
    """The council and month that divide the relaxation most evenly, weighed by what the council's groups are worth.

    `None` where every council's groups go live in one month.
    """
    councils, months = len(market.codes), len(market.annuity)
    taken, worth = np.zeros((councils, months)), np.zeros(councils)
    for offer, share in shares:
        members = list(offer.members)
        taken[members, offer.month] += share
        worth[members] += share * offer.value_gbp / len(members)
    early = taken.cumsum(axis=1)
    least = np.minimum(early, early[:, -1:] - early)
    council, month = (int(place) for place in np.unravel_index((least * worth[:, None]).argmax(), least.shape))
    return Split(council, month) if least[council, month] > LEAST_SPLIT else None
