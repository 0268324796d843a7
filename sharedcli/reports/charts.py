"""The Gantt charts of a timeline: lanes, marks, what they mean, and the same as a table with the reasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby

from sharedcli.matching.terms import day_words
from sharedcli.matching.timeline import Row as Months
from sharedcli.matching.timeline import ServiceTimeline, State, Timeline
from sharedcli.model.calendar import Horizon, Month, Window
from sharedcli.model.printable import printable
from sharedcli.model.profile import Reorganisation
from sharedcli.reports.blocks import Cell, Column, Gantt, Lane, Mark, Row, Shade, Sign, Stretch, Table
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.sentences import counted

_KEYS: tuple[tuple[Shade | Sign, str], ...] = (
    ("held", "under contract"),
    ("option", "on options or rolling on"),
    ("free", "can join"),
    ("barred", "free but joins nobody"),
    ("shared", "most can join"),
    ("notice", "notice due"),
    ("support", "support ends"),
    ("vesting", "successor takes over"),
)
_FREE = "Free in: the months in which it may join without an exit charge, or on extension options at their premium."


def service_chart(service: ServiceTimeline, horizon: Horizon, names: Names) -> Gantt:
    """One service, a lane for each council by the month it is first free, and one for when the most are."""
    rows = sorted(service.rows, key=lambda row: (_first_free(row), names.short[row.council]))
    label = service_label(service.service)
    lanes = [_lane(row, names.short[row.council], horizon.start) for row in rows]
    lanes += [*_shared(service, horizon.start), *_vesting(rows, horizon, names)]
    table = _table(rows, "Council", [names.short[row.council] for row in rows], horizon.start, label)
    told = finding(service, horizon, names)
    return Gantt(label, told, horizon.start, horizon.months, tuple(lanes), _KEYS, table)


def council_chart(timeline: Timeline, council: str, names: Names) -> Gantt:
    """One council, a lane for each of its services."""
    start = timeline.horizon.start
    rows = [row for service in timeline.services for row in service.rows if row.council == council]
    rows.sort(key=lambda row: (_first_free(row), service_label(row.window.service)))
    labels = [service_label(row.window.service) for row in rows]
    lanes = [_lane(row, label, start) for row, label in zip(rows, labels, strict=True)]
    lanes += _vesting(rows, timeline.horizon, names)
    free = [f"{label} {months_in_words(row.free, start)}" for row, label in zip(rows, labels, strict=True) if row.free]
    told = f"{names.short[council]} could move: {'; '.join(free)}." if free else "It could move in no month."
    caption = f"{names.short[council]}, service by service"
    table = _table(rows, "Service", labels, start, caption)
    return Gantt(caption, told, start, timeline.horizon.months, tuple(lanes), _KEYS, table)


def finding(service: ServiceTimeline, horizon: Horizon, names: Names) -> str:
    """What the chart of a service shows, in a sentence or two."""
    might = len(service.might_join)
    if len(service.rows) == 1:
        text = f"{names.short[service.rows[0].council]} alone lists it."
    elif not service.shared:
        text = "no two councils could join in the same month."
    else:
        who = f"all {might}" if service.most == might else f"{service.most} of {might}"
        text = (
            f"{who} councils could join in the same month: {months_in_words(service.shared, horizon.start, long=True)}."
        )
    barred = [row for row in service.rows if row.kept_out]
    if barred:
        told = (f"{names.short[row.council]} ({printable(row.kept_out, most=80)})" for row in barred)
        text += f" Not counted: {', '.join(sorted(told))}."
    return text


def _first_free(row: Months) -> int:
    return row.free[0].opens if row.free else len(row.states)


def _lane(row: Months, label: str, start: Month) -> Lane:
    marks = [Mark(row.notice.by, "notice")] if row.notice else []
    if row.support_ends:
        marks.append(Mark(row.support_ends, "support"))
    note = months_in_words(row.free, start) or "not freely"
    if row.kept_out:
        note = printable(row.kept_out)
    return Lane(label, tuple(_stretches(row, start)), tuple(marks), note)


def _stretches(row: Months, start: Month) -> Iterator[Stretch]:
    shades: dict[State, Shade] = {
        State.HELD: "held", State.OPTION: "option", State.FREE: "barred" if row.kept_out else "free",
    }  # fmt: skip
    for state, run in groupby(enumerate(row.states), key=lambda pair: pair[1]):
        months = [month for month, _ in run]
        if state in shades:
            yield Stretch(start + months[0], start + months[-1], shades[state])


def _shared(service: ServiceTimeline, start: Month) -> Iterator[Lane]:
    if not service.shared:
        return
    might = len(service.might_join)
    label = f"all {might} can join" if service.most == might else f"most can join: {service.most} of {might}"
    stretches = tuple(Stretch(start + span.opens, start + span.closes, "shared") for span in service.shared)
    yield Lane(label, stretches, note=months_in_words(service.shared, start), is_total=True)


def _vesting(rows: Iterable[Months], horizon: Horizon, names: Names) -> Iterator[Lane]:
    """One lane for each day of the horizon on which successors take over."""
    passing: dict[dt.date, dict[str, Reorganisation]] = {}
    for row in rows:
        if row.reorganisation and 0 <= horizon.month_of(row.reorganisation.vesting_on) < horizon.months:
            passing.setdefault(row.reorganisation.vesting_on, {})[row.council] = row.reorganisation
    for vesting_on, moving in sorted(passing.items()):
        few = 3
        who = names.listed(tuple(moving)) if len(moving) <= few else f"{len(moving)} councils"
        successors = sorted({printable(to.successor) for to in moving.values()})
        into = successors[0] if len(successors) == 1 else counted(len(successors), "successor", "successors")
        passes = "passes" if len(moving) == 1 else "pass"
        label = f"vesting {vesting_on.day} {month_words(Month.of(vesting_on))}"
        yield Lane(label, marks=(Mark(vesting_on, "vesting"),), note=f"{who} {passes} to {into}", is_total=True)


def _table(rows: list[Months], first: str, labels: list[str], start: Month, about: str) -> Table:
    """The chart's data with its reasons; a column that would be empty is left out."""
    columns = (
        Column(first, "name"), Column("Free in"), Column("Why it opens"), Column("Why it closes"),
        Column("Notice by", "date"), Column("To know"),
    )  # fmt: skip
    cells: list[tuple[Cell, ...]] = [
        (
            label, months_in_words(row.free, start) or None, row.window.opens_reason, row.window.closes_reason,
            row.notice.by if row.notice else None, _to_know(row),
        )
        for row, label in zip(rows, labels, strict=True)
    ]  # fmt: skip
    used = [index for index in range(len(columns)) if index < 2 or any(line[index] for line in cells)]
    return Table(
        f"{about}: when, and why",
        tuple(columns[index] for index in used),
        tuple(Row(tuple(line[index] for index in used)) for line in cells),
        _FREE,
    )


def _to_know(row: Months) -> str:
    support = f"support ends {day_words(row.support_ends)}" if row.support_ends else ""
    told = [printable(row.kept_out, most=80), row.window.settling or "", support]
    return "; ".join(filter(None, told))


def month_words(month: Month) -> str:
    """A month where space is short.

    >>> month_words(Month.of(dt.date(2028, 11, 7)))
    'Nov 2028'
    """
    return f"{month.first_day:%b} {month.first_day.year}"


def months_in_words(spans: tuple[Window, ...], start: Month, *, long: bool = False) -> str:
    """Spans of months in words, empty for none; the short form is that of tables."""
    told = []
    for span in spans:
        ends = [start + span.opens, start + span.closes][: min(span.months, 2)]
        told.append(" to ".join(str(month) if long else month_words(month) for month in ends))
    return " and ".join(filter(None, [", ".join(told[:-1]), told[-1]])) if told else ""
