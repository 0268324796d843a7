"""The groups within a consortium that a split leaves short, found by pricing: any size, no table.

A split is read as prices. Pricing finds the groups worth most above theirs; groups that would stay apart, and are
worth 0 by the floor in `game.game_of`, are read off the split itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.pricing import GROUPS, Pricer
from sharedcli.consortia.responses import respond
from sharedcli.consortia.rows import BoolArray, Rows
from sharedcli.costing.prices import FloatArray

if TYPE_CHECKING:
    from sharedcli.consortia.market import Market


class Subgroups:
    """All groups of a market's councils but nobody and everybody."""

    def __init__(self, market: Market) -> None:
        self.councils = len(market.codes)
        self._market = market.limited(most=self.councils - 1)
        self._rows = Rows.of(self._market)

    def furthest_short(self, split_gbp: FloatArray, least_gbp: float = 0.0) -> tuple[BoolArray, FloatArray]:
        """Groups that are worth about as much above what they receive as any is, the one furthest short among them.

        Args:
            split_gbp: (n,)
            least_gbp: Groups not further short than this need not be found; below zero, some that receive enough are.

        Returns:
            Masks, shape (G, n), and v+(S), shape (G,); some may not be short at all.
        """
        # Pricing keeps what is worth more than its prices; with so much less overhead, what falls short by less.
        eased = self._rows.overhead_gbp + min(least_gbp, 0.0)
        pricer = Pricer(self._market, replace(self._rows, overhead_gbp=eased))
        return self._valued(pricer.price(split_gbp).groups, split_gbp)

    def likely_short(self, split_gbp: FloatArray) -> tuple[BoolArray, FloatArray]:
        """The same in a fraction of the time, without proof that none is further short."""
        if not self._rows.count:
            return self._valued(np.zeros((0, self.councils), dtype=bool), split_gbp)
        found = respond(self._rows, split_gbp)
        possible = np.flatnonzero(np.isfinite(found.above_gbp))
        near = possible[np.argsort(-found.above_gbp[possible], kind="stable")[:GROUPS]]
        return self._valued(found.members[near], split_gbp)

    def _valued(self, groups: BoolArray, split_gbp: FloatArray) -> tuple[BoolArray, FloatArray]:
        """The groups, each once, with those who would stay apart; and what each is worth."""
        every = np.unique(np.concatenate((groups, self._apart(split_gbp)[None])), axis=0)
        worth = [self._market.worth_gbp(np.flatnonzero(group).tolist()) for group in every]
        return every, np.maximum(worth, 0.0)

    def _apart(self, split_gbp: FloatArray) -> BoolArray:
        """Who would rather have nothing: everybody below zero, but one at least and not all."""
        apart: BoolArray = split_gbp < 0
        if not apart.any():
            apart[split_gbp.argmin()] = True
        if apart.all():
            apart[split_gbp.argmax()] = False
        return apart
