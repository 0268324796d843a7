"""Matching: worked by hand where it can be, and nobody is lost whatever is asked for."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
import yaml
from hypothesis import given, settings

from sharedcli import api
from sharedcli.appraisal.ground import Ground
from sharedcli.appraisal.matching import Matching, match
from sharedcli.appraisal.outside import gain_of_all, gains_of_all
from sharedcli.appraisal.why_not import why_not
from sharedcli.consortia import many
from sharedcli.matching.obstacles import Obstacle
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.profile import Cohort
from sharedcli.model.wishes import Effort, Wishes
from tests import samples
from tests.costing.made import AS_AT, given_with
from tests.matching.cases import profile_with
from tests.strategies import cohorts


def cohort_of(*systems: str, **more: object) -> Cohort:
    """Councils with one system each, their codes E07990001 and on."""
    profiles = []
    for number, text in enumerate(systems, start=1):
        council = {
            "name": f"Council {number}", "code": f"E0799{number:04d}", "tier": "district", "region": "East Midlands"
        }  # fmt: skip
        system = yaml.load(text, yaml.CBaseLoader)
        profiles.append(profile_with(system, AS_AT.isoformat(), council=council, price_year="2026-27", **more))
    return Cohort(tuple(profiles), AS_AT)


LIVE = """
product: {product}
contract: {{start: 2021-04-01, last_day: {last}, notice_months: 6, extensions_months: [12]}}
annual_cost_gbp: {{licence: {cost}}}
"""
APRIL = LIVE.format(product="Alpha", last="2029-03-31", cost=12_000)
JULY = LIVE.format(product="Alpha", last="2029-06-30", cost=24_000)
FAR = LIVE.format(product="Beta", last="2033-06-30", cost=24_000)


def matched(cohort: Cohort, *, onboarding_months: int = 12, **wishes: object) -> Matching:
    given = given_with(onboarding_months=onboarding_months)
    (found,) = match(cohort, given, wishes=Wishes(**wishes))  # type: ignore[arg-type]
    return found


def test_an_aligned_group_worked_by_hand() -> None:
    """One is free from April 2029 for 12 months, the other from July 2029 for 12: months 29 to 41, and 32 to 44.

    They share 32 to 41, July 2029 to April 2030. In July the first has been on its extension for three months, at
    5% of 1,000 pounds a month, discounted by 0.901943: 135.29. Notice is six months: by 31 December 2028, 25 months
    after November 2026. The third is free from July 2033, month 80: 39 months too late.
    """
    (service,) = matched(cohort_of(APRIL, JULY, FAR), onboarding_months=0).services
    group = service.aligned[0]
    assert group.members == ("E07990001", "E07990002")
    assert (group.alignment.shared.opens, group.alignment.shared.closes, group.month) == (32, 41, 32)
    assert group.cost_gbp == pytest.approx(135.29, abs=0.005)
    assert group.spend_gbp == pytest.approx(36_000)
    assert group.alignment.first_notice_by == dt.date(2028, 12, 31)
    assert group.alignment.slack_months(AS_AT) == 25
    (miss,) = group.misses
    assert (miss.council, miss.months) == ("E07990003", 39)
    assert "30 Jun 2033" in miss.reason


def test_members_who_join_within_months_of_each_other() -> None:
    """With a year's onboarding they can start as soon as April 2029, month 29, when the first is free at no charge.

    The second joins in its month 32, at none either. Notice is due on 30 September 2028, 22 months after November
    2026. The last start is month 41, from which the last may join until 53: the third is 27 months too late.
    """
    (service,) = matched(cohort_of(APRIL, JULY, FAR), onboarding_months=12).services
    group = service.aligned[0]
    assert [(span.opens, span.closes) for span in group.alignment.spans] == [(29, 41)]
    assert (group.month, group.cost_gbp) == (29, 0)
    assert (group.alignment.first_notice_by, group.alignment.slack_months(AS_AT)) == (dt.date(2028, 9, 30), 22)
    assert [(miss.council, miss.months) for miss in group.misses] == [("E07990003", 27)]


def test_one_team_is_matched_as_it_is_assessed() -> None:
    cohort = samples.cohort_of("county_2026")
    assumed, model = api.assumptions(cohort.as_at), DeliveryModel.SHARED_OPERATION
    (part,) = match(cohort, assumed, ("payroll", "planning"), model=model)
    whole = api.assess(cohort, assumed, services=("payroll", "planning"), model=model)
    chosen = [formed for service in whole.services for formed in service.formed]
    assert [(one.codes, one.model, one.worth_gbp) for one in part.formed] == [
        (one.codes, model, one.worth_gbp) for one in chosen
    ]


def test_every_reason_for_being_outside() -> None:
    april, july, far = (text.replace("000}", "0000}") for text in (APRIL, JULY, FAR))
    cohort = cohort_of(
        april, july, far,
        "{status: none}",
        "{product: Alpha, contract: {last_day: 2029-03-31}}",
        "{status: retiring, annual_cost_gbp: {licence: 9000}}",
    )  # fmt: skip
    refuses = cohort_of(
        JULY, conditions={"red_lines": [{"service": "all", "forbids": ["joint-procurement"], "reason": "no"}]}
    )
    (proud,) = (profile.model_copy(update={"council": profile.council.model_copy(update={"code": "E07990007"})})
                for profile in refuses.profiles)  # fmt: skip
    (service,) = matched(Cohort((*cohort.profiles, proud), AS_AT)).services
    assert [formed.codes for formed in service.formed] == [("E07990001", "E07990002")]
    assert {one.council[-1]: one.obstacle for one in service.outside} == {
        "3": Obstacle.TOO_LATE,
        "4": Obstacle.NO_NEED,
        "5": Obstacle.NOT_APPRAISED,
        "6": Obstacle.RETIRING,
        "7": Obstacle.RED_LINE,
    }
    late = service.outside[0]
    assert late.miss is not None
    assert late.miss.months == 80 - (service.formed[0].go_live + 12), "the last may join twelve months after the first"
    assert late.gain_of_all_gbp is not None
    assert late.gain_of_all_gbp < 0


def test_a_tier_that_does_not_hold_the_function() -> None:
    cohort = cohort_of(APRIL, JULY)
    county = profile_with({"service": "payroll", "status": "none"}).model_copy()
    council = county.council.model_copy(update={"code": "E10000001", "tier": "county"})
    whole = Cohort((*cohort.profiles, county.model_copy(update={"council": council})), AS_AT)
    given = given_with()
    (found,) = match(whole, given, ("planning",))
    assert [miss.kind for miss in found.services[0].unlisted] == [Obstacle.NOT_LISTED], "a county decides planning too"
    housing = cohort_of(APRIL.replace("product", "service: housing-management\nproduct", 1))
    (found,) = match(Cohort((*housing.profiles, *whole.profiles[-1:]), AS_AT), given, ("housing-management",))
    assert [miss.kind for miss in found.services[0].unlisted] == [Obstacle.OTHER_TIER]


def accounted(part: Matching) -> None:
    """Every council of the cohort is in a consortium, outside with a reason, or does not list the service."""
    for service in part.services:
        told = [code for formed in service.formed for code in formed.codes]
        told += [one.council for one in service.outside]
        told += [one.council for one in service.unlisted]
        assert sorted(told) == sorted(part.cohort.codes)
        missed = [miss.council for group in service.aligned for miss in group.misses]
        assert len(missed) == len(set(missed)), "each is named beside its nearest group alone"


@settings(max_examples=15, deadline=None)
@given(cohorts(most=6))
def test_nobody_is_lost(cohort: Cohort) -> None:
    at_once = given_with(onboarding_months=0)
    for wishes in (Wishes(), Wishes(least=3), Wishes(most=2), Wishes(exclude=("E07990000",))):
        given_here = at_once if wishes.exclude else given_with()
        (part,) = match(cohort, given_here, wishes=wishes)
        accounted(part)
        for formed in part.formed:
            assert wishes.least <= len(formed.codes) <= (wishes.most or 99)
            assert not set(formed.codes) & set(wishes.exclude)
            assert given_here is not at_once or set(formed.joins) == {formed.go_live}


@settings(max_examples=15, deadline=None)
@given(cohorts(most=5))
def test_what_a_council_would_gain_is_what_all_gain_less_the_others(cohort: Cohort) -> None:
    """For a council in a consortium its own net is the ledger's; outside, nothing could be gained by taking it in."""
    (part,) = match(cohort, given_with())
    for profile in cohort.profiles:
        (answer,) = why_not(profile.council.code, part)
        for one in answer.against:
            if one.obstacle is not None and one.gain_of_all_gbp is not None:
                assert one.gain_of_all_gbp < 1, "the choice of so few is proven best"
    for formed in part.formed:
        own = [
            one.own_npv_gbp or 0.0
            for code in formed.codes
            for answer in why_not(code, part)
            for one in answer.against
            if one.obstacle is None
        ]
        assert sum(own) == pytest.approx(formed.worth_gbp, abs=0.01)


@pytest.mark.parametrize("folder", ["article_2006", "county_2026"])
def test_sample_councils(folder: str) -> None:
    cohort = samples.cohort_of(folder)
    assumed = api.assumptions(cohort.as_at)
    (part,) = match(cohort, assumed)
    accounted(part)
    assert_gains(cohort, part)
    whole = samples.assessed(folder)
    assert [f.codes for f in part.formed] == [f.codes for service in whole.services for f in service.formed]
    assert {one.council for service in part.services for one in service.outside if one.consortium}


def test_councils_that_vest_together_share_with_each_other_alone() -> None:
    cohort = samples.cohort_of("county_2026")
    parts = match(cohort, api.assumptions(cohort.as_at), ("crm", "payroll"), wishes=Wishes(vesting=True))
    assert [part.vesting.successor for part in parts if part.vesting] == ["North Wrenshire", "South Wrenshire"]
    for part in parts:
        accounted(part)
        for code in part.cohort.codes:
            moving = part.profiles[code].reorganisation
            assert moving
            assert part.vesting
            assert (moving.successor, moving.vesting_on) == (part.vesting.successor, part.vesting.vesting_on)


def test_other_processes_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    cohort = samples.cohort_of("county_2026")
    assumed = api.assumptions(cohort.as_at)
    monkeypatch.setattr(many, "FEW", 0)
    told: list[tuple[int, int]] = []
    (two,) = match(cohort, assumed, effort=Effort(jobs=2), on_service=lambda done, of, _gap: told.append((done, of)))
    monkeypatch.setattr(many, "FEW", 10**9)
    (one,) = match(cohort, assumed, effort=Effort(jobs=2))
    assert [service.selection for service in two.services] == [service.selection for service in one.services]
    assert [f.codes for f in two.formed] == [f.codes for f in one.formed]
    assert told == [(done, len(one.services)) for done in range(1, len(one.services) + 1)]


def assert_gains(cohort: Cohort, part: Matching) -> None:
    """Gains of taking councils in, found for all at once, are those of the groups themselves."""
    ground = Ground.of(cohort, part.given, part.model, part.wishes)
    compared = 0
    for service in part.services:
        market = ground.market(service.field.willing)
        for formed in service.formed:
            gains = gains_of_all(market, formed)
            for index, code in enumerate(market.codes):
                if code in formed.codes:
                    assert gains[index] == -np.inf
                    continue
                exact = gain_of_all(market, formed, index)
                assert gains[index] == pytest.approx(-np.inf if exact is None else exact, abs=0.001)
                compared += 1
    assert compared > 20
