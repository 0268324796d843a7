"""The choice of consortia, none of them overlapping, that is worth most in all, with a proven bound.

Each council may be in one consortium at most: a set packing. Its linear relaxation is solved by column generation:
the solver puts a price on every council, `pricing` answers with the groups worth more than their members' prices, and
so on until there are none. The prices, lifted so that no group is worth more than its members' prices, add up to the
bound; the integer programme over the groups met on the way gives the choice.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.pricing import Pricer
from sharedcli.errors import SharedcliError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from highspy import Highs

    from sharedcli.consortia.market import FloatArray, Market, Offer

ENUMERATED = 14  # up to this many councils every group is looked at, if a gap remains
ITERATIONS = 500  # of column generation; the bound holds wherever it stops
SMOOTHING = 0.8  # weight of the best prices so far against the solver's latest
NODES = 5000  # of the integer programme, where it need not prove anything; a clock would make answers differ
LARGEST_SCALED = 1e4  # worth of the best group in the solver's units, which suits its tolerances
IGNORED_SCALED = 1e-6  # in the solver's units


@dataclass(frozen=True, slots=True)
class Consortium:
    """One group of councils, the product it shares and when."""

    members: tuple[str, ...]
    """ONS codes, ascending."""
    product: str
    """"" is a product new to all members."""
    go_live: int
    """Counted from the market's first month."""
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

    @property
    def gap_share(self) -> float:
        """The most that can be missing, as a share of the bound; 0 where the choice is proven best."""
        return 0.0 if self.bound_gbp <= self.value_gbp else 1 - self.value_gbp / self.bound_gbp


def select(market: Market, *, most_members: int | None = None, tolerance_share: float = 1e-9) -> Selection:
    """Choose the consortia worth most in all.

    Args:
        market: One service's councils.
        most_members: Largest consortium allowed, inclusive; `None` means any size.
        tolerance_share: A bound above the value by no more than this share of it counts as reached.
    """
    councils = len(market.codes)
    pricer = Pricer(market, most_members=councils if most_members is None else min(most_members, councils))
    pool = _Pool(market, pricer.rounding_gbp)
    unit = _greedy(pricer, pool) / LARGEST_SCALED
    prices = _generate(pricer, pool, unit)
    chosen = _choose(pricer, pool, prices, unit)
    bound = max(float(prices.sum()), _total(chosen))
    slack = max(tolerance_share * bound, councils * pricer.rounding_gbp)
    if bound - _total(chosen) > slack and councils <= ENUMERATED:
        gap = bound - _total(chosen)
        _add_every_group(pricer, pool, prices, gap)
        chosen = _packed(pool.above(prices, -gap), unit, councils, nodes=None)
        bound = _total(chosen)
    if bound - _total(chosen) <= slack:
        bound = _total(chosen)
    consortia = tuple(_consortium(market, offer) for offer in chosen)
    return Selection(consortia, _total(chosen), bound, tuple(prices.tolist()))


class _Pool:
    """The groups met so far that are worth more than nothing."""

    def __init__(self, market: Market, nothing_gbp: float) -> None:
        self._market = market
        self._nothing_gbp = nothing_gbp
        self._met: dict[tuple[int, ...], Offer | None] = {}

    def add(self, groups: Iterable[tuple[int, ...]]) -> list[Offer]:
        groups = list(groups)
        """Value groups, members ascending, and return the offers worth something, new ones or not."""
        for group in groups:
            if group not in self._met:
                offer = self._market.value(group)
                worthless = offer is None or offer.value_gbp <= self._nothing_gbp
                self._met[group] = None if worthless else offer
        return [offer for group in groups if (offer := self._met[group])]

    def above(self, prices_gbp: FloatArray, least_gbp: float = -np.inf) -> list[Offer]:
        """Offers worth at least this much more than their members' prices, by members."""
        offers = [offer for _, offer in sorted(self._met.items()) if offer]
        return [offer for offer in offers if offer.value_gbp - prices_gbp[list(offer.members)].sum() >= least_gbp]


def _greedy(pricer: Pricer, pool: _Pool) -> float:
    """Take the best group, then the best of the councils left, and so on. Returns the worth of the very best."""
    prices = np.zeros(pricer.councils)
    best = 0.0
    while offers := pool.add(pricer.price(prices).groups):
        taken = max(offers, key=lambda offer: offer.value_gbp)
        best = max(best, taken.value_gbp)
        prices[list(taken.members)] = np.inf
    return best


def _generate(pricer: Pricer, pool: _Pool, unit_gbp: float) -> FloatArray:
    """Prices that cover every group and add up to about the best linear relaxation, by column generation."""
    lowest = pricer.price(np.zeros(pricer.councils)).lift_gbp
    if not unit_gbp:
        return lowest
    master = _Master(pricer.councils, unit_gbp)
    master.add(pool.above(lowest))
    weight = SMOOTHING
    for _ in range(ITERATIONS):
        value, latest = master.solve()
        prices = weight * lowest + (1 - weight) * latest
        priced = pricer.price(prices)
        lifted = prices + priced.lift_gbp
        if lifted.sum() < lowest.sum():
            lowest = lifted
        if lowest.sum() - value <= IGNORED_SCALED * unit_gbp:
            break
        added = master.add(o for o in pool.add(priced.groups) if o.value_gbp - latest[list(o.members)].sum() > IGNORED_SCALED * unit_gbp)
        if not added and not weight:
            break
        weight = SMOOTHING if added else (weight / 2 if weight > 0.1 else 0)
    if DIVE: _dive(pricer, pool, master, unit_gbp)
    return lowest

DIVE=True; DI=8
def _dive(pricer, pool, master, unit_gbp):
    left = np.ones(pricer.councils, dtype=bool)
    while True:
        for _ in range(DI):
            _, latest = master.solve()
            latest[~left] = np.inf
            priced = pricer.price(latest)
            if not master.add(o for o in pool.add(priced.groups) if o.value_gbp - latest[list(o.members)].sum() > IGNORED_SCALED * unit_gbp):
                break
        offer = master.largest(left)
        if offer is None: break
        master.fix(offer)
        left[list(offer.members)] = False


class _Master:
    """The linear relaxation over the groups met, kept warm in the solver."""

    def __init__(self, councils: int, unit_gbp: float) -> None:
        import highspy

        self._unit_gbp = unit_gbp
        self._known: set[tuple[int, ...]] = set()
        self._offers = []
        self._highs = _solver()
        self._highs.setOptionValue("solver", "simplex")
        self._highs.setOptionValue("simplex_strategy", 4)
        self._highs.setOptionValue("presolve", "off")
        _add_rows(self._highs, councils)

    def add(self, offers: Iterable[Offer]) -> int:
        """Add the offers it does not have yet; returns how many."""
        new = [offer for offer in offers if offer.members not in self._known]
        self._offers.extend(new)
        self._known.update(offer.members for offer in new)
        _add_columns(self._highs, new, self._unit_gbp)
        return len(new)

    def largest(self, left):
        z = np.array(self._highs.getSolution().col_value)
        ok = [bool(left[list(o.members)].all()) for o in self._offers]
        z = np.where(ok, z, 0)
        k = int(z.argmax())
        return self._offers[k] if z[k] > 1e-6 else None

    def fix(self, offer):
        for i in offer.members:
            self._highs.changeRowBounds(i, -np.inf, 0.0)

    def solve(self) -> tuple[float, FloatArray]:
        """The value and the price of each council, in pounds."""
        _run(self._highs)
        duals = np.array(self._highs.getSolution().row_dual)
        return self._highs.getInfo().objective_function_value * self._unit_gbp, np.maximum(duals, 0) * self._unit_gbp


def _choose(pricer, pool, prices, unit_gbp):
    """The best choice among the groups met, improved by moving councils one at a time."""
    chosen = _packed(pool.above(prices), unit_gbp, councils=pricer.councils)
    while True:
        if _total(chosen) >= prices.sum() * (1 - 1e-9): return chosen
        moved = _relocated(pricer, [o.members for o in chosen])
        if VERB: print("  relocated", _total(chosen)/prices.sum(), sum(pool._market.worth_gbp(g) for g in moved)/prices.sum())
        pool.add(moved)
        better = _packed(pool.above(prices, _total(chosen) - prices.sum()), unit_gbp, councils=pricer.councils)
        if VERB: print("  better", _total(better)/prices.sum())
        if _total(better) <= _total(chosen) + pricer.rounding_gbp:
            return chosen
        chosen = better

VERB=False
def _packed(offers: Sequence[Offer], unit_gbp: float, councils, nodes: int | None = NODES) -> list[Offer]:
    """The offers worth most of which no two share a council."""
    import highspy
    if not offers:
        return []
    highs = _solver()
    _add_rows(highs, councils)
    _add_columns(highs, offers, unit_gbp, integer=True)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.0)
    if nodes: highs.setOptionValue("mip_max_nodes", nodes)
    _run(highs)
    return [offer for offer, taken in zip(offers, highs.getSolution().col_value, strict=True) if taken > 0.5]

def _relocated(pricer: Pricer, groups):
    """Move one council at a time, the move that gains most first, until none gains."""
    groups = list(groups)
    gains = [_gains(pricer, group) for group in groups]
    while groups:
        move = np.array(gains)
        inside = np.array([[i in g for i in range(pricer.councils)] for g in groups])
        leaving = np.where(inside, move, 0).sum(axis=0)
        move = np.where(inside, leaving, move + leaving)
        to, council = divmod(int(move.argmax()), pricer.councils)
        if move[to, council] <= pricer.rounding_gbp:
            break
        for g, group in enumerate(groups):
            if (council in group) or g==to:
                groups[g] = tuple(sorted(set(group) ^ {council}))
                gains[g] = _gains(pricer, groups[g])
    return groups

def _gains(pricer, group):
    everyone = range(pricer.councils)
    own = pricer.values([group])[0]
    gains = np.full(pricer.councils, -np.inf)
    if len(group) < 1: return gains
    inside = list(group)
    outside = [i for i in everyone if i not in set(group)]
    gains[inside] = pricer.values([[j for j in group if j != i] for i in group]) - own
    if len(group) < pricer.most_members:
        gains[outside] = pricer.values([sorted((*group, i)) for i in outside]) - own
    return gains

def _add_every_group(pricer, pool, prices, gap):
    everyone = range(pricer.councils)
    for size in range(2, pricer.most_members+1):
        groups = np.array(list(combinations(everyone, size)))
        kept = pricer.values(groups) - prices[groups].sum(axis=1) >= -gap - pricer.rounding_gbp
        pool.add(tuple(g) for g in groups[kept].tolist())

def _total(offers): return float(sum(o.value_gbp for o in offers))

def _consortium(market, offer):
    size=len(offer.members)
    joins = tuple(market.joining_months(offer.product, i, offer.month, size) for i in offer.members)
    return Consortium(tuple(market.codes[i] for i in offer.members), market.products[offer.product], offer.month, joins, offer.value_gbp)

def _solver():
    import highspy
    _quiet()
    h = highspy.Highs()
    h.setOptionValue("output_flag", False)
    h.setOptionValue("threads", 1)
    h.setOptionValue("random_seed", 0)
    h.changeObjectiveSense(highspy.ObjSense.kMaximize)
    return h

def _add_rows(highs, councils):
    import highspy
    no=np.empty(0,dtype=np.int32)
    highs.addRows(councils, np.full(councils,-np.inf), np.ones(councils), 0, np.zeros(councils,dtype=np.int32), no, np.empty(0))

def _add_columns(highs, offers, unit_gbp, integer=False):
    import highspy
    if not offers: return
    sizes=[len(o.members) for o in offers]
    members=np.concatenate([o.members for o in offers]).astype(np.int32)
    starts=np.concatenate(([0],np.cumsum(sizes)[:-1])).astype(np.int32)
    highs.addCols(len(offers), np.array([o.value_gbp for o in offers])/unit_gbp, np.zeros(len(offers)), np.full(len(offers), 1.0 if integer else np.inf), len(members), starts, members, np.ones(len(members)))
    if integer:
        highs.changeColsIntegrality(len(offers), np.arange(len(offers),dtype=np.int32), np.full(len(offers), 1, dtype=np.uint8))

def _run(highs):
    highs.run()

@cache
def _quiet():
    import highspy
    sys.stdout.flush()
    kept=os.dup(1)
    null=os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null,1)
        highspy.Highs()
    finally:
        os.dup2(kept,1); os.close(kept); os.close(null)
