"""Time as councils count it: financial years, months, notice, windows, the horizon, spending reviews."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.model.calendar import (
    FinancialYear,
    Horizon,
    Month,
    Window,
    months_after,
    months_before,
)

days = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))
counts = st.integers(0, 240)


def date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


class TestFinancialYear:
    @pytest.mark.parametrize(
        ("day", "year"),
        [
            ("2026-04-01", "2026-27"),
            ("2027-03-31", "2026-27"),
            ("2026-03-31", "2025-26"),
            ("2026-12-31", "2026-27"),
            ("2000-03-31", "1999-00"),
            ("2009-04-01", "2009-10"),
        ],
    )
    def test_of_a_day(self, day: str, year: str) -> None:
        assert str(FinancialYear.of(date(day))) == year

    @settings(deadline=None)
    @given(days)
    def test_holds_its_day_and_ends_where_the_next_begins(self, day: dt.date) -> None:
        year = FinancialYear.of(day)
        assert dt.date(year.starts_in, 4, 1) <= day < year.end
        assert FinancialYear.of(year.end) == FinancialYear(year.starts_in + 1)

    @settings(deadline=None)
    @given(st.integers(1000, 9998).map(FinancialYear))
    def test_reads_what_it_writes(self, year: FinancialYear) -> None:
        assert FinancialYear.parse(str(year)) == year

    @pytest.mark.parametrize("text", ["2026-28", "2026-26", "2026-7", "2026/27", "26-27", "2026-2027", "", " 2026-27"])
    def test_refuses_what_is_not_a_financial_year(self, text: str) -> None:
        with pytest.raises(ValueError, match="is not a financial year such as 2026-27"):
            FinancialYear.parse(text)

    def test_years_are_in_the_order_of_time(self) -> None:
        assert FinancialYear.parse("1999-00") < FinancialYear.parse("2000-01")


class TestMonth:
    @settings(deadline=None)
    @given(days)
    def test_runs_from_its_first_day_to_its_last(self, day: dt.date) -> None:
        month = Month.of(day)
        assert month.first_day <= day <= month.last_day
        assert (month.first_day.day, (month.last_day + dt.timedelta(days=1)).day) == (1, 1)
        assert month.financial_year == FinancialYear.of(day)

    @settings(deadline=None)
    @given(days, st.integers(-500, 500))
    def test_months_subtract(self, day: dt.date, count: int) -> None:
        month = Month.of(day)
        assert (month + count) - month == count

    def test_over_the_year_s_end(self) -> None:
        december = Month.of(date("2027-12-15"))
        assert str(december + 1) == "January 2028"
        assert (december + 2).last_day == date("2028-02-29")


class TestMonthsBefore:
    @pytest.mark.parametrize(
        ("day", "months", "before"),
        [
            ("2028-03-31", 6, "2027-09-30"),
            ("2028-09-30", 6, "2028-03-31"),  # a month's end goes to a month's end
            ("2028-02-29", 12, "2027-02-28"),
            ("2027-02-28", 12, "2026-02-28"),
            ("2029-02-28", 12, "2028-02-29"),  # the last day, which that year is the 29th
            ("2028-02-28", 12, "2027-02-28"),  # not a month's end, and yet it lands on one
            ("2028-08-30", 6, "2028-02-29"),  # February has no 30th
            ("2028-03-15", 3, "2027-12-15"),
            ("2028-01-01", 1, "2027-12-01"),
            ("2028-03-31", 0, "2028-03-31"),
        ],
    )
    def test_notice(self, day: str, months: int, before: str) -> None:
        assert months_before(date(day), months) == date(before)

    @settings(deadline=None)
    @given(days.filter(lambda day: 1970 < day.year < 2130), counts)
    def test_moves_by_whole_months_and_keeps_a_month_s_end(self, day: dt.date, months: int) -> None:
        before, month = months_before(day, months), Month.of(day)
        assert month - Month.of(before) == months
        if day == month.last_day:
            assert before == Month.of(before).last_day
        else:
            assert before.day == min(day.day, Month.of(before).last_day.day)

    @settings(deadline=None)
    @given(days.filter(lambda day: 1970 < day.year < 2130), counts)
    def test_after_undoes_before_where_no_day_was_cut(self, day: dt.date, months: int) -> None:
        is_last = day == Month.of(day).last_day
        before = months_before(day, months)
        if is_last or (before.day == day.day and before != Month.of(before).last_day):
            assert months_after(before, months) == day
        assert months_after(day, months) == months_before(day, -months)

    @settings(deadline=None)
    @given(days.filter(lambda day: 1970 < day.year < 2130), counts)
    def test_a_day_later_is_never_due_earlier(self, day: dt.date, months: int) -> None:
        assert months_before(day, months) <= months_before(day + dt.timedelta(days=1), months)


class TestWindow:
    def test_holds_both_its_ends(self) -> None:
        window = Window(3, 5)
        assert [month in window for month in (2, 3, 5, 6)] == [False, True, True, False]
        assert (window.months, Window(4, 4).months) == (3, 1)

    def test_cannot_close_before_it_opens(self) -> None:
        with pytest.raises(ValueError, match="cannot close in month 4 before it opens in month 5"):
            Window(5, 4)


class TestHorizon:
    @pytest.mark.parametrize(("as_at", "is_whole"), [("2006-04-01", True), ("2006-04-30", True), ("2006-03-01", False)])
    def test_whether_its_first_year_is_whole(self, as_at: str, is_whole: bool) -> None:
        """Months are counted whole, so any day of April leaves none out."""
        assert Horizon.starting(date(as_at), years=2).is_first_year_whole is is_whole

    @pytest.mark.parametrize(
        ("as_at", "years", "months", "first", "last"),
        [
            ("2006-03-01", 10, 109, "2005-06", "2014-15"),  # to March 2015
            ("2006-04-01", 10, 120, "2006-07", "2015-16"),
            ("2026-11-01", 10, 113, "2026-27", "2035-36"),
            ("2026-11-30", 1, 5, "2026-27", "2026-27"),
        ],
    )
    def test_ends_with_a_financial_year(self, as_at: str, years: int, months: int, first: str, last: str) -> None:
        horizon = Horizon.starting(date(as_at), years=years)
        assert (horizon.months, str(horizon.years[0]), str(horizon.years[-1])) == (months, first, last)
        assert horizon.day_of(horizon.months) == horizon.years[-1].end

    @settings(deadline=None)
    @given(days.filter(lambda day: day.year < 2130), st.integers(1, 15))
    def test_every_month_lies_in_its_year(self, as_at: dt.date, years: int) -> None:
        horizon = Horizon.starting(as_at, years=years)
        assert len(horizon.year_of_month) == horizon.months
        assert 12 * (years - 1) < horizon.months <= 12 * years
        for month, year in enumerate(horizon.year_of_month):
            assert FinancialYear.of(horizon.day_of(month)) == horizon.years[year]

    @settings(deadline=None)
    @given(days, st.integers(-100, 200))
    def test_a_month_s_first_day_is_in_it(self, as_at: dt.date, month: int) -> None:
        horizon = Horizon.starting(as_at, years=10)
        assert horizon.month_of(horizon.day_of(month)) == month
        assert horizon.month_of(as_at) == 0
