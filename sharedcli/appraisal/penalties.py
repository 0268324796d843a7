"""The penalty test: what would make a council join that loses by joining, and what that does to the public total.

METHOD 10. A penalty is a transfer: the council pays it, central government takes it, and the public total stays where
it is. Each council decides by its own figure, with nothing settled between members.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.options import LARGE, MANDATED, MOST_IN_SMALL, SMALL, loses
from sharedcli.appraisal.outcome import Outcome
from sharedcli.appraisal.outside import gains_of_all, positions
from sharedcli.appraisal.refusals import Forcing, Refusal, refusal
from sharedcli.appraisal.stated_penalty import Answered, answer
from sharedcli.consortia.contributions import market_of
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.coordination import lead_months
from sharedcli.costing.prices import FloatArray


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

    def of(self, council: str) -> PenaltyTest:
        """The same with one council's refusal alone; what a stated penalty does stays that of all."""
        return replace(
            self,
            refusals=tuple(one for one in self.refusals if one.council == council),
            unwanted=tuple(one for one in self.unwanted if one.council == council),
            unable=tuple(code for code in self.unable if code == council),
        )


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


def _chosen(assessed: ServiceAssessment, formed: tuple[Formed, ...], costing: Costing, whole: Assessment) -> Forcing:
    """The willing, and the red-lined as if that line were not there."""
    field = assessed.candidates
    market = assessed.options.market
    members = {member.council: member for member in field.willing}
    if field.red_lined:
        members |= {red.member.council: red.member for red in field.red_lined}
        ordered = tuple(members[code] for code in sorted(members))
        market = market_of(ordered, costing, whole.money, model=whole.model)
    if formed[0].option == SMALL:
        market = market.limited(most=MOST_IN_SMALL)
    standing = Outcome.standing(formed, assessed.service, whole.ledger)
    lines = {red.member.council: red.line for red in field.red_lined}
    return Forcing(market, members, standing, standing, formed, costing, whole, lines)


def _all_in(assessed: ServiceAssessment, formed: tuple[Formed, ...], costing: Costing, whole: Assessment) -> Forcing:
    """Those whom the option takes in, each waiting as long as so large a group takes."""
    members = {member.council: member for one in formed for member in one.members}
    lead = lead_months(len(members), whole.given)
    waiting = tuple(members[code].waiting_until(lead) for code in sorted(members))
    market = market_of(waiting, costing, whole.money, model=whole.model)
    standing = Outcome.standing(formed, assessed.service, whole.ledger)
    proposed = Outcome.standing(assessed.formed, assessed.service, whole.ledger)
    lines = {red.member.council: red.line for red in assessed.candidates.red_lined}
    return Forcing(market, members, standing, proposed, formed, costing, whole, lines)


def _joining(ground: Forcing, penalty_gbp: float | None) -> PenaltyTest:
    """Each council outside, in the consortium that loses least by taking it in."""
    gains = np.array([gains_of_all(ground.market, one) for one in ground.formed])
    taken, found, unable = set(ground.standing.codes), list[Refusal](), list[str]()
    for place, code in enumerate(ground.market.codes):
        if code not in taken:
            taken_in = _taken_in(code, place, gains[:, place], ground)
            if taken_in is None:
                unable.append(code)
            else:
                found.append(taken_in)
    return _tested(found, ground, ground.standing, penalty_gbp, unable)


def _taken_in(code: str, place: int, gains: FloatArray, ground: Forcing) -> Refusal | None:
    like = ground.formed[int(gains.argmax())]
    group = [*positions(ground.market, like), place]
    joined = ground.group(like, group, f"{like.option}-with-{code}") if np.isfinite(gains).any() else None
    if joined is None:
        return None
    inside = ground.standing.instead(like, joined, ground.costing)
    return refusal(code, like, joined, inside, ground.standing, ground)


def _leaving(ground: Forcing, penalty_gbp: float | None) -> PenaltyTest:
    """Each member that loses, against the best that the others can do without it."""
    found = []
    for like in ground.formed:
        for code in like.codes:
            if loses(ground.standing.saving([code]).npv_gbp):
                outside = ground.standing.instead(like, _without(code, like, ground), ground.costing)
                found.append(refusal(code, like, like, ground.standing, outside, ground))
    return _tested(found, ground, Outcome(ground.standing.service, (), ground.whole.ledger), penalty_gbp)


def _without(code: str, like: Formed, ground: Forcing) -> Formed | None:
    """The best that a consortium's other members can do; `None` where no month suits them all."""
    rest = [place for place in positions(ground.market, like) if place != ground.place(code)]
    return ground.group(like, rest, f"{like.option}-without-{code}")


def _tested(
    found: Sequence[Refusal], ground: Forcing, start: Outcome, penalty_gbp: float | None, unable: Sequence[str] = ()
) -> PenaltyTest:
    worst_first = sorted(found, key=lambda one: (one.own.npv_gbp, one.council))
    refusals = tuple(one for one in worst_first if one.is_needed or one.line is not None)
    unwanted = tuple(one for one in worst_first if one not in refusals)
    answered = None if penalty_gbp is None else answer(refusals, penalty_gbp, ground, start)
    return PenaltyTest(ground.standing.service, ground.standing, refusals, unwanted, tuple(unable), answered)
