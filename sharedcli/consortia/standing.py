"""Which of the groups already announced can stand together: no council in two of them, and worth most in all.

It is the set packing of `selection` with the columns given (METHOD 11), so it is solved as it stands, without gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sharedcli.consortia.market import Offer
from sharedcli.consortia.packing import Packing

SCALED = 1e4  # worth of the best group in the solver's units, which suits its tolerances
SAME_SHARE = 1e-9  # totals this close are equal but for rounding


@dataclass(frozen=True, slots=True)
class Announced:
    """A group that is either there or not; what it is worth may be below zero."""

    members: frozenset[str]
    """Whoever may be in one group only: councils, by any name that is theirs alone."""
    value_gbp: float


def standing(groups: Sequence[Announced]) -> tuple[int, ...]:
    """Positions of the groups worth most together, ascending; a group worth nothing is never among them.

    Among choices worth the same it is the one that holds the first group, then the second, and so on, as far as
    they can stand together: the order of `groups` breaks ties.
    """
    worthwhile = [place for place, group in enumerate(groups) if group.value_gbp > 0]
    best = _best(groups, worthwhile)
    least = _total(groups, best) * (1 - SAME_SHARE)
    taken: list[int] = []
    while worthwhile:
        first, *rest = worthwhile
        beside = [place for place in rest if not groups[place].members & groups[first].members]
        if first not in best:
            instead = [*taken, first, *_best(groups, beside)]
            if _total(groups, instead) < least:
                worthwhile = rest
                continue
            best = instead
        taken.append(first)
        worthwhile = beside
    return tuple(taken)


def _total(groups: Sequence[Announced], places: Sequence[int]) -> float:
    return sum((groups[place].value_gbp for place in places), start=0.0)


def _best(groups: Sequence[Announced], places: Sequence[int]) -> list[int]:
    """One choice among `places` that is worth most, whichever the solver comes upon."""
    if not places:
        return []
    councils = sorted({member for place in places for member in groups[place].members})
    number = {council: row for row, council in enumerate(councils)}
    offers: dict[tuple[int, ...], tuple[float, int]] = {}
    for place in places:
        rows = tuple(sorted(number[member] for member in groups[place].members))
        offers[rows] = max(offers.get(rows, (0.0, -1)), (groups[place].value_gbp, place), key=lambda pair: pair[0])
    packing = Packing(len(councils), max(value for value, _ in offers.values()) / SCALED)
    packing.add([Offer(rows, 0, 0, value) for rows, (value, _) in offers.items()], np.zeros(len(councils)), 0.0)
    return [offers[offer.members][1] for offer in packing.best(nodes=None)]
