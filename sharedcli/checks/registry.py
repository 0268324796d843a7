"""What a check is, and the list of them all.

A check yields where and what; the engine (`checks/run.py`) adds code, severity, line and excerpt. Its
docstring is its manual page: three paragraphs, a summary line, why it matters, what to do about it.
"""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from sharedcli.checks.digest import Digest
from sharedcli.loading.rules import READING_RULES
from sharedcli.model.finding import Pointer, Rule, Severity
from sharedcli.model.profile import Profile
from sharedcli.model.proposals import Proposals

Hit = tuple[Pointer, str]
"""Where in the profile, and what was found there, in a whole sentence."""

CohortHit = tuple[Digest, Pointer, str]
"""Whose profile, where in it, and what was found."""

ProfileQuestion = Callable[[Profile], Iterator[Hit]]
CohortQuestion = Callable[[tuple[Digest, ...]], Iterator[CohortHit]]
ProposalsQuestion = Callable[[Proposals], Iterator[Hit]]

PROFILE_TOO_INCOMPLETE = Rule(
    "CF601", "profile-too-incomplete", Severity.ERROR,
    "The profile is less complete than --min-completeness asks for.",
    "What a profile leaves out makes every figure about the council less certain.",
    "Fill in the gaps; `sharedcli validate` counts completeness by what the appraisal uses.",
)  # fmt: skip
"""Raised by the engine itself, because the least share is a choice of whoever runs it."""

_ROOMS = (
    "council", "reorganisation", "services", "contracts", "leaving", "plans", "costs", "sources", "cohort", "beside",
    "proposals",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProfileCheck:
    """A question to one profile."""

    rule: Rule
    ask: ProfileQuestion


@dataclass(frozen=True, slots=True)
class CohortCheck:
    """A question to all profiles together, in the order they were read."""

    rule: Rule
    ask: CohortQuestion


@dataclass(frozen=True, slots=True)
class ProposalsCheck:
    """A question to one file of centres announced."""

    rule: Rule
    ask: ProposalsQuestion


_profile_checks: list[ProfileCheck] = []
_cohort_checks: list[CohortCheck] = []
_proposals_checks: list[ProposalsCheck] = []


def check(code: str, severity: Severity) -> Callable[[ProfileQuestion], ProfileQuestion]:
    """Register a question to one profile; its name is the function's, with hyphens."""

    def register(ask: ProfileQuestion) -> ProfileQuestion:
        _profile_checks.append(ProfileCheck(_rule(code, severity, ask), ask))
        return ask

    return register


def cohort_check(code: str, severity: Severity) -> Callable[[CohortQuestion], CohortQuestion]:
    """Register a question to all profiles together."""

    def register(ask: CohortQuestion) -> CohortQuestion:
        _cohort_checks.append(CohortCheck(_rule(code, severity, ask), ask))
        return ask

    return register


def proposals_check(code: str, severity: Severity) -> Callable[[ProposalsQuestion], ProposalsQuestion]:
    """Register a question to one file of centres announced."""

    def register(ask: ProposalsQuestion) -> ProposalsQuestion:
        _proposals_checks.append(ProposalsCheck(_rule(code, severity, ask), ask))
        return ask

    return register


def _rule(code: str, severity: Severity, ask: Callable[..., object]) -> Rule:
    paragraphs = inspect.cleandoc(ask.__doc__ or "").split("\n\n")
    if len(paragraphs) != 3:
        msg = f"{code}: the docstring of a check is a summary, why it matters and what to do, not {len(paragraphs)}"
        raise TypeError(msg)
    summary, why, remedy = (" ".join(paragraph.split()) for paragraph in paragraphs)
    return Rule(code, ask.__name__.replace("_", "-"), severity, summary, why, remedy)


@cache
def profile_checks() -> tuple[ProfileCheck, ...]:
    """Every question to one profile, by code."""
    _load()
    return tuple(sorted(_profile_checks, key=lambda check: check.rule.code))


@cache
def cohort_checks() -> tuple[CohortCheck, ...]:
    """Every question to all profiles together, by code."""
    _load()
    return tuple(sorted(_cohort_checks, key=lambda check: check.rule.code))


@cache
def proposals_checks() -> tuple[ProposalsCheck, ...]:
    """Every question to one file of centres announced, by code."""
    _load()
    return tuple(sorted(_proposals_checks, key=lambda check: check.rule.code))


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule there is, reading and checks, by code; raises `TypeError` where two share a code or a name."""
    of_profiles = (*(check.rule for check in profile_checks()), *(check.rule for check in cohort_checks()))
    asked = (*of_profiles, *(check.rule for check in proposals_checks()))
    rules = (*READING_RULES, PROFILE_TOO_INCOMPLETE, *asked)
    if len({rule.code for rule in rules}) < len(rules) or len({rule.name for rule in rules}) < len(rules):
        msg = "two rules share a code or a name"
        raise TypeError(msg)
    return tuple(sorted(rules, key=lambda rule: rule.code))


def rule_called(code_or_name: str) -> Rule | None:
    """The rule with this code (any case) or name, or `None`."""
    wanted = code_or_name.strip().lower()
    return next((rule for rule in all_rules() if wanted in {rule.code.lower(), rule.name}), None)


def _load() -> None:
    for room in _ROOMS:
        importlib.import_module(f"sharedcli.checks.{room}")
