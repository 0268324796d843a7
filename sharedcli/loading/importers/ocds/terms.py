"""How long a contract of a notice runs: its first and last day, and how far it may be extended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from sharedcli.loading.importers.ocds.values import Said
from sharedcli.loading.importers.renewals import extensions_months
from sharedcli.model.calendar import months_after
from sharedcli.model.fields import ContractDate
from sharedcli.model.printable import plain_number, printable

_DAYS_A_MONTH, _DAYS_A_YEAR = 30, 365
_PROSE_SHOWN = 200
_CALLED = {"startDate": "first day", "endDate": "last day", "maxExtentDate": "last day with every extension"}
_DATES = ("startDate", "endDate", "maxExtentDate", "durationInDays")


@dataclass(frozen=True, slots=True)
class Term:
    """First and last day, inclusive, and the last day if every extension is taken."""

    start: ContractDate | None = None
    last_day: ContractDate | None = None
    latest_last_day: ContractDate | None = None


def term_of(periods: Sequence[Said]) -> Term:
    """Each date from the first period that states it, in order of who knows best; one with a date goes before others.

    What a later one adds to the first is taken only where the dates that both state are the same: what was tendered may
    be another term than what was agreed.
    """
    dated = (one for one in periods if any(one.fields.get(name) for name in ("startDate", "endDate")))
    first = next(dated, None) or next((one for one in periods if one.fields), None)
    if first is None:
        return Term()
    others = [one for one in periods if one is not first]
    start = _stating(first, others, "startDate").date("startDate")
    ends = _stating(first, others, "endDate", "durationInDays")
    last_day = ends.date("endDate")
    days = None if ends.fields.get("endDate") else ends.number("durationInDays")
    if days:
        last_day = _after(start, days, ends)
    return Term(start, last_day, _stating(first, others, "maxExtentDate").date("maxExtentDate"))


def _stating(first: Said, others: Iterable[Said], *names: str) -> Said:
    """The first period that states one of these and contradicts the first of all nowhere; else that one itself."""
    if any(first.fields.get(name) for name in names):
        return first
    stating = [one for one in others if any(one.fields.get(name) for name in names)]
    for one in stating:
        if _agree(first, one):
            first.add(f"{first.place} states no {_CALLED[names[0]]}: it was taken from {one.place}")
            return one
    for one in stating[:1]:
        first.add(
            f"{first.place} states no {_CALLED[names[0]]}, and that of {one.place} was not taken: they differ in the "
            "dates that both state"
        )
    return first


def _agree(first: Said, other: Said) -> bool:
    """Whether no date that both periods state is another day, as far as both are known."""
    pairs = ((first.date(name), other.date(name)) for name in ("startDate", "endDate"))
    return all(a is None or b is None or (a.earliest <= b.latest and b.earliest <= a.latest) for a, b in pairs)


def _after(start: ContractDate | None, days: float, period: Said) -> ContractDate | None:
    """The last day of a term that is stated by its length alone.

    Scotland and Wales state lengths so, from months on the form at thirty days each: a term called "36 months" or
    "three years" has 1,080 days, which taken as days would end five weeks too early, in another financial year. Years
    are stated as 365 days each, which from the first of a month would end a day early for every 29 February in between.
    """
    where = f"{period.place}.durationInDays"
    if start is None or not start.is_exact:
        period.add(f"{where} is {plain_number(days)}, but without a first day the last day is not known")
        return None
    whole = int(days)
    months, read = _in_months(whole, start.latest)
    one_day = dt.timedelta(days=1)
    try:
        if whole <= 0:
            raise ValueError
        if months:
            last_day = months_after(start.latest - one_day, months)
        else:
            last_day = start.latest + dt.timedelta(days=whole) - one_day
        date = ContractDate.parse(last_day.isoformat())
    except (OverflowError, ValueError, PydanticCustomError):
        period.add(f"{where} is {plain_number(days)}, which no contract lasts, and was not taken")
        return None
    period.add(f"The last day is not stated: it was reckoned from {where}, {plain_number(days)}, read as {read}")
    return date


def _in_months(days: int, start: dt.date) -> tuple[int, str]:
    """How many months so many days stand for, 0 where they are days, and how they were read."""
    if days % _DAYS_A_YEAR == 0:
        years = days // _DAYS_A_YEAR
        if start.day == 1:
            return 12 * years, f"{years} {'year' if years == 1 else 'years'} of 365 days, from the first of a month"
    elif days % _DAYS_A_MONTH == 0:
        return days // _DAYS_A_MONTH, f"{days // _DAYS_A_MONTH} months of 30 days, as these portals write them"
    return 0, "days with the first one"


def shared_period(lots: Iterable[Said]) -> Said | None:
    """The period that several lots have alike; `None` where they differ, which is a doubt, or where there is none."""
    held = [period for period in (lot.group("contractPeriod") for lot in lots) if period.fields]
    if not held:
        return None
    if len({tuple(_plain(one.fields.get(name)) for name in _DATES) for one in held}) > 1:
        held[0].add("The lots differ in their terms, and it was taken from none of them")
        return None
    return held[0]


def _plain(held: object) -> str:
    """A value to compare by; what is nested is nothing, because comparing or showing what is nested deeply can fail."""
    return "" if held is None or isinstance(held, dict | list) else str(held)


def extensions_of(holders: Iterable[Said], lots: Iterable[Said], tender: Said) -> tuple[int, ...]:
    """The extension options in months, in order: of the contract or award, else of the lots alike, else the tender."""
    for holder in holders:
        if (stated := _stated(holder)) is not None:
            return stated
    by_lot = {stated for lot in lots if (stated := _stated(lot)) is not None}
    if len(by_lot) > 1:
        tender.add("The lots differ in how they may be extended, and it was taken from none of them")
        return ()
    return by_lot.pop() if by_lot else _stated(tender) or ()


def _stated(source: Said) -> tuple[int, ...] | None:
    """The extension options a group states; none where it rules them out or is not plain, `None` where it is silent."""
    renewal = source.group("renewal")
    if source.yes("hasRenewal") is False:
        return ()
    if prose := renewal.text("description"):
        months = extensions_months(prose)
        if not months:
            shown = printable(prose, most=_PROSE_SHOWN)
            source.add(f'Extensions are described as "{shown}", which was not read as months')
        return months
    return _counted(renewal) if source.yes("hasRenewal") else None


def _counted(renewal: Said) -> tuple[int, ...]:
    """Extensions stated by how many there are and how many days each, a month being thirty of them."""
    times, days = renewal.number("maximumRenewals"), renewal.group("period").number("durationInDays")
    months = 12 if days == 365 else (days or 0) / _DAYS_A_MONTH
    if times in range(1, 11) and months in range(1, 121):
        return (int(months),) * int(times or 0)
    renewal.add("The contract may be renewed, but it is not stated plainly how often and for how long")
    return ()
