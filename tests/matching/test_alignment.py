"""Aligned groups against every subset there is, and near misses in both directions."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.matching.alignment import Alignment, aligned_groups, near_miss
from sharedcli.matching.obstacles import Obstacle
from sharedcli.matching.terms import Opening
from sharedcli.matching.windows import ProcurementWindow
from sharedcli.model.calendar import Horizon, Month, Window, joined, notice_day

Spans = list[tuple[int, int]]
START = Month.of(dt.date(2026, 11, 1))
spans_of_months = st.tuples(st.integers(0, 12), st.integers(0, 6)).map(lambda span: (span[0], span[0] + span[1]))
notices = st.none() | st.integers(1, 12)


def window(number: int, spans: Iterable[tuple[int, int]], notice_months: int | None = None) -> ProcurementWindow:
    openings = tuple(
        Opening(
            span,
            "term ends 31 Mar 2029",
            "no extension option",
            notice_day(START + span.opens, notice_months) if notice_months else None,
        )
        for span in joined(Window(*span) for span in spans)
    )
    return ProcurementWindow(
        council=f"E0799{number:04d}",
        service="planning",
        openings=openings,
        opens_reason="term ends 31 Mar 2029",
        closes_reason="no extension option",
        terms=None,
        notice_months=notice_months,
    )


@st.composite
def fields(draw: st.DrawFn, *, most_spans: int = 3) -> list[ProcurementWindow]:
    """Up to seven councils, each free in up to three spells; some are never free."""
    drawn = draw(st.lists(st.tuples(st.lists(spans_of_months, max_size=most_spans), notices), max_size=7))
    return [window(number, spans, notice) for number, (spans, notice) in enumerate(drawn)]


def free(found: ProcurementWindow) -> set[int]:
    return {month for span in found.spans for month in range(span.opens, span.closes + 1)}


def starts(members: Iterable[ProcurementWindow], within: int) -> set[int]:
    """By definition: the months in which one can move, and all can in the same or one of the `within` after it."""
    sets = [free(member) for member in members]
    able = (set(range(month, month + within + 1)) for month in range(30))
    return {
        month
        for month, reach in enumerate(able)
        if all(reach & months for months in sets) and any(month in months for months in sets)
    }


def largest_by_definition(field: list[ProcurementWindow], within: int) -> dict[frozenset[str], set[int]]:
    """Every set of two or more that can start in some month and that nobody can be added to."""
    months = {
        frozenset(member.council for member in group): starts(group, within)
        for size in range(2, len(field) + 1)
        for group in combinations(field, size)
    }
    able = {group for group, when in months.items() if when}
    return {group: months[group] for group in able if not any(group < other for other in able)}


def months_of(group: Alignment) -> set[int]:
    return {month for span in group.spans for month in range(span.opens, span.closes + 1)}


@settings(deadline=None)
@given(fields(), st.integers(0, 6))
def test_groups_are_the_largest_sets_with_exactly_the_months_they_share(
    field: list[ProcurementWindow], within: int
) -> None:
    found = aligned_groups(field, onboarding_months=within)
    assert {frozenset(group.members): months_of(group) for group in found} == largest_by_definition(field, within)
    assert len({group.members for group in found}) == len(found)
    assert all(group.spans == joined(group.spans) for group in found)
    assert all(group.months_shared == len(months_of(group)) for group in found)


@settings(deadline=None)
@given(fields(), st.integers(0, 6))
def test_the_first_notice_is_of_those_who_leave_as_soon_as_they_can(
    field: list[ProcurementWindow], within: int
) -> None:
    by_code = {member.council: member for member in field}
    for group in aligned_groups(field, onboarding_months=within):
        first = min(months_of(group))
        days = [
            notice_day(START + min(m for m in free(by_code[code]) if m >= first), by_code[code].notice_months or 0)
            for code in group.members
            if by_code[code].notice_months
        ]
        assert group.first_notice_by == min(days, default=None)
        slack = group.slack_months(dt.date(2026, 11, 30))
        assert slack == (Month.of(min(days)) - START if days else None)


@settings(deadline=None)
@given(fields(), st.integers(0, 6), st.randoms(use_true_random=False))
def test_the_order_of_councils_changes_nothing(
    field: list[ProcurementWindow], within: int, draw: random.Random
) -> None:
    shuffled = list(field)
    draw.shuffle(shuffled)
    assert aligned_groups(shuffled, onboarding_months=within) == aligned_groups(field, onboarding_months=within)


@settings(deadline=None)
@given(fields())
def test_groups_come_by_their_first_shared_month_and_members_by_code(field: list[ProcurementWindow]) -> None:
    found = aligned_groups(field)
    firsts = [group.shared.opens for group in found]
    assert firsts == sorted(firsts)
    assert all(list(group.members) == sorted(group.members) for group in found)


@settings(deadline=None)
@given(st.lists(spans_of_months, min_size=2, max_size=7))
def test_helly_windows_that_overlap_in_pairs_are_one_group(spans: Spans) -> None:
    field = [window(number, [span]) for number, span in enumerate(spans)]
    in_pairs = all(free(one) & free(other) for one, other in combinations(field, 2))
    everybody = tuple(member.council for member in field)
    assert in_pairs == (everybody in {group.members for group in aligned_groups(field)})


@pytest.mark.parametrize(
    ("field", "groups"),
    [
        ([[(1, 3)], [(3, 5)]], [("01", [(3, 3)])]),
        ([[(1, 3)], [(4, 5)]], []),
        ([[(1, 9)], [(2, 3)], [(5, 6)]], [("01", [(2, 3)]), ("02", [(5, 6)])]),
        ([[(1, 4)], [(3, 6)], [(4, 8)], [(6, 9)]], [("012", [(4, 4)]), ("123", [(6, 6)])]),
        ([[(2, 2)], [(2, 2)], []], [("01", [(2, 2)])]),
        ([[(1, 5)], []], []),
        ([], []),
        # Two yearly renewals in one month, and a council that is free in the second of them alone.
        ([[(2, 2), (14, 14)], [(2, 2), (14, 14)]], [("01", [(2, 2), (14, 14)])]),
        ([[(2, 2), (14, 14)], [(2, 2), (14, 14)], [(9, 20)]], [("012", [(14, 14)])]),
    ],
    ids=[
        "in one month", "a month apart", "one with two", "a chain", "two alike", "one alone", "nobody",
        "the same two twice", "a larger group later",
    ],
)  # fmt: skip
def test_worked_groups(field: list[Spans], groups: list[tuple[str, Spans]]) -> None:
    found = aligned_groups(window(number, spans) for number, spans in enumerate(field))
    assert told(found) == groups


def told(groups: Iterable[Alignment]) -> list[tuple[str, Spans]]:
    return [("".join(c[-1] for c in g.members), [(s.opens, s.closes) for s in g.spans]) for g in groups]


@pytest.mark.parametrize(
    ("within", "groups"),
    [
        (0, []),
        # One can move in 10, the other from 14 on: a month short.
        (3, []),
        # The first starts in 10 and the second follows in 14; or the second starts in its last month, the third in 20.
        (4, [("01", [(10, 10)]), ("12", [(16, 16)])]),
        # The third can follow the second from its first month on. Nobody is free in 17 to 19 to start in.
        (6, [("01", [(10, 10)]), ("12", [(14, 16)])]),
        # All within ten months of the first.
        (10, [("012", [(10, 10)])]),
    ],
)
def test_worked_onboarding(within: int, groups: list[tuple[str, Spans]]) -> None:
    field = [window(0, [(10, 10)]), window(1, [(14, 16)]), window(2, [(20, 20)])]
    assert told(aligned_groups(field, onboarding_months=within)) == groups


def test_notice_of_a_group_that_starts_one_after_another() -> None:
    """Month 29 is April 2029, month 35 October 2029; 12 months of notice are due sooner than 3 of an earlier move."""
    field = [window(0, [(29, 29)], 3), window(1, [(35, 35)], 12)]
    (group,) = aligned_groups(field, onboarding_months=6)
    assert group.first_notice_by == dt.date(2028, 9, 30)
    assert group.slack_months(dt.date(2026, 11, 1)) == 22
    assert group.slack_months(dt.date(2028, 10, 1)) == -1


@pytest.mark.parametrize(
    ("spans", "months", "reason", "kind"),
    [
        ([(33, 40)], 3, "3 months too late: term ends 31 Mar 2029", Obstacle.TOO_LATE),
        ([(31, 40)], 1, "1 month too late: term ends 31 Mar 2029", Obstacle.TOO_LATE),
        ([(10, 19)], -1, "1 month too early: no extension option", Obstacle.TOO_EARLY),
        ([(10, 15)], -5, "5 months too early: no extension option", Obstacle.TOO_EARLY),
        ([(10, 15), (40, 40)], -5, "5 months too early: no extension option", Obstacle.TOO_EARLY),
        ([(10, 15), (34, 40)], 4, "4 months too late: term ends 31 Mar 2029", Obstacle.TOO_LATE),
        ([(10, 16), (34, 40)], -4, "4 months too early: no extension option", Obstacle.TOO_EARLY),
        ([], 0, "no extension option", Obstacle.NEVER_FREE),
    ],
)
def test_worked_near_misses(spans: Spans, months: int, reason: str, kind: Obstacle) -> None:
    missed = near_miss(window(4, spans), Window(20, 30))
    assert missed is not None
    assert (missed.council, missed.months, missed.reason, missed.kind) == ("E07990004", months, reason, kind)


@settings(deadline=None)
@given(st.lists(spans_of_months, min_size=1, max_size=3), spans_of_months)
def test_a_near_miss_is_as_far_as_the_nearest_free_month(spans: Spans, group: tuple[int, int]) -> None:
    council, shared = window(0, spans), set(range(group[0], group[1] + 1))
    missed = near_miss(council, Window(*group))
    nearest = min(abs(month - other) for month in free(council) for other in shared)
    assert (missed is None) == (nearest == 0)
    if missed is not None:
        assert abs(missed.months) == nearest
        assert ("too late" in missed.reason) == (missed.months > 0)
        assert {month - missed.months for month in free(council)} & shared


def test_a_country_of_yearly_renewals() -> None:
    """382 councils, each free in one month of every year: twelve groups, and all in one if a year is allowed."""
    horizon = Horizon.starting(dt.date(2026, 11, 1), years=10)
    field = [
        window(number, [(month, month) for month in range(23 + number % 12, horizon.months, 12)], 6)
        for number in range(382)
    ]
    assert len(aligned_groups(field)) == 12
    (everybody,) = aligned_groups(field, onboarding_months=11)
    assert len(everybody.members) == 382
