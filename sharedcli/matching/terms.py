"""Contract terms as months: when a system may be left without charge, why, and what holds it until then.

METHOD 2. Months count from the month of `as_at`; a free month is one in which the council may be on a
new system from the first day on. This module alone knows which months are free: `matching/windows.py`
cuts them to what a council can use, and `costing/leaving.py` prices the months between them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sharedcli.model.calendar import Horizon, Month, Window, months_after, months_before, notice_day
from sharedcli.model.fields import ContractDate
from sharedcli.model.system import Contract, System


@dataclass(frozen=True, slots=True)
class Opening:
    """Months on end in which a system may be left without charge, and why they begin and end.

    `notice_by` is the last day to serve notice for leaving in the first of them, `None` where none is stated.
    """

    window: Window
    opens_reason: str
    closes_reason: str
    notice_by: dt.date | None

    def notice_for(self, month: int) -> dt.date | None:
        """The last day to serve notice for leaving in `month`, one of its own."""
        return self.notice_by and months_after(self.notice_by, month - self.window.opens)

    def from_month(self, month: int, reason: str) -> Opening:
        """What is left of it from `month` on, one of its own months; `reason` says what holds it until then."""
        if month == self.window.opens:
            return self
        return replace(
            self,
            window=Window(month, self.window.closes),
            opens_reason=f"{self.opens_reason}; {reason}",
            notice_by=self.notice_for(month),
        )

    def to_month(self, month: int, reason: str) -> Opening:
        """What is left of it up to `month`, one of its own months; `reason` says what cuts it there."""
        if month == self.window.closes:
            return self
        return replace(self, window=Window(self.window.opens, month), closes_reason=reason)

    def followed_by(self, later: Opening) -> Opening:
        """Both as one; `later` opens no sooner, and no later than in the month after this one closes."""
        if later.window.closes <= self.window.closes:
            return self
        return replace(self, window=Window(self.window.opens, later.window.closes), closes_reason=later.closes_reason)


@dataclass(frozen=True, slots=True)
class Terms:
    """When a contract lets go.

    `exits` are every way out without charge, by their first month; they may meet or overlap, and reach at least
    one past the horizon where the contract does. `term_ends` and `held_until` are the free months after the
    current term and after the last extension option of a contract that ends by itself; both are `None` where it
    goes on, because it rolls from month to month or renews.
    """

    exits: tuple[Opening, ...]
    term_ends: int | None = None
    held_until: int | None = None

    def committed_months(self, months: int) -> tuple[int, ...]:
        """For each of `months` months, how many are still committed if the council leaves then.

        0 in a free month, and in every month after a contract that has ended by itself.
        """
        found: list[int] = []
        for way in self.exits:
            opens, closes = way.window.opens, way.window.closes
            found += range(opens - len(found), 0, -1)
            found += [0] * (closes + 1 - len(found))
        return tuple(found[:months]) + (0,) * (months - len(found))


def day_words(day: dt.date) -> str:
    """A date in words, as reasons print it: `31 Mar 2028`."""
    return f"{day.day} {day:%b} {day.year}"


def month_words(count: int) -> str:
    """A number of months, as reasons print it: `1 month`, `24 months`."""
    return "1 month" if count == 1 else f"{count} months"


def terms_of(system: System, horizon: Horizon, as_at: dt.date) -> Terms:
    """The terms of a live or implementing system; without a contract or an end it rolls month by month."""
    contract = system.contract or Contract()
    if contract.last_day is None:
        return _rolling(contract, horizon, as_at, "no end date is known")
    if contract.auto_renews_months:
        return _renewing(contract, contract.last_day, horizon, as_at)
    if contract.last_day.latest < as_at:
        return _rolling(contract, horizon, as_at, f"ended {day_words(contract.last_day.latest)} and has rolled on")
    return _fixed(contract, contract.last_day, horizon, as_at)


def _rolling(contract: Contract, horizon: Horizon, as_at: dt.date, reason: str) -> Terms:
    notice = contract.notice_months
    opens = _free_after(months_after(as_at, notice or 0) - dt.timedelta(days=1), horizon)
    words = f"{reason}; {month_words(notice)} of notice" if notice else reason
    notice_by = notice_day(horizon.start + opens, notice) if notice else None
    # It reaches past the horizon, so that whatever closes it is named instead.
    return Terms((Opening(Window(opens, max(opens, horizon.months)), words, "no end date", notice_by),))


def _fixed(contract: Contract, last_day: ContractDate, horizon: Horizon, as_at: dt.date) -> Terms:
    # A fixed term ends by itself, so its own end needs no notice in time; a break does.
    ends = _free_after(last_day.earliest, horizon)
    extension = sum(contract.extensions_months)
    held = _free_after(months_after(last_day.latest, extension), horizon)
    if extension:
        holds = f"{month_words(extension)} of extension options after {_known(last_day)}"
    else:
        holds = f"term ends {_known(last_day)}, no extension option"
    notice_by = months_before(last_day.earliest, contract.notice_months) if contract.notice_months else None
    end = Opening(Window(ends, held), f"term ends {_known(last_day)}", holds, notice_by)
    breaks = (
        way.to_month(min(way.window.closes, ends - 1), f"the term ends {_known(last_day)}")
        for way in _breaks(contract, horizon, as_at)
        if way.window.opens < ends
    )
    return Terms((*breaks, end), ends, held)


def _renewing(contract: Contract, last_day: ContractDate, horizon: Horizon, as_at: dt.date) -> Terms:
    """Every end whose notice can still be served, to the first past the horizon. Options it never comes to use."""
    ends = _renewed_ends(contract, last_day, horizon, as_at)
    exits = sorted((*_breaks(contract, horizon, as_at), *ends), key=lambda way: way.window.opens)
    return Terms(tuple(exits))


def _renewed_ends(contract: Contract, last_day: ContractDate, horizon: Horizon, as_at: dt.date) -> Iterator[Opening]:
    renews, turn = contract.auto_renews_months or 0, 0
    while True:
        # Counted from the first end each time, so that 30 August does not become the 31st by way of February.
        first, last = (months_after(day, turn * renews) for day in (last_day.earliest, last_day.latest))
        way = _way_out(first, last, contract.notice_months, horizon, as_at)
        if way:
            name, end = "renewed term" if turn else "term", _known(ContractDate(first, last))
            window, notice_by = way
            holds = f"renews by {month_words(renews)} after {end} unless notice is served"
            yield Opening(window, f"{name} ends {end}", holds, notice_by)
            if window.opens >= horizon.months:
                return
        turn += 1


def _breaks(contract: Contract, horizon: Horizon, as_at: dt.date) -> Iterator[Opening]:
    for chance in sorted(contract.breaks, key=lambda chance: chance.earliest):
        way = _way_out(chance.earliest, chance.latest, contract.notice_months, horizon, as_at)
        if way:
            window, notice_by = way
            yield Opening(window, f"break {_known(chance)}", f"held again after the break {_known(chance)}", notice_by)


def _way_out(
    first: dt.date, last: dt.date, notice_months: int | None, horizon: Horizon, as_at: dt.date
) -> tuple[Window, dt.date | None] | None:
    """The free months after a last day from `first` to `last`, and the day of notice; `None` if notice is past.

    Of a day not known exactly only that part counts for which notice can still be served; the notice printed is
    the one that is in time whichever day it turns out to be.
    """
    notice = notice_months or 0
    if months_before(last, notice) < as_at:
        return None
    if months_before(first, notice) < as_at:
        first = min(months_after(as_at, notice), last)
    window = Window(_free_after(first, horizon), _free_after(last, horizon))
    return window, months_before(first, notice) if notice else None


def _free_after(last_day: dt.date, horizon: Horizon) -> int:
    """The first whole month after a last day of service."""
    return horizon.month_of(last_day) + 1


def _known(date: ContractDate) -> str:
    if date.is_exact:
        return day_words(date.latest)
    if date.earliest.year != date.latest.year:
        return f"some time from {Month.of(date.earliest)} to {Month.of(date.latest)}"
    whole_year = date.earliest.month != date.latest.month
    return f"some time in {date.latest.year if whole_year else Month.of(date.latest)}"
