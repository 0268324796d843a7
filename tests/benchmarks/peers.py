"""What a user would do instead of `selection`: each peer turns a market into groups that do not overlap.

All look for months and products in the same `Rows`, which leave out what cannot be used or is beaten, so that no
peer is slow for want of that. A peer's groups are valued by `Market.value`: `fair` lets each group have the best
month and product it could find, and leaves out groups worth nothing. No peer is told anything our method found.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.arrangement import Arrangement
from sharedcli.consortia.rows import NEVER, Rows
from tests.benchmarks.compact import Groups

if TYPE_CHECKING:
    from sharedcli.consortia.market import Market
    from sharedcli.costing.prices import FloatArray

ROUNDS = 6
CLUSTERS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 25, 32, 40, 50, 64, 80, 100)


def fair(market: Market, groups: Groups) -> float:
    """What the groups are worth in all, each at its best, those that had better not form left out."""
    taken = [council for group in groups for council in group]
    assert len(taken) == len(set(taken)), "a council in two groups"
    return sum((max(market.worth_gbp(group), 0.0) for group in groups), start=0.0)


def popular_month(market: Market) -> Groups:
    """The month and product in which most councils would move together and be better off; they move."""
    rows = Rows.of(market)
    if not rows.count:
        return ()
    worth, willing = _willing(rows, np.arange(len(market.codes)))
    size = np.where(worth > 0, willing.sum(axis=1), 0)
    return (tuple(np.flatnonzero(willing[int(size.argmax())]).tolist()),)


def best_month(market: Market) -> Groups:
    """The month and product in which those who would gain by moving together gain most."""
    return (_best_row(Rows.of(market), np.arange(len(market.codes)))[1],)


def pair_growth(market: Market) -> Groups:
    """The best pair, then whoever adds most as long as anybody does; again among the rest. A spreadsheet does this."""
    rows, groups = Rows.of(market), []
    left = np.ones(len(market.codes), dtype=bool)
    while rows.count and left.sum() >= 2:
        worth, group = max(_best_partner(rows, council, left) for council in np.flatnonzero(left).tolist())
        if worth <= 0:
            break
        while (outside := left & ~_mask(left, group)).any():
            added = _joined(rows, group, np.flatnonzero(outside))
            if added.max() <= worth:
                break
            worth = float(added.max())
            group = (*group, int(np.flatnonzero(outside)[added.argmax()]))
        groups.append(tuple(sorted(group)))
        left &= ~_mask(left, group)
    return tuple(groups)


def clustered_dates(market: Market) -> Groups:
    """Agglomerative clusters of councils' dates (scikit-learn): best of several numbers of clusters and two dates.

    A council's date is the month that would suit it best, or the first in which it would gain. A cluster takes the
    month and product where those of it who gain by moving together gain most.
    """
    from sklearn.cluster import AgglomerativeClustering

    rows = Rows.of(market)
    best = 0.0
    groups: Groups = ()
    for dates in _dates(market):
        able = np.flatnonzero(np.isfinite(dates))
        for number in [count for count in CLUSTERS if count <= len(able) // 2]:
            labels = AgglomerativeClustering(n_clusters=number).fit_predict(dates[able, None])
            found = [_best_row(rows, able[labels == label]) for label in range(number)]
            total = sum(worth for worth, _ in found)
            if total > best:
                best, groups = total, tuple(group for worth, group in found if worth > 0)
    return groups


def merging(market: Market) -> Groups:
    """Agglomerative merging on true value: the two groups that gain most by becoming one, until none gain."""
    rows, n = Rows.of(market), len(market.codes)
    if not rows.count:
        return ()
    groups: list[tuple[int, ...]] = [(council,) for council in range(n)]
    worth = np.zeros(n)
    gains = np.array([_gains(rows, groups, worth, place) for place in range(n)])
    while gains.max(initial=-np.inf) > 0:
        one, other = sorted(int(place) for place in np.unravel_index(gains.argmax(), gains.shape))
        worth[one] += worth[other] + gains[one, other]
        groups[one], groups[other] = tuple(sorted(groups[one] + groups[other])), ()
        worth[other] = -np.inf
        gains[other], gains[:, other] = -np.inf, -np.inf
        gains[one] = gains[:, one] = _gains(rows, groups, worth, one)
    return tuple(group for group in groups if len(group) > 1)


def price_greedy(market: Market) -> Groups:
    """The group worth most by our own pricing at no prices, then the one worth most among the rest, and so on."""
    rows = Rows.of(market)
    if not rows.count:
        return ()
    return Arrangement.guided(rows, np.zeros(len(market.codes)), stop=lambda: False).groups


PEERS: dict[str, Callable[[Market], Groups]] = {
    "most popular month, who gain": popular_month,
    "best month by value, who gain": best_month,
    "best pair, grown one by one": pair_growth,
    "dates clustered (scikit-learn)": clustered_dates,
    "merging two by two on value": merging,
    "greedy by our pricing": price_greedy,
}


def _willing(rows: Rows, councils: np.ndarray) -> tuple[FloatArray, np.ndarray]:
    """Of the councils that can join in each row, those left when losers have gone home; what they are worth.

    Losers go, the price rises for the others, some more lose and go; the best of a few such rounds counts. Everybody
    who can join is no fair opponent: leaving a contract early costs some more than all the others gain.
    """
    inside = rows.eligible[:, councils]
    best, willing = np.full(rows.count, -np.inf), inside
    for _ in range(ROUNDS):
        worth, gains = _together(rows, councils, inside)
        better = worth > best
        best, willing = np.where(better, worth, best), np.where(better[:, None], inside, willing)
        inside = inside & (gains > 0)
    return best, willing


def _together(rows: Rows, councils: np.ndarray, inside: np.ndarray) -> tuple[FloatArray, FloatArray]:
    """What these are worth in each row, and each council's part: the charge by volume, the overhead in equal parts."""
    size, place = inside.sum(axis=1), np.arange(rows.count)
    brought = rows.contributions_at(np.maximum(size, 2))[:, councils]
    volume = np.where(inside, rows.volumes[councils], 0.0).sum(axis=1)
    charge, overhead = rows.annuity * rows.charge(volume), rows.overhead_gbp[place, size]
    worth = np.where(inside, brought, 0.0).sum(axis=1) - charge - overhead
    worth[size < 2] = -np.inf
    each = charge / np.maximum(volume, 1e-9)
    known = np.where(np.isfinite(overhead), overhead, 0.0) / np.maximum(size, 1)
    return worth, brought - each[:, None] * rows.volumes[councils] - known[:, None]


def _best_row(rows: Rows, councils: np.ndarray) -> tuple[float, tuple[int, ...]]:
    """The row worth most to those of the councils who gain there, what it is worth, and who they are."""
    if not rows.count or len(councils) < 2:
        return 0.0, ()
    worth, willing = _willing(rows, councils)
    best = int(worth.argmax())
    return float(worth[best]), tuple(councils[willing[best]].tolist())


def _joined(rows: Rows, group: tuple[int, ...], others: np.ndarray) -> FloatArray:
    """What the group is worth with each of the others."""
    inside, size = list(group), len(group) + 1
    brought = rows.contributions(size)
    together = brought[:, inside].sum(axis=1) - rows.overhead_gbp[:, size]
    usable = np.flatnonzero(together > NEVER / 2)
    total = brought[np.ix_(usable, others)] + together[usable, None]
    total -= rows.annuity[usable, None] * rows.charge(rows.volumes[inside].sum() + rows.volumes[others])
    worth: FloatArray = total.max(axis=0, initial=NEVER)
    return worth


def _best_partner(rows: Rows, council: int, left: np.ndarray) -> tuple[float, tuple[int, ...]]:
    others = np.flatnonzero(left & (np.arange(len(left)) > council))
    if not len(others):
        return -np.inf, ()
    worth = _joined(rows, (council,), others)
    return float(worth.max()), (council, int(others[worth.argmax()]))


def _gains(rows: Rows, groups: Sequence[tuple[int, ...]], worth: FloatArray, place: int) -> FloatArray:
    """What merging the group at `place` with each of the others brings; -inf with itself and with no group."""
    gains = np.full(len(groups), -np.inf)
    sizes = np.array([len(group) for group in groups])
    for size in set(sizes.tolist()) - {0}:
        same = np.flatnonzero((sizes == size) & (np.arange(len(groups)) != place))
        if len(groups[place]) + size >= rows.overhead_gbp.shape[1] or not len(same):
            continue
        together = len(groups[place]) + size
        brought, own = rows.contributions(together), np.array(groups[place])
        usable = np.flatnonzero(rows.overhead_gbp[:, together] < np.inf)
        members = np.array([groups[other] for other in same.tolist()])
        total = brought[usable][:, members].sum(axis=2) + brought[np.ix_(usable, own)].sum(axis=1)[:, None]
        volume = rows.volumes[own].sum() + rows.volumes[members].sum(axis=1)
        total -= rows.annuity[usable, None] * rows.charge(volume) + rows.overhead_gbp[usable, together][:, None]
        gains[same] = total.max(axis=0, initial=NEVER) - worth[place] - worth[same]
    return gains


def _dates(market: Market) -> tuple[FloatArray, FloatArray]:
    """Each council's best month and first month with a gain, at its own price in a pair; nan where it has none."""
    own_charge = market.annuity * (market.volumes ** (1 - market.scale_exponent))[:, None]
    gains = market.contributions(2).max(axis=0) - own_charge
    shut = ~np.isfinite(gains).any(axis=1)
    suits, opens = gains.argmax(axis=1).astype(float), (gains > 0).argmax(axis=1).astype(float)
    suits[shut] = opens[shut] = np.nan
    return suits, opens


def _mask(left: np.ndarray, group: tuple[int, ...]) -> np.ndarray:
    mask = np.zeros(len(left), dtype=bool)
    mask[list(group)] = True
    return mask
