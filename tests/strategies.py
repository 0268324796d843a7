"""Councils made up by Hypothesis: any clause beside any other, all within what the profile allows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from sharedcli.model.fields import EARLIEST, LATEST
from sharedcli.model.profile import Cohort, Profile

AS_AT = dt.date(2026, 11, 1)
SERVICE = "planning"
near_days = st.dates(dt.date(2026, 6, 1), dt.date(2034, 12, 31)).map(dt.date.isoformat)
pounds = st.integers(0, 300_000).map(str)
months = st.integers(0, 18).map(str)


wild_days = st.one_of(
    st.dates(EARLIEST, LATEST).map(dt.date.isoformat),
    st.integers(EARLIEST.year, LATEST.year).map(str),
    st.sampled_from(["2026-11", "2027-02", "2028-02-29", "2026-11-01", "2026-10-31"]),
)


@st.composite
def contracts(draw: st.DrawFn, *, wild: bool = False) -> dict[str, Any]:
    """Terms with any clauses, sensible together or not; `wild` dates lie anywhere and may be known in part."""
    days = wild_days if wild else near_days
    optional = {
        "start": days,
        "last_day": days,
        "notice_months": months,
        "extensions_months": st.lists(st.sampled_from(["6", "12", "24"]), max_size=2),
        "breaks": st.lists(days, max_size=2),
        "auto_renews_months": st.sampled_from(["12", "36", "60"]),
        "exit_charge_gbp": pounds,
        "exit_fee_share": st.sampled_from(["0", "0.5", "1"]),
    }
    if wild:
        optional |= {"extensions_months": st.lists(st.integers(0, 600).map(str), max_size=20), "value_gbp": pounds}
    return draw(st.fixed_dictionaries({}, optional=optional))


@st.composite
def systems(draw: st.DrawFn, *, wild: bool = False) -> dict[str, Any]:
    """A system for the one service, with or without a contract, a plan and costs."""
    days = st.dates(EARLIEST, LATEST).map(dt.date.isoformat) if wild else near_days
    alone = st.fixed_dictionaries(
        {"annual": st.fixed_dictionaries({"supplier": pounds}, optional={"staff": pounds})},
        optional={"implementation": pounds, "tender": pounds},
    )
    if draw(st.booleans()):
        plan = st.fixed_dictionaries({"action": st.just("buy")}, optional={"by": days})
        return {"service": SERVICE, "status": "none", "plan": draw(plan), "alone_gbp": draw(alone)}
    plan = st.fixed_dictionaries(
        {"action": st.sampled_from(["renew", "replace", "buy", "retire"] if wild else ["renew", "replace"])},
        optional={"by": days},
    )
    cost = st.fixed_dictionaries(
        {} if wild else {"licence": pounds}, optional={"support": pounds, "staff": pounds, "other": pounds}
    )
    required = {
        "service": st.just(SERVICE),
        "status": st.sampled_from(["live", "implementing", "retiring"]) if wild else st.just("live"),
        "product": st.sampled_from(["Alpha", "Beta"]),
        "contract": contracts(wild=wild),
        "annual_cost_gbp": cost,
        "plan": plan,
    }
    optional = {
        "support_ends": days,
        "alone_gbp": alone,
        "staff_fte": st.sampled_from(["0", "0.5", "3", "12"]),
        "price_leverage": st.sampled_from(["none", "volume"]),
    }
    return draw(st.fixed_dictionaries(required, optional=optional))


forbidden = st.sampled_from([(), (), (), ("posts-leaving",), ("job-losses",), ("shared-operation", "job-losses")])
red_lines = forbidden.map(
    lambda words: {"red_lines": [{"service": "all", "forbids": words, "reason": "jobs"}] if words else []}
)


@st.composite
def cohorts(draw: st.DrawFn, *, most: int = 5, wild: bool = False) -> Cohort:
    """Two or more councils, all with the one service."""
    drawn = draw(st.lists(systems(wild=wild), min_size=2, max_size=most))
    profiles = tuple(
        Profile.model_validate(
            {
                "profile": "1",
                "as_at": AS_AT.isoformat(),
                "price_year": draw(st.sampled_from(["2024-25", "2026-27"])),
                "figures": "illustrative",
                "council": {
                    "name": f"Council {number}",
                    "code": f"E0799{number:04d}",
                    "tier": "district",
                    "region": "East Midlands",
                    "county": "Wrenshire",
                },
                "conditions": draw(red_lines),
                "systems": [system],
            }
        )
        for number, system in enumerate(drawn)
    )
    return Cohort(profiles, AS_AT)
