"""One council on one screen: who it is, its systems with their dates and cost, what is missing, what to type next.

Dates are those of `matching/`; pounds are the profile's own. Services go by their keys, as findings and `--service`
name them: most lines are one line then. What machines get is in `reports/show_record.py`.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sharedcli.api import FileResult, Loaded
from sharedcli.checks.completeness import Completeness, completeness
from sharedcli.checks.wording import day
from sharedcli.loading.folder import STANDARD_INPUT
from sharedcli.matching.timeline import Row as Months
from sharedcli.matching.timeline import Timeline
from sharedcli.model.finding import Finding, Severity
from sharedcli.model.printable import printable
from sharedcli.model.profile import Cohort, Profile
from sharedcli.model.system import System
from sharedcli.reports.assumed import changed
from sharedcli.reports.blocks import Block, Cell, Column, Heading, Paragraph, Points, Report, Row, Table
from sharedcli.reports.coverage import facts_of_another_day, not_used
from sharedcli.reports.gaps import gap_sentences
from sharedcli.reports.record import Record
from sharedcli.reports.sentences import as_far_as_known, counted, pounds
from sharedcli.reports.stated_spend import stated

_MOST_DAYS, _MOST_GAPS, _MOST_RED_LINES = 2, 3, 3
_MOST_HELD, _LONGEST_WHY = 3, 100
_A_REASON, _A_PRODUCT = 60, 30
_NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True, eq=False)
class ShowReport:
    """One council's profile and its own months; `timeline` holds every service it lists, and nobody else."""

    profile: Profile
    timeline: Timeline
    loaded: Loaded

    @property
    def file(self) -> FileResult:
        """The file it was read from."""
        return self.loaded.file_of[self.profile.council.code]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks found in that file."""
        return tuple(found for found in self.loaded.run.findings if found.location.file == self.file.file)

    @property
    def complete(self) -> Completeness:
        """How much of what an appraisal uses is stated."""
        return completeness(self.profile)

    def months_of(self, system: System) -> Months | None:
        """The months of a system, `None` for a second one of the same service."""
        if self.profile.system_for(system.service) is not system:
            return None
        rows = (row for service in self.timeline.services for row in service.rows)
        return next((row for row in rows if row.window.service == system.service), None)

    @property
    def next_command(self) -> str:
        """What to type next: to see what is found and missing, else what sharing is worth."""
        command = "validate" if self.findings or self.complete.gaps else "assess"
        standard_input = self.file.file == "standard input"
        return f"sharedcli {command} {STANDARD_INPUT if standard_input else shlex.quote(self.file.file)}"

    def layout(self) -> Report:
        """For people."""
        name = printable(self.profile.council.name, most=80)
        title = f"{name}, as at {day(self.timeline.as_at)}"
        return Report(title, (*not_used(self.loaded), Heading(title, level=1), *_blocks(self)))

    def record(self) -> Record:
        """For machines."""
        from sharedcli.reports.show_record import record

        return record(self)


def _blocks(shown: ShowReport) -> Iterator[Block]:
    yield Paragraph(_answer(shown), lead="ANSWER")
    yield from changed(shown.timeline.given)
    yield Points("ABOUT IT", tuple(_about(shown)))
    if shown.profile.systems:
        yield _systems(shown)
    complete = shown.complete
    if complete.gaps:
        told = tuple(gap_sentences(complete.gaps, shown.profile))
        more = len(told) - _MOST_GAPS
        rest = (f"and {counted(more, 'kind', 'kinds')} of gap more",) if more > 0 else ()
        yield Points(f"{complete.share:.0%} COMPLETE; MISSING, THE WORST FIRST", (*told[:_MOST_GAPS], *rest))
    yield Paragraph(_next(shown), lead="NEXT")


def _answer(shown: ShowReport) -> str:
    """How many systems could move, and the next notice days."""
    rows = [row for service in shown.timeline.services for row in service.rows]
    if not rows:
        return "it lists no system, so there is nothing to time."
    free = sum(bool(row.free) and not row.kept_out for row in rows)
    return f"{free} of {counted(len(rows), 'service', 'services')} could be shared freely. {_notice_days(shown)}"


def _notice_days(shown: ShowReport) -> str:
    days = [
        f"{day(by)} ({', '.join(printable(notice.service) for notice in due)})"
        for by, due in groupby(shown.timeline.notices(), key=lambda notice: notice.by)
    ]
    if not days:
        return "No notice day is known."
    more = len(days) - _MOST_DAYS
    then = f", then {', '.join(days[1:_MOST_DAYS])}" if days[1:] else ""
    return f"Next notice by {days[0]}{then}{f' and {more} later' if more > 0 else ''}."


def _about(shown: ShowReport) -> Iterator[str]:
    profile, council = shown.profile, shown.profile.council
    area = ", ".join(printable(place) for place in (council.county, council.region) if place)
    sizes = (
        (council.population, "{:,} people"), (council.households, "{:,} households"),
        (council.net_revenue_budget_gbp, "net revenue budget £{:,.0f}"),
    )  # fmt: skip
    known = "".join(f"; {words.format(size)}" for size, words in sizes if size is not None)
    yield f"{council.tier}, {area} ({printable(council.code)}){known}; {profile.figures} figures"
    yield from (told.rstrip(".") for told in facts_of_another_day(Cohort((profile,), shown.timeline.as_at)))
    statuses = Counter(system.status for system in profile.systems)
    if statuses.keys() - {"live"}:
        yield f"systems: {', '.join(f'{number} {status}' for status, number in statuses.most_common())}"
    yield from _held(shown)
    yield from _spend(profile)
    yield from _limits(profile)
    if moving := profile.reorganisation:
        yield f"reorganisation: passes to {printable(moving.successor)} on {day(moving.vesting_on)}"


def _held(shown: ShowReport) -> Iterator[str]:
    """Which services are not to be shared, and which could be, but in no month freely; and why."""
    rows = [row for service in shown.timeline.services for row in service.rows]
    kept_out = [f"{printable(row.window.service)} ({_why(row.kept_out)})" for row in rows if row.kept_out]
    not_free = [
        f"{printable(row.window.service)} ({_why(row.window.closes_reason)})"
        for row in rows
        if not row.kept_out and not row.free
    ]
    for lead, held in (("not to be shared", kept_out), ("in no month freely", not_free)):
        if held:
            more = len(held) - _MOST_HELD
            yield f"{lead}: {'; '.join(held[:_MOST_HELD])}{f'; and {more} more' if more > 0 else ''}"


def _why(reason: str) -> str:
    return printable(reason, most=_LONGEST_WHY)


def _spend(profile: Profile) -> Iterator[str]:
    parts = [part.sentence for part in stated(profile)]
    if parts:
        yield f"spend a year as stated, {profile.prices} prices: {'; '.join(parts)}"


def _limits(profile: Profile) -> Iterator[str]:
    limits = profile.conditions
    lines = [
        f"{'every service' if line.service == 'all' else printable(line.service)}, no {' or '.join(line.forbids)} "
        f"({printable(line.reason, most=_A_REASON)})"
        for line in limits.red_lines
    ]
    if lines:
        more = len(lines) - _MOST_RED_LINES
        yield f"red lines: {'; '.join(lines[:_MOST_RED_LINES])}{f'; and {more} more' if more > 0 else ''}"
    if limits.most_one_off_gbp is not None:
        yield f"can pay {pounds(limits.most_one_off_gbp)} up front"


def _systems(shown: ShowReport) -> Table:
    """Every system, the next notice day first; without one by the month it is free."""
    start, dated = shown.timeline.horizon.start, []
    for system in shown.profile.systems:
        months = shown.months_of(system)
        by = months.notice.by if months and months.notice else None
        opens = (start + months.free[0].opens).first_day if months and months.free else None
        cost, label = system.annual_cost_gbp, printable(system.service)
        cells = (
            label, _running(system), _last_day(system),
            ("kept out" if months.kept_out else opens) if months else None, by,
            cost.supplier if cost else None,
        )  # fmt: skip
        dated.append(((by is None, by or shown.timeline.as_at, opens is None, opens or by, label), cells))
    rows = tuple(Row(cells) for _, cells in sorted(dated, key=lambda pair: tuple(map(str, pair[0]))))
    columns = (
        Column("Service", "name"), Column("Product"), Column("Last day", "date"),
        Column("Free from", "month"), Column("Notice by", "date"), Column("Suppliers £", "pounds"),
    )  # fmt: skip
    return Table("Systems, the next notice first; pounds a year as stated", columns, rows)


def _running(system: System) -> str:
    """What is in use and who supplies it, after its status unless it is simply live."""
    product, supplier = system.product or "", system.supplier or ""
    if supplier and not product.casefold().startswith(supplier.casefold()):
        product = f"{product} ({supplier})" if product else f"from {supplier}"
    shown = printable(product, most=_A_PRODUCT)
    if system.status == "live":
        return shown or _NOT_STATED
    return f"{system.status}: {shown}" if shown else system.status


def _last_day(system: System) -> Cell:
    ends = system.contract.last_day if system.contract else None
    return None if ends is None else as_far_as_known(ends)


def _next(shown: ShowReport) -> str:
    found, file = shown.findings, shown.next_command
    counts = [
        counted(number, str(level), f"{level}s")
        for level in reversed(Severity)
        if (number := sum(finding.severity is level for finding in found))
    ]
    told = f"the checks found {', '.join(counts)}" if counts else "the checks found nothing"
    if not file.startswith("sharedcli validate"):
        return f"{told}. `{file}` says what sharing is worth; give other councils too."
    does = "shows each finding" if counts else "checks what you add"
    worth = f"`{file.replace('validate', 'assess', 1)}` and other councils' files say what sharing is worth"
    return f"{told}. `{file}` {does}{f'; {worth}' if shown.profile.systems else ''}."
