"""What one team adds to a joint contract, against figures worked on paper: operation.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
import yaml

from sharedcli.costing.cashflows import Costing
from sharedcli.costing.entries import joint_entries
from sharedcli.costing.member import Member, member_of
from sharedcli.costing.operation import Posts, posts_of, staffed
from sharedcli.costing.prices import FloatArray
from sharedcli.matching.windows import procurement_window
from sharedcli.model.delivery import DeliveryModel, ModelKey
from sharedcli.model.profile import Sharing
from tests.costing.made import MONTHS, costing_with
from tests.matching.cases import profile_with

CASES = yaml.load((Path(__file__).parent / "operation.yaml").read_text("utf-8"), yaml.CBaseLoader)
GIVEN = {
    "operating_saving_share": 0.1,
    "exit_payment_gbp": 20_000,
    "staff_post_gbp": 48_000,
    "quality_dip_share": 0.05,
    "quality_dip_months": 12,
}
LINES = ("staff", "exit-payments", "quality-dip")
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])


def costing_of(case: dict[str, Any]) -> Costing:
    return costing_with(**{**GIVEN, **{name: float(value) for name, value in case.get("given", {}).items()}})


def members_of(case: dict[str, Any], costing: Costing) -> list[Member]:
    return [_member(number, told, costing) for number, told in enumerate(case["members"])]


def _member(number: int, told: dict[str, Any], costing: Costing) -> Member:
    lines = [{"service": "all", "forbids": told["red_lines"], "reason": "jobs"}] if "red_lines" in told else []
    council = {"name": f"Council {number}", "code": f"E0799{number:04d}", "tier": "district", "region": "East Midlands"}
    profile = profile_with(told["system"], council=council, conditions={"red_lines": lines})
    system = profile.systems[0]
    found = member_of(
        profile, system, procurement_window(profile, system, costing.horizon, costing.given), costing.given
    )
    assert isinstance(found, Member)
    return staffed(found, costing.given)


def lines_of(case: dict[str, Any], costing: Costing, model: DeliveryModel) -> dict[tuple[str, str], FloatArray]:
    """Pounds by month of every council and line."""
    members, joins = members_of(case, costing), [int(told["joins"]) for told in case["members"]]
    found: dict[tuple[str, str], FloatArray] = {}
    for entry, flow in joint_entries(
        members, joins, product="New", go_live=int(case["go_live"]), option="joint", consortium="planning.1",
        costing=costing, model=model,
    ):  # fmt: skip
        key = entry.council, entry.line.key
        found[key] = found.get(key, np.zeros(MONTHS)) + flow
    return found


@every_case
def test_what_one_team_adds(case: dict[str, Any]) -> None:
    costing = costing_of(case)
    shared = lines_of(case, costing, DeliveryModel.SHARED_OPERATION)
    joint = lines_of(case, costing, DeliveryModel.JOINT_PROCUREMENT)
    nothing = np.zeros(MONTHS)
    for member, told in zip(members_of(case, costing), case["members"], strict=True):
        total = 0.0
        for line in LINES:
            wanted = np.zeros(MONTHS)
            for first, last, gbp in told["expect"].get(line, ()):
                wanted[int(first) : int(last) + 1] = float(gbp)
            key = member.council, line
            added = shared.get(key, nothing) - joint.get(key, nothing)
            assert added == pytest.approx(wanted, abs=0.0001), line
            total += added.sum()
        assert total == pytest.approx(float(told["total"]), abs=0.01)
    rest = {key for key in shared | joint if key[1] not in LINES}
    assert all((shared[key] == joint[key]).all() for key in rest)


@every_case
def test_whose_posts_move(case: dict[str, Any]) -> None:
    costing = costing_of(case)
    for posts, told in zip(posts_of(members_of(case, costing), costing.given), case["members"], strict=True):
        wanted = told["posts"]
        assert posts.is_host == (wanted.get("host") == "yes")
        for name in ("today", "lost", "moving"):
            value = None if wanted[name] == "null" else pytest.approx(float(wanted[name]))
            assert getattr(posts, name) == value, name


@every_case
def test_what_is_filled_in_is_listed(case: dict[str, Any]) -> None:
    for member, told in zip(members_of(case, costing_of(case)), case["members"], strict=True):
        listed = {filled.field: filled.parameter for filled in member.filled if filled.parameter == "staff_post_gbp"}
        assert listed == told.get("filled", {})


def test_posts_that_leave_are_those_lost_and_those_that_move() -> None:
    assert Posts("E07990000", is_host=False, today=4, lost=0.5, moving=3.5).leaving == 4
    assert Posts("E07990000", is_host=True, today=4, lost=0.5, moving=0).leaving == 0.5
    assert Posts("E07990000", is_host=False, today=None, lost=None, moving=None).leaving is None
    assert Posts("E07990000", is_host=False, today=None, lost=0, moving=None).leaving is None


def test_the_models_are_called_what_red_lines_call_them() -> None:
    assert {model.key for model in DeliveryModel} == set(get_args(ModelKey)) <= set(get_args(Sharing))
    assert all(DeliveryModel.named(model.key) is model for model in DeliveryModel)
