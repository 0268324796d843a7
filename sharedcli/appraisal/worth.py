"""What an option is worth to some councils, in the figures that reports show of it: each a sum of rows with its id.

METHOD 7. The ids of one subject begin alike: `crm.1` for a consortium, `crm.lichfield` for a council in it,
`crm.small` for an option. What else is shown, and where an id is looked up: `appraisal/figures.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.costing.amounts import Amount
from sharedcli.costing.charges import ONE_OFF, WITHOUT_BIAS
from sharedcli.costing.ledger import View
from sharedcli.costing.operation import DIP, EXITS, RULES, SAVING
from sharedcli.costing.saving import Saving
from sharedcli.model.naming import Names


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """The figures of what an option changes; `name` opens their ids, `subject` is the same in words.

    `review` holds the years from the first to the end of the spending review in force, `None` where there is none.
    """

    name: str
    subject: str
    saving: Saving
    review: range | None

    def npv(self) -> Amount:
        """Net present value."""
        return self._net("npv", "net present value", View.PRESENT)

    def without_bias(self) -> Amount:
        """The same with the optimism bias left off both sides."""
        part = self.saving.only(line=WITHOUT_BIAS)
        return part.amount(self._id("npv-plain"), self._label("net present value without optimism bias"), View.PRESENT)

    def usual(self) -> Amount:
        """What business as usual costs, as a positive number."""
        label = self._label("cost of business as usual")
        return Amount.of(self._id("usual"), label, plus=self.saving.usual, view=View.PRESENT).turned()

    def together(self) -> Amount:
        """What the option costs, as a positive number."""
        label = self._label("cost together")
        return Amount.of(self._id("together"), label, plus=self.saving.option, view=View.PRESENT).turned()

    def one_off(self) -> Amount:
        """One-off cost of the option in the price base, as a positive number."""
        rows, label = self.saving.option.only(line=ONE_OFF), self._label("one-off cost, optimism bias included")
        return Amount.of(self._id("one-off"), label, plus=rows, view=View.REAL).turned()

    def peak_cash(self) -> Amount:
        """The deepest the running total of net cash falls below zero at a year's end, as a positive number."""
        years = self.saving.years_to_peak
        label = self._label("peak cash need beyond business as usual, at a year's end")
        return self.saving.amount(self._id("peak-cash"), label, View.CASH, years).turned()

    def by_review_end(self) -> Amount:
        """Net cash to the end of the spending review in force; nothing where there is none."""
        words = "net cash to the end of the spending review"
        return self._net("review", words, View.CASH, range(0) if self.review is None else self.review)

    def in_year(self, place: int) -> Amount:
        """Net cash of the year at one position of the ledger's years."""
        year = self.saving.option.years[place]
        return self._net(f"cash.{year}", f"net cash in {year}", View.CASH, range(place, place + 1))

    def bias_matters(self) -> bool:
        """Whether leaving the optimism bias off both sides changes a pound."""
        return round(self.npv().gbp) != round(self.without_bias().gbp)

    def _net(self, figure: str, words: str, view: View, years: range | None = None) -> Amount:
        return self.saving.amount(self._id(figure), self._label(words), view, years)

    def _id(self, figure: str) -> str:
        return f"{self.name}.{figure}"

    def _label(self, words: str) -> str:
        return f"{self.subject}: {words}"


MAIN: Mapping[str, Callable[[Worth], Amount]] = MappingProxyType(
    {
        "npv": Worth.npv,
        "npv-plain": Worth.without_bias,
        "one-off": Worth.one_off,
        "peak-cash": Worth.peak_cash,
        "review": Worth.by_review_end,
        "usual": Worth.usual,
        "together": Worth.together,
    }
)
"""The figures of a consortium, an option or a council, whole, by the end of their ids."""


def of_consortium(formed: Formed, whole: Assessment) -> Worth:
    """What a consortium is worth to all its members."""
    return Worth(formed.id, formed.id, formed.saving(whole.ledger), review_years(whole))


def of_member(formed: Formed, council: str, whole: Assessment, names: Names) -> Worth:
    """What a consortium proposed is worth to one of its members."""
    name, subject = f"{formed.service}.{names.slug[council]}", f"{names.short[council]} in {formed.id}"
    return Worth(name, subject, formed.saving(whole.ledger, [council]), review_years(whole))


def of_option(option: str, assessed: ServiceAssessment, whole: Assessment) -> Worth:
    """What an option is worth to all it takes in; to do nothing takes in nobody."""
    codes = tuple(code for formed in assessed.options.under(option) for code in formed.codes)
    saving = Saving.of(whole.ledger, option=option, councils=codes, service=assessed.service)
    return Worth(f"{assessed.service}.{option}", f"{assessed.service}, {option}", saving, review_years(whole))


def of_all(whole: Assessment) -> Worth:
    """What all consortia proposed are worth together."""
    savings = [formed.saving(whole.ledger) for assessed in whole.services for formed in assessed.formed]
    together, usual = (whole.ledger.more(row for one in side for row in one.postings) for side in (
        [saving.option for saving in savings], [saving.usual for saving in savings]
    ))  # fmt: skip
    return Worth("all", "all consortia proposed", Saving(together, usual), review_years(whole))


def review_years(whole: Assessment) -> range | None:
    """The years from the first to the end of the spending review in force."""
    review = whole.given.review_in_force()
    return range(sum(year <= review.last_year for year in whole.horizon.years)) if review else None


def of_one_team(formed: Formed, whole: Assessment) -> tuple[Amount, ...]:
    """What one team adds to a joint contract of the same councils and months: all of it first, then its parts."""
    rows = formed.saving(whole.ledger).option
    parts = (
        ("one-team", "what one team adds to a joint contract", RULES),
        ("one-team.staff", "staff saved by one team", (SAVING,)),
        ("one-team.exit-payments", "exit payments for posts lost", (EXITS,)),
        ("one-team.quality-dip", "making good the dip in service", (DIP,)),
    )
    return tuple(
        Amount.of(f"{formed.id}.{key}", f"{formed.id}: {words}", plus=rows.only(rule=rules), view=View.PRESENT)
        for key, words, rules in parts
    )
