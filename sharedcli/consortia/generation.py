"""Column generation: the linear programme over the groups met, and the groups it lacks, until it lacks none.

Where `covering.Descent` ends the bound is near that of the relaxation; this closes the distance, and the integer
programme over the groups met then finds choices that moving councils about does not. The programme's own prices jump
about, so new groups are looked for at a point between them and the best prices that cover every group (Wentges,
International Transactions in Operational Research 4, 1997).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.covering import cover
from sharedcli.consortia.packing import IGNORED_SCALED, Packing
from sharedcli.consortia.responses import respond

if TYPE_CHECKING:
    from collections.abc import Callable

    from sharedcli.consortia.market import Offer
    from sharedcli.consortia.pricing import Pricer
    from sharedcli.consortia.rows import Rows
    from sharedcli.costing.prices import FloatArray

SMOOTHING = 0.8  # weight of the best prices so far against the programme's latest
ROUNDS = 300
COVERED_EVERY = 3  # rounds: proving a bound takes longer than finding groups
NEW_GROUPS = 80  # a round
FULL = 3  # groups in the programme for each council, at which those furthest below their prices are left out
FEW = 3  # new groups a round: time to prove, and to look at the programme's own prices
LARGEST_SCALED = 1e4  # worth of the best group in the solver's units, which suits its tolerances
NODES = 500  # of the integer programme where it need not prove anything; a clock would make answers differ
MOST_TAKEN = 1500  # groups in the integer programme, those nearest their prices


class Generation:
    """The groups met so far and the lowest prices known to cover every group."""

    def __init__(self, rows: Rows, pricer: Pricer, prices_gbp: FloatArray, *, stop: Callable[[], bool]) -> None:
        self._rows = rows
        self._pricer = pricer
        self._stop = stop
        self.prices_gbp = prices_gbp
        self._full = FULL * len(prices_gbp)
        self._relaxed: Packing | None = None
        self._unit_gbp = max((offer.value_gbp for offer in pricer.met), default=1.0) / LARGEST_SCALED

    def relax(self, value_gbp: float, *, tolerance_share: float) -> None:
        """Lower the prices until they are within the tolerance of `value_gbp`, or a quarter of it of the relaxation."""
        if not self._pricer.met:
            return
        packing, smoothing, full = self._packing(self._pricer.met, -np.inf), SMOOTHING, self._full
        for number in range(ROUNDS):
            relaxed, latest = packing.relaxed()
            left = max((self._bound_gbp - relaxed) * 4, 0.0), self._bound_gbp - value_gbp
            if self._stop() or min(left) <= tolerance_share * self._bound_gbp:
                break
            asked = smoothing * self.prices_gbp + (1 - smoothing) * latest
            found = packing.add(self._forming(asked, latest), latest)
            if found < FEW or number % COVERED_EVERY == 0:
                found += packing.add(self._proven(asked, tolerance_share / 4), latest)
            if not found and not smoothing:
                break
            smoothing = SMOOTHING if found else 0.0
            if len(packing) > full:
                packing = self._packing(self._pricer.met, relaxed - self._bound_gbp)
                full = len(packing) + self._full
        self._relaxed = packing

    def shares(self) -> list[tuple[Offer, float]]:
        """How much of each group met the relaxation takes, where it takes any."""
        return self._relaxed.shares() if self._relaxed else []

    def best_met(self, value_gbp: float, *, nodes: int | None = NODES) -> list[Offer]:
        """The best choice among the groups met; only those near enough their prices to be in a better one count."""
        least = value_gbp - self._bound_gbp - self._pricer.rounding_gbp
        met = sorted(self._pricer.met, key=self._short_of_prices)
        return self._packing(met if nodes is None else met[:MOST_TAKEN], least).best(nodes=nodes)

    @property
    def _bound_gbp(self) -> float:
        return float(self.prices_gbp.sum())

    def _short_of_prices(self, offer: Offer) -> tuple[float, tuple[int, ...]]:
        return float(self.prices_gbp[list(offer.members)].sum()) - offer.value_gbp, offer.members

    def _forming(self, asked: FloatArray, latest: FloatArray) -> tuple[Offer, ...]:
        """Groups worth more than the programme's latest prices, among those that form at the prices asked."""
        found = respond(self._rows, asked)
        above = found.above_gbp + np.where(found.members, asked - latest, 0.0).sum(axis=1)
        best = np.argsort(-above, kind="stable")[:NEW_GROUPS]
        return self._pricer.meet(found.members[best[above[best] > IGNORED_SCALED * self._unit_gbp]])

    def _proven(self, asked: FloatArray, precision_share: float) -> tuple[Offer, ...]:
        """Cover the prices asked, keep them where they are the lowest so far; the groups that were above them."""
        covering = cover(self._rows, self._pricer, asked, precision_share=precision_share / 10)
        self.prices_gbp = min(self.prices_gbp, covering.prices_gbp, key=np.sum)
        return covering.offers

    def _packing(self, offers: tuple[Offer, ...] | list[Offer], least_gbp: float) -> Packing:
        """Offers worth at least so much more than their members' prices."""
        packing = Packing(len(self.prices_gbp), self._unit_gbp)
        packing.add(offers, self.prices_gbp, least_gbp / self._unit_gbp)
        return packing
