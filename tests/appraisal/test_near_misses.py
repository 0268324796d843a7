"""Each way of not being in a group, with the reason a report prints."""

from __future__ import annotations

from typing import Any

import pytest

from sharedcli.appraisal.candidates import candidates
from sharedcli.appraisal.near_misses import near_misses
from sharedcli.matching.alignment import Miss
from sharedcli.model.calendar import Window
from sharedcli.model.profile import Cohort, Profile
from tests.costing.made import AS_AT, costing_with

APRIL_2029 = Window(29, 29)
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
    ("outside", "kind", "months", "reason"),
    [
        (
            profile(3, None, tier="county"),
            Miss.OTHER_TIER,
            0,
            "different tier: a county holds no revenues and benefits function",
        ),
        (profile(3, None), Miss.NOT_LISTED, 0, "the service is not in its profile"),
        (profile(3, LIVE, conditions=RED_LINE), Miss.RED_LINE, 0, "red line: core business"),
        (profile(3, {"service": "revenues-and-benefits", "status": "none"}), Miss.NO_NEED, 0, "no need stated"),
        (
            profile(3, {"service": "revenues-and-benefits", "status": "live"}),
            Miss.NOT_APPRAISED,
            0,
            "not appraised: no cost stated",
        ),
        (
            profile(3, {**LIVE, "plan": {"action": "retire", "by": "2029-09-30"}}),
            Miss.RETIRING,
            0,
            "the system is to be retired",
        ),
        (
            profile(3, {**LIVE, "contract": {"last_day": "2029-05-31"}}),
            Miss.TOO_LATE,
            2,
            "2 months too late: term ends 31 May 2029",
        ),
        (
            profile(3, {**LIVE, "contract": {"last_day": "2028-12-31"}}),
            Miss.TOO_EARLY,
            -3,
            "3 months too early: term ends 31 Dec 2028, no extension option",
        ),
        (
            profile(3, {**LIVE, "contract": {"last_day": "2037-03-31"}}),
            Miss.NEVER_FREE,
            0,
            "the appraisal ends, before it could move",
        ),
    ],
    ids=lambda value: value.value if isinstance(value, Miss) else "",
)
def test_worked(outside: Profile, kind: Miss, months: int, reason: str) -> None:
    cohort = Cohort((profile(1, LIVE), profile(2, LIVE), outside), AS_AT)
    field = candidates(cohort, "revenues-and-benefits", costing_with())
    (missed,) = near_misses(cohort, field, {"E07990001", "E07990002"}, APRIL_2029)
    assert (missed.council, missed.kind, missed.months, missed.reason) == ("E07990003", kind, months, reason)


def test_members_and_those_who_could_have_joined_miss_nothing() -> None:
    cohort = Cohort((profile(1, LIVE), profile(2, LIVE), profile(3, LIVE)), AS_AT)
    field = candidates(cohort, "revenues-and-benefits", costing_with())
    assert near_misses(cohort, field, {"E07990001", "E07990002"}, APRIL_2029) == ()
