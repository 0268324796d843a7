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

from sharedcli.matching.terms import Terms
from sharedcli.matching.windows import ProcurementWindow, procurement_window
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon, Window
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
    """The months of every service, under the parameters in force at one day."""

    given: Assumptions
    horizon: Horizon
    services: tuple[ServiceTimeline, ...]

    @property
    def as_at(self) -> dt.date:
        """The day."""
        return self.given.as_at

    def notices(self, council: str | None = None) -> tuple[Notice, ...]:
        """The notice days still to come, of all councils or of one by its ONS code, the next first."""
        found = (row.notice for service in self.services for row in service.rows if row.notice)
        wanted = [n for n in found if n.by >= self.as_at and council in {None, n.council}]
        return tuple(sorted(wanted, key=lambda notice: (notice.by, notice.service, notice.council)))


def timeline(cohort: Cohort, given: Assumptions, services: tuple[str, ...] | None = None) -> Timeline:
    """The timeline of a cohort, for some services or for all that some council lists."""
    horizon = Horizon.starting(given.as_at, years=round(given.appraisal_years))
    wanted = cohort.services_of() if services is None else services
    return Timeline(given, horizon, tuple(_service(cohort, service, horizon, given) for service in wanted))


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
        states=_states(window, horizon),
        notice=_notice(window, horizon, profile.reorganisation),
        support_ends=system.support_ends,
        reorganisation=profile.reorganisation,
        kept_out=_kept_out(profile, system),
    )


def _kept_out(profile: Profile, system: System) -> str:
    if system.status == "retiring" or (system.plan and system.plan.action == "retire"):
        return "to be retired"
    line = profile.red_line(system.service, "joint-procurement")
    return f"red line: {line.reason}" if line else ""


def _states(window: ProcurementWindow, horizon: Horizon) -> tuple[State, ...]:
    months = range(horizon.months)
    free = {month for span in window.spans for month in range(span.opens, span.closes + 1)}
    committed = window.terms.committed_months(horizon.months) if window.terms else ()
    return tuple(
        State.FREE if month in free
        else State.HELD if committed and committed[month]
        else State.OPTION if window.terms and _goes_on(month, window, window.terms)
        else State.NEITHER
        for month in months
    )  # fmt: skip


def _goes_on(month: int, window: ProcurementWindow, terms: Terms) -> bool:
    """Whether the service still runs in a month in which the council could leave but not move."""
    moved_on = window.deadline is not None and month > window.deadline
    return not moved_on and (terms.held_until is None or month < terms.held_until)


def _notice(window: ProcurementWindow, horizon: Horizon, moving: Reorganisation | None) -> Notice | None:
    by, terms = window.notice_by, window.terms
    if by is None or terms is None:
        return None
    if_missed, until = _if_missed(window.openings[0].window.opens, terms, horizon)
    passed = moving if moving and moving.vesting_on <= by else None
    return Notice(by, window.council, window.service, if_missed, until, passed)


def _if_missed(opens: int, terms: Terms, horizon: Horizon) -> tuple[IfMissed, dt.date | None]:
    """What holds a council that has not served notice for leaving in its first free month."""
    if terms.term_ends is not None and opens >= terms.term_ends:
        return IfMissed.NOTHING, None
    way = next(way for way in terms.exits if opens in way.window)
    if terms.term_ends is None and way.window.months > 1:
        return IfMissed.SLIPS, None
    later = next((later.window.opens for later in terms.exits if later.window.opens > way.window.closes), None)
    return IfMissed.BOUND, horizon.day_of(later) - dt.timedelta(days=1) if later is not None else None


def _runs(months: Iterable[int]) -> tuple[Window, ...]:
    """Ascending months as windows of months that follow each other.

    >>> _runs([3, 4, 7])
    (Window(opens=3, closes=4), Window(opens=7, closes=7))
    """
    grouped = groupby(enumerate(months), key=lambda pair: pair[1] - pair[0])
    runs = ([month for _, month in pairs] for _, pairs in grouped)
    return tuple(Window(run[0], run[-1]) for run in runs)
