"""The compact integer programme: what somebody with a solver would write down for the same market.

x[i, f] says that council i is in facility f, y[f] that f opens; x[i, f] <= y[f] for every pair, which is the strong
form of facility location. A facility is a product, a go-live month, a class of sizes and a tangent of the scale
curve, so that the worth of a group is a sum over its members plus a constant. HiGHS solves it through highspy.

What is approximated, and which way:

- Within a class of sizes what a member brings, and the overhead, are straight lines through the class: contributions
  touch at its middle, with one slope for all councils (their mean); overhead touches at both ends. Classes of one
  size are exact; in the others a group may count as a little more or less than it is.
- A tangent lies on or above the concave charge, so that groups look a little dearer than they are.
- One group to a facility, unless `copies` says more. Where the lead holds groups of a row smaller than those who
  could use it, its largest class stands once more.

Hence its objective is no bound on the true problem, and its groups are valued anew by `Market.value`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.rows import Rows
from sharedcli.consortia.solver import new_solver

if TYPE_CHECKING:
    import highspy

    from sharedcli.consortia.market import Market
    from sharedcli.costing.prices import FloatArray

Groups = tuple[tuple[int, ...], ...]

GAP_SHARE = 0.01
CLASS_ENDS = (2, 3, 6, 11, 20, 38, 72, 137, 261, 497, 1000, 2000, 5000)  # the last size of each class
LARGEST_SCALED = 1e4  # the most that all councils could bring, in the solver's units


@dataclass(frozen=True, slots=True)
class Solved:
    """What the programme found."""

    groups: Groups
    status: str
    """HiGHS's word: "Optimal" means within `GAP_SHARE` of the programme's own optimum."""
    columns: int
    rows: int


@dataclass(frozen=True, slots=True, eq=False)
class _Facility:
    councils: np.ndarray
    """Positions of those who can use it."""
    each_gbp: FloatArray
    """What each of them adds."""
    opening_gbp: float
    least: int
    most: int


def solve(
    market: Market, *, gap_share: float = GAP_SHARE, limit_s: float = 600.0, copies: int = 1, tangents: int = 1
) -> Solved:
    """The programme's groups, at most `gap_share` from its own optimum unless time runs out.

    Args:
        market: One service's councils.
        gap_share: Where HiGHS may stop.
        limit_s: When it must stop; the best found by then counts.
        copies: How many groups may form at one product, month, class and tangent.
        tangents: How many there are in each class. One makes 7 over sizes up to 72; at a scale exponent of
            0.05 a second makes the programme slower and its answer no better.
    """
    facilities = tuple(_facilities(Rows.of(market), copies, tangents))
    if not facilities:
        return Solved((), "Optimal", 0, 0)
    model = _model(facilities, len(market.codes))
    solver = _solver(gap_share=gap_share, limit_s=limit_s)
    solver.passModel(model)
    solver.run()
    status = solver.modelStatusToString(solver.getModelStatus())
    taken = np.array(solver.getSolution().col_value)
    groups, first = [], len(facilities)
    for facility in facilities:
        inside = taken[first : first + len(facility.councils)] > 0.5 if len(taken) else np.zeros(0, dtype=bool)
        first += len(facility.councils)
        if inside.any():
            groups.append(tuple(facility.councils[inside].tolist()))
    return Solved(tuple(groups), status, model.num_col_, model.num_row_)


def _facilities(rows: Rows, copies: int, tangents: int) -> Iterator[_Facility]:
    for row in range(rows.count):
        able = np.flatnonzero(rows.eligible[row])
        reach = int(rows.most[row])
        for low, high in _classes(rows, row):
            held = high == reach < len(able)
            for _ in range(copies + held):
                yield from _in_class(rows, row, able, (low, high), tangents)


def _classes(rows: Rows, row: int) -> Iterator[tuple[int, int]]:
    """From and to which size, both inclusive; a class ends before a size that cannot form."""
    low = None
    for size in range(2, int(rows.most[row]) + 1):
        if not np.isfinite(rows.overhead_gbp[row, size]):
            low = None
            continue
        low = low or size
        if size in CLASS_ENDS or size == rows.most[row] or not np.isfinite(rows.overhead_gbp[row, size + 1]):
            yield low, size
            low = None


def _in_class(rows: Rows, row: int, able: np.ndarray, sizes: tuple[int, int], tangents: int) -> Iterator[_Facility]:
    low, high = sizes
    middle = (low + high) // 2
    brought = rows.contributions(middle)[row, able]
    at_low, at_high = (float(rows.contributions(size)[row, able].mean()) for size in sizes)
    width = max(high - low, 1)
    larger = middle * (at_high - at_low) / width  # what one member more is worth to all the others together
    more = (rows.overhead_gbp[row, high] - rows.overhead_gbp[row, low]) / width
    opening = -larger * middle - float(rows.overhead_gbp[row, low]) + more * low
    for volume in _touching(rows.volumes[able], sizes, tangents):
        slope = (1 - rows.scale_exponent) * max(volume, 1e-9) ** -rows.scale_exponent
        each = brought + larger - more - rows.annuity[row] * slope * rows.volumes[able]
        fixed = rows.annuity[row] * (float(rows.charge(volume)) - slope * volume)
        yield _Facility(able, each, opening - fixed, low, high)


def _touching(volumes: FloatArray, sizes: tuple[int, int], tangents: int) -> FloatArray:
    """The volumes at which tangents touch: about those that so many of these councils have."""
    typical = float(np.mean(volumes)) * np.array(sizes, dtype=float)
    low, high = typical[0] / 2, max(typical[1], typical[0]) * 1.2
    if high <= 0:
        return np.zeros(1)
    edges = np.geomspace(low, high, tangents + 1)
    touching: FloatArray = np.sqrt(edges[1:] * edges[:-1])
    return touching


def _model(facilities: tuple[_Facility, ...], councils: int) -> highspy.HighsLp:
    """Columns: y of every facility, then x facility by facility. Rows: councils, links, least and most members."""
    import highspy
    from scipy.sparse import coo_array

    opened = len(facilities)
    of = np.repeat(np.arange(opened), [len(facility.councils) for facility in facilities])
    who = np.concatenate([facility.councils for facility in facilities])
    joining = opened + np.arange(len(who))
    linked = councils + np.arange(len(who))
    sized = councils + len(who) + of
    least = np.array([facility.least for facility in facilities])
    most = np.array([facility.most for facility in facilities])
    first = councils + len(who) + np.arange(opened)
    ones = np.ones(len(who))
    entries = [
        (who, joining, ones),  # each council once
        (linked, joining, ones), (linked, of, -ones),  # x <= y
        (sized, joining, ones), (first, np.arange(opened), -least),  # least * y <= members
        (sized + opened, joining, ones), (first + opened, np.arange(opened), -most),  # members <= most * y
    ]  # fmt: skip
    at_row, at_column, weight = (np.concatenate(parts) for parts in zip(*entries, strict=True))
    rows, columns = councils + len(who) + 2 * opened, opened + len(who)
    matrix = coo_array((weight.astype(float), (at_row, at_column)), shape=(rows, columns)).tocsc()
    worth = np.concatenate([[facility.opening_gbp for facility in facilities], *(f.each_gbp for f in facilities)])
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = columns, rows
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = worth * (LARGEST_SCALED / np.abs(worth).max())
    model.col_lower_, model.col_upper_ = np.zeros(columns), np.ones(columns)
    model.integrality_ = [highspy.HighsVarType.kInteger] * columns
    model.row_lower_ = np.concatenate(
        [np.full(councils + len(who), -np.inf), np.zeros(opened), np.full(opened, -np.inf)]
    )
    model.row_upper_ = np.concatenate(
        [np.ones(councils), np.zeros(len(who)), np.full(opened, np.inf), np.zeros(opened)]
    )
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    return model


def _solver(*, gap_share: float, limit_s: float) -> highspy.Highs:
    solver = new_solver()
    for option, value in (("presolve", "choose"), ("mip_rel_gap", gap_share), ("time_limit", limit_s)):
        solver.setOptionValue(option, value)
    return solver
