"""Figures that are no sums of rows, told in words: what each is, what profiles state for it, what it follows from.

They are few: months, and pounds that are inputs, such as what a council can pay up front. A report that shows one of
a new kind adds a function to `KINDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.figures import gain_name
from sharedcli.appraisal.inputs import Fact, stated
from sharedcli.appraisal.options import CHOSEN, OPTION_WORDS
from sharedcli.appraisal.savings import Savings
from sharedcli.appraisal.verdicts import Verdict
from sharedcli.model.asking import Asking
from sharedcli.model.finding import Pointer
from sharedcli.model.naming import Names
from sharedcli.reports.csr_inputs import Stated, csr_inputs
from sharedcli.reports.incentives_record import PENALTY, most_one_off_id
from sharedcli.reports.record import iso_month
from sharedcli.reports.savings import formed_under
from sharedcli.reports.savings_tables import write_off_id
from sharedcli.reports.sentences import sentence
from sharedcli.risk.figures import chance_id, payback_id
from sharedcli.risk.risk import Risk, risk


@dataclass(frozen=True, slots=True)
class Claimed:
    """A value that a file of centres states for one of them, where it stands; a line of 0 is not known."""

    centre: str
    field: str
    pointer: Pointer
    text: str
    file: str
    line: int
    column: int

    @property
    def words(self) -> str:
        """The field with its value and place."""
        return f"{self.field} {self.text} ({self.file}{f':{self.line}' if self.line else ''})"


@dataclass(frozen=True, slots=True, eq=False)
class Worded:
    """A figure in words.

    `value` is in pounds of the price base, a month as `2028-12` or a chance as `96.14%`; `None` where there is none,
    for the reason in `words`. `facts` are the numbers of profiles behind it, `claims` those of a file of centres.
    `behind` are the figures it follows from, `beside` those that are set against it.
    """

    whole: Assessment
    id: str
    value: float | str | None
    unit: str
    label: str
    words: str
    facts: tuple[Fact, ...] = ()
    behind: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    claims: tuple[Claimed, ...] = ()

    @property
    def claimed(self) -> Iterator[str]:
        """What is stated for each centre, a sentence each."""
        for centre in dict.fromkeys(one.centre for one in self.claims):
            yield f"{centre}: {', '.join(one.words for one in self.claims if one.centre == centre)}"


Named = tuple[str, Callable[[], Worded]]


def worded(name: str, whole: Assessment, asking: Asking) -> Worded | None:
    """The figure with this id in words; `None` where there is none."""
    return next((make() for found, make in in_words(whole, asking) if found == name), None)


def all_in_words(whole: Assessment, asking: Asking) -> Iterator[Worded]:
    """Every such figure that has a value."""
    made = (make() for _, make in in_words(whole, asking))
    return (one for one in made if one.value is not None)


def in_words(whole: Assessment, asking: Asking) -> Iterator[Named]:
    """Every figure that is no sum of rows, and how it is made."""
    for kind in KINDS:
        yield from kind(whole, asking)


def _first_benefits(whole: Assessment, _asking: Asking) -> Iterator[Named]:
    """Of every consortium of every option, and of each of its members."""
    names = Names.of(whole.cohort)
    for option in OPTION_WORDS:
        for formed in formed_under(option, whole):
            of_members = (Savings.of_member(formed, whole.ledger, code, names.slug[code]) for code in formed.codes)
            for savings in (Savings.of(formed, whole.ledger), *of_members):
                yield f"{savings.name}.{FIRST_NET_BENEFIT}", partial(_first_benefit, savings, formed, whole)


def _first_benefit(savings: Savings, formed: Formed, whole: Assessment) -> Worded:
    month = savings.saving.first_month_of_net_benefit(formed.live)
    words = "A month and no sum: the first from which the running total of net cash stays above zero, once it is live."
    if month is None:
        words += " There is none up to the end of the horizon."
    return Worded(
        whole, f"{savings.name}.{FIRST_NET_BENEFIT}", None if month is None else iso_month(whole.horizon.start + month),
        "month", "first month of net benefit", words, behind=(f"{savings.name}.npv", f"{savings.name}.peak-cash"),
    )  # fmt: skip


def _outside(whole: Assessment, _asking: Asking) -> Iterator[Named]:
    """The net of every council that is in no consortium proposed: none, for the reason of its verdict."""
    names = Names.of(whole.cohort)
    for verdict in (verdict for assessed in whole.services for verdict in assessed.verdicts):
        if verdict.npv_gbp is None:
            name = f"{verdict.service}.{names.slug[verdict.council]}.npv"
            yield name, partial(_no_net, name, verdict, whole, names)


def _no_net(name: str, verdict: Verdict, whole: Assessment, names: Names) -> Worded:
    why = sentence(verdict, names, whole.horizon.start)
    words = f"It is in no consortium proposed, so there is no net to it. {verdict.word.label}: {why}"
    beside = () if verdict.gain_of_all_gbp is None else (gain_name(verdict, names),)
    return Worded(whole, name, None, "gbp", "net present value", words, beside=beside)


def _write_offs(whole: Assessment, _asking: Asking) -> Iterator[Named]:
    """What every council that states a book value may write off."""
    names = Names.of(whole.cohort)
    for service in (assessed.service for assessed in whole.services):
        for code, profile in whole.profiles.items():
            if stated(profile, service, _BOOK_VALUE) is not None:
                name = write_off_id(service, names.slug[code])
                words = (
                    "Book value of the system it has, written off where it leaves that by joining. Accounting, outside "
                    "every net: the money is spent whatever is decided."
                )
                yield (
                    name,
                    partial(_stated, name, "book value written off", words, Fact(code, service, _BOOK_VALUE), whole),
                )


def _limits(whole: Assessment, _asking: Asking) -> Iterator[Named]:
    """What every council that says so can pay up front."""
    names = Names.of(whole.cohort)
    for code, slug in names.slug.items():
        if stated(whole.profiles[code], "", _MOST_ONE_OFF) is not None:
            words = "What the council says it can pay up front for all that it joins: a limit it states, and no sum."
            beside, name = (f"{slug}.one-off", f"{slug}.up-front-shortfall"), most_one_off_id(slug)
            yield name, partial(_stated, name, "can pay up front", words, Fact(code, "", _MOST_ONE_OFF), whole, beside)


def _stated(name: str, label: str, words: str, fact: Fact, whole: Assessment, beside: tuple[str, ...] = ()) -> Worded:
    profile = whole.profiles[fact.council]
    to_base = whole.given.deflator.factor(of=profile.prices, to=whole.given.price_base)
    return Worded(whole, name, fact.value(profile) * to_base, "gbp", label, words, (fact,), beside=beside)


def _penalties(whole: Assessment, asking: Asking) -> Iterator[Named]:
    words = "A penalty a year for refusing, as --penalty asks about it."
    if asking.penalty_gbp is None:
        words += " None is asked about here."
    whose = "all" if asking.option in {None, CHOSEN} else asking.option
    beside = () if asking.penalty_gbp is None else (f"{whose}.{PENALTY}.change", f"{whose}.{PENALTY}.paid")
    yield PENALTY, partial(Worded, whole, PENALTY, asking.penalty_gbp, "gbp", "asked about", words, beside=beside)


def _chances(whole: Assessment, asking: Asking) -> Iterator[Named]:
    """Of every consortium of every option, in the futures drawn."""
    for option in OPTION_WORDS:
        draw = cache(partial(risk, whole, asking.drawing, option=option))
        for formed in formed_under(option, whole):
            for name in (chance_id(formed.id), payback_id(formed.id)):
                yield name, partial(_chance, name, formed, draw, whole)


def _chance(name: str, formed: Formed, draw: Callable[[], Risk], whole: Assessment) -> Worded:
    drawn = draw()
    one, many = drawn.of(formed), f"{drawn.drawing.count:,} futures drawn, seed {drawn.drawing.seed}"
    if name == chance_id(formed.id):
        label, part = "chance of a net saving", "its net present value is above zero"
        value = one.chance_of_saving if one else None
    else:
        label, part = (
            "chance of payback",
            "it is live by the review's end and its net cash stays above zero",
        )
        value = one.chance_of_payback if one else None
    words = f"The part of the {many} in which {part}: a count of futures, and no sum of rows."
    behind = tuple(f"{formed.id}.p{level}" for level in (10, 50, 90))
    return Worded(
        whole, name, None if value is None else f"{value:.2%}", "share", label, words, behind=behind if one else ()
    )


FIRST_NET_BENEFIT = "first-net-benefit"
_BOOK_VALUE, _MOST_ONE_OFF = "book_value_gbp", "conditions.most_one_off_gbp"


def _reviews(whole: Assessment, asking: Asking) -> Iterator[Named]:
    """What councils' budgets and back offices come to in each period, and what a target is in pounds."""
    for name, council, make in csr_inputs(whole, asking):
        yield name, partial(_reviewed, name, council, make, whole)


def _reviewed(name: str, council: str | None, make: Callable[[], Stated], whole: Assessment) -> Worded:
    gbp, words = make()
    field = "council.back_office_gbp" if name.endswith("back-office") else "council.net_revenue_budget_gbp"
    profiles = whole.profiles.items()
    stating = [code for code, one in profiles if council in {None, code} and stated(one, "", field) is not None]
    facts = () if words.startswith("--") else tuple(Fact(code, "", field) for code in stating)
    told = f"An input and no sum: {words}."
    return Worded(whole, name, gbp, "gbp", "what a spending review is measured against", told, facts)


KINDS: tuple[Callable[[Assessment, Asking], Iterator[Named]], ...] = (
    _first_benefits, _outside, _write_offs, _limits, _penalties, _chances, _reviews,
)  # fmt: skip
