"""Offers of which none taken share a council, as linear and as integer programmes in the solver."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.solver import PRIMAL, new_solver, solved

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sharedcli.consortia.market import Offer
    from sharedcli.costing.prices import FloatArray

IGNORED_SCALED = 1e-6  # in the solver's units


class Packing:
    """Offers in the solver, of which those it takes share no council."""

    def __init__(self, councils: int, unit_gbp: float) -> None:
        self._unit_gbp = max(unit_gbp, sys.float_info.min)  # a fraction of next to nothing is nothing
        self._offers: dict[tuple[int, ...], Offer] = {}
        self._highs = new_solver(maximise=True)
        for option in ("mip_rel_gap", "mip_abs_gap"):
            self._highs.setOptionValue(option, 0.0)
        self._highs.setOptionValue("simplex_strategy", PRIMAL)  # which starts warm after new columns
        for _ in range(councils):
            self._highs.addRow(-np.inf, 1.0, 0, np.empty(0, dtype=np.int32), np.empty(0))

    def add(self, offers: Iterable[Offer], prices_gbp: FloatArray, least_scaled: float = IGNORED_SCALED) -> int:
        """Add new offers worth at least so much more than their members' prices; how many there are."""
        known = len(self._offers)
        for offer in offers:
            members = np.array(offer.members, dtype=np.int32)
            worth, prices = offer.value_gbp / self._unit_gbp, prices_gbp[members].sum() / self._unit_gbp
            if offer.members not in self._offers and worth - prices >= least_scaled:
                self._offers[offer.members] = offer
                self._highs.addCol(worth, 0.0, np.inf, len(members), members, np.ones(len(members)))
        return len(self._offers) - known

    def __len__(self) -> int:
        return len(self._offers)

    def relaxed(self) -> tuple[float, FloatArray]:
        """Worth and each council's price when offers may be taken in part."""
        prices: FloatArray = np.maximum(self._solved()[1], 0) * self._unit_gbp
        return self._highs.getInfo().objective_function_value * self._unit_gbp, prices

    def shares(self) -> list[tuple[Offer, float]]:
        """The offers that are taken, in whole or in part, when they may be taken in part."""
        taken = zip(self._offers.values(), self._solved()[0].tolist(), strict=True)
        return [(offer, share) for offer, share in taken if share > IGNORED_SCALED]

    def best(self, *, nodes: int | None) -> list[Offer]:
        """The offers worth most in all; with a limit on nodes, the best found."""
        count = len(self._offers)
        if not count:
            return []
        self._highs.changeColsIntegrality(count, np.arange(count, dtype=np.int32), np.ones(count, dtype=np.uint8))
        self._highs.setOptionValue("presolve", "on")
        self._highs.setOptionValue("mip_max_nodes", nodes or 2**31 - 1)
        return [offer for offer, share in zip(self._offers.values(), self._solved()[0], strict=True) if share > 0.5]

    def _solved(self) -> tuple[FloatArray, FloatArray]:
        """How much of each offer is taken, and the worth of a little more room for each council; solver's units."""
        solution = solved(self._highs)
        return np.array(solution.col_value), np.array(solution.row_dual)
