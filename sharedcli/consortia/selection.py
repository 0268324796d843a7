"""The choice of consortia, none of them overlapping, that is worth most in all, with a proven bound.

This is a set packing, solved by column generation: the solver of its linear relaxation puts a price on each council,
`pricing` answers with groups worth more than their members' prices, and so on until there are none. Prices, lifted so
that they cover every group, add up to the bound; the integer programme over the groups met gives the choice.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.market import relocated
from sharedcli.consortia.pricing import Pricer
from sharedcli.errors import SharedcliError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from sharedcli.consortia.market import Market, Offer
    from sharedcli.costing.prices import FloatArray

ENUMERATED = 14  # up to this many councils every group is looked at, if a gap remains
ITERATIONS = 500  # of column generation; the bound holds wherever it stops
SMOOTHING = 0.8  # weight of the best prices so far against the solver's latest
DIVE_ITERATIONS = 8  # of column generation after each consortium that is settled on
NODES = 500  # of the integer programme where it need not prove anything; a clock would make answers differ
LARGEST_SCALED = 1e4  # worth of the best group in the solver's units, which suits its tolerances
IGNORED_SCALED = 1e-6  # in the solver's units
SAME_SHARE = 1e-9  # value and bound this close are equal but for rounding


@dataclass(frozen=True, slots=True)
class Consortium:
    """One group of councils, the product it shares, and when; months count from the market's first, which is 0."""

    members: tuple[str, ...]
    """ONS codes, ascending."""
    product: str
    """Empty for a product new to all members."""
    go_live: int
    joins: tuple[int, ...]
    """The month each member joins, in the order of `members`; `go_live` or later."""
    value_gbp: float


@dataclass(frozen=True, slots=True)
class Selection:
    """The consortia chosen, and how far from the best possible they can be at most."""

    consortia: tuple[Consortium, ...]
    """Ordered by first member; each is worth more than nothing. Councils in none stay as they are."""
    value_gbp: float
    bound_gbp: float
    """No choice of consortia is worth more; equal to `value_gbp` where this one is proven best."""
    prices_gbp: tuple[float, ...]
    """One a council, in the order of the market's codes, zero or more. No group is worth more than its members'
    prices together. They add up to `bound_gbp`, or to more where looking at every group brought the bound down."""

    quick: bool = False
    """Whether it was a quick search: greedy and relocation only."""
    stopped: bool = False
    """Whether it was stopped before its tolerance was reached."""

    @property
    def gap_share(self) -> float:
        """The most that could be missing, as a share of the bound; 0 where the choice is proven best."""
        return 0.0 if self.bound_gbp <= self.value_gbp else 1 - self.value_gbp / self.bound_gbp


@dataclass(frozen=True, slots=True)
class Step:
    """How far a search has come: the best found, and no choice is worth more than the bound."""

    value_gbp: float
    bound_gbp: float


def never() -> bool:
    """Do not stop."""
    return False


def ignore(_step: Step) -> None:
    """Tell nobody."""


def select(
    market: Market,
    *,
    must_include: Collection[str] = (),
    tolerance_share: float = SAME_SHARE,
    quick: bool = False,
    stop: Callable[[], bool] = never,
    on_step: Callable[[Step], None] = ignore,
    most_members: int | None = None,
) -> Selection:
    """Choose the consortia worth most in all.

    Up to `ENUMERATED` councils the choice is proven best. Beyond, it may fall short, by `gap_share` at most.

    Args:
        market: One service's councils.
        most_members: Largest consortium allowed, inclusive; `None` means any size.
        tolerance_share: A gap no larger than this share of the bound is left as it is.
    """
    del must_include, quick, stop, on_step
    councils = len(market.codes)
    search = _Search(market, councils if most_members is None else min(most_members, councils))
    chosen = search.best_met(search.generate(tolerance_share))
    value, bound = _total(chosen), search.bound_gbp
    if bound - value > tolerance_share * bound and councils <= ENUMERATED:
        chosen = max(chosen, search.best_of_all(value), key=_total)
        value = bound = _total(chosen)
    bound = value if bound - value <= max(SAME_SHARE * bound, councils * search.nothing_gbp) else bound
    consortia = tuple(_consortium(market, offer) for offer in sorted(chosen, key=lambda offer: offer.members))
    return Selection(consortia, value, bound, tuple(search.prices_gbp.tolist()))


def _total(offers: Iterable[Offer]) -> float:
    return sum((offer.value_gbp for offer in offers), start=0.0)


def _consortium(market: Market, offer: Offer) -> Consortium:
    joins = (market.joining_months(offer.product, i, offer.month, len(offer.members)) for i in offer.members)
    codes = tuple(market.codes[i] for i in offer.members)
    return Consortium(codes, market.products[offer.product], offer.month, tuple(joins), offer.value_gbp)


class _Search:
    """The groups met so far, and the lowest prices known to cover every group."""

    def __init__(self, market: Market, most_members: int) -> None:
        self._market = market
        self._pricer = Pricer(market, most_members=most_members)
        self.nothing_gbp = self._pricer.rounding_gbp
        self.prices_gbp = self._pricer.price(np.zeros(len(market.codes))).lift_gbp
        self._unit_gbp = max((offer.value_gbp for offer in self._pricer.greedy()), default=1.0) / LARGEST_SCALED

    @property
    def bound_gbp(self) -> float:
        return float(self.prices_gbp.sum())

    def generate(self, tolerance_share: float) -> list[Offer]:
        """Lower the prices to the linear relaxation's by column generation, then settle on consortia one by one."""
        if not self._pricer.met:
            return []
        packing, smooth = self._packing(), True
        for _ in range(ITERATIONS):
            value, latest = packing.relaxed()
            prices = SMOOTHING * self.prices_gbp + (1 - SMOOTHING) * latest if smooth else latest
            priced = self._pricer.price(prices)
            self.prices_gbp = min(self.prices_gbp, prices + priced.lift_gbp, key=np.sum)
            found = packing.add(priced.offers, latest)
            if self.bound_gbp - value <= tolerance_share * value or not (found or smooth):
                break
            smooth = found
        return self._dive(packing)

    def _dive(self, packing: _Packing) -> list[Offer]:
        """Settle on the offer the relaxation takes most of, price the councils left anew, and so on."""
        while packing.settle():
            for _ in range(DIVE_ITERATIONS):
                _, latest = packing.relaxed()
                if not packing.add(self._pricer.price(latest).offers, latest):
                    break
        return packing.settled

    def best_met(self, chosen: list[Offer]) -> list[Offer]:
        """The best choice among the groups met, as long as moving councils one at a time improves it."""
        while self.bound_gbp - _total(chosen) > SAME_SHARE * self.bound_gbp:
            groups = [offer.members for offer in chosen]
            self._pricer.meet(relocated(self._market, groups, most_members=self._pricer.most_members))
            better = self._packing(_total(chosen) - self.bound_gbp).best(nodes=NODES)
            if _total(better) <= _total(chosen) + self.nothing_gbp:
                break
            chosen = better
        return chosen

    def best_of_all(self, value_gbp: float) -> list[Offer]:
        """The best choice there is: in one worth `value_gbp`, no group is further below its prices than the gap."""
        least = value_gbp - self.bound_gbp - self.nothing_gbp
        self._pricer.meet_all(self.prices_gbp, least)
        return self._packing(least).best(nodes=None)

    def _packing(self, least_gbp: float = -np.inf) -> _Packing:
        """Offers met that are worth at least so much more than their members' prices."""
        packing = _Packing(len(self.prices_gbp), self._unit_gbp)
        packing.add(self._pricer.met, self.prices_gbp, (least_gbp - self.nothing_gbp) / self._unit_gbp)
        return packing


class _Packing:
    """Offers in the solver: those it takes share no council, with each other or with those settled on (price +inf)."""

    def __init__(self, councils: int, unit_gbp: float) -> None:
        import highspy

        _swallow_banner()
        self._unit_gbp = unit_gbp
        self._offers: dict[tuple[int, ...], Offer] = {}
        self.settled: list[Offer] = []
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("presolve", "off")
        for option, value in (("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0)):
            self._highs.setOptionValue(option, value)
        self._highs.setOptionValue("simplex_strategy", 4)  # primal, which starts warm after new columns
        self._highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        for _ in range(councils):
            self._highs.addRow(-np.inf, 1.0, 0, np.empty(0, dtype=np.int32), np.empty(0))

    def add(self, offers: Iterable[Offer], prices_gbp: FloatArray, least_scaled: float = IGNORED_SCALED) -> bool:
        """Add new offers worth at least so much more than their members' prices; whether there are any."""
        known = len(self._offers)
        for offer in offers:
            members = np.array(offer.members, dtype=np.int32)
            worth, prices = offer.value_gbp / self._unit_gbp, prices_gbp[members].sum() / self._unit_gbp
            if offer.members not in self._offers and worth - prices >= least_scaled:
                self._offers[offer.members] = offer
                self._highs.addCol(worth, 0.0, np.inf, len(members), members, np.ones(len(members)))
        return len(self._offers) > known

    def relaxed(self) -> tuple[float, FloatArray]:
        """Worth and each council's price when offers may be taken in part."""
        prices: FloatArray = np.maximum(self._solved()[1], 0) * self._unit_gbp
        prices[[council for offer in self.settled for council in offer.members]] = np.inf
        return self._highs.getInfo().objective_function_value * self._unit_gbp, prices

    def settle(self) -> bool:
        """Settle on the offer the relaxation takes most of and close its councils; false when it takes none."""
        share = self._solved()[0]
        most = int(share.argmax())
        if share[most] <= IGNORED_SCALED:
            return False
        self.settled.append(list(self._offers.values())[most])
        for council in self.settled[-1].members:
            self._highs.changeRowBounds(council, -np.inf, 0.0)
        return True

    def best(self, *, nodes: int | None) -> list[Offer]:
        """The offers worth most in all; with a limit on nodes, the best found."""
        count = len(self._offers)
        if not count:
            return []
        self._highs.changeColsIntegrality(count, np.arange(count, dtype=np.int32), np.ones(count, dtype=np.uint8))
        self._highs.setOptionValue("presolve", "on")
        self._highs.setOptionValue("mip_max_nodes", nodes or 2**31 - 1)
        return [offer for offer, share in zip(self._offers.values(), self._solved()[0], strict=True) if share > 0.5]

    def _solved(self) -> tuple[FloatArray, FloatArray]:
        """How much of each offer is taken, and the worth of a little more room for each council; solver's units."""
        self._highs.run()
        solution = self._highs.getSolution()
        if not solution.value_valid:
            status = self._highs.modelStatusToString(self._highs.getModelStatus())
            msg = f"The solver HiGHS stopped without an answer ({status}). Please report it with the profiles given."
            raise SharedcliError(msg)
        return np.array(solution.col_value), np.array(solution.row_dual)


@cache
def _swallow_banner() -> None:
    """HiGHS prints its name at the first model of a process, silenced or not; keep that off standard output."""
    import highspy

    if not sys.stdout:
        return
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        highspy.Highs()  # type: ignore[no-untyped-call]
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
