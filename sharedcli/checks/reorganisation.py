"""Checks on a decided reorganisation, and on contracts and purchases it reaches."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from sharedcli.checks.contracts import contracts, may_run_to, years_from
from sharedcli.checks.registry import Hit, check
from sharedcli.checks.services import called
from sharedcli.checks.wording import day, pounds, quoted
from sharedcli.loading.parameters import parameters
from sharedcli.model.calendar import months_after
from sharedcli.model.finding import Severity
from sharedcli.model.profile import Profile
from sharedcli.model.system import Contract, System

_AGGREGATED_SINCE = dt.date(2006, 12, 31)


class RunsPast(Enum):
    """What carries a contract past vesting. The value is a key for machines."""

    TERM = "term"
    OPTION = "option"
    RENEWAL = "renewal"
    NO_END = "no-end"


@dataclass(frozen=True, slots=True)
class PastVesting:
    """A contract that may still run when the successor takes over.

    `index` is its system's place in the profile; `runs_to` its last day with every option, `None` where no end is
    known. `together_gbp` is its whole-life value in the profile's prices with what the same supplier holds besides,
    as section 27 adds it up; 0 where no value is known.
    """

    index: int
    how: RunsPast
    runs_to: dt.date | None
    together_gbp: float


def past_vesting(profile: Profile) -> Iterator[PastVesting]:
    """Every contract of a council with a vesting still to come that its successor may find in force."""
    moving = profile.reorganisation
    if not moving or moving.vesting_on <= profile.as_at:
        return
    held = _held_by_supplier(profile)
    for index, system, contract in contracts(profile):
        how = _runs_past(contract, moving.vesting_on, profile.as_at)
        if how:
            alone = whole_life_gbp(system, contract) or 0.0
            together = max(alone, held.get(_supplier(system), 0.0)) if system.supplier else alone
            yield PastVesting(index, how, may_run_to(contract), together)


def _runs_past(contract: Contract, vesting_on: dt.date, as_at: dt.date) -> RunsPast | None:
    end = may_run_to(contract)
    if not contract.last_day or not end:
        return RunsPast.NO_END
    if contract.last_day.latest >= vesting_on:
        return RunsPast.TERM
    if end >= vesting_on:
        return RunsPast.OPTION
    if contract.auto_renews_months:
        return RunsPast.RENEWAL
    return RunsPast.NO_END if contract.last_day.latest < as_at else None


def needs_consent(profile: Profile, running: PastVesting, *, above_gbp: float) -> bool:
    """Whether a contract past vesting needs consent once a section 24 direction is in force: England alone has them.

    A contract without a known end is not counted: it can be ended before vesting.
    """
    firm = running.how is not RunsPast.NO_END
    return firm and profile.council.code.startswith("E") and running.together_gbp > above_gbp


def _consent_above_gbp(as_at: dt.date) -> float:
    value = parameters()["section_24_consent_gbp"].in_force(as_at)
    return value.value if value else math.inf


@check("CF121", Severity.WARNING)
def vesting_already_past(profile: Profile) -> Iterator[Hit]:
    """The vesting day lies before the profile's date.

    From vesting the successor holds the contracts, and a council that no longer exists cannot join a group.

    Correct the date, or write the successor's profile instead.
    """
    moving = profile.reorganisation
    if moving and moving.vesting_on <= profile.as_at:
        said = f"Vesting was on {day(moving.vesting_on)}, and the profile is of {day(profile.as_at)}."
        yield ("reorganisation", "vesting_on"), said


@check("CF122", Severity.WARNING)
def vesting_not_on_1_april(profile: Profile) -> Iterator[Hit]:
    """The vesting day is not a 1 April.

    Councils are reorganised at the turn of a financial year, and a day out puts a contract on the wrong side of it.

    Give the day the successor takes over: 1 April, not the 31 March before it or the day of the elections.
    """
    moving = profile.reorganisation
    if moving and (moving.vesting_on.month, moving.vesting_on.day) != (4, 1):
        yield ("reorganisation", "vesting_on"), f"Vesting is on {day(moving.vesting_on)}."


@check("CF123", Severity.WARNING)
def successor_is_itself(profile: Profile) -> Iterator[Hit]:
    """The successor has the council's own name.

    Councils that vest into one successor share a deadline, and they are found by its name.

    Give the name of the new council. Leave the reorganisation out for a council that goes on as it is.
    """
    moving = profile.reorganisation
    if moving and moving.successor.casefold() == profile.council.name.casefold():
        yield ("reorganisation", "successor"), f"{quoted(moving.successor)} would succeed itself."


@check("CF124", Severity.WARNING)
def contract_runs_past_vesting(profile: Profile) -> Iterator[Hit]:
    """A contract worth more than £100,000 runs past vesting, or may be extended past it.

    Under section 24 of the Local Government and Public Involvement in Health Act 2007 such a contract needs
    consent once a direction is in force; section 27 adds up what the same supplier holds. The limit for capital
    contracts is £1,000,000.

    Before extending, renewing or varying it, ask for consent; and agree with the other councils of the successor
    whether it is to be transferred, hosted or brought to an end at vesting.
    """
    moving = profile.reorganisation
    if not moving:
        return
    for running in past_vesting(profile):
        if not running.runs_to or not needs_consent(profile, running, above_gbp=_consent_above_gbp(profile.as_at)):
            continue
        system = profile.systems[running.index]
        past = "renews by itself" if running.how is RunsPast.RENEWAL else f"may run to {day(running.runs_to)}"
        sum_of = f"contracts with {quoted(system.supplier)} add up to" if system.supplier else "it is worth"
        said = f"{called(system.service)} {past}, past vesting on {day(moving.vesting_on)}"
        yield ("systems", running.index, "contract", "last_day"), f"{said}; {sum_of} {pounds(running.together_gbp)}."


@check("CF125", Severity.WARNING)
def purchase_before_vesting(profile: Profile) -> Iterator[Hit]:
    """A purchase of more than £100,000 is planned before vesting.

    A new contract above the limit of section 24 needs consent once a direction is in force, and the successor may
    have no use for the system.

    Settle the purchase with the councils that vest into the same successor, or put it off until after vesting.
    """
    moving = profile.reorganisation
    if not moving or moving.vesting_on <= profile.as_at or profile.council.code[:1] != "E":
        return
    for index, system in enumerate(profile.systems):
        plan, alone = system.plan, system.alone_gbp
        if (
            not plan
            or not plan.by
            or plan.action not in {"buy", "replace"}
            or plan.by >= moving.vesting_on
            or not alone
        ):
            continue
        yearly = (alone.annual.supplier or 0.0) if alone.annual else 0.0
        first_year = (alone.implementation or 0.0) + yearly
        if first_year > _consent_above_gbp(profile.as_at):
            said = f"{called(system.service)}: {plan.action} by {day(plan.by)} costs {pounds(first_year)} in year one"
            yield ("systems", index, "plan", "by"), f"{said}; vesting is on {day(moving.vesting_on)}."


@check("CF126", Severity.NOTE)
def plan_after_vesting(profile: Profile) -> Iterator[Hit]:
    """A plan falls on or after vesting, when it will be the successor's to decide.

    The saving or cost of it belongs to a council that does not exist yet.

    Plan to vesting only, or agree the plan with the councils that vest into the same successor.
    """
    moving = profile.reorganisation
    if not moving:
        return
    for index, system in enumerate(profile.systems):
        if system.plan and system.plan.by and system.plan.by >= moving.vesting_on:
            said = f"{called(system.service)} is planned for {day(system.plan.by)}"
            yield ("systems", index, "plan", "by"), f"{said}; vesting is on {day(moving.vesting_on)}."


def whole_life_gbp(system: System, contract: Contract) -> float | None:
    """What a contract is worth over its term and options: the stated value, else the supplier's fees for so long."""
    if contract.value_gbp is not None:
        return contract.value_gbp
    end, cost = may_run_to(contract), system.annual_cost_gbp
    if not contract.start or not end or not cost or cost.supplier is None:
        return None
    if contract.auto_renews_months:
        end = months_after(end, contract.auto_renews_months)
    return cost.supplier * years_from(contract.start.earliest, end)


def _held_by_supplier(profile: Profile) -> dict[str, float]:
    """What each supplier's contracts made since 31 December 2006 are worth together; an unknown start counts."""
    held: dict[str, float] = {}
    for _, system, contract in contracts(profile):
        if contract.start and contract.start.latest < _AGGREGATED_SINCE:
            continue
        worth = whole_life_gbp(system, contract)
        if worth:
            held[_supplier(system)] = held.get(_supplier(system), 0.0) + worth
    return held


def _supplier(system: System) -> str:
    return (system.supplier or "").casefold()
