"""Checks on how to leave a contract: notice, breaks, exit charges, the end of support."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sharedcli.checks.contracts import contracts, may_run_to, term_years, when
from sharedcli.checks.registry import Hit, check
from sharedcli.checks.services import called
from sharedcli.checks.wording import day, pounds
from sharedcli.model.calendar import months_before
from sharedcli.model.fields import ContractDate
from sharedcli.model.finding import Severity
from sharedcli.model.profile import Profile

_SOON_MONTHS = 6


@check("CF212", Severity.WARNING)
def break_outside_term(profile: Profile) -> Iterator[Hit]:
    """A break lies before the contract starts or after it can run.

    A break opens the window early without charge, so one that does not exist hides an exit charge.

    Check the break and the term; a break is the last day of service if the council leaves then.
    """
    for index, system, contract in contracts(profile):
        if not contract.breaks:
            continue
        start, end = contract.start, None if contract.auto_renews_months else may_run_to(contract)
        for number, leaves in enumerate(contract.breaks):
            if (start and leaves.latest < start.earliest) or (end and leaves.earliest > end):
                said = f"A break of {called(system.service)} on {when(leaves)} lies outside the contract."
                yield ("systems", index, "contract", "breaks", number), said


@check("CF213", Severity.WARNING)
def contract_over_support_end(profile: Profile) -> Iterator[Hit]:
    """A contract runs on after the supplier's support for the product ends.

    The council pays for a product without fixes or security updates, and joining others late costs more still.

    Ask the supplier what it provides between the two dates, or plan to leave by the first of them.
    """
    for index, system, contract in contracts(profile):
        ends, last = system.support_ends, contract.last_day
        if ends and last and profile.as_at <= ends < last.earliest:
            said = f"{called(system.service)} is under contract to {when(last)}; support ends on {day(ends)}."
            yield ("systems", index, "support_ends"), said


@check("CF214", Severity.WARNING)
def support_already_ended(profile: Profile) -> Iterator[Hit]:
    """The supplier's support for a system has ended.

    An unsupported system is a security and audit risk, and every month on it is costed as such.

    Plan its replacement, or give the date of extended support if it was bought.
    """
    for index, system in enumerate(profile.systems):
        if system.support_ends and system.support_ends < profile.as_at and system.status != "none":
            yield (
                ("systems", index, "support_ends"),
                f"Support for {called(system.service)} ended on {day(system.support_ends)}.",
            )


@check("CF215", Severity.WARNING)
def exit_charge_and_share(profile: Profile) -> Iterator[Hit]:
    """Both an exit charge and a share of the fees remaining are given.

    Only one of them can be what leaving early costs, and the stated charge is the one used.

    Keep what the contract says and delete the other.
    """
    for index, system, contract in contracts(profile):
        charge, share = contract.exit_charge_gbp, contract.exit_fee_share
        if charge is not None and share is not None:
            said = f"Leaving {called(system.service)} costs {pounds(charge)}, or {share:.0%} of the fees remaining."
            yield ("systems", index, "contract", "exit_fee_share"), said


@check("CF216", Severity.WARNING)
def exit_charge_above_value(profile: Profile) -> Iterator[Hit]:
    """Leaving early would cost more than the whole contract.

    So large a charge shuts the council out of every group until the term ends.

    Check both figures for an extra nought, and whether the charge falls as the term runs.
    """
    for index, system, contract in contracts(profile):
        charge, value = contract.exit_charge_gbp, contract.value_gbp
        if charge is not None and value is not None and charge > value:
            said = (
                f"Leaving {called(system.service)} costs {pounds(charge)}, and the contract is worth {pounds(value)}."
            )
            yield ("systems", index, "contract", "exit_charge_gbp"), said


@check("CF217", Severity.NOTE)
def exit_share_of_unknown_fees(profile: Profile) -> Iterator[Hit]:
    """Leaving costs a share of the fees remaining, and no fees are given.

    The cost of leaving early cannot be worked out, so joining before the last day cannot be weighed.

    Add the annual cost, or the contract's whole value with its dates.
    """
    for index, system, contract in contracts(profile):
        if contract.exit_fee_share and contract.value_gbp is None:
            cost = system.annual_cost_gbp
            if cost is None or cost.supplier is None:
                yield (
                    ("systems", index, "contract", "exit_fee_share"),
                    f"The fees of {called(system.service)} are not given.",
                )


@check("CF221", Severity.WARNING)
def notice_longer_than_term(profile: Profile) -> Iterator[Hit]:
    """The notice is longer than the term it ends.

    Notice for the end of the term would have been due before it began, so no window could ever open.

    Check the notice and both dates. Notice is in months; 90 days are 3.
    """
    for index, system, contract in contracts(profile):
        years, notice = term_years(contract), contract.notice_months
        if notice and years and 0 < years * 12 < notice - 0.5:
            said = f"{called(system.service)} takes {notice} months of notice; its term is {years * 12:.0f} months."
            yield ("systems", index, "contract", "notice_months"), said


@check("CF222", Severity.WARNING)
def notice_date_passed(profile: Profile) -> Iterator[Hit]:
    """The last day to give notice has passed on a contract that renews by itself.

    Unless notice was served, the contract will run for another term, and that term is what others must wait for.

    If notice was served, delete the renewal. If not, the window is appraised at the end of the next term.
    """
    for index, system, contract in contracts(profile):
        last, notice, rolls = contract.last_day, contract.notice_months, contract.auto_renews_months
        if not last or not notice or not rolls or last.latest < profile.as_at:
            continue
        if _months_to(last, notice, profile.as_at) <= 0 and months_before(last.latest, notice) < profile.as_at:
            by = months_before(last.latest, notice)
            said = f"Notice for {called(system.service)} was due by {day(by)}; it renews by {rolls} months."
            yield ("systems", index, "contract", "auto_renews_months"), said


@check("CF223", Severity.WARNING)
def notice_due_soon(profile: Profile) -> Iterator[Hit]:
    """The last day to give notice falls within six months of the profile's date.

    After it the council is bound again, to the next break or the end of the next term.

    Decide now whether to leave, and serve notice by that day.
    """
    as_at = profile.as_at
    for index, system, contract in contracts(profile):
        notice = contract.notice_months
        if not notice or (system.plan and system.plan.action == "renew" and not contract.auto_renews_months):
            continue
        by = _due_soon(contract.last_day, notice, as_at) if contract.last_day else None
        if by and contract.last_day:
            said = f"Notice to leave {called(system.service)} on {when(contract.last_day)} must be served by {day(by)}."
            yield ("systems", index, "contract", "last_day"), said
        for number, leaves in enumerate(contract.breaks):
            by = _due_soon(leaves, notice, as_at)
            if by:
                said = (
                    f"Notice for the break of {called(system.service)} on {when(leaves)} must be served by {day(by)}."
                )
                yield ("systems", index, "contract", "breaks", number), said


@check("CF224", Severity.WARNING)
def renews_without_notice(profile: Profile) -> Iterator[Hit]:
    """A contract renews by itself, and the notice that stops it is not given.

    Nobody can say by when the council must act to be free at the end of the term.

    Add the months of notice; 0 where none is needed.
    """
    for index, system, contract in contracts(profile):
        if contract.auto_renews_months and contract.notice_months is None:
            said = f"{called(system.service)} renews by {contract.auto_renews_months} months, and no notice is given."
            yield ("systems", index, "contract", "auto_renews_months"), said


@check("CF225", Severity.NOTE)
def term_has_rolled(profile: Profile) -> Iterator[Hit]:
    """The term given has ended, and the contract renews by itself.

    It is taken to have rolled by whole renewals since, which is a guess about a contract somebody can look up.

    Give the last day of the term now running.
    """
    for index, system, contract in contracts(profile):
        last, rolls = contract.last_day, contract.auto_renews_months
        if last and rolls and last.latest < profile.as_at:
            said = f"{called(system.service)} ended on {day(last.latest)} and renews by {rolls} months."
            yield ("systems", index, "contract", "last_day"), said


@check("CF226", Severity.NOTE)
def break_notice_passed(profile: Profile) -> Iterator[Hit]:
    """A break still ahead can no longer be used: its notice was due earlier.

    It looks like a way out and is not one, so no window opens there.

    If notice was served, give the break as the last day. If not, nothing needs doing.
    """
    for index, system, contract in contracts(profile):
        notice = contract.notice_months
        if not notice or not contract.breaks:
            continue
        for number, leaves in enumerate(contract.breaks):
            if leaves.latest < profile.as_at or _months_to(leaves, notice, profile.as_at) > 0:
                continue
            by = months_before(leaves.latest, notice)
            if by < profile.as_at:
                said = f"Notice for the break of {called(system.service)} on {when(leaves)} was due by {day(by)}."
                yield ("systems", index, "contract", "breaks", number), said


def _months_to(date: ContractDate, notice: int, as_at: dt.date) -> int:
    """About how many months lie between `as_at` and the day notice is due: cheap, and right to a month."""
    return (date.latest.year - as_at.year) * 12 + date.latest.month - as_at.month - notice


def _due_soon(date: ContractDate, notice: int, as_at: dt.date) -> dt.date | None:
    """The day notice is due, where it is known and falls within six months from `as_at`; else `None`."""
    if not date.is_exact or not 0 <= _months_to(date, notice, as_at) <= _SOON_MONTHS:
        return None
    by = months_before(date.latest, notice)
    return by if as_at <= by and months_before(by, _SOON_MONTHS) <= as_at else None
