"""The three councils of the worked example as one consortium, for tests of what is made of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import yaml

from sharedcli import api
from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import PROPOSED, Formed
from sharedcli.appraisal.splitting import Around
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.entries import usual_entries
from sharedcli.costing.ledger import Ledger
from sharedcli.costing.member import Member, member_of
from sharedcli.costing.prices import prices
from sharedcli.loading.parameters import assumptions
from sharedcli.matching.windows import procurement_window
from sharedcli.model.calendar import Horizon
from sharedcli.model.profile import Cohort

HERE = Path(__file__).parent / "worked"
INPUTS = yaml.safe_load((HERE / "worked.yaml").read_text("utf-8"))["inputs"]
SHARES = yaml.safe_load((HERE / "shares.yaml").read_text("utf-8"))
CODES = list(INPUTS["joins"])


def costing() -> Costing:
    """The example's parameters over its horizon."""
    as_at = dt.date.fromisoformat(INPUTS["as_at"])
    given = replace(assumptions(as_at), **INPUTS["overrides"])
    return Costing.over(Horizon.starting(as_at, years=round(given.appraisal_years)), given)


def around(cost: Costing) -> Around:
    """The consortium of the example, in the months of the example."""
    (cohort,) = api.load([str(HERE / file) for file in INPUTS["profiles"]]).cohorts
    formed = Formed(
        id="planning.1", option=PROPOSED, service=INPUTS["service"], members=_members(cohort, cost),
        joins=tuple(INPUTS["joins"].values()), product=INPUTS["product"], go_live=INPUTS["go_live_month"],
        worth_gbp=0.0,
    )  # fmt: skip
    usual = [posting for member in formed.members for posting in usual_entries(member, cost)]
    money = prices(cost.horizon, cost.given)
    years = tuple(str(year) for year in cost.horizon.years)
    ledger = Ledger.of([*usual, *formed.entries(cost)], money, years)
    return Around(formed, Assessment(cohort, cost.given, cost.horizon, money, ledger, ()))


def _members(cohort: Cohort, cost: Costing) -> tuple[Member, ...]:
    found = []
    for profile in cohort.profiles:
        system = profile.system_for(INPUTS["service"])
        assert system is not None
        member = member_of(profile, system, procurement_window(profile, system, cost.horizon, cost.given), cost.given)
        assert isinstance(member, Member)
        found.append(member)
    return tuple(found)
