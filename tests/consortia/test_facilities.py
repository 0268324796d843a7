"""Facility location through the selection, against an independent solver and published optima."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from sharedcli.consortia.selection import select
from tests.conftest import seeds
from tests.consortia.facilities import Facilities, or_library, spread_over_a_map, without_a_map

OR_LIBRARY = Path(__file__).parents[3] / "shared" / "data" / "or_library"
# J. E. Beasley, OR-Library, uncapacitated warehouse location, `uncapopt`.
PUBLISHED = {
    "cap71": 932615.750, "cap72": 977799.400, "cap73": 1010641.450, "cap74": 1034976.975,
    "cap101": 796648.4375, "cap102": 854704.200, "cap103": 893782.1125, "cap104": 928941.750,
    "cap131": 793439.5625, "cap132": 851495.325, "cap133": 893076.7125, "cap134": 928941.750,
}  # fmt: skip
TOLERANCE = 1e-6


def least_cost(given: Facilities) -> float:
    """The optimum of the strong formulation by scipy's copy of HiGHS, which knows nothing of markets."""
    optimize = pytest.importorskip("scipy.optimize", reason="scipy is in the extra `bench`")
    from scipy.sparse import eye_array, hstack, kron, vstack

    customers, facilities = given.serving.shape
    each = kron(eye_array(customers), np.ones((1, facilities)))
    served = hstack([np.zeros((customers, facilities)), each])
    linked = hstack([kron(np.ones((customers, 1)), -eye_array(facilities)), eye_array(customers * facilities)])
    lowest = np.concatenate([np.ones(customers), np.full(customers * facilities, -np.inf)])
    highest = np.concatenate([np.ones(customers), np.zeros(customers * facilities)])
    solved = optimize.milp(
        np.concatenate([given.opening, given.serving.ravel()]),
        constraints=optimize.LinearConstraint(vstack([served, linked]).tocsc(), lowest, highest),
        integrality=np.concatenate([np.ones(facilities), np.zeros(customers * facilities)]),
        bounds=optimize.Bounds(0, 1),
        options={"mip_rel_gap": 0.0},
    )
    assert solved.status == 0
    return float(solved.fun)


def assert_found(given: Facilities, least: float) -> None:
    selection = select(given.market())
    assert given.cost(selection.value_gbp) == pytest.approx(least, rel=TOLERANCE)
    assert given.cost(selection.bound_gbp) <= least * (1 + TOLERANCE)
    served = {code for group in selection.consortia for code in group.members if int(code[1:]) < len(given.serving)}
    assert len(served) == len(given.serving)


@pytest.mark.parametrize("make", [spread_over_a_map, without_a_map])
@seeds(4, 6)
def test_the_optimum_of_a_small_instance_is_found(make, seed):
    given = make(seed, customers=12 + 3 * seed, facilities=6 + seed)
    assert_found(given, least_cost(given))


@pytest.mark.parametrize("make", [spread_over_a_map, without_a_map])
@pytest.mark.parametrize("facilities", [16, pytest.param(50, marks=pytest.mark.slow)])
@seeds(1, 2)
def test_the_optimum_of_fifty_customers_is_found(make, facilities, seed):
    given = make(seed, customers=50, facilities=facilities)
    assert_found(given, least_cost(given))


def test_one_customer_to_a_facility_by_hand():
    """Each of two customers has a facility at its door (cost 3) and the other's far away (20): 3 + 3 + 2 * 1."""
    given = Facilities(np.array([3.0, 3.0]), np.array([[1.0, 20.0], [20.0, 1.0]]))
    assert least_cost(given) == pytest.approx(8)
    assert_found(given, 8)


def test_the_warehouses_of_csplib():
    """Problem 034 of CSPLib without its capacities (with them the optimum is 383), by trying all sets of warehouses."""
    serving = np.array([
        [20, 24, 11, 25, 30], [28, 27, 82, 83, 74], [74, 97, 71, 96, 70], [2, 55, 73, 69, 61], [46, 96, 59, 83, 4],
        [42, 22, 29, 67, 59], [1, 5, 73, 59, 56], [10, 73, 13, 43, 96], [93, 35, 63, 85, 46], [47, 65, 55, 71, 95],
    ], dtype=float)  # fmt: skip
    sets = [list(some) for size in range(1, 6) for some in combinations(range(5), size)]
    least = min(30.0 * len(some) + serving[:, some].min(axis=1).sum() for some in sets)
    assert least == 328  # scipy finds 328 too, and 383 with the capacities, so the costs are typed right
    assert_found(Facilities(np.full(5, 30.0), serving), least)


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_optima_of_or_library_are_found(name):
    path = OR_LIBRARY / f"{name}.txt"
    if not path.is_file():
        pytest.skip(f"{path} is not there: OR-Library states no licence, so its files are not shipped")
    assert_found(or_library(path), PUBLISHED[name])
