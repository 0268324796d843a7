"""Discounting against numpy-financial and a published table; deflation against sourced figures."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import numpy as np
import numpy_financial as npf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.costing.prices import discount_factors, prices
from sharedcli.loading.parameters import assumptions
from sharedcli.model.assumptions import Deflator, DiscountSchedule
from sharedcli.model.calendar import FinancialYear, Horizon

TABLES = Path(__file__).parents[3] / "shared" / "data" / "deflators"
AS_AT = dt.date(2026, 11, 1)
GREEN_BOOK = (0.9662, 0.9335, 0.9019, 0.8714, 0.8420, 0.8135, 0.7860, 0.7594, 0.7337, 0.7089)
"""One pound in year 1 to 10 at 3.5%, as tables of the Green Book's rate print it."""


def year(name: str) -> FinancialYear:
    return FinancialYear.parse(name)


@pytest.fixture(scope="module")
def deflator() -> Deflator:
    return assumptions(AS_AT).deflator


@settings(deadline=None)
@given(st.lists(st.floats(-1e7, 1e7), min_size=1, max_size=60), st.floats(0, 0.2))
def test_present_values_are_those_of_numpy_financial(flows: list[float], rate: float) -> None:
    found = discount_factors(np.full(len(flows), rate)) @ np.array(flows)
    assert found == pytest.approx(npf.npv(rate, flows), rel=1e-9, abs=1e-3)


def test_factors_are_those_of_the_table() -> None:
    found = discount_factors(np.full(11, 0.035))
    assert found[0] == 1
    assert found[1:].round(4).tolist() == list(GREEN_BOOK)


def test_the_rate_falls_after_thirty_years() -> None:
    schedule = assumptions(AS_AT).discounting
    assert [schedule.rate(y) for y in (0, 30, 31, 75, 76)] == [0.035, 0.035, 0.030, 0.030, 0.025]
    found = discount_factors(np.array([schedule.rate(y) for y in range(33)]))
    assert found[30] == pytest.approx(1.035**-30)
    assert found[32] == pytest.approx(1.035**-30 * 1.030**-2)


def test_a_change_of_rate_counts_from_its_own_year() -> None:
    schedule = DiscountSchedule("made up", ((0, 0.1), (2, 0.25)))
    found = discount_factors(np.array([schedule.rate(y) for y in range(4)]))
    assert found.tolist() == pytest.approx([1, 1 / 1.1, 1 / 1.1 / 1.25, 1 / 1.1 / 1.25**2])


@pytest.mark.parametrize(
    ("as_at", "months_of_year_0"), [("2026-11-01", 5), ("2006-03-01", 1), ("2026-04-30", 12), ("2027-01-15", 3)]
)
def test_every_month_carries_the_factor_of_its_financial_year(as_at: str, months_of_year_0: int) -> None:
    day = dt.date.fromisoformat(as_at)
    made = prices(Horizon.starting(day, years=10), assumptions(day))
    expected = np.repeat([1, *GREEN_BOOK[:9]], [months_of_year_0, *[12] * 9])
    assert made.discount.round(4).tolist() == expected.tolist()
    assert made.years.sum(axis=0).tolist() == [months_of_year_0, *[12] * 9]
    assert (made.years.sum(axis=1) == 1).all()


def test_cash_is_real_pounds_at_the_prices_of_their_year(deflator: Deflator) -> None:
    made = prices(Horizon.starting(AS_AT, years=10), assumptions(AS_AT))
    assert made.inflation[0] == 1
    assert made.inflation[4] == 1, "March 2027 is still in the price base"
    assert made.inflation[5] == pytest.approx(107.3546 / 105.3095)
    assert made.inflation[-1] == pytest.approx(113.6416 / 105.3095 * 1.02**5), "2035-36, five years past the index"


@pytest.mark.parametrize(("of", "pounds"), [("2006-07", 1.63), ("2003-04", 1.78), ("2025-26", 1.0)])
def test_a_pound_of_then_in_pounds_of_2025_26(deflator: Deflator, of: str, pounds: float) -> None:
    assert round(deflator.factor(of=year(of), to=year("2025-26")), 2) == pounds


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("1997-98", 52.4935),
        ("2024-25", 100.0),
        ("2030-31", 113.6416),
        ("2031-32", 113.6416 * 1.02),
        ("2035-36", 113.6416 * 1.02**5),
        ("1996-97", 52.4935 / 1.02),
        ("1990-91", 52.4935 / 1.02**7),
    ],
)
def test_levels_inside_the_index_and_beyond_both_its_ends(deflator: Deflator, name: str, level: float) -> None:
    assert deflator.level(year(name)) == pytest.approx(level)


@settings(deadline=None)
@given(st.integers(1985, 2060), st.integers(1985, 2060), st.integers(1985, 2060))
def test_moving_prices_twice_is_moving_them_once(one: int, other: int, third: int) -> None:
    deflator, (a, b, c) = assumptions(AS_AT).deflator, map(FinancialYear, (one, other, third))
    assert deflator.factor(of=a, to=b) * deflator.factor(of=b, to=c) == pytest.approx(deflator.factor(of=a, to=c))
    assert deflator.factor(of=a, to=b) * deflator.factor(of=b, to=a) == pytest.approx(1)


def test_the_newest_release_is_used_whatever_the_day() -> None:
    assert assumptions(dt.date(2006, 3, 1)).deflator.levels == assumptions(AS_AT).deflator.levels


def table(name: str, key: str, value: str) -> dict[str, float]:
    path = TABLES / name
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the project")
    with path.open(encoding="utf-8", newline="") as file:
        return {row[key]: float(row[value]) for row in csv.DictReader(file)}


def test_another_copy_by_financial_year(deflator: Deflator) -> None:
    """An older release, worked out from calendar years by somebody else; both are put to 2017-18 = 1.

    Up to 2019-20 revisions and the change from calendar years stay below 0.6%; one year put in another's place would
    be 0.7 to 3.7% out. The pandemic years were revised most, by up to 1.6%. From 2024-25 on the copy is an older
    forecast, up to 3.1% below what prices then did, so it says nothing about our figures.
    """
    copy = table("gdp_deflator_fy_with_forecast.csv", "period", "gdp_deflator")
    base = year("2017-18")
    compared = {"before": 0, "pandemic": 0}
    for name, level in copy.items():
        if name >= "2024-25":
            continue
        kind, tolerance = ("before", 0.006) if name < "2020-21" else ("pandemic", 0.016)
        ours = deflator.factor(of=base, to=year(name))
        assert level / copy[str(base)] == pytest.approx(ours, rel=tolerance), name
        compared[kind] += 1
    assert compared == {"before": 12, "pandemic": 4}


def test_the_calendar_year_series(deflator: Deflator) -> None:
    """The Treasury's calendar years: a financial year is nine months of one and three of the next, about.

    That is exact only where prices rise evenly over the year. It is within 0.7% except for 2020-21 (1.0%), when
    lockdowns moved output from one quarter to the next.
    """
    calendar = table("hmt_gdp_deflator_calendar_1990_2024.csv", "year", "value")

    def blended(start: int) -> float:
        return 0.75 * calendar[str(start)] + 0.25 * calendar[str(start + 1)]

    years = [y for y in deflator.levels if str(y.starts_in + 1) in calendar]
    assert len(years) == 27
    for y in years:
        tolerance = 0.011 if y.starts_in == 2020 else 0.007
        ours = deflator.factor(of=year("2017-18"), to=y)
        assert blended(y.starts_in) / blended(2017) == pytest.approx(ours, rel=tolerance), str(y)
