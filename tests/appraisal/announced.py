"""Four councils about to buy, of whom everything but the tender is nothing: a centre's worth is done in the head.

With no discounting, a single tender in the horizon and no other cost, n councils whose tenders alone add up to T
save T x (1 - (1 + h (n - 1)) / n): at h = 0.1 that is 0.45 T for two, 0.6 T for three and 0.675 T for four.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sharedcli.appraisal.proposals import CentreResult, ProposalsAppraisal, appraise
from sharedcli.loading.parameters import assumptions
from sharedcli.model.assumptions import Assumptions, DiscountSchedule
from sharedcli.model.profile import Cohort, Profile
from sharedcli.model.proposals import Proposals

AS_AT = dt.date(2026, 4, 1)
TENDERS_GBP = {"Northmoor": 100_000, "Eastvale": 80_000, "Southbeck": 60_000, "Midshire": 160_000}


def given() -> Assumptions:
    """Parameters under which only the tender costs anything, once, undiscounted."""
    return replace(
        assumptions(AS_AT),
        discounting=DiscountSchedule("none", ((0, 0.0),)),
        tender_growth_share=0.1,
        contract_term_months=600.0,
        governance_gbp=0.0,
        coordination_gbp=0.0,
        optimism_bias_upper_share=0.0,
        optimism_bias_lower_share=0.0,
    )


def council(number: int, name: str, **changes: Any) -> Profile:
    alone = {"tender": str(TENDERS_GBP[name]), "implementation": "0", "annual": {"supplier": "0", "staff": "0"}}
    system = {
        "service": "crm",
        "status": "none",
        "plan": {"action": "buy", "by": "2029-03-31"},
        "alone_gbp": alone,
        "price_leverage": "none",
    }
    return Profile.model_validate(
        {
            "profile": "1",
            "as_at": AS_AT.isoformat(),
            "figures": "illustrative",
            "council": {
                "name": f"{name} District Council",
                "code": f"E0700000{number}",
                "tier": "district",
                "region": "West Midlands",
            },
            "systems": [system],
            **changes,
        }
    )


def cohort(**changes: dict[str, Any]) -> Cohort:
    """The four; `changes` are further fields of a council by its name."""
    made = [council(number, name, **changes.get(name, {})) for number, name in enumerate(TENDERS_GBP, start=1)]
    return Cohort(tuple(made), AS_AT)


def centre(name: str, members: Sequence[str], claimed_once: int, **more: Any) -> dict[str, Any]:
    said = {"name": name, "service": "crm", "members": list(members), "claimed_gbp_a_year": "0"}
    return {**said, "claimed_once_gbp": str(claimed_once), **more}


def announced(*centres: dict[str, Any]) -> Proposals:
    file = {"proposals": "1", "as_at": AS_AT.isoformat(), "figures": "illustrative", "centres": list(centres)}
    return Proposals.model_validate(file)


def appraised(*centres: dict[str, Any], councils: Cohort | None = None) -> ProposalsAppraisal:
    return appraise(announced(*centres), councils or cohort(), given())


def by_name(whole: ProposalsAppraisal) -> dict[str, CentreResult]:
    return {result.announced.centre.name: result for result in whole.centres}
