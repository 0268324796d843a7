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
from sharedcli.model.calendar import Horizon, Window, months_after, notice_day
from sharedcli.model.profile import Profile
from sharedcli.model.system import System


@dataclass(frozen=True, slots=True)
class ProcurementWindow:
    """When one council's system for one service may move.

    `window` is `None` where the system cannot move freely inside the horizon, and `closes_reason` says why.
    `terms` is `None` where there is no system to leave. `notice_by` is the last day to serve notice for
    leaving when the window opens, `None` where no notice is stated or needed; `notice_months` is how long
    before leaving in any other month it is due. `deadline` is the month in
    which the council's own plan takes effect and the last in which it would join, `None` where it has none.
    `settling` says that the system is too new to want to move, and why; it does not narrow the window.
    Not every month of a window costs nothing: between a break and the end of the term an exit charge falls due, on
    extension options the premium (`costing/leaving.py`).
    """

    council: str
    service: str
    window: Window | None
    opens_reason: str
    closes_reason: str
    terms: Terms | None
    notice_by: dt.date | None
    notice_months: int | None = None
    deadline: int | None = None
    settling: str | None = None

    @property
    def spans(self) -> tuple[Window, ...]:
        """The free months, ascending and apart from each other; empty where the system cannot move freely."""
        return (self.window,) if self.window else ()


def procurement_window(profile: Profile, system: System, horizon: Horizon, given: Assumptions) -> ProcurementWindow:
    """The window of one system as at `given.as_at`."""
    if system.status == "none":
        return _window_without_system(profile, system, horizon, given)
    lead = given.lead_months
    terms = terms_of(system, horizon, given.as_at, lead_months=lead)
    reachable = next((way for way in terms.exits if way.month >= lead), terms.final_exit)
    opens, opens_reason = reachable.month, reachable.reason
    if opens < lead:
        opens, opens_reason = lead, f"{reachable.reason}; {lead} months to buy and implement"
    plan = _planned(system, horizon, given)
    closes, closes_reason = _closes(system, terms, horizon, plan)
    notice_by = reachable.notice_by or _courtesy_notice(system, opens, horizon)
    free = closes >= opens and opens < horizon.months
    return ProcurementWindow(
        council=profile.council.code,
        service=system.service,
        window=Window(opens, closes) if free else None,
        opens_reason=opens_reason,
        closes_reason=closes_reason if free else f"{closes_reason}, before it could move",
        terms=terms,
        notice_by=notice_by,
        notice_months=system.contract.notice_months if system.contract else None,
        deadline=plan[0] if plan else _undated(system, opens, horizon, given),
        settling=_settling(system, given),
    )


def _window_without_system(profile: Profile, system: System, horizon: Horizon, given: Assumptions) -> ProcurementWindow:
    lead, last = given.lead_months, horizon.months - 1
    plan = _planned(system, horizon, given)
    closes, reason = plan or (last, "no date by which it needs one")
    closes = min(closes, last)
    return ProcurementWindow(
        council=profile.council.code,
        service=system.service,
        window=Window(lead, closes) if lead <= closes else None,
        opens_reason=f"no system to leave; {lead} months to buy and implement",
        closes_reason=reason,
        terms=None,
        notice_by=None,
        deadline=plan[0] if plan else _undated(system, lead, horizon, given),
    )


_PLANS = {"buy": "needs one", "replace": "to be replaced", "retire": "to be retired"}


def _planned(system: System, horizon: Horizon, given: Assumptions) -> tuple[int, str] | None:
    """The month by which the council's own plan is to take effect, and the plan in words; `None` without a day.

    A purchase takes effect never before the lead: a day too near to be kept is met as soon as it can be.
    """
    plan = system.plan
    if plan is None or plan.by is None or plan.action not in _PLANS:
        return None
    month, words = horizon.month_of(plan.by), f"{_PLANS[plan.action]} by {day_words(plan.by)}"
    if month < given.lead_months and plan.action != "retire":
        return given.lead_months, f"{words}, too near to be kept"
    return month, words


def _undated(system: System, opens: int, horizon: Horizon, given: Assumptions) -> int | None:
    """When a purchase without a day takes effect: by the end of support, else as soon as it can be free of charge."""
    if system.plan is None or system.plan.action not in {"buy", "replace"}:
        return None
    if system.support_ends:
        return max(horizon.month_of(system.support_ends), given.lead_months)
    return max(opens, given.lead_months)


def _closes(system: System, terms: Terms, horizon: Horizon, plan: tuple[int, str] | None) -> tuple[int, str]:
    """The last month of the window and what closes it: the earliest of contract, support and plan."""
    ends = [(terms.held_until, terms.holds)] if terms.held_until is not None else []
    if system.support_ends:
        ends.append((horizon.month_of(system.support_ends) + 1, f"support ends {day_words(system.support_ends)}"))
    if plan:
        ends.append(plan)
    ends.append((horizon.months - 1, "the appraisal ends"))
    return min(ends, key=lambda end: end[0])


def _courtesy_notice(system: System, opens: int, horizon: Horizon) -> dt.date | None:
    """The day to serve notice for a term that ends by itself or rolls: courtesy, but no less worth printing."""
    if not system.contract or not system.contract.notice_months:
        return None
    return notice_day(horizon.start + opens, system.contract.notice_months)


def _settling(system: System, given: Assumptions) -> str | None:
    if system.status == "implementing":
        return "still being implemented"
    if not system.live_since:
        return None
    live = system.live_since.latest
    if months_after(live, round(given.settling_years * 12)) > given.as_at:
        return f"live only since {day_words(live)}"
    return None
