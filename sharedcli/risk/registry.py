"""What a rule of the risk register is, and the list of them all.

A rule yields whom it concerns, how likely it is, by when and what it costs; the engine (`risk/register.py`) adds the
code and the pounds. Its docstring is its manual page: four paragraphs, a summary line, why it matters, what to do
about it, and what its likelihood rests on. A rule asks for facts and figures, never for a council's name.
"""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

from sharedcli.risk.about import About, Price
from sharedcli.risk.likelihood import Likelihood


class Category(Enum):
    """What kind of thing goes otherwise."""

    PEOPLE = "people"
    TIME = "time"
    SUPPLIER = "supplier"
    MONEY = "money"
    DATA = "data"
    LAW = "law"


class Owner(Enum):
    """The role that deals with a risk: of the consortium, or of the council concerned."""

    BOARD = "programme board"
    FINANCE = "section 151 officer"
    IT = "IT director"
    LAW = "monitoring officer"
    HEAD = "chief executive"


@dataclass(frozen=True, slots=True)
class Hit:
    """A risk that a rule finds: the councils concerned (all members where none is named), and in a sentence why.

    `by` is the day until which something can be done about it, `None` where there is none. `price` is a text where
    pounds cannot be known: why not. `part` sets apart what a rule finds more than once, each of several councils.
    """

    says: str
    likelihood: Likelihood
    price: Price | str
    by: dt.date | None = None
    councils: tuple[str, ...] = ()
    part: str = ""


Question = Callable[[About], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class RiskRule:
    """One rule. `when` is what it fires on, in a line with its threshold; `owner` the role that deals with it."""

    code: str
    name: str
    category: Category
    owner: Owner
    when: str
    summary: str
    why: str
    mitigation: str
    likelihood: str
    ask: Question


_RULES: list[RiskRule] = []
_ROOMS = ("rules_people", "rules_time", "rules_contract", "rules_supplier", "rules_money", "rules_value", "rules_data")


def risk_rule(code: str, category: Category, owner: Owner, when: str) -> Callable[[Question], Question]:
    """Register a rule; its name is the function's, with hyphens."""

    def register(ask: Question) -> Question:
        paragraphs = inspect.cleandoc(ask.__doc__ or "").split("\n\n")
        if len(paragraphs) != 4:
            msg = f"{code}: the docstring of a risk has four paragraphs, not {len(paragraphs)}"
            raise TypeError(msg)
        summary, why, mitigation, likelihood = (" ".join(paragraph.split()) for paragraph in paragraphs)
        name = ask.__name__.replace("_", "-")
        _RULES.append(RiskRule(code, name, category, owner, when, summary, why, mitigation, likelihood, ask))
        return ask

    return register


@cache
def risk_rules() -> tuple[RiskRule, ...]:
    """Every rule, by code; raises `TypeError` where two share a code or a name."""
    for room in _ROOMS:
        importlib.import_module(f"sharedcli.risk.{room}")
    if len({rule.code for rule in _RULES}) < len(_RULES) or len({rule.name for rule in _RULES}) < len(_RULES):
        msg = "two risks share a code or a name"
        raise TypeError(msg)
    return tuple(sorted(_RULES, key=lambda rule: rule.code))


def risk_called(code_or_name: str) -> RiskRule | None:
    """The rule with this code (any case) or name, or `None`."""
    wanted = code_or_name.strip().lower()
    return next((rule for rule in risk_rules() if wanted in {rule.code.lower(), rule.name}), None)
