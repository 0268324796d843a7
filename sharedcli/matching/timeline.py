"""Every council's months side by side: what holds each, when it is free, and whose notice is due next.

Nothing is worked out here that `matching/windows.py` has not: months get a state so that they can be drawn, and the
months in which the most councils are free are counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from sharedcli.matching.terms import Exit, Terms
from sharedcli.matching.windows import ProcurementWindow, procurement_window
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon, Window, months_after
from sharedcli.model.profile import Cohort, Profile, Reorganisation
from sharedcli.model.system import System


class State(StrEnum):
    """What one month is to one council: held by a term, held loosely, free to join, or none of these."""

    HELD = "held"
    OPTION = "option"
    FREE = "free"
    NEITHER = "neither"


class IfMissed(StrEnum):
    """What follows when a notice day passes without notice."""

    BOUND = "bound"
    RENEWS = "renews"
    SLIPS = "slips"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Notice:
    """The last day to serve notice for leaving when a window opens.

    `bound_until` is the last day of the service a council stays bound to if it misses the day, `None` where it stays
    bound to nothing. `passed_to` is set where a successor has taken over by then and has to serve it.
    """

    by: dt.date
    council: str
    service: str
    if_missed: IfMissed
    bound_until: dt.date | None
    passed_to: Reorganisation | None


@dataclass(frozen=True, slots=True)
class Row:
    """One council's months for one service, one state for each month of the horizon.

    `kept_out` says why a council that is free joins nobody, empty where it may.
    """

    window: ProcurementWindow
    states: tuple[State, ...]
    notice: Notice | None
    support_ends: dt.date | None
    reorganisation: Reorganisation | None
    kept_out: str

    @property
    def council(self) -> str:
        """The council's ONS code."""
        return self.window.council

    @property
    def free(self) -> tuple[Window, ...]:
        """The months in which it may join, ascending."""
        return _runs(month for month, state in enumerate(self.states) if state is State.FREE)


@dataclass(frozen=True, slots=True)
class ServiceTimeline:
    """One service: a row for each council that lists it, in the order of their codes.

    `most` councils share each month of `shared`; where no two share any, `shared` is empty.
    """

    service: str
    rows: tuple[Row, ...]
    most: int
    shared: tuple[Window, ...]

    @property
    def might_join(self) -> tuple[Row, ...]:
        """The rows of councils that nothing but their contract keeps from joining."""
        return tuple(row for row in self.rows if not row.kept_out)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The months of every service, as at one day."""

    as_at: dt.date
    horizon: Horizon
    services: tuple[ServiceTimeline, ...]

    def notices(self, council: str | None = None) -> tuple[Notice, ...]:
        """The notice days still to come, of all councils or of one by its ONS code, the next first."""
        found = (row.notice for service in self.services for row in service.rows if row.notice)
        wanted = [n for n in found if n.by >= self.as_at and council in {None, n.council}]
        return tuple(sorted(wanted, key=lambda notice: (notice.by, notice.service, notice.council)))


def timeline(cohort: Cohort, given: Assumptions, services: tuple[str, ...] | None = None) -> Timeline:
    """The timeline of a cohort, for some services or for all that some council lists."""
    horizon = Horizon.starting(given.as_at, years=round(given.appraisal_years))
    wanted = cohort.services_of() if services is None else services
    return Timeline(given.as_at, horizon, tuple(_service(cohort, service, horizon, given) for service in wanted))


def _service(cohort: Cohort, service: str, horizon: Horizon, given: Assumptions) -> ServiceTimeline:
    listed = [(profile, system) for profile in cohort.profiles if (system := profile.system_for(service))]
    rows = tuple(_row(profile, system, horizon, given) for profile, system in listed)
    free = [row.states for row in rows if not row.kept_out]
    counts = [sum(states[month] is State.FREE for states in free) for month in range(horizon.months)]
    most = max(counts, default=0)
    shared = _runs(month for month, count in enumerate(counts) if count == most) if most > 1 else ()
    return ServiceTimeline(service, rows, most, shared)


def _row(profile: Profile, system: System, horizon: Horizon, given: Assumptions) -> Row:
    window = procurement_window(profile, system, horizon, given)
    return Row(
        window=window,
        states=tuple(_state(month, window) for month in range(horizon.months)),
        notice=_notice(window, profile.reorganisation),
        support_ends=system.support_ends,
        reorganisation=profile.reorganisation,
        kept_out=_kept_out(profile, system),
    )


def _kept_out(profile: Profile, system: System) -> str:
    if system.status == "retiring" or (system.plan and system.plan.action == "retire"):
        return "to be retired"
    line = profile.red_line(system.service, "joint-procurement")
    return f"red line: {line.reason}" if line else ""


def _state(month: int, window: ProcurementWindow) -> State:
    if any(month in span for span in window.spans):
        return State.FREE
    terms = window.terms
    if terms is None:
        return State.NEITHER
    if month < terms.final_exit.month:
        return State.HELD
    if window.deadline is not None and month > window.deadline:
        return State.NEITHER  # it has moved on by its own plan
    if terms.renews_months:
        return State.HELD
    ends = terms.held_until
    return State.OPTION if ends is None or month < ends else State.NEITHER


def _notice(window: ProcurementWindow, moving: Reorganisation | None) -> Notice | None:
    """The notice day of a window; without free months only one that binds is worth a reminder."""
    by, terms = window.notice_by, window.terms
    if by is None or terms is None:
        return None
    binding = next((way for way in terms.exits if way.notice_by == by), None)
    if not binding and not window.spans:
        return None
    if_missed, until = _if_missed(binding, terms)
    passed = moving if moving and moving.vesting_on <= by else None
    return Notice(by, window.council, window.service, if_missed, until, passed)


def _if_missed(binding: Exit | None, terms: Terms) -> tuple[IfMissed, dt.date | None]:
    if binding is None:
        return IfMissed.SLIPS if terms.held_until is None else IfMissed.NOTHING, None
    later = next((way.last_day for way in terms.exits if way.month > binding.month), None)
    if later is None and terms.renews_months and binding.last_day:
        return IfMissed.RENEWS, months_after(binding.last_day, terms.renews_months)
    return IfMissed.BOUND, later


def _runs(months: Iterable[int]) -> tuple[Window, ...]:
    """Ascending months as windows of months that follow each other.

    >>> _runs([3, 4, 7])
    (Window(opens=3, closes=4), Window(opens=7, closes=7))
    """
    grouped = groupby(enumerate(months), key=lambda pair: pair[1] - pair[0])
    runs = ([month for _, month in pairs] for _, pairs in grouped)
    return tuple(Window(run[0], run[-1]) for run in runs)
