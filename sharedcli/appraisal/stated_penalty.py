"""What a stated penalty would do: who would rather join than pay, and what that makes of the public total.

All who give in are in together; who pays all the same pays central government, which moves money and makes none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.outcome import Outcome
from sharedcli.appraisal.refusals import Forcing, Refusal, both_sides
from sharedcli.costing.ledger import Ledger
from sharedcli.costing.prices import FloatArray, Prices

STATED = "METHOD 10: the penalty asked about"


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """What a stated penalty would do in one service.

    `joining` would pay more by refusing than joining loses them; `paying` refuse all the same. `before` is the service
    without the penalty: the consortia of the option, or those proposed where the option takes in everybody. `after`
    is the service with it; `penalties` hold what is paid, both sides.
    """

    joining: tuple[str, ...]
    paying: tuple[str, ...]
    before: Outcome
    after: Outcome
    penalties: Ledger


def answer(refusals: Sequence[Refusal], penalty_gbp: float, ground: Forcing, start: Outcome) -> Answered:
    """Who gives in rather than pay, all of them in together, and what the others pay.

    Args:
        refusals: Those who lose by joining or have a red line, losers first.
        penalty_gbp: A year, real, in the price base; paid from the month it would have joined to the horizon.
        ground: What the service's test works with.
        start: The consortia that stand before anybody gives in; none where those left form them again.
    """
    paid = {one.council: _yearly(penalty_gbp, one.joins, ground.whole.money) for one in refusals}
    discount = ground.whole.money.discount
    ready = [one for one in refusals if one.is_needed and one.own.npv_gbp > float(paid[one.council] @ discount)]
    after = start
    for like in ground.formed:
        here = [one for one in reversed(ready) if one.consortium is like]
        larger = _with_all(here, like, refusals, ground) if here or not start.formed else None
        if larger is not None and (here or larger.worth_gbp > 0):
            after = after.instead(like, larger, ground.costing)
    inside = set(after.codes)
    rows = [
        posting
        for one in refusals
        if one.council not in inside
        for posting in both_sides(paid[one.council], one.council, one.joined, STATED)
    ]
    return Answered(
        joining=tuple(one.council for one in refusals if one.council in inside),
        paying=tuple(one.council for one in refusals if one.council not in inside),
        before=ground.proposed,
        after=after,
        penalties=ground.whole.ledger.more(rows),
    )


def _yearly(gbp: float, first: int, money: Prices) -> FloatArray:
    """A penalty of so much a year, a twelfth in month `first` and every month after; below zero, since it is paid."""
    return np.where(np.arange(len(money.discount)) >= first, -gbp / 12, 0.0)


def _with_all(ready: Sequence[Refusal], like: Formed, refusals: Sequence[Refusal], ground: Forcing) -> Formed | None:
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
