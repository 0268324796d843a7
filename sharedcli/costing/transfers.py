"""Money that moves between public bodies without costing any: settlements, penalties, grants.

METHOD 1: transfers change a council's position, never the public total, and stand on lines of their own. Every
transfer is two rows or more that come to nothing together.
"""

from __future__ import annotations

import numpy as np

from sharedcli.costing.charges import Line
from sharedcli.costing.ledger import Entry, Posting
from sharedcli.costing.prices import FloatArray, Prices

CENTRAL_GOVERNMENT = "central-government"
"""Who pays grants and takes penalties; it stands where a row names a council."""


def evenly(present_gbp: float, money: Prices, *, first: int) -> FloatArray:
    """Equal real amounts in month `first` and every month after it, which are worth so much today; shape (months,).

    Args:
        present_gbp: Present value; below zero is paid, above zero received.
        money: The factors of every month.
        first: The first month paid in; the last of the horizon where it lies beyond.

    >>> money = Prices(np.array([1.0, 1.0, 0.5]), np.ones(3), np.eye(3))
    >>> evenly(-300.0, money, first=1).tolist()
    [0.0, -200.0, -200.0]
    """
    months = len(money.discount)
    paid_in = np.arange(months) >= min(first, months - 1)
    return np.where(paid_in, present_gbp / float(money.discount @ paid_in), 0.0)


def transfer(
    flow: FloatArray,
    *,
    council: str,
    service: str,
    option: str,
    consortium: str,
    line: Line,
    rule: str,
    inputs: tuple[str, ...] = (),
) -> Posting:
    """One side of a transfer: real pounds by month that a council, or central government, gets (above zero) or pays."""
    return Entry(option, consortium, council, service, line, rule, inputs), flow
