"""When councils could move: the tables of windows that meet, and of each window with its reasons."""

from __future__ import annotations

import datetime as dt

from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.matching.alignment import Alignment, near_miss
from sharedcli.matching.windows import ProcurementWindow
from sharedcli.model.calendar import Month, Window, notice_day
from sharedcli.reports.blocks import Column, Row, Table
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.sentences import months

_FREE = (
    "A window runs from the first month without an exit charge to the last. Between a break and the end of the "
    "term leaving costs the exit charge, on extension options the premium; both are in the figures."
)


def aligned_table(assessed: ServiceAssessment, whole: Assessment, names: Names) -> Table:
    """Every largest set of councils whose windows share a month; slack is the time left to the first notice day."""
    start, rows = whole.horizon.start, []
    for group in assessed.aligned:
        notice_by = _notice_for(group, start)
        cells = (
            names.listed(group.members),
            (start + group.shared.opens).first_day,
            (start + group.shared.closes).first_day,
            group.shared.months,
            notice_by,
            Month.of(notice_by) - start if notice_by else None,
        )
        rows.append(Row(cells))
    columns = (
        Column("Councils"), Column("From", "month"), Column("To", "month"), Column("Months shared", "count"),
        Column("First notice", "date"), Column("Months to it", "count"),
    )  # fmt: skip
    return Table(f"{service_label(assessed.service)}: whose windows meet", columns, tuple(rows))


def _notice_for(group: Alignment, start: Month) -> dt.date | None:
    """The first day of notice if all leave in the first month they share."""
    if group.longest_notice_months is None:
        return None
    return notice_day(start + group.shared.opens, group.longest_notice_months)


def windows_table(assessed: ServiceAssessment, whole: Assessment, names: Names) -> Table:
    """Each council's window, why it opens and closes, and how the month it joins in suits it."""
    start, rows = whole.horizon.start, []
    for window in assessed.candidates.windows:
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
    return Table(f"{service_label(assessed.service)}: when each could move", columns, tuple(rows), _FREE)


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
    span = window.window
    if span is None:
        return ", at a charge"
    if joins > span.closes:
        return f", {months(joins - span.closes)} after it closes"
    return f", {months(span.opens - joins)} before it opens" if joins < span.opens else ""
