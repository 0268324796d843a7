"""The economic case is the Green Book's: factors, present values, price bases and optimism bias, from a profile on.

Checked with numpy-financial, with decimal arithmetic set out here, and with tables that others keep. What belongs to
the factors of one horizon alone is in `test_prices.py`.
"""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import numpy_financial as npf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.appraisal.assessment import Assessment
from sharedcli.costing.charges import Line
from sharedcli.costing.ledger import USUAL, View
from sharedcli.costing.prices import discount_factors, prices
from sharedcli.loading.parameters import assumptions
from sharedcli.model.calendar import FinancialYear, Horizon
from tests.costing.made import member
from tests.samples import assessed

TABLES = Path(__file__).parents[3] / "shared" / "data" / "deflators"
AS_AT = dt.date(2026, 11, 1)
A_PENNY = 0.01
RATE = 0.035
PUBLISHED = {30: "0.3563", 31: "0.3459", 40: "0.2651", 50: "0.1973", 75: "0.0942", 76: "0.0919", 100: "0.0508"}
"""Discount factors as tables of long-term factors print them, to four places."""


def rates(years: int) -> np.ndarray:
    schedule = assumptions(AS_AT).discounting
    return np.array([schedule.rate(year) for year in range(years)])


def factor(year: int) -> Decimal:
    """3.5% for 30 years, 3.0% for the next 45, 2.5% for the 50 after, in decimals."""
    first, second, third = min(year, 30), min(max(year - 30, 0), 45), max(year - 75, 0)
    return 1 / (Decimal("1.035") ** first * Decimal("1.03") ** second * Decimal("1.025") ** third)


def table(name: str) -> list[dict[str, str]]:
    path = TABLES / name
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_factors_of_a_century() -> None:
    found = discount_factors(rates(101))
    assert found.tolist() == pytest.approx([float(factor(year)) for year in range(101)], rel=1e-12)
    assert {year: f"{found[year]:.4f}" for year in PUBLISHED} == PUBLISHED


def test_the_bands_are_those_of_another_copy_of_the_table() -> None:
    schedule = assumptions(AS_AT).discounting
    bands = table("stpr_schedule.csv")
    assert len(bands) == 6
    for band in bands:
        first, last = int(band["year_from"]), int(band["year_to"])
        assert {schedule.rate(year) for year in range(max(first, 1), last + 1)} == {float(band["standard"])}


@settings(deadline=None, max_examples=50)
@given(st.lists(st.floats(-1e6, 1e6), min_size=32, max_size=76))
def test_present_values_across_the_change_of_rate(flows: list[float]) -> None:
    """Thirty years at 3.5%, and what comes later at 3.0% to year 30, then at 3.5% to today."""
    later = npf.npv(0.03, [0.0, *flows[31:]])
    expected = npf.npv(RATE, flows[:31]) + later / 1.035**30
    assert discount_factors(rates(len(flows))) @ np.array(flows) == pytest.approx(expected, abs=A_PENNY)


@pytest.fixture(scope="module")
def whole() -> Assessment:
    """The three councils of the worked example, with the parameters as shipped."""
    return assessed("worked")


def test_every_net_present_value_is_that_of_numpy_financial(whole: Assessment) -> None:
    """Real pounds of each financial year, the first one counted in full: not monthly, not nominal."""
    formed = [one for service in whole.services for one in service.options.formed]
    assert len(formed) >= 3
    for one in formed:
        saving = one.saving(whole.ledger)
        for side in (saving.usual, saving.option):
            assert npf.npv(RATE, side.by_year_gbp(View.REAL)) == pytest.approx(side.present_gbp, abs=A_PENNY)
        assert npf.npv(RATE, saving.by_year_gbp(View.REAL)) == pytest.approx(saving.npv_gbp, abs=A_PENNY)


def test_cash_is_never_discounted_and_is_real_at_the_level_of_its_year(whole: Assessment) -> None:
    deflator, base = whole.given.deflator, whole.given.price_base
    factors = [deflator.levels[y] / deflator.levels[base] for y in whole.horizon.years if y in deflator.levels]
    assert len(factors) == 5
    real, cash = (whole.ledger.by_year_gbp(view)[: len(factors)] for view in (View.REAL, View.CASH))
    assert cash.tolist() == pytest.approx((real * factors).tolist(), abs=A_PENNY)


@pytest.mark.parametrize(("of", "times"), [("2013-14", 1.3693), ("2018-19", 1.2692)])
def test_what_the_next_release_says(of: str, times: float) -> None:
    """Pounds of 2024-25, as somebody else has them from the June 2026 release; revised by one in the fourth place."""
    found = assumptions(AS_AT).deflator.factor(of=FinancialYear.parse(of), to=FinancialYear.parse("2024-25"))
    assert found == pytest.approx(times, abs=1.5e-4)


@pytest.mark.parametrize(
    ("price_year", "pounds"),
    [("2026-27", 100_000), ("2006-07", 166_624.47), ("2003-04", 181_604.11), ("2024-25", 105_309.50)],
)
def test_a_profile_s_pounds_are_moved_once(price_year: str, pounds: float) -> None:
    """£100,000 times 105.3095 over the level of its year: 63.2017, 57.9885 and 100."""
    text = (
        "{service: planning, status: live, product: Alpha, contract: {last_day: 2030-03-31},"
        " annual_cost_gbp: {licence: 100000}, plan: {action: renew}}"
    )
    assert member(text, price_year=price_year).old_supplier_gbp == pytest.approx(pounds, abs=A_PENNY)


def test_the_upper_bound_is_that_of_another_copy_of_the_table() -> None:
    (found,) = [row for row in table("optimism_bias.csv") if row["category"] == "equipment_development"]
    assert assumptions(AS_AT).optimism_bias_upper_share == float(found["capex_upper"])


@pytest.mark.parametrize(
    ("upper", "lower", "share"),
    [(2.0, 0.10, 2.0), (0.5, 0.10, 0.5), (0.10, 0.10, 0.10), (0.05, 0.10, 0.10), (0.0, 0.0, 0.0)],
)
def test_the_bias_is_the_upper_bound_but_never_below_the_lower(upper: float, lower: float, share: float) -> None:
    """(1 - M) x U, not below L, worked by hand with nothing dealt with: M = 0."""
    changed = replace(assumptions(AS_AT), optimism_bias_upper_share=upper, optimism_bias_lower_share=lower)
    assert changed.optimism_bias_share == pytest.approx(share)


def test_the_bias_is_on_tender_and_implementation_and_on_nothing_else(whole: Assessment) -> None:
    """Two pounds on each, alone and together, council by council and year by year; never on what is saved."""
    compared = 0
    options = {USUAL} | {one.option for service in whole.services for one in service.options.formed}
    for option in options:
        for code in whole.profiles:
            rows = whole.ledger.only(option=option, council=code)
            cost = rows.only(line=(Line.TENDER, Line.IMPLEMENTATION)).by_year_gbp(View.REAL)
            bias = rows.only(line=Line.OPTIMISM_BIAS).by_year_gbp(View.REAL)
            assert bias.tolist() == pytest.approx((2 * cost).tolist(), abs=A_PENNY)
            compared += bool(cost.any())
    assert compared >= 6


def test_a_horizon_past_thirty_years_carries_the_lower_rate() -> None:
    money = prices(Horizon.starting(dt.date(2026, 4, 1), years=40), assumptions(AS_AT))
    yearly = money.discount[::12]
    assert yearly.tolist() == pytest.approx([float(factor(year)) for year in range(40)], rel=1e-12)
