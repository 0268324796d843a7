"""Months side by side, against contracts worked by hand; the months most are free, against counting them."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Any

import pytest

from sharedcli import api
from sharedcli.matching.timeline import IfMissed, Row, State, Timeline, timeline
from sharedcli.matching.windows import procurement_window
from sharedcli.model.calendar import Window
from sharedcli.model.profile import Cohort, Profile
from tests.matching.cases import profile_with
from tests.matching.test_windows import given
from tests.samples import cohort_of

AS_AT = dt.date(2026, 11, 1)


def timed(*profiles: Profile) -> Timeline:
    return timeline(Cohort(profiles, AS_AT), given(AS_AT))


def row_of(system: dict[str, Any], **more: Any) -> Row:
    return timed(profile_with(system, **more)).services[0].rows[0]


def in_short(row: Row) -> list[tuple[str, int]]:
    """The states with how many months each lasts."""
    return [(state.value, len(list(run))) for state, run in groupby(row.states)]


FIXED = {"contract": {"last_day": "2029-03-31", "notice_months": "6", "extensions_months": ["12"]}}
BREAK = {"contract": {"last_day": "2031-03-31", "notice_months": "6", "breaks": ["2029-03-31"]}}
RENEWS = {"contract": {"last_day": "2029-03-31", "notice_months": "6", "auto_renews_months": "24"}}
ROLLS = {"contract": {"last_day": "2025-03-31", "notice_months": "3"}}

# As at November 2026 month 0; October 2028, the lead, is month 23; April 2029 month 29; the last is month 112.
STATES = [
    ("term, then an option", FIXED, [("held", 29), ("free", 13), ("neither", 71)]),
    (
        "an option under way before anything could be bought",
        {"contract": {"last_day": "2028-03-31", "extensions_months": ["24"]}},
        [("held", 17), ("option", 6), ("free", 19), ("neither", 71)],
    ),
    (
        "one month, then bound again for two years",
        RENEWS,
        [("held", 29), *[("free", 1), ("held", 23)] * 3, ("free", 1), ("held", 11)],
    ),
    ("a break, then bound to the end", BREAK, [("held", 29), ("free", 1), ("held", 23), ("free", 1), ("neither", 59)]),
    ("rolling on with notice", ROLLS, [("held", 3), ("option", 20), ("free", 90)]),
    ("nothing to leave", {"status": "none"}, [("neither", 23), ("free", 90)]),
    (
        "moves on by its own plan",
        {**FIXED, "plan": {"action": "replace", "by": "2029-06-30"}},
        [("held", 29), ("free", 3), ("neither", 81)],
    ),
    (
        "support ends before it could move",
        {"contract": {"last_day": "2029-03-31"}, "support_ends": "2027-12-31"},
        [("held", 29), ("neither", 84)],
    ),
]


@pytest.mark.parametrize(("system", "expected"), [case[1:] for case in STATES], ids=[case[0] for case in STATES])
def test_states(system: dict[str, Any], expected: list[tuple[str, int]]) -> None:
    assert in_short(row_of(system)) == expected


NOTICES = [
    ("courtesy", FIXED, dt.date(2028, 9, 30), IfMissed.NOTHING, None),
    ("break", BREAK, dt.date(2028, 9, 30), IfMissed.BOUND, dt.date(2031, 3, 31)),
    ("renewal", RENEWS, dt.date(2028, 9, 30), IfMissed.BOUND, dt.date(2031, 3, 31)),
    ("rolling", ROLLS, dt.date(2028, 6, 30), IfMissed.SLIPS, None),
]


@pytest.mark.parametrize(("system", "by", "kind", "until"), [case[1:] for case in NOTICES], ids=[n[0] for n in NOTICES])
def test_what_follows_a_missed_notice_day(
    system: dict[str, Any], by: dt.date, kind: IfMissed, until: dt.date | None
) -> None:
    notice = row_of(system).notice
    assert notice is not None
    assert (notice.by, notice.if_missed, notice.bound_until) == (by, kind, until)


def test_no_notice_where_none_is_stated_or_nothing_could_be_left() -> None:
    assert row_of({"contract": {"last_day": "2029-03-31"}}).notice is None
    assert row_of({**FIXED, "plan": {"action": "retire", "by": "2027-03-31"}}).notice is None


def test_the_successor_serves_what_falls_due_from_its_vesting_day_on() -> None:
    day_of, day_after = ({"vesting_on": day, "successor": "New"} for day in ("2028-09-30", "2028-10-01"))
    for moving, passes in ((day_of, True), (day_after, False)):
        notice = row_of(FIXED, reorganisation=moving).notice
        assert notice is not None
        assert (notice.passed_to is not None) is passes


def test_notice_days_gone_by_are_not_due_next() -> None:
    early = {"contract": {"last_day": "2028-12-31", "notice_months": "36", "extensions_months": ["24"]}}
    times = timed(profile_with(early))
    assert times.services[0].rows[0].notice is not None
    assert times.notices() == ()


def test_a_red_line_and_a_retirement_are_not_counted() -> None:
    lines = {"red_lines": [{"service": "all", "forbids": ["joint-procurement"], "reason": "core business"}]}
    row = row_of(FIXED, conditions=lines)
    assert (row.kept_out, State.FREE in row.states) == ("red line: core business", True)
    assert row_of({**FIXED, "status": "retiring"}).kept_out == "to be retired"
    assert row_of(FIXED).kept_out == ""
    times = timed(*(profile_with(FIXED, conditions=lines) for _ in range(2)), profile_with(FIXED))
    assert (times.services[0].most, times.services[0].shared, len(times.services[0].might_join)) == (1, (), 1)


@pytest.mark.parametrize("folder", ["article_2006", "county_2026"])
def test_the_sample_councils_against_their_windows(folder: str) -> None:
    """Every free month is one of the window's, and the most are counted again month by month."""
    cohort = cohort_of(folder)
    assumed = api.assumptions(cohort.as_at)
    times, seen = api.timeline(cohort, assumed), 0
    for service in times.services:
        count: dict[int, int] = {}
        for row in service.rows:
            profile = next(p for p in cohort.profiles if p.council.code == row.council)
            system = profile.system_for(service.service)
            assert system is not None
            spans = procurement_window(profile, system, times.horizon, assumed).spans
            free = {month for span in spans for month in range(span.opens, span.closes + 1)}
            assert {month for month, state in enumerate(row.states) if state is State.FREE} == free
            assert {m for span in row.free for m in range(span.opens, span.closes + 1)} == free
            for month in free if not row.kept_out else ():
                count[month] = count.get(month, 0) + 1
            seen += 1
        most = max(count.values(), default=0)
        shared = sorted(month for month, number in count.items() if number == most)
        assert service.most == most
        drawn = [m for span in service.shared for m in range(span.opens, span.closes + 1)]
        assert drawn == (shared if most > 1 else [])
    assert seen > 40


def test_months_that_do_not_follow_each_other_are_apart() -> None:
    cohort = cohort_of("article_2006")
    (revenues,) = api.timeline(cohort, api.assumptions(cohort.as_at), services=("revenues-and-benefits",)).services
    assert (revenues.most, revenues.shared) == (7, (Window(25, 25), Window(28, 30)))
