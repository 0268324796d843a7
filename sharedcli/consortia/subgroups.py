"""The groups within a consortium that a split leaves short, found by pricing: any size, no table.

A split is read as prices. Pricing finds the groups worth most above theirs; groups that would stay apart, and are
worth 0 by the floor in `game.game_of`, are read off the split itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.pricing import Pricer
from sharedcli.consortia.rows import BoolArray, Rows
from sharedcli.costing.prices import FloatArray

if TYPE_CHECKING:
    from sharedcli.consortia.market import Market


class Subgroups:
    """All groups of a market's councils but nobody and everybody."""

    def __init__(self, market: Market) -> None:
        self.councils = len(market.codes)
        self._market = market.limited(most=self.councils - 1)
        self._pricer = Pricer(self._market, Rows.of(self._market))

    def short(self, split_gbp: FloatArray, least_gbp: float = 0.0) -> tuple[BoolArray, FloatArray]:
        """Groups that are worth more than they receive, the one furthest short among them.

        Args:
            split_gbp: (n,)
            least_gbp: By how much more a group is worth, at least; below zero, some that receive enough are wanted.

        Returns:
            Masks, shape (G, n), and v+(S) less what S receives, shape (G,): every one above `least_gbp`. None at all
            where no group is that far short.
        """
        offers = self._pricer_allowing(min(least_gbp, 0.0)).price(split_gbp).offers
        groups = np.zeros((len(offers) + 1, self.councils), dtype=bool)
        worth = np.zeros(len(groups))
        for place, offer in enumerate(offers):
            groups[place, list(offer.members)] = True
            worth[place] = max(self._market.worth_gbp(offer.members), 0.0)
        groups[-1] = self._apart(split_gbp)
        gain = worth - groups @ split_gbp
        return groups[gain > least_gbp], gain[gain > least_gbp]

    def _pricer_allowing(self, least_gbp: float) -> Pricer:
        """Pricing keeps what is worth more than its prices; with so much less overhead, what falls short by less."""
        if least_gbp == 0:
            return self._pricer
        eased = replace(self._market, overhead_gbp=self._market.overhead_gbp + least_gbp)
        return Pricer(eased, Rows.of(eased))

    def _apart(self, split_gbp: FloatArray) -> BoolArray:
        """Who would rather have nothing: everybody below zero, but one at least and not all."""
        apart: BoolArray = split_gbp < 0
        if not apart.any():
            apart[split_gbp.argmin()] = True
        if apart.all():
            apart[split_gbp.argmax()] = False
        return apart
