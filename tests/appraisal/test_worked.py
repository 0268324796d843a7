"""The worked example, done by hand before the code was compared with it: worked/worked.md."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml

from sharedcli import api
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.charges import Line
from sharedcli.costing.coordination import lead_months
from sharedcli.costing.entries import joint_entries, usual_entries
from sharedcli.costing.ledger import USUAL, Ledger, View
from sharedcli.costing.member import Member, member_of
from sharedcli.costing.prices import prices
from sharedcli.costing.saving import Saving
from sharedcli.loading.parameters import assumptions
from sharedcli.matching.windows import procurement_window
from sharedcli.model.calendar import Horizon

HERE = Path(__file__).parent / "worked"
EXAMPLE = yaml.safe_load((HERE / "worked.yaml").read_text("utf-8"))
INPUTS, EXPECTED = EXAMPLE["inputs"], EXAMPLE["expected"]
CODES = list(INPUTS["joins"])
A_PENNY = 0.0061  # two of the figures lie within a hair of half a penny
JOINT = "joint"


@pytest.fixture(scope="module")
def costing() -> Costing:
    as_at = dt.date.fromisoformat(INPUTS["as_at"])
    given = replace(assumptions(as_at), **INPUTS["overrides"])
    return Costing.over(Horizon.starting(as_at, years=round(given.appraisal_years)), given)


@pytest.fixture(scope="module")
def members(costing: Costing) -> list[Member]:
    (cohort,) = api.load([str(HERE / file) for file in INPUTS["profiles"]]).cohorts
    found = []
    for profile in cohort.profiles:
        system = profile.system_for(INPUTS["service"])
        assert system is not None
        window = procurement_window(profile, system, costing.horizon, costing.given)
        member = member_of(profile, system, window, costing.given)
        assert isinstance(member, Member)
        found.append(member)
    return found


@pytest.fixture(scope="module")
def ledger(costing: Costing, members: list[Member]) -> Ledger:
    joint = joint_entries(
        members,
        list(INPUTS["joins"].values()),
        product=INPUTS["product"],
        go_live=INPUTS["go_live_month"],
        option=JOINT,
        consortium="planning.1",
        costing=costing,
    )
    entries = [*(posting for member in members for posting in usual_entries(member, costing)), *joint]
    money = prices(costing.horizon, costing.given)
    return Ledger.of(entries, money, tuple(str(year) for year in costing.horizon.years))


def test_the_calendar(costing: Costing) -> None:
    assert costing.horizon.months == EXPECTED["months"]
    assert [str(year) for year in costing.horizon.years] == EXPECTED["years"]
    assert costing.given.lead_months == EXPECTED["lead_months"]["alone"]
    assert lead_months(3, costing.given) == EXPECTED["lead_months"]["together"]
    money = prices(costing.horizon, costing.given)
    assert money.years.sum(axis=0).tolist() == EXPECTED["months_in_year"]
    last = np.cumsum(EXPECTED["months_in_year"]) - 1
    assert money.discount[last] == pytest.approx(EXPECTED["discount_factors"], abs=5e-7)
    assert money.inflation[last] == pytest.approx(EXPECTED["cash_over_real"], abs=5e-7)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(("option", "key"), [(USUAL, "business_as_usual"), (JOINT, "joint")])
def test_every_line_of_every_year(ledger: Ledger, code: str, option: str, key: str) -> None:
    wanted = EXPECTED["councils"][code][key]
    rows = ledger.only(council=code, option=option)
    assert set(wanted["lines"]) == {line.key for line in Line if not line.is_transfer}
    assert not any(entry.line.is_transfer for entry in rows.entries)
    for line, by_year in wanted["lines"].items():
        found = rows.only(line=next(one for one in Line if one.key == line)).by_year_gbp(View.REAL)
        assert found == pytest.approx(by_year, abs=A_PENNY), line
    assert rows.by_year_gbp(View.REAL) == pytest.approx(wanted["total"], abs=A_PENNY)
    assert rows.real_gbp == pytest.approx(wanted["total_all_years"], abs=A_PENNY)
    assert rows.present_gbp == pytest.approx(wanted["present_value"], abs=A_PENNY)


def test_the_group(ledger: Ledger) -> None:
    saving = Saving.of(ledger, option=JOINT, councils=CODES, service=INPUTS["service"])
    wanted = EXPECTED["group"]
    assert saving.npv_gbp == pytest.approx(wanted["net_present_value"], abs=A_PENNY)
    assert saving.by_year_gbp(View.CASH) == pytest.approx(wanted["net_cash"], abs=A_PENNY)
