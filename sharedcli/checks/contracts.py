"""Checks on contracts: is there one, its term, its options. How to leave one is in `checks/leaving.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sharedcli.checks.registry import Hit, check
from sharedcli.checks.services import called
from sharedcli.checks.wording import day
from sharedcli.model.calendar import months_after
from sharedcli.model.fields import ContractDate
from sharedcli.model.finding import Severity
from sharedcli.model.profile import Profile
from sharedcli.model.system import Contract, System

_LONGEST_OPTION = 120
_LONG_TERM_YEARS = 15


def contracts(profile: Profile) -> list[tuple[int, System, Contract]]:
    """Every system that has a contract, with its place in the list."""
    return [(index, system, contract) for index, system in enumerate(profile.systems) if (contract := system.contract)]


def when(date: ContractDate) -> str:
    """A contract date in words, as far as it is known.

    >>> when(ContractDate.parse("2028-03-31")), when(ContractDate.parse("2028-03"))
    ('31 March 2028', '2028-03')
    """
    return day(date.latest) if date.is_exact else str(date)


def may_run_to(contract: Contract) -> dt.date | None:
    """The last day under the present term and every option to extend, or `None` where no last day is known."""
    if not contract.last_day:
        return None
    options = sum(contract.extensions_months)
    return months_after(contract.last_day.latest, options) if options else contract.last_day.latest


def term_years(contract: Contract) -> float | None:
    """How long the present term is, taken as long as its dates allow; `None` where one of them is not known."""
    if not contract.start or not contract.last_day:
        return None
    return years_from(contract.start.earliest, contract.last_day.latest)


def years_from(first: dt.date, last: dt.date) -> float:
    """The years from `first` to `last`, both counted, by the calendar: whole months are exact.

    >>> years_from(dt.date(2022, 4, 1), dt.date(2028, 3, 31)), years_from(dt.date(2026, 4, 1), dt.date(2026, 6, 30))
    (6.0, 0.25)
    """
    after = last + dt.timedelta(days=1)
    return after.year - first.year + (after.month - first.month + (after.day - first.day) / 31) / 12


@check("CF201", Severity.WARNING)
def contract_already_ended(profile: Profile) -> Iterator[Hit]:
    """A contract ended before the profile's date.

    It has probably rolled on, so there is no firm window to align with.

    Give the new last day, or the months it renews by.
    """
    for index, system, contract in contracts(profile):
        if contract.auto_renews_months or not contract.last_day or contract.last_day.latest >= profile.as_at:
            continue
        said = f"{called(system.service)} ended on {day(contract.last_day.latest)}."
        yield ("systems", index, "contract", "last_day"), said


@check("CF202", Severity.ERROR)
def starts_after_last_day(profile: Profile) -> Iterator[Hit]:
    """A contract starts after its last day.

    No term lies between the two dates, so there is no window to appraise.

    Correct the start or the last day; two figures of a year swapped are the usual cause.
    """
    for index, system, contract in contracts(profile):
        start, last = contract.start, contract.last_day
        if start and last and start.earliest > last.latest:
            said = f"{called(system.service)} starts on {when(start)} and ends on {when(last)}."
            yield ("systems", index, "contract", "start"), said


@check("CF206", Severity.WARNING)
def not_yet_started(profile: Profile) -> Iterator[Hit]:
    """A system is live under a contract that has not started.

    The contract in force, whose last day decides when the council is free, is then missing.

    Give the contract in force. If a later one is already signed, its last day is the one that counts.
    """
    for index, system, contract in contracts(profile):
        if system.status in {"live", "retiring"} and contract.start and contract.start.earliest > profile.as_at:
            said = f"{called(system.service)} is {system.status}, and its contract starts on {when(contract.start)}."
            yield ("systems", index, "contract", "start"), said


@check("CF207", Severity.NOTE)
def term_over_fifteen_years(profile: Profile) -> Iterator[Hit]:
    """One term of a contract lasts more than fifteen years.

    So long a term is rare, and a year mistyped by ten looks just like it.

    Check both years. If an option has been taken up since, give the start of the present term.
    """
    for index, system, contract in contracts(profile):
        years = None if contract.auto_renews_months else term_years(contract)
        if years and years > _LONG_TERM_YEARS:
            yield (
                ("systems", index, "contract", "last_day"),
                f"The term of {called(system.service)} is {years:.1f} years.",
            )


@check("CF208", Severity.NOTE)
def last_day_not_exact(profile: Profile) -> Iterator[Hit]:
    """The last day of a contract is known only to the month or the year.

    The window is widened to match, so the council may look free when it is not, and its notice date is not known.

    Look up the day in the contract.
    """
    for index, system, contract in contracts(profile):
        if contract.last_day and not contract.last_day.is_exact:
            said = f"{called(system.service)} ends some day in {contract.last_day}."
            yield ("systems", index, "contract", "last_day"), said


@check("CF209", Severity.NOTE)
def term_off_by_a_day(profile: Profile) -> Iterator[Hit]:
    """A term seems to begin or end a day out.

    The last day is the last day of service. A last day on the 1st of a month is often the first day of the next
    term, and a start on the 31st the last day of the term before; notice worked out from either is a day late.

    If the next term begins on that last day, give the day before. If service began the day after, give that day.
    """
    for index, system, contract in contracts(profile):
        start, last = contract.start, contract.last_day
        if last and last.is_exact and last.latest.day == 1 and not (start and start.earliest.day == 2):
            said = f"{called(system.service)} ends on {day(last.latest)}, the first of a month."
            yield ("systems", index, "contract", "last_day"), said
        if start and start.is_exact and _ends_a_month(start.latest) and (not last or _ends_a_month(last.latest)):
            said = f"{called(system.service)} starts on {day(start.latest)}, the last of a month."
            yield ("systems", index, "contract", "start"), said


def _ends_a_month(date: dt.date) -> bool:
    return date.day >= 28 and (date + dt.timedelta(days=1)).day == 1


@check("CF210", Severity.WARNING)
def extension_out_of_range(profile: Profile) -> Iterator[Hit]:
    """An extension option is nought, or longer than ten years.

    Options widen the window in which the council can join others, so a wrong one promises time it does not have.

    Give each option in months: 12 for a year. Delete an option that does not exist.
    """
    for index, system, contract in contracts(profile):
        for number, months in enumerate(contract.extensions_months):
            if not 1 <= months <= _LONGEST_OPTION:
                place = ("systems", index, "contract", "extensions_months", number)
                yield place, f"An extension option of {called(system.service)} is {months} months."


@check("CF211", Severity.NOTE)
def options_without_last_day(profile: Profile) -> Iterator[Hit]:
    """Extension options or automatic renewal are given, but not the day they count from.

    Without a last day the contract is taken as one that rolls on, and the options are not used.

    Add the last day of the present term, to the month or the year if no more is known.
    """
    for index, system, contract in contracts(profile):
        if not contract.last_day and (contract.extensions_months or contract.auto_renews_months):
            yield ("systems", index, "contract"), f"{called(system.service)} has options and no last day."


@check("CF218", Severity.NOTE)
def contract_missing(profile: Profile) -> Iterator[Hit]:
    """A system is live and no contract is given.

    When the council could leave it is then not known, and it is taken as free at any time.

    Add the contract, with the last day if that is all there is. A system built in house has none; say so in the
    product's name.
    """
    for index, system in enumerate(profile.systems):
        if system.status == "live" and not system.contract:
            yield ("systems", index, "status"), f"{called(system.service)} is live, and no contract is given."


@check("CF219", Severity.ERROR)
def live_after_profile(profile: Profile) -> Iterator[Hit]:
    """A system is said to be live, from a day after the profile's date.

    A system cannot be live before it went live, and a recent purchase weighs heavily in every answer.

    Correct the date, or the status: a system not yet in use is `implementing`.
    """
    for index, system in enumerate(profile.systems):
        since = system.live_since
        if since and since.earliest > profile.as_at and system.status in {"live", "retiring"}:
            said = f"{called(system.service)} is {system.status} since {when(since)}"
            yield ("systems", index, "live_since"), f"{said}; the profile is of {day(profile.as_at)}."


@check("CF220", Severity.ERROR)
def none_with_a_system(profile: Profile) -> Iterator[Hit]:
    """There is said to be no system, and one is described.

    Without a system a council saves nothing by leaving one, so the answer turns on which of the two is true.

    Correct the status (`implementing` where the contract is signed), or delete what describes a system.
    """
    for index, system in enumerate(profile.systems):
        if system.status != "none":
            continue
        cost = system.annual_cost_gbp
        facts = {
            "contract": system.contract is not None,
            "product": bool(system.product),
            "live_since": system.live_since is not None,
            "annual_cost_gbp": bool(cost and cost.supplier),
        }
        stated = [field for field, there in facts.items() if there]
        if stated:
            said = f"{called(system.service)} has status none, and yet: {', '.join(stated)}."
            yield ("systems", index, "status"), said
