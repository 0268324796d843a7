"""Checks on assumptions of the user's own: names, units, what a value and its range may be, sources."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.checks.registry import Hit, assumptions_check
from sharedcli.checks.wording import quoted
from sharedcli.loading.parameters import deflator, parameters
from sharedcli.model.assumptions import Parameter
from sharedcli.model.assumptions_file import AssumptionsFile, Stated
from sharedcli.model.finding import Severity
from sharedcli.model.printable import plain_number


@assumptions_check("CF801", Severity.ERROR)
def unknown_parameter(file: AssumptionsFile) -> Iterator[Hit]:
    """A value is given for something that is no parameter.

    Nothing would be calculated with it, while whoever wrote it believes that it counts.

    Use a name that `sharedcli parameters` lists.
    """
    from difflib import get_close_matches

    known = parameters()
    for name in file.values:
        if name not in known:
            close = get_close_matches(name.casefold()[:60], known, n=1)
            hint = f' Did you mean "{close[0]}"?' if close else ""
            yield ("values", name), f"{quoted(name)} is no parameter.{hint}"


@assumptions_check("CF802", Severity.ERROR)
def unit_of_another_kind(file: AssumptionsFile) -> Iterator[Hit]:
    """A value is given in another unit than its parameter's.

    A number counts in the parameter's unit, so years taken for months would be wrong by a factor of twelve.

    Give the value in the parameter's unit.
    """
    for name, stated, parameter in _known(file):
        if stated.unit is not None and " ".join(stated.unit.split()).casefold() != parameter.unit.casefold():
            yield ("values", name, "unit"), f"{name} is in {quoted(parameter.unit)}, not in {quoted(stated.unit)}."


@assumptions_check("CF803", Severity.ERROR)
def value_that_cannot_be(file: AssumptionsFile) -> Iterator[Hit]:
    """A value is one that its parameter cannot have.

    The arithmetic has no meaning there: a share of more than the whole, or a purchase that takes less than no time.

    Check the unit and the digits. `sharedcli explain PARAMETER` says what it may be.
    """
    for name, stated, parameter in _known(file):
        if refusal := parameter.bounds.refusal(stated.value):
            yield ("values", name, "value"), f"{name} is {plain_number(stated.value)}; {refusal}."


@assumptions_check("CF804", Severity.ERROR)
def price_year_of_no_price(file: AssumptionsFile) -> Iterator[Hit]:
    """A price year is given for a value that no deflator moves.

    Only pounds of some year's prices have one; a limit set by law stays in the pounds the law names.

    Delete the price year.
    """
    for name, stated, parameter in _known(file):
        if stated.price_year is not None and not parameter.is_priced:
            yield ("values", name, "price_year"), f"{name} is in {quoted(parameter.unit)} and has no price year."


@assumptions_check("CF805", Severity.WARNING)
def value_out_of_plausible_range(file: AssumptionsFile) -> Iterator[Hit]:
    """A value lies outside the range in which its parameter plausibly lies.

    It is used all the same, and reports say so beside it; what rests on it may be far from what happens.

    Check the digits and, for pounds, the price year; else say in a note why this council differs.
    """
    for name, stated, parameter in _known(file):
        shipped = parameter.values[-1]
        if shipped.low is None or shipped.high is None or parameter.bounds.refusal(stated.value):
            continue
        moved = 1.0
        if parameter.is_priced and stated.price_year and shipped.price_year:
            moved = deflator().factor(of=stated.price_year, to=shipped.price_year)
        if not shipped.low <= stated.value * moved <= shipped.high:
            spread = f"{plain_number(shipped.low)} to {plain_number(shipped.high)}"
            prices = f" in {shipped.price_year} prices" if shipped.price_year else ""
            said = f"{name} is {plain_number(stated.value)}, outside its plausible range, {spread}{prices}."
            yield ("values", name, "value"), said


@assumptions_check("CF806", Severity.WARNING)
def value_without_source(file: AssumptionsFile) -> Iterator[Hit]:
    """A value names no source.

    It replaces one that has a source or says that it is a judgement; every report prints it as unsourced.

    Name where the value is from: a quotation, a contract, the council's own accounts, or who judged it and when.
    """
    for name, stated, parameter in _known(file):
        if stated.source is None:
            needs = f" {parameter.more_needs}" if stated.value > parameter.values[-1].value else ""
            yield ("values", name), f"{name} has no source.{needs.rstrip()}"


@assumptions_check("CF807", Severity.WARNING)
def limit_set_by_law(file: AssumptionsFile) -> Iterator[Hit]:
    """A value replaces a limit that is set by law.

    Councils are held to the law, whatever is assumed; what is flagged with another limit may be wrong.

    Delete it, unless the law has changed since the value shipped; then name the Act as its source.
    """
    for name, _, parameter in _known(file):
        if parameter.is_by_law:
            yield ("values", name), f"{name} is set by law: {parameter.values[-1].source.title}."


@assumptions_check("CF808", Severity.ERROR)
def half_a_range(file: AssumptionsFile) -> Iterator[Hit]:
    """A range has one end and not the other.

    How far the value may turn out on the other side would have to be made up.

    Give both `low` and `high`, or neither; the value itself may be an end.
    """
    for name, stated, _ in _known(file):
        if (stated.low is None) != (stated.high is None):
            given, wanted = ("high", "low") if stated.low is None else ("low", "high")
            yield ("values", name, given), f"{name} has {given} and no {wanted}."


@assumptions_check("CF809", Severity.ERROR)
def range_that_does_not_ascend(file: AssumptionsFile) -> Iterator[Hit]:
    """A range's low, value and high do not ascend.

    They are what it turns out below in 10, in 50 and in 90 of 100 cases, so none can be below the one before it.

    Check the digits and which end is which; `low` is the smaller number, not the worse one.
    """
    for name, stated, _ in _known(file):
        low, value, high = stated.low, stated.value, stated.high
        if low is not None and high is not None and low > high:
            said = f"low, {_exact(low)}, is above high, {_exact(high)}"
            yield ("values", name, "low"), f"{name}: {said}."
        elif low is not None and low > value:
            said = f"low, {_exact(low)}, is above the value, {_exact(value)}"
            yield ("values", name, "low"), f"{name}: {said}."
        elif high is not None and value > high:
            said = f"the value, {_exact(value)}, is above high, {_exact(high)}"
            yield ("values", name, "high"), f"{name}: {said}."


@assumptions_check("CF810", Severity.ERROR)
def range_that_cannot_be(file: AssumptionsFile) -> Iterator[Hit]:
    """A range ends at what its parameter cannot be.

    What is calculated at that end has no meaning, as little as with a value there.

    Check the unit and the digits. `sharedcli explain PARAMETER` says what it may be.
    """
    for name, stated, parameter in _known(file):
        for end, number in (("low", stated.low), ("high", stated.high)):
            if number is not None and (refusal := parameter.bounds.refusal(number)):
                yield ("values", name, end), f"{name} has {end} {plain_number(number)}; {refusal}."


@assumptions_check("CF811", Severity.ERROR)
def range_of_a_limit_set_by_law(file: AssumptionsFile) -> Iterator[Hit]:
    """A limit that is set by law is given a range.

    On any one day the law names one sum; it does not turn out lower or higher.

    Delete the range. Where a change of the law is expected, run once with each sum and compare the two.
    """
    for name, stated, parameter in _known(file):
        if parameter.is_by_law and (end := _an_end(stated)):
            yield ("values", name, end), f"{name} is set by law and has no range."


@assumptions_check("CF812", Severity.WARNING)
def range_of_a_rule(file: AssumptionsFile) -> Iterator[Hit]:
    """A range is given for a parameter that ships as a rule, without one.

    Guidance, a choice of method or a published study settles it, so it does not turn out otherwise: the range is
    printed, and futures that are drawn keep to the value.

    Keep it where its source gives evidence of one; else delete it, and compare runs with one value and the other.
    """
    for name, stated, parameter in _known(file):
        is_rule = parameter.values[-1].low is None and not parameter.is_by_law
        if is_rule and (end := _an_end(stated)) and stated.low != stated.high:
            yield ("values", name, end), f"{name} ships as a rule, without a range."


def _exact(number: float) -> str:
    """Every digit that a file can hold: two numbers that differ are not shown as the same."""
    return f"{number:,.6f}".rstrip("0").rstrip(".")


def _an_end(stated: Stated) -> str:
    """The first end of a range that is given; empty where none is."""
    return next((end for end in ("low", "high") if getattr(stated, end) is not None), "")


def _known(file: AssumptionsFile) -> Iterator[tuple[str, Stated, Parameter]]:
    known = parameters()
    for name, stated in file.values.items():
        if name in known:
            yield name, stated, known[name]
