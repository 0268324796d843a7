"""Which councils' windows meet, and by how much those miss whose windows do not.

METHOD 3. Windows that overlap in pairs share a month (Helly), so one sweep over the ends of all spans meets
every largest aligned group; a council free in several spells may turn up in a larger group later, and only
the largest are kept. Whether an aligned group is worth forming is decided in `consortia/`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sharedcli.matching.obstacles import Obstacle
from sharedcli.matching.terms import month_words
from sharedcli.matching.windows import ProcurementWindow
from sharedcli.model.calendar import Month, Window, joined


@dataclass(frozen=True, slots=True)
class Alignment:
    """A largest set of councils that can move together.

    `spans` are all months in which the first of them can move with every other free in the same month, or in one
    of the `onboarding_months` after it; ascending and apart. `first_notice_by` is the first day of notice if they
    start in the first of these months, each leaving as soon as it can; `None` where nobody has any to serve.
    """

    members: tuple[str, ...]
    spans: tuple[Window, ...]
    first_notice_by: dt.date | None

    @property
    def shared(self) -> Window:
        """The first months on end in which they can start."""
        return self.spans[0]

    @property
    def months_shared(self) -> int:
        """In how many months they can start."""
        return sum(span.months for span in self.spans)

    def slack_months(self, as_at: dt.date) -> int | None:
        """Months from the month of `as_at` to that of the first notice; negative where it is past."""
        return Month.of(self.first_notice_by) - Month.of(as_at) if self.first_notice_by else None


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A council that is not in a group, why, and by how many months where dates are the reason.

    `months` is positive when its free months come too late, negative when they come too early, else 0.
    """

    council: str
    months: int
    reason: str
    kind: Obstacle


def aligned_groups(windows: Iterable[ProcurementWindow], *, onboarding_months: int = 0) -> tuple[Alignment, ...]:
    """Every largest group of two or more councils, by its first shared month.

    A council belongs to a group that starts in month m if it is free in some month from m to
    m + `onboarding_months`; 0 demands one date. Time n log n in the spans, and for each of the distinct months in
    which somebody's freedom begins or ends a comparison with the groups found: the horizon has few.
    """
    field = sorted((window for window in windows if window.openings), key=lambda window: window.council)
    free = list(_sweep(window.spans for window in field))
    able = list(_sweep(_widened(window.spans, onboarding_months) for window in field)) if onboarding_months else free
    groups = []
    for present, stretches in _largest(able).items():
        members = [window for place, window in enumerate(field) if present >> place & 1]
        starts = joined(_starts(stretches, free, present))
        first = Window(starts[0].opens, starts[0].opens + onboarding_months)
        notices = [day for window in members if (day := _notice_in(first, window))]
        groups.append(Alignment(tuple(window.council for window in members), starts, min(notices, default=None)))
    return tuple(sorted(groups, key=lambda group: (group.shared.opens, group.members)))


def _widened(spans: Sequence[Window], months: int) -> tuple[Window, ...]:
    """The months from which a span can still be reached within so many months."""
    return joined(Window(span.opens - months, span.closes) for span in spans)


def _sweep(spans_of_each: Iterable[Sequence[Window]]) -> Iterator[tuple[Window, int]]:
    """The months in order, cut wherever somebody's freedom begins or ends, each with who is free in it.

    Who is free is a number whose bit i stands for the i-th council: changed, compared and contained as one.
    """
    changes: dict[int, int] = {}
    for place, spans in enumerate(spans_of_each):
        for span in spans:
            for month in (span.opens, span.closes + 1):
                changes[month] = changes.get(month, 0) ^ 1 << place
    present, since = 0, 0
    for month in sorted(changes):
        if present:
            yield Window(since, month - 1), present
        present, since = present ^ changes[month], month


def _largest(stretches: Iterable[tuple[Window, int]]) -> Mapping[int, list[Window]]:
    """The sets of two or more that no other set contains, each with all its months."""
    months_of: dict[int, list[Window]] = {}
    for window, present in stretches:
        if present & present - 1:
            months_of.setdefault(present, []).append(window)
    largest: dict[int, list[Window]] = {}
    for present in sorted(months_of, key=int.bit_count, reverse=True):
        if not any(present & other == present for other in largest):
            largest[present] = months_of[present]
    return largest


def _starts(stretches: Iterable[Window], free: Iterable[tuple[Window, int]], members: int) -> Iterator[Window]:
    """Of these months those in which a member is free: a group starts when its first member moves."""
    spells = [spell for spell, present in free if present & members]
    for stretch in stretches:
        for spell in spells:
            opens, closes = max(stretch.opens, spell.opens), min(stretch.closes, spell.closes)
            if opens <= closes:
                yield Window(opens, closes)


def _notice_in(months: Window, window: ProcurementWindow) -> dt.date | None:
    """The day of notice for leaving in the first free month of `months`."""
    for opening in window.openings:
        month = max(opening.window.opens, months.opens)
        if month <= min(opening.window.closes, months.closes):
            return opening.notice_for(month)
    return None


def near_miss(window: ProcurementWindow, group: Window) -> NearMiss | None:
    """How far a council's nearest free month lies from a group's months; `None` where they meet.

    `group` is the months in which a member may join: for a group that starts in month m and is complete s months
    later, m to m + s. Of two spans equally far the earlier counts.
    """
    misses = []
    for opening in window.openings:
        late, early = opening.window.opens - group.closes, group.opens - opening.window.closes
        if late > 0:
            misses.append(_missed(window, late, opening.opens_reason, Obstacle.TOO_LATE))
        elif early > 0:
            misses.append(_missed(window, -early, opening.closes_reason, Obstacle.TOO_EARLY))
        else:
            return None
    if not misses:
        return NearMiss(window.council, 0, window.closes_reason, Obstacle.NEVER_FREE)
    return min(misses, key=lambda miss: abs(miss.months))


def _missed(window: ProcurementWindow, months: int, reason: str, kind: Obstacle) -> NearMiss:
    said = f"{month_words(abs(months))} too {'late' if months > 0 else 'early'}: {reason}"
    return NearMiss(window.council, months, said, kind)
