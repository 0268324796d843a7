"""What sharing releases in cash, by financial year and inside the years of a spending review: every figure of `csr`.

METHOD 13. Money alone counts, both of the option and of business as usual; the time of a council's own staff releases
none. All figures are in the cash view. What is asked of councils, and how much of it this meets: `spending_review.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from sharedcli.costing.amounts import Amount
from sharedcli.costing.charges import ONE_OFF, WITHOUT_BIAS, Line
from sharedcli.costing.ledger import Ledger, View
from sharedcli.costing.prices import FloatArray
from sharedcli.costing.saving import Saving
from sharedcli.model.calendar import Horizon
from sharedcli.model.spending_review import Span

YEARLY = "csr"
"""What stands in the ids of figures that are of no review: of one year, or of all years."""
_RUNNING = tuple(line for line in Line if not (line.is_one_off or line.is_transfer))
_SHORT_GBP = 0.005


@dataclass(frozen=True, slots=True)
class Split:
    """A net saving in cash, and what adds up to it: the ongoing saving, one-off cost (below zero), what is avoided."""

    ongoing: Amount
    one_off: Amount
    avoided: Amount
    net: Amount

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """All four."""
        return (self.ongoing, self.one_off, self.avoided, self.net)


@dataclass(frozen=True, slots=True, eq=False)
class Releasing:
    """The money that an option saves some councils; `name` opens the ids of its figures, `subject` says it in words.

    `cash` holds the rows that are money, on both sides; `running` and `one_off` are its parts. `live` is the first
    month in which any of it is, `None` where nothing forms.
    """

    name: str
    subject: str
    cash: Saving
    running: Saving
    one_off: Saving
    live: int | None

    @classmethod
    def of(cls, name: str, subject: str, savings: Sequence[Saving], ledger: Ledger, live: int | None) -> Self:
        """What several savings release together, of rows of a ledger."""
        cash = Saving(
            ledger.more(row for one in savings for row in one.option.only(is_time=False).postings),
            ledger.more(row for one in savings for row in one.usual.only(is_time=False).postings),
        )
        return cls(name, subject, cash, cash.only(line=_RUNNING), cash.only(line=ONE_OFF), live)

    @property
    def unbudgeted(self) -> Self:
        """The same where no one-off cost avoided is in any budget: what nobody set aside releases no cash."""
        cash = Saving(self.cash.option, self.running.usual)
        return replace(self, cash=cash, one_off=Saving(self.one_off.option, self.cash.usual.more(())))

    @property
    def plain(self) -> Saving:
        """Its rows without the optimism bias, on costs met and on costs avoided."""
        return self.cash.only(line=WITHOUT_BIAS)

    def split(self, key: str, words: str, years: range, end: str = "") -> Split:
        """What it releases over some years, by positions of the ledger's years."""
        nothing = self.cash.usual.more(())

        def amount(what: str, label: str, plus: Ledger, less: Ledger) -> Amount:
            name = f"{self.name}.{key}.{what}{end}"
            return Amount.of(name, f"{self.subject}: {label}{words}", plus=plus, less=less, view=View.CASH, years=years)

        return Split(
            amount("ongoing", "ongoing cash saving", self.running.option, self.running.usual),
            amount("one-off", "one-off cost of sharing in cash", self.one_off.option, nothing),
            amount("avoided", "one-off cost avoided in cash", nothing, self.one_off.usual),
            amount("net", "cash released, net of cost", self.cash.option, self.cash.usual),
        )

    def in_year(self, place: int) -> Split:
        """What it releases in the year at a position of the ledger's years."""
        year = self.cash.usual.years[place]
        return self.split(YEARLY, f" in {year}", range(place, place + 1), f".{year}")

    def in_all(self) -> Split:
        """What it releases over all years."""
        return self.split(YEARLY, "", range(len(self.cash.usual.years)))

    def within(self, span: Span, horizon: Horizon) -> Within:
        """The same inside some years, before and after them."""
        starts = sum(year < span.first_year for year in horizon.years)
        ends = sum(year <= span.last_year for year in horizon.years)
        is_live = self.live is not None and horizon.day_of(self.live) < span.last_year.end
        return Within(self, span, range(starts, ends), is_live)


@dataclass(frozen=True, slots=True, eq=False)
class Within:
    """What is released inside some years of an appraisal, before and after them.

    `inside` are positions of the ledger's years, none where the appraisal counts none of them. `is_live` says whether
    anything is live before the last of them ends.
    """

    releasing: Releasing
    span: Span
    inside: range
    is_live: bool

    @property
    def split(self) -> Split:
        """Inside."""
        return self.releasing.split(self.span.key, self._words, self.inside)

    @property
    def before(self) -> Amount:
        """Net, in the years before."""
        return self._net("before", f" before {self.span.name}", range(self.inside.start))

    @property
    def after(self) -> Amount:
        """Net, in the years after."""
        last = len(self.releasing.cash.usual.years)
        return self._net("after", f" after {self.span.name}", range(self.inside.stop, last))

    @property
    def split_after(self) -> Split:
        """In the years after."""
        years = range(self.inside.stop, len(self.releasing.cash.usual.years))
        split = self.releasing.split(self.span.key, f" after {self.span.name}", years, ".after")
        return replace(split, net=self.after)

    @property
    def plain(self) -> Amount:
        """Net inside it without the optimism bias."""
        return self.releasing.plain.amount(
            f"{self.releasing.name}.{self.span.key}.net-plain",
            f"{self.releasing.subject}: cash released, net of cost, without optimism bias,{self._words}",
            View.CASH,
            self.inside,
        )

    @property
    def unbudgeted(self) -> Amount:
        """Net inside it where no one-off cost avoided is in any budget."""
        return self.releasing.unbudgeted.cash.amount(
            f"{self.releasing.name}.{self.span.key}.net-unbudgeted",
            f"{self.releasing.subject}: cash released, net of cost, with nothing avoided in a budget,{self._words}",
            View.CASH,
            self.inside,
        )

    @property
    def reached(self) -> Amount:
        """The ongoing saving of the last year inside: what a target that is cumulative counts."""
        words = f" in its last year, {self.releasing.cash.usual.years[self.inside[-1]]}" if self.inside else ""
        part = self.releasing.split(self.span.key, f"{self._words}{words}", self.inside[-1:])
        return part.ongoing.called(f"{self.releasing.name}.{self.span.key}.reached", part.ongoing.label)

    @property
    def lacking(self) -> Amount:
        """What is lacking at the end of it, counted from its first year; nothing where nothing is."""
        return self._lacking("lacking", "lacking by the end", self.inside if self.is_short else self.inside[:0])

    @property
    def deepest(self) -> Amount:
        """The most that is lacking at the end of any of its years, counted from its first."""
        total = self.running_total_gbp()
        years = int(total.argmin()) + 1 if total.min(initial=0.0) < -_SHORT_GBP else 0
        return self._lacking("deepest", "lacking at the deepest", self.inside[:years])

    @property
    def is_short(self) -> bool:
        """Whether more is spent than released inside it, by more than rounding."""
        total = self.running_total_gbp()
        return bool(len(total)) and float(total[-1]) < -_SHORT_GBP

    def running_total_gbp(self) -> FloatArray:
        """Net cash added up from its first year, shape (years inside,)."""
        return np.cumsum(self.releasing.cash.by_year_gbp(View.CASH)[self.inside.start : self.inside.stop])

    def running_total(self, years: int) -> Amount:
        """The same after so many years, at least one."""
        end = f"running-total.{self.releasing.cash.usual.years[self.inside[years - 1]]}"
        return self._net(end, f" added up{self._words}", self.inside[:years])

    @property
    def amounts(self) -> Iterator[Amount]:
        """Every figure of it."""
        yield from self.split.amounts
        yield from self.split_after.amounts
        yield from (self.before, self.plain, self.unbudgeted, self.reached, self.lacking, self.deepest)
        yield from (self.running_total(years) for years in range(1, len(self.inside) + 1))

    @property
    def _words(self) -> str:
        return f" inside {self.span.name}"

    def _net(self, key: str, words: str, years: range) -> Amount:
        name = f"{self.releasing.name}.{self.span.key}.{key}"
        return self.releasing.cash.amount(
            name, f"{self.releasing.subject}: cash released, net of cost,{words}", View.CASH, years
        )

    def _lacking(self, key: str, label: str, years: range) -> Amount:
        name = f"{self.releasing.name}.{self.span.key}.{key}"
        return self.releasing.cash.amount(
            name, f"{self.releasing.subject}: {label}{self._words}", View.CASH, years
        ).turned()


def lacking_together(
    name: str, members: Iterable[Within], ledger: Ledger, *, at_end: bool, words: str = "each by itself"
) -> Amount:
    """What councils lack together if none pays for another, at the end of some years or of the deepest of them.

    Each counts from the first year on, and only those below zero at that year's end count.
    """
    every = tuple(members)
    inside = every[0].inside if every else range(0)
    totals = np.array([one.running_total_gbp() for one in every]).reshape(len(every), len(inside))
    short = np.where(totals < -_SHORT_GBP, -totals, 0.0)
    years = len(inside) if at_end or not short.sum() else int(short.sum(axis=0).argmax()) + 1
    who = [one.releasing.cash for one, gbp in zip(every, short[:, years - 1] if years else (), strict=False) if gbp]
    return Amount.of(
        name,
        f"change funding councils lack {'at the end' if at_end else 'at the deepest'}, {words}",
        plus=ledger.more(row for one in who for row in one.usual.postings),
        less=ledger.more(row for one in who for row in one.option.postings),
        view=View.CASH,
        years=inside[:years],
    )
