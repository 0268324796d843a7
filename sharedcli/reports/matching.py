"""The matching for people: what to form, how sure that is, then each service with whose dates meet and who misses.

The order is that of REPORTS 4.1 and 4.3. One service is in `reports/matching_service.py`, the record for machines in
`reports/matching_record.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.api import Loaded
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.matching import Matching, ServiceMatching
from sharedcli.checks.wording import day
from sharedcli.costing.member import Filled
from sharedcli.model.printable import printable
from sharedcli.reports.assumed import changed
from sharedcli.reports.basis import assumptions_table, certainty_table, completeness_table, filled_table, where_from
from sharedcli.reports.blocks import Block, Heading, Paragraph, Points, Report
from sharedcli.reports.coverage import facts_of_another_day, illustrative, not_used
from sharedcli.reports.matching_answer import answer, deadline
from sharedcli.reports.matching_service import cannot_include, consortia_table, fits_page_one, service_part
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.obstacles import nearest_first, told
from sharedcli.reports.operation import saving_counted, under
from sharedcli.reports.record import Record
from sharedcli.reports.sentences import counted

NEAREST = 8
"""How many near misses stand on page one."""
MOST_FILES = 40
"""Profiles up to which each has a row of its own among the gaps."""


@dataclass(frozen=True, slots=True, eq=False)
class MatchingReport:
    """Matchings to be shown: of each cohort, the newest facts first, or of each group that vests together."""

    parts: tuple[Matching, ...]
    loaded: Loaded

    @property
    def formed(self) -> tuple[Formed, ...]:
        """Every consortium chosen."""
        return tuple(formed for part in self.parts for formed in part.formed)

    def layout(self) -> Report:
        """For people."""
        blocks: list[Block] = [*not_used(self.loaded)]
        shown = [part for part in self.parts if part.services]
        for part in shown:
            blocks += _part(part, self.loaded)
        if not shown:
            blocks.append(Paragraph("no council asked for lists a system: there is nothing to match.", lead="ANSWER"))
        for part in shown:
            blocks += _rests_on(part, self.loaded, several=len(shown) > 1)
        titles = [block.text for block in blocks if isinstance(block, Heading)]
        return Report(titles[0] if titles else "Nothing to match", tuple(blocks))

    def record(self) -> Record:
        """For machines."""
        from sharedcli.reports.matching_record import record

        return record(self.parts, self.loaded)


def title(part: Matching) -> str:
    """What a part is about."""
    councils = counted(len(part.cohort.profiles), "council", "councils")
    how = under(part.model)
    if part.vesting is None:
        return f"Who could share with whom{how}: {councils}, as at {day(part.given.as_at)}"
    return f"Passing to {printable(part.vesting.successor)} on {day(part.vesting.vesting_on)}{how}: {councils}"


def _part(part: Matching, loaded: Loaded) -> Iterator[Block]:
    names = Names.of(part.cohort)
    yield Heading(title(part), level=1)
    yield Paragraph(answer(part), lead="ANSWER")
    yield from changed(part.given)
    if part.vesting:
        yield Paragraph(deadline(part, part.vesting), lead="SHARED DEADLINE")
    if limits := list(asked_for(part, names, loaded)):
        yield Paragraph(f"{'; '.join(limits)}.", lead="ASKED FOR")
    for service in part.services:
        if service.left_out:
            said = cannot_include(service.left_out, names)
            yield Paragraph(f"{service_label(service.service)}: {said}.", lead="NO CHOICE")
        if service.not_included:
            who = names.listed(service.not_included)
            yield Paragraph(f"{service_label(service.service)}: {who}; the reason stands below.", lead="NOT INCLUDED")
    if part.formed:
        yield consortia_table("What to form", part.formed, part, names if fits_page_one(part) else None)
    yield from _nearest(part, names)
    yield certainty_table(
        (service.service, len(service.field.willing), service.selection)
        for service in part.services
        if service.selection
    )
    alone = [service for service in part.services if len(service.field.windows) == 1]
    for service in part.services:
        if service not in alone or len(part.services) == 1:
            yield from service_part(service, part, names)
    if alone and len(part.services) > 1:
        told_of = (f"{service_label(s.service)} ({names.short[s.field.windows[0].council]})" for s in alone)
        yield Paragraph(f"{', '.join(told_of)}.", lead="Listed by one council only")


def asked_for(part: Matching, names: Names, loaded: Loaded) -> Iterator[str]:
    """The limits that the answer is given under, in words."""
    wishes = part.wishes
    for label, among in (("region", wishes.regions), ("county", wishes.counties), ("tier", wishes.tiers)):
        if among:
            yield f"{label} {' or '.join(map(printable, among))}"
    if wishes.least > 2 or wishes.most is not None:
        yield f"{wishes.least} to {wishes.most} members" if wishes.most else f"{wishes.least} members or more"
    known = tuple(code for code in wishes.must_include if code in names.short)
    if known:
        yield f"with {names.listed(known)}"
    if wishes.exclude:
        yield f"without {' and '.join(loaded.file_of[code].council or code for code in wishes.exclude)}"


def _nearest(part: Matching, names: Names) -> Iterator[Block]:
    """What would change the answer: the councils that least keeps out."""
    start = part.horizon.start
    near = nearest_first(one for service in part.services for one in service.outside if one.consortium)
    if near:
        items = [f"{names.short[one.council]}: {told(one, start)}" for one in near[:NEAREST]]
        yield Points("Nearest to joining", tuple(with_rest(items, len(near))))


def with_rest(items: list[str], count: int) -> list[str]:
    """The items shown, and how many more the record has."""
    rest = count - len(items)
    return [*items, f"and {rest:,} more; --format json has all."] if rest else items


def _rests_on(part: Matching, loaded: Loaded, *, several: bool) -> Iterator[Block]:
    names = Names.of(part.cohort)
    about = f" ({printable(part.vesting.successor)})" if part.vesting else f" ({day(part.given.as_at)})"
    yield Heading(f"What this rests on{about if several else ''}", level=1)
    yield Points("Check first", tuple(_cautions(part, names)))
    yield from filled_table(_filled(part.services), names) if len(part.cohort.profiles) <= MOST_FILES else ()
    yield assumptions_table(part.given, model=part.model)
    if len(part.cohort.profiles) <= MOST_FILES:
        yield completeness_table(part.cohort, loaded)
    yield Points("Where it comes from", tuple(where_from(part.given, part.horizon, loaded)))


def _filled(services: tuple[ServiceMatching, ...]) -> Iterator[tuple[str, str, Filled]]:
    for service in services:
        for member in service.field.everybody:
            for filled in member.filled:
                yield service.service, member.council, filled


def _cautions(part: Matching, names: Names) -> Iterator[str]:
    yield "Worth is for all members together: `sharedcli assess` says who gains, who loses and what each should do."
    yield "No supplier has quoted: prices, tenders and implementation are what councils and parameters say."
    yield from saving_counted(part.given, part.model)
    yield from facts_of_another_day(part.cohort)
    yield from illustrative(part.cohort, names)
