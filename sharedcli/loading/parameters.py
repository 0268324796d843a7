"""The package's dated, sourced parameters, and the assumptions in force at a day.

Every number in `parameters/*.yaml` needs a field in `Assumptions`, and every field a number: where the
two differ the package refuses to start.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from sharedcli.errors import PackageDataError, SharedcliError
from sharedcli.loading.periods import reviews_of
from sharedcli.model.assumptions import Assumptions, Bounds, DatedValue, Deflator, DiscountSchedule, Parameter
from sharedcli.model.calendar import FinancialYear
from sharedcli.model.fields import Source
from sharedcli.model.overrides import Overridden, Override
from sharedcli.model.periods_file import PeriodsFile
from sharedcli.model.ranges import Range
from sharedcli.model.spending_review import SpendingReviewPeriod, replacing

_NOT_PARAMETERS = frozenset(
    {"as_at", "price_base", "deflator", "discounting", "spending_reviews", "parameters", "overrides"}
)  # fmt: skip
_BEYOND = "inflation_beyond_forecast_rate"
RISK_MATRICES = "risk_matrices"
_TABLES = frozenset(
    {"gdp_deflator", "social_time_preference_rate", "spending_reviews", "back_office_claims", RISK_MATRICES}
)
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # text only: every value is typed here, by its meaning

Entry = dict[str, Any]


@cache
def entries() -> Mapping[str, Entry]:
    """What the package's files hold, by name, all values text; raises `PackageDataError` for a name given twice."""
    found: dict[str, Entry] = {}
    for file in sorted(files("sharedcli").joinpath("parameters").iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".yaml"):
            continue
        for name, entry in yaml.load(file.read_text("utf-8"), Loader=_LOADER).items():  # noqa: S506 - a text-only loader on package data
            if name in found:
                msg = f"parameter {name} stands in two files"
                raise PackageDataError(msg)
            found[name] = entry
    return MappingProxyType(found)


@cache
def parameters() -> Mapping[str, Parameter]:
    """Every number with its history; raises `PackageDataError` where names and fields do not match."""
    found = {name: _parameter(name, entry) for name, entry in entries().items() if name not in _TABLES}
    wanted = {field.name for field in fields(Assumptions)} - _NOT_PARAMETERS | {_BEYOND}
    if wanted != set(found):
        msg = f"without a field: {sorted(set(found) - wanted)}; without a value: {sorted(wanted - set(found))}"
        raise PackageDataError(msg)
    return MappingProxyType(found)


def _parameter(name: str, entry: Entry) -> Parameter:
    values = tuple(_dated(dt.date.fromisoformat(day), value) for day, value in sorted(entry["values"].items()))
    return Parameter(name, entry["label"], entry["unit"], _bounds(entry), values, entry.get("more_needs", ""))


def _bounds(entry: Entry) -> Bounds:
    bounds = entry["bounds"]
    return Bounds(float(bounds["least"]), float(bounds["most"]), whole=bounds.get("whole") == "true")


def _dated(day: dt.date, entry: Entry) -> DatedValue:
    return DatedValue(
        in_force_from=day,
        value=float(entry["value"]),
        low=float(entry["low"]) if "low" in entry else None,
        high=float(entry["high"]) if "high" in entry else None,
        evidence=entry["evidence"],
        source=Source.model_validate(entry["source"]),
        note=entry["note"],
        price_year=FinancialYear.parse(entry["price_year"]) if "price_year" in entry else None,
    )


def assumptions(
    as_at: dt.date, overrides: Iterable[Override] = (), reviews: Iterable[SpendingReviewPeriod] = ()
) -> Assumptions:
    """The values in force at a day, pounds moved once to the prices of its financial year.

    Args:
        as_at: The day.
        overrides: What replaces the shipped values; one for a parameter, in any order.
        reviews: Spending reviews of the user's own; one with a shipped id replaces that.

    Raises:
        SharedcliError: The day lies before some parameter's first value, or an override cannot be.
    """
    known, own = parameters(), _by_name(overrides)
    base = FinancialYear.of(as_at)
    shipped = {name: value_in_force(parameter, as_at) for name, parameter in known.items()}
    prices = _deflator(own[_BEYOND].value if _BEYOND in own else shipped[_BEYOND].value)

    def in_base(pounds: float, of: FinancialYear | None) -> float:
        return pounds * prices.factor(of=of, to=base) if of else pounds

    numbers = {name: in_base(value.value, value.price_year) for name, value in shipped.items()}
    overridden = tuple(_overridden(one, known[name], shipped[name], in_base) for name, one in sorted(own.items()))
    numbers.update((one.name, one.value) for one in overridden)
    del numbers[_BEYOND]
    return Assumptions(
        as_at=as_at,
        price_base=base,
        deflator=prices,
        discounting=_discounting(as_at),
        spending_reviews=tuple(replacing(spending_reviews(), reviews)),
        parameters=known,
        overrides=overridden,
        **numbers,
    )


def _overridden(
    override: Override, parameter: Parameter, was: DatedValue, in_base: Callable[[float, FinancialYear | None], float]
) -> Overridden:
    value, before = in_base(override.value, override.price_year), in_base(was.value, was.price_year)
    own_range, year = None, override.price_year
    if override.low is not None and override.high is not None:
        own_range = Range(in_base(override.low, year), value, in_base(override.high, year))
    return Overridden(
        name=override.name,
        unit=parameter.unit,
        before=before,
        value=value,
        low=None if was.low is None else in_base(was.low, was.price_year),
        high=None if was.high is None else in_base(was.high, was.price_year),
        own_range=own_range,
        source=override.source,
        where=override.where,
        note=override.note,
        lacks="" if override.source or value <= before else parameter.more_needs,
    )


def _by_name(overrides: Iterable[Override]) -> dict[str, Override]:
    """Overrides by the parameter they replace; a script may have made them without any check."""
    found: dict[str, Override] = {}
    for override in overrides:
        parameter = parameters().get(override.name)
        if parameter is None or override.name in found:
            wrong = "is no parameter" if parameter is None else "is overridden twice"
            msg = f"{override.name} {wrong}."
            raise SharedcliError(msg)
        if refusal := parameter.bounds.refusal(override.value):
            msg = f"{override.name} is {override.value:g}; {refusal}."
            raise SharedcliError(msg)
        if override.price_year and not parameter.is_priced:
            msg = f"{override.name} has no price year: it is in {parameter.unit}."
            raise SharedcliError(msg)
        if refusal := _range_refusal(override, parameter):
            msg = f"{override.name} {refusal}."
            raise SharedcliError(msg)
        found[override.name] = override
    return found


def _range_refusal(override: Override, parameter: Parameter) -> str:
    """What is wrong with a range of the user's own, to follow the parameter's name; empty where nothing is."""
    low, high = override.low, override.high
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return "has one end of a range and not the other"
    if parameter.is_by_law:
        return "is set by law and has no range"
    for end, number in (("low", low), ("high", high)):
        if refusal := parameter.bounds.refusal(number):
            return f"has the {end} end {number:g}; {refusal}"
    if not low <= override.value <= high:
        return f"is {override.value:g}, outside its own range, {low:g} to {high:g}"
    return ""


def value_in_force(parameter: Parameter, as_at: dt.date) -> DatedValue:
    """The value of a parameter at a day; raises `SharedcliError` before the first."""
    value = parameter.in_force(as_at)
    if value is None:
        first = parameter.values[0].in_force_from
        msg = f"{parameter.name} has no value as early as {as_at.isoformat()}; its first is of {first.isoformat()}."
        raise SharedcliError(msg)
    return value


def deflator() -> Deflator:
    """The newest release, continued at the rate that ships."""
    return _deflator(parameters()[_BEYOND].values[-1].value)


def _deflator(beyond_rate: float) -> Deflator:
    # The newest release replaces those before it, whatever the as-at day: see parameters/deflators.yaml.
    release = max(entries()["gdp_deflator"]["values"].items())[1]
    levels = {FinancialYear.parse(year): float(level) for year, level in release["index"].items()}
    return Deflator(release["release"], MappingProxyType(levels), beyond_rate)


def _discounting(as_at: dt.date) -> DiscountSchedule:
    editions = entries()["social_time_preference_rate"]["values"]
    in_force = [day for day in editions if dt.date.fromisoformat(day) <= as_at]
    if not in_force:
        msg = f"no discount rate is known as early as {as_at.isoformat()}"
        raise SharedcliError(msg)
    edition = editions[max(in_force)]
    bands = tuple((int(band["from_year"]), float(band["rate"])) for band in edition["bands"])
    return DiscountSchedule(edition["edition"], bands)


@cache
def spending_reviews() -> tuple[SpendingReviewPeriod, ...]:
    """The reviews that ship, in the order of time."""
    return tuple(reviews_of(PeriodsFile.model_validate({"spending_reviews": entries()["spending_reviews"]})))
