"""What an option changes for some councils: its rows of the ledger less those of business as usual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sharedcli.costing.amounts import Amount
from sharedcli.costing.charges import ONE_OFF, Line
from sharedcli.costing.ledger import JOINT_PRICE, USUAL, Ledger, View
from sharedcli.costing.prices import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Saving:
    """The difference an option makes: its rows less business as usual for the same councils; positive is good."""

    option: Ledger
    usual: Ledger

    @classmethod
    def of(cls, ledger: Ledger, *, option: str, councils: Sequence[str], service: str) -> Saving:
        """What `option` changes for these councils and this service."""
        return cls(
            ledger.about(option=option, service=service, councils=councils),
            ledger.about(option=USUAL, service=service, councils=councils),
        )

    def only(self, **wanted: str | bool | Line | Sequence[str | Line]) -> Saving:
        """The part of it that some rows make up, on both sides: see `Ledger.only`."""
        return Saving(self.option.only(**wanted), self.usual.only(**wanted))

    def amount(self, name: str, label: str, view: View, years: range | None = None) -> Amount:
        """The net saving as a figure, over some years of the ledger or all."""
        return Amount.of(name, label, plus=self.option, less=self.usual, view=view, years=years)

    def by_year_gbp(self, view: View) -> FloatArray:
        """Net saving by financial year, shape (years,)."""
        return self.option.by_year_gbp(view) - self.usual.by_year_gbp(view)

    @property
    def npv_gbp(self) -> float:
        """Net present value against business as usual."""
        return self.option.present_gbp - self.usual.present_gbp

    @property
    def without_optimism_bias_gbp(self) -> float:
        """The net present value with the optimism bias left off both sides."""
        return self.npv_gbp - self.only(line=Line.OPTIMISM_BIAS).npv_gbp

    @property
    def price_rise_to_break_even_share(self) -> float | None:
        """How much dearer the joint supplier may be before nothing is gained; `None` where nothing is now."""
        paid = -self.option.only(rule=JOINT_PRICE).present_gbp
        return self.npv_gbp / paid if paid > 0 and self.npv_gbp > 0 else None

    @property
    def one_off_gbp(self) -> float:
        """One-off cost of the option in the price base, as a positive number of pounds."""
        return -self.option.only(line=ONE_OFF).real_gbp

    @property
    def peak_cash_gbp(self) -> float:
        """The deepest the running total of net cash falls below zero at a year's end, as a positive number."""
        return max(0.0, -float(np.cumsum(self.by_year_gbp(View.CASH)).min(initial=0.0)))

    @property
    def years_to_peak(self) -> range:
        """The years over which net cash adds up to the peak need, from the first; none where it never falls below."""
        total = np.cumsum(self.by_year_gbp(View.CASH))
        return range(int(total.argmin()) + 1 if total.min(initial=0.0) < 0 else 0)

    def first_month_of_net_benefit(self, live: int) -> int | None:
        """The month, no sooner than `live`, from which the running total of net cash stays above zero.

        Before that only spending can differ, and what business as usual would have spent by then is no
        benefit yet. `None` if the total never stays above zero.
        """
        total = np.cumsum(self.option.by_month_gbp(View.CASH) - self.usual.by_month_gbp(View.CASH))
        below = np.flatnonzero(total <= 0)
        after = max(int(below[-1]) + 1 if len(below) else 0, live)
        return after if after < len(total) else None
