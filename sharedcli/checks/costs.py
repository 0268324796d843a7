"""Checks on what systems cost: gaps, units, and figures that do not fit each other."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.checks.contracts import contracts, term_years
from sharedcli.checks.registry import Hit, check
from sharedcli.checks.services import called
from sharedcli.checks.wording import pounds
from sharedcli.model.finding import Severity
from sharedcli.model.profile import Profile
from sharedcli.model.system import AnnualCost, System

_BACK_OFFICE = frozenset({"payroll", "human-resources", "finance", "e-procurement", "service-desk"})
_LOWEST_POST_GBP, _HIGHEST_POST_GBP = 15_000, 120_000
_MOST_OF_BUDGET_SHARE = 0.1
_MOST_YEARS_OF_FEES = 30


def _costs(profile: Profile) -> list[tuple[int, System, AnnualCost]]:
    return [(index, system, cost) for index, system in enumerate(profile.systems) if (cost := system.annual_cost_gbp)]


def _fees(cost: AnnualCost) -> float:
    """What is stated of a year's supplier cost; nought where nothing is."""
    return (cost.licence or 0.0) + (cost.support or 0.0) + (cost.hosting or 0.0)


@check("CF302", Severity.NOTE)
def supplier_cost_missing(profile: Profile) -> Iterator[Hit]:
    """A live system says nothing of what its supplier is paid.

    The supplier's price is what falls when councils buy together, so no saving can be worked out for this one.

    Add the yearly licence, support or hosting, or the contract's whole value with its first and last day.
    """
    for index, system in enumerate(profile.systems):
        if system.status != "live" or (system.contract and system.contract.value_gbp is not None):
            continue
        if system.annual_cost_gbp is None or system.annual_cost_gbp.supplier is None:
            yield ("systems", index, "status"), f"No supplier cost is given for {called(system.service)}."


@check("CF303", Severity.NOTE)
def posts_missing(profile: Profile) -> Iterator[Hit]:
    """The cost of a system's staff is given, but not how many they are.

    Posts that would leave the area under a shared team, and what that costs, cannot be shown.

    Add staff_fte.
    """
    for index, system, cost in _costs(profile):
        if cost.staff and system.staff_fte is None:
            said = f"{called(system.service)} has staff of {pounds(cost.staff)} a year, and no posts are given."
            yield ("systems", index, "annual_cost_gbp", "staff"), said


@check("CF304", Severity.WARNING)
def cost_per_post_out_of_range(profile: Profile) -> Iterator[Hit]:
    """The cost of staff does not fit the number of posts.

    The saving of a shared team is worked out from both, so one wrong figure makes it absurd.

    Give pay with pension and national insurance for the posts that run the system, in whole pounds a year.
    """
    for index, system, cost in _costs(profile):
        staff, posts = cost.staff, system.staff_fte
        if staff is None or posts is None or _LOWEST_POST_GBP * posts <= staff <= _HIGHEST_POST_GBP * posts:
            continue
        each = f", {pounds(staff / posts)} each" if posts else ""
        said = f"{called(system.service)} has staff of {pounds(staff)} for {posts:g} posts{each}."
        yield ("systems", index, "annual_cost_gbp", "staff"), said


@check("CF305", Severity.WARNING)
def suppliers_take_too_much(profile: Profile) -> Iterator[Hit]:
    """Suppliers of the systems listed are paid more than a tenth of the net revenue budget.

    Councils spend two or three per cent of a larger budget on all their IT, so one of the figures is likely wrong.

    Look for a whole-life value given as a yearly cost, pence for pounds, or a budget in thousands.
    """
    budget = profile.council.net_revenue_budget_gbp
    if not budget:
        return
    paid = sum(_fees(cost) for _, _, cost in _costs(profile))
    if paid > _MOST_OF_BUDGET_SHARE * budget:
        said = f"Suppliers are paid {pounds(paid)} a year, {paid / budget:.0%} of a budget of {pounds(budget)}."
        yield ("council", "net_revenue_budget_gbp"), said


@check("CF306", Severity.WARNING)
def value_is_not_cost_times_term(profile: Profile) -> Iterator[Hit]:
    """The contract's whole value is far from the yearly cost times its years.

    One of the three is wrong, and the cost of leaving early follows from them.

    Check that the value is for the whole term, the cost for one year, and both in pounds.
    """
    for index, system, contract in contracts(profile):
        cost, value = system.annual_cost_gbp, contract.value_gbp
        if not value or not cost or not cost.supplier or contract.auto_renews_months:
            continue
        years = term_years(contract)
        if years and years > 0 and not value <= 3 * cost.supplier * years <= 9 * value:
            fees = f"{pounds(cost.supplier)} a year for {years:.1f} years is {pounds(cost.supplier * years)}"
            said = f"{called(system.service)} is worth {pounds(value)}, and {fees}."
            yield ("systems", index, "contract", "value_gbp"), said


@check("CF307", Severity.WARNING)
def costs_in_thousands(profile: Profile) -> Iterator[Hit]:
    """Every part of a yearly cost is below £1,000.

    Figures in thousands would make this council look as if it had nothing to save.

    Write whole pounds: 42000, not 42.
    """
    for index, system, cost in _costs(profile):
        if (cost.licence or 0.0) >= 1000 or (cost.staff or 0.0) >= 1000 or (cost.support or 0.0) >= 1000:
            continue
        largest = max(
            cost.licence or 0.0, cost.support or 0.0, cost.hosting or 0.0, cost.staff or 0.0, cost.other or 0.0
        )
        if 0 < largest < 1000:
            said = (
                f"The largest part of the yearly cost of {called(system.service)} is {pounds(largest)}. In thousands?"
            )
            yield ("systems", index, "annual_cost_gbp"), said


@check("CF308", Severity.WARNING)
def implementation_out_of_range(profile: Profile) -> Iterator[Hit]:
    """Implementing alone is put at less than one year's fee, or at more than thirty.

    It is the largest single cost that sharing avoids, so it decides the answer. The councils that published theirs
    paid eight to ten years' fees.

    Count design, data migration, interfaces, training and backfill, and give the fee for a year.
    """
    for index, system in enumerate(profile.systems):
        alone = system.alone_gbp
        if not alone or alone.implementation is None:
            continue
        fee = alone.annual.supplier if alone.annual else None
        if fee is None and system.annual_cost_gbp:
            fee = system.annual_cost_gbp.supplier
        if fee and not fee <= alone.implementation <= _MOST_YEARS_OF_FEES * fee:
            said = f"Implementing {called(system.service)} alone costs {pounds(alone.implementation)}"
            place = ("systems", index, "alone_gbp", "implementation")
            yield place, f"{said}, {alone.implementation / fee:.1f} years of fees at {pounds(fee)}."


@check("CF309", Severity.WARNING)
def book_value_without_system(profile: Profile) -> Iterator[Hit]:
    """A book value is given where there is no system.

    What is still in the accounts is shown as a write-off beside the result, and there is nothing to write off.

    Delete the book value, or correct the status.
    """
    for index, system in enumerate(profile.systems):
        if system.status == "none" and system.book_value_gbp:
            said = f"{called(system.service)} has status none and stands at {pounds(system.book_value_gbp)}."
            yield ("systems", index, "book_value_gbp"), said


@check("CF311", Severity.NOTE)
def systems_exceed_back_office(profile: Profile) -> Iterator[Hit]:
    """The back office systems listed cost more than the whole back office.

    What sharing can touch is shown against the back office, and a part cannot be larger than the whole.

    Raise the back office figure, or leave staff who do other work out of the systems.
    """
    whole = profile.council.back_office_gbp
    if whole is None:
        return
    parts = 0.0
    for _, system, cost in _costs(profile):
        if system.service in _BACK_OFFICE:
            parts += _fees(cost) + (cost.staff or 0.0) + (cost.other or 0.0)
    if parts > whole:
        said = f"The back office systems cost {pounds(parts)} a year, the back office {pounds(whole)}."
        yield ("council", "back_office_gbp"), said


@check("CF312", Severity.NOTE)
def supplier_paid_nothing(profile: Profile) -> Iterator[Hit]:
    """A live system has a supplier or a contract, and the supplier is paid nothing.

    Nought is read as nought: no price can fall, and changing to anything else looks dear.

    Leave out what is not known. If it is paid within another contract, give this service its part.
    """
    for index, system, cost in _costs(profile):
        if system.status != "live" or _fees(cost) or cost.other or cost.supplier is None:
            continue
        if system.supplier or system.contract:
            said = f"{called(system.service)} is live, and its supplier is paid £0."
            yield ("systems", index, "annual_cost_gbp"), said


@check("CF313", Severity.NOTE)
def most_one_off_missing(profile: Profile) -> Iterator[Hit]:
    """The council does not say what it can pay up front.

    Without it the answer cannot tell a council that should go from one that should go only if it is funded.

    Add most_one_off_gbp under conditions: what reserves and the capital programme could bear in one year.
    """
    if profile.conditions.most_one_off_gbp is None:
        yield ("council", "name"), "What the council can pay up front is not given."


@check("CF314", Severity.NOTE)
def book_value_above_contract(profile: Profile) -> Iterator[Hit]:
    """A system stands in the accounts at more than its whole contract is worth.

    The write-off shown to members if the system is left early would be too high.

    Check that the book value is net of what has been written down. It may rightly hold implementation costs.
    """
    for index, system, contract in contracts(profile):
        book, value = system.book_value_gbp, contract.value_gbp
        if book and value is not None and book > value:
            said = f"{called(system.service)} stands at {pounds(book)}, and its contract is worth {pounds(value)}."
            yield ("systems", index, "book_value_gbp"), said
