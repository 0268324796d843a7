"""Aligned groups against every subset there is, and near misses in both directions."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.matching.alignment import aligned_groups, near_miss
from sharedcli.matching.windows import ProcurementWindow
from sharedcli.model.calendar import Window

Spans = list[tuple[int, int] | None]
spans_of_months = st.tuples(st.integers(0, 12), st.integers(0, 6)).map(lambda span: (span[0], span[0] + span[1]))
notices = st.none() | st.integers(1, 12)


def window(number: int, span: tuple[int, int] | None, notice_months: int | None = None) -> ProcurementWindow:
    return ProcurementWindow(
        council=f"E0799{number:04d}",
        service="planning",
        window=Window(*span) if span else None,
        opens_reason="term ends 31 Mar 2029",
        closes_reason="no extension option",
        terms=None,
        notice_by=None,
        notice_months=notice_months,
    )


@st.composite
def fields(draw: st.DrawFn) -> list[ProcurementWindow]:
    """Up to seven councils; some have no window at all."""
    drawn = draw(st.lists(st.tuples(st.none() | spans_of_months, notices), max_size=7))
    return [window(number, span, notice) for number, (span, notice) in enumerate(drawn)]


def months_of(found: ProcurementWindow) -> set[int]:
    return set(range(found.window.opens, found.window.closes + 1)) if found.window else set()


def largest_by_definition(field: list[ProcurementWindow]) -> set[frozenset[str]]:
    """Every set of two or more that overlap in pairs and that nobody can be added to."""
    groups = [
        group
        for size in range(2, len(field) + 1)
        for group in combinations(field, size)
        if all(months_of(one) & months_of(other) for one, other in combinations(group, 2))
    ]
    named = {frozenset(member.council for member in group) for group in groups}
    return {group for group in named if not any(group < other for other in named)}


@settings(deadline=None)
@given(fields())
def test_groups_are_the_largest_sets_that_overlap_in_pairs(field: list[ProcurementWindow]) -> None:
    found = aligned_groups(field)
    assert {frozenset(group.members) for group in found} == largest_by_definition(field)
    assert len({group.members for group in found}) == len(found)


@settings(deadline=None)
@given(fields())
def test_each_group_shares_exactly_the_months_it_states(field: list[ProcurementWindow]) -> None:
    by_code = {member.council: member for member in field}
    for group in aligned_groups(field):
        members = [by_code[code] for code in group.members]
        common = set.intersection(*map(months_of, members))
        assert common == set(range(group.shared.opens, group.shared.closes + 1))
        assert group.longest_notice_months == max((m.notice_months for m in members if m.notice_months), default=None)


@settings(deadline=None)
@given(fields(), st.randoms(use_true_random=False))
def test_the_order_of_councils_changes_nothing(field: list[ProcurementWindow], draw: random.Random) -> None:
    shuffled = list(field)
    draw.shuffle(shuffled)
    assert aligned_groups(shuffled) == aligned_groups(field)


@settings(deadline=None)
@given(fields())
def test_groups_come_by_their_first_shared_month_and_members_by_code(field: list[ProcurementWindow]) -> None:
    found = aligned_groups(field)
    firsts = [group.shared.opens for group in found]
    assert firsts == sorted(set(firsts))
    assert all(list(group.members) == sorted(group.members) for group in found)


@settings(deadline=None)
@given(st.lists(spans_of_months, min_size=2, max_size=7))
def test_helly_windows_that_overlap_in_pairs_are_one_group(spans: list[tuple[int, int]]) -> None:
    field = [window(number, span) for number, span in enumerate(spans)]
    in_pairs = all(months_of(one) & months_of(other) for one, other in combinations(field, 2))
    everybody = tuple(member.council for member in field)
    assert in_pairs == (everybody in {group.members for group in aligned_groups(field)})


@pytest.mark.parametrize(
    ("spans", "groups"),
    [
        ([(1, 3), (3, 5)], [("01", (3, 3))]),
        ([(1, 3), (4, 5)], []),
        ([(1, 9), (2, 3), (5, 6)], [("01", (2, 3)), ("02", (5, 6))]),
        ([(1, 4), (3, 6), (4, 8), (6, 9)], [("012", (4, 4)), ("123", (6, 6))]),
        ([(2, 2), (2, 2), None], [("01", (2, 2))]),
        ([(1, 5), None], []),
        ([], []),
    ],
    ids=["in one month", "a month apart", "one with two", "a chain", "two alike", "one alone", "nobody"],
)
def test_worked_groups(spans: Spans, groups: list[tuple[str, tuple[int, int]]]) -> None:
    found = aligned_groups(window(number, span) for number, span in enumerate(spans))
    told = [("".join(code[-1] for code in group.members), group.shared) for group in found]
    assert told == [(members, Window(*shared)) for members, shared in groups]


@pytest.mark.parametrize(
    ("span", "months", "reason"),
    [
        ((33, 40), 3, "3 months too late: term ends 31 Mar 2029"),
        ((31, 40), 1, "1 month too late: term ends 31 Mar 2029"),
        ((10, 19), -1, "1 month too early: no extension option"),
        ((10, 15), -5, "5 months too early: no extension option"),
        (None, 0, "no extension option"),
    ],
)
def test_worked_near_misses(span: tuple[int, int] | None, months: int, reason: str) -> None:
    missed = near_miss(window(4, span), Window(20, 30))
    assert missed is not None
    assert (missed.council, missed.months, missed.reason) == ("E07990004", months, reason)


@settings(deadline=None)
@given(spans_of_months, spans_of_months)
def test_a_near_miss_is_as_far_as_the_window_would_have_to_move(span: tuple[int, int], group: tuple[int, int]) -> None:
    """Positive is too late: moved earlier by that many months, the window meets the group in one month, no more."""
    council, shared = window(0, span), Window(*group)
    missed = near_miss(council, shared)
    if missed is None:
        assert months_of(council) & set(range(shared.opens, shared.closes + 1))
        return
    moved = replace(council, window=Window(span[0] - missed.months, span[1] - missed.months))
    assert len(months_of(moved) & set(range(shared.opens, shared.closes + 1))) == 1
    assert ("too late" in missed.reason) == (missed.months > 0)
