"""Who gains, who loses, who carries whom in one consortium, and every way to divide it, side by side. METHOD 9.

What is asked for beyond that (a mix of keys, a rule, a tolerance) is in `model/division`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.appraisal.carry import Departure, Group, booked_group, departures
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.exits import Leaving, leavings
from sharedcli.appraisal.keys import CannotDivide, unit_of
from sharedcli.appraisal.rules import NoSplit, Worths, split_under
from sharedcli.appraisal.splitting import Around, Split, in_pool, split_by
from sharedcli.consortia.core import Objection
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.ledger import Ledger, Posting
from sharedcli.model.division import NOTHING_SETTLED, Basis, Key, Mix, Pool, Rule, ShareWishes

AS_IT_FALLS_ID = "as-it-falls"
MIX_ID = "chosen"


@dataclass(frozen=True, slots=True, eq=False)
class Tested:
    """A split, and the members who would do best to go apart from it; `None` where no group of them would."""

    split: Split
    objection: Objection | None
    apart: Group | None


@dataclass(frozen=True, slots=True, eq=False)
class Sharing:
    """One consortium, divided in every way.

    `costs` divide set-up and running cost by a key and leave savings where they fall; `gains` divide all that is
    gained. `detail` is the split shown whole: the one asked for, else as things fall. `problems` are the keys asked for
    that the facts do not allow. `tolerances` holds, for each member, the difference up to which nothing is settled.
    """

    around: Around
    asked: ShareWishes
    falls: Tested
    costs: tuple[Tested, ...]
    gains: tuple[Tested, ...]
    left_out: tuple[NoSplit, ...]
    detail: Tested
    problems: tuple[CannotDivide, ...]
    side_payments: Split | NoSplit
    departures: tuple[Departure, ...]
    leavings: tuple[Leaving, ...]
    tolerances: Ledger

    @property
    def formed(self) -> Formed:
        """The consortium."""
        return self.around.formed

    @property
    def no_detail(self) -> NoSplit | None:
        """The rule asked for, where it has no answer here."""
        rule, none = self.asked.rule, (*self.left_out, self.side_payments)
        return next((one for one in none if isinstance(one, NoSplit) and rule and one.id == rule.key), None)

    @property
    def tested(self) -> tuple[Tested, ...]:
        """Every split, as it falls first; the one asked for last, if it is not among the others."""
        known = (self.falls, *self.costs, *self.gains)
        return known if any(self.detail is one for one in known) else (*known, self.detail)


def sharings(whole: Assessment, asked: ShareWishes, council: str | None = None) -> Iterator[Sharing]:
    """Every consortium of the option asked for, or those that a council is in."""
    costing = Costing.over(whole.horizon, whole.given)
    for assessed in whole.services:
        for formed in assessed.options.under(asked.option):
            if council is None or council in formed.codes:
                yield sharing(formed, assessed, whole, asked, costing)


def sharing(
    formed: Formed, assessed: ServiceAssessment, whole: Assessment, asked: ShareWishes, costing: Costing
) -> Sharing:
    """Divide one consortium in every way there is."""
    around = Around(formed, whole)
    worths = Worths(around, assessed.options, costing, seed=asked.seed)
    falls = Split(AS_IT_FALLS_ID, "As it falls", around, whole.ledger.more(()), NOTHING_SETTLED)
    costs, no_costs = _parted(_cost_splits(around))
    gains, no_gains = _parted(_gain_splits(around, worths))
    test = _Tests(worths, costing)
    by_falls, by_costs, by_gains = test(falls), tuple(map(test, costs)), tuple(map(test, gains))
    side_payments = split_under(Rule.SMALLEST, worths)
    found = _asked_for(asked, around, by_gains, side_payments)
    detail = found if isinstance(found, Tested) else test(found) if isinstance(found, Split) else by_falls
    gone = tuple(departures(worths, costing))
    return Sharing(
        around=around,
        asked=asked,
        falls=by_falls,
        costs=by_costs,
        gains=by_gains,
        left_out=_each_once((*no_costs, *no_gains)),
        detail=detail,
        problems=found if isinstance(found, tuple) else (),
        side_payments=side_payments,
        departures=gone,
        leavings=tuple(
            leavings(
                around,
                costing,
                councils=[departure.gone for departure in gone],
                months_after_all_in=asked.leaves_after_months,
            )
        ),
        tolerances=tolerances(detail.split, asked.true_up_share),
    )


def _asked_for(
    asked: ShareWishes, around: Around, gains: tuple[Tested, ...], side_payments: Split | NoSplit
) -> Tested | Split | tuple[CannotDivide, ...]:
    """The split to be shown in detail; nothing where none was asked for or the rule has no answer, else why not."""
    if asked.rule is Rule.SMALLEST:
        return side_payments if isinstance(side_payments, Split) else ()
    if asked.rule is not None:
        return next((one for one in gains if one.split.id == asked.rule.key), ())
    return split_by(asked.mix, around, name=MIX_ID, label="As asked for") if asked.mix.settles else ()


_COST_KEYS = (Basis.EQUAL, Basis.POPULATION, Basis.BUDGET, Basis.SPEND, Basis.VOLUME)
_GAIN_KEYS = (Basis.EQUAL, Basis.POPULATION, Basis.SPEND, Basis.SAVING)


def _cost_splits(around: Around) -> Iterator[Split | NoSplit]:
    """Set-up and running cost by each key, savings where they fall."""
    unit = unit_of(around.facts)
    for basis in _COST_KEYS:
        key = Key(basis, unit=unit if basis is Basis.VOLUME else "")
        mix = Mix(set_up=key, running=key)
        yield _by(mix, around, f"costs-{basis.key}", f"Costs {key.words}")


def _gain_splits(around: Around, worths: Worths) -> Iterator[Split | NoSplit]:
    """All that is gained by each key, then by each rule."""
    for basis in _GAIN_KEYS:
        key = Key(basis)
        yield _by(Mix(savings=key), around, basis.key, f"Gain {key.words}")
    for rule in Rule:
        if rule is not Rule.SMALLEST:  # the same to each as by stand-alone saving
            yield split_under(rule, worths)


def _by(mix: Mix, around: Around, name: str, label: str) -> Split | NoSplit:
    found = split_by(mix, around, name=name, label=label)
    return found if isinstance(found, Split) else NoSplit(name, label, found[0].reason)


def _parted(found: Iterator[Split | NoSplit]) -> tuple[tuple[Split, ...], tuple[NoSplit, ...]]:
    every = tuple(found)
    return tuple(s for s in every if isinstance(s, Split)), tuple(s for s in every if isinstance(s, NoSplit))


def _each_once(none: tuple[NoSplit, ...]) -> tuple[NoSplit, ...]:
    """A key that is missing for the costs is missing for the gain too, and is named once."""
    by_key: dict[str, NoSplit] = {}
    for one in none:
        by_key.setdefault(one.id.removeprefix("costs-"), one)
    return tuple(by_key.values())


class _Tests:
    """Asks of a split whether some members would do better apart, and books what they would then have."""

    def __init__(self, worths: Worths, costing: Costing) -> None:
        self._worths = worths
        self._costing = costing

    def __call__(self, split: Split) -> Tested:
        worths = self._worths
        objection = worths.objection(split.npv_gbp)
        if objection is None:
            return Tested(split, None, None)
        places = [worths.market.codes.index(code) for code in objection.members]
        offer = worths.market.value(places)
        if offer is not None and offer.value_gbp <= 0:  # they would rather stay as they are
            offer = None
        group = booked_group(objection.members, offer, worths, self._costing, option=f"apart-{split.id}")
        return Tested(split, objection, group)


def tolerances(split: Split, true_up_share: float) -> Ledger:
    """So much of each member's part of the running cost: the difference up to which nothing is settled."""
    around = split.around
    postings: list[Posting] = []
    for code in around.codes:
        mine = [(e, flow * in_pool(e, Pool.RUNNING, around)) for e, flow in around.own[code].option.postings]
        mine += split.settled(Pool.RUNNING).only(council=code).postings
        postings += [(entry, flow * true_up_share) for entry, flow in mine if flow.any()]
    return around.whole.ledger.more(postings)
