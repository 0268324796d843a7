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

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sharedcli.consortia.rows import highest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sharedcli.consortia.market import Market, Offer
    from sharedcli.consortia.rows import BoolArray, Rows
    from sharedcli.costing.prices import FloatArray

NEAR_BEST = 0.5  # a bound is tightened only above this share of the best group found so far
ROUNDS = 200  # of tightening; the bounds hold wherever it stops
TIGHTENED = 1500  # cells a round
GROUPS = 60  # returned at most
SORTED_AT_ONCE = 400_000  # numbers, to cap memory
ROUNDING = 1e-13  # of the largest sums formed
MARGIN = 1e-12  # of a volume: the same councils in another order must not add up to more than the most

Cells = npt.NDArray[np.void]
_CELL = np.dtype(  # a set of groups, and the bound on them; ranges are inclusive
    [
        ("row", np.intp),  # product * M + month
        ("low", np.intp),  # size from
        ("high", np.intp),  # size to
        ("start", np.float64),  # volume from
        ("end", np.float64),  # volume to
        ("bound", np.float64),  # no group of the cell is worth more above its prices
        ("bound_each", np.float64),  # no group of the cell is worth more above its prices for each member
        ("size", np.intp),  # of the group that attains the bound
        ("volume", np.float64),  # of that group
        ("error", np.float64),  # by how much the chord understates that group's cost; negative outside start..end
    ]
)


@dataclass(frozen=True, slots=True)
class Priced:
    """What pricing found at one set of prices."""

    offers: tuple[Offer, ...]
    """Groups that may be worth more than their members' prices, at their exact worth; furthest above first."""
    groups: BoolArray
    """(G, n): the groups furthest above their prices, as far as rows can tell."""
    above_gbp: FloatArray
    """(G,): by how much at most."""
    lift_gbp: FloatArray
    """(n,), zero or more: raise the prices by this and no group is worth more than its members' prices."""


class Pricer:
    """Prices the groups of one market's rows; keeps what does not change with prices, and every group it meets."""

    def __init__(self, market: Market, rows: Rows) -> None:
        self.councils = len(market.codes)
        self.codes = market.codes
        self._market = market
        self._rows = rows
        self._met: dict[tuple[int, ...], Offer | None] = {}
        self._remembered: dict[tuple[int, ...], None] = {}
        ascending = np.sort(market.volumes)
        self._least_volume = np.concatenate(([0.0], ascending.cumsum())) * (1 - MARGIN)
        self._most_volume = np.concatenate(([0.0], ascending[::-1].cumsum())) * (1 + MARGIN)
        self._whole = self._coarsest()
        from_size = rows.overhead_gbp[:, ::-1]
        self._least_overhead = np.minimum.accumulate(from_size, axis=1)[:, ::-1]  # of this many members or more
        brought = np.where(rows.eligible, np.abs(rows.kept_gbp[:1]), 0)  # nothing at all where no group can form
        largest = brought.sum(axis=-1).max(initial=0)
        self.rounding_gbp = ROUNDING * float(largest + market.shared_cost(market.volumes.sum()).max(initial=0))

    def price(self, prices_gbp: FloatArray, *, ignored_gbp: float = 0.0) -> Priced:
        """Find groups worth more than their members' prices, and how far the prices are from covering every group.

        The lift, with proof. Let R(p, m, k) bound v(S; p, m) - prices(S) over the groups S of k members that can use
        product p from month m, and e(p, m) be the highest positive R(p, m, k) / k over k. A council's lift is the
        highest e(p, m) over the (p, m) it can take part in. Take any group S, and the p and m where v(S) is attained:
        every member can take part there, so the lifts of S sum to at least k * e(p, m) >= R(p, m, k) >=
        v(S) - prices(S). Hence lifted prices cover every group, and since groups that do not overlap share no member,
        the sum of all lifted prices bounds every choice of groups. That contributions change with k does no harm: R
        is taken size by size, and whether a council can take part in (p, m) does not depend on k. Nor do the rows that
        `Rows` leaves out: whoever can use one of them can use the row that beats it, and brings no less there.

        Args:
            prices_gbp: (n,); +inf leaves a council out, and then the lift bounds only groups without it.
            ignored_gbp: Bounds need not be tight where they allow no more than this above prices for each member.
        """
        cells = self._bounded(self._whole, prices_gbp)
        for _ in range(ROUNDS):
            sure = _sure(cells)
            high = (cells["bound"] > NEAR_BEST * sure.max(initial=0)) & (cells["bound_each"] > ignored_gbp)
            loose = np.flatnonzero(high & (cells["bound"] - sure > self.rounding_gbp))
            if not loose.size:
                break
            chosen = loose[np.argsort(-cells["bound"][loose], kind="stable")[:TIGHTENED]]
            parts = self._bounded(self._cut(cells[chosen]), prices_gbp)
            cells = np.concatenate((np.delete(cells, chosen), parts))
        groups, above = self._groups(cells, prices_gbp)
        return Priced(self.meet(groups), groups, above, self._lift(cells))

    def meet(self, groups: BoolArray | Iterable[tuple[int, ...]]) -> tuple[Offer, ...]:
        """Value groups and remember them; returns those worth more than nothing, each once.

        Args:
            groups: As positions in the market's codes, ascending, or as masks of shape (G, n).
        """
        offers = []
        if isinstance(groups, np.ndarray):
            groups = [tuple(np.flatnonzero(members).tolist()) for members in groups]
        for group in dict.fromkeys(groups):
            if group not in self._met:
                offer = self._market.value(group)
                self._met[group] = offer if offer and offer.value_gbp > self.rounding_gbp else None
            if found := self._met[group]:
                offers.append(found)
        return tuple(offers)

    def remember(self, groups: BoolArray) -> None:
        """Groups that may be wanted later, masks of shape (G, n); they are valued when `met` is first asked for."""
        for members in groups:
            self._remembered[tuple(np.flatnonzero(members).tolist())] = None

    def meet_all(self, prices_gbp: FloatArray, least_gbp: float) -> None:
        """Meet every group worth at least so much more than its members' prices; for a few councils only."""
        for size in range(2, int(self._rows.most.max(initial=1)) + 1):
            groups = np.array(list(combinations(range(self.councils), size)))
            above = self._market.values(groups) - prices_gbp[groups].sum(axis=1)
            self.meet(tuple(group) for group in groups[above >= least_gbp].tolist())

    @property
    def met(self) -> tuple[Offer, ...]:
        """All groups met so far that are worth more than nothing, by members."""
        self.meet(self._remembered)
        self._remembered.clear()
        return tuple(offer for _, offer in sorted(self._met.items()) if offer)

    def _scale(self, volume: FloatArray) -> FloatArray:
        return self._rows.charge(volume)

    def _chord(self, cells: Cells) -> tuple[FloatArray, FloatArray]:
        """Slope and intercept of the chord over each cell's volumes."""
        at_start, width = self._scale(cells["start"]), cells["end"] - cells["start"]
        slope = np.divide(self._scale(cells["end"]) - at_start, width, out=np.zeros_like(width), where=width > 0)
        return slope, at_start - slope * cells["start"]

    def _coarsest(self) -> Cells:
        """Cells that between them hold every group that can form."""
        parts = [np.empty(0, _CELL)]
        low, most = 2, int(self._rows.most.max(initial=0))
        while low <= most:
            high = min(most, low + low // 4)
            feasible = np.isfinite(self._rows.overhead_gbp[:, low : high + 1]).any(axis=1) & (self._rows.most >= low)
            cells = np.zeros(feasible.sum(), _CELL)
            cells["row"], cells["low"], cells["high"] = np.flatnonzero(feasible), low, high
            cells["start"], cells["end"] = self._least_volume[low], self._most_volume[high]
            parts.append(cells)
            low = high + 1
        return np.concatenate(parts)

    def _cut(self, cells: Cells) -> Cells:
        """Each cell in two: at its best group's volume where that alone may settle it, else in the middle of sizes."""
        by_size = (cells["error"] <= self.rounding_gbp) | (cells["bound"] > cells["error"])
        by_size &= cells["low"] < cells["high"]
        lower, upper = cells.copy(), cells.copy()
        middle = (cells["low"] + cells["high"]) // 2
        lower["high"] = np.where(by_size, middle, cells["high"])
        upper["low"] = np.where(by_size, middle + 1, cells["low"])
        lower["end"] = np.where(by_size, cells["end"], cells["volume"])
        upper["start"] = np.where(by_size, cells["start"], cells["volume"])
        both = np.concatenate((lower, upper))
        both["start"] = np.maximum(both["start"], self._least_volume[both["low"]])
        both["end"] = np.minimum(both["end"], self._most_volume[both["high"]])
        return both[both["start"] <= both["end"]]

    def _bounded(self, cells: Cells, prices_gbp: FloatArray) -> Cells:
        """Bound cells, and drop those in which no group is worth more than its prices."""
        step = max(1, SORTED_AT_ONCE // max(1, self.councils))
        parts = [self._bound(cells[first : first + step], prices_gbp) for first in range(0, len(cells), step)]
        return np.concatenate([np.empty(0, _CELL), *parts])

    def _bound(self, cells: Cells, prices_gbp: FloatArray) -> Cells:
        slope, intercept = self._chord(cells)
        scores = self._scores(cells, prices_gbp)
        # Everybody above zero at the least overhead: no group comes near it, but most cells fail even so, unsorted.
        hoped = np.maximum(scores, 0).sum(axis=1) - self._rows.annuity[cells["row"]] * intercept
        hopeful = hoped > self._least_overhead[cells["row"], cells["low"]]
        cells, scores, slope, intercept = cells[hopeful], scores[hopeful], slope[hopeful], intercept[hopeful]
        if not len(cells):
            return cells
        row = cells["row"]
        most = int(cells["high"].max())
        sizes = np.arange(1, most + 1)
        reach = np.sort(scores, axis=1)[:, : -most - 1 : -1].cumsum(axis=1) - self._rows.overhead_gbp[row, 1 : most + 1]
        reach -= (self._rows.annuity[row] * intercept)[:, None]
        reach[(sizes < cells["low"][:, None]) | (sizes > cells["high"][:, None])] = -np.inf
        kept = reach.max(axis=1) > 0
        cells, reach, slope, intercept = cells[kept], reach[kept], slope[kept], intercept[kept]
        cells["bound"], cells["bound_each"] = reach.max(axis=1), (reach / sizes).max(axis=1)
        cells["size"] = reach.argmax(axis=1) + 1
        cells["volume"] = volume = highest(scores[kept], cells["size"]) @ self._rows.volumes
        cells["error"] = self._rows.annuity[cells["row"]] * (self._scale(volume) - intercept - slope * volume)
        return cells

    def _scores(self, cells: Cells, prices_gbp: FloatArray) -> FloatArray:
        """What each council would add to a group of the cell, size `high`, volume charged at the chord's slope."""
        scores = np.empty((len(cells), self.councils))
        for size in np.unique(cells["high"]).tolist():
            same = cells["high"] == size
            scores[same] = self._rows.contributions(size)[cells["row"][same]]
        scores -= prices_gbp
        scores -= (self._rows.annuity[cells["row"]] * self._chord(cells)[0])[:, None] * self._rows.volumes
        return scores

    def _groups(self, cells: Cells, prices_gbp: FloatArray) -> tuple[BoolArray, FloatArray]:
        """The best group of each row and by how much it is above its prices, furthest first."""
        found = cells[_sure(cells) > self.rounding_gbp]
        found = found[np.argsort(-_sure(found), kind="stable")]
        found = found[np.sort(np.unique(found["row"], return_index=True)[1])[:GROUPS]]
        return highest(self._scores(found, prices_gbp), found["size"]), _sure(found)

    def _lift(self, cells: Cells) -> FloatArray:
        each = np.zeros(self._rows.count)
        np.maximum.at(each, cells["row"], cells["bound_each"])
        lift: FloatArray = np.where(self._rows.eligible, each[:, None], 0).max(axis=0, initial=0)
        return lift


def _sure(cells: Cells) -> FloatArray:
    """What the group that attains the bound is truly worth above its prices; -inf where its size is not `high`."""
    sure: FloatArray = np.where(cells["size"] == cells["high"], cells["bound"] - cells["error"], -np.inf)
    return sure
