"""Everything that stands between one council and each consortium: dates, money, red lines, tiers, missing facts.

The money is that of the ledger's own entries: what the consortium with the council in it would cost each month, less
what it costs as things are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sharedcli.appraisal.candidates import Candidates
from sharedcli.appraisal.consortium import PROPOSED, Formed
from sharedcli.appraisal.ground import Ground, grounds_of
from sharedcli.appraisal.matching import Matching, ServiceMatching
from sharedcli.appraisal.outcome import group_of
from sharedcli.appraisal.outside import gain_of_all, missed, obstacle_of, positions
from sharedcli.consortia.market import Market
from sharedcli.costing.aligning import LEAVING
from sharedcli.costing.charges import Line
from sharedcli.costing.entries import usual_entries
from sharedcli.costing.ledger import Posting
from sharedcli.costing.member import Member
from sharedcli.matching.alignment import NearMiss
from sharedcli.matching.obstacles import Obstacle
from sharedcli.matching.windows import ProcurementWindow


@dataclass(frozen=True, slots=True, eq=False)
class Against:
    """One consortium, and what keeps the council out of it; `obstacle` is `None` for the one it is in.

    `gain_of_all_gbp` is what all together would gain (below zero: lose) if it were taken in, having left the
    consortium it is in, if any; `own_npv_gbp` what it would gain or lose itself, and `leaving_gbp` what it would pay
    in this for exit charges and premiums; `dearest` is the line in which it would pay most more than as usual, and
    how much. `product` is what they would share, empty for one new to all. `goes_live` and `joins` are months of the
    consortium with it. All are `None` where no month suits all or its costs are not known.
    """

    consortium: Formed
    obstacle: Obstacle | None
    miss: NearMiss | None
    gain_of_all_gbp: float | None = None
    own_npv_gbp: float | None = None
    leaving_gbp: float | None = None
    dearest: tuple[Line, float] | None = None
    product: str | None = None
    goes_live: int | None = None
    joins: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class WhyNot:
    """One council and one service. `obstacle` stands between it and every consortium; `fact` says what it is.

    `window` is `None` where the council does not list the service.
    """

    council: str
    service: str
    window: ProcurementWindow | None
    obstacle: Obstacle | None
    fact: str
    against: tuple[Against, ...]


def why_not(council: str, matching: Matching) -> tuple[WhyNot, ...]:
    """For each service matched: what stands between the council and each consortium."""
    grounds = grounds_of(matching.cohort, matching.given, matching.model, matching.wishes)
    ground = next(ground for ground in grounds if ground.vesting == matching.vesting)
    return tuple(_of_service(council, service, ground) for service in matching.services)


def _of_service(council: str, service: ServiceMatching, ground: Ground) -> WhyNot:
    window = next((window for window in service.field.windows if window.council == council), None)
    if window is None:
        absent = next(one for one in service.unlisted if one.council == council)
        return WhyNot(council, service.service, None, absent.kind, absent.reason, ())
    member, obstacle, fact = _standing(council, service)
    found = _against(member, service, ground) if member else _by_dates_alone(window, obstacle, service, ground)
    return WhyNot(council, service.service, window, obstacle, fact, tuple(found))


def _standing(council: str, service: ServiceMatching) -> tuple[Member | None, Obstacle | None, str]:
    """The council's costs where they are known, and what keeps it out of every consortium, if anything does."""
    for red in service.field.red_lined:
        if red.member.council == council:
            return red.member, Obstacle.RED_LINE, red.line.reason
    for member in service.field.willing:
        if member.council == council:
            return member, None, member.window.settling or ""
    left = next(one for one in service.outside if one.council == council)
    return None, left.obstacle, left.fact


def _by_dates_alone(
    window: ProcurementWindow, obstacle: Obstacle | None, service: ServiceMatching, ground: Ground
) -> Iterator[Against]:
    for formed in service.formed:
        miss = missed(window, formed, ground.costing.given)
        yield Against(formed, miss.kind if miss else obstacle, miss)


def _against(member: Member, service: ServiceMatching, ground: Ground) -> Iterator[Against]:
    market = _market_with(member, service.field, ground)
    index = market.codes.index(member.council)
    own = next((formed for formed in service.formed if member.council in formed.codes), None)
    cost_of_leaving_it = _loss_without(market, own, index) if own else 0.0
    refused = Obstacle.RED_LINE if member not in service.field.willing else None
    for formed in service.formed:
        miss = missed(member.window, formed, ground.costing.given)
        if formed is own:
            yield _in_it(formed, member, miss, ground)
            continue
        gain = gain_of_all(market, formed, index)
        total = None if gain is None else gain - cost_of_leaving_it
        obstacle = refused or obstacle_of(member, formed, total, miss, ground.wishes.most, ground.costing.given)
        yield _with_it(Against(formed, obstacle, miss, total), member, index, market, service.field, ground)


def _market_with(member: Member, field: Candidates, ground: Ground) -> Market:
    """The market of the willing and the council asked about, as if it had no red line."""
    members = {one.council: one for one in (*field.willing, member)}
    return ground.market(tuple(members[code] for code in sorted(members)))


def _loss_without(market: Market, own: Formed, index: int) -> float:
    members = positions(market, own)
    rest = max(market.worth_gbp([i for i in members if i != index]), 0.0)
    return market.worth_gbp(members) - rest


def _in_it(formed: Formed, member: Member, miss: NearMiss | None, ground: Ground) -> Against:
    return _placed(Against(formed, None, miss), formed, member, ground)


def _with_it(found: Against, member: Member, index: int, market: Market, field: Candidates, ground: Ground) -> Against:
    """The same with the council's own position, in the best the consortium could do with it."""
    by_code = {one.council: one for one in (*field.willing, member)}
    with_it = (*positions(market, found.consortium), index)
    enlarged = group_of(with_it, market, by_code, option=PROPOSED, like=found.consortium)
    return found if enlarged is None else _placed(found, enlarged, member, ground)


def _placed(found: Against, formed: Formed, member: Member, ground: Ground) -> Against:
    """The same with what a member gains or loses in it by the ledger's entries, and where it pays most."""
    joint = _by_line((one for one in formed.entries(ground.costing) if one[0].council == member.council), ground)
    usual = _by_line(usual_entries(member, ground.costing), ground)
    more = {line: usual.get(line, 0.0) - joint.get(line, 0.0) for line in Line}
    dearest = max(more, key=lambda line: more[line])
    return replace(
        found,
        own_npv_gbp=sum(joint.values()) - sum(usual.values()),
        leaving_gbp=sum((-joint.get(line, 0.0) for line in LEAVING), start=0.0) + 0.0,
        dearest=(dearest, more[dearest]) if more[dearest] > 0 else None,
        product=formed.product,
        goes_live=formed.live,
        joins=formed.joining_month(member.council),
    )


def _by_line(postings: Iterable[Posting], ground: Ground) -> dict[Line, float]:
    present: dict[Line, float] = {}
    for about, flow in postings:
        present[about.line] = present.get(about.line, 0.0) + float(flow @ ground.money.discount)
    return present
