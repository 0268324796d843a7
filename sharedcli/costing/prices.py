"""Pounds over time: present values, price bases and nominal cash, month by month.

METHOD 1. All flows are real, in the prices of the year of `as_at`; each month carries the discount
factor and the price level of its financial year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sharedcli.model.calendar import Horizon

if TYPE_CHECKING:  # the processes that select in parallel need not load what a profile is read with
    from sharedcli.model.assumptions import Assumptions

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """Factors by month, shape (months,): real pounds times `discount` are present value, times `inflation` cash.

    `years` sums months to financial years: shape (months, years), one 1 a row.
    """

    discount: FloatArray
    inflation: FloatArray
    years: FloatArray


def prices(horizon: Horizon, given: Assumptions) -> Prices:
    """The factors of every month of the horizon.

    Source:
        HM Treasury Green Book, social time preference rate: year 0 counts in full.

    >>> import datetime as dt
    >>> from sharedcli.loading.parameters import assumptions
    >>> made = prices(Horizon.starting(dt.date(2006, 3, 1), years=10), assumptions(dt.date(2006, 3, 1)))
    >>> [round(made.discount[month].item(), 4) for month in (0, 1, 12, 13)]
    [1.0, 0.9662, 0.9662, 0.9335]
    """
    by_year = discount_factors(np.array([given.discounting.rate(year) for year in range(len(horizon.years))]))
    level = np.array([given.deflator.factor(of=given.price_base, to=year) for year in horizon.years])
    index = np.array(horizon.year_of_month)
    return Prices(by_year[index], level[index], np.eye(len(horizon.years))[index])


def discount_factors(rates: FloatArray) -> FloatArray:
    """The present value of one real pound in each year.

    Args:
        rates: Real rate in force in each year, as a share, shape (years,). The first is not used.

    >>> discount_factors(np.array([0.035, 0.035, 0.035])).round(4).tolist()
    [1.0, 0.9662, 0.9335]
    """
    return np.concatenate(([1.0], 1 / np.cumprod(1 + rates[1:])))
