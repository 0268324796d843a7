"""The timeline for people: a chart of each service with its reasons, then whose notice is due next.

What machines get is in `reports/timeline_record.py`, what calendars get in `reports/reminders.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sharedcli.api import Loaded
from sharedcli.checks.wording import day
from sharedcli.matching.timeline import IfMissed, Notice, Timeline
from sharedcli.model.printable import printable
from sharedcli.model.profile import Cohort
from sharedcli.reports.assumed import changed
from sharedcli.reports.blocks import Block, Column, Heading, Paragraph, Report, Row, Table
from sharedcli.reports.charts import council_chart, finding, months_in_words, service_chart
from sharedcli.reports.coverage import facts_of_another_day, illustrative, not_used
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.record import Record
from sharedcli.reports.sentences import counted


@dataclass(frozen=True, slots=True, eq=False)
class TimelineReport:
    """Timelines to be shown with their cohorts, the newest facts first, or one council's own lines.

    `council` is an ONS code, `None` for everybody.
    """

    parts: tuple[tuple[Cohort, Timeline], ...]
    loaded: Loaded
    council: str | None = None

    def layout(self) -> Report:
        """For people."""
        blocks: list[Block] = [*not_used(self.loaded)]
        for cohort, timeline in self.parts:
            blocks += _own(cohort, timeline, self.council) if self.council else _layout(cohort, timeline)
        titles = [block.text for block in blocks if isinstance(block, Heading)]
        if not titles:
            blocks.append(Paragraph("no council here lists a system, so there is nothing to time.", lead="ANSWER"))
        return Report(titles[0] if titles else "Nothing to time", tuple(blocks))

    def record(self) -> Record:
        """For machines: the newest facts, and any earlier ones in the same shape under `earlier`."""
        from sharedcli.reports.timeline_record import nothing_record, record

        if not self.parts:
            return nothing_record(self.loaded)
        newest, *earlier = (record(*part, self.loaded, council=self.council) for part in self.parts)
        return {**newest, "earlier": earlier}


def _layout(cohort: Cohort, timeline: Timeline) -> Iterator[Block]:
    names = Names.of(cohort)
    councils = counted(len(names.short), "council", "councils")
    yield Heading(f"When each could move: {councils}, as at {day(timeline.as_at)}", level=1)
    next_one = _next(timeline.notices(), names)
    yield Paragraph(f"{_in_one_sentence(timeline, names)} {next_one}", lead="ANSWER")
    yield from changed(timeline.given)
    yield from _check_first(cohort, names)
    several = len(timeline.services) > 1
    if several:
        yield _summary(timeline)
    for service in timeline.services:
        if several:
            yield Heading(service_label(service.service))
        yield service_chart(service, timeline.horizon, names)
    if several:
        yield Heading("What is due next")
    yield from _notices(timeline.notices(), names)


def _own(cohort: Cohort, timeline: Timeline, council: str) -> Iterator[Block]:
    """One council's own lines, a lane for each service."""
    names = Names.of(cohort)
    name = next(printable(p.council.name) for p in cohort.profiles if p.council.code == council)
    yield Heading(f"{name}: when it could move, as at {day(timeline.as_at)}", level=1)
    notices = timeline.notices(council)
    free = sum(bool(row.free) for service in timeline.services for row in service.rows if row.council == council)
    of = counted(len(timeline.services), "service", "services")
    yield Paragraph(f"it could move in {free} of {of}. {_next(notices)}", lead="ANSWER")
    yield from changed(timeline.given)
    yield from _check_first(cohort, names)
    yield council_chart(timeline, council, names)
    yield from _notices(notices)


def _in_one_sentence(timeline: Timeline, names: Names) -> str:
    if len(timeline.services) == 1:
        return finding(timeline.services[0], timeline.horizon, names)
    meeting = [service for service in timeline.services if service.shared]
    of = counted(len(timeline.services), "service", "services")
    if not meeting:
        return f"in none of {of} could two councils join in the same month."
    best = max(meeting, key=lambda service: service.most)
    return (
        f"in {len(meeting)} of {of} two or more councils could join in the same month. Most meet for "
        f"{service_label(best.service)}: {finding(best, timeline.horizon, names)}"
    )


def _check_first(cohort: Cohort, names: Names) -> Iterator[Block]:
    told = (*facts_of_another_day(cohort), *illustrative(cohort, names))
    if told:
        yield Paragraph(" ".join(told), lead="Check first")


def _summary(timeline: Timeline) -> Table:
    """Page one in a table: where the most meet, and what is due first."""
    rows, start = [], timeline.horizon.start
    for service in timeline.services:
        due = [notice.by for notice in timeline.notices() if notice.service == service.service]
        cells = (
            service_label(service.service), len(service.rows), len(service.might_join),
            service.most if service.shared else None, months_in_words(service.shared, start), min(due, default=None),
        )  # fmt: skip
        rows.append(Row(cells, f"{service.service}.most"))
    columns = (
        Column("Service"), Column("Councils", "count"), Column("Might join", "count"),
        Column("In the same month", "count"), Column("Which months"), Column("Next notice", "date"),
    )  # fmt: skip
    note = "Might join: all but those whose red line forbids it and those that retire the system."
    return Table("Where the most could join", columns, tuple(rows), note)


def _next(notices: tuple[Notice, ...], names: Names | None = None) -> str:
    """The day that comes first, and with names whose it is."""
    if not notices:
        return "No notice day is known."
    first = notices[0].by
    who = {notice.council for notice in notices if notice.by == first}
    whose = f" ({names.listed(tuple(who))})" if names else ""
    return f"The next notice is due by {day(first)}{whose}."


def _notices(notices: tuple[Notice, ...], names: Names | None = None) -> Iterator[Block]:
    """One row for each day, service and consequence; without names all are one council's."""
    rows = []
    for _, together in groupby(notices, key=lambda n: (n.by, n.service)):
        same: dict[str, list[Notice]] = {}
        for notice in together:
            same.setdefault(if_missed(notice), []).append(notice)
        for words, due in same.items():
            who = [names.listed(tuple(notice.council for notice in due))] if names else []
            rows.append(Row((due[0].by, service_label(due[0].service), *who, words)))
    if rows:
        whose = [Column("Councils")] if names else []
        columns = (Column("Notice by", "date"), Column("Service"), *whose, Column("If it is missed"))
        note = "For leaving in the first month it is free. A later month has a later notice day."
        yield Table("Next notice dates", columns, tuple(rows), note)


def if_missed(notice: Notice) -> str:
    """What follows when the day passes without notice, and who has to serve it by then."""
    until = day(notice.bound_until) if notice.bound_until else ""
    words = {
        IfMissed.BOUND: f"bound until {until}" if until else "bound to the end of the term",
        IfMissed.SLIPS: "leaves as much later as notice is late",
        IfMissed.NOTHING: "nothing, the term ends by itself",
    }[notice.if_missed]
    if moving := notice.passed_to:
        words += f"; {printable(moving.successor)} has taken over by then and serves it"
    return words
