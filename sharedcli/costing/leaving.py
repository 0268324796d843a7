"""What leaving an arrangement costs when it is not left freely.

METHOD 2, "cost of moving at month m": before the contract lets go the exit charge, on extension options
the extension premium, past support or the last option the unsupported premium. Together they are convex
in the month for a fixed term without a break or a stated exit charge, where support outlasts the options and
the extension premium is no more than the unsupported one.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sharedcli.costing.charges import Charge, Line
from sharedcli.costing.prices import FloatArray
from sharedcli.costing.schedules import passed_before
from sharedcli.matching.terms import Terms
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon
from sharedcli.model.system import Contract, System


def leaving_charges(
    system: System, terms: Terms, yearly_gbp: float, to_base: float, horizon: Horizon, given: Assumptions
) -> tuple[Charge, ...]:
    """The charges of leaving `system` in each month.

    Args:
        system: The system to leave, with the contract that `terms` was read from.
        terms: When the contract lets go.
        yearly_gbp: Supplier cost a year, in the price base.
        to_base: What a pound of the profile's prices is in the price base.
        horizon: The months appraised.
        given: The parameters in force.
    """
    contract = system.contract or Contract()
    monthly, months = yearly_gbp / 12, horizon.months
    charges = [_exit_charge(contract, terms, monthly, to_base, months, given)]
    last = horizon.month_of(system.support_ends) + 1 if system.support_ends else months
    if terms.term_ends is not None and terms.held_until is not None:
        extended = _waiting(terms.term_ends, terms.held_until, months)
        charges.append(_premium(Line.EXTENSION, given.extension_premium_share * monthly, extended, "extension"))
        last = min(last, terms.held_until)
    past = _waiting(last, months, months)
    charges.append(_premium(Line.UNSUPPORTED, given.unsupported_premium_share * monthly, past, "unsupported"))
    return tuple(charge for charge in charges if charge.amount_gbp and charge.schedule.any())


def unsupported_charges(system: System, yearly_gbp: float, horizon: Horizon, given: Assumptions) -> tuple[Charge, ...]:
    """What a council that stays pays for running past the supplier's end of support."""
    if not system.support_ends:
        return ()
    past = _waiting(horizon.month_of(system.support_ends) + 1, horizon.months, horizon.months)
    premium = given.unsupported_premium_share * yearly_gbp / 12
    return (_premium(Line.UNSUPPORTED, premium, past, "unsupported"),) if past.any() else ()


def _exit_charge(
    contract: Contract, terms: Terms, monthly: float, to_base: float, months: int, given: Assumptions
) -> Charge:
    """The stated charge, or a share of the fees until the contract next lets go, in the month of leaving."""
    remaining = np.array(terms.committed_months(months), dtype=np.float64)
    schedule = np.zeros((months + 1, months))
    if contract.exit_charge_gbp is not None:
        np.fill_diagonal(schedule, remaining > 0)
        amount = contract.exit_charge_gbp * to_base
        return Charge(Line.EXIT, amount, schedule, "METHOD 2: stated exit charge", ("contract.exit_charge_gbp",))
    np.fill_diagonal(schedule, remaining)
    if contract.exit_fee_share is not None:
        share, source = contract.exit_fee_share, "contract.exit_fee_share"
    else:
        share, source = given.exit_fee_share, "exit_fee_share"
    inputs = (source, "annual_cost_gbp")
    return Charge(Line.EXIT, share * monthly, schedule, "METHOD 2: share of the fees remaining", inputs)


@lru_cache(64)  # the same system is left again for every future posted
def _waiting(since: int, until: int, months: int) -> FloatArray:
    """1 in every month from `since` up to but not including `until` that passes before j."""
    month = np.arange(months)
    due = (month >= since) & (month < until)
    schedule: FloatArray = passed_before(months) * due
    schedule.flags.writeable = False
    return schedule


def _premium(line: Line, amount_gbp: float, schedule: FloatArray, kind: str) -> Charge:
    inputs = (f"{kind}_premium_share", "annual_cost_gbp")
    return Charge(line, amount_gbp, schedule, "METHOD 2: cost of waiting", inputs)
