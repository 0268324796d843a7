"""METHOD, "sanity of the whole": if the shipped parameters say otherwise, one of them is wrong."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sharedcli import api
from sharedcli.appraisal.assessment import ServiceAssessment
from sharedcli.appraisal.verdicts import Reason, Word
from sharedcli.model.profile import Cohort, Profile

AS_AT = dt.date(2026, 11, 1)
COST = {"licence": "60000", "support": "20000", "hosting": "10000", "staff": "90000"}


def profile(number: int, system: dict[str, Any], **conditions: Any) -> Profile:
    council = {"name": f"Council {number}", "code": f"E0799{number:04d}", "tier": "district", "region": "South East"}
    return Profile.model_validate(
        {
            "profile": "1", "as_at": "2026-11-01", "figures": "illustrative", "council": council,
            "conditions": conditions, "systems": [{"service": "planning", **system}],
        }
    )  # fmt: skip


def renewing(product: str, *, last_day: str = "2029-03-31", **more: Any) -> dict[str, Any]:
    contract = {"start": "2022-04-01", "last_day": last_day, "extensions_months": ["12"]}
    system = {"status": "live", "product": product, "live_since": "2022-04-01", "contract": contract}
    return {**system, "annual_cost_gbp": COST, "plan": {"action": "renew"}, **more}


def replacing(**more: Any) -> dict[str, Any]:
    return renewing("Old", plan={"action": "replace", "by": "2029-09-30"}, **more)


def buying() -> dict[str, Any]:
    alone = {"implementation": "600000", "tender": "40000", "annual": {"supplier": "90000", "staff": "90000"}}
    return {"status": "none", "plan": {"action": "buy", "by": "2029-09-30"}, "alone_gbp": alone}


def assessed(*systems: dict[str, Any], **conditions: str) -> ServiceAssessment:
    cohort = Cohort(tuple(profile(n, system, **conditions) for n, system in enumerate(systems)), AS_AT)
    (only,) = api.assess(cohort, api.assumptions(AS_AT)).services
    return only


@pytest.mark.parametrize("system", [buying(), replacing()], ids=["about to buy", "about to replace"])
def test_councils_about_to_buy_or_replace_gain(system: dict[str, Any]) -> None:
    found = assessed(system, system, system)
    assert len(found.formed) == 1
    assert all(verdict.word is Word.GO for verdict in found.verdicts)
    gain = sum(verdict.npv_gbp or 0 for verdict in found.verdicts)
    assert gain > 3 * 90_000


def test_joint_renewals_of_one_product_gain_a_little() -> None:
    found = assessed(*[renewing("Same")] * 3)
    gain = sum(verdict.npv_gbp or 0 for verdict in found.verdicts)
    assert 0 < gain < 3 * 90_000


def test_a_renewing_council_loses_by_changing_product() -> None:
    found = assessed(renewing("One"), renewing("Another"))
    assert not found.formed
    large = next(result for result in found.results if result.option == "one-large")
    assert large.npv_gbp < -9 * 90_000
    assert {verdict.reason for verdict in found.verdicts} == {Reason.NO_PARTNER}


def test_a_recent_buyer_loses_most() -> None:
    """What joining a new system in September 2029 brings a council: the longer its contract runs, the less."""
    brought = []
    for last_day in ("2029-08-31", "2032-03-31", "2035-03-31"):
        recent = renewing("Other", last_day=last_day, live_since="2026-04-01")
        found = assessed(renewing("Main"), renewing("Main"), renewing("Main"), recent)
        verdict = found.verdicts[-1]
        assert (verdict.word, verdict.reason) == (Word.DO_NOT_JOIN, Reason.RECENT_BUYER)
        market = found.options.market
        brought.append(market.contributions(4)[market.products.index(""), 3, 34])
    assert 0 > brought[0] > brought[1] > brought[2]


def test_buyers_may_take_the_product_a_recent_buyer_has() -> None:
    """It stays where it is and adds its volume, so nobody loses: the figures find it, no rule says so."""
    recent = renewing("Other", last_day="2032-03-31", live_since="2026-04-01")
    (formed,) = assessed(buying(), buying(), recent).formed
    assert formed.product == "Other"
    assert len(formed.codes) == 3


def test_no_need_stated_is_a_net_cost() -> None:
    needless = {**buying(), "plan": None}
    found = assessed(buying(), buying(), needless)
    assert [verdict.reason for verdict in found.verdicts][-1] is Reason.NO_NEED
    (formed,) = found.formed
    assert len(formed.codes) == 2


def test_volume_earns_nothing_where_prices_are_national() -> None:
    moving = assessed(*[renewing("Same")] * 3)
    national = assessed(*[renewing("Same", price_leverage="none")] * 3)
    assert moving.formed
    assert not national.formed


def test_a_council_that_cannot_pay_goes_if_funded() -> None:
    found = assessed(buying(), buying(), most_one_off_gbp="100000")
    assert {verdict.reason for verdict in found.verdicts} == {Reason.NEEDS_FUNDING}
    for verdict in found.verdicts:
        assert verdict.one_off_gbp == pytest.approx(100_000 + verdict.funding_gap_gbp)


def test_what_is_not_known_is_not_appraised() -> None:
    silent = {"status": "live", "product": "Old", "plan": {"action": "renew"}}
    found = assessed(buying(), silent)
    (verdict,) = [v for v in found.verdicts if v.council == "E07990001"]
    assert (verdict.word, verdict.reason, verdict.npv_gbp) == (Word.WAIT, Reason.NOT_APPRAISED, None)


@pytest.mark.parametrize("system", [buying(), replacing()], ids=["buy", "replace"])
def test_a_plan_without_a_day_is_no_reason_to_wait_for_ever(system: dict[str, Any]) -> None:
    """Undated means as soon as it can be, alone and together, so nothing is saved by never buying."""
    undated = {**system, "plan": {"action": system["plan"]["action"]}}
    (formed,) = assessed(undated, undated, undated).formed
    assert formed.go_live <= 35
    dated = sum(verdict.npv_gbp or 0 for verdict in assessed(system, system, system).verdicts)
    assert formed.worth_gbp == pytest.approx(dated, rel=0.25)
