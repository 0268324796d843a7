"""Every figure in pounds that a report of an appraisal shows, by its id: where `explain` and the audit look them up.

A report that shows pounds of a new kind adds a function to `BUNDLES`, with how its ids begin, so that looking one up
makes no others. What rests on options of its own command is made as those were given (`model/asking`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, partial

from sharedcli.appraisal import figures as assessed
from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.incentives import Incentives, incentives
from sharedcli.appraisal.options import CHOSEN, LARGE, MANDATED, SMALL
from sharedcli.appraisal.reposting import Groups
from sharedcli.appraisal.savings import Savings
from sharedcli.appraisal.sharing import sharing
from sharedcli.appraisal.subjects import all_subject, member_subject
from sharedcli.costing.amounts import Amount
from sharedcli.model.asking import CSR, INCENTIVES, PLAIN, RISK, SHARE, Asking
from sharedcli.model.naming import Names
from sharedcli.reports.csr_figures import csr_figures
from sharedcli.reports.incentives_record import amounts as incentives_amounts
from sharedcli.reports.incentives_sums import Sums
from sharedcli.reports.savings import formed_under
from sharedcli.reports.share_figures import ShareFigures
from sharedcli.risk.figures import QUANTILE_ENDS, Replayed
from sharedcli.risk.register import register
from sharedcli.risk.risk import Risk, risk
from sharedcli.risk.tornado import HIGH, LOW, tornado

_OPTIONS = (CHOSEN, SMALL, LARGE, MANDATED)


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A figure, the groups that are not formed whose rows it holds, and the report whose options it may rest on."""

    amount: Amount
    groups: Groups = field(default_factory=dict)
    report: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """Some figures, and the groups that are not formed whose rows they hold."""

    amounts: Iterable[Amount]
    groups: Groups = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """Figures of one report that are made together. Their ids begin with `prefix`; `option` is their consortia's.

    Those that are not `is_listed` are found by their ids alone: a list of all figures would be mostly of them. With
    `ends` their ids end in one of those; with `make_one` one of them is made without the others, `None` where there
    is none with that id.
    """

    prefix: str
    option: str
    make: Callable[[], Made]
    report: str = ""
    is_listed: bool = True
    ends: tuple[str, ...] = ("",)
    make_one: Callable[[str], Made | None] | None = None

    def may_hold(self, name: str) -> bool:
        """Whether a figure with this id could be among them."""
        return name.startswith(self.prefix) and name.endswith(self.ends) and option_of(name) == self.option

    def made_for(self, name: str) -> Made | None:
        """The figure with this id, others with it where it is not made by itself."""
        return self.make() if self.make_one is None else self.make_one(name)


def option_of(name: str) -> str:
    """The option that an id names; one that names none is of the consortia proposed."""
    named = set(name.split("."))
    return next((option for option in _OPTIONS if option != CHOSEN and option in named), CHOSEN)


def figure(name: str, whole: Assessment, asking: Asking = PLAIN) -> Found | None:
    """The figure with this id, made as asked for; `None` where there is none."""
    if (amount := assessed.figure(whole, name)) is not None:
        return Found(amount)
    for bundle in bundles(whole, asking):
        if bundle.may_hold(name):
            made = bundle.made_for(name)
            for found in made.amounts if made else ():
                if made and found.id == name:
                    return Found(found, made.groups, bundle.report)
    return None


def figures(whole: Assessment, asking: Asking = PLAIN) -> Iterator[Amount]:
    """Every figure once, made as asked for; those of one option's consortia alone where one is asked about."""
    seen: set[str] = set()
    ready = (make() for _, make in assessed.figures(whole))
    wanted = (one for one in bundles(whole, asking) if one.is_listed and asking.option in {None, one.option})
    more = (amount for one in wanted for amount in one.make().amounts)
    for amounts in (ready, more):
        for amount in amounts:
            if amount.id not in seen:
                seen.add(amount.id)
                yield amount


def bundles(whole: Assessment, asking: Asking = PLAIN) -> Iterator[Bundle]:
    """All figures that are made together, the cheap kinds first."""
    for kind in BUNDLES:
        yield from kind(whole, asking)


def _of_savings(whole: Assessment, _asking: Asking) -> Iterator[Bundle]:
    names = Names.of(whole.cohort)
    for option in _OPTIONS:
        found = formed_under(option, whole)
        for formed in found:
            yield _saved(Savings.of(formed, whole.ledger), option)
            for code in formed.codes:
                yield _saved(Savings.of_member(formed, whole.ledger, code, names.slug[code]), option)
        yield _saved(Savings.of_all(found, whole.ledger, option), option)


def _saved(savings: Savings, option: str) -> Bundle:
    return Bundle(f"{savings.name}.", option, partial(_of_one, savings))


def _of_one(savings: Savings) -> Made:
    return Made((*savings.amounts, savings.one_team_staff))


def _of_incentives(whole: Assessment, asking: Asking) -> Iterator[Bundle]:
    for option in _OPTIONS:
        yield Bundle("", option, partial(_incentives, option, whole, asking), INCENTIVES)


def _incentives(option: str, whole: Assessment, asking: Asking) -> Made:
    period, names = asking.period(whole.given, whole.horizon), Names.of(whole.cohort)
    found = incentives(whole, option, period, asking.penalty_gbp)
    own = (Sums(found.of(code), names).gaps() for code in names.slug)
    return Made((*incentives_amounts(Sums(found, names)), *own), dict(_groups(found)))


def _groups(found: Incentives) -> Iterator[tuple[tuple[str, str], Formed]]:
    refusals = (one for test in found.penalties for one in (*test.refusals, *test.unwanted))
    outcomes = [outcome for one in refusals for outcome in (one.inside, one.outside)]
    answers = (test.answered for test in found.penalties if test.answered)
    outcomes += (outcome for answer in answers for outcome in (answer.before, answer.after))
    for outcome in (*outcomes, *(price.after for price in found.red_lines)):
        for formed, _ in outcome.formed:
            yield (formed.option, formed.id), formed


def _of_shares(whole: Assessment, asking: Asking) -> Iterator[Bundle]:
    for option in _OPTIONS:
        for assessed_ in whole.services:
            for formed in assessed_.options.under(option):
                yield Bundle(f"{formed.id}.", option, partial(_shares, formed, assessed_, option, whole, asking), SHARE)


def _shares(formed: Formed, assessed_: ServiceAssessment, option: str, whole: Assessment, asking: Asking) -> Made:
    wishes = replace(asking.share, option=option)
    divided = sharing(formed, assessed_, whole, wishes, assessed.costing_of(whole))
    apart = (tested.apart for tested in divided.tested if tested.apart)
    groups = (*apart, *(departure.rest for departure in divided.departures))
    found = {(group.formed.option, group.formed.id): group.formed for group in groups if group.formed}
    return Made(ShareFigures(divided, Names.of(whole.cohort)).every(), found)


def _of_futures(whole: Assessment, asking: Asking) -> Iterator[Bundle]:
    """One bundle for each consortium and one for all; futures are drawn where a figure of theirs is looked up."""
    names = Names.of(whole.cohort)
    for option, draw in _draws(whole, asking):
        for formed in formed_under(option, whole):
            make = cache(partial(_futures, draw, formed, names))
            subjects = (formed.id, *(member_subject(formed, names.slug[code]) for code in formed.codes))
            for subject in subjects:
                find = partial(_future, draw, formed, names)
                yield Bundle(f"{subject}.", option, make, RISK, ends=QUANTILE_ENDS, make_one=find)
        yield Bundle(f"{all_subject(option)}.", option, partial(_of_all, draw, names), RISK, ends=QUANTILE_ENDS)


def _draws(whole: Assessment, asking: Asking) -> Iterator[tuple[str, Callable[[], Risk]]]:
    """Each option with what draws its futures, once."""
    return ((option, cache(partial(risk, whole, asking.drawing, option=option))) for option in _OPTIONS)


def _of_all(draw: Callable[[], Risk], names: Names) -> Made:
    replayed = Replayed(draw(), names)
    return Made(tuple(replayed.of_all()), replayed.groups)


def _futures(draw: Callable[[], Risk], formed: Formed, names: Names) -> Made:
    replayed = Replayed(draw(), names)
    one = replayed.risk.of(formed)
    return Made(() if one is None else tuple(make() for _, make in replayed.of_consortium(one)), replayed.groups)


def _future(draw: Callable[[], Risk], formed: Formed, names: Names, name: str) -> Made | None:
    replayed = Replayed(draw(), names)
    one = replayed.risk.of(formed)
    make = None if one is None else dict(replayed.of_consortium(one)).get(name)
    return None if make is None else Made((make(),), replayed.groups)


def _of_reviews(whole: Assessment, asking: Asking) -> Iterator[Bundle]:
    for one in csr_figures(whole, asking):
        yield Bundle(one.prefix, one.option, partial(_made, one.make), CSR, one.is_listed)


def _made(make: Callable[[], Iterable[Amount]]) -> Made:
    return Made(make())


def _of_one_at_a_time(whole: Assessment, _asking: Asking) -> Iterator[Bundle]:
    """The ends of each consortium's tornado: both bundles of one are made together, once."""
    for option in _OPTIONS:
        for formed in formed_under(option, whole):
            make = cache(partial(_tried, formed, whole))
            for side in (LOW, HIGH):
                yield Bundle(f"{formed.id}.{side}.", option, make)


def _tried(formed: Formed, whole: Assessment) -> Made:
    return Made(tuple(tornado(formed, whole).amounts))


def _of_registers(whole: Assessment, asking: Asking) -> Iterator[Bundle]:
    """One bundle for each consortium: its risks, two of whose rules look at futures drawn."""
    for option, draw in _draws(whole, asking):
        for formed in formed_under(option, whole):
            yield Bundle(f"{formed.id}.rk", option, partial(_risks, draw, formed, whole), RISK)


def _risks(draw: Callable[[], Risk], formed: Formed, whole: Assessment) -> Made:
    found = register(formed, whole, draw().of(formed))
    return Made(tuple(found.amounts), found.groups)


BUNDLES: tuple[Callable[[Assessment, Asking], Iterator[Bundle]], ...] = (
    _of_savings, _of_reviews, _of_one_at_a_time, _of_registers, _of_futures, _of_shares, _of_incentives,
)  # fmt: skip
