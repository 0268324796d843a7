"""What `explain` says about a word: the checks and the risks, by code or name, and the parameters.

Another kind of subject is one more function in `_KINDS`, which takes the word and returns an explanation
or `None`, and its names in `_names`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sharedcli.checks.registry import all_rules, rule_called
from sharedcli.checks.wording import day
from sharedcli.errors import SharedcliError
from sharedcli.loading.help_pages import method_sections_naming
from sharedcli.loading.parameters import parameters
from sharedcli.model.assumptions import DatedValue, Parameter
from sharedcli.model.finding import Rule
from sharedcli.model.printable import plain_number, printable
from sharedcli.reports.assumed import source_row, sourced, spread
from sharedcli.reports.parameters import in_prices, words
from sharedcli.reports.record import Value

if TYPE_CHECKING:
    from sharedcli.risk.registry import RiskRule

SCHEMA = "sharedcli/explanation/1"
CONTENTS_SCHEMA = "sharedcli/contents/1"


class NothingCalledError(SharedcliError):
    """Nothing has the name asked for."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One subject. `facts` are short labelled values, `paragraphs` whole sentences under their heading.

    A line break in a paragraph is meant. `history` is for machines: what a paragraph tells, value by value.
    """

    kind: str
    id: str
    name: str
    summary: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[tuple[str, str], ...]
    history: tuple[Mapping[str, Value], ...] = ()

    def record(self) -> dict[str, Value]:
        """The explanation for machines."""
        return {
            "schema": SCHEMA,
            "kind": self.kind,
            "id": self.id,
            "name": self.name,
            "summary": self.summary,
            **dict(self.facts),
            **dict(self.paragraphs),
            **({"history": self.history} if self.history else {}),
        }


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that can be explained."""

    explanations: tuple[Explanation, ...]

    def record(self) -> dict[str, Value]:
        """The list for machines."""
        rows = [{key: value for key, value in each.record().items() if key != "schema"} for each in self.explanations]
        return {"schema": CONTENTS_SCHEMA, "rows": rows}


def is_called(word: str) -> bool:
    """Whether a check, a risk or a parameter is called so."""
    return any(find(word) is not None for find in _KINDS)


def explain(word: str) -> Explanation:
    """What `word` means; raises `NothingCalledError` with the nearest name where nothing is called so."""
    for find in _KINDS:
        found = find(word)
        if found is not None:
            return found
    from difflib import get_close_matches

    shown = printable(word)
    names = {name.lower(): name for name in _names()}
    close = get_close_matches(shown.lower(), names, n=1)
    hint = f"Did you mean {names[close[0]]}?" if close else "`sharedcli explain` lists what there is."
    msg = f"Nothing here is called {shown}. {hint}"
    raise NothingCalledError(msg)


def contents() -> Contents:
    """Every check, by code, then every risk, by code, then every parameter, by name."""
    from sharedcli.risk.registry import risk_rules

    named = sorted(parameters().items())
    checks, risks = (_of_rule(rule) for rule in all_rules()), (_of_risk(rule) for rule in risk_rules())
    return Contents((*checks, *risks, *(of_parameter(one) for _, one in named)))


def _check(word: str) -> Explanation | None:
    rule = rule_called(word)
    return _of_rule(rule) if rule else None


def _of_rule(rule: Rule) -> Explanation:
    return Explanation(
        kind="check",
        id=rule.code,
        name=rule.name,
        summary=rule.summary,
        facts=(("severity", str(rule.severity)),),
        paragraphs=(("why", rule.why), ("remedy", rule.remedy)),
    )


def _risk(word: str) -> Explanation | None:
    """Asked last: what the rules of risks count with is slow to import."""
    from sharedcli.risk.registry import risk_called

    rule = risk_called(word)
    return _of_risk(rule) if rule else None


def _of_risk(rule: RiskRule) -> Explanation:
    return Explanation(
        kind="risk",
        id=rule.code,
        name=rule.name,
        summary=rule.summary,
        facts=(("category", rule.category.value), ("owner", rule.owner.value)),
        paragraphs=(
            ("fires when", f"{rule.when[0].upper()}{rule.when[1:]}."),
            ("why", rule.why),
            ("likelihood", rule.likelihood),
            ("mitigation", rule.mitigation),
        ),
    )


def _parameter(word: str) -> Explanation | None:
    found = parameters().get(word.strip().lower())
    return of_parameter(found) if found else None


def of_parameter(parameter: Parameter) -> Explanation:
    """What a parameter is, every value it had and has, where the method uses it, and how to override it."""
    newest, bounds = parameter.values[-1], parameter.bounds
    whole = "whole numbers " if bounds.whole else ""
    used = method_sections_naming(parameter.name)
    paragraphs = [
        ("history", "\n".join(_dated(parameter, value) for value in reversed(parameter.values))),
        ("may be", f"{whole}{plain_number(bounds.least)} to {plain_number(bounds.most)}".capitalize() + "."),
        ("used in", "\n".join(f"help/method.md, {section}" for section in used)),
        ("override", _how_to_override(parameter, newest)),
    ]
    if parameter.more_needs:
        paragraphs.insert(1, ("asks for", parameter.more_needs))
    return Explanation(
        kind="parameter",
        id=parameter.name,
        name=parameter.label,
        summary=f"{parameter.label}.",
        facts=(
            ("value", plain_number(newest.value)),
            ("unit", in_prices(parameter, newest)),
            ("range", spread(newest.low, newest.high) or "a rule, without a range"),
            ("evidence", words(newest.evidence)),
        ),
        paragraphs=tuple((heading, text) for heading, text in paragraphs if text),
        history=tuple(_dated_row(value) for value in parameter.values),
    )


def _dated(parameter: Parameter, value: DatedValue) -> str:
    ranging = spread(value.low, value.high)
    plausible = f", plausibly {ranging}" if ranging else ""
    return (
        f"From {day(value.in_force_from)}: {plain_number(value.value)} ({in_prices(parameter, value)}){plausible}; "
        f"{words(value.evidence)}. {sourced(value.source)}. {value.note}"
    )


def _dated_row(value: DatedValue) -> Mapping[str, Value]:
    return {
        "in_force_from": value.in_force_from.isoformat(),
        "value": value.value,
        "low": value.low,
        "high": value.high,
        "price_year": str(value.price_year) if value.price_year else None,
        "evidence": value.evidence,
        "source": source_row(value.source),
        "note": value.note,
    }


def _how_to_override(parameter: Parameter, newest: DatedValue) -> str:
    """The text of the option, and of a file, with the value that ships."""
    value, low, high = (_digits(number) for number in (newest.value, newest.low, newest.high))
    ranging = f"\n    low: {low}\n    high: {high}" if low and high else ""
    year = f"\n    price_year: {newest.price_year}" if newest.price_year else ""
    base = " (in pounds of the year appraised)" if parameter.is_priced else ""
    return (
        f"--assume {parameter.name}={value}{base}\n"
        "or, with its source, in a file for --assumptions:\n"
        f"assumptions: 1\nvalues:\n  {parameter.name}:\n    value: {value}{ranging}\n    unit: {parameter.unit}{year}\n"
        '    source: {title: "Where the value is from", on: 2026-11-01}'
    )


def _digits(number: float | None) -> str:
    """As it is typed; empty for none."""
    return "" if number is None else plain_number(number).replace(",", "")


def _names() -> Iterator[str]:
    for rule in all_rules():
        yield rule.code
        yield rule.name
    from sharedcli.risk.registry import risk_rules

    for risk in risk_rules():
        yield risk.code
        yield risk.name
    yield from parameters()


_KINDS: tuple[Callable[[str], Explanation | None], ...] = (_check, _parameter, _risk)
