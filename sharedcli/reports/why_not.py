"""Why a council is not in a consortium: everything that stands between them, and what would have to change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.api import Loaded
from sharedcli.appraisal.matching import Matching
from sharedcli.appraisal.why_not import Against, WhyNot
from sharedcli.checks.wording import day
from sharedcli.matching.obstacles import Obstacle
from sharedcli.model.calendar import Month
from sharedcli.model.printable import printable
from sharedcli.reports.assumed import changed
from sharedcli.reports.basis import where_from
from sharedcli.reports.blocks import Block, Column, Heading, Paragraph, Points, Report, Row, Table
from sharedcli.reports.coverage import coverage, not_used
from sharedcli.reports.matching import asked_for
from sharedcli.reports.matching_record import rests_on
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.obstacles import red_line
from sharedcli.reports.operation import under
from sharedcli.reports.record import Record, iso_month, pence
from sharedcli.reports.sentences import gain_or_cost
from sharedcli.reports.timing import spells
from sharedcli.reports.what_would_change import changes

SCHEMA = "sharedcli/why-not/1"


@dataclass(frozen=True, slots=True, eq=False)
class WhyNotReport:
    """One council's standing in every service asked about. `parts` are the matchings it is in."""

    council: str
    parts: tuple[tuple[Matching, tuple[WhyNot, ...]], ...]
    loaded: Loaded

    def layout(self) -> Report:
        """For people."""
        blocks: list[Block] = [*not_used(self.loaded)]
        for part, answers in self.parts:
            names = Names.of(part.cohort)
            name = printable(part.profiles[self.council].council.name)
            what = f"{name}: what stands in its way{under(part.model)}"
            blocks.append(Heading(f"{what}, as at {day(part.given.as_at)}", level=1))
            if limits := list(asked_for(part, names, self.loaded)):
                blocks.append(Paragraph(f"{'; '.join(limits)}.", lead="ASKED FOR"))
            blocks += changed(part.given)
            for answer in answers:
                blocks += _service(answer, part, names)
            given = where_from(part.given, part.horizon, self.loaded)
            blocks.append(Points("Where it comes from", tuple(given)))
        if not self.parts:
            blocks.append(Paragraph("it is not among the councils asked for.", lead="ANSWER"))
        titles = [block.text for block in blocks if isinstance(block, Heading)]
        return Report(titles[0] if titles else "Nothing to match", tuple(blocks))

    def record(self) -> Record:
        """For machines: one row for each service and consortium, and one for each service without any."""
        return {
            "schema": SCHEMA,
            "council_code": self.council,
            "provenance": rests_on([part for part, _ in self.parts], self.loaded),
            "coverage": coverage(self.loaded),
            "rows": [
                row for part, answers in self.parts for answer in answers for row in _rows(answer, part.horizon.start)
            ],
        }


def _service(answer: WhyNot, part: Matching, names: Names) -> Iterator[Block]:
    start = part.horizon.start
    yield Heading(service_label(answer.service))
    yield Paragraph(_standing(answer, start), lead="ANSWER")
    if answer.against:
        yield _table(answer, start, names)
    if wanted := list(changes(answer)):
        yield Points("What would have to change", tuple(wanted))


def _standing(answer: WhyNot, start: Month) -> str:
    """The one obstacle to all, or where it stands with each."""
    return f"{_in_one(answer)}{_window(answer, start)}"


def _in_one(answer: WhyNot) -> str:
    if answer.window is None:
        return f"it lists no system for this: {answer.fact}."
    if answer.obstacle is Obstacle.RED_LINE:
        return f"{red_line(answer.fact)}."
    if answer.obstacle is not None and answer.fact:
        return f"it {answer.fact}."
    own = next((one for one in answer.against if one.obstacle is None), None)
    if own:
        npv = f": it {gain_or_cost(own.own_npv_gbp)}" if own.own_npv_gbp is not None else ""
        return f"it is in {own.consortium.id}{npv}."
    if not answer.against:
        return "no group of the councils here gains from sharing this, so there is none to join."
    return f"it is in no consortium{f' ({answer.fact})' if answer.fact else ''}."


def _window(answer: WhyNot, start: Month) -> str:
    window = answer.window
    if window is None:
        return ""
    if window.window is None:
        return f" It is never free to move: {window.closes_reason}."
    opens, closes = start + window.window.opens, start + window.window.closes
    if len(window.spans) > 1:
        when = spells(window.spans, start)
        return f" The months in which it is free to move: {when} ({window.opens_reason}; {window.closes_reason})."
    if opens == closes:
        both = f"{window.opens_reason}; {window.closes_reason}"
        why = window.closes_reason if window.closes_reason.startswith(window.opens_reason) else both
        return f" It is free to move in {opens} only ({why})."
    return f" It is free to move from {opens} ({window.opens_reason}) to {closes} ({window.closes_reason})."


def _table(answer: WhyNot, start: Month, names: Names) -> Table:
    rows = []
    for one in answer.against:
        formed = one.consortium
        cells = (
            formed.id, names.few(formed.codes), (start + formed.live).first_day, _dates(one),
            None if one.joins is None else (start + one.joins).first_day, one.own_npv_gbp, one.leaving_gbp,
            one.gain_of_all_gbp, _words(one),
        )  # fmt: skip
        rows.append(Row(cells, f"{formed.id}.npv"))
    columns = (
        Column("Consortium", "name"), Column("Councils"), Column("Live", "month"), Column("Its dates"),
        Column("Would join", "month"), Column("It gains £", "pounds"), Column("of it leaving £", "pounds"),
        Column("All together gain £", "pounds"), Column("Stands in the way"),
    )  # fmt: skip
    note = (
        "Net present values, below zero a loss. It gains: the council itself, leaving being what it would pay in exit "
        "charges and premiums. All together: everybody, the council included, against the choice as it is."
    )
    return Table(
        f"{service_label(answer.service)}: each consortium, with this council in it", columns, tuple(rows), note
    )


def _dates(one: Against) -> str:
    return one.miss.reason if one.miss else "its free months meet those of the group"


def _words(one: Against) -> str:
    return {
        None: "nothing: it is in it",
        Obstacle.RED_LINE: "its red line",
        Obstacle.FULL: "the limit on size",
        Obstacle.TOO_LATE: "its dates",
        Obstacle.TOO_EARLY: "its dates",
        Obstacle.NEVER_FREE: "its dates",
        Obstacle.OWN_PLAN: "its own plan takes effect first",
        Obstacle.COSTS_MORE: "all together would lose",
        Obstacle.NOT_PROVEN: "nothing proven: the choice may not be the best",
        Obstacle.NOT_APPRAISED: "its costs are not known",
        Obstacle.NO_NEED: "no need stated",
        Obstacle.RETIRING: "it is retiring the system",
    }.get(one.obstacle, "no month suits all")


def _rows(answer: WhyNot, start: Month) -> Iterator[Record]:
    general = {
        "service": answer.service,
        "obstacle": answer.obstacle.value if answer.obstacle else None,
        "fact": answer.fact or None,
        "changes": list(changes(answer)),
    }
    empty = dict.fromkeys(_KEYS)
    if not answer.against:
        yield {**general, "consortium": None, **empty}
    for one in answer.against:
        yield {
            **general,
            "consortium": one.consortium.id,
            "stands_in_the_way": one.obstacle.value if one.obstacle else None,
            "is_member": one.obstacle is None,
            "months": (one.miss.months or None) if one.miss else None,
            "dates": _dates(one),
            "would_join": None if one.joins is None else iso_month(start + one.joins),
            "own_npv_gbp": pence(one.own_npv_gbp),
            "leaving_gbp": pence(one.leaving_gbp),
            "gain_of_all_gbp": pence(one.gain_of_all_gbp),
        }


_KEYS = (
    "stands_in_the_way", "is_member", "months", "dates", "would_join", "own_npv_gbp", "leaving_gbp", "gain_of_all_gbp",
)  # fmt: skip
