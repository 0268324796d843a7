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
from typing import Generic, TypeVar

from sharedcli.checks.digest import Digest
from sharedcli.loading.importers.rules import IMPORT_RULES
from sharedcli.loading.importers.wording import Wording
from sharedcli.loading.rules import READING_RULES
from sharedcli.model.assumptions_file import AssumptionsFile
from sharedcli.model.finding import Pointer, Rule, Severity
from sharedcli.model.periods_file import PeriodsFile
from sharedcli.model.profile import Profile
from sharedcli.model.proposals import Proposals
from sharedcli.model.risk_matrix import RiskMatrix

Hit = tuple[Pointer, str]
"""Where in the profile, and what was found there, in a whole sentence."""

CohortHit = tuple[Digest, Pointer, str]
"""Whose profile, where in it, and what was found."""

ProfileQuestion = Callable[[Profile], Iterator[Hit]]
CohortQuestion = Callable[[tuple[Digest, ...]], Iterator[CohortHit]]
ProposalsQuestion = Callable[[Proposals], Iterator[Hit]]
AssumptionsQuestion = Callable[[AssumptionsFile], Iterator[Hit]]
PeriodsQuestion = Callable[[PeriodsFile], Iterator[Hit]]
MatrixQuestion = Callable[[RiskMatrix], Iterator[Hit]]
WordingQuestion = Callable[[Wording], Iterator[Hit]]
Question = TypeVar("Question", bound=Callable[..., Iterator[object]])
Content = TypeVar("Content")

PROFILE_TOO_INCOMPLETE = Rule(
    "CF601", "profile-too-incomplete", Severity.ERROR,
    "The profile is less complete than --min-completeness asks for.",
    "What a profile leaves out makes every figure about the council less certain.",
    "Fill in the gaps; `sharedcli validate` counts completeness by what the appraisal uses.",
)  # fmt: skip
"""Raised by the engine itself, because the least share is a choice of whoever runs it."""

_ROOMS = (
    "council", "reorganisation", "services", "contracts", "leaving", "plans", "costs", "sources", "cohort", "beside",
    "proposals", "assumptions", "periods", "matrix", "headings",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check(Generic[Question]):
    """A question, and the rule that its answers break."""

    rule: Rule
    ask: Question


class Questions(Generic[Question]):
    """Every question to one kind of thing; called with a code and a severity, it is the decorator that adds one."""

    def __init__(self) -> None:
        self._checks: list[Check[Question]] = []

    def __call__(self, code: str, severity: Severity) -> Callable[[Question], Question]:
        """Register a question; its name is the function's, with hyphens."""

        def register(ask: Question) -> Question:
            self._checks.append(Check(_rule(code, severity, ask), ask))
            return ask

        return register

    def by_code(self) -> tuple[Check[Question], ...]:
        """All of them, in the order of their codes."""
        _load()
        return tuple(sorted(self._checks, key=lambda check: check.rule.code))


check: Questions[ProfileQuestion] = Questions()
"""Registers a question to one profile."""
cohort_check: Questions[CohortQuestion] = Questions()
"""Registers a question to all profiles together, in the order they were read."""
proposals_check: Questions[ProposalsQuestion] = Questions()
"""Registers a question to one file of centres announced."""
assumptions_check: Questions[AssumptionsQuestion] = Questions()
"""Registers a question to one file of assumptions."""
periods_check: Questions[PeriodsQuestion] = Questions()
"""Registers a question to one file of spending reviews."""
matrix_check: Questions[MatrixQuestion] = Questions()
"""Registers a question to one risk matrix."""
wording_check: Questions[WordingQuestion] = Questions()
"""Registers a question to one file of headings."""

FileCheck = Check[Callable[[Content], Iterator[Hit]]]
"""A question to one file of a kind that is kept beside profiles."""


def _rule(code: str, severity: Severity, ask: Callable[..., object]) -> Rule:
    paragraphs = inspect.cleandoc(ask.__doc__ or "").split("\n\n")
    if len(paragraphs) != 3:
        msg = f"{code}: the docstring of a check is a summary, why it matters and what to do, not {len(paragraphs)}"
        raise TypeError(msg)
    summary, why, remedy = (" ".join(paragraph.split()) for paragraph in paragraphs)
    return Rule(code, ask.__name__.replace("_", "-"), severity, summary, why, remedy)


@cache
def profile_checks() -> tuple[Check[ProfileQuestion], ...]:
    """Every question to one profile, by code."""
    return check.by_code()


@cache
def cohort_checks() -> tuple[Check[CohortQuestion], ...]:
    """Every question to all profiles together, by code."""
    return cohort_check.by_code()


@cache
def proposals_checks() -> tuple[Check[ProposalsQuestion], ...]:
    """Every question to one file of centres announced, by code."""
    return proposals_check.by_code()


@cache
def assumptions_checks() -> tuple[Check[AssumptionsQuestion], ...]:
    """Every question to one file of assumptions, by code."""
    return assumptions_check.by_code()


@cache
def periods_checks() -> tuple[Check[PeriodsQuestion], ...]:
    """Every question to one file of spending reviews, by code."""
    return periods_check.by_code()


@cache
def matrix_checks() -> tuple[Check[MatrixQuestion], ...]:
    """Every question to one risk matrix, by code."""
    return matrix_check.by_code()


@cache
def wording_checks() -> tuple[Check[WordingQuestion], ...]:
    """Every question to one file of headings, by code."""
    return wording_check.by_code()


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule there is, reading and checks, by code; raises `TypeError` where two share a code or a name."""
    of_files = (proposals_checks(), assumptions_checks(), periods_checks(), matrix_checks(), wording_checks())
    kinds = (profile_checks(), cohort_checks(), *of_files)
    rules = (*READING_RULES, *IMPORT_RULES, PROFILE_TOO_INCOMPLETE, *(asked.rule for kind in kinds for asked in kind))
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
