"""What councils would do at given prices: a group for each row, found without sorting.

Fix a guess of the group's size and volume and each council has a score of its own: what it would bring, less its
price, less its volume at the slope of the scale curve, less what one member more costs in coordination. Those above
zero join; their number and volume are the next guess. From a guess too large the groups shrink to one that agrees
with itself, nearly always the best there is (`pricing.py` proves it where proof is asked for), at a fiftieth of the
time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.rows import highest

if TYPE_CHECKING:
    from sharedcli.consortia.rows import BoolArray, Rows
    from sharedcli.costing.prices import FloatArray

GUESSES = 5
LEAST_VOLUME = 1e-9  # keeps the slope of the curve finite for a group whose price does not move


@dataclass(frozen=True, slots=True, eq=False)
class Responses:
    """One group a row."""

    above_gbp: FloatArray
    """(R,): by how much the group is worth more than its members' prices; -inf where none can form."""
    members: BoolArray
    """(R, n)"""


def respond(rows: Rows, prices_gbp: FloatArray, *, guesses: int = GUESSES) -> Responses:
    """The group that forms in each row at these prices: the best met on the way.

    Args:
        rows: The market.
        prices_gbp: (n,); a price out of all reach leaves a council out.
        guesses: How often size and volume are guessed.
    """
    size, volume = rows.most, np.full(rows.count, rows.volumes.sum())
    best = np.full(rows.count, -np.inf)
    members = np.zeros(rows.eligible.shape, dtype=bool)
    above = rows.contributions_at(size) - prices_gbp
    place = np.arange(rows.count)
    for _ in range(guesses):
        slope = (1 - rows.scale_exponent) * np.maximum(volume, LEAST_VOLUME) ** -rows.scale_exponent
        score = above - (rows.annuity * slope)[:, None] * rows.volumes
        inside = _joining(score, rows.one_more_gbp[place, size], rows)
        size = inside.sum(axis=1)
        volume = np.where(inside, rows.volumes, 0.0).sum(axis=1)
        above = rows.contributions_at(size) - prices_gbp
        total = np.where(inside, above, 0.0).sum(axis=1) - rows.annuity * rows.charge(volume)
        total -= rows.overhead_gbp[place, size]
        better = total > best
        best[better], members[better] = total[better], inside[better]
    return Responses(best, members)


def _joining(score: FloatArray, cost: FloatArray, rows: Rows) -> BoolArray:
    """Everybody above the cost of one member more, or as many of the best as must or may join."""
    inside: BoolArray = score > cost[:, None]
    count = inside.sum(axis=1)
    wanted = np.clip(count, rows.least, rows.most)
    wrong = np.flatnonzero(wanted != count)
    if wrong.size:
        inside[wrong] = highest(score[wrong], wanted[wrong])
    return inside
