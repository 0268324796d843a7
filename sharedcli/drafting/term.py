"""The dates of a published contract that can be meant, and the options they imply. Values are in `plausible.py`.

What cannot be meant is left out and said: a date left out is asked for, a wrong one moves a council's window by years.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sharedcli.checks.contracts import when, years_from
from sharedcli.drafting.choice import Doubt, Doubted
from sharedcli.model.calendar import months_after
from sharedcli.model.entry import Entry
from sharedcli.model.fields import EARLIEST, LATEST, ContractDate

SHORTEST_TERM_DAYS = 28
"""No council runs a system under a contract of less than four weeks; portals that demand two dates get any two."""

LONGEST_TERM_YEARS = 25
"""Ten years longer than the longest term that `CF207` lets pass without a word; 99 years stand for "no end"."""

EARLIEST_START_YEARS, LATEST_START_YEARS = 50, 10
"""A start this long before the draft is older than the systems themselves, and one this far ahead is not yet let."""

LATEST_END_YEARS = 35
"""The latest start there can be, and the longest term from it."""

MOST_OPTION_MONTHS, MOST_OPTIONS = 120, 20
"""One option as `CF210` lets it pass, and as many as a profile may hold."""


@dataclass(frozen=True, slots=True)
class Term:
    """The present term of a contract, as far as what was published can be meant.

    `is_read_from_end` says that the options were not stated but follow from the last day with every extension.
    """

    start: ContractDate | None
    last_day: ContractDate | None
    extensions_months: tuple[int, ...] = ()
    is_read_from_end: bool = False
    doubts: tuple[Doubt, ...] = ()

    @property
    def years(self) -> float | None:
        """How long it lasts, taken as long as its dates allow; `None` where one of them is not known."""
        if not self.start or not self.last_day:
            return None
        return years_from(self.start.earliest, self.last_day.latest)

    @property
    def may_run_to(self) -> dt.date | None:
        """The last day with every option; `None` where no last day is known."""
        return months_after(self.last_day.latest, sum(self.extensions_months)) if self.last_day else None


def term_of(entry: Entry, *, as_at: dt.date) -> Term:
    """What can be meant of an entry's dates and options."""
    doubts: list[Doubt] = []
    start = _near(entry.start, "start", as_at, doubts)
    last_day = _near(entry.last_day, "last_day", as_at, doubts)
    if start and last_day:
        start, last_day = _in_order(start, last_day, doubts)
    latest = _near(entry.latest_last_day, "extensions_months", as_at, doubts)
    options, is_read = _options(entry.extensions_months, last_day, latest, doubts)
    return Term(start, last_day, options, is_read, tuple(doubts))


def _near(date: ContractDate | None, about: Doubted, as_at: dt.date, doubts: list[Doubt]) -> ContractDate | None:
    """A date within living memory and reach, or none."""
    if date is None:
        return None
    ahead = LATEST_START_YEARS if about == "start" else LATEST_END_YEARS
    is_near = as_at.year - EARLIEST_START_YEARS <= date.latest.year <= as_at.year + ahead
    if is_near and date.earliest >= EARLIEST and date.latest <= LATEST:
        return date
    what = {"start": "first day", "last_day": "last day"}.get(about, "last day with every extension")
    doubts.append(Doubt(about, f"The {what} published is {when(date)}, too far away to be meant."))
    return None


def _in_order(
    start: ContractDate, last_day: ContractDate, doubts: list[Doubt]
) -> tuple[ContractDate | None, ContractDate | None]:
    """Both ends of a term, the first alone where the last means "no end", or neither."""
    said = f"{when(start)} to {when(last_day)}"
    days = (last_day.latest - start.earliest).days + 1
    if days < 1:
        both = f"The term published is {said}, which ends before it begins."
    elif days < SHORTEST_TERM_DAYS:
        both = f"The term published is {said}, {days} day{'s' * (days > 1)}: dates put in because a form asks for them."
    elif years_from(start.earliest, last_day.latest) > LONGEST_TERM_YEARS:
        years = years_from(start.earliest, last_day.latest)
        doubts.append(
            Doubt("last_day", f"The term published is {said}, {years:.0f} years: it stands for no end at all.")
        )
        return start, None
    else:
        return start, last_day
    doubts.extend((Doubt("start", both), Doubt("last_day", both)))
    return None, None


def _options(
    stated: tuple[int, ...], last_day: ContractDate | None, latest: ContractDate | None, doubts: list[Doubt]
) -> tuple[tuple[int, ...], bool]:
    """The options in months, and whether they were read from the latest end."""
    if stated and not (len(stated) <= MOST_OPTIONS and all(1 <= months <= MOST_OPTION_MONTHS for months in stated)):
        listed = ", ".join(str(months) for months in stated[:4])
        doubts.append(Doubt("extensions_months", f"Extensions of {listed} months are published; they cannot be meant."))
        stated = ()
    if latest is None:
        return stated, False
    if last_day is None:
        said = f"With every extension it may run to {when(latest)}; the last day of the present term is not known."
        doubts.append(Doubt("extensions_months", said))
        return stated, False
    if stated:
        if months_after(last_day.latest, sum(stated)) != latest.latest:
            said = f"With every extension it is said to run to {when(latest)}, which the options stated do not give."
            doubts.append(Doubt("extensions_months", said))
        return stated, False
    months = whole_months(last_day.latest, latest.latest) if last_day.is_exact and latest.is_exact else None
    if months == 0:
        return (), False
    if months is None or not 1 <= months <= MOST_OPTION_MONTHS:
        said = f"With every extension it may run to {when(latest)}, which is no number of months after the last day."
        doubts.append(Doubt("extensions_months", said))
        return (), False
    return (months,), True


def whole_months(first: dt.date, last: dt.date) -> int | None:
    """The months from one last day to a later one, where they are whole; the ends of two months count as such.

    >>> whole_months(dt.date(2027, 9, 30), dt.date(2028, 9, 30))
    12
    >>> whole_months(dt.date(2027, 2, 28), dt.date(2028, 2, 29))
    12
    >>> whole_months(dt.date(2027, 9, 30), dt.date(2028, 10, 5))
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if months >= 0 and months_after(first, months) == last else None


def describe(term: Term) -> str:
    """A term in words: from, to, or what is known of them."""
    if term.start and term.last_day:
        return f"{when(term.start)} to {when(term.last_day)}"
    if term.last_day:
        return f"to {when(term.last_day)}"
    return f"from {when(term.start)}" if term.start else "without dates"
