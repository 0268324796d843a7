"""Which of the groups already announced can stand together: no council in two of them, and worth most in all.

It is the set packing of `selection` with the columns given (METHOD 11), so it is solved as it stands, without gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sharedcli.consortia.market import Offer
from sharedcli.consortia.packing import Packing

LARGEST_SCALED = 1e4  # worth of the best group in the solver's units, which suits its tolerances
SAME_SHARE = 1e-9  # totals this close are equal but for rounding


@dataclass(frozen=True, slots=True)
class Group:
    """A group announced: it is there as it is, or not at all; what it is worth may be below zero."""

    members: frozenset[str]
    """Whoever may be in one group only: councils, by any name that is theirs alone."""
    value_gbp: float


def standing(groups: Sequence[Group]) -> tuple[int, ...]:
    """Positions of the groups worth most together, ascending; a group worth nothing is never among them.

    Among choices worth the same it is the one that holds the first group, then the second, and so on, as far as
    they can stand together: the order of `groups` breaks ties.
    """
    places = [place for place, group in enumerate(groups) if group.value_gbp > 0]
    best = _best(groups, places)
    least = _total(groups, best) * (1 - SAME_SHARE)
    places = _in_some_best(groups, places, least)
    taken: list[int] = []
    while places:
        first, *rest = places
        beside = [place for place in rest if not groups[place].members & groups[first].members]
        if first not in best:
            instead = [*taken, first, *_best(groups, beside)]
            if _total(groups, instead) < least:
                places = rest
                continue
            best = instead
        taken.append(first)
        places = beside
    return tuple(taken)


def worth_most(groups: Sequence[Group]) -> tuple[int, ...]:
    """As `standing`, with ties left to the solver: the same each time for the same `groups`, and a good deal faster."""
    return tuple(sorted(_best(groups, [place for place, group in enumerate(groups) if group.value_gbp > 0])))


def shortfall_gbp(groups: Sequence[Group], place: int) -> float:
    """How much more the group at `place` would have to be worth to be in a choice as good as the best; 0 where it is.

    It is measured against a group of the same worth as now, so one worth less than nothing falls short by that too.
    """
    gainful = [other for other, group in enumerate(groups) if group.value_gbp > 0]
    beside = [other for other in gainful if not groups[other].members & groups[place].members]
    with_it = groups[place].value_gbp + _total(groups, _best(groups, beside))
    return max(_total(groups, _best(groups, gainful)) - with_it, 0.0)


def _total(groups: Sequence[Group], places: Sequence[int]) -> float:
    return sum((groups[place].value_gbp for place in places), start=0.0)


def _best(groups: Sequence[Group], places: list[int]) -> list[int]:
    """One choice among `places` that is worth most, whichever the solver comes upon."""
    if not places:
        return []
    rows, councils = _rows(groups, places)
    # Of several groups of the same councils the solver needs the one worth most.
    by_rows = {rows[place]: place for place in sorted(places, key=lambda place: (groups[place].value_gbp, -place))}
    packing = _packing(groups, list(by_rows.values()), rows, councils)
    return [by_rows[offer.members] for offer in packing.best(nodes=None)]


def _in_some_best(groups: Sequence[Group], places: list[int], least_gbp: float) -> list[int]:
    """Those that may be in a choice worth `least_gbp`: no more below their councils' prices than the bound leaves."""
    if not places:
        return []
    rows, councils = _rows(groups, places)
    _, prices = _packing(groups, places, rows, councils).relaxed()
    short = {place: max(prices[list(rows[place])].sum() - groups[place].value_gbp, 0.0) for place in places}
    lift = max(0.0, *(groups[place].value_gbp - prices[list(rows[place])].sum() for place in places))
    room = prices.sum() + lift * councils - least_gbp + SAME_SHARE * max(least_gbp, 1.0)
    return [place for place in places if short[place] <= room]


def _rows(groups: Sequence[Group], places: list[int]) -> tuple[dict[int, tuple[int, ...]], int]:
    """The members of each group as numbers, ascending, and how many there are."""
    number = {name: row for row, name in enumerate(sorted({m for place in places for m in groups[place].members}))}
    rows = {place: tuple(sorted(number[member] for member in groups[place].members)) for place in places}
    return rows, len(number)


def _packing(groups: Sequence[Group], places: list[int], rows: dict[int, tuple[int, ...]], councils: int) -> Packing:
    packing = Packing(councils, max(groups[place].value_gbp for place in places) / LARGEST_SCALED)
    offers = [Offer(rows[place], 0, 0, groups[place].value_gbp) for place in places]
    packing.add(offers, np.zeros(councils), 0.0)
    return packing
