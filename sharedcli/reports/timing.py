"""When councils could move: the tables of windows that meet, and of each window with its reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.checks.wording import day
from sharedcli.matching.alignment import Alignment, near_miss
from sharedcli.matching.windows import ProcurementWindow
from sharedcli.model.calendar import Month, Window
from sharedcli.model.printable import printable
from sharedcli.reports.blocks import Cell, Column, Row, Table
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.sentences import months

_FREE = (
    "A window runs from the first month without an exit charge to the last. Between a break or a renewal and the next "
    "end of a term leaving costs the exit charge, on extension options the premium; both are in the figures."
)


def aligned_table(assessed: ServiceAssessment, whole: Assessment, names: Names) -> Table:
    """Every largest set of councils whose windows share a month; slack is the time left to the first notice day."""
    start, again = whole.horizon.start, meet_again(assessed.aligned)
    rows = tuple(
        Row((names.listed(group.members), *meeting_cells(group, start, again=again))) for group in assessed.aligned
    )
    columns = (Column("Councils"), *meeting_columns(again=again))
    return Table(f"{service_label(assessed.service)}: whose windows meet", columns, rows)


def meet_again(groups: Iterable[Alignment]) -> bool:
    """Whether some group meets in months that do not follow on from its first."""
    return any(len(group.spans) > 1 for group in groups)


def meeting_columns(*, again: bool) -> tuple[Column, ...]:
    """When a group meets; `again` where `meet_again`."""
    return (
        Column("From", "month"), Column("To", "month"), *((Column("And again"),) if again else ()),
        Column("Months shared", "count"), Column("First notice", "date"), Column("Months to it", "count"),
    )  # fmt: skip


def meeting_cells(group: Alignment, start: Month, *, again: bool) -> tuple[Cell, ...]:
    """The cells of `meeting_columns`."""
    return (
        (start + group.shared.opens).first_day,
        (start + group.shared.closes).first_day,
        *((spells(group.spans[1:], start),) if again else ()),
        group.months_shared,
        group.first_notice_by,
        group.slack_months(start.first_day),
    )


def spells(spans: Sequence[Window], start: Month) -> str:
    """Months in words; `start` is month 0. Single months at equal distances are said as what they are.

    >>> november = Month(2026 * 12 + 10)
    >>> spells([Window(23, 23), Window(53, 65)], november)
    'Oct 2028, Apr 2031 to Apr 2032'
    >>> spells([Window(29, 29), Window(41, 41), Window(53, 53)], november)
    'every 12 months from Apr 2029 to Apr 2031'
    """
    gaps = {later.opens - sooner.opens for sooner, later in pairwise(spans)}
    if len(spans) > 2 and len(gaps) == 1 and all(span.months == 1 for span in spans):
        first, last = _short(start + spans[0].opens), _short(start + spans[-1].opens)
        return f"every {gaps.pop()} months from {first} to {last}"
    return ", ".join(
        " to ".join(dict.fromkeys((_short(start + span.opens), _short(start + span.closes)))) for span in spans
    )


def _short(month: Month) -> str:
    return f"{month.first_day:%b} {month.first_day.year}"


def windows_table(assessed: ServiceAssessment, whole: Assessment, names: Names) -> Table:
    """Each council's window, why it opens and closes, and how the month it joins in suits it."""
    start, rows = whole.horizon.start, []
    windows = assessed.candidates.windows
    for window in windows:
        span = window.window
        cells = (
            names.short[window.council],
            (start + span.opens).first_day if span else None,
            (start + span.closes).first_day if span else None,
            window.opens_reason,
            window.closes_reason,
            window.notice_by,
            _fit(window, assessed),
        )
        rows.append(Row(cells))
    columns = (
        Column("Council"), Column("Opens", "month"), Column("Closes", "month"), Column("Why it opens"),
        Column("Why it closes"), Column("Notice by", "date"), Column("Fit"),
    )  # fmt: skip
    note = " ".join((_FREE, *_apart(windows, start, names), *_vesting(windows, names)))
    return Table(f"{service_label(assessed.service)}: when each could move", columns, tuple(rows), note)


def _apart(windows: Sequence[ProcurementWindow], start: Month, names: Names) -> Iterator[str]:
    """In which months of its window a council is free, where not in all of them."""
    free = {names.short[window.council]: spells(window.spans, start) for window in windows if len(window.spans) > 1}
    if free:
        yield f"Free in some months only: {'; '.join(f'{name} ({when})' for name, when in sorted(free.items()))}."


def _vesting(windows: Sequence[ProcurementWindow], names: Names) -> Iterator[str]:
    """Who is taken over by whom, and when: it narrows no window, and whoever reads one must know it."""
    moving: dict[tuple[dt.date, str], list[str]] = {}
    for window in windows:
        if window.vesting:
            moving.setdefault((window.vesting.on, window.vesting.successor), []).append(window.council)
    for (vesting_on, successor), codes in sorted(moving.items()):
        into = f"into {printable(successor)} on {day(vesting_on)}"
        yield f"{names.listed(tuple(codes))} {'vests' if len(codes) == 1 else 'vest'} {into}, which narrows no window."


def _fit(window: ProcurementWindow, assessed: ServiceAssessment) -> str:
    """How a member's month suits its window, or by how much a council outside misses each consortium."""
    for formed in assessed.formed:
        if window.council in formed.codes:
            return f"{formed.id}{_off(window, formed.joining_month(window.council))}"
    misses = ((near_miss(window, Window(formed.go_live, max(formed.joins))), formed) for formed in assessed.formed)
    return "; ".join(
        f"{months(abs(miss.months))} too {'late' if miss.months > 0 else 'early'} for {formed.id}"
        for miss, formed in misses
        if miss and miss.months
    )


def _off(window: ProcurementWindow, joins: int) -> str:
    """How far a member's month lies from its free months, where it is none of them."""
    if not window.spans:
        return ", at a charge"
    if any(joins in span for span in window.spans):
        return ""
    ahead = [span.opens - joins for span in window.spans if span.opens > joins]
    if not ahead:
        return f", {months(joins - window.spans[-1].closes)} after it closes"
    return f", {months(min(ahead))} before it {'opens' if joins < window.spans[0].opens else 'is free again'}"
