"""Joint procurement and shared operation of the same councils: which is better when, and what red lines forbid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from sharedcli.appraisal.assessment import Assessment, assess
from sharedcli.appraisal.verdicts import Reason
from sharedcli.costing.charges import Line
from sharedcli.loading.parameters import assumptions
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.profile import Cohort, Profile
from tests import samples
from tests.appraisal.test_sanity import profile, renewing
from tests.strategies import AS_AT, cohorts

JOINT, SHARED = DeliveryModel.JOINT_PROCUREMENT, DeliveryModel.SHARED_OPERATION
SHIPPED = assumptions(AS_AT)
LABOUR_HEAVY: dict[str, Any] = {"annual_cost_gbp": {"licence": "30000", "staff": "500000"}, "staff_fte": "12"}


def alike(*red_lines: tuple[str, ...]) -> Cohort:
    """Councils alike but for their red lines."""
    return Cohort(tuple(_one(number, forbids) for number, forbids in enumerate(red_lines)), AS_AT)


def _one(number: int, forbids: tuple[str, ...]) -> Profile:
    lines = [{"service": "all", "forbids": forbids, "reason": "jobs"}] if forbids else []
    return profile(number, renewing("Same", **LABOUR_HEAVY), red_lines=lines)


def worth(whole: Assessment) -> float:
    return sum(service.options.selection.value_gbp for service in whole.services)


def assessed(cohort: Cohort, model: DeliveryModel, saving: float = 0.0) -> Assessment:
    return assess(cohort, replace(SHIPPED, operating_saving_share=saving), model=model)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cohorts(most=4))
def test_without_a_saving_one_team_is_never_better(cohort: Cohort) -> None:
    joint, shared = assess(cohort, SHIPPED), assess(cohort, SHIPPED, model=SHARED)
    assert SHIPPED.operating_saving_share == 0
    assert worth(shared) <= worth(joint) + 0.01
    for option in ("small", "one-large", "mandated"):
        values = [
            sum(formed.worth_gbp for formed in whole.services[0].options.under(option)) for whole in (shared, joint)
        ]
        if option != "one-large" or len(shared.services[0].candidates.willing) == len(cohort.profiles):
            assert values[0] <= values[1] + 0.01, option


@pytest.mark.parametrize("folder", [pytest.param("article_2006", marks=pytest.mark.slow), "county_2026"])
def test_nor_for_the_sample_councils(folder: str) -> None:
    joint, shared = samples.assessed(folder), samples.assessed(folder, model=SHARED)
    for one, other in zip(shared.services, joint.services, strict=True):
        assert one.options.selection.value_gbp <= other.options.selection.bound_gbp + 0.01


def test_a_saving_of_15_per_cent_makes_one_team_better_where_staff_are_the_cost() -> None:
    cohort = alike((), (), ())
    joint, none, saving = (
        worth(whole) for whole in (assessed(cohort, JOINT), assessed(cohort, SHARED), assessed(cohort, SHARED, 0.15))
    )
    assert none < joint < saving
    # 15% of £500,000, three councils, from October 2029 or so: six years and more of £225,000, discounted.
    assert 900_000 < saving - joint < 1_500_000


def test_a_dearer_team_is_worse_still() -> None:
    cohort = alike((), (), ())
    assert worth(assessed(cohort, SHARED, -0.05)) <= worth(assessed(cohort, SHARED))


@pytest.mark.parametrize("line", ["posts-leaving", "job-losses"])
def test_what_a_red_line_about_posts_forbids_is_not_counted(line: str) -> None:
    held, free = assessed(alike((line,), (), ()), SHARED, 0.15), assessed(alike((), (), ()), SHARED, 0.15)
    (formed,) = held.services[0].options.under("one-large")
    (other,) = free.services[0].options.under("one-large")
    assert formed.posts(held.given)[0].lost == 0
    assert other.posts(free.given)[0].lost == pytest.approx(12 * 0.15)
    assert formed.worth_gbp < other.worth_gbp
    saving = formed.saving(held.ledger, ["E07990000"])
    about = [Line.STAFF, Line.EXIT_PAYMENTS]
    assert saving.option.only(line=about).real_gbp == pytest.approx(saving.usual.only(line=about).real_gbp)


def test_a_mandate_ignores_red_lines_about_posts_too() -> None:
    whole = assessed(alike(("posts-leaving",), ("job-losses",), ("shared-operation",)), SHARED, 0.15)
    (mandated,) = whole.services[0].options.under("mandated")
    assert [posts.lost for posts in mandated.posts(whole.given)] == [pytest.approx(1.8)] * 3
    (unheld,) = assessed(alike((), (), ()), SHARED, 0.15).services[0].options.under("mandated")
    assert mandated.worth_gbp == pytest.approx(unheld.worth_gbp)


@pytest.mark.parametrize(
    ("forbids", "model", "refuses"),
    [
        ("joint-procurement", JOINT, True),
        ("joint-procurement", SHARED, False),
        ("shared-operation", JOINT, False),
        ("shared-operation", SHARED, True),
        ("posts-leaving", SHARED, False),
        ("job-losses", SHARED, False),
        ("job-losses", JOINT, False),
    ],
)
def test_a_red_line_keeps_a_council_out_of_what_it_names(forbids: str, model: DeliveryModel, refuses: bool) -> None:
    (service,) = assessed(alike((forbids,), (), ()), model, 0.15).services
    assert (service.verdicts[0].reason is Reason.RED_LINE) == refuses
    assert [red.member.council for red in service.candidates.red_lined] == ["E07990000"] * refuses


def test_each_council_running_its_own_moves_no_posts() -> None:
    (formed,) = assessed(alike((), (), ()), JOINT, 0.15).services[0].formed
    assert formed.posts(SHIPPED) == ()
