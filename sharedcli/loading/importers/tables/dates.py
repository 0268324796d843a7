"""Dates as people write them in registers, and which comes first in a column of them, day or month.

A date that can be read two ways is never guessed at. What is refused is a few words that end a sentence.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from pydantic_core import PydanticCustomError

from sharedcli.loading.importers.importer import DateOrder
from sharedcli.model.fields import ContractDate
from sharedcli.model.printable import printable

_KEPT, _LONGEST, _A_DAY, _A_LEAP_YEAR = 16_384, 60, len("2028-03-31"), 2024
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_TIME = r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?)?"
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?[\s,]+)?"
_NTH = r"(?:\s?(?:st|nd|rd|th))?"
_WORD = r"(?P<word>[a-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"

_EITHER_CASE = re.ASCII | re.IGNORECASE
_ISO = re.compile(rf"(\d{{4}})(?:([-/.])(\d{{1,2}})(?:\2(\d{{1,2}}))?)?{_TIME}", _EITHER_CASE)
_RUN = re.compile(r"(19|20)(\d{2})(\d{2})(\d{2})", re.ASCII)
_PARTS = re.compile(rf"(\d{{1,2}})\s*([/.-])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}|\d{{2}}){_TIME}", _EITHER_CASE)
_MONTH_OF = re.compile(r"(\d{1,2})[/.-](\d{4})", re.ASCII)
_NAMED = (
    re.compile(rf"{_WEEKDAY}(?P<day>\d{{1,2}}){_NTH}(?:\s+of)?[\s/.-]*{_WORD}[\s/.,-]*{_YEAR}{_TIME}", _EITHER_CASE),
    re.compile(rf"{_WEEKDAY}{_WORD}[\s.-]*(?P<day>\d{{1,2}}){_NTH}[\s,]+(?P<year>\d{{4}}){_TIME}", _EITHER_CASE),
    re.compile(rf"{_WORD}[\s/.,-]*(?P<day>){_YEAR}", _EITHER_CASE),
)
# "Mar 31" may be 31 March without its year. "Mar-31" is a month as spreadsheets show it, a day "31-Mar".
_DAY_OR_YEAR = re.compile(r"([a-z]{3,9})\.?[\s/.,]*(\d{2})", _EITHER_CASE)
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_TWO_YEARS = re.compile(r"(?:19|20)\d{2}\s*[/-]\s*(?:20\d{2}|1[3-9]|[2-9]\d)", re.ASCII)
_SLASHED = re.compile(r"(?<![\d/.-])(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?![\d/-])", re.ASCII)

# Day 0 of a spreadsheet. Its days 1 to 60 are one off, because it has a 29 February 1900; they are refused anyway.
_DAY_0, _FIRST_SERIAL, _LAST_SERIAL = dt.date(1899, 12, 30), 25_569, 73_050  # 1 January 1970 to 31 December 2099


def read_date(text: str, order: DateOrder | None) -> ContractDate | str:
    """A date, known to the day, the month or the year; or why it is none, as words that follow "is".

    Times are passed over. A five-digit number is the day's number in a spreadsheet. Two digits of a year are 1969 to
    2068, as POSIX has them.

    >>> str(read_date("31/03/2028", None)), str(read_date("March 2028", None)), str(read_date("46843", None))
    ('2028-03-31', '2028-03', '2028-03-31')
    >>> read_date("03/04/2028", None)
    '"03/04/2028", which can be read as 3 April 2028 and as 4 March 2028'
    """
    if len(text) >= _A_DAY and text[4] == "-" and (iso := _ISO.fullmatch(text)):  # times would crowd out what is kept
        return _dated(text, iso[1], iso[3], iso[4])
    return _kept(text, order) if len(text) < _LONGEST else f'"{printable(text)}", which is no date'


@lru_cache(maxsize=_KEPT)
def _kept(text: str, order: DateOrder | None) -> ContractDate | str:
    text = text.strip()
    if _TWO_YEARS.fullmatch(text):
        return f'"{printable(text)}", which is a year from spring to spring and no date'
    if iso := _ISO.fullmatch(text):
        return _dated(text, iso[1], iso[3], iso[4])
    if parts := _PARTS.fullmatch(text):
        return _ordered(text, int(parts[1]), int(parts[3]), _year(parts[4]), order)
    if run := _RUN.fullmatch(text):
        return _dated(text, run[1] + run[2], run[3], run[4])
    if month := _MONTH_OF.fullmatch(text):
        return _dated(text, month[2], month[1], None)
    if named := _named(text):
        return named
    if (serial := _SERIAL.fullmatch(text)) and _FIRST_SERIAL <= int(serial[1]) <= _LAST_SERIAL:
        return ContractDate.on(_DAY_0 + dt.timedelta(days=int(serial[1])))
    return f'"{printable(text)}", which is no date'


def _named(text: str) -> ContractDate | str | None:
    """A date with the month in letters; `None` where it is none."""
    if (either := _DAY_OR_YEAR.fullmatch(text)) and (number := _month(either[1])):
        day, month = int(either[2]), _MONTHS[number - 1].capitalize()
        if _is_a_day(_A_LEAP_YEAR, number, day):
            return f'"{printable(text)}", which can be read as {day} {month} and as {month} {_year(either[2])}'
    for pattern in _NAMED:
        if (named := pattern.fullmatch(text)) and (number := _month(named["word"])):
            return _dated(text, _year(named["year"]), str(number), named["day"])
    return None


def _ordered(text: str, first: int, second: int, year: str, order: DateOrder | None) -> ContractDate | str:
    """A date in digits: read as asked, and without asking only where there is one way to read it."""
    if order is None and first <= 12 and second <= 12 and first != second:
        ways = [_dated(text, year, str(month), str(day)) for day, month in ((first, second), (second, first))]
        shown = " and as ".join(_shown(way) for way in ways if isinstance(way, ContractDate))
        return f'"{printable(text)}", which can be read as {shown}' if shown else ways[0]
    is_day_first = order == "day-first" or (order is None and second <= 12)
    day, month = (first, second) if is_day_first else (second, first)
    if month > 12 and order is not None:
        return f'"{printable(text)}", which has no month {month} where dates are {order.replace("-", " ")}'
    return _dated(text, year, str(month), str(day))


def _dated(text: str, year: str, month: str | None, day: str | None) -> ContractDate | str:
    parts = [year.zfill(4), *(part.zfill(2) for part in (month, day) if part)]
    try:
        return ContractDate.parse("-".join(parts))
    except PydanticCustomError as problem:
        return f'"{printable(text)}", which {problem.message()}'


def _year(digits: str) -> str:
    digits = digits.removeprefix("'")
    if len(digits) == 4:
        return digits
    return f"{19 if int(digits) >= 69 else 20}{digits}"


def _is_a_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day: 31/02/2022 is a slip of the pen, and says nothing of how others are written."""
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True


def _month(word: str) -> int:
    word = word.lower()
    return next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(word)), 0)


Settled = Literal["none", "day-first", "month-first", "ambiguous", "contradictory"]
"""What a column of dates says of its order. "none": no date of it can be read two ways, and no order is needed."""


@dataclass(slots=True)
class DateColumn:
    """What the dates of one column, noted one by one, say of their order.

    Attributes:
        heading: What the column is called, for people.
        day_first: The first date that only fits with the day first, and its row; empty and 0 where there is none.
        month_first: The same for the month.
        either: The same for the first date that fits both ways.
        made: The same for the first date of a workbook, which is no text, that would be another day turned round, and
            whose day may have been a month: on the 2nd to the 12th.
        is_made_late: Whether a date of a workbook is after the 12th of its month.
    """

    heading: str = ""
    day_first: tuple[str, int] = ("", 0)
    month_first: tuple[str, int] = ("", 0)
    either: tuple[str, int] = ("", 0)
    made: tuple[str, int] = ("", 0)
    is_made_late: bool = False
    _seen: set[str] = field(default_factory=set, repr=False)

    def note(self, text: str, row: int) -> None:
        """Take note of a cell, which may hold several dates, or none."""
        if text in self._seen:
            return
        if len(self._seen) < _KEPT and len(text) < _LONGEST:
            self._seen.add(text)
        for found in _SLASHED.finditer(text):
            first, second, year = int(found[1]), int(found[3]), int(_year(found[4]))
            if first > 12 >= second > 0 and not self.day_first[1] and _is_a_day(year, second, first):
                self.day_first = (found[0], row)
            elif second > 12 >= first > 0 and not self.month_first[1] and _is_a_day(year, first, second):
                self.month_first = (found[0], row)
            elif first != second and 1 <= first <= 12 and 1 <= second <= 12 and not self.either[1]:
                self.either = (found[0], row)

    def note_date(self, iso: str, row: int) -> None:
        """Take note of a cell that a workbook holds as a date, given as 2028-03-31."""
        month, day = int(iso[5:7]), int(iso[8:10])
        self.is_made_late |= day > 12
        if 1 < day <= 12 and day != month and not self.made[1]:
            self.made = (iso, row)

    @property
    def order(self) -> Settled:
        """Which comes first, as far as the dates noted so far say."""
        if self.day_first[1] and self.month_first[1]:
            return "contradictory"
        if self.day_first[1] or self.month_first[1]:
            return "day-first" if self.day_first[1] else "month-first"
        return "ambiguous" if self.either[1] else "none"

    @property
    def said(self) -> str:
        """What the order is known from, or why it is not: a sentence without its full stop, empty for "none"."""
        (day, day_row), (month, month_row), (either, row) = self.day_first, self.month_first, self.either
        if day and month:
            return (
                f"{self.heading} has {day} in row {day_row}, which has the day first, and {month} in row {month_row}, "
                "which has the month first"
            )
        if day or month:
            first = "day" if day else "month"
            return f"{self.heading} has {day or month} in row {day_row or month_row}, so the {first} comes first"
        if not either:
            return ""
        ways = " and as ".join(both_ways(either))
        return f"{self.heading} has {either} in row {row}, which can be read as {ways}, and no date in it settles which"


_MONTH = rf"(?:sept|{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _MONTHS)})\b\.?"
DATES = re.compile(
    r"(?<!\d)(?:\d{4}-\d{2}-\d{2}|\d{1,2}\s?([/.-])\s?\d{1,2}\s?\1\s?(?:\d{4}|\d{2})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-](?:of\s)?{_MONTH}[\s,-]{{1,2}}(?:\d{{4}}|\d{{2}})|{_MONTH}\s\d{{4}}"
    r"|(?:19|20)\d{2})(?!\d)",
    re.ASCII | re.IGNORECASE,
)
"""Dates among other words, each to be read by `read_date`; some of what it finds is none."""


def both_ways(text: str) -> tuple[str, str]:
    """How a date in digits reads with the day first and with the month first; the same where it fits one way only.

    >>> both_ways("03/04/2028")
    ('3 April 2028', '4 March 2028')
    """
    return _shown(read_date(text, "day-first")), _shown(read_date(text, "month-first"))


def _shown(date: ContractDate | str) -> str:
    return f"{date.latest.day} {date.latest:%B %Y}" if isinstance(date, ContractDate) else "no date"
