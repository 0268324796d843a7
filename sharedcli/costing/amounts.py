"""A figure in pounds: rows of the ledger added up, and the only kind of pounds a report shows.

Whoever doubts a figure can be shown its rows; `explain` does, and a test adds them up again. Months, shares and
counts that follow from such sums are no amounts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sharedcli.costing.ledger import Entry, Ledger, View
from sharedcli.costing.prices import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Amount:
    """The rows of `plus` less those of `less`, in one view and over the years at these positions of the ledger.

    `id` is what the figure is called in every report, such as `crm.1.npv`.
    """

    id: str
    label: str
    plus: Ledger
    less: Ledger
    view: View
    years: range

    @classmethod
    def of(
        cls, name: str, label: str, *, plus: Ledger, view: View, less: Ledger | None = None, years: range | None = None
    ) -> Amount:
        """An amount of some rows, of all years where none are given; what is left out counts as nothing."""
        other = plus.more(()) if less is None else less
        return cls(name, label, plus, other, view, range(len(plus.years)) if years is None else years)

    def called(self, name: str, label: str) -> Amount:
        """The same rows under another name."""
        return replace(self, id=name, label=label)

    def turned(self) -> Amount:
        """The same with the other sign: a cost as a positive number of pounds."""
        return replace(self, plus=self.less, less=self.plus)

    def by_year_gbp(self) -> FloatArray:
        """Pounds by financial year, shape (all years of the ledger,); not cut to `years`."""
        return self.plus.by_year_gbp(self.view) - self.less.by_year_gbp(self.view)

    @property
    def gbp(self) -> float:
        """Pounds, unrounded."""
        return float(self.by_year_gbp()[self.years.start : self.years.stop].sum())

    def by_row_gbp(self) -> Iterator[tuple[int, Entry, float]]:
        """Every row with what it adds to the figure, in pounds: they add up to it. -1 marks those of `less`."""
        counted = self.plus.money.years[:, self.years.start : self.years.stop].sum(axis=1) * self.plus.factors(
            self.view
        )
        for sign, side in ((1, self.plus), (-1, self.less)):
            for entry, flow in side.postings:
                yield sign, entry, sign * float(flow @ counted)

    @property
    def basis(self) -> str:
        """In words: the view, and the years where they are not all of them."""
        names = self.plus.years
        if len(self.years) == len(names) or not self.years:
            return self.view.basis
        first, last = names[self.years[0]], names[self.years[-1]]
        return f"{self.view.basis}, {first}" + ("" if first == last else f" to {last}")


@dataclass(frozen=True, slots=True)
class Known:
    """A figure whose pounds are known already: its rows are posted only where it is looked up by its id."""

    id: str
    gbp: float
