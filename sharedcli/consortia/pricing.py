"""The groups worth most above what their members are priced at, found by sorting.

With product, go-live month and size k fixed, only the scale curve C(U) = U ** (1 - beta) ties the members of a group
together. C is concave, so on any interval of volumes a chord lies on or below it. Put the chord in its place and each
member has a score of its own, contribution - price - annuity * slope * volume: the best group is the k highest.
Since the chord understates cost, that group's total is an upper bound for every group whose volume lies in the
interval. Where the bound is above what the group is truly worth, the interval is cut at the group's own volume, and
both halves are exact there. A range of sizes is bounded the same way before it is cut: contributions never fall with
size, so those for its largest size overstate those below. Repeated, this finds the best group and proves it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sharedcli.consortia.market import FloatArray, IntArray, Market

if TYPE_CHECKING:
    from collections.abc import Sequence

NEAR_BEST = 0.5  # a bound is tightened only above this share of the best group found so far
ROUNDS = 200  # of tightening; the bounds hold wherever it stops
TIGHTENED = 1500  # cells a round
GROUPS = 60  # returned at most
SORTED_AT_ONCE = 2_000_000  # numbers, to cap memory
ROUNDING = 1e-13  # of the largest sums formed


@dataclass(frozen=True, slots=True)
class Priced:
    """What pricing found at one set of prices."""

    groups: tuple[tuple[int, ...], ...]
    """Groups worth more than the sum of their prices, furthest above first; members ascending."""
    lift_gbp: FloatArray
    """(n,), zero or more: raise the prices by this and no group is worth more than its prices."""


@dataclass(frozen=True, slots=True)
class _Cells:
    """Sets of groups, one a position: a row (product * M + month), sizes and volumes from .. to, inclusive."""

    row: IntArray
    low: IntArray
    high: IntArray
    start: FloatArray
    end: FloatArray
    bound: FloatArray
    """No group of the cell is worth more above its prices."""
    bound_each: FloatArray
    """The same per member, over the cell's sizes."""
    error: FloatArray
    size: IntArray
    """What the group that attains the bound is truly worth above its prices; -inf if its size is below `high`."""
    volume: FloatArray
    """Volume of that group."""

    def at(self, chosen: npt.NDArray[np.bool_] | IntArray) -> _Cells:
        return _Cells(*(getattr(self, field.name)[chosen] for field in fields(self)))

    def with_(self, other: _Cells) -> _Cells:
        return _Cells(*(np.concatenate((getattr(self, f.name), getattr(other, f.name))) for f in fields(self)))


def _sure(c): return np.where(c.size==c.high, c.bound - c.error, -np.inf)

class Pricer:
    """Prices groups of one market, two members to `most_members`; keeps what does not change with the prices."""

    def __init__(self, market: Market, *, most_members: int) -> None:
        self._market = market
        self.councils = len(market.codes)
        self.most_members = most_members
        self._by_size: dict[int, FloatArray] = {}
        self._overhead = np.tile(market.overhead_gbp, (len(market.products), 1))
        self._annuity = np.tile(market.annuity, len(market.products))
        ascending = np.sort(market.volumes)
        self._least_volume = np.concatenate(([0.0], ascending.cumsum()))
        self._most_volume = np.concatenate(([0.0], ascending[::-1].cumsum()))
        self._eligible = np.isfinite(self._contributions(1))
        self._whole = self._coarsest(most_members)
        largest = np.where(self._eligible, np.abs(self._contributions(1)), 0).sum(axis=1).max(initial=0)
        self.rounding_gbp = ROUNDING * float(largest + market.shared_cost(market.volumes.sum()).max(initial=0))

    def price(self, prices_gbp: FloatArray) -> Priced:
        """Groups worth more than the sum of their members' prices, and how far prices are from covering every group.

        The lift, with proof. Let R(p, m, k) bound v(S; p, m) - prices(S) over the groups S of k members that can use
        product p from month m, and e(p, m) be the highest positive R(p, m, k) / k. Council i's lift is the highest
        e(p, m) over the (p, m) it can take part in. Take any group S, at the p and m where v(S) is attained: every
        member can take part there, so the lifts of S sum to at least k * e(p, m) >= R(p, m, k) >= v(S) - prices(S).
        So the lifted prices cover every group, and as disjoint groups share no member, the sum of all lifted prices
        bounds every choice of groups. It matters nowhere that contributions change with k, since R is taken size by
        size and taking part in (p, m) does not depend on k.

        Args:
            prices_gbp: (n,), zero or more; +inf leaves a council out, and its lift is then of no use.
        """
        row,low,high = self._whole
        cells = self._chunked(row, low, high, self._least_volume[low], self._most_volume[high], prices_gbp)
        for _ in range(ROUNDS):
            sure = _sure(cells)
            worth_it = cells.bound > NEAR_BEST * sure.max(initial=0)
            loose = np.flatnonzero(worth_it & (cells.bound - sure > self.rounding_gbp))
            if not loose.size:
                break
            chosen = loose[np.argsort(-cells.bound[loose], kind="stable")[:TIGHTENED]]
            halves = self._halves(cells.at(chosen), prices_gbp)
            cells = cells.at(np.delete(np.arange(len(cells.row)), chosen)).with_(halves)
        return Priced(self._groups(cells, prices_gbp), self._lift(cells))

    def values(self, groups: Sequence[Sequence[int]] | IntArray) -> FloatArray:
        """v(S) of many groups of one size, two or more members each, up to rounding; -inf where S cannot form."""
        members = np.asarray(groups, dtype=np.intp)
        if not members.size:
            return np.empty(0)
        size = members.shape[1]
        if size < 2:
            return np.zeros(len(members))
        belongs = np.zeros((len(members), len(self._market.codes)))
        np.put_along_axis(belongs, members, 1.0, axis=1)
        contributed = np.where(self._eligible, self._contributions(size), 0)
        volume = (belongs @ self._market.volumes)[:, None]
        totals = belongs @ contributed.T - self._annuity * self._scale(volume) - self._overhead[:, size]
        totals[belongs @ ~self._eligible.T > 0] = -np.inf
        best: FloatArray = totals.max(axis=1, initial=-np.inf)
        return best

    def _contributions(self, size: int) -> FloatArray:
        """(P * M, n), kept for next time."""
        if size not in self._by_size:
            by_row = self._market.contributions(size).transpose(0, 2, 1)
            self._by_size[size] = by_row.reshape(-1, len(self._market.codes))
        return self._by_size[size]

    def _scale(self, volume: FloatArray) -> FloatArray:
        curve: FloatArray = volume ** (1 - self._market.scale_exponent)
        return curve

    def _coarsest(self, most_members: int) -> tuple[IntArray, IntArray, IntArray]:
        """Rows and ranges of sizes that between them hold every group that can form."""
        row, low, high = [], [], []
        at_least = 2
        while at_least <= most_members:
            at_most = min(most_members, at_least + at_least // 4)
            open_to = np.isfinite(self._overhead[:, at_least : at_most + 1]).any(axis=1)
            rows = np.flatnonzero(open_to & (self._eligible.sum(axis=1) >= at_least))
            row.append(rows)
            low.append(np.full(len(rows), at_least))
            high.append(np.full(len(rows), at_most))
            at_least = at_most + 1
        none = [np.empty(0, dtype=np.intp)]
        return np.concatenate(row + none), np.concatenate(low + none), np.concatenate(high + none)

    def _bounded(self, row, low, high, start, end, prices_gbp) -> _Cells:
        """Bound cells and keep those that may hold a group worth more than its prices."""
        annuity, (slope, intercept) = self._annuity[row], self._chord(start, end)
        scores = self._scores(row, high, slope, prices_gbp)
        most = high.max(initial=0)
        ranked = np.sort(scores,axis=1)[:, ::-1][:,:most]
        sizes = np.arange(1, most + 1)
        reach = ranked.cumsum(axis=1) - self._overhead[row, 1 : most + 1]
        reach -= (annuity * intercept)[:, None]
        reach[(sizes < low[:, None]) | (sizes > high[:, None])] = -np.inf
        best = reach.argmax(axis=1)
        bound = reach[np.arange(len(row)), best]
        keep = bound > 0
        volume = _highest(scores[keep], best[keep] + 1) @ self._market.volumes
        error = annuity[keep] * (self._scale(volume) - intercept[keep] - slope[keep] * volume)
        each = (reach[keep] / sizes).max(axis=1)
        return _Cells(row[keep], low[keep], high[keep], start[keep], end[keep], bound[keep], each, error, best[keep]+1, volume)

    def _scores(self, row, high, slope, prices_gbp) -> FloatArray:
        """What each member adds to a group of the cell, volume charged at the chord's slope: (cells, n)."""
        scores = np.empty((len(row), len(prices_gbp)))
        for size in np.unique(high).tolist():
            mine = high == size
            scores[mine] = self._contributions(size)[row[mine]]
        scores -= prices_gbp
        scores -= (self._annuity[row] * slope)[:, None] * self._market.volumes
        return scores

    def _chord(self, start, end):
        at_start, width = self._scale(start), end - start
        slope = np.divide(self._scale(end) - at_start, width, out=np.zeros_like(width), where=width > 0)
        return slope, at_start - slope * start

    def _halves(self, cells, prices_gbp) -> _Cells:
        inside = (cells.start < cells.volume) & (cells.volume < cells.end)
        by_size = (cells.low < cells.high) & RULE(self, cells, inside)
        sizes, volumes = cells.at(by_size), cells.at(~by_size)
        middle = (sizes.low + sizes.high) // 2
        tw = np.concatenate
        low, high = tw((sizes.low, middle + 1)), tw((middle, sizes.high))
        start = np.maximum(tw((sizes.start, sizes.start)), self._least_volume[low])
        end = np.minimum(tw((sizes.end, sizes.end)), self._most_volume[high])
        ok = start <= end
        cut = volumes.volume
        return self._chunked(tw((sizes.row[:], sizes.row, volumes.row, volumes.row)), tw((low, volumes.low, volumes.low)), tw((high, volumes.high, volumes.high)),
            tw((start, volumes.start, cut)), tw((end, cut, volumes.end)), prices_gbp)

    def _chunked(self, row, low, high, start, end, prices_gbp):
        at_once = max(1, SORTED_AT_ONCE // max(1, len(prices_gbp)))
        cells = _NONE
        for first in range(0, len(row), at_once):
            part = slice(first, first + at_once)
            cells = cells.with_(self._bounded(row[part], low[part], high[part], start[part], end[part], prices_gbp))
        return cells

    def _groups(self, cells, prices_gbp):
        sure = cells.at(_sure(cells) > self.rounding_gbp)
        sure = sure.at(np.argsort(-_sure(sure), kind="stable"))
        sure = sure.at(np.sort(np.unique(sure.row, return_index=True)[1])[:GROUPS])
        slope,_ = self._chord(sure.start, sure.end)
        inside = _highest(self._scores(sure.row, sure.high, slope, prices_gbp), sure.high)
        found = (tuple(np.flatnonzero(m).tolist()) for m in inside)
        return tuple(dict.fromkeys(found))

    def _lift(self, cells):
        each = np.zeros(len(self._overhead))
        np.maximum.at(each, cells.row, cells.bound_each)
        lift = np.where(self._eligible, each[:, None], 0).max(axis=0, initial=0)
        return lift


def _highest(scores, count):
    threshold = np.take_along_axis(np.sort(scores, axis=1)[:, ::-1], count[:, None] - 1, axis=1)
    inside = scores >= threshold
    tied = inside.sum(axis=1) > count
    if tied.any():
        order = np.argsort(-scores[tied], axis=1, kind="stable")
        inside[tied] = np.argsort(order, axis=1) < count[tied, None]
    return inside

def RULE(pr, cells, inside):
    return (cells.bound - cells.error > 0) | ~inside | (cells.error <= pr.rounding_gbp)

_NONE = _Cells(*([np.empty(0, dtype=np.intp)] * 3), *([np.empty(0)] * 5), np.empty(0, dtype=np.intp), np.empty(0))
