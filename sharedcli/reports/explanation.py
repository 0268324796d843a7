"""What `explain` says about a word: so far the checks, by code or name.

Another kind of subject is one more function in `_KINDS`, which takes the word and returns an explanation
or `None`, and its names in `_names`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sharedcli.checks.registry import all_rules, rule_called
from sharedcli.errors import SharedcliError
from sharedcli.model.finding import Rule
from sharedcli.model.printable import printable
from sharedcli.reports.record import Value

SCHEMA = "sharedcli/explanation/1"
CONTENTS_SCHEMA = "sharedcli/contents/1"


class NothingCalledError(SharedcliError):
    """Nothing has the name asked for."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One subject. `facts` are short labelled values, `paragraphs` whole sentences under their heading."""

    kind: str
    id: str
    name: str
    summary: str
    facts: tuple[tuple[str, str], ...]
    paragraphs: tuple[tuple[str, str], ...]

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
        }


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that can be explained."""

    explanations: tuple[Explanation, ...]

    def record(self) -> dict[str, Value]:
        """The list for machines."""
        rows = [{key: value for key, value in each.record().items() if key != "schema"} for each in self.explanations]
        return {"schema": CONTENTS_SCHEMA, "rows": rows}


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
    """Every check, by code."""
    return Contents(tuple(_of_rule(rule) for rule in all_rules()))


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


def _names() -> Iterator[str]:
    for rule in all_rules():
        yield rule.code
        yield rule.name


_KINDS: tuple[Callable[[str], Explanation | None], ...] = (_check,)
