"""Funding gap, penalty and price of a red line, each worked by hand, and what must hold of them whoever the councils.

The first two rest on the joint purchase of tests/appraisal/worked/worked.md, whose yearly totals were worked by hand;
what is added to them here is in the docstrings, by the same hand. The third is a small case of its own.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharedcli import api
from sharedcli.appraisal.assessment import Assessment, assess
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.funding import Funding
from sharedcli.appraisal.incentives import Incentives, incentives
from sharedcli.appraisal.options import CHOSEN, LARGE, MANDATED, SMALL
from sharedcli.appraisal.red_lines import Bearing
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.ledger import USUAL, Ledger
from sharedcli.loading.parameters import assumptions
from sharedcli.model.calendar import FinancialYear
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.periods import Period, UnknownPeriodError
from sharedcli.model.profile import Cohort, Conditions, Profile, RedLine
from sharedcli.reports.incentives_sums import Sums
from sharedcli.reports.naming import Names
from tests.strategies import AS_AT, cohorts

HERE = Path(__file__).parent / "worked"
INPUTS = yaml.safe_load((HERE / "worked.yaml").read_text("utf-8"))["inputs"]
AMBLEFORD, BRACKWATER, CORSLEY = INPUTS["joins"]
SIX_DIGITS = 0.1  # the yearly price levels and discount factors worked with have six digits
SHIPPED = assumptions(AS_AT)


@pytest.fixture(scope="module")
def worked() -> Assessment:
    """The joint purchase of the worked example, as what a mandate would bring."""
    as_at = dt.date.fromisoformat(INPUTS["as_at"])
    (cohort,) = api.load([str(HERE / file) for file in INPUTS["profiles"]]).cohorts
    whole = assess(cohort, replace(assumptions(as_at), **INPUTS["overrides"]))
    (service,) = whole.services
    joint = Formed(
        "planning.mandated.1", MANDATED, "planning", service.candidates.everybody, tuple(INPUTS["joins"].values()),
        INPUTS["product"], INPUTS["go_live_month"], 140_943.42,
    )  # fmt: skip
    entries = joint.entries(Costing.over(whole.horizon, whole.given))
    ledger = Ledger.of([*whole.ledger.only(option=USUAL).postings, *entries], whole.money, whole.ledger.years)
    options = replace(service.options, formed=(joint,))
    return replace(whole, ledger=ledger, services=(replace(service, options=options),))


def by_council(found: Incentives) -> dict[str, Funding]:
    return {one.council: one for one in found.members}


def test_the_funding_gap_by_hand(worked: Assessment) -> None:
    """Net cash is joint less alone, times the price level over that of 2026-27 (worked.md, chapters 2 and 6 to 9).

    To March 2028, 2026-27 at 1.000000 and 2027-28 at 1.019420:
      Ambleford   -1,742.46 - 12,110.95 x 1.019420 =  -1,742.46 - 12,346.14 = -14,088.60
      Brackwater    -600.00 + 21,120.00 x 1.019420 =    -600.00 + 21,530.15 = +20,930.15, so no gap
      Corsley       -600.00 - 17,520.00 x 1.019420 =    -600.00 - 17,860.24 = -18,460.24
    Gaps together 14,088.60 + 18,460.24 = 32,548.84.
    To March 2029, 2028-29 at 1.038435, Corsley: -18,460.24 - 109,782.11 x 1.038435 = -18,460.24 - 114,001.59
    = -132,461.83, its deepest; Ambleford's +31,012.17 x 1.038435 = +32,204.12 ends its need.
    """
    found = incentives(worked, MANDATED, Period.named("2027-28", worked.given))
    members, sums = by_council(found), Sums(found, Names.of(worked.cohort))
    assert [one.council for one in found.members] == [CORSLEY, AMBLEFORD, BRACKWATER]
    assert sums.gap(members[AMBLEFORD]).gbp == pytest.approx(14_088.60, abs=SIX_DIGITS)
    assert sums.gap(members[CORSLEY]).gbp == pytest.approx(18_460.24, abs=SIX_DIGITS)
    assert sums.net(members[BRACKWATER]).gbp == pytest.approx(20_930.15, abs=SIX_DIGITS)
    assert not members[BRACKWATER].is_short
    assert sums.gaps().gbp == pytest.approx(32_548.84, abs=SIX_DIGITS)
    later = by_council(incentives(worked, MANDATED, Period.named("SR2025", worked.given)))
    assert later[CORSLEY].net_gbp == pytest.approx(-132_461.83, abs=SIX_DIGITS)
    assert not later[AMBLEFORD].is_short
    assert sums.peak(later[CORSLEY]).gbp == pytest.approx(132_461.83, abs=SIX_DIGITS)
    assert sums.peak(later[AMBLEFORD]).gbp == pytest.approx(14_088.60, abs=SIX_DIGITS)


def test_the_penalty_by_hand(worked: Assessment) -> None:
    """Corsley loses 36,111.38 by joining in month 26, January 2029 (worked.md, chapter 9).

    A pound a month from then on is worth 3 x 0.933511 (to March 2029) + 12 x (0.901943 + 0.871442 + 0.841973)
    = 2.800533 + 31.384296 = 34.184829 today, so 36,111.38 / 34.184829 = 1,056.357 a month, 12,676.28 a year.
    """
    found = incentives(worked, MANDATED, Period.named("SR2025", worked.given), 12_676.0)
    (test,) = found.penalties
    (only,) = test.refusals
    sums = Sums(found, Names.of(worked.cohort))
    assert (only.council, only.joins) == (CORSLEY, 26)
    assert sums.joining(only).gbp == pytest.approx(-36_111.38, abs=SIX_DIGITS)
    assert sums.penalty(only).gbp == pytest.approx(12_676.28, abs=SIX_DIGITS)
    refusing, paying, joining = (amount.gbp for amount in sums.totals(only))
    assert joining == pytest.approx(140_943.42, abs=SIX_DIGITS)
    assert paying == pytest.approx(refusing, abs=1e-6)
    assert joining - paying == pytest.approx(sums.of_all(only).gbp)
    assert test.answered is not None
    assert test.answered.paying == (CORSLEY,)
    dearer = incentives(worked, MANDATED, Period.named("SR2025", worked.given), 12_677.0).penalties[0].answered
    assert dearer is not None
    assert dearer.joining == (CORSLEY,)


def alike(number: int, *lines: RedLine, staff: str = "0") -> Profile:
    """A council on a contract that rolls from month to month, at £100,000 a year, that would renew."""
    system = {
        "service": "planning", "status": "live", "product": "Same", "contract": {"notice_months": "0"},
        "annual_cost_gbp": {"licence": "100000", "staff": staff}, "plan": {"action": "renew"},
    }  # fmt: skip
    council = {"name": f"Council {number}", "code": f"E0799{number:04d}", "tier": "district", "region": "South East"}
    made = {"profile": "1", "as_at": "2026-11-01", "figures": "illustrative", "council": council, "systems": [system]}
    return Profile.model_validate(made).model_copy(update={"conditions": Conditions(red_lines=lines)})


BARE = {
    "appraisal_years": 3, "procurement_lead_months": 12, "implementation_lead_months": 6, "coordination_lead_months": 0,
    "onboarding_months": 0, "scale_exponent": 0.5, "renewal_exercise_gbp": 0, "same_product_factor": 0,
    "governance_gbp": 0, "coordination_gbp": 0, "quality_dip_share": 0, "exit_payment_gbp": 0,
}  # fmt: skip
BARRED = RedLine(service="all", forbids=("joint-procurement",), reason="our own")
JOBS = RedLine(service="planning", forbids=("job-losses",), reason="local jobs")


def priced(*profiles: Profile, model: DeliveryModel = DeliveryModel.JOINT_PROCUREMENT, **changed: float) -> Incentives:
    given_ = replace(SHIPPED, **{**BARE, **changed})  # type: ignore[arg-type]
    whole = assess(Cohort(profiles, AS_AT), given_, model=model)
    return incentives(whole, CHOSEN, Period.in_force(given_, whole.horizon))


def test_the_price_of_a_red_line_by_hand() -> None:
    """Three alike at £100,000 a year, exponent 0.5, nothing else costs anything; live from month 18, May 2028.

    Two pay 100,000 x 2 ^ 0.5 = 141,421.36 together and save 58,578.64 a year; three pay 173,205.08 and save
    126,794.92. The horizon leaves 11 months, all in 2028-29 at 0.933511. The line of the third forgoes
    (126,794.92 - 58,578.64) x 11 / 12 x 0.933511 = 68,216.28 x 0.855718 = 58,373.93 for all, of which by itself
    (100,000 - 57,735.03) x 0.855718 = 36,166.90.
    """
    found = priced(alike(1), alike(2), alike(3, BARRED))
    (price,), sums = found.red_lines, Sums(found, Names.of(found.whole.cohort))
    assert (price.bearing, price.is_proven, price.changes) == (Bearing.KEEPS_OUT, True, True)
    assert sums.forgone([price]).gbp == pytest.approx(58_373.93, abs=SIX_DIGITS)
    assert sums.forgone([price], own=True).gbp == pytest.approx(36_166.90, abs=SIX_DIGITS)


def test_a_line_of_one_who_would_be_in_nothing_anyway_costs_nothing() -> None:
    (price,) = priced(alike(1), alike(2, BARRED), scale_exponent=0.0).red_lines
    assert (price.bearing, price.changes) == (Bearing.KEEPS_OUT, False)


def test_a_line_said_twice_costs_nothing_alone() -> None:
    assert {price.bearing for price in priced(alike(1), alike(2, BARRED, BARRED)).red_lines} == {Bearing.OTHER_LINE}


def test_a_line_about_posts_has_a_price_where_one_team_saves_some() -> None:
    """Staff of £100,000, a tenth saved from month 18: 10,000 x 11 / 12 x 0.933511 = 8,557.18."""
    pair = alike(1, staff="100000"), alike(2, JOBS, staff="100000")
    model = DeliveryModel.SHARED_OPERATION
    found = priced(*pair, model=model, operating_saving_share=0.1)
    (price,), sums = found.red_lines, Sums(found, Names.of(found.whole.cohort))
    assert price.bearing is Bearing.KEEPS_POSTS
    assert sums.forgone([price]).gbp == pytest.approx(8_557.18, abs=SIX_DIGITS)
    assert sums.forgone([price], own=True).gbp == pytest.approx(8_557.18, abs=SIX_DIGITS)
    for nothing in (priced(*pair), priced(*pair, model=model, operating_saving_share=0.0)):
        assert [(one.bearing, one.changes) for one in nothing.red_lines] == [(Bearing.NOTHING, False)]


def test_a_line_that_covers_all_is_priced_in_each_service_and_together() -> None:
    def twice(profile: Profile) -> Profile:
        second = profile.systems[0].model_copy(update={"service": "payroll"})
        return profile.model_copy(update={"systems": (*profile.systems, second)})

    found = priced(*(twice(one) for one in (alike(1), alike(2), alike(3, BARRED))))
    sums = Sums(found, Names.of(found.whole.cohort))
    ((first, second),) = sums.lines()
    assert sums.forgone([first, second]).gbp == pytest.approx(2 * sums.forgone([first]).gbp)
    ids = [sums.forgone(prices).id for prices in ([first], [second], [first, second])]
    assert ids == ["payroll.council-3.red-line-1", "planning.council-3.red-line-1", "council-3.red-line-1"]


barring = st.lists(st.sampled_from([None, None, "joint-procurement", "shared-operation"]), min_size=5, max_size=5)


def with_lines(cohort: Cohort, forbidden: list[str | None]) -> Cohort:
    """The cohort, some of its councils with a line of their own against sharing."""
    made = []
    for profile, forbids in zip(cohort.profiles, forbidden, strict=False):
        lines = profile.conditions.red_lines
        if forbids:
            own = RedLine.model_validate({"service": "planning", "forbids": [forbids], "reason": "ours"})
            lines = (own, *lines)
        conditions = Conditions(most_one_off_gbp=20_000.0, red_lines=lines)
        made.append(profile.model_copy(update={"conditions": conditions}))
    return replace(cohort, profiles=tuple(made))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    cohorts(), barring, st.sampled_from([CHOSEN, SMALL, LARGE, MANDATED]), st.sampled_from(DeliveryModel),
    st.sampled_from(["2027-28", "SR2025", "2034-35"]), st.sampled_from([500.0, 40_000.0]),
)  # fmt: skip
def test_what_holds_of_any_councils(
    cohort: Cohort, forbidden: list[str | None], option: str, model: DeliveryModel, by: str, penalty_gbp: float
) -> None:
    given_ = replace(SHIPPED, scale_exponent=0.3, operating_saving_share=0.1)
    whole = assess(with_lines(cohort, forbidden), given_, model=model)
    found = incentives(whole, option, Period.named(by, given_), penalty_gbp)
    sums = Sums(found, Names.of(whole.cohort))
    for one in found.members:
        assert (sums.with_grant(one) if one.is_short else sums.net(one)).gbp > -0.005
        assert one.grant.present_gbp == pytest.approx(0.0, abs=1e-6)
    assert sums.total_with_grants().gbp == pytest.approx(sums.total().gbp, abs=0.01)
    for test in found.penalties:
        for refusal in test.refusals:
            refusing, paying, joining = (amount.gbp for amount in sums.totals(refusal))
            assert refusal.penalty.present_gbp == pytest.approx(0.0, abs=0.01)
            assert paying == pytest.approx(refusing, abs=0.01)
            assert joining - refusing == pytest.approx(sums.of_all(refusal).gbp, abs=0.01)
            if refusal.is_needed:
                own = refusal.penalty.only(council=refusal.council)
                assert own.present_gbp == pytest.approx(refusal.own.npv_gbp, abs=0.01)
        assert test.answered is not None
        before, after, change, _ = (amount.gbp for amount in sums.answered([test], test.service))
        assert change == pytest.approx(after - before, abs=0.01)
        lifted = any(one.line for one in test.refusals) or option in {LARGE, MANDATED}
        if not lifted:  # nobody whom the best choice leaves out makes it better by being forced in
            assert change < 0.01
    for price in found.red_lines:
        assert sums.forgone([price]).gbp >= -0.01
        assert price.changes == (round(sums.forgone([price]).gbp, 2) > 0)


def test_without_red_lines_none_is_priced_and_nobody_refuses_one() -> None:
    found = priced(alike(1), alike(2))
    assert found.red_lines == ()
    assert all(one.line is None for test in found.penalties for one in test.refusals)


@pytest.mark.parametrize(
    ("name", "last"), [("CSR2007", 2010), ("csr2007", 2010), ("2010-11", 2010), (" SR2025 ", 2028)]
)
def test_a_period_is_a_review_or_a_financial_year(name: str, last: int) -> None:
    assert Period.named(name, SHIPPED).last_year == FinancialYear(last)


@pytest.mark.parametrize("name", ["", "CSR07", "2010", "2010-12", "2010/11"])
def test_another_name_is_refused_with_those_known(name: str) -> None:
    with pytest.raises(UnknownPeriodError, match="Reviews known: CSR1998, SR2000"):
        Period.named(name, SHIPPED)


def test_a_period_before_the_facts_holds_no_years(worked: Assessment) -> None:
    found = incentives(worked, MANDATED, Period.named("SR2002", worked.given))
    assert not any(one.is_short or one.years for one in found.members)


def test_peak_cash_is_that_of_the_consortium_over_its_members_years(worked: Assessment) -> None:
    """Over one service a council's purse and its membership are one."""
    found = incentives(worked, MANDATED, Period.named("SR2025", worked.given))
    sums, members = Sums(found, Names.of(worked.cohort)), by_council(found)
    for one in found.councils:
        assert sums.peak(one).gbp == pytest.approx(sums.peak(members[one.council]).gbp)
        last = len(one.saving.years_to_peak)
        if last:
            assert sums.running_total(one, last - 1).gbp == pytest.approx(-sums.peak(one).gbp)
