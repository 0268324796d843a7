"""Who vests with whom, and which contracts run past it: worked from Acts and terms, and against the check."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from sharedcli.checks.reorganisation import RunsPast, contract_runs_past_vesting
from sharedcli.loading.parameters import assumptions
from sharedcli.matching.vesting import VestingGroup, vesting_groups
from sharedcli.model.profile import Profile
from tests.matching.cases import profile_with

AS_AT = dt.date(2026, 11, 1)
GIVEN = replace(assumptions(AS_AT), section_24_consent_gbp=100_000)
SAMPLES = Path(__file__).parents[2] / "sample_councils"

# Two small contracts with one supplier add up to £120,000, one of them ending before vesting.
AMBLEFORD = """
- service: planning
  status: live
  supplier: Quill
  contract: {start: 2024-04-01, last_day: 2029-03-31, value_gbp: '60000'}
- service: payroll
  status: live
  supplier: QUILL
  contract: {start: 2024-04-01, last_day: 2027-03-31, value_gbp: '60000'}
"""
BRACKWATER = """
- {service: planning, status: live, contract: {last_day: 2028-03-31, extensions_months: ['12'], value_gbp: '90000'}}
- {service: finance, status: live, contract: {last_day: 2027-03-31, auto_renews_months: '12', value_gbp: '100001'}}
- {service: crm, status: live, contract: {notice_months: '3', value_gbp: '500000'}}
- {service: payroll, status: live, contract: {last_day: 2028-03-31, value_gbp: '500000'}}
- {service: libraries, status: none}
"""


def vesting(
    number: int, systems: str, successor: str = "Wrenshire", on: str = "2028-04-01", code: str = "E07"
) -> Profile:
    council = {"name": f"Town{number} Council", "code": f"{code}99000{number}", "tier": "district", "region": "East"}
    more: dict[str, Any] = {"council": council, "reorganisation": {"vesting_on": on, "successor": successor}}
    return profile_with({}, systems=yaml.load(systems, yaml.CBaseLoader), **more)


def found(group: VestingGroup) -> list[tuple[str, str, RunsPast, str, float, bool]]:
    return [
        (s.council[-1], s.service, s.runs_past, str(s.runs_to), s.together_gbp, s.needs_consent) for s in group.running
    ]


def test_worked_groups() -> None:
    (group,) = vesting_groups([vesting(2, BRACKWATER, "WRENSHIRE"), vesting(1, AMBLEFORD)], GIVEN)
    assert (group.vesting_on, group.members) == (dt.date(2028, 4, 1), ("E07990001", "E07990002"))
    assert found(group) == [
        ("1", "planning", RunsPast.TERM, "2029-03-31", 120_000, True),
        ("2", "planning", RunsPast.OPTION, "2029-03-31", 90_000, False),
        ("2", "finance", RunsPast.RENEWAL, "2027-03-31", 100_001, True),
        ("2", "crm", RunsPast.NO_END, "None", 500_000, False),
    ]
    assert group.shared_services == ("planning",)


def test_a_term_that_ended_without_renewing_has_no_known_end() -> None:
    rolled = "[{service: crm, status: live, contract: {last_day: 2026-03-31, value_gbp: '500000'}}]"
    (group,) = vesting_groups([vesting(1, rolled)], GIVEN)
    assert found(group) == [("1", "crm", RunsPast.NO_END, "2026-03-31", 500_000, False)]


@pytest.mark.parametrize(
    ("last_day", "listed"), [("2028-03-31", False), ("2028-04-01", True), ("2028-03", False), ("2028", True)]
)
def test_the_day_before_vesting_is_in_time(last_day: str, listed: bool) -> None:
    (group,) = vesting_groups(
        [vesting(1, f"[{{service: crm, status: live, contract: {{last_day: '{last_day}'}}}}]")], GIVEN
    )
    assert [running.runs_past for running in group.running] == [RunsPast.TERM] * listed


def test_other_successors_other_days_and_councils_that_have_vested() -> None:
    councils = [
        vesting(1, "[]"), vesting(2, "[]", successor="Eastshire"), vesting(3, "[]", on="2027-04-01"),
        vesting(4, "[]", on="2026-11-01"), profile_with({}),
    ]  # fmt: skip
    told = [(group.successor, str(group.vesting_on), group.members) for group in vesting_groups(councils, GIVEN)]
    assert told == [
        ("Wrenshire", "2027-04-01", ("E07990003",)),
        ("Eastshire", "2028-04-01", ("E07990002",)),
        ("Wrenshire", "2028-04-01", ("E07990001",)),
    ]


def test_consent_is_asked_for_in_england_alone_and_above_the_limit_alone() -> None:
    past = "[{service: crm, status: live, contract: {last_day: 2029-03-31, value_gbp: '100001'}}]"
    assert [g.running[0].needs_consent for g in vesting_groups([vesting(1, past)], GIVEN)] == [True]
    assert [g.running[0].needs_consent for g in vesting_groups([vesting(1, past, code="W06")], GIVEN)] == [False]
    dearer = replace(GIVEN, section_24_consent_gbp=100_001)
    assert [g.running[0].needs_consent for g in vesting_groups([vesting(1, past)], dearer)] == [False]


def test_the_county_of_the_samples_and_the_check_agree() -> None:
    files = sorted((SAMPLES / "county_2026").glob("*.yaml"))
    profiles = [Profile.model_validate(yaml.load(file.read_text("utf-8"), yaml.CBaseLoader)) for file in files]
    groups = vesting_groups(profiles, GIVEN)
    assert [len(group.members) for group in groups] == [5, 4]
    flagged = {(s.council, s.service) for group in groups for s in group.running if s.needs_consent}
    checked = {
        (profile.council.code, profile.systems[int(path[1])].service)
        for profile in profiles
        for path, _ in contract_runs_past_vesting(profile)
    }
    assert flagged == checked
    assert len(flagged) > 10
