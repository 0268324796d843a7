"""A saving that somebody claims, month by month: on the basis of our own figures, so that the two can be compared.

METHOD 11. A claim is no row of the ledger: it rests on what was announced, not on a rule, a profile or a parameter.
"""

from __future__ import annotations

import numpy as np

from sharedcli.costing.prices import FloatArray


def claimed_by_month(*, a_year_gbp: float, once_gbp: float, live: int, months: int) -> FloatArray:
    """The claim as announced, shape (months,), in the pounds it is given in; above zero is a saving.

    Args:
        a_year_gbp: Claimed a year; a twelfth falls in the month of going live and in each after it.
        once_gbp: Claimed once, in the month of going live.
        live: The month from which the claim counts, 0 or more; at `months` and beyond nothing counts.
        months: Months appraised.

    >>> claimed_by_month(a_year_gbp=1200, once_gbp=50, live=2, months=5).tolist()
    [0.0, 0.0, 150.0, 100.0, 100.0]
    """
    claimed = np.zeros(months)
    claimed[live:] = a_year_gbp / 12
    claimed[live : live + 1] += once_gbp
    return claimed
