"""Every pound of `share` about one consortium, as sums of rows under stable ids.

Ids: the consortium, what the figure is, the split or year where it applies, the council. Under a split that settles
nothing a member's net is what `assess` shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.appraisal.carry import Departure
from sharedcli.appraisal.exits import Leaving
from sharedcli.appraisal.sharing import Sharing, Tested
from sharedcli.appraisal.splitting import Split
from sharedcli.costing.amounts import Amount
from sharedcli.costing.charges import ONE_OFF
from sharedcli.costing.ledger import Ledger, View
from sharedcli.model.division import Pool
from sharedcli.reports.naming import Names


@dataclass(frozen=True, slots=True, eq=False)
class ShareFigures:
    """The amounts of one consortium divided."""

    sharing: Sharing
    names: Names

    def every(self) -> Iterator[Amount]:
        """Every amount that any part of the report shows."""
        codes, detail = self.sharing.formed.codes, self.sharing.detail.split
        yield self.worth()
        for tested in self.sharing.tested:
            yield from (self.net(tested.split, code) for code in codes)
            yield from self.objection(tested)
        yield from (amount for pool in Pool for code in codes for amount in self.settled_in(pool, code))
        if detail.settlements.entries:
            years = range(len(self.sharing.around.whole.horizon.years))
            for code in codes:
                yield self.settled(code)
                yield from (self.settled_cash(code, year) for year in (None, *years))
                yield self.a_year(detail, code)
        if isinstance(self.sharing.side_payments, Split):
            yield self.paid_in_all()
            for code in codes:
                yield self.side_payment(code)
                yield self.net(self.sharing.side_payments, code)
                yield self.a_year(self.sharing.side_payments, code)
        yield from (self.tolerance(code) for code in codes)
        for departure in self.sharing.departures:
            yield self.gets(departure)
            yield self.brings(departure)
            yield self.carried(departure)
            yield from self.without(departure)
        yield from (self.owed(leaving) for leaving in self.sharing.leavings)

    def worth(self) -> Amount:
        """What all gain together."""
        saving = self.sharing.formed.saving(self.sharing.around.whole.ledger)
        return saving.amount(f"{self._id}.npv", "Net for all together", View.PRESENT)

    def net(self, split: Split, code: str) -> Amount:
        """What a member is left with under a split."""
        label = f"{split.label}: {self.names.short[code]}"
        return split.saving([code]).amount(f"{self._id}.share.{split.id}.{self._slug(code)}", label, View.PRESENT)

    def objection(self, tested: Tested) -> tuple[Amount, ...]:
        """What members who would do better apart would gain by it; nothing where nobody would."""
        if tested.apart is None:
            return ()
        apart, stay = tested.apart, tested.split.saving(tested.apart.codes)
        name, label = f"{self._id}.apart.{tested.split.id}", f"Better off apart: {tested.split.label.lower()}"
        return (Amount.of(name, label, plus=apart.saving.option, less=stay.option, view=View.PRESENT),)

    def settled_in(self, pool: Pool, code: str) -> tuple[Amount, ...]:
        """What a member settles for one pool under the split shown in detail; nothing where it is left as it falls."""
        rows = self.sharing.detail.split.settled(pool)
        if not rows.entries:
            return ()
        name, label = f"{self._id}.settled.{pool.key}.{self._slug(code)}", f"{pool.label}: {self.names.short[code]}"
        return (Amount.of(name, label, plus=rows.only(council=code), view=View.PRESENT),)

    def settled(self, code: str) -> Amount:
        """All that a member settles under the split shown in detail: above zero it is paid, below it pays."""
        rows = self.sharing.detail.split.settlements.only(council=code)
        name, label = f"{self._id}.settled.{self._slug(code)}", f"Settled: {self.names.short[code]}"
        return Amount.of(name, label, plus=rows, view=View.PRESENT)

    def settled_cash(self, code: str, year: int | None = None) -> Amount:
        """The same in cash, in one year or in all."""
        rows = self.sharing.detail.split.settlements.only(council=code)
        name, label = f"{self._id}.settled-cash.{self._slug(code)}", f"Settled: {self.names.short[code]}"
        if year is None:
            return Amount.of(name, label, plus=rows, view=View.CASH)
        years = range(year, year + 1)
        return Amount.of(f"{name}.{rows.years[year]}", label, plus=rows, view=View.CASH, years=years)

    def a_year(self, split: Split, code: str) -> Amount:
        """What a member settles in the first full year in which everybody is in, real."""
        name = f"{self._id}.settled-a-year.{split.id}.{self._slug(code)}"
        rows = split.settlements.only(council=code)
        label = f"{split.label}, a year: {self.names.short[code]}"
        return Amount.of(name, label, plus=rows, view=View.REAL, years=self.sharing.around.full_year)

    def side_payment(self, code: str) -> Amount:
        """The smallest side payment: above zero it is paid, below it pays."""
        name, label = f"{self._id}.side-payment.{self._slug(code)}", f"Side payment: {self.names.short[code]}"
        return Amount.of(name, label, plus=self._side_payments.only(council=code), view=View.PRESENT)

    def paid_in_all(self) -> Amount:
        """All side payments, counted once."""
        rows = self._side_payments
        paid = rows.more((entry, flow) for entry, flow in rows.postings if flow.sum() > 0)
        return Amount.of(f"{self._id}.side-payments", "Smallest side payments", plus=paid, view=View.PRESENT)

    @property
    def _side_payments(self) -> Ledger:
        found = self.sharing.side_payments
        return found.settlements if isinstance(found, Split) else self.sharing.around.whole.ledger.more(())

    def tolerance(self, code: str) -> Amount:
        """The difference from a member's running cost in the first full year up to which nothing is settled; cash."""
        name, label = f"{self._id}.true-up.{self._slug(code)}", f"True-up tolerance: {self.names.short[code]}"
        rows = self.sharing.tolerances.only(council=code)
        return Amount.of(name, label, plus=rows, view=View.CASH, years=self.sharing.around.full_year).turned()

    def gets(self, departure: Departure) -> Amount:
        """What a member gains in the consortium, under the split shown in detail."""
        saving = self.sharing.detail.split.saving([departure.gone])
        name = f"{self._id}.gets.{self._slug(departure.gone)}"
        return saving.amount(name, f"{self.names.short[departure.gone]} gets", View.PRESENT)

    def brings(self, departure: Departure) -> Amount:
        """What all gain with it, less what the others could have without it."""
        whole, left = self.sharing.formed.saving(self.sharing.around.whole.ledger), departure.left
        plus = whole.option.more([*whole.option.postings, *left.usual.postings])
        less = whole.usual.more([*whole.usual.postings, *left.option.postings])
        name = f"{self._id}.brings.{self._slug(departure.gone)}"
        label = f"{self.names.short[departure.gone]} brings"
        return Amount.of(name, label, plus=plus, less=less, view=View.PRESENT)

    def carried(self, departure: Departure) -> Amount:
        """What it gets less what it brings: what the others would have more without it. Below zero it carries them."""
        with_it = self.sharing.detail.split.saving(departure.rest.codes)
        name = f"{self._id}.carried.{self._slug(departure.gone)}"
        label = f"{self.names.short[departure.gone]} gets less brings"
        return Amount.of(name, label, plus=departure.left.option, less=with_it.option, view=View.PRESENT)

    def without(self, departure: Departure) -> tuple[Amount, ...]:
        """Net present value, one-off cost and peak cash of the others without it; nothing where no month suits them."""
        if departure.rest.formed is None:
            return ()
        saving, name = departure.rest.saving, f"{self._id}.without.{self._slug(departure.gone)}"
        without = f"Without {self.names.short[departure.gone]}"
        one_off = saving.option.only(line=ONE_OFF)
        return (
            saving.amount(f"{name}.npv", f"{without}: net", View.PRESENT),
            Amount.of(f"{name}.one-off", f"{without}: one-off", plus=one_off, view=View.REAL).turned(),
            saving.amount(f"{name}.peak-cash", f"{without}: peak cash", View.CASH, saving.years_to_peak).turned(),
        )

    def owed(self, leaving: Leaving) -> Amount:
        """What those who stay pay more once it has left."""
        name = f"{self._id}.leaving.{self._slug(leaving.council)}"
        label = f"Cost to the others if {self.names.short[leaving.council]} leaves"
        return Amount.of(name, label, plus=leaving.before, less=leaving.after, view=View.PRESENT)

    @property
    def _id(self) -> str:
        return self.sharing.formed.id

    def _slug(self, code: str) -> str:
        return self.names.slug[code]
