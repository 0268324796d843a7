"""When money moves, against rows written out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.costing.cashflows import Schedules
from sharedcli.costing.schedules import and_again, monthly_from, monthly_until, spread_before
from tests.costing.made import MONTHS, costing_with

TWELFTH = 1 / 12


def test_until_excludes_the_month_it_names_and_from_includes_it() -> None:
    assert monthly_until(4)[2].tolist() == [TWELFTH, TWELFTH, 0, 0]
    assert monthly_from(4)[2].tolist() == [0, 0, TWELFTH, TWELFTH]


def test_what_never_comes_is_paid_until_the_end() -> None:
    assert monthly_until(4)[4].tolist() == [TWELFTH] * 4
    assert monthly_from(4)[4].tolist() == [0] * 4
    assert spread_before(4, ends=0, over=2)[4].tolist() == [0] * 4


@settings(deadline=None)
@given(st.integers(1, 40))
def test_every_month_is_either_before_or_after(months: int) -> None:
    assert (monthly_until(months) + monthly_from(months) == TWELFTH).all()


@pytest.mark.parametrize(
    ("ends", "over", "go_live", "row"),
    [
        (0, 1, 3, [0, 0, 1, 0, 0, 0]),
        (0, 3, 3, [1 / 3, 1 / 3, 1 / 3, 0, 0, 0]),
        (2, 2, 5, [0, 0.5, 0.5, 0, 0, 0]),
        (2, 2, 3, [0.5, 0, 0, 0, 0, 0]),
        (2, 2, 1, [0, 0, 0, 0, 0, 0]),
        (0, 2, 0, [0, 0, 0, 0, 0, 0]),
    ],
    ids=["the month before", "three months before", "ending early", "half is sunk", "all is sunk", "at once"],
)
def test_spread_before(ends: int, over: int, go_live: int, row: list[float]) -> None:
    assert spread_before(6, ends=ends, over=over)[go_live].tolist() == row


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(0, 12), st.integers(1, 12), st.data())
def test_an_amount_that_is_not_sunk_is_spread_whole(months: int, ends: int, over: int, data: st.DataObject) -> None:
    go_live = data.draw(st.integers(0, months - 1))
    row = spread_before(months, ends=ends, over=over)[go_live]
    counted = min(max(go_live - ends, 0), over)
    assert row.sum() == pytest.approx(counted / over)
    assert not row[max(go_live - ends, 0) :].any()


def test_again_for_every_later_term_inside_the_horizon() -> None:
    schedule = and_again(spread_before(8, ends=1, over=1), over=2, every=3)
    assert schedule[2].tolist() == [1, 0, 0, 0.5, 0.5, 0, 0.5, 0.5]
    assert schedule[1].tolist() == [0, 0, 0.5, 0.5, 0, 0.5, 0.5, 0], "its first month is sunk"


def test_what_falls_due_inside_the_horizon_counts_though_its_term_starts_after_it() -> None:
    once = spread_before(6, ends=0, over=1)
    assert and_again(once, over=1, every=3)[3].tolist() == [0, 0, 1, 0, 0, 1]
    assert and_again(once, over=1, every=2)[3].tolist() == [0, 0, 1, 0, 1, 0]
    assert and_again(once, over=4, every=5)[3].tolist() == [0, 0, 1, 0, 0.25, 0.25]


def test_no_month_of_delay_loses_a_whole_tender_at_the_edge() -> None:
    """A month later costs at most a month's part of the next tender less, never the whole of it."""
    total = and_again(spread_before(40, ends=0, over=6), over=6, every=12).sum(axis=1)[6:40]
    assert np.abs(np.diff(total)).max() <= 1 / 6 + 1e-12


def test_and_again_leaves_its_first_schedule_as_it_was() -> None:
    once = spread_before(6, ends=0, over=1)
    before = once.copy()
    and_again(once, over=1, every=2)
    assert (once == before).all()


@pytest.fixture(scope="module")
def plan() -> Schedules:
    return costing_with().schedules


def months_due(row: np.ndarray) -> list[int]:
    return np.flatnonzero(row).tolist()


def test_a_tender_of_14_months_ends_9_months_before_go_live(plan: Schedules) -> None:
    """Go-live in month 40: tender in 17 to 30, implementation in 31 to 39; the next term starts in month 100."""
    assert months_due(plan.tender[40]) == [*range(17, 31), *range(86, 100)]
    assert plan.tender[40][[17, 99]] == pytest.approx([1 / 14, 1 / 14])
    assert months_due(plan.implementation[40]) == list(range(31, 40))
    assert months_due(plan.dual_running[40]) == [37, 38, 39]
    assert months_due(plan.renewal[40]) == [39, 99]


def test_the_exercise_before_a_term_that_starts_with_the_horizon_s_end_counts(plan: Schedules) -> None:
    assert months_due(plan.renewal[MONTHS - 59]) == [MONTHS - 60]
    assert months_due(plan.renewal[MONTHS - 60]) == [MONTHS - 61, MONTHS - 1]
    assert months_due(plan.renewal[MONTHS - 61]) == [MONTHS - 62, MONTHS - 2]


def test_a_go_live_in_the_month_of_the_lead_starts_now(plan: Schedules) -> None:
    assert months_due(plan.tender[23])[0] == 0
    assert plan.tender[23][:14].sum() == pytest.approx(1)


def test_a_schedule_that_is_shared_cannot_be_written_to() -> None:
    once = spread_before(6, ends=1, over=2)
    assert spread_before(6, ends=1, over=2) is once
    with pytest.raises(ValueError, match="read-only"):
        once[0, 0] = 1
