"""Each way of taking no part whatever its dates, with the reason a report prints."""

from __future__ import annotations

from typing import Any

import pytest

from sharedcli.appraisal.candidates import candidates
from sharedcli.appraisal.near_misses import kept_out
from sharedcli.matching.obstacles import Obstacle
from sharedcli.model.profile import Cohort, Profile
from tests.costing.made import AS_AT, costing_with

COST = {"licence": "50000"}
LIVE = {
    "service": "revenues-and-benefits",
    "status": "live",
    "annual_cost_gbp": COST,
    "contract": {"last_day": "2029-03-31"},
}


def profile(number: int, system: dict[str, Any] | None, **more: Any) -> Profile:
    council = {
        "name": f"Town{number} Council",
        "code": f"E0799000{number}",
        "tier": "district",
        "region": "East Midlands",
    }
    council["tier"] = more.pop("tier", "district")
    systems = [system] if system else []
    return Profile.model_validate(
        {
            "profile": "1",
            "as_at": "2026-11-01",
            "figures": "illustrative",
            "council": council,
            "systems": systems,
            **more,
        }
    )


RED_LINE = {"red_lines": [{"service": "all", "forbids": ["joint-procurement"], "reason": "core business"}]}


@pytest.mark.parametrize(
    ("outside", "kind", "reason"),
    [
        (
            profile(3, None, tier="county"),
            Obstacle.OTHER_TIER,
            "different tier: a county holds no revenues and benefits function",
        ),
        (profile(3, None), Obstacle.NOT_LISTED, "the service is not in its profile"),
        (profile(3, LIVE, conditions=RED_LINE), Obstacle.RED_LINE, "core business"),
        (
            profile(3, {"service": "revenues-and-benefits", "status": "none"}),
            Obstacle.NO_NEED,
            "has no system and plans none",
        ),
        (
            profile(3, {"service": "revenues-and-benefits", "status": "live"}),
            Obstacle.NOT_APPRAISED,
            "does not state what it pays a supplier (annual_cost_gbp)",
        ),
        (
            profile(3, {**LIVE, "plan": {"action": "retire", "by": "2029-09-30"}}),
            Obstacle.RETIRING,
            "is retiring the system",
        ),
    ],
    ids=lambda value: value.value if isinstance(value, Obstacle) else "",
)
def test_worked(outside: Profile, kind: Obstacle, reason: str) -> None:
    cohort = Cohort((profile(1, LIVE), profile(2, LIVE), outside), AS_AT)
    (missed,) = kept_out(cohort, candidates(cohort, "revenues-and-benefits", costing_with()))
    assert (missed.council, missed.kind, missed.months, missed.reason) == ("E07990003", kind, 0, reason)


def test_who_is_willing_is_not_kept_out() -> None:
    """Nor is one whose dates do not suit: that is told beside the group that it misses."""
    late = {**LIVE, "contract": {"last_day": "2037-03-31"}}
    cohort = Cohort((profile(1, LIVE), profile(2, LIVE), profile(3, late)), AS_AT)
    assert kept_out(cohort, candidates(cohort, "revenues-and-benefits", costing_with())) == ()
