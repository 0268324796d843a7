"""When money moves, for every month in which a council might go live.

A schedule is an array of shape (months + 1, months): row j says which part of an amount falls in each
month when the new system goes live in month j, and the last row what falls due when it never does. The
ledger reads one row; the selection values all rows at once with one product. Parts before month 0 are
sunk and left out; callers rule such months out.

Schedules are made once for the same months and never written to.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sharedcli.costing.prices import FloatArray

_KEPT = 64
"""Schedules kept: for ten years each takes a tenth of a megabyte."""
_NEVER = 10**9


@lru_cache(_KEPT)
def monthly_until(months: int) -> FloatArray:
    """A twelfth of a yearly amount in each month before j."""
    return _held(passed_before(months) / 12)


@lru_cache(_KEPT)
def passed_before(months: int) -> FloatArray:
    """1 in each month before j."""
    return _held(np.tril(np.ones((months + 1, months)), -1))


@lru_cache(_KEPT)
def monthly_from(months: int) -> FloatArray:
    """A twelfth of a yearly amount in month j and each month after it."""
    return _held(np.triu(np.ones((months + 1, months))) / 12)


@lru_cache(_KEPT)
def spread_before(months: int, *, ends: int, over: int) -> FloatArray:
    """An amount spread evenly over `over` months, the last of them `ends` + 1 months before j.

    >>> spread_before(5, ends=1, over=2)[4].tolist()
    [0.0, 0.5, 0.5, 0.0, 0.0]
    """
    ahead = _months_ahead(months)
    return _held(np.where((ahead > ends) & (ahead <= ends + over), 1 / over, 0.0))


@lru_cache(_KEPT)
def spread_from(months: int, *, over: int) -> FloatArray:
    """An amount spread evenly over month j and the `over` - 1 months after it; what falls past the end is left out.

    >>> spread_from(4, over=2)[3].tolist()
    [0.0, 0.0, 0.0, 0.5]
    """
    ahead = _months_ahead(months)
    return _held(np.where((ahead <= 0) & (ahead > -over), 1 / over, 0.0))


def _months_ahead(months: int) -> NDArray[np.intp]:
    """How many months before j each month is; far past the end where it never goes live."""
    ahead = np.subtract.outer(np.arange(months + 1), np.arange(months))
    ahead[-1] = _NEVER
    return ahead


def _held(schedule: FloatArray) -> FloatArray:
    schedule.flags.writeable = False
    return schedule


def and_again(first: FloatArray, *, over: int, every: int) -> FloatArray:
    """`first`, and one more evenly over the `over` months before each later term of `every` months.

    What falls due inside the horizon counts, also where the term it prepares starts after it: a purchase
    put off by a month must not lose a whole tender at the edge.

    >>> and_again(spread_before(6, ends=0, over=1), over=1, every=2)[1].tolist()
    [1.0, 0.0, 1.0, 0.0, 1.0, 0.0]
    >>> and_again(spread_before(4, ends=0, over=1), over=2, every=4)[1].tolist()
    [1.0, 0.0, 0.0, 0.5]
    """
    schedule = first.copy()
    months = first.shape[1]
    beyond = spread_before(months + over, ends=0, over=over)[:, :months]
    for start in range(every, months + over, every):
        live = min(months, months + over - start)
        schedule[:live] += beyond[start : start + live]
    return schedule
