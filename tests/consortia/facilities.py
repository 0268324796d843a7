"""Uncapacitated facility location as a market, to hold the selection against optima found by others.

Customers must be served, facilities cost something to open. In the market a customer is a council and a facility a
go-live month with one product: overhead is the cost of opening, whatever the size; the scale exponent and the volumes
are zero, so that a customer brings the same to a group of any size: `enough`, less its cost of service there. Since
`enough` is more than serving anybody alone could cost, everybody is served in the best choice, and its worth is
enough * customers - cost.

A consortium needs two members, and a facility may serve one customer. So each facility has a council of its own that
can join there only and brings nothing: it makes a group of any one customer, and costs nothing where there are more.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sharedcli.consortia.market import Market
from sharedcli.costing.prices import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Facilities:
    """An instance: what it costs to open each of F facilities, and to serve each of C customers from it."""

    opening: FloatArray
    """(F,)"""
    serving: FloatArray
    """(C, F)"""

    @property
    def enough(self) -> float:
        """More than it can cost to serve one customer more: the dearest service and the dearest opening."""
        return float(self.serving.max() + self.opening.max())

    def market(self) -> Market:
        """Customers first, then the facilities' own councils."""
        customers, facilities = self.serving.shape
        n = customers + facilities
        brought = np.full((1, n, facilities), -np.inf)
        brought[0, :customers] = self.enough - self.serving
        own = np.arange(facilities)
        brought[0, customers + own, own] = 0.0
        overhead = np.tile(self.opening[:, None], (1, n + 1))
        overhead[:, :2] = 0.0
        return Market(
            codes=tuple(f"E{place:08}" for place in range(n)),
            products=("",),
            settled_gbp=np.zeros((1, n, facilities)),
            joining_gbp=brought,
            pooled_gbp=np.zeros((1, n, facilities)),
            volumes=np.zeros(n),
            annuity=np.zeros(facilities),
            overhead_gbp=overhead,
            scale_exponent=0.0,
            onboarding_months=0,
        )

    def cost(self, value_gbp: float) -> float:
        """What serving everybody costs where the market's choice is worth so much."""
        return self.enough * len(self.serving) - value_gbp


def spread_over_a_map(seed: int, *, customers: int, facilities: int) -> Facilities:
    """In the manner of Kuehn and Hamburger: service costs distance times demand, openings cost much the same."""
    draw = np.random.default_rng([1, seed, customers, facilities])
    towns, sites = draw.uniform(0, 100, (customers, 2)), draw.uniform(0, 100, (facilities, 2))
    distance = np.linalg.norm(towns[:, None] - sites, axis=2)
    demand = draw.lognormal(0, 0.8, customers)
    return Facilities(draw.choice([75.0, 125.0, 175.0]) * np.ones(facilities), distance * demand[:, None])


def without_a_map(seed: int, *, customers: int, facilities: int) -> Facilities:
    """In the manner of Bilde and Krarup: all costs whole numbers drawn evenly, no geometry to help."""
    draw = np.random.default_rng([2, seed, customers, facilities])
    opening = draw.integers(1000, 10_001, facilities).astype(float)
    return Facilities(opening, draw.integers(0, 1001, (customers, facilities)).astype(float))


def or_library(path: Path, opening: float | None = None) -> Facilities:
    """A file of OR-Library's capacitated warehouses, its capacities ignored.

    Args:
        path: Facilities and customers; capacity and cost of opening of each facility; demand of each customer and
            what meeting all of it costs from each facility.
        opening: Of every facility that costs anything, in place of the file's.
    """
    numbers = np.array(path.read_text("ascii").split(), dtype=float)
    facilities, customers = int(numbers[0]), int(numbers[1])
    costs = numbers[3 : 2 + 2 * facilities : 2]
    serving = numbers[2 + 2 * facilities :].reshape(customers, facilities + 1)[:, 1:]
    return Facilities(costs if opening is None else np.where(costs > 0, opening, 0.0), serving)
