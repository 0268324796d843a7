"""Many futures added up as arrays come to what the rows posted for each of them come to, to a penny and far below."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.appraisal.consortium import PROPOSED, Formed
from sharedcli.costing.charges import Line
from sharedcli.costing.entries import usual_entries
from sharedcli.costing.ledger import Ledger
from sharedcli.costing.member import Course
from sharedcli.costing.prices import prices
from sharedcli.model.delivery import DeliveryModel
from sharedcli.risk.exposure import CASH, ONE_OFF, PRESENT
from sharedcli.risk.future import Future, Own
from sharedcli.risk.simulation import saved_gbp, simulate
from sharedcli.risk.trying import side_by_side
from sharedcli.risk.uncertainty import Uncertainty
from tests.costing.made import costing_with, member
from tests.risk.futures import A_HAIR, BOTH, Case, as_shipped, cases, rows_say, worked

LATE = 240  # months, the most a delay may be: far past every horizon here
FOLDERS = ("article_2006", "county_2026")
REPLACED_EARLY = """
service: planning
status: live
product: Plankeeper
support_ends: 2029-06-30
contract: {start: 2021-04-01, last_day: 2031-03-31}
annual_cost_gbp: {licence: 80000, staff: 60000}
plan: {action: replace, by: 2029-12-31}
"""


def any_future(random: Random, size: int) -> Future:
    """One future with every input anywhere, ends included."""
    own = (
        Own(
            overrun_share=random.choice((-1.0, random.uniform(-1, 50))),
            alone_overrun_share=random.choice((0.0, random.uniform(-1, 50))),
            alone_delay_months=random.choice((0, 5, random.randint(0, LATE))),
            exit_fee_share=random.random(),
            stays=random.random() < 0.8,
        )
        for _ in range(size)
    )
    saving, late = random.uniform(-1, 1), random.choice((0, 3, random.randint(0, LATE)))
    return Future(random.uniform(0, 0.9), saving, late, tuple(own))


def staying(future: Future, *places: int) -> Future:
    """The same with these members left."""
    members = tuple(replace(own, stays=at in places) for at, own in enumerate(future.members))
    return replace(future, members=members)


def assert_same(case: Case, futures: list[Future]) -> None:
    saved, stands = saved_gbp(case.exposure(LATE), side_by_side(futures))
    assert stands.tolist() == [future.standing() for future in futures]
    for found, future in zip(saved, futures, strict=True):
        npv, once, cash = rows_say(case, future)
        assert found[:, PRESENT] == pytest.approx(npv, abs=A_HAIR, rel=1e-12), (case.name, future)
        assert -found[:, ONE_OFF] == pytest.approx(once, abs=A_HAIR, rel=1e-12), (case.name, future)
        assert found[:, CASH].sum(axis=0) == pytest.approx(cash, abs=A_HAIR, rel=1e-12), (case.name, future)


def of_all_kinds(case: Case, random: Random, many: int) -> list[Future]:
    """As planned, anyhow, with one left and with none."""
    futures = [any_future(random, len(case.formed.members)) for _ in range(many)]
    return [case.planned, *futures, staying(futures[0], 0), staying(futures[0])]


@pytest.mark.parametrize("model", BOTH)
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_rows_of_any_future_come_to_the_same(folder: str, model: DeliveryModel) -> None:
    random = Random(f"{folder} {model.name}")
    for case in cases(folder, model)[::4]:
        assert_same(case, of_all_kinds(case, random, 2))


@pytest.mark.slow
@pytest.mark.parametrize("model", BOTH)
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_rows_of_any_future_of_every_consortium_come_to_the_same(folder: str, model: DeliveryModel) -> None:
    random = Random(f"all of {folder} {model.name}")
    for case in cases(folder, model):
        assert_same(case, of_all_kinds(case, random, 12))


def test_what_the_folders_hold_is_tried() -> None:
    # A case that no sample council makes tests nothing.
    every = [case for folder in FOLDERS for model in BOTH for case in cases(folder, model)]
    members = [member for case in every for member in case.formed.members]
    assert any(not one.in_use for one in members)
    assert any(one.in_use for one in members)
    assert any(one.posts_stay or one.jobs_kept for one in members)
    assert any(not one.price_moves for one in members)
    assert {one.course for one in members} >= {Course.BUYS, Course.REPLACES, Course.STAYS}
    assert any(sum(one.stays_on(case.formed.product) for one in case.formed.members) > 1 for case in every)
    assert any(case.exposure(0).parts.leaving.any() for case in every)
    assert any(case.exposure(0).parts.staff.any() for case in every)


own = st.builds(
    Own,
    overrun_share=st.floats(-1, 50),
    alone_overrun_share=st.floats(-1, 50),
    alone_delay_months=st.integers(0, LATE),
    exit_fee_share=st.floats(0, 1),
    stays=st.booleans(),
)
any_of_three = st.builds(
    Future,
    scale_exponent=st.floats(0, 0.9),
    operating_saving_share=st.floats(-1, 1),
    delay_months=st.integers(0, LATE),
    members=st.tuples(own, own, own),
)


@settings(max_examples=60, deadline=None)
@given(future=any_of_three, model=st.sampled_from(BOTH))
def test_the_rows_of_whatever_may_happen_to_the_worked_example_come_to_the_same(
    future: Future, model: DeliveryModel
) -> None:
    example = worked()
    assert_same(replace(example, formed=replace(example.formed, model=model)), [future])


def test_a_council_that_leaves_its_contract_early_alone_pays_the_same_share_as_together() -> None:
    # Its support ends before its contract, so its own plan costs an exit charge too: at the future's share, not at
    # that planned, and not the whole of the fees remaining.
    costing = costing_with()
    one = member(REPLACED_EARLY, costing)
    members, money = (one, replace(one, council="E07998009")), prices(costing.horizon, costing.given)
    charges, month = costing.business_as_usual(one)
    assert sum(charge.by_month_gbp(month, size=1).sum() for charge in charges if charge.line is Line.EXIT) > 0
    formed = Formed("planning.1", PROPOSED, "planning", members, (30, 32), "", 30, 0.0)
    rows = [row for each in members for row in usual_entries(each, costing)]
    years = tuple(str(year) for year in costing.horizon.years)
    ledger = Ledger.of([*rows, *formed.entries(costing)], money, years)
    case = Case(formed, ledger, costing, Future.planned(formed, costing.given))
    assert case.outcomes(Uncertainty.none(costing.given), count=1).npv_gbp.sum() == pytest.approx(
        formed.saving(ledger).npv_gbp, abs=A_HAIR
    )
    assert_same(case, of_all_kinds(case, Random(1), 20))


def test_no_pounds_change_for_a_member_that_is_gone() -> None:
    example = worked()
    saved, _ = saved_gbp(example.exposure(0), side_by_side([example.planned.without(1), staying(example.planned, 2)]))
    assert not saved[0, 1].any()
    assert saved[0, 0].any()
    assert not saved[1].any()


def test_a_chunk_of_any_size_changes_no_figure() -> None:
    example = worked()
    exposure, draws = example.exposure(LATE), example.draws(as_shipped(example), count=2_500)
    whole = simulate(exposure, draws, chunk=2_500)
    for size in (1, 7, 1_024):
        made = simulate(exposure, draws, chunk=size)
        for name in ("npv_gbp", "one_off_gbp", "cash_gbp", "delay_months", "stands"):
            assert np.array_equal(getattr(made, name), getattr(whole, name)), (size, name)
