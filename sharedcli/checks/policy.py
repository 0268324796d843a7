"""Which findings count, and how much: `--select`, `--ignore`, `--severity`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from sharedcli.checks.registry import all_rules, rule_called
from sharedcli.errors import SharedcliError
from sharedcli.model.finding import Finding, Rule, Severity


class UnknownRuleError(SharedcliError):
    """A code or name that no rule has."""


@dataclass(frozen=True, slots=True)
class Policy:
    """`selected` empty means every rule; `ignored` wins over it; `severities` replaces a rule's own.

    A profile less complete than `least_completeness_share` is a finding of its own.
    """

    selected: frozenset[str] = frozenset()
    ignored: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    least_completeness_share: float = 0.0

    @classmethod
    def reading(
        cls,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        severity: Iterable[str] = (),
        *,
        least_completeness_share: float = 0.0,
    ) -> Policy:
        """The policy people type: codes or names, and `CODE=LEVEL`; raises `UnknownRuleError`."""
        levels = dict(_level(pair) for pair in severity)
        return cls(
            frozenset(_rule(word).code for word in select),
            frozenset(_rule(word).code for word in ignore),
            MappingProxyType(levels),
            least_completeness_share,
        )

    def counts(self, rule: Rule) -> bool:
        """Whether findings of this rule are kept."""
        return rule.code not in self.ignored and (not self.selected or rule.code in self.selected)

    def apply(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that count, each with the severity in force."""
        return self.rank(finding for finding in findings if self.counts(finding.rule))

    def rank(self, findings: Iterable[Finding]) -> list[Finding]:
        """Every finding, each with the severity in force."""
        return [replace(found, severity=self.severity_of(found.rule)) for found in findings]

    def severity_of(self, rule: Rule) -> Severity:
        """The severity in force for a rule."""
        return self.severities.get(rule.code, rule.severity)


def _rule(word: str) -> Rule:
    rule = rule_called(word)
    if rule is None:
        from difflib import get_close_matches

        names = [name for known in all_rules() for name in (known.code, known.name)]
        close = get_close_matches(word, names, n=1)
        hint = f" Did you mean {close[0]}?" if close else " `sharedcli explain` lists them."
        msg = f"No check is called {word}.{hint}"
        raise UnknownRuleError(msg)
    return rule


def _level(pair: str) -> tuple[str, Severity]:
    word, _, level = pair.partition("=")
    try:
        return _rule(word).code, Severity.named(level)
    except KeyError:
        msg = f"{pair}: write CODE=error, CODE=warning or CODE=note."
        raise UnknownRuleError(msg) from None
