"""Prices that cover every group of a few councils, from the table of what each group is worth (`game`).

The best choice from the same table is in `partition`; prices of many councils are `covering` and `generation`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.core import least_core
from sharedcli.consortia.game import Game, belongs
from sharedcli.consortia.generation import LARGEST_SCALED, NEW_GROUPS
from sharedcli.consortia.packing import Packing

if TYPE_CHECKING:
    from sharedcli.consortia.pricing import Pricer
    from sharedcli.costing.prices import FloatArray

TINY_GBP = 1e-12  # where nobody brings anything


def lowest_prices(pricer: Pricer, worth_gbp: FloatArray, chosen: list[int]) -> FloatArray:
    """The lowest prices that cover every group of a few councils, shape (n,), from the table of what each is worth.

    Where prices can add up to what the best choice is worth there are often many such. Taken are, as soon as they cover
    every group: prices in proportion to what each member brings to its consortium; those of each consortium's least
    core; those of the least core of all together. Else those of the relaxation, which add up to more.

    Args:
        pricer: Of the market.
        worth_gbp: (2 ** n,), as `game.worths` has it.
        chosen: The places of the consortia of the best choice.
    """
    inside = belongs(pricer.councils)
    value = float(worth_gbp[chosen].sum())
    divided = Game(pricer.codes, np.append(worth_gbp[:-1], value))  # among everybody, whoever is in the choice
    with_others = Game(pricer.codes, _with_councils_outside(divided.worth_gbp, sum(chosen)))
    within = [with_others.within(place) for place in chosen]
    for split in (_as_brought, _least_core):
        prices = np.zeros(pricer.councils)
        for place, game in zip(chosen, within, strict=True):
            prices[inside[place] > 0] = split(game)
        if (inside @ prices >= worth_gbp - pricer.rounding_gbp).all():
            return prices
    fairest = least_core(divided)
    if fairest.slack_gbp >= -pricer.rounding_gbp:
        return np.maximum(fairest.split_gbp, 0.0)
    return _relaxed_prices(pricer, worth_gbp)


def _with_councils_outside(worth_gbp: FloatArray, inside: int) -> FloatArray:
    """What each group is worth with the councils in no consortium that it had best take in: their price is nothing."""
    places, best = np.arange(len(worth_gbp)), worth_gbp
    for council in range(len(worth_gbp).bit_length() - 1):
        if not inside >> council & 1:
            best = np.maximum(best, best[places | 1 << council])
    return np.append(0.0, best[1:])


def _as_brought(game: Game) -> FloatArray:
    """What all are worth, in proportion to what the others would lose without each."""
    brought = game.marginal_gbp
    return np.maximum(brought, 0.0) * (game.of_all_gbp / max(float(np.maximum(brought, 0.0).sum()), TINY_GBP))


def _least_core(game: Game) -> FloatArray:
    return np.maximum(least_core(game).split_gbp, 0.0)


def _relaxed_prices(pricer: Pricer, worth_gbp: FloatArray) -> FloatArray:
    """The prices of the relaxation, over the groups of the table that matter."""
    inside = belongs(pricer.councils)
    packing = Packing(pricer.councils, float(worth_gbp.max()) / LARGEST_SCALED)
    prices, above = np.zeros(pricer.councils), worth_gbp
    while True:
        found = np.argsort(-above, kind="stable")[:NEW_GROUPS]
        if not packing.add(pricer.meet(inside[found] > 0), prices):
            return prices + max(float(above.max()), 0.0)  # what is left is rounding
        prices = packing.relaxed()[1]
        above = worth_gbp - inside @ prices
