"""Councils to price, each a system written as in a profile, with parameters that do not move when new ones ship.

As at 1 November 2026: month 0 is November 2026, the lead is 14 + 9 = 23 months, and ten financial years end in
March 2036, so there are 113 months.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import yaml

from sharedcli.costing.cashflows import Costing
from sharedcli.costing.member import Member, NotAppraised, member_of
from sharedcli.loading.parameters import assumptions
from sharedcli.matching.windows import procurement_window
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon
from tests.matching.cases import profile_with

AS_AT = dt.date(2026, 11, 1)
MONTHS = 113


def mitigated_in_all(share: float) -> dict[str, float]:
    """The same mitigation in every area, so that as much of the whole bias is dealt with."""
    areas = ("business_case", "environment", "late_supplier", "contract")
    return {f"bias_{area}_mitigated_share": share for area in areas}


SET: dict[str, Any] = {
    "appraisal_years": 10,
    "procurement_lead_months": 14,
    "implementation_lead_months": 9,
    "coordination_lead_months": 0.5,
    "onboarding_months": 12,
    "contract_term_months": 60,
    "tender_gbp": 40_000,
    "tender_growth_share": 0.1,
    "renewal_exercise_gbp": 6_000,
    "switching_ratio": 9,
    "common_design_share": 0.3,
    "same_product_factor": 0,
    "dual_running_months": 3,
    "scale_exponent": 0.05,
    "exit_fee_share": 0.75,
    "extension_premium_share": 0.05,
    "unsupported_premium_share": 0.2,
    "settling_years": 2,
    "governance_gbp": 1_500,
    "coordination_gbp": 5_000,
    "optimism_bias_upper_share": 2,
    "optimism_bias_lower_share": 0.1,
    **mitigated_in_all(0),
}


def given_with(**changed: float) -> Assumptions:
    """The parameters these tests are worked with, some of them changed."""
    return replace(assumptions(AS_AT), **{**SET, **changed})


def costing_with(**changed: float) -> Costing:
    """A costing of ten financial years from November 2026."""
    given = given_with(**changed)
    return Costing.over(Horizon.starting(AS_AT, years=round(given.appraisal_years)), given)


def told(text: str, costing: Costing | None = None, *, price_year: str = "2026-27") -> Member | NotAppraised:
    """The member a system makes, or why it makes none; `text` is the system in YAML."""
    system: dict[str, Any] = yaml.load(text, yaml.CBaseLoader)
    costing = costing or costing_with()
    profile = profile_with(system, AS_AT.isoformat(), price_year=price_year)
    window = procurement_window(profile, profile.systems[0], costing.horizon, costing.given)
    return member_of(profile, profile.systems[0], window, costing.given)


def member(text: str, costing: Costing | None = None, *, price_year: str = "2026-27") -> Member:
    """The member a system makes."""
    found = told(text, costing, price_year=price_year)
    assert isinstance(found, Member), found
    return found
