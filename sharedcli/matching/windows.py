"""The procurement window of one system: the months in which it may move, free of charge, and why.

METHOD 2. The free months are a contract's exits (`matching/terms.py`), never before the procurement and
implementation lead, cut by the supplier's end of support and the council's own plan.
Windows of several councils are compared in `matching/alignment.py`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sharedcli.matching.terms import Opening, Terms, day_words, month_words, terms_of
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon, Month, Window, months_after, notice_day
from sharedcli.model.profile import Profile
from sharedcli.model.system import System


@dataclass(frozen=True, slots=True)
class Vesting:
    """The successor that takes a council's contracts over, and when; `month` is that of `on`."""

    on: dt.date
    month: int
    successor: str


@dataclass(frozen=True, slots=True)
class ProcurementWindow:
    """When one council's system for one service may move.

    `openings` are the months in which it moves free of charge, ascending and apart, inside the horizon and after
    the lead; between them an exit charge falls due (`costing/leaving.py`). Without any, `closes_reason` says why.
    `opens_reason` and `closes_reason` are about the first opening's first month and the last one's last.
    `terms` is `None` where there is no system to leave; `notice_months` is the notice its contract states.
    `deadline` is the month in which the council's own plan takes effect and the last in which it would join,
    `None` where it has none. `settling` says that the system is too new to want to move, and why. Neither that nor
    `vesting` narrows the window.
    """

    council: str
    service: str
    openings: tuple[Opening, ...]
    opens_reason: str
    closes_reason: str
    terms: Terms | None
    notice_months: int | None = None
    deadline: int | None = None
    settling: str | None = None
    vesting: Vesting | None = None

    @property
    def spans(self) -> tuple[Window, ...]:
        """The free months, ascending and apart from each other; empty where the system cannot move freely."""
        return tuple(opening.window for opening in self.openings)

    @property
    def window(self) -> Window | None:
        """From the first free month to the last; not every month between them is free. `None` without any."""
        return Window(self.openings[0].window.opens, self.openings[-1].window.closes) if self.openings else None

    @property
    def notice_by(self) -> dt.date | None:
        """The last day to serve notice for leaving in the first free month; `None` where none is stated or needed."""
        return self.openings[0].notice_by if self.openings else None

    def notice_for(self, month: int, start: Month) -> dt.date | None:
        """The last day to serve notice for leaving in `month`, free or not; `start` is the month of `as_at`."""
        for opening in self.openings:
            if month in opening.window:
                return opening.notice_for(month)
        return notice_day(start + month, self.notice_months) if self.notice_months else None


def procurement_window(profile: Profile, system: System, horizon: Horizon, given: Assumptions) -> ProcurementWindow:
    """The window of one system as at `given.as_at`."""
    if system.status == "none":
        return _window_without_system(profile, system, horizon, given)
    lead = given.lead_months
    terms, plan = terms_of(system, horizon, given.as_at), _planned(system, horizon, given)
    cut = _cut(system, horizon, plan)
    openings = _openings(terms, lead, cut)
    opens, opens_reason = _first_way(terms, lead)
    return ProcurementWindow(
        council=profile.council.code,
        service=system.service,
        openings=openings,
        opens_reason=opens_reason,
        closes_reason=openings[-1].closes_reason if openings else f"{_shut(terms, lead, cut)}, before it could move",
        terms=terms,
        notice_months=system.contract.notice_months if system.contract else None,
        deadline=plan[0] if plan else _undated(system, opens, horizon, given),
        settling=_settling(system, given),
        vesting=_vesting(profile, horizon),
    )


def _window_without_system(profile: Profile, system: System, horizon: Horizon, given: Assumptions) -> ProcurementWindow:
    lead, last = given.lead_months, horizon.months - 1
    plan = _planned(system, horizon, given)
    closes, reason = plan or (last, "no date by which it needs one")
    closes = min(closes, last)
    opens_reason = f"no system to leave; {_to_buy(lead)}"
    return ProcurementWindow(
        council=profile.council.code,
        service=system.service,
        openings=(Opening(Window(lead, closes), opens_reason, reason, None),) if lead <= closes else (),
        opens_reason=opens_reason,
        closes_reason=reason,
        terms=None,
        deadline=plan[0] if plan else _undated(system, lead, horizon, given),
        vesting=_vesting(profile, horizon),
    )


def _to_buy(lead: int) -> str:
    return f"{month_words(lead)} to buy and implement"


def _openings(terms: Terms, lead: int, cut: tuple[int, str]) -> tuple[Opening, ...]:
    """The ways out that a council can use: none before the lead or after the cut, those that meet as one."""
    last, reason = cut
    found: list[Opening] = []
    for way in terms.exits:
        if way.window.closes < lead or way.window.opens > last or lead > last:
            continue
        usable = way.from_month(max(way.window.opens, lead), _to_buy(lead))
        usable = usable.to_month(min(way.window.closes, last), reason)
        if found and usable.window.opens <= found[-1].window.closes + 1:
            found[-1] = found[-1].followed_by(usable)
        else:
            found.append(usable)
    return tuple(found)


def _first_way(terms: Terms, lead: int) -> tuple[int, str]:
    """The first month out that leaves time for the lead, whether or not something cuts it off, and its reason."""
    way = next((way for way in terms.exits if way.window.closes >= lead), terms.exits[-1])
    if way.window.opens >= lead:
        return way.window.opens, way.opens_reason
    return lead, f"{way.opens_reason}; {_to_buy(lead)}"


def _shut(terms: Terms, lead: int, cut: tuple[int, str]) -> str:
    """Why there is no month left: the contract lets go for the last time before the lead, or something cuts it."""
    final = terms.exits[-1]
    return final.closes_reason if final.window.closes < lead and final.window.closes <= cut[0] else cut[1]


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


def _cut(system: System, horizon: Horizon, plan: tuple[int, str] | None) -> tuple[int, str]:
    """The last month that support, the council's own plan and the horizon leave, and which of them is first."""
    ends = [plan] if plan else []
    if system.support_ends:
        ends.insert(0, (horizon.month_of(system.support_ends) + 1, f"support ends {day_words(system.support_ends)}"))
    ends.append((horizon.months - 1, "the appraisal ends"))
    return min(ends, key=lambda end: end[0])


def _vesting(profile: Profile, horizon: Horizon) -> Vesting | None:
    """The vesting still to come, `None` where none is decided or the successor has taken over."""
    moving = profile.reorganisation
    if moving is None or moving.vesting_on <= profile.as_at:
        return None
    return Vesting(moving.vesting_on, horizon.month_of(moving.vesting_on), moving.successor)


def _settling(system: System, given: Assumptions) -> str | None:
    if system.status == "implementing":
        return "still being implemented"
    if not system.live_since:
        return None
    live = system.live_since.latest
    if months_after(live, round(given.settling_years * 12)) > given.as_at:
        return f"live only since {day_words(live)}"
    return None
