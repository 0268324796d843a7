"""The ledger: every pound of every appraisal, and the only place a report's money comes from.

A row is one line of one council's costs for one service under one option. Money out is negative. Rows
hold real pounds by month; years, present values and cash are products with `costing/prices.py`. The
rows are built from charges in `costing/entries.py`, and what a report shows of them in `costing/amounts.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.costing.charges import Line
from sharedcli.costing.prices import FloatArray, Prices

if TYPE_CHECKING:
    import pandas as pd

USUAL = "business-as-usual"
"""The option every other is compared with."""

USUAL_IN_A_FUTURE = "business-as-usual-in-a-future"
"""The same where something turns out otherwise than planned (`risk/posting.py`)."""

JOINT_PRICE = "METHOD 5.1: C(U) = U^(1-b), by cost alone"
"""The rule of the rows that hold the joint supplier's price."""


class View(Enum):
    """How pounds of different months are added up: key and basis in words."""

    PRESENT = ("present", "economic case, present value, real")
    REAL = ("real", "real, undiscounted")
    CASH = ("cash", "cash view, nominal, undiscounted")

    def __init__(self, key: str, basis: str) -> None:
        self.key = key
        self.basis = basis


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row is about. `consortium` is empty in business as usual.

    `is_time` rows are the time of the council's own staff, the others money paid out.
    """

    option: str
    consortium: str
    council: str
    service: str
    line: Line
    rule: str
    inputs: tuple[str, ...]
    is_time: bool = False

    @property
    def is_usual(self) -> bool:
        """Whether it is what the council pays if it does not share."""
        return self.option in {USUAL, USUAL_IN_A_FUTURE}


Posting = tuple[Entry, FloatArray]
"""A row to be: what it is about, and its real pounds by month, money out negative."""


@dataclass(frozen=True, eq=False)
class Ledger:
    """Rows and their money, in one order: `monthly_gbp` has shape (rows, months), real pounds."""

    entries: tuple[Entry, ...]
    monthly_gbp: FloatArray
    money: Prices
    years: tuple[str, ...]

    @classmethod
    def of(cls, postings: Iterable[Posting], money: Prices, years: tuple[str, ...]) -> Ledger:
        """A ledger of entries and their real pounds by month, money out negative."""
        rows = list(postings)
        entries = tuple(entry for entry, _ in rows)
        monthly = np.array([flow for _, flow in rows]) if rows else np.zeros((0, len(money.discount)))
        return cls(entries, monthly, money, years)

    @cached_property
    def _places(self) -> Mapping[tuple[str, str, str], list[int]]:
        """Where the rows of an option, service and council stand: a whole country has half a million of them."""
        places: dict[tuple[str, str, str], list[int]] = {}
        for place, entry in enumerate(self.entries):
            places.setdefault((entry.option, entry.service, entry.council), []).append(place)
        return MappingProxyType(places)

    def more(self, postings: Iterable[Posting]) -> Ledger:
        """A ledger of these rows alone, in the same months and prices."""
        return Ledger.of(postings, self.money, self.years)

    def about(self, *, option: str, service: str, councils: Sequence[str]) -> Ledger:
        """The rows of some councils for one service under one option, in the order of the ledger."""
        found = (self._places.get((option, service, council), ()) for council in councils)
        return self._at(sorted(place for places in found for place in places))

    def only(self, **wanted: str | bool | Line | Sequence[str | Line]) -> Ledger:
        """The rows whose entries hold the values given, by their fields' names; a sequence means any of its values."""
        fields = [(name, {v} if isinstance(v, str | bool | Line) else set(v)) for name, v in wanted.items()]
        return self._at(
            [
                place
                for place, entry in enumerate(self.entries)
                if all(getattr(entry, name) in values for name, values in fields)
            ]
        )

    def _at(self, places: list[int]) -> Ledger:
        entries = tuple(self.entries[place] for place in places)
        return Ledger(entries, self.monthly_gbp[places], self.money, self.years)

    @property
    def postings(self) -> Iterator[Posting]:
        """Each row with what it is about."""
        return zip(self.entries, self.monthly_gbp, strict=True)

    def factors(self, view: View) -> FloatArray:
        """What a real pound of each month counts in a view, shape (months,)."""
        if view is View.REAL:
            return np.ones(len(self.money.discount))
        return self.money.discount if view is View.PRESENT else self.money.inflation

    def by_month_gbp(self, view: View) -> FloatArray:
        """All rows by month, shape (months,)."""
        real: FloatArray = self.monthly_gbp.sum(axis=0)
        return real * self.factors(view)

    def by_year_gbp(self, view: View) -> FloatArray:
        """All rows by financial year, shape (years,)."""
        by_year: FloatArray = self.by_month_gbp(view) @ self.money.years
        return by_year

    @property
    def present_gbp(self) -> float:
        """Present value of all rows, real and discounted: the economic case."""
        return float(self.by_month_gbp(View.PRESENT).sum())

    @property
    def real_gbp(self) -> float:
        """All rows in the price base, undiscounted."""
        return float(self.by_month_gbp(View.REAL).sum())

    def frame(self) -> pd.DataFrame:
        """One row for each entry and financial year with money in it: `real_gbp`, `present_gbp` and `cash_gbp`."""
        import pandas as pd

        by_year = {
            "real_gbp": self.monthly_gbp @ self.money.years,
            "present_gbp": (self.monthly_gbp * self.money.discount) @ self.money.years,
            "cash_gbp": (self.monthly_gbp * self.money.inflation) @ self.money.years,
        }
        place, year = np.nonzero(by_year["real_gbp"])
        about = [self.entries[row] for row in place]
        frame = pd.DataFrame(
            {
                "option": pd.Categorical([entry.option for entry in about]),
                "consortium": [entry.consortium for entry in about],
                "council": [entry.council for entry in about],
                "service": [entry.service for entry in about],
                "line": [entry.line.key for entry in about],
                "one_off": np.array([entry.line.is_one_off for entry in about], dtype=bool),
                "own_time": np.array([entry.is_time for entry in about], dtype=bool),
                "rule": [entry.rule for entry in about],
                "inputs": [", ".join(entry.inputs) for entry in about],
            }
        )
        frame["year"] = pd.Categorical([self.years[index] for index in year], categories=self.years, ordered=True)
        return frame.assign(**{name: pounds[place, year] for name, pounds in by_year.items()})
