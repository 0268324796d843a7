"""The figures of the incentives report: every pound it shows, each a sum of rows with its id.

What a council says it can pay and the penalty asked about are inputs and stand beside them as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sharedcli.appraisal.funding import Funding
from sharedcli.appraisal.incentives import Incentives
from sharedcli.appraisal.options import CHOSEN
from sharedcli.appraisal.penalties import PenaltyTest
from sharedcli.appraisal.red_lines import LinePrice
from sharedcli.appraisal.refusals import Refusal
from sharedcli.costing.amounts import Amount
from sharedcli.costing.charges import ONE_OFF
from sharedcli.costing.ledger import Ledger, View
from sharedcli.costing.saving import Saving
from sharedcli.reports.naming import Names


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """The amounts of one assessment's incentives."""

    found: Incentives
    names: Names

    def subject(self, *parts: str) -> str:
        """How ids begin: the service first, then the option where it is not the one proposed, then the council.

        An empty service means over all of them.
        """
        service, *council = parts
        option = "" if self.found.option == CHOSEN else self.found.option
        return ".".join(part for part in (service, option, *(self.names.slug[code] for code in council)) if part)

    # funding

    def net(self, one: Funding) -> Amount:
        """Net cash to the period's end."""
        return one.saving.amount(f"{self._about(one)}.net-by-period", "Net cash", View.CASH, one.years)

    def gap(self, one: Funding) -> Amount:
        """What it lacks by the period's end; nothing where it lacks nothing."""
        net, name = self.net(one), f"{self._about(one)}.funding-gap"
        if one.is_short:
            return net.turned().called(name, "Funding gap")
        return Amount.of(name, "Funding gap", plus=one.grant, view=View.CASH, years=one.years)

    def gaps(self) -> Amount:
        """The gaps of all members together, or of the one council shown in all it is in."""
        council = self.found.council
        whose = self.subject("", council) if council else self.subject("") or "all"
        short = [one for one in self.found.members if one.is_short]
        whole = self.found.whole.ledger
        return Amount.of(
            f"{whose}.funding-gap", "Funding gaps together", view=View.CASH,
            plus=_all_rows((one.saving.usual for one in short), whole),
            less=_all_rows((one.saving.option for one in short), whole),
            years=self.found.period.years(self.found.whole.horizon),
        )  # fmt: skip

    def with_grant(self, one: Funding) -> Amount:
        """Net cash to the period's end with the grant paid."""
        own = one.grant.only(council=one.council)
        paid = Saving(_all_rows((one.saving.option, own), own), one.saving.usual)
        return paid.amount(f"{self._about(one)}.net-with-grant", "Net cash with the grant", View.CASH, one.years)

    def peak(self, one: Funding) -> Amount:
        """The deepest its running total of cash falls."""
        name = f"{self._about(one)}.peak-cash"
        return one.saving.amount(name, "Peak cash need", View.CASH, one.saving.years_to_peak).turned()

    def running_total(self, one: Funding, year: int) -> Amount:
        """Its cash from the first year to the one at a position of the ledger."""
        name = f"{self._about(one)}.running-total.{self.found.whole.ledger.years[year]}"
        return one.saving.amount(name, "Running total of net cash", View.CASH, range(year + 1))

    def one_off(self, one: Funding) -> Amount:
        """Its one-off cost in the consortia."""
        name, nothing = f"{self._about(one)}.one-off", one.grant.more(())
        return Amount.of(name, "One-off cost", plus=nothing, less=one.one_off, view=View.REAL)

    def usual_one_off(self, one: Funding) -> Amount:
        """Its one-off cost on its own course."""
        name, nothing = f"{self._about(one)}.usual-one-off", one.grant.more(())
        return Amount.of(
            name, "One-off cost alone", plus=nothing, less=one.saving.usual.only(line=ONE_OFF), view=View.REAL
        )

    def shortfall(self, one: Funding) -> Amount:
        """What its one-off cost goes beyond what it can pay up front."""
        name = f"{self._about(one)}.up-front-shortfall"
        return Amount.of(name, "Beyond what it can pay", plus=one.shortfall.only(council=one.council), view=View.REAL)

    def _about(self, one: Funding) -> str:
        return self.subject(one.service, one.council)

    # the public total

    def total(self) -> Amount:
        """What all consortia of the option bring everybody."""
        return self._total("npv", f"Public total{self._of_services}", ())

    def total_with_grants(self) -> Amount:
        """The same with the grants paid, by those who pay them and to those who get them."""
        grants = [one.grant for one in self.found.members]
        return self._total("npv-with-grants", f"Public total{self._of_services} with the grants", grants)

    @property
    def _of_services(self) -> str:
        """For one council only the services it lists are appraised, so only those are in the total."""
        return " of its services" if self.found.council else ""

    def _total(self, figure: str, label: str, transfers: Sequence[Ledger]) -> Amount:
        savings, ledger = [outcome.saving() for outcome in self.found.standing], self.found.whole.ledger
        return Amount.of(
            f"{self.subject('') or 'all'}.{figure}", label, view=View.PRESENT,
            plus=_all_rows((*(saving.option for saving in savings), *transfers), ledger),
            less=_all_rows((saving.usual for saving in savings), ledger),
        )  # fmt: skip

    # penalties

    def joining(self, one: Refusal) -> Amount:
        """What joining brings a council."""
        return one.own.amount(f"{self._refusal(one)}.joining", "Net to it by joining", View.PRESENT)

    def penalty(self, one: Refusal) -> Amount:
        """The penalty a year at which refusing costs it as much as joining."""
        rows = one.penalty.only(council=one.council)
        name = f"{self._refusal(one)}.penalty-a-year"
        return Amount.of(name, "Penalty a year to break even", plus=rows, view=View.REAL, years=one.one_year).turned()

    def of_all(self, one: Refusal) -> Amount:
        """What its joining brings all together."""
        return one.of_all.amount(f"{self._refusal(one)}.gain-of-all", "Net to all by its joining", View.PRESENT)

    def totals(self, one: Refusal) -> tuple[Amount, Amount, Amount]:
        """The public total of the service if it refuses, if it refuses and pays, and if it joins."""
        codes = sorted({*one.inside.codes, *one.outside.codes})
        refusing, joined, name = one.outside.saving(codes), one.inside.saving(codes), self._refusal(one)
        paying = Saving(_all_rows((refusing.option, one.penalty), one.penalty), refusing.usual)
        return (
            refusing.amount(f"{name}.total-refusing", "Public total if it refuses", View.PRESENT),
            paying.amount(f"{name}.total-paying", "Public total if it refuses and pays the penalty", View.PRESENT),
            joined.amount(f"{name}.total-joining", "Public total if it joins", View.PRESENT),
        )

    def _refusal(self, one: Refusal) -> str:
        return self.subject(one.joined.service, one.council)

    def answered(self, tests: Sequence[PenaltyTest], service: str = "") -> tuple[Amount, Amount, Amount, Amount]:
        """With a stated penalty, in one service or all: the public total without it, with it, the change, what is paid.

        What is paid and what is taken are both in the total.
        """
        answers = [test.answered for test in tests if test.answered]
        name, ledger = f"{self.subject(service) or 'all'}.penalty", self.found.whole.ledger
        paid = [answer.penalties for answer in answers]
        before = _together([answer.before.saving() for answer in answers], (), ledger)
        after = _together([answer.after.saving() for answer in answers], paid, ledger)
        change = Saving(
            _all_rows((after.option, before.usual), ledger), _all_rows((before.option, after.usual), ledger)
        )
        by_councils = (rows.only(council=tuple(self.names.short)) for rows in paid)
        return (
            before.amount(f"{name}.total-without", "Public total without the penalty", View.PRESENT),
            after.amount(f"{name}.total-with", "Public total with the penalty", View.PRESENT),
            change.amount(f"{name}.change", "Change in the public total", View.PRESENT),
            Amount.of(
                f"{name}.paid", "Penalties paid", plus=_all_rows(by_councils, ledger), view=View.PRESENT
            ).turned(),
        )

    # red lines

    def forgone(self, prices: Sequence[LinePrice], *, own: bool = False) -> Amount:
        """What one red line keeps all, or the council itself, from gaining: in one service, or in several together."""
        first = prices[0]
        sides = [price.own_rows() if own else price.all_rows() for price in prices]
        where = (first.service,) if len(prices) == 1 else ()
        name = ".".join((*where, self.names.slug[first.council], f"red-line-{first.number}"))
        label = "Forgone by the council itself" if own else "Forgone by all together"
        ledger = self.found.whole.ledger
        return Amount.of(
            f"{name}-own" if own else name, label, view=View.PRESENT,
            plus=_all_rows((lifted for lifted, _ in sides), ledger), less=_all_rows((now for _, now in sides), ledger),
        )  # fmt: skip

    def lines(self) -> Iterator[tuple[LinePrice, ...]]:
        """The prices of each red line over the services in which lifting it changes something."""
        by_line: dict[tuple[str, int], list[LinePrice]] = {}
        for price in self.found.red_lines:
            if price.changes:
                by_line.setdefault((price.council, price.number), []).append(price)
        yield from (tuple(prices) for prices in by_line.values())


def _together(savings: Sequence[Saving], transfers: Iterable[Ledger], ledger: Ledger) -> Saving:
    return Saving(
        _all_rows((*(saving.option for saving in savings), *transfers), ledger),
        _all_rows((saving.usual for saving in savings), ledger),
    )


def _all_rows(ledgers: Iterable[Ledger], like: Ledger) -> Ledger:
    return like.more(posting for ledger in ledgers for posting in ledger.postings)
