"""What a council pays to leave what it has in a given month: the part of its cost that aligning with others causes.

METHOD 3. The same charges as in the ledger, so that the cost of aligning and the ledger's rows are one number.
"""

from __future__ import annotations

import numpy as np

from sharedcli.costing.cashflows import Costing
from sharedcli.costing.charges import Line
from sharedcli.costing.member import Member
from sharedcli.costing.prices import FloatArray, Prices

LEAVING = frozenset({Line.EXIT, Line.EXTENSION, Line.UNSUPPORTED})
"""The lines that depend on when an arrangement is left, not on what is bought instead."""


def leaving_gbp(member: Member, costing: Costing, money: Prices) -> FloatArray:
    """Present value, by the month of leaving, of exit charges and of the premiums for having waited.

    Returns:
        Pounds, zero or more, shape (months,); all zero where there is nothing to leave.
    """
    months = costing.horizon.months
    cost = np.zeros(months)
    for charge in costing.change_charges(member, ""):
        if charge.line in LEAVING:
            cost += (charge.schedule[:months] @ money.discount) * charge.cost_gbp(1)
    return cost
