"""One service of a matching: what to form, whose windows meet and at what cost, and who is not in it and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sharedcli.appraisal.aligned import AlignedGroup
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.matching import Matching, ServiceMatching
from sharedcli.matching.alignment import NearMiss
from sharedcli.matching.obstacles import Obstacle
from sharedcli.model.calendar import Month
from sharedcli.reports.blocks import Block, Cell, Column, Heading, Paragraph, Points, Row, Table
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.obstacles import group_misses, nearest_first, told
from sharedcli.reports.sentences import counted, months, worth_words
from sharedcli.reports.timing import meet_again, meeting_cells, meeting_columns

MOST_GROUPS = 6
"""Aligned groups shown, the strongest first."""
MOST_OUTSIDE = 10
"""Councils outside shown for each service, the nearest first."""
MOST_ON_PAGE_ONE = 12
"""Consortia whose members are named on page one; of more, each service names its own."""


def service_part(service: ServiceMatching, part: Matching, names: Names) -> Iterator[Block]:
    """Everything about one service."""
    start = part.horizon.start
    yield Heading(service_label(service.service), level=1)
    yield Paragraph(_answer(service, names), lead="ANSWER")
    if service.formed and not fits_page_one(part):
        yield consortia_table(f"{service_label(service.service)}: what to form", service.formed, part, names)
    if service.aligned:
        yield _aligned(service, part, names)
    misses = together((one for group in service.aligned for one in group_misses(group, start)), names)
    if misses:
        yield Points("Just outside a larger group", tuple(_shown(misses, MOST_OUTSIDE)))
    outside = [one for one in service.outside if service.formed or one.obstacle is not Obstacle.NO_PARTNER]
    out = together(((one.council, told(one, start)) for one in nearest_first(outside)), names)
    if out:
        yield Points("In no consortium", tuple(_shown(out, MOST_OUTSIDE)))
    yield from _unlisted(service.unlisted, names)


def _answer(service: ServiceMatching, names: Names) -> str:
    count = len(service.field.willing)
    if service.formed:
        of = counted(len(service.formed), "consortium", "consortia")
        inside = sum(len(formed.codes) for formed in service.formed)
        worth = sum(formed.worth_gbp for formed in service.formed)
        return f"{of}, {inside} of {counted(count, 'council', 'councils')} that could share it, {worth_words(worth)}."
    if service.left_out:
        return f"{cannot_include(service.left_out, names)}."
    if count < 2:
        listing = counted(len(service.field.windows), "council", "councils")
        return f"fewer than two of {listing} that list it could share this."
    return f"no group of the {count} councils that could share this gains from it."


def cannot_include(codes: Sequence[str], names: Names) -> str:
    """That councils which have to be in a consortium can be in none."""
    return f"no consortium can be formed that includes {names.listed(tuple(codes))}"


def together(reasons: Iterable[tuple[str, str]], names: Names) -> list[str]:
    """A sentence for each reason, with the councils it holds for; in the order of the first of each."""
    whose: dict[str, list[str]] = {}
    for code, words in reasons:
        whose.setdefault(words, []).append(code)
    return [f"{names.few(codes)}: {words}" for words, codes in whose.items()]


def _shown(items: Sequence[str], most: int) -> list[str]:
    rest = len(items) - most
    return [*items[:most], f"and {rest:,} more; --format json has all."] if rest > 0 else list(items)


def fits_page_one(part: Matching) -> bool:
    """Whether the consortia are few enough to name their members on page one."""
    return len(part.formed) <= MOST_ON_PAGE_ONE


def consortia_table(caption: str, formed: Sequence[Formed], part: Matching, names: Names | None) -> Table:
    """Who, when, worth what, and how long until the first notice; without `names` only how many."""
    start, rows = part.horizon.start, []
    for one in formed:
        first = one.first_notice_by(start)
        cells = (
            one.id, len(one.codes), *([names.listed(one.codes)] if names else []), (start + one.live).first_day,
            (start + max(one.joins)).first_day, one.worth_gbp, first[0] if first else None,
            Month.of(first[0]) - start if first else None,
        )  # fmt: skip
        rows.append(Row(cells, f"{one.id}.npv"))
    columns = (
        Column("Consortium", "name"), Column("Members", "count"), *([Column("Councils")] if names else []),
        Column("First joins", "month"),
        Column("Last joins", "month"), Column("Net present value £", "pounds"), Column("First notice", "date"),
        Column("Months to it", "count"),
    )  # fmt: skip
    return Table(caption, columns, tuple(rows))


def _aligned(service: ServiceMatching, part: Matching, names: Names) -> Table:
    start, shown = part.horizon.start, service.aligned[:MOST_GROUPS]
    again = meet_again(group.alignment for group in shown)
    rows = tuple(Row(_group_cells(group, start, names, again=again)) for group in shown)
    columns = (
        Column("Members", "count"), Column("Councils"), *meeting_columns(again=again), Column("Cheapest", "month"),
        Column("To align £", "pounds"), Column("Suppliers now, a year £", "pounds"),
        Column("Not in the sums, or not willing"),
    )  # fmt: skip
    return Table(
        f"{service_label(service.service)}: whose windows meet", columns, rows, " ".join(_notes(service, part))
    )


def _notes(service: ServiceMatching, part: Matching) -> Iterator[str]:
    onboarding = round(part.given.onboarding_months)
    if onboarding:
        yield f"Months in which the first can move and all others within {months(onboarding)} of it."
    yield (
        "To align is the present value of what all pay for leaving from the cheapest of these months in which so many "
        "can be live: exit charges and premiums. It is no measure of whether sharing pays."
    )
    shown = service.aligned[:MOST_GROUPS]
    if any(group.month is None for group in shown):
        yield "A dash: so many cannot be live in any of them."
    if rest := len(service.aligned) - len(shown):
        yield f"{rest:,} more groups; --format json has all."


def _group_cells(group: AlignedGroup, start: Month, names: Names, *, again: bool) -> tuple[Cell, ...]:
    return (
        len(group.members), names.few(group.members), *meeting_cells(group.alignment, start, again=again),
        None if group.month is None else (start + group.month).first_day, group.cost_gbp, group.spend_gbp,
        _kept_out(group, names),
    )  # fmt: skip


def _kept_out(group: AlignedGroup, names: Names) -> str:
    """Members whose costs are in no sum, and those whose red line or plan keeps them from sharing."""
    refusing = [code for code in group.blocked if code not in group.unpriced]
    said = [f"costs unknown: {_named_or_counted(group.unpriced, names)}"] if group.unpriced else []
    said += [f"not willing: {_named_or_counted(refusing, names)}"] if refusing else []
    return "; ".join(said)


def _named_or_counted(codes: Sequence[str], names: Names) -> str:
    most = 3
    return names.listed(tuple(codes)) if len(codes) <= most else f"{len(codes):,}"


def _unlisted(unlisted: Sequence[NearMiss], names: Names) -> Iterator[Block]:
    if unlisted:
        reasons = ((miss.council, f"{miss.reason}.") for miss in unlisted)
        yield Points("List no system for it", tuple(together(reasons, names)))
