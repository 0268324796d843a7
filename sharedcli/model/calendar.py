"""Time as councils count it: whole months, financial years, windows of months.

No clock is read anywhere in the package below the command line; every date comes from a profile, a
parameter or the `as at` date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

_FINANCIAL_YEAR = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class FinancialYear:
    """A council's year, 1 April to 31 March, named by the April it starts in.

    >>> year = FinancialYear.of(dt.date(2027, 3, 31))
    >>> str(year), year.end, FinancialYear.parse("1999-00").starts_in
    ('2026-27', datetime.date(2027, 4, 1), 1999)
    """

    starts_in: int

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """The year that contains `day`."""
        return cls(day.year if day.month >= 4 else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2026-27`; raises `ValueError` for anything else, `2026-28` included."""
        match = _FINANCIAL_YEAR.fullmatch(text)
        if not match or (int(match[1]) + 1) % 100 != int(match[2]):
            msg = f"{text} is not a financial year such as 2026-27"
            raise ValueError(msg)
        return cls(int(match[1]))

    @property
    def end(self) -> dt.date:
        """The first day after the year; spans are half-open."""
        return dt.date(self.starts_in + 1, 4, 1)

    def __str__(self) -> str:
        return f"{self.starts_in}-{(self.starts_in + 1) % 100:02d}"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month, counted so that months subtract.

    >>> start = Month.of(dt.date(2026, 11, 1))
    >>> str(start + 5), (start + 5) - start, (start + 5).last_day
    ('April 2027', 5, datetime.date(2027, 4, 30))
    """

    ordinal: int

    @classmethod
    def of(cls, day: dt.date) -> Self:
        """The month that contains `day`."""
        return cls(day.year * 12 + day.month - 1)

    @property
    def first_day(self) -> dt.date:
        """The first day of the month."""
        return dt.date(self.ordinal // 12, self.ordinal % 12 + 1, 1)

    @property
    def last_day(self) -> dt.date:
        """The last day of the month."""
        return (self + 1).first_day - dt.timedelta(days=1)

    @property
    def financial_year(self) -> FinancialYear:
        """The financial year the month lies in."""
        return FinancialYear.of(self.first_day)

    def __add__(self, months: int) -> Month:
        return Month(self.ordinal + months)

    def __sub__(self, other: Month) -> int:
        return self.ordinal - other.ordinal

    def __str__(self) -> str:
        return f"{self.first_day:%B} {self.first_day.year}"


def months_before(day: dt.date, months: int) -> dt.date:
    """The day `months` before `day`, or the last day of that month where it is shorter.

    The last day of a month goes to the last day of a month, which is how notice is counted.

    >>> months_before(dt.date(2028, 3, 31), 6), months_before(dt.date(2028, 9, 30), 6)
    (datetime.date(2027, 9, 30), datetime.date(2028, 3, 31))
    """
    month = Month.of(day)
    target = Month(month.ordinal - months)
    if day == month.last_day:
        return target.last_day
    return target.first_day.replace(day=min(day.day, target.last_day.day))


def months_after(day: dt.date, months: int) -> dt.date:
    """The day `months` after `day`, by the same rule as `months_before`."""
    return months_before(day, -months)


def notice_day(leaving: Month, notice_months: int) -> dt.date:
    """The last day to serve notice for leaving with the first day of a month.

    >>> notice_day(Month.of(dt.date(2028, 4, 1)), 6)
    datetime.date(2027, 9, 30)
    """
    return months_before(leaving.first_day - dt.timedelta(days=1), notice_months)


@dataclass(frozen=True, slots=True)
class Window:
    """Months `opens` to `closes`, both inclusive, counted from the month of the `as at` date (month 0)."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if self.closes < self.opens:
            msg = f"a window cannot close in month {self.closes} before it opens in month {self.opens}"
            raise ValueError(msg)

    def __contains__(self, month: int) -> bool:
        return self.opens <= month <= self.closes

    @property
    def months(self) -> int:
        """How many months the window holds, at least 1."""
        return self.closes - self.opens + 1


def joined(windows: Iterable[Window]) -> tuple[Window, ...]:
    """The months of all windows as the fewest windows that hold them: ascending, none touching another.

    >>> joined([Window(5, 6), Window(1, 2), Window(3, 3)])
    (Window(opens=1, closes=3), Window(opens=5, closes=6))
    """
    found: list[Window] = []
    for window in sorted(windows, key=lambda window: (window.opens, window.closes)):
        if found and window.opens <= found[-1].closes + 1:
            found[-1] = Window(found[-1].opens, max(found[-1].closes, window.closes))
        else:
            found.append(window)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Horizon:
    """The months an appraisal counts: from the month of `as_at` to the end of the last appraisal year.

    >>> horizon = Horizon.starting(dt.date(2006, 3, 1), years=10)
    >>> horizon.months, str(horizon.years[0]), str(horizon.years[-1]), horizon.year_of_month[:2]
    (109, '2005-06', '2014-15', (0, 1))
    """

    start: Month
    years: tuple[FinancialYear, ...]

    @classmethod
    def starting(cls, as_at: dt.date, *, years: int) -> Self:
        """The horizon of `years` financial years, the first being the one that contains `as_at`."""
        first = FinancialYear.of(as_at)
        return cls(Month.of(as_at), tuple(FinancialYear(first.starts_in + n) for n in range(years)))

    @property
    def is_first_year_whole(self) -> bool:
        """Whether `as_at` lies in April, so that no month of the first year is left out."""
        return self.start == Month.of(dt.date(self.years[0].starts_in, 4, 1))

    @property
    def months(self) -> int:
        """How many months are counted."""
        return Month.of(self.years[-1].end) - self.start

    @property
    def year_of_month(self) -> tuple[int, ...]:
        """For each month the index of its financial year; year 0 is the year of `as_at`."""
        first = self.years[0].starts_in
        return tuple((self.start + m).financial_year.starts_in - first for m in range(self.months))

    def month_of(self, day: dt.date) -> int:
        """The month number of `day`; negative before `as_at`, beyond `months` after the horizon."""
        return Month.of(day) - self.start

    def day_of(self, month: int) -> dt.date:
        """The first day of month number `month`."""
        return (self.start + month).first_day
