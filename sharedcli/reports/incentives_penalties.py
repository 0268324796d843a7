"""The penalty test for people: what joining costs a council, what penalty that is, and what it does for the public."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.incentives import Incentives
from sharedcli.appraisal.options import LARGE, MANDATED
from sharedcli.appraisal.penalties import PenaltyTest
from sharedcli.appraisal.refusals import Refusal
from sharedcli.appraisal.verdicts import Verdict
from sharedcli.reports.blocks import Block, Column, Heading, Paragraph, Points, Row, Table
from sharedcli.reports.incentives_sums import Sums
from sharedcli.reports.naming import service_label
from sharedcli.reports.sentences import beside, counted, pounds

MOST_ROWS = 15
"""Rows of the table; all are in the JSON."""
MONTHS_IN_YEAR = 12
MOST_TOLD = 4
"""Councils told of in sentences."""


def verdicts_of(found: Incentives) -> dict[tuple[str, str], Verdict]:
    """The verdicts on the consortia proposed, by service and council."""
    return {(one.service, one.council): one for a in found.whole.services for one in a.verdicts}


def losing(found: Incentives) -> list[Refusal]:
    """Everybody who loses by joining, in the order of services and losses."""
    return [one for test in found.penalties for one in test.refusals if one.is_needed]


def penalty_answer(found: Incentives, sums: Sums) -> str:
    """One sentence or two: the dearest refusal, and what forcing it would do to the public total."""
    lost = sorted(losing(found), key=lambda one: one.own.npv_gbp)
    if not lost:
        return "no council would lose by joining, so no penalty is in question."
    worst = min(lost, key=lambda one: (one.of_all.npv_gbp, one.council))
    councils = counted(len({one.council for one in lost}), "council", "councils")
    first = "Forcing it would cost all together most here: " if len(lost) > 1 else ""
    text = f"{councils} would lose by joining. {first}{told(worst, sums)}"
    return text + (f" {stated(found, sums)}" if found.penalty_gbp is not None else "")


def told(one: Refusal, sums: Sums) -> str:
    """The penalty test of one council in words."""
    name, whole = sums.names.short[one.council], sums.found.whole
    first, last = whole.horizon.start + one.joins, whole.horizon.years[-1].end.year
    each = "a year" if whole.horizon.months - one.joins >= MONTHS_IN_YEAR else "in all"
    label, gain = service_label(one.service), sums.of_all(one).gbp
    text = (
        f"{name} ({label}): a penalty must pass {pounds(sums.penalty(one).gbp)} {each}, from {first} "
        f"to March {last}, before refusing costs it more than the {pounds(sums.joining(one).gbp)} it loses by joining. "
    )
    if gain < 0:
        return text + (
            f"It saves nothing: the group total still falls by {pounds(gain)}. "
            f"It moves the cost on to {name}'s taxpayers."
        )
    return text + (
        f"All together would gain {pounds(gain)} by it: a settlement from the others would do what the penalty does, "
        f"without a cost to {name}'s taxpayers."
    )


def stated(found: Incentives, sums: Sums) -> str:
    """What the penalty asked about does."""
    answers = [test.answered for test in found.penalties if test.answered]
    joining = sum(len(answer.joining) for answer in answers)
    before, after, change, paid = (amount.gbp for amount in sums.answered(found.penalties))
    if round(before) == round(after):
        moved = f"the public total stays at {pounds(before)}"
    else:
        moved = f"the public total {'falls' if change < 0 else 'rises'} by {pounds(change)}, to {_signed(after)}"
    return (
        f"At {pounds(found.penalty_gbp or 0.0)} a year {_give_way(joining)} "
        f"and {moved}; those who refuse all the same pay {pounds(paid)} (present value) to central government."
    )


def _give_way(refusals: int) -> str:
    return f"{counted(refusals, 'refusal gives', 'refusals give')} way" if refusals else "no refusal gives way"


def _signed(gbp: float) -> str:
    return f"{'a loss of ' if gbp < 0 else ''}{pounds(gbp)}"


def penalty_page(found: Incentives, sums: Sums) -> Iterator[Block]:
    """The table of the test, the dearest in words, what else keeps councils out, and the penalty asked about."""
    yield Heading("Penalty test")
    lost = sorted(losing(found), key=lambda one: (one.own.npv_gbp, one.service, one.council))
    if lost:
        yield _table(lost, found, sums)
        told_here = [f"{told(one, sums)}{_beside(one, found)}" for one in lost[:MOST_TOLD]]
        left = len(lost) - MOST_TOLD
        if left > 0:
            told_here.append(f"{left} more in the table above{' and the JSON' if len(lost) > MOST_ROWS else ''}.")
        yield Points("In words", tuple(told_here))
    yield from _others(found, sums)
    if found.penalty_gbp is not None:
        yield _stated_table(found, sums)
    yield Paragraph(
        "the council pays, central government takes; the public total is the same with the penalty as without it, less "
        "what joining badly loses. Each council decides here by its own figure, with nothing settled between members.",
        lead="A penalty is a transfer",
    )


def _table(lost: list[Refusal], found: Incentives, sums: Sums) -> Table:
    rows = []
    for one in lost[:MOST_ROWS]:
        refusing, paying, joining = sums.totals(one)
        cells = (
            sums.names.short[one.council], one.consortium.id, sums.joining(one).gbp, sums.penalty(one).gbp,
            refusing.gbp, paying.gbp, joining.gbp, sums.of_all(one).gbp,
        )  # fmt: skip
        rows.append(Row(cells, sums.penalty(one).id))
    columns = (
        Column("Council"), Column("Consortium", "name"), Column("Net to it if in £", "pounds"),
        Column("Penalty a year £", "pounds"), Column("Public total if it refuses £", "pounds"),
        Column("refuses and pays £", "pounds"), Column("joins £", "pounds"), Column("Change by joining £", "pounds"),
    )  # fmt: skip
    base = found.whole.given.price_base
    note = (
        f"Economic case, present value, {base} prices; the penalty real, {base} prices, paid from the month it would "
        "join to the end of the horizon (in all, where that is less than a year). The public total is the service's."
    )
    left = len(lost) - MOST_ROWS
    if left > 0:
        note += f" {counted(left, 'more membership loses', 'more memberships lose')} less."
    if found.option in {LARGE, MANDATED}:
        note += " If it refuses, the others stay in."
    return Table("What a penalty would have to be, the largest loss first", columns, tuple(rows), note)


def _beside(one: Refusal, found: Incentives) -> str:
    verdict = verdicts_of(found)[one.joined.service, one.council]
    return beside(verdict, found.whole.horizon.start)


def _others(found: Incentives, sums: Sums) -> Iterator[Points]:
    """Who would gain by joining and is out all the same, and who could join in no month."""
    told_here = tuple(sentence for test in found.penalties for sentence in _otherwise(test, sums))
    if told_here:
        yield Points("Not kept out by a loss of their own", told_here)


def _otherwise(test: PenaltyTest, sums: Sums) -> Iterator[str]:
    label = service_label(test.service)
    for one in (one for one in (*test.refusals, *test.unwanted) if not one.is_needed):
        would = f"{sums.names.short[one.council]} ({label}) would gain {pounds(sums.joining(one).gbp)} by joining"
        if one.line:
            yield f"{would} and declines: no penalty is needed to make joining cheaper. Its red line is priced below."
        else:
            yield f"{would}, but all together would lose {pounds(sums.of_all(one).gbp)}: the others would carry it."
    if test.unable:
        yield f"{sums.names.few(test.unable)} ({label}): no month suits all."


def _stated_table(found: Incentives, sums: Sums) -> Table:
    rows = []
    for test in found.penalties:
        if test.answered and test.refusals:
            answered, (without, with_it, change, paid) = test.answered, sums.answered([test], test.service)
            cells = (
                service_label(test.service), sums.names.few(answered.joining), sums.names.few(answered.paying),
                without.gbp, with_it.gbp, change.gbp, paid.gbp,
            )  # fmt: skip
            rows.append(Row(cells, with_it.id))
    columns = (
        Column("Service"), Column("Would rather join"), Column("Would rather pay"),
        Column("Public total without £", "pounds"), Column("with the penalty £", "pounds"),
        Column("Change £", "pounds"), Column("Penalties paid £", "pounds"),
    )  # fmt: skip
    note = "Economic case, present value; the public total holds what is paid and what is taken."
    if found.option in {LARGE, MANDATED}:
        note += " Without the penalty the consortia proposed form, red lines kept; a mandate ignores those."
    caption = f"A penalty of {pounds(found.penalty_gbp or 0.0)} a year"
    return Table(caption, columns, tuple(rows), note)
