"""Contract terms as months: when a system may be left without charge, and what holds it until then.

METHOD 2. Months count from the month of `as_at`; a free month is one in which the council may be on a
new system from the first day on. What leaving at another time costs is priced in `costing/leaving.py`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sharedcli.model.calendar import Horizon, Month, months_after, months_before
from sharedcli.model.fields import ContractDate
from sharedcli.model.system import Contract, System


@dataclass(frozen=True, slots=True)
class Exit:
    """One way out without charge: from month `month` on the council may run something else.

    `last_day` is the day the old service ends, `None` for a contract that simply rolls on.
    `notice_by` is the last day to serve notice, `None` where the term ends by itself or no notice is stated.
    """

    month: int
    last_day: dt.date | None
    notice_by: dt.date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Terms:
    """When a contract lets go.

    `exits` are in the order of their months and include breaks; months from the last exit to `held_until`
    (inclusive) are free too, on extension options the council holds. `held_until` is `None` where the
    contract rolls without an end: it then lets go in every month from its one exit on.
    `renews` is whether it rolls into a new committed term of `term_months` when no notice is served.
    """

    exits: tuple[Exit, ...]
    held_until: int | None
    holds: str
    renews_months: int | None = None

    @property
    def final_exit(self) -> Exit:
        """The exit at the end of the current term, or the only one of a rolling contract."""
        return self.exits[-1]


def day_words(day: dt.date) -> str:
    """A date in words, as reasons print it: `31 Mar 2028`."""
    return f"{day.day} {day:%b} {day.year}"


def terms_of(system: System, horizon: Horizon, as_at: dt.date, *, lead_months: int) -> Terms:
    """The terms of a live or implementing system; without a contract or an end it rolls month by month.

    A term that renews by itself is left at the first of its ends that leaves time for notice and for
    `lead_months` of buying and implementing.
    """
    contract = system.contract or Contract()
    if contract.last_day is None:
        return _rolling(contract, horizon, as_at, "no end date is known")
    if contract.auto_renews_months:
        return _renewing(contract, contract.last_day, horizon, as_at, lead_months)
    if contract.last_day.latest < as_at:
        return _rolling(contract, horizon, as_at, f"ended {day_words(contract.last_day.latest)} and has rolled on")
    return _fixed(contract, contract.last_day, horizon, as_at)


def _rolling(contract: Contract, horizon: Horizon, as_at: dt.date, reason: str) -> Terms:
    notice = contract.notice_months or 0
    free = _free_after(months_after(as_at, notice) - dt.timedelta(days=1), horizon)
    words = f"{reason}; {notice} months' notice" if notice else reason
    return Terms((Exit(free, None, None, words),), None, "no end date")


def _fixed(contract: Contract, last_day: ContractDate, horizon: Horizon, as_at: dt.date) -> Terms:
    # A fixed term ends by itself, so its own end needs no notice in time; a break does.
    end = _free_after(last_day.earliest, horizon)
    breaks = _breaks(contract, horizon, as_at, before=end)
    exits = (*breaks, Exit(end, last_day.latest, None, f"term ends {_known(last_day)}"))
    extension = sum(contract.extensions_months)
    held = _free_after(months_after(last_day.latest, extension), horizon)
    if extension:
        holds = f"{extension} months of extension options after {_known(last_day)}"
    else:
        holds = f"term ends {_known(last_day)}, no extension option"
    return Terms(exits, held, holds)


def _renewing(contract: Contract, last_day: ContractDate, horizon: Horizon, as_at: dt.date, lead: int) -> Terms:
    notice, renews = contract.notice_months or 0, contract.auto_renews_months or 0
    end = last_day.latest
    while months_before(end, notice) < as_at or _free_after(end, horizon) < lead:
        end = months_after(end, renews)
    rolled = end != last_day.latest
    reason = f"renewed term ends {day_words(end)}" if rolled else f"term ends {_known(last_day)}"
    month = _free_after(end if rolled else last_day.earliest, horizon)
    final = Exit(month, end, months_before(end, notice) if notice else None, reason)
    breaks = _breaks(contract, horizon, as_at, before=month)
    holds = f"renews by {renews} months after {day_words(end)} unless notice is served"
    return Terms((*breaks, final), _free_after(end, horizon), holds, renews_months=renews)


def _breaks(contract: Contract, horizon: Horizon, as_at: dt.date, *, before: int) -> tuple[Exit, ...]:
    notice = contract.notice_months or 0
    exits = []
    for chance in sorted(contract.breaks, key=lambda chance: chance.latest):
        notice_by = months_before(chance.latest, notice)
        month = _free_after(chance.latest, horizon)
        if notice_by >= as_at and month < before:
            reason = f"break {_known(chance)}"
            exits.append(Exit(month, chance.latest, notice_by if notice else None, reason))
    return tuple(exits)


def _free_after(last_day: dt.date, horizon: Horizon) -> int:
    """The first whole month after a last day of service."""
    return horizon.month_of(last_day) + 1


def _known(date: ContractDate) -> str:
    if date.is_exact:
        return day_words(date.latest)
    whole_year = date.earliest.month != date.latest.month
    return f"some time in {date.latest.year if whole_year else Month.of(date.latest)}"
