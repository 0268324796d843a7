"""Councils that are in no consortium, and what stands between each and the nearest one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from sharedcli.appraisal.candidates import Candidates
from sharedcli.appraisal.consortium import Formed
from sharedcli.consortia.market import Market
from sharedcli.costing.coordination import lead_months
from sharedcli.costing.member import Absence, Member
from sharedcli.costing.prices import FloatArray
from sharedcli.loading.services import services
from sharedcli.matching.alignment import NearMiss, near_miss
from sharedcli.matching.windows import ProcurementWindow
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Window
from sharedcli.model.profile import Cohort, RedLine


class Obstacle(Enum):
    """What keeps a council out; the key is what machines read."""

    OTHER_TIER = "different-tier"
    NOT_LISTED = "not-listed"
    RED_LINE = "red-line"
    NOT_APPRAISED = "not-appraised"
    NO_NEED = "no-need-stated"
    RETIRING = "retiring"
    TOO_LATE = "too-late"
    TOO_EARLY = "too-early"
    NEVER_FREE = "never-free"
    OWN_PLAN = "own-plan"
    FULL = "size-limit"
    COSTS_MORE = "costs-more"
    NOT_PROVEN = "not-proven"
    NO_PARTNER = "no-partner"


_ABSENCES: Mapping[Absence, Obstacle] = {
    Absence.UNKNOWN_COST: Obstacle.NOT_APPRAISED,
    Absence.NO_NEED: Obstacle.NO_NEED,
    Absence.RETIRING: Obstacle.RETIRING,
}


@dataclass(frozen=True, slots=True, eq=False)
class Outside:
    """A council that lists the service and is in no consortium.

    `consortium` is the nearest: the one that loses least by taking it in, else the one its free months lie nearest
    to; `None` where none is formed. `miss` is by how much its free months miss those in which that one's members
    join, `None` where they meet; `gain_of_all_gbp` what all together would gain (below zero: lose) by taking it in,
    `None` where it cannot be taken in or is not appraised. `fact` is what the profile leaves out or says.
    """

    council: str
    obstacle: Obstacle
    consortium: Formed | None = None
    miss: NearMiss | None = None
    gain_of_all_gbp: float | None = None
    fact: str = ""
    red_line: RedLine | None = None


def outside(
    field: Candidates, market: Market, formed: Sequence[Formed], most: int | None, given: Assumptions
) -> tuple[Outside, ...]:
    """Everybody who lists the service and is in no consortium, by code."""
    taken = {code for consortium in formed for code in consortium.codes}
    windows = {window.council: window for window in field.windows}
    gains = np.array([gains_of_all(market, consortium) for consortium in formed])
    found = [*_without_costs(field, windows, formed, given)]
    for index, member in enumerate(field.willing):
        if member.council not in taken:
            own = gains[:, index] if len(formed) else np.zeros(0)
            found.append(_willing(member, index, market, formed, own, most, given))
    return tuple(sorted(found, key=lambda one: one.council))


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
        return by_dates(miss)
    if gain is not None:
        return Obstacle.COSTS_MORE if gain < 0 else Obstacle.NOT_PROVEN
    deadline = member.window.deadline
    larger = lead_months(len(formed.members) + 1, given)
    return Obstacle.OWN_PLAN if deadline is not None and deadline < max(formed.go_live, larger) else Obstacle.NO_PARTNER


def by_dates(miss: NearMiss) -> Obstacle:
    """Whether a council's free months come too late, too early or never."""
    if not miss.months:
        return Obstacle.NEVER_FREE
    return Obstacle.TOO_LATE if miss.months > 0 else Obstacle.TOO_EARLY


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


def _without_costs(
    field: Candidates, windows: Mapping[str, ProcurementWindow], formed: Sequence[Formed], given: Assumptions
) -> Iterator[Outside]:
    """Those whose money decides nothing: their costs are not known, they need nothing, or a red line forbids it."""
    for out in field.out:
        nearest = _nearest(windows[out.council], formed, given) if formed else None
        miss = missed(windows[out.council], nearest, given) if nearest else None
        yield Outside(out.council, _ABSENCES[out.absence], nearest, miss, fact=out.reason)
    for red in field.red_lined:
        code = red.member.council
        nearest = _nearest(windows[code], formed, given) if formed else None
        miss = missed(windows[code], nearest, given) if nearest else None
        yield Outside(code, Obstacle.RED_LINE, nearest, miss, red_line=red.line)


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A council that does not list a service; `obstacle` says whether its tier holds the function at all."""

    council: str
    obstacle: Obstacle


def unlisted(cohort: Cohort, service: str) -> tuple[Unlisted, ...]:
    """The councils that do not list the service, by code."""
    known = services().get(service)
    found = []
    for profile in cohort.profiles:
        if profile.system_for(service) is None:
            holds = known is None or profile.council.tier in known.tiers
            found.append(Unlisted(profile.council.code, Obstacle.NOT_LISTED if holds else Obstacle.OTHER_TIER))
    return tuple(found)
