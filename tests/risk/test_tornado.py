"""What moves a consortium, and how wrong each input must be: against hand sums, fresh ledgers and values put back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.candidates import costed
from sharedcli.appraisal.consortium import Formed
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.entries import usual_entries
from sharedcli.costing.ledger import View
from sharedcli.costing.member import Member
from sharedcli.costing.saving import Saving
from sharedcli.model.delivery import DeliveryModel
from sharedcli.risk.levers import (
    JOINT_OVERRUN,
    JOINT_PRICE_INPUT,
    LATE,
    Lever,
    Plan,
    joint_overrun,
    joint_price,
    late,
    parameter,
    parameters,
)
from sharedcli.risk.switching import Turn, switching
from sharedcli.risk.tornado import LEAVES, Swing, Tornado, tornado
from tests.samples import assessed

SHARED = DeliveryModel.SHARED_OPERATION
CASES = [("worked", DeliveryModel.JOINT_PROCUREMENT), ("worked", SHARED)]


def first(folder: str, model: DeliveryModel = DeliveryModel.JOINT_PROCUREMENT) -> tuple[Formed, Assessment]:
    whole = assessed(folder, model=model)
    return next(formed for service in whole.services for formed in service.formed), whole


def swings(found: Tornado) -> dict[str, Swing]:
    return {one.input: one for one in found.swings if one.input != LEAVES}


def test_governance_worked_by_hand() -> None:
    """By hand, from METHOD 5.6: each member pays the difference in every month live.

    So three members pay it in every month from `go_live` to the last: a twelfth of the yearly difference, discounted
    by 3.5% for each financial year after the first; the appraisal starts in November, seven months into its first.
    """
    formed, whole = first("worked")
    found = swings(tornado(formed, whole))["governance_gbp"]
    base = formed.saving(whole.ledger).npv_gbp
    annuity = sum(1.035 ** -((month + 7) // 12) / 12 for month in range(formed.go_live, whole.horizon.months))
    for end in found.ends:
        assert end.value is not None
        more = end.value - whole.given.governance_gbp
        assert end.npv.gbp - base == pytest.approx(-len(formed.members) * more * annuity, abs=0.01)


@pytest.mark.parametrize(("folder", "model"), CASES)
def test_each_end_is_that_of_a_ledger_made_anew(folder: str, model: DeliveryModel) -> None:
    formed, whole = first(folder, model)
    tried = {lever.name for lever in parameters(Plan.of(formed, whole))}
    ends = [(name, end) for name, one in swings(tornado(formed, whole)).items() if name in tried for end in one.ends]
    assert len(ends) > 10
    for name, end in ends:
        given = replace(whole.given, **{name: end.value})  # type: ignore[arg-type] # by its name
        costing = Costing.over(whole.horizon, given)
        members = []
        for member in formed.members:
            profile = whole.profiles[member.council]
            system = profile.system_for(member.service)
            assert system is not None
            anew = costed(profile, system, member.window, given, model)
            assert isinstance(anew, Member)
            members.append(
                replace(anew, alone_month=member.alone_month, posts_stay=member.posts_stay, jobs_kept=member.jobs_kept)
            )
        more = whole.ledger.more
        together = more(replace(formed, members=tuple(members)).entries(costing))
        usual = more(row for member in members for row in usual_entries(member, costing))
        assert end.npv.gbp == pytest.approx(Saving(together, usual).npv_gbp, abs=0.01), end.npv.id


@pytest.mark.parametrize(("folder", "model"), CASES)
def test_posted_as_planned_every_lever_comes_to_the_central_ledger(folder: str, model: DeliveryModel) -> None:
    formed, whole = first(folder, model)
    plan = Plan.of(formed, whole)
    for lever in (joint_price(plan), joint_overrun(plan), late(plan), parameter("tender_gbp", plan)):
        assert lever.post(lever.planned, "x").saving.npv_gbp == pytest.approx(plan.saving.npv_gbp, abs=0.01)


def test_widest_first_each_id_once_and_what_decides_months_held() -> None:
    formed, whole = first("worked")
    found = tornado(formed, whole)
    reaches = [one.reach_gbp(found.base_gbp) for one in found.swings]
    assert reaches == sorted(reaches, reverse=True)
    assert min(reaches) >= 0.5
    ids = [amount.id for amount in found.amounts]
    assert len(ids) == len(set(ids))
    assert {"procurement_lead_months", "onboarding_months"} <= set(found.held_months)
    assert not set(swings(found)) & set(found.held_months)
    assert all(amount.view is View.PRESENT for amount in found.amounts)


def test_a_member_that_leaves_is_kept_if_it_is_the_worst_or_moves_thousands() -> None:
    formed, whole = first("worked")
    found = tornado(formed, whole)
    leaving = [one for one in found.swings if one.input == LEAVES]
    assert leaving
    assert {one.council for one in leaving} <= set(formed.codes)
    assert all(one.high is None for one in leaving)


def put_back(turn: Turn, plan: Plan) -> float:
    levers: dict[str, Lever] = {
        JOINT_PRICE_INPUT: joint_price(plan), JOINT_OVERRUN: joint_overrun(plan), LATE: late(plan),
    }  # fmt: skip
    lever = levers.get(turn.input) or parameter(turn.input, plan)
    assert turn.at is not None
    return lever.post(turn.at, "x").saving.npv_gbp


@pytest.mark.parametrize("option", ["consortia", "mandated"])
@pytest.mark.parametrize(("folder", "model"), [*CASES, ("county_2026", SHARED)])
def test_put_back_a_switching_value_leaves_nothing(folder: str, model: DeliveryModel, option: str) -> None:
    whole = assessed(folder, "finance", model=model) if folder == "county_2026" else assessed(folder, model=model)
    formed = whole.services[0].options.under(option)[0]
    plan = Plan.of(formed, whole)
    turns = switching(tornado(formed, whole))
    assert [turn.input for turn in turns[:3]] == [JOINT_PRICE_INPUT, JOINT_OVERRUN, LATE]
    turning = [turn for turn in turns if turn.at is not None]
    assert turning
    for turn in turning:
        assert turn.at is not None
        assert turn.bounds.least <= turn.at <= turn.bounds.most
        if turn.bounds.whole:
            assert (put_back(turn, plan) < 0) != (plan.saving.npv_gbp < 0), turn.input
        else:
            assert abs(put_back(turn, plan)) < 1, turn.input


def test_the_joint_price_turns_where_the_closed_form_says() -> None:
    formed, whole = first("worked")
    price = switching(tornado(formed, whole))[0]
    assert price.at == pytest.approx(formed.saving(whole.ledger).price_rise_to_break_even_share, rel=1e-9)


def test_every_month_before_the_first_late_enough_is_no_loss() -> None:
    whole = assessed("county_2026", "finance", model=SHARED)
    for formed in whole.services[0].options.under("mandated"):
        plan, turn = Plan.of(formed, whole), switching(tornado(formed, whole))[2]
        last = whole.horizon.months if turn.at is None else round(turn.at) - 1
        sign = plan.saving.npv_gbp < 0
        for months in (1, last // 2, last):
            assert (late(plan).post(months, "x").saving.npv_gbp < 0) == sign
