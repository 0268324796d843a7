"""What to check before anything is signed: what no figure shows, in sentences, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.checks.wording import day
from sharedcli.costing.member import most_up_front_gbp
from sharedcli.model.printable import printable
from sharedcli.model.profile import Reorganisation
from sharedcli.reports.coverage import facts_of_another_day, illustrative
from sharedcli.reports.naming import Names
from sharedcli.reports.operation import posts_leaving, saving_counted
from sharedcli.reports.sentences import counted, pounds


def cautions(whole: Assessment, names: Names) -> Iterator[str]:
    """Sentences for page one."""
    formed = [consortium for assessed in whole.services for consortium in assessed.formed]
    yield from facts_of_another_day(whole.cohort)
    yield from _notice(formed, whole, names)
    yield from _funding(whole, names)
    yield from _vesting(formed, whole, names)
    yield from saving_counted(whole.given, whole.model)
    yield from posts_leaving(whole, names)
    filled = [filled for assessed in whole.services for _, filled in assessed.filled]
    if filled:
        yield f"{counted(len(filled), 'figure was', 'figures were')} filled in for councils that left them out."
    yield "No supplier has quoted: prices, tenders and implementation are what councils and parameters say."
    yield from illustrative(whole.cohort, names)


def _notice(formed: list[Formed], whole: Assessment, names: Names) -> Iterator[str]:
    firsts = [first for consortium in formed if (first := consortium.first_notice_by(whole.horizon.start))]
    if not firsts:
        return
    by = min(due for due, _ in firsts)
    who = {code for due, codes in firsts if due == by for code in codes}
    held = any(c.needs_notice(code) for c in formed for code in who if code in c.codes)
    late = "who misses it stays bound" if held else "a courtesy, since the terms end by themselves"
    yield f"The first notice is due by {day(by)} ({names.listed(tuple(who))}): {late}."


def _funding(whole: Assessment, names: Names) -> Iterator[str]:
    """A council has one limit for all its services; each verdict tests it alone."""
    asked: dict[str, float] = {}
    for verdict in (verdict for assessed in whole.services for verdict in assessed.verdicts):
        asked[verdict.council] = asked.get(verdict.council, 0.0) + (verdict.one_off_gbp or 0.0)
    short = []
    for code, one_off in asked.items():
        most = most_up_front_gbp(whole.profiles[code], whole.given)
        if most is not None and one_off > most:
            short.append(f"{names.short[code]} {pounds(one_off - most)}")
    if short:
        yield (
            "Over all services proposed, one-off costs go beyond what these councils can pay by: "
            f"{', '.join(sorted(short))}. Each verdict tests the limit for its service alone."
        )


def _vesting(formed: list[Formed], whole: Assessment, names: Names) -> Iterator[str]:
    """Councils that a successor takes over before what they are to join goes live."""
    joins: dict[str, list[int]] = {}
    for consortium in formed:
        for code in consortium.codes:
            joins.setdefault(code, []).append(consortium.joining_month(code))
    taken_over: dict[Reorganisation, list[str]] = {}
    for code, months in joins.items():
        moving = whole.profiles[code].reorganisation
        if moving and (whole.horizon.start + max(months)).first_day >= moving.vesting_on:
            taken_over.setdefault(moving, []).append(code)
    for moving, codes in sorted(taken_over.items(), key=lambda item: (item[0].vesting_on, item[0].successor)):
        who, when = names.listed(tuple(codes)), day(moving.vesting_on)
        passes = "passes" if len(codes) == 1 else "pass"
        yield (
            f"{who} {passes} to {printable(moving.successor)} on {when}, before joining all that is proposed: "
            "the successor has to agree, and section 24 may ask for consent first."
        )
