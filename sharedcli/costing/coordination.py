"""What acting together costs: governance, forming the consortium, and the longer lead.

METHOD 5.6. These depend on the size of a consortium and its go-live month, not on who is in it.
"""

from __future__ import annotations

import math

import numpy as np

from sharedcli.costing.cashflows import Costing
from sharedcli.costing.charges import Charge, Line
from sharedcli.costing.schedules import spread_before
from sharedcli.model.assumptions import Assumptions


def lead_months(size: int, given: Assumptions) -> int:
    """Whole months from a decision to the first go-live of a consortium of `size`; more councils take longer."""
    alone = given.procurement_lead_months + given.implementation_lead_months
    return math.ceil(alone + given.coordination_lead_months * (size - 1) - 1e-9)


def coordination_charges(size: int, costing: Costing) -> tuple[Charge, ...]:
    """What one of `size` members pays, by go-live month: a yearly part, and its share of forming the group.

    The rows of months before the lead of `size` are not to be used.
    """
    given = costing.given
    months = costing.horizon.months
    forming = given.coordination_gbp * (size - 1) / size
    over = spread_before(months, ends=0, over=lead_months(size, given))
    return (
        Charge(
            Line.GOVERNANCE,
            given.governance_gbp,
            costing.schedules.since,
            "METHOD 5.6: a year each",
            ("governance_gbp",),
        ),
        Charge(Line.COORDINATION, forming, over, "METHOD 5.6: grows with n", ("coordination_gbp",)),
    )


def overhead(discount: np.ndarray, councils: int, costing: Costing) -> np.ndarray:
    """F(m, n): present value of coordination for the whole group, shape (months, councils + 1).

    Infinite where a group of that size cannot be live by that month; sizes 0 and 1 cost nothing.
    """
    months = costing.horizon.months
    cost = np.zeros((months, councils + 1))
    for size in range(2, councils + 1):
        for charge in coordination_charges(size, costing):
            cost[:, size] += size * charge.amount_gbp * (charge.schedule[:months] @ discount)
        cost[: min(lead_months(size, costing.given), months), size] = np.inf
    return cost
