"""The penalty test: what would make a council join that loses by joining, and what that does to the public total.

METHOD 10. A penalty is a transfer: the council pays it, central government takes it, and the public total stays where
it is. Each council decides by its own figure, with nothing settled between members.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.options import LARGE, MANDATED, MOST_IN_SMALL, SMALL, loses
from sharedcli.appraisal.outcome import Outcome, group_of
from sharedcli.appraisal.outside import gains_of_all, positions
from sharedcli.consortia.contributions import market_of
from sharedcli.consortia.market import Market
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.charges import Line
from sharedcli.costing.coordination import lead_months
from sharedcli.costing.ledger import Ledger, Posting
from sharedcli.costing.member import Member
from sharedcli.costing.prices import FloatArray, Prices
from sharedcli.costing.saving import Saving
from sharedcli.costing.transfers import CENTRAL_GOVERNMENT, evenly, transfer
from sharedcli.model.profile import RedLine

BREAK_EVEN = "METHOD 10: equal payments worth what joining loses"
STATED = "METHOD 10: the penalty asked about"


@dataclass(frozen=True, slots=True, eq=False)
class Refusal:
    """A council that loses by being in a consortium, or whose red line keeps it out.

    `consortium` is the option's own that it is measured against; `joined` is that with it in, `joins` the month in
    which it would join. `inside` and `outside` are the service with it in and without. `penalty` holds the rows, both
    sides, of the penalty at which refusing costs it as much as joining; none where joining loses it nothing. `line`
    is its red line, if that keeps it out.
    """

    member: Member
    consortium: Formed
    joined: Formed
    joins: int
    inside: Outcome
    outside: Outcome
    penalty: Ledger
    line: RedLine | None = None

    @property
    def council(self) -> str:
        """Its ONS code."""
        return self.member.council

    @property
    def own(self) -> Saving:
        """What joining brings the council itself, against its own course."""
        return self.inside.saving([self.council])

    @property
    def of_all(self) -> Saving:
        """What its joining brings all together, itself included."""
        return self.inside.less(self.outside)

    @property
    def is_needed(self) -> bool:
        """Whether it takes a penalty to make refusing dearer than joining."""
        return bool(self.penalty.entries)

    @property
    def one_year(self) -> range:
        """The last year of the ledger: one in which the penalty is paid in every month it can be."""
        return range(len(self.penalty.years) - 1, len(self.penalty.years))


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """What a stated penalty would do in one service.

    `joining` pay more by refusing than joining loses them; `paying` refuse all the same. `before` is the service
    without the penalty, `after` with it; `penalties` hold what is paid, both sides.
    """

    joining: tuple[str, ...]
    paying: tuple[str, ...]
    before: Outcome
    after: Outcome
    penalties: Ledger


@dataclass(frozen=True, slots=True, eq=False)
class PenaltyTest:
    """One service under one option.

    `standing` are its consortia as the option has them. `refusals` come in the order of what joining brings them,
    losers first. `unwanted` would gain by joining, but all together would not. `unable` could join in no month.
    `answered` is for a stated penalty, `None` without one.
    """

    service: str
    standing: Outcome
    refusals: tuple[Refusal, ...]
    unwanted: tuple[Refusal, ...]
    unable: tuple[str, ...]
    answered: Answered | None


@dataclass(frozen=True, slots=True, eq=False)
class _Field:
    """What one service's test works with: everybody in one market, and what is to be measured."""

    market: Market
    by_code: Mapping[str, Member]
    standing: Outcome
    formed: tuple[Formed, ...]
    costing: Costing
    whole: Assessment
    lines: Mapping[str, RedLine]

    def group(self, like: Formed, places: Sequence[int], option: str) -> Formed | None:
        """The best that councils can do together, in the place of a consortium."""
        return group_of(places, self.market, self.by_code, option=option, like=like)

    def place(self, code: str) -> int:
        """Where a council stands in the market."""
        return self.market.codes.index(code)


def penalty_tests(whole: Assessment, option: str, penalty_gbp: float | None = None) -> tuple[PenaltyTest, ...]:
    """One test for each service in which something forms under an option.

    Under an option that takes in everybody, a council that loses by it may leave; under one that was chosen, a
    council outside may be made to join.

    Args:
        whole: The assessment.
        option: Whose consortia: a key of `OPTION_WORDS`.
        penalty_gbp: A penalty a year for refusing, real, in the price base.
    """
    costing = Costing.over(whole.horizon, whole.given)
    tests = []
    for assessed in whole.services:
        formed = assessed.options.under(option)
        if formed:
            if option in {LARGE, MANDATED}:
                tests.append(_leaving(_all_in(assessed, formed, costing, whole), penalty_gbp))
            else:
                tests.append(_joining(_chosen(assessed, formed, costing, whole), penalty_gbp))
    return tuple(tests)


def _chosen(assessed: ServiceAssessment, formed: tuple[Formed, ...], costing: Costing, whole: Assessment) -> _Field:
    """The willing, and the red-lined as if that line were not there."""
    field_ = assessed.candidates
    market = assessed.options.market
    members = {member.council: member for member in field_.willing}
    if field_.red_lined:
        members |= {red.member.council: red.member for red in field_.red_lined}
        ordered = tuple(members[code] for code in sorted(members))
        market = market_of(ordered, costing, whole.money, model=whole.model)
    if formed[0].option == SMALL:
        market = market.limited(most=MOST_IN_SMALL)
    standing = Outcome.standing(formed, assessed.service, whole.ledger)
    lines = {red.member.council: red.line for red in field_.red_lined}
    return _Field(market, members, standing, formed, costing, whole, lines)


def _all_in(assessed: ServiceAssessment, formed: tuple[Formed, ...], costing: Costing, whole: Assessment) -> _Field:
    """Those whom the option takes in, each waiting as long as so large a group takes."""
    members = {member.council: member for one in formed for member in one.members}
    lead = lead_months(len(members), whole.given)
    waiting = tuple(members[code].waiting_until(lead) for code in sorted(members))
    market = market_of(waiting, costing, whole.money, model=whole.model)
    standing = Outcome.standing(formed, assessed.service, whole.ledger)
    lines = {red.member.council: red.line for red in assessed.candidates.red_lined}
    return _Field(market, members, standing, formed, costing, whole, lines)


def _joining(ground: _Field, penalty_gbp: float | None) -> PenaltyTest:
    """Each council outside, in the consortium that loses least by taking it in."""
    gains = np.array([gains_of_all(ground.market, one) for one in ground.formed])
    taken, found, unable = set(ground.standing.codes), list[Refusal](), list[str]()
    for place, code in enumerate(ground.market.codes):
        if code not in taken:
            refusal = _taken_in(code, place, gains[:, place], ground)
            unable += [code] if refusal is None else []
            found += [] if refusal is None else [refusal]
    return _tested(found, ground, ground.standing, penalty_gbp, unable)


def _taken_in(code: str, place: int, gains: FloatArray, ground: _Field) -> Refusal | None:
    like = ground.formed[int(gains.argmax())]
    group = [*positions(ground.market, like), place]
    joined = ground.group(like, group, f"{like.option}-with-{code}") if np.isfinite(gains).any() else None
    if joined is None:
        return None
    inside = ground.standing.instead(like, joined, ground.costing)
    return _refusal(code, like, joined, inside, ground.standing, ground)


def _leaving(ground: _Field, penalty_gbp: float | None) -> PenaltyTest:
    """Each member that loses, against the best that the others can do without it."""
    found = []
    for like in ground.formed:
        for code in like.codes:
            if loses(ground.standing.saving([code]).npv_gbp):
                outside = ground.standing.instead(like, _rest(like, [code], ground), ground.costing)
                found.append(_refusal(code, like, like, ground.standing, outside, ground))
    before = ground.standing
    for like in ground.formed:
        gone = [one.council for one in found if one.consortium is like]
        rest = _rest(like, gone, ground)
        if gone:  # nobody holds together those who are left, so they go on only if it is worth it
            before = before.instead(like, rest if rest and rest.worth_gbp > 0 else None, ground.costing)
    return _tested(found, ground, before, penalty_gbp)


def _rest(like: Formed, gone: Collection[str], ground: _Field) -> Formed | None:
    """A consortium without some of its members."""
    rest = [place for place in positions(ground.market, like) if ground.market.codes[place] not in gone]
    return ground.group(like, rest, f"{like.option}-without-{'-'.join(gone)}")


def _refusal(code: str, like: Formed, joined: Formed, inside: Outcome, outside: Outcome, ground: _Field) -> Refusal:
    joins, own = joined.joining_month(code), inside.saving([code]).npv_gbp
    rows = _both_sides(evenly(own, ground.whole.money, first=joins), code, joined, BREAK_EVEN) if loses(own) else ()
    penalty = ground.whole.ledger.more(rows)
    return Refusal(ground.by_code[code], like, joined, joins, inside, outside, penalty, ground.lines.get(code))


def _both_sides(flow: FloatArray, code: str, joined: Formed, rule: str) -> Iterator[Posting]:
    for who, side in ((code, flow), (CENTRAL_GOVERNMENT, -flow)):
        yield transfer(
            side, council=who, service=joined.service, option="penalty", consortium=joined.id,
            line=Line.PENALTY, rule=rule,
        )  # fmt: skip


def _tested(
    found: Sequence[Refusal], ground: _Field, before: Outcome, penalty_gbp: float | None, unable: Sequence[str] = ()
) -> PenaltyTest:
    worst_first = sorted(found, key=lambda one: (one.own.npv_gbp, one.council))
    refusals = tuple(one for one in worst_first if one.is_needed or one.line is not None)
    unwanted = tuple(one for one in worst_first if one not in refusals)
    answered = None if penalty_gbp is None else _answer(refusals, penalty_gbp, ground, before)
    return PenaltyTest(ground.standing.service, ground.standing, refusals, unwanted, tuple(unable), answered)


def _answer(refusals: Sequence[Refusal], penalty_gbp: float, ground: _Field, before: Outcome) -> Answered:
    """Who gives in rather than pay, all of them in together, and what the others pay."""
    paid = {one.council: _yearly(penalty_gbp, one.joins, ground.whole.money) for one in refusals}
    discount = ground.whole.money.discount
    ready = [one for one in refusals if one.is_needed and one.own.npv_gbp > float(paid[one.council] @ discount)]
    after = before
    for like in ground.formed:
        here = [one for one in reversed(ready) if one.consortium is like]
        larger = _with_all(here, like, refusals, ground) if here else None
        if larger is not None:
            smaller = next((one for one, _ in before.formed if {*one.codes} & {*larger.codes}), None)
            after = after.instead(smaller, larger, ground.costing)
    inside = set(after.codes)
    rows = [
        posting
        for one in refusals
        if one.council not in inside
        for posting in _both_sides(paid[one.council], one.council, one.joined, STATED)
    ]
    return Answered(
        joining=tuple(one.council for one in refusals if one.council in inside),
        paying=tuple(one.council for one in refusals if one.council not in inside),
        before=before,
        after=after,
        penalties=ground.whole.ledger.more(rows),
    )


def _yearly(gbp: float, first: int, money: Prices) -> FloatArray:
    """A penalty of so much a year, a twelfth in month `first` and every month after; below zero, since it is paid."""
    return np.where(np.arange(len(money.discount)) >= first, -gbp / 12, 0.0)


def _with_all(ready: Sequence[Refusal], like: Formed, refusals: Sequence[Refusal], ground: _Field) -> Formed | None:
    """A consortium with all who give in; where no month suits them all, with as many as it suits, readiest first."""
    refusing = {one.council for one in refusals}
    group = [ground.place(code) for code in like.codes if code not in refusing]
    option = f"{like.option}-penalised"
    more = [ground.place(one.council) for one in ready]
    formed = ground.group(like, [*group, *more], option)
    if formed is not None:
        return formed
    for place in more:
        tried = ground.group(like, [*group, place], option)
        if tried is not None or len(group) < 1:
            group.append(place)
            formed = tried
    return formed
