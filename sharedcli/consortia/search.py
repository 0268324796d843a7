"""The search for the best choice of groups, from the quick answer to the proven one, each stage only if it is needed.

1. `arrangement`: a good choice in a fraction of a second; what each council brings to it is a first set of prices.
2. `covering`: prices are brought down, and the choice is made anew along the prices, until they meet.
3. `generation`: the linear programme over the groups met brings prices down the rest of the way, the integer
   programme over the same groups finds what moving councils about does not.
4. Where few groups can form, every one there is; else `branching`.

For few councils none of this is needed: a table of what every group is worth, and `partition`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.arrangement import Arrangement
from sharedcli.consortia.branching import Tree, solved
from sharedcli.consortia.covering import Descent, cover
from sharedcli.consortia.game import belongs, worths
from sharedcli.consortia.generation import Generation
from sharedcli.consortia.partition import best_partition
from sharedcli.consortia.pricing import Pricer
from sharedcli.consortia.rows import Rows
from sharedcli.consortia.table_prices import lowest_prices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sharedcli.consortia.market import Market, Offer
    from sharedcli.consortia.rows import BoolArray

TABLED = 15  # councils up to which every group there is goes into one table: 32,768 of them
ENUMERATED = 20_000  # groups that can form, up to which every one is looked at if a gap remains
STEPS, LOOK_EVERY, ARRANGE_FROM = 400, 25, 100  # of the descent; the first hundred prices are no guide yet
REMEMBERED, NEAR = 40, 3e-4  # groups a step that the integer programme may want: how many, how near their prices
HOPELESS = 2e-3  # a choice this much below the best so far is not worth the longest moves
ADDED = 1e-3  # what covering usually adds to the estimate
LOOSE = 2e-3  # a bound is mended to a tenth of the tolerance, or to this where that is coarser
SAME_SHARE = 1e-9  # value and bound this close are equal but for rounding
PROVEN_ROUNDS = 6  # of programme and moves in turn
SPLITS, FEWEST_SPLITS = 4_000, 10  # of the market: so many over the number of councils, since each takes longer then


@dataclass(frozen=True, slots=True)
class Step:
    """How far the search has come: the best choice so far and the bound proven so far, pounds."""

    value_gbp: float
    bound_gbp: float


class Search:
    """One market's search; `chosen` and `prices_gbp` are the best so far at any time."""

    def __init__(
        self, market: Market, *, tolerance_share: float, stop: Callable[[], bool], on_step: Callable[[Step], None]
    ) -> None:
        self._market = market
        self._rows = Rows.of(market)
        self._pricer = Pricer(market, self._rows)
        self._tolerance_share = tolerance_share
        self._stop = stop
        self._on_step = on_step
        self._councils = len(market.codes)
        self.chosen: tuple[Offer, ...] = ()
        self.is_best = False
        self._branches_gbp = np.inf
        self.prices_gbp = np.zeros(self._councils)
        self.nothing_gbp = self._councils * self._pricer.rounding_gbp

    @property
    def value_gbp(self) -> float:
        """What the best choice so far is worth."""
        return sum((offer.value_gbp for offer in self.chosen), start=0.0)

    @property
    def bound_gbp(self) -> float:
        """No choice is worth more: what prices that cover every group add up to, or less where branches prove it."""
        return min(float(self.prices_gbp.sum()), self._branches_gbp)

    def quick(self) -> None:
        """Greedy and relocation, with a bound that may be far off."""
        if not self._rows.count:
            return
        arrangement = Arrangement.guided(self._rows, self.prices_gbp, stop=self._stop)
        arrangement.relocate()
        self._choose(arrangement)
        self._cover(arrangement.marginal_gbp())

    def proven(self) -> None:
        """As near the best as the tolerance asks, where time allows."""
        if not self._rows.count:
            return
        if self._councils <= TABLED:
            self._from_table()
            return
        arrangement = Arrangement.guided(self._rows, self.prices_gbp, stop=self._stop)
        arrangement.improve()
        self._choose(arrangement)
        self._cover(arrangement.marginal_gbp())
        for stage in (self._descend, self._generate, self._look_at_all, self._branch):
            if self._is_proven():
                break
            stage()

    def _from_table(self) -> None:
        """What every group is worth, the best choice among them all, and prices that cover them."""
        worth, inside = worths(self._rows), belongs(self._councils) > 0
        chosen = best_partition(worth)
        self._keep(self._pricer.meet(inside[chosen]))
        self.prices_gbp = lowest_prices(self._pricer, worth, chosen)
        self.is_best = True

    def _is_proven(self) -> bool:
        return self.bound_gbp - self.value_gbp <= max(self._tolerance_share * self.bound_gbp, self.nothing_gbp)

    def _descend(self) -> None:
        descent = Descent(self._rows, self.prices_gbp)
        descent.aim(self.value_gbp)
        near = NEAR * self.value_gbp
        for number in range(1, STEPS + 1):
            step = descent.step()
            arranges = number >= ARRANGE_FROM
            if arranges:
                best = np.argsort(-step.above_gbp, kind="stable")[:REMEMBERED]
                self._pricer.remember(step.groups[best[step.above_gbp[best] > -near]])
            last = step.is_last or number == STEPS or self._stop()
            if number % LOOK_EVERY and not last:
                continue
            if last or self._may_prove(step.estimate_gbp):
                self._cover(step.prices_gbp)
            if arranges and not self._is_proven():
                arrangement = Arrangement.guided(self._rows, step.prices_gbp, stop=self._stop)
                arrangement.improve(unless_below_gbp=(1 - HOPELESS) * self.value_gbp)
                self._choose(arrangement)
                descent.aim(self.value_gbp)
            if self._is_proven() or last:
                break

    def _may_prove(self, estimate_gbp: float) -> bool:
        """Whether covering prices may prove enough: it takes as long as many steps, and adds about a thousandth."""
        return estimate_gbp * (1 - self._tolerance_share - ADDED) <= self.value_gbp

    def _generate(self) -> None:
        """Relax, choose among the groups met, improve that by moves, and again as long as it gets better."""
        generation = Generation(self._rows, self._pricer, self.prices_gbp, stop=self._stop)
        for _ in range(PROVEN_ROUNDS):
            generation.relax(self.value_gbp, tolerance_share=self._tolerance_share)
            self.prices_gbp = generation.prices_gbp
            before = self.value_gbp
            if self._is_proven() or self._stop():
                break
            guided = Arrangement.guided(self._rows, self.prices_gbp, stop=self._stop)
            for arrangement in (guided, self._arranged(generation.best_met(before))):
                arrangement.improve()
                self._choose(arrangement)
            if self._is_proven() or self.value_gbp <= before + self.nothing_gbp:
                break

    def _look_at_all(self) -> None:
        """Meet every group that could be in a better choice; then the integer programme proves the best."""
        if sum(comb(self._councils, size) for size in range(2, int(self._rows.most.max()) + 1)) > ENUMERATED:
            return
        least = self.value_gbp - self.bound_gbp - self.nothing_gbp
        self._pricer.meet_all(self.prices_gbp, least)
        generation = Generation(self._rows, self._pricer, self.prices_gbp, stop=self._stop)
        best = generation.best_met(self.value_gbp, nodes=None)
        self._keep(best)
        self.is_best = True

    def _branch(self) -> None:
        """Split the market as long as that brings the bound down, and the two meet or enough has been tried."""
        if self.is_best or self._stop():
            return
        root = solved(
            self._market, self.prices_gbp, self._pricer.met, self.value_gbp,
            number=0, tolerance_share=self._tolerance_share, stop=self._stop,
        )  # fmt: skip
        tree = Tree(root)
        for _ in range(max(FEWEST_SPLITS, SPLITS // self._councils)):
            if tree.is_done or self._is_proven() or self._stop():
                break
            for best in tree.grow(self.value_gbp, tolerance_share=self._tolerance_share, stop=self._stop):
                self._keep(self._pricer.meet(offer.members for offer in best))
            self._branches_gbp = max(tree.bound_gbp, self.value_gbp)

    def _arranged(self, offers: Iterable[Offer]) -> Arrangement:
        masks = []
        for offer in offers:
            mask: BoolArray = np.zeros(self._councils, dtype=bool)
            mask[list(offer.members)] = True
            masks.append(mask)
        return Arrangement(self._rows, masks, stop=self._stop)

    def _choose(self, arrangement: Arrangement) -> None:
        self._keep(self._pricer.meet(arrangement.groups))

    def _keep(self, offers: Iterable[Offer]) -> None:
        self.chosen = max(self.chosen, tuple(offers), key=lambda some: sum(offer.value_gbp for offer in some))
        self._on_step(Step(self.value_gbp, self.bound_gbp))

    def _cover(self, prices_gbp: np.ndarray) -> None:
        precision = min(self._tolerance_share / 10, LOOSE)
        covering = cover(self._rows, self._pricer, prices_gbp, precision_share=precision)
        if not self.prices_gbp.any() or covering.bound_gbp < self.bound_gbp:
            self.prices_gbp = covering.prices_gbp
        self._on_step(Step(self.value_gbp, self.bound_gbp))
