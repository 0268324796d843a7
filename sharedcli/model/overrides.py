"""Assumptions of the user's own: what was asked for, and what it replaces.

An override is asked for once and holds for every set of facts; what it comes to depends on the price base of each
(`Overridden`). Files of them are declared in `model/assumptions_file.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sharedcli.model.calendar import FinancialYear
from sharedcli.model.fields import Source
from sharedcli.model.ranges import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Another value for one parameter, in the parameter's unit.

    `low` and `high` are a range of the user's own (`model/ranges.py`), both `None` where the value is to be held.
    `price_year` is for pounds only, of value and range; `None` is the price base, whichever that is. `source` is
    `None` where nobody says what the value rests on. `where` it was asked for: a file and its line, or an option.
    """

    name: str
    value: float
    where: str
    low: float | None = None
    high: float | None = None
    price_year: FinancialYear | None = None
    source: Source | None = None
    note: str = ""


def preferring(first: Iterable[Override], then: Iterable[Override]) -> tuple[Override, ...]:
    """`first`, each saying what of `then` it stands in place of, and the rest of `then`; by name.

    >>> file = Override(name="tender_gbp", value=40_000, where="cautious.yaml:3")
    >>> preferring([Override(name="tender_gbp", value=50_000, where="--assume")], [file])[0].where
    '--assume, in place of cautious.yaml:3'
    """
    found = {override.name: override for override in then}
    for override in first:
        lost = found.get(override.name)
        where = f"{override.where}, in place of {lost.where}" if lost else override.where
        found[override.name] = replace(override, where=where)
    return tuple(found[name] for name in sorted(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Overridden:
    """A parameter that is not as shipped. Pounds, of the ranges too, are in the prices of the price base.

    `low` and `high` are the shipped range, both `None` where the value is a rule. `own_range` is what the user says
    of the new value, `None` where that is nothing: then it is held. `lacks` says why the value asks for a source that
    was not given, and is empty where it does not.
    """

    name: str
    unit: str
    before: float
    value: float
    low: float | None
    high: float | None
    own_range: Range | None
    source: Source | None
    where: str
    note: str
    lacks: str

    @property
    def is_outside_range(self) -> bool:
        """Whether the value lies outside the plausible range of what it replaces, whatever range of its own it has."""
        return self.low is not None and self.high is not None and not self.low <= self.value <= self.high
