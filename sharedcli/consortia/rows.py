"""A market as rows: one for each product and month worth looking at, every council's contribution side by side.

What is left out of `Market`: rows that fewer than two councils can use, months too near for any group, and products
that another product beats for every council in that month. Contributions are kept at a few sizes and read between
them: with one part fixed and one divided by the size, the best joining month makes them convex in 1 / size, so the
straight line between two sizes is never below the truth. Everything built on rows therefore bounds from above;
`Market.value` alone says what a group is worth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sharedcli.consortia.market import IntArray, Market
    from sharedcli.costing.prices import FloatArray

BoolArray = npt.NDArray[np.bool_]

EXACT_UP_TO = 64  # councils for which contributions are kept at every size
KEPT_SIZES = (
    2,
    3,
    4,
    6,
    10,
    20,
    50,
)  # beyond, and the largest; measured at 382 councils: 20 pounds too high on average
NEVER = -1e15  # what a council contributes where it cannot take part: finite, so that it can be weighted


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """R rows, n councils, L sizes at which contributions are kept."""

    sizes: IntArray
    """(L,), ascending, from 2 to the largest size that can form."""
    kept_gbp: FloatArray
    """(L, R, n): contributions at those sizes; `NEVER` where the council cannot take part."""
    eligible: BoolArray
    """(R, n): who can take part at all."""
    overhead_gbp: FloatArray
    """(R, n + 1): as in `Market`, +inf for sizes that cannot form."""
    one_more_gbp: FloatArray
    """(R, n + 1): what the last of so many members adds to the overhead; 0 where either size cannot form."""
    annuity: FloatArray
    """(R,)"""
    volumes: FloatArray
    """(n,)"""
    scale_exponent: float
    least: IntArray
    """(R,): the smallest size that can form."""
    most: IntArray
    """(R,): the largest size that can form, no more than can take part."""

    @classmethod
    def of(cls, market: Market) -> Rows:
        """The rows of a market; none where nothing can form."""
        n, products = len(market.codes), len(market.products)
        overhead = np.tile(market.overhead_gbp, (products, 1))
        sizes = _sizes_kept(market.overhead_gbp)
        eligible = np.isfinite(_flat(market.contributions(2)))
        can_form = np.isfinite(overhead)
        can_form &= (np.arange(n + 1) >= 2) & (np.arange(n + 1) <= eligible.sum(axis=1)[:, None])
        rows = np.flatnonzero(np.any(can_form, axis=1))
        # Level by level, twice: all of them at once for rows that are dropped again would be the most memory of all.
        if len(rows):
            rows = rows[~_beaten(rows, (_level(market, size, rows) for size in sizes.tolist()), len(market.annuity))]
        kept = np.empty((len(sizes), len(rows), n))
        for place, size in enumerate(sizes.tolist()):
            kept[place] = _level(market, size, rows)
        can_form = can_form[rows]
        return cls(
            sizes=sizes,
            kept_gbp=kept,
            eligible=eligible[rows],
            overhead_gbp=overhead[rows],
            one_more_gbp=_one_more(overhead[rows]),
            annuity=np.tile(market.annuity, products)[rows],
            volumes=market.volumes,
            scale_exponent=market.scale_exponent,
            least=can_form.argmax(axis=1),
            most=n - can_form[:, ::-1].argmax(axis=1),
        )

    @property
    def count(self) -> int:
        """R: how many rows there are."""
        return len(self.annuity)

    def contributions(self, size: int) -> FloatArray:
        """(R, n): what each council brings to a group of `size`, 2 or more, in each row; never below the truth."""
        upper = min(int(np.searchsorted(self.sizes, size)), len(self.sizes) - 1)
        if self.sizes[upper] <= size:
            exact: FloatArray = self.kept_gbp[upper]
            return exact
        share = self._share_of_lower(np.array(size), np.array(upper))
        between: FloatArray = self.kept_gbp[upper - 1] * share + self.kept_gbp[upper] * (1 - share)
        return between

    def contributions_at(self, sizes: IntArray) -> FloatArray:
        """(R, n): the same with a size of its own for each row; shape of `sizes` (R,)."""
        at = np.clip(sizes, self.sizes[0], self.sizes[-1])
        upper = np.searchsorted(self.sizes, at)
        if len(self.sizes) > 1:
            upper = np.maximum(upper, 1)
        lower, rows = np.maximum(upper - 1, 0), np.arange(self.count)
        share = self._share_of_lower(at, upper)[:, None]
        between: FloatArray = self.kept_gbp[lower, rows] * share
        between += self.kept_gbp[upper, rows] * (1 - share)
        return between

    def charge(self, volume: FloatArray | float) -> FloatArray:
        """U ** (1 - beta): the supplier's charge a year for so much volume, before the annuity."""
        curve: FloatArray = np.asarray(volume) ** (1 - self.scale_exponent)
        return curve

    def _share_of_lower(self, size: IntArray, upper: IntArray) -> FloatArray:
        """How much the smaller of the two kept sizes weighs: straight in 1 / size."""
        low, high = 1 / self.sizes[np.maximum(upper - 1, 0)], 1 / self.sizes[upper]
        share: FloatArray = (1 / size - high) / np.where(low > high, low - high, 1.0)
        return share


def _sizes_kept(overhead_gbp: FloatArray) -> IntArray:
    """From 2 to the largest size that can form."""
    possible = np.flatnonzero(np.isfinite(overhead_gbp).any(axis=0))
    largest = int(possible[-1]) if len(possible) else 0
    if largest < 2:
        return np.empty(0, dtype=np.intp)
    if largest <= EXACT_UP_TO:
        return np.arange(2, largest + 1)
    return np.array([*(size for size in KEPT_SIZES if size < largest), largest])


def _one_more(overhead_gbp: FloatArray) -> FloatArray:
    known = np.isfinite(overhead_gbp)
    steps: FloatArray = np.diff(np.where(known, overhead_gbp, 0.0), axis=1, prepend=0.0)
    steps[:, 1:][~(known[:, 1:] & known[:, :-1])] = 0.0
    return steps


def _flat(contributions: FloatArray) -> FloatArray:
    """(P, n, M) to (P * M, n)."""
    products, councils, months = contributions.shape
    return contributions.transpose(0, 2, 1).reshape(products * months, councils)


def _level(market: Market, size: int, rows: IntArray) -> FloatArray:
    """(rows, n): contributions to a group of so many, finite."""
    return np.maximum(_flat(market.contributions(size))[rows], NEVER)


def _beaten(rows: IntArray, levels: Iterable[FloatArray], months: int) -> BoolArray:
    """Which of the rows another product's row of the same month equals or beats for every council at every size kept.

    Of two that are equal the first stays. Everything else about a row depends on its month alone.
    """
    together = [np.flatnonzero(rows % months == month) for month in np.unique(rows % months)]
    as_good = [np.ones((len(same), len(same)), dtype=bool) for same in together]  # [i, j]: i nowhere below j
    for level in levels:
        for same, good in zip(together, as_good, strict=True):
            np.logical_and(good, (level[same][:, None] >= level[same]).all(axis=2), out=good)
    beaten = np.zeros(len(rows), dtype=bool)
    for same, good in zip(together, as_good, strict=True):
        first = np.arange(len(same))[:, None] < np.arange(len(same))
        beaten[same] = (good & (~good.T | first)).any(axis=0)
    return beaten


def highest(scores: FloatArray, count: IntArray) -> BoolArray:
    """Mark the `count` highest scores of each row, the first columns among equals. Shapes (rows, n) and (rows,)."""
    least = np.empty((len(scores), 1))
    for number in np.unique(count).tolist():
        same = count == number
        place = scores.shape[1] - number
        least[same, 0] = np.partition(scores[same], place, axis=1)[:, place]
    marked: BoolArray = scores >= least
    tied = np.flatnonzero(marked.sum(axis=1) > count)
    if tied.size:
        rank = np.argsort(np.argsort(-scores[tied], axis=1, kind="stable"), axis=1, kind="stable")
        marked[tied] = rank < count[tied, None]
    return marked
