"""The procurement window of one system: the months in which it may move, free of charge, and why.

METHOD 2. The window starts at a contract's exits (`matching/terms.py`), never before the procurement
and implementation lead, and is cut by the supplier's end of support and the council's own plan.
Windows of several councils are compared in `matching/alignment.py`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sharedcli.matching.terms import Terms, day_words, terms_of
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon, Window, months_after, months_before
from sharedcli.model.profile import Profile
from sharedcli.model.system import System


@dataclass(frozen=True, slots=True)
class ProcurementWindow:
    """When one council's system for one service may move.

    `window` is `None` where the system cannot move freely inside the horizon, and `closes_reason` says why.
    `terms` is `None` where there is no system to leave. `notice_by` is the last day to serve notice for
    leaving when the window opens, `None` where no notice is stated or needed. `free_month` is the first
    month in which the contract itself lets go, before any lead. `deadline` is the last month in which the
    council's own plan still lets it join, `None` where its plan sets none. `settling` says that the system
    is too new for a council to want to move, and why; it does not narrow the window.
    """

    council: str
    service: str
    window: Window | None
    opens_reason: str
    closes_reason: str
    terms: Terms | None
    free_month: int
    notice_by: dt.date | None
    deadline: int | None = None
    settling: str | None = None


def procurement_window(profile: Profile, system: System, horizon: Horizon, given: Assumptions) -> ProcurementWindow:
    """The window of one system as at `given.as_at`."""
    if system.status == "none":
        return _window_without_system(profile, system, horizon, given)
    lead = given.lead_months
    terms = terms_of(system, horizon, given.as_at, lead_months=lead)
    first = terms.exits[0]
    reachable = next((way for way in terms.exits if way.month >= lead), terms.final_exit)
    opens, opens_reason = reachable.month, reachable.reason
    if opens < lead:
        opens, opens_reason = lead, f"{reachable.reason}; {lead} months to buy and implement"
    deadline = _deadline(system, horizon, given)
    closes, closes_reason = _closes(system, terms, horizon, deadline)
    notice_by = reachable.notice_by or _courtesy_notice(system, opens, horizon)
    free = closes >= opens and opens < horizon.months
    return ProcurementWindow(
        council=profile.council.code,
        service=system.service,
        window=Window(opens, closes) if free else None,
        opens_reason=opens_reason,
        closes_reason=closes_reason if free else f"{closes_reason}, before it could move",
        terms=terms,
        free_month=first.month,
        notice_by=notice_by,
        deadline=deadline[0] if deadline else None,
        settling=_settling(system, given),
    )


def _window_without_system(profile: Profile, system: System, horizon: Horizon, given: Assumptions) -> ProcurementWindow:
    lead, last = given.lead_months, horizon.months - 1
    deadline = _deadline(system, horizon, given)
    closes, reason = deadline or (last, "no date by which it needs one")
    closes = min(closes, last)
    return ProcurementWindow(
        council=profile.council.code,
        service=system.service,
        window=Window(lead, closes) if lead <= closes else None,
        opens_reason=f"no system to leave; {lead} months to buy and implement",
        closes_reason=reason,
        terms=None,
        free_month=0,
        notice_by=None,
        deadline=deadline[0] if deadline else None,
    )


_PLANS = {"buy": "needs one by", "replace": "to be replaced by", "retire": "to be retired by"}


def _deadline(system: System, horizon: Horizon, given: Assumptions) -> tuple[int, str] | None:
    """The last month the council's own plan allows, and the plan in words; `None` where it names no day.

    A day too near to be kept is met as soon as it can be.
    """
    if system.plan is None or system.plan.by is None or system.plan.action not in _PLANS:
        return None
    month, words = horizon.month_of(system.plan.by), f"{_PLANS[system.plan.action]} {day_words(system.plan.by)}"
    if month < given.lead_months and system.plan.action != "retire":
        return given.lead_months, f"{words}, too near to be kept"
    return month, words


def _closes(system: System, terms: Terms, horizon: Horizon, deadline: tuple[int, str] | None) -> tuple[int, str]:
    """The last month of the window and what closes it: the earliest of contract, support and plan."""
    ends = [(terms.held_until, terms.holds)] if terms.held_until is not None else []
    if system.support_ends:
        ends.append((horizon.month_of(system.support_ends) + 1, f"support ends {day_words(system.support_ends)}"))
    if deadline:
        ends.append(deadline)
    ends.append((horizon.months - 1, "the appraisal ends"))
    return min(ends, key=lambda end: end[0])


def _courtesy_notice(system: System, opens: int, horizon: Horizon) -> dt.date | None:
    """The day to serve notice for a term that ends by itself or rolls: courtesy, but no less worth printing."""
    if not system.contract or not system.contract.notice_months:
        return None
    last_day = horizon.day_of(opens) - dt.timedelta(days=1)
    return months_before(last_day, system.contract.notice_months)


def _settling(system: System, given: Assumptions) -> str | None:
    if system.status == "implementing":
        return "still being implemented"
    if not system.live_since:
        return None
    live = system.live_since.latest
    if months_after(live, round(given.settling_years * 12)) > given.as_at:
        return f"live only since {day_words(live)}"
    return None
