"""The kinds of value a profile field may hold, and how text becomes one.

A YAML scalar reaches these types as text and nothing has guessed at it before: `no`, `012` and `10:30`
are still what the council wrote. Each kind refuses what it cannot read with a sentence that says what
to write instead. The refusal's type is the name of a rule in `loading/rules.py`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from sharedcli.model.calendar import FinancialYear, Month

# Digits are 0 to 9; the digits of other scripts look like text to most other readers.
_PLAIN_NUMBER = re.compile(r"[0-9](?:_?[0-9]){0,17}(?:\.[0-9]{1,6})?")
_WHOLE_NUMBER = re.compile(r"[0-9](?:_?[0-9]){0,8}")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_ISO_PART = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)
# Councils' contracts begin and end on the same few days. Only a date that can be read is kept, so a kept text is short.
_DATES_KEPT = 4096
EARLIEST, LATEST = dt.date(1950, 1, 1), dt.date(2150, 12, 31)


class ProfileModel(BaseModel):
    """Base of everything a council writes: frozen, and an unknown field is a finding."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _text(value: object) -> object:
    if not isinstance(value, str):
        raise PydanticCustomError("not-a-single-value", "takes one value here, not a list or a group of fields")
    value = value.strip()
    if not value:
        raise PydanticCustomError("missing-field", "is empty")
    if len(value) > 300:
        raise PydanticCustomError("text-too-long", "is {length} characters; 300 is the most", {"length": len(value)})
    return value


@dataclass(frozen=True, slots=True, eq=False)
class _Digits:
    """Digits as text to a number, in pydantic's own core: half of a profile's values are numbers.

    A number given as one (by a script, not a file) is taken as it is.
    """

    pattern: re.Pattern[str]
    number: CoreSchema
    rule: str
    says: str

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's own signature
        text = core_schema.str_schema(pattern=f"^(?:{self.pattern.pattern})$", strict=True)
        either = core_schema.union_schema(
            [core_schema.chain_schema([text, self.number]), {**self.number, "strict": True}], mode="left_to_right"
        )
        return core_schema.custom_error_schema(either, custom_error_type=self.rule, custom_error_message=self.says)


_A_NUMBER = _Digits(
    _PLAIN_NUMBER, core_schema.float_schema(), "not-a-plain-number", "takes plain digits such as 42000 or 42_000"
)
_A_SIGNED_NUMBER = _Digits(
    re.compile(f"-?{_PLAIN_NUMBER.pattern}"), core_schema.float_schema(), "not-a-signed-number",
    "takes plain digits such as 42000, 0.1 or -0.05",
)  # fmt: skip
_A_COUNT = _Digits(_WHOLE_NUMBER, core_schema.int_schema(), "not-a-whole-number", "takes a whole number such as 6")


def _share(value: object) -> object:
    number = float(value) if isinstance(value, str) and _PLAIN_NUMBER.fullmatch(value) else value
    if not isinstance(number, int | float) or not 0 <= number <= 1:
        raise PydanticCustomError("not-a-share", "takes a share from 0 to 1, such as 0.5 for half")
    return float(number)


def _in_range(day: dt.date) -> dt.date:
    if not EARLIEST <= day <= LATEST:
        raise PydanticCustomError("date-out-of-range", "lies outside 1950 to 2150")
    return day


def _day(value: object) -> object:
    if isinstance(value, dt.date):
        return value
    match = _ISO_DAY.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise PydanticCustomError("date-not-iso", "takes a date written 2028-03-31")
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        raise PydanticCustomError("no-such-day", "is not a day of the calendar") from None


Text = Annotated[str, BeforeValidator(_text)]
Pounds = Annotated[float, _A_NUMBER]
"""Pounds, zero or more; costs are positive in a profile."""
Number = Annotated[float, _A_NUMBER]
SignedNumber = Annotated[float, _A_SIGNED_NUMBER]
Count = Annotated[int, _A_COUNT]
Months = Annotated[int, _A_COUNT, Field(le=600)]
Share = Annotated[float, BeforeValidator(_share), Field(ge=0, le=1)]
Day = Annotated[dt.date, BeforeValidator(_day), AfterValidator(_in_range)]


@dataclass(frozen=True, slots=True)
class ContractDate:
    """A date known to the day, the month or the year: any day from `earliest` to `latest`, inclusive.

    >>> str(ContractDate.parse("2029-03")), ContractDate.parse("2030").latest
    ('2029-03', datetime.date(2030, 12, 31))
    """

    earliest: dt.date
    latest: dt.date

    @classmethod
    def on(cls, day: dt.date) -> Self:
        """A date known to the day."""
        return cls(day, day)

    @classmethod
    @lru_cache(maxsize=_DATES_KEPT)
    def parse(cls, text: str) -> Self:
        """Read `2028-03-31`, `2028-03` or `2028`; raises `PydanticCustomError` for anything else."""
        part = _ISO_PART.fullmatch(text)
        if not part:
            return cls.on(_in_range(_day(text)))  # type: ignore[arg-type]
        if part[2] and not 1 <= int(part[2]) <= 12:
            raise PydanticCustomError("no-such-day", "is not a month of the calendar")
        first = dt.date(max(int(part[1]), 1), int(part[2] or 1), 1)
        last = Month.of(first).last_day if part[2] else first.replace(month=12, day=31)
        return cls(_in_range(first), last)

    @property
    def is_exact(self) -> bool:
        """Whether the date is known to the day."""
        return self.earliest == self.latest

    def __str__(self) -> str:
        if self.is_exact:
            return self.latest.isoformat()
        return self.latest.isoformat()[: 4 if self.earliest.month != self.latest.month else 7]

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's own signature
        def read(value: object) -> ContractDate:
            if isinstance(value, str):
                return cls.parse(value)
            if isinstance(value, ContractDate):
                return value
            if isinstance(value, dt.date):
                return cls.on(_in_range(value))
            raise PydanticCustomError("date-not-iso", "takes a date written 2028-03-31, 2028-03 or 2028")

        pattern = r"^\d{4}(-\d{2}(-\d{2})?)?$"
        return core_schema.no_info_plain_validator_function(
            read,
            json_schema_input_schema=core_schema.str_schema(pattern=pattern),
            serialization=core_schema.to_string_ser_schema(),
        )


def _price_year(value: object) -> object:
    if isinstance(value, FinancialYear):
        return value
    try:
        return FinancialYear.parse(value if isinstance(value, str) else "")
    except ValueError:
        raise PydanticCustomError("not-a-financial-year", "takes a financial year such as 2026-27") from None


class _PriceYearSchema:
    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's own signature
        return core_schema.no_info_plain_validator_function(
            _price_year,
            json_schema_input_schema=core_schema.str_schema(pattern=r"^\d{4}-\d{2}$"),
            serialization=core_schema.to_string_ser_schema(),
        )


PriceYear = Annotated[FinancialYear, _PriceYearSchema]


class Source(ProfileModel):
    """Where a fact comes from."""

    title: Text = Field(description="What the source is called.", examples=["Contracts register, quarter 3"])
    url: Text | None = Field(default=None, description="Where it can be read.")
    on: Day | None = Field(default=None, description="The date of the source.")
