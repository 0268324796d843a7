"""Checks on what a council means to do with a system, against the state it is in."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.checks.contracts import may_run_to
from sharedcli.checks.registry import Hit, check
from sharedcli.checks.services import called
from sharedcli.checks.wording import day
from sharedcli.model.finding import Severity
from sharedcli.model.profile import Profile
from sharedcli.model.system import Plan, System


def _plans(profile: Profile) -> list[tuple[int, System, Plan]]:
    return [(index, system, plan) for index, system in enumerate(profile.systems) if (plan := system.plan)]


@check("CF421", Severity.ERROR)
def plan_without_system(profile: Profile) -> Iterator[Hit]:
    """A plan is to renew, replace or retire a system that does not exist.

    What the council would do on its own is what every option is measured against, and this cannot be done.

    Plan to `buy`, leave the plan out where nothing is planned, or correct the status.
    """
    for index, system, plan in _plans(profile):
        if system.status == "none" and plan.action != "buy":
            said = f"{called(system.service)} has status none, and the plan is to {plan.action}."
            yield ("systems", index, "plan", "action"), said


@check("CF422", Severity.WARNING)
def buy_with_live_system(profile: Profile) -> Iterator[Hit]:
    """A plan is to buy where a system is already live.

    Buying is costed as a first purchase, so the present system's cost and exit would be left out.

    Plan to `replace` the system.
    """
    for index, system, plan in _plans(profile):
        if plan.action == "buy" and system.status in {"live", "retiring"}:
            said = f"{called(system.service)} is {system.status}, and the plan is to buy."
            yield ("systems", index, "plan", "action"), said


@check("CF423", Severity.WARNING)
def buy_while_implementing(profile: Profile) -> Iterator[Hit]:
    """A plan is to buy a system that is already being implemented.

    The purchase has been made, and counting it again makes sharing look better than it is.

    Leave the plan out, or plan to `renew`; what is already spent is sunk.
    """
    for index, system, plan in _plans(profile):
        if plan.action == "buy" and system.status == "implementing":
            said = f"{called(system.service)} is being implemented, and the plan is to buy."
            yield ("systems", index, "plan", "action"), said


@check("CF424", Severity.WARNING)
def retiring_without_plan(profile: Profile) -> Iterator[Hit]:
    """A system is being retired, and its plan does not say so.

    Without a plan a system is taken to be renewed for ever, so its costs would never stop.

    Plan to `retire` or `replace` it, with the day it is to be done by.
    """
    for index, system in enumerate(profile.systems):
        if system.status != "retiring" or (system.plan and system.plan.action in {"retire", "replace"}):
            continue
        planned = f"the plan is to {system.plan.action}" if system.plan else "no plan is given"
        yield ("systems", index, "status"), f"{called(system.service)} is being retired, and {planned}."


@check("CF425", Severity.WARNING)
def plan_without_date(profile: Profile) -> Iterator[Hit]:
    """A plan to buy, replace or retire has no date.

    The date decides who could do it together, and in which year each cost falls.

    Add the day it must be done by, if only the end of the financial year.
    """
    for index, system, plan in _plans(profile):
        if plan.by is None and plan.action != "renew":
            said = f"{called(system.service)}: the plan is to {plan.action}, and no date is given."
            yield ("systems", index, "plan", "action"), said


@check("CF426", Severity.WARNING)
def plan_date_passed(profile: Profile) -> Iterator[Hit]:
    """The day a plan was to be done by lies before the profile's date.

    It has either been done, and the status is out of date, or it has slipped, and the costs fall later.

    Give the new date, or bring the status and the contract up to date.
    """
    for index, system, plan in _plans(profile):
        if plan.by and plan.by < profile.as_at:
            said = f"{called(system.service)}: {plan.action} by {day(plan.by)} is before {day(profile.as_at)}."
            yield ("systems", index, "plan", "by"), said


@check("CF427", Severity.WARNING)
def plan_after_contract(profile: Profile) -> Iterator[Hit]:
    """A system is to be replaced or retired after its contract and every option to extend it have ended.

    The months between are without a contract, so without a price or a duty to support.

    Bring the plan forward, or arrange an extension and give it as an option.
    """
    for index, system, plan in _plans(profile):
        contract = system.contract
        if not plan.by or plan.action not in {"replace", "retire"} or not contract or contract.auto_renews_months:
            continue
        end = may_run_to(contract)
        if end and profile.as_at <= end < plan.by:
            said = f"{called(system.service)} can run to {day(end)} at most; {plan.action} is by {day(plan.by)}."
            yield ("systems", index, "plan", "by"), said


@check("CF428", Severity.WARNING)
def plan_after_support_end(profile: Profile) -> Iterator[Hit]:
    """A system is to be replaced or retired after the supplier's support ends.

    Until then it runs without fixes, which auditors and insurers ask about and which is costed as a premium.

    Bring the plan forward, or buy extended support and give its last day.
    """
    for index, system, plan in _plans(profile):
        ends = system.support_ends
        if plan.by and plan.action in {"replace", "retire"} and ends and profile.as_at <= ends < plan.by:
            said = f"Support for {called(system.service)} ends on {day(ends)}; {plan.action} is by {day(plan.by)}."
            yield ("systems", index, "plan", "by"), said
