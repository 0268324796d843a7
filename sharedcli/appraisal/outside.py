"""Councils that are in no consortium, and what stands between each and the nearest one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sharedcli.appraisal.candidates import Candidates
from sharedcli.appraisal.consortium import Formed
from sharedcli.consortia.market import Market
from sharedcli.costing.coordination import lead_months
from sharedcli.costing.member import Member
from sharedcli.costing.prices import FloatArray
from sharedcli.matching.alignment import NearMiss, near_miss
from sharedcli.matching.obstacles import Obstacle
from sharedcli.matching.windows import ProcurementWindow
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Window


@dataclass(frozen=True, slots=True, eq=False)
class Outside:
    """A council that lists the service and is in no consortium.

    `consortium` is the nearest: the one that loses least by taking it in, else the one its free months lie nearest
    to; `None` where none is formed. `miss` is by how much its free months miss those in which that one's members
    join, `None` where they meet; `gain_of_all_gbp` what all together would gain (below zero: lose) by taking it in,
    `None` where it cannot be taken in or is not appraised. `fact` is what its profile leaves out or says, of a red
    line its own words.
    """

    council: str
    obstacle: Obstacle
    consortium: Formed | None = None
    miss: NearMiss | None = None
    gain_of_all_gbp: float | None = None
    fact: str = ""


def outside(
    field: Candidates,
    market: Market,
    formed: Sequence[Formed],
    kept_out: Iterable[NearMiss],
    most: int | None,
    given: Assumptions,
) -> tuple[Outside, ...]:
    """Everybody who lists the service and is in no consortium, by code; `kept_out` are those who are not willing."""
    taken = {code for consortium in formed for code in consortium.codes}
    windows = {window.council: window for window in field.windows}
    gains = np.array([gains_of_all(market, consortium) for consortium in formed])
    found = [_kept_out(out, windows[out.council], formed, given) for out in kept_out if out.council in windows]
    for index, member in enumerate(field.willing):
        if member.council not in taken:
            own = gains[:, index] if len(formed) else np.zeros(0)
            found.append(_willing(member, index, market, formed, own, most, given))
    return tuple(sorted(found, key=lambda one: one.council))


def _kept_out(out: NearMiss, window: ProcurementWindow, formed: Sequence[Formed], given: Assumptions) -> Outside:
    """One whose money decides nothing: its costs are not known, it needs nothing, or a red line forbids it."""
    nearest = _nearest(window, formed, given) if formed else None
    miss = missed(window, nearest, given) if nearest else None
    return Outside(out.council, out.kind, nearest, miss, fact=out.reason)


def gains_of_all(market: Market, formed: Formed) -> FloatArray:
    """What all would gain by taking each council in, shape (n,), up to rounding; -inf where it cannot be, or is in."""
    members = positions(market, formed)
    size = len(members) + 1
    if size > len(market.codes):
        return np.full(len(market.codes), -np.inf)
    contributed = market.contributions(size)
    together = contributed[:, members].sum(axis=1)[:, None] + contributed  # by product, council taken in, and month
    volumes = market.volumes[members].sum() + market.volumes
    shared = market.annuity * volumes[:, None] ** (1 - market.scale_exponent)
    worth = (together.max(axis=0) - shared - market.overhead_gbp[:, size]).max(axis=1)
    gains: FloatArray = worth - market.worth_gbp(members)
    gains[members] = -np.inf
    return gains


def positions(market: Market, formed: Formed) -> list[int]:
    """Where a consortium's members stand in the market."""
    place = {code: index for index, code in enumerate(market.codes)}
    return [place[code] for code in formed.codes]


def gain_of_all(market: Market, formed: Formed, index: int) -> float | None:
    """What all would gain by taking one council in, to the penny; `None` where no month suits."""
    members = positions(market, formed)
    gain = market.worth_gbp([*members, index]) - market.worth_gbp(members)
    return gain if np.isfinite(gain) else None


def missed(window: ProcurementWindow, formed: Formed, given: Assumptions) -> NearMiss | None:
    """By how much a council's free months miss those in which a consortium's members join."""
    return near_miss(window, Window(formed.go_live, formed.go_live + round(given.onboarding_months)))


def obstacle_of(
    member: Member, formed: Formed, gain: float | None, miss: NearMiss | None, most: int | None, given: Assumptions
) -> Obstacle:
    """What keeps a willing council out of one consortium: the limit on size, then dates, then money."""
    if most is not None and len(formed.members) >= most:
        return Obstacle.FULL
    if miss is not None:
        return miss.kind
    if gain is not None:
        return Obstacle.COSTS_MORE if gain < 0 else Obstacle.NOT_PROVEN
    deadline = member.window.deadline
    larger = lead_months(len(formed.members) + 1, given)
    return Obstacle.OWN_PLAN if deadline is not None and deadline < max(formed.go_live, larger) else Obstacle.NO_PARTNER


def _willing(
    member: Member,
    index: int,
    market: Market,
    formed: Sequence[Formed],
    gains: FloatArray,
    most: int | None,
    given: Assumptions,
) -> Outside:
    if not formed:
        return Outside(member.council, Obstacle.NO_PARTNER)
    nearest = formed[int(gains.argmax())] if np.isfinite(gains).any() else _nearest(member.window, formed, given)
    gain, miss = gain_of_all(market, nearest, index), missed(member.window, nearest, given)
    obstacle = obstacle_of(member, nearest, gain, miss, most, given)
    return Outside(member.council, obstacle, nearest, miss, gain, member.window.settling or "")


def _nearest(window: ProcurementWindow, formed: Sequence[Formed], given: Assumptions) -> Formed:
    def distance(consortium: Formed) -> int:
        miss = missed(window, consortium, given)
        return abs(miss.months) if miss else 0

    return min(formed, key=distance)
