"""Every figure in pounds that a report of an appraisal shows, by its id: where `explain` and the audit look them up.

A report that shows pounds of a new kind adds a function to `BUNDLES`, with how its ids begin, so that looking one up
makes no others. What rests on an option of its own command, such as a stated penalty, is not among them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from sharedcli.appraisal import figures as assessed
from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.incentives import Incentives, incentives
from sharedcli.appraisal.options import CHOSEN, LARGE, MANDATED, SMALL
from sharedcli.appraisal.reposting import Groups
from sharedcli.appraisal.savings import Savings
from sharedcli.appraisal.sharing import sharing
from sharedcli.costing.amounts import Amount
from sharedcli.model.division import ShareWishes
from sharedcli.model.naming import Names
from sharedcli.model.periods import Period
from sharedcli.reports.incentives_record import amounts as incentives_amounts
from sharedcli.reports.incentives_sums import Sums
from sharedcli.reports.savings import formed_under
from sharedcli.reports.share_figures import ShareFigures

_OPTIONS = (CHOSEN, SMALL, LARGE, MANDATED)


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """Some figures, and the groups that are not formed whose rows they hold."""

    amounts: Iterable[Amount]
    groups: Groups = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Bundle:
    """Figures that are made together. Their ids begin with `prefix` and are of consortia under `option`."""

    prefix: str
    option: str
    make: Callable[[], Made]

    def may_hold(self, name: str) -> bool:
        """Whether a figure with this id could be among them."""
        others = {option for option in _OPTIONS if option not in {CHOSEN, self.option}}
        named = self.option == CHOSEN or self.option in name.split(".")
        return name.startswith(self.prefix) and named and not others & set(name.split("."))


def figure(name: str, whole: Assessment) -> tuple[Amount, Groups] | None:
    """The figure with this id and its groups that are not formed, `None` where there is none."""
    if (amount := assessed.figure(whole, name)) is not None:
        return amount, {}
    for bundle in bundles(whole):
        if bundle.may_hold(name):
            made = bundle.make()
            for found in made.amounts:
                if found.id == name:
                    return found, made.groups
    return None


def figures(whole: Assessment, options: Iterable[str] = _OPTIONS) -> Iterator[Amount]:
    """Every figure once, of the consortia of some options."""
    seen: set[str] = set()
    wanted = set(options)
    ready = (make() for _, make in assessed.figures(whole))
    more = (amount for one in bundles(whole) if one.option in wanted for amount in one.make().amounts)
    for amounts in (ready, more):
        for amount in amounts:
            if amount.id not in seen:
                seen.add(amount.id)
                yield amount


def bundles(whole: Assessment) -> Iterator[Bundle]:
    """All figures that are made together, the cheap kinds first."""
    for kind in BUNDLES:
        yield from kind(whole)


def _of_savings(whole: Assessment) -> Iterator[Bundle]:
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


def _of_incentives(whole: Assessment) -> Iterator[Bundle]:
    for option in _OPTIONS:
        yield Bundle("", option, partial(_incentives, option, whole))


def _incentives(option: str, whole: Assessment) -> Made:
    found, names = incentives(whole, option, Period.in_force(whole.given, whole.horizon)), Names.of(whole.cohort)
    own = (Sums(found.of(code), names).gaps() for code in names.slug)
    return Made((*incentives_amounts(Sums(found, names)), *own), dict(_groups(found)))


def _groups(found: Incentives) -> Iterator[tuple[tuple[str, str], Formed]]:
    refusals = (one for test in found.penalties for one in (*test.refusals, *test.unwanted))
    outcomes = [outcome for one in refusals for outcome in (one.inside, one.outside)]
    for outcome in (*outcomes, *(price.after for price in found.red_lines)):
        for formed, _ in outcome.formed:
            yield (formed.option, formed.id), formed


def _of_shares(whole: Assessment) -> Iterator[Bundle]:
    for option in _OPTIONS:
        for assessed_ in whole.services:
            for formed in assessed_.options.under(option):
                yield Bundle(f"{formed.id}.", option, partial(_shares, formed, assessed_, option, whole))


def _shares(formed: Formed, assessed_: ServiceAssessment, option: str, whole: Assessment) -> Made:
    divided = sharing(formed, assessed_, whole, ShareWishes(option=option), assessed.costing_of(whole))
    apart = (tested.apart for tested in divided.tested if tested.apart)
    groups = (*apart, *(departure.rest for departure in divided.departures))
    found = {(group.formed.option, group.formed.id): group.formed for group in groups if group.formed}
    return Made(ShareFigures(divided, Names.of(whole.cohort)).every(), found)


BUNDLES: tuple[Callable[[Assessment], Iterator[Bundle]], ...] = (_of_savings, _of_shares, _of_incentives)
