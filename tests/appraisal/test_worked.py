"""The worked example, done by hand before the code was compared with it: worked/worked.md."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import yaml

from sharedcli import api
from sharedcli.appraisal.savings import Compared, Savings
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
from sharedcli.reports.savings_tables import better_off

HERE = Path(__file__).parent / "worked"
EXAMPLE = yaml.safe_load((HERE / "worked.yaml").read_text("utf-8"))
INPUTS, EXPECTED = EXAMPLE["inputs"], EXAMPLE["expected"]
CODES = list(INPUTS["joins"])
SHOWN = EXAMPLE["savings"]
SOME_PENNIES = 0.06  # a sum of many figures to the penny
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
    assert set(wanted["lines"]) == {line.key for line in Line if not line.is_transfer and line is not Line.OVERRUN}
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


@pytest.fixture(scope="module")
def savings(ledger: Ledger) -> Savings:
    return Savings("planning.1", Saving.of(ledger, option=JOINT, councils=CODES, service=INPUTS["service"]))


def pounds_of(compared: Compared) -> list[float]:
    return [amount.gbp for amount in compared.amounts]


def test_savings_line_by_line_and_step_by_step(savings: Savings) -> None:
    lines = {line.key: pounds_of(compared) for line, compared in savings.lines}
    assert list(lines) == list(SHOWN["lines"])
    for key, wanted in SHOWN["lines"].items():
        assert lines[key] == pytest.approx(wanted, abs=SOME_PENNIES), key
    groups = {group.key: pounds_of(compared) for group, compared in savings.groups}
    assert list(groups) == list(SHOWN["groups"])
    for key, wanted in SHOWN["groups"].items():
        assert groups[key] == pytest.approx(wanted, abs=SOME_PENNIES), key
    assert pounds_of(savings.bias) == groups["optimism-bias"]


@pytest.mark.parametrize("code", [*CODES, "all"])
def test_savings_by_member(ledger: Ledger, savings: Savings, code: str) -> None:
    wanted = SHOWN["members"][code]
    if code != "all":
        about = Saving.of(ledger, option=JOINT, councils=[code], service=INPUTS["service"])
        savings = Savings("planning.one", about)
        assert better_off(savings) == wanted["better_off"]
    split = savings.period(View.PRESENT)
    found = [savings.npv.gbp, savings.plain.net.gbp, split.cash_releasing.gbp, split.own_time.gbp]
    figures = [wanted[key] for key in ("net", "plain", "cash_releasing", "own_time")]
    assert found == pytest.approx(figures, abs=SOME_PENNIES)


def test_savings_by_year_in_cash(savings: Savings) -> None:
    years = savings.periods(View.CASH)
    assert [one.year for one in years] == EXPECTED["years"]
    for key, by_year in SHOWN["cash"].items():
        assert [getattr(one, key).gbp for one in years] == pytest.approx(by_year, abs=SOME_PENNIES), key
    assert savings.period(View.CASH).net.gbp == pytest.approx(EXPECTED["group"]["net_cash_all_years"], abs=SOME_PENNIES)
