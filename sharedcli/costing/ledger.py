"""The ledger: every pound of every appraisal, and the only place a report's money comes from.

A row is one line of one council's costs for one service under one option. Money out is negative. Rows
hold real pounds by month; years, present values and cash are products with `costing/prices.py`. The
rows are built from charges in `costing/entries.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.costing.charges import Line
from sharedcli.costing.prices import FloatArray, Prices

if TYPE_CHECKING:
    import pandas as pd

USUAL = "business-as-usual"
"""The option every other is compared with."""

JOINT_PRICE = "METHOD 5.1: C(U) = U^(1-b), by cost alone"
"""The rule of the rows that hold the joint supplier's price."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row is about. `consortium` is empty in business as usual."""

    option: str
    consortium: str
    council: str
    service: str
    line: Line
    rule: str
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """Rows and their money, in one order: `monthly_gbp` has shape (rows, months), real pounds."""

    rows: pd.DataFrame
    monthly_gbp: FloatArray
    money: Prices
    years: tuple[str, ...]

    @classmethod
    def of(cls, entries: Sequence[tuple[Entry, FloatArray]], money: Prices, years: tuple[str, ...]) -> Ledger:
        """A ledger of entries and their real pounds by month, money out negative."""
        import pandas as pd

        about = [entry for entry, _ in entries]
        rows = pd.DataFrame(
            {
                "option": pd.Categorical([entry.option for entry in about]),
                "consortium": [entry.consortium for entry in about],
                "council": [entry.council for entry in about],
                "service": [entry.service for entry in about],
                "line": [entry.line.key for entry in about],
                "one_off": np.array([entry.line.is_one_off for entry in about], dtype=bool),
                "rule": [entry.rule for entry in about],
                "inputs": [", ".join(entry.inputs) for entry in about],
            }
        )
        months = len(money.discount)
        monthly = np.array([flow for _, flow in entries]) if entries else np.zeros((0, months))
        return cls(rows, monthly, money, years)

    def only(self, **wanted: str | bool | Sequence[str]) -> Ledger:
        """The rows whose columns hold the values given; a sequence means any of its values."""
        keep = np.ones(len(self.rows), dtype=bool)
        for column, value in wanted.items():
            values = [value] if isinstance(value, str | bool) else list(value)
            keep &= self.rows[column].isin(values).to_numpy()
        return Ledger(self.rows[keep], self.monthly_gbp[keep], self.money, self.years)

    @property
    def present_gbp(self) -> float:
        """Present value of all rows, real and discounted: the economic case."""
        return float((self.monthly_gbp @ self.money.discount).sum())

    @property
    def real_gbp(self) -> float:
        """All rows in the price base, undiscounted."""
        return float(self.monthly_gbp.sum())

    def cash_by_month_gbp(self) -> FloatArray:
        """Nominal pounds by month, undiscounted, shape (months,): the cash view."""
        cash: FloatArray = self.monthly_gbp.sum(axis=0) * self.money.inflation
        return cash

    def cash_by_year_gbp(self) -> FloatArray:
        """Nominal pounds by financial year, undiscounted, shape (years,)."""
        cash: FloatArray = self.cash_by_month_gbp() @ self.money.years
        return cash

    def frame(self) -> pd.DataFrame:
        """One row for each entry and financial year with money in it: `real_gbp`, `present_gbp` and `cash_gbp`."""
        import pandas as pd

        views = {
            "real_gbp": self.monthly_gbp @ self.money.years,
            "present_gbp": (self.monthly_gbp * self.money.discount) @ self.money.years,
            "cash_gbp": (self.monthly_gbp * self.money.inflation) @ self.money.years,
        }
        row, year = np.nonzero(views["real_gbp"])
        frame = self.rows.iloc[row].reset_index(drop=True)
        frame["year"] = pd.Categorical([self.years[index] for index in year], categories=self.years, ordered=True)
        return frame.assign(**{name: pounds[row, year] for name, pounds in views.items()})


@dataclass(frozen=True, slots=True, eq=False)
class Saving:
    """The difference an option makes: its rows less business as usual for the same councils; positive is good."""

    option: Ledger
    usual: Ledger

    @classmethod
    def of(cls, ledger: Ledger, *, option: str, councils: Sequence[str], service: str) -> Saving:
        """What `option` changes for these councils and this service."""
        about = ledger.only(service=service, council=councils)
        return cls(about.only(option=option), about.only(option=USUAL))

    @property
    def npv_gbp(self) -> float:
        """Net present value against business as usual."""
        return self.option.present_gbp - self.usual.present_gbp

    @property
    def without_optimism_bias_gbp(self) -> float:
        """The net present value with the optimism bias left off both sides."""
        bias = Line.OPTIMISM_BIAS.key
        return self.npv_gbp - (self.option.only(line=bias).present_gbp - self.usual.only(line=bias).present_gbp)

    @property
    def price_rise_to_break_even_share(self) -> float | None:
        """How much dearer the joint supplier may be before nothing is gained; `None` where nothing is now."""
        paid = -self.option.only(rule=JOINT_PRICE).present_gbp
        return self.npv_gbp / paid if paid > 0 and self.npv_gbp > 0 else None

    @property
    def one_off_gbp(self) -> float:
        """One-off cost of the option in the price base, as a positive number of pounds."""
        return -self.option.only(one_off=True).real_gbp

    def cash_by_month_gbp(self) -> FloatArray:
        """Net nominal saving by month, shape (months,)."""
        return self.option.cash_by_month_gbp() - self.usual.cash_by_month_gbp()

    def cash_by_year_gbp(self) -> FloatArray:
        """Net nominal saving by financial year, shape (years,)."""
        return self.option.cash_by_year_gbp() - self.usual.cash_by_year_gbp()

    @property
    def peak_cash_gbp(self) -> float:
        """The deepest the running total of net cash falls below zero at a year's end, as a positive number."""
        return max(0.0, -float(np.cumsum(self.cash_by_year_gbp()).min(initial=0.0)))

    def first_month_of_net_benefit(self, go_live: int) -> int | None:
        """The month, no sooner than go-live, from which the running total of net cash stays above zero.

        Before go-live only spending can differ, and what business as usual would have spent by then is no
        benefit yet. `None` if the total never stays above zero.
        """
        total = np.cumsum(self.cash_by_month_gbp())
        below = np.flatnonzero(total <= 0)
        after = max(int(below[-1]) + 1 if len(below) else 0, go_live)
        return after if after < len(total) else None
