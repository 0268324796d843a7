"""Centres already announced: who is counted twice, what each is worth by our appraisal, and which can stand together.

METHOD 11. Each centre is appraised as announced, as one consortium of all its members who can take part. Its worth
is what the ledger says it saves; the claim stands beside it on the same basis.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations

from sharedcli.appraisal.candidates import Candidates, candidates
from sharedcli.appraisal.centres import Announced, Seat, announced, codes_by_name, counted_twice, formed
from sharedcli.appraisal.consortium import Formed
from sharedcli.consortia import standing
from sharedcli.consortia.contributions import market_of
from sharedcli.consortia.market import Market
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.claims import claimed_by_month
from sharedcli.costing.entries import usual_entries
from sharedcli.costing.ledger import Ledger, Posting
from sharedcli.costing.prices import Prices, prices
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon
from sharedcli.model.profile import Cohort
from sharedcli.model.proposals import Proposals

MOST_WAYS = 5_000
"""Ways in which the centres of one service could keep some of their members, up to which all are looked at."""


class Fate(Enum):
    """What becomes of a centre; the key is what machines read."""

    STANDS = "stands"
    COUNTED_ELSEWHERE = "counted-elsewhere"
    WORTH_NOTHING = "worth-nothing"
    NOT_APPRAISED = "not-appraised"


@dataclass(frozen=True, slots=True, eq=False)
class CentreResult:
    """One centre beside its claim.

    `claim_gbp` is the claim's present value in the price base. `worth_gbp` is what the ledger says the centre
    saves, `None` where it is not appraised, for the reason in `why_not`. `short_gbp` is how much more it would have to
    be worth to stand: 0 where it does, `None` where it is not appraised.
    """

    announced: Announced
    fate: Fate
    claim_gbp: float
    formed: Formed | None
    worth_gbp: float | None
    short_gbp: float | None
    why_not: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ServiceProposals:
    """The centres of one service.

    `field` holds the councils that list it and `market` what they could form. `choosing` is what each centre would keep
    if every council counted twice chose one of its centres, those that keep nobody left out; `None` where they could
    keep them in more than `MOST_WAYS`.
    """

    service: str
    field: Candidates
    market: Market
    centres: tuple[CentreResult, ...]
    twice: tuple[tuple[Seat, tuple[Announced, ...]], ...]
    choosing: tuple[tuple[Announced, Formed], ...] | None


@dataclass(frozen=True, slots=True, eq=False)
class ProposalsAppraisal:
    """Everything the report draws on."""

    proposals: Proposals
    cohort: Cohort
    given: Assumptions
    horizon: Horizon
    ledger: Ledger
    services: tuple[ServiceProposals, ...]

    @property
    def centres(self) -> tuple[CentreResult, ...]:
        """Every centre, service by service."""
        return tuple(centre for service in self.services for centre in service.centres)

    def of(self, *fates: Fate) -> tuple[CentreResult, ...]:
        """The centres with one of these fates."""
        return tuple(centre for centre in self.centres if centre.fate in fates)


def appraise(
    proposals: Proposals, cohort: Cohort, given: Assumptions, services: Sequence[str] | None = None
) -> ProposalsAppraisal:
    """Appraise the centres of some services, or of all that the file names, by the councils' profiles."""
    horizon = Horizon.starting(given.as_at, years=round(given.appraisal_years))
    costing, money = Costing.over(horizon, given), prices(horizon, given)
    named = sorted({centre.service for centre in proposals.centres})
    works = [
        _Service(service, proposals, cohort, costing, money)
        for service in named
        if services is None or service in services
    ]
    ledger = _ledger(works, costing, money)
    results = tuple(work.result(ledger) for work in works)
    return ProposalsAppraisal(proposals, cohort, given, horizon, ledger, results)


def _ledger(works: list[_Service], costing: Costing, money: Prices) -> Ledger:
    entries: list[Posting] = []
    for work in works:
        groups = [group for group in (*work.formed, *(group for _, group in work.choices or ())) if group]
        inside = {member.council: member for group in groups for member in group.members}
        for _, member in sorted(inside.items()):
            entries += usual_entries(member, costing)
        for group in groups:
            entries += group.entries(costing)
    return Ledger.of(entries, money, tuple(str(year) for year in costing.horizon.years))


class _Service:
    """The centres of one service on their way to a result: formed first, since the ledger needs all of them."""

    def __init__(self, service: str, proposals: Proposals, cohort: Cohort, costing: Costing, money: Prices) -> None:
        self.service = service
        self._field = candidates(cohort, service, costing)
        self._market = market_of(self._field.willing, costing, money)
        # By name, so that the order of the file decides nothing.
        centres = sorted((c for c in proposals.centres if c.service == service), key=lambda centre: centre.name)
        names = codes_by_name(cohort)
        self._centres = tuple(
            announced(centre, number, names, self._field, costing.horizon, costing.given)
            for number, centre in enumerate(centres, start=1)
        )
        to_base = costing.given.deflator.factor(of=proposals.prices, to=costing.given.price_base)
        self._claims = [_claim(centre, costing.horizon.months, money) * to_base for centre in self._centres]
        self.formed = [_whole(centre, self._field, self._market) for centre in self._centres]
        self.choices = _choices(self._centres, self._field, self._market)

    def result(self, ledger: Ledger) -> ServiceProposals:
        """The centres beside their claims, and which of them stand."""
        worth = [group.saving(ledger).npv_gbp if group else None for group in self.formed]
        groups = [standing.Group(centre.councils, gbp or 0.0) for centre, gbp in zip(self._centres, worth, strict=True)]
        stands = standing.standing(groups)
        results = tuple(
            CentreResult(
                announced=self._centres[place],
                fate=_fate(worth[place], stands=place in stands),
                claim_gbp=self._claims[place],
                formed=self.formed[place],
                worth_gbp=worth[place],
                short_gbp=standing.shortfall_gbp(groups, place) if self.formed[place] else None,
                why_not=_why_not(self._centres[place], self.formed[place]),
            )
            for place in range(len(groups))
        )
        twice = tuple(counted_twice(self._centres))
        return ServiceProposals(self.service, self._field, self._market, results, twice, self.choices)


def _claim(centre: Announced, months: int, money: Prices) -> float:
    """Present value of a claim, in the price year of the file."""
    said = centre.centre
    flow = claimed_by_month(
        a_year_gbp=said.claimed_gbp_a_year, once_gbp=said.claimed_once_gbp or 0.0, live=centre.live, months=months
    )
    return float(flow @ money.discount)


def _whole(centre: Announced, field: Candidates, market: Market) -> Formed | None:
    """The centre as one consortium of all who can take part; `None` where it cannot be."""
    offer = market.value([market.codes.index(code) for code in centre.taking_part])
    return None if offer is None else formed(offer, centre.id, field, market)


def _fate(worth_gbp: float | None, *, stands: bool) -> Fate:
    if worth_gbp is None:
        return Fate.NOT_APPRAISED
    if stands:
        return Fate.STANDS
    return Fate.COUNTED_ELSEWHERE if worth_gbp > 0 else Fate.WORTH_NOTHING


def _why_not(centre: Announced, group: Formed | None) -> str:
    if group is not None:
        return ""
    if len(centre.taking_part) < 2:
        return "fewer than two members can be appraised"
    return "no month suits all its members"


def _choices(
    centres: tuple[Announced, ...], field: Candidates, market: Market
) -> tuple[tuple[Announced, Formed], ...] | None:
    """What each centre keeps where every council counted twice chooses the centre that is best for all together."""
    shared = {seat.code for seat, _ in counted_twice(centres) if seat.code}
    if sum(2 ** len(shared & set(centre.taking_part)) for centre in centres) > MOST_WAYS:
        return None
    kept = [
        (centre, positions, gbp)
        for centre in centres
        for group in _keepings(centre, shared, market)
        for positions, gbp in zip(group, market.values(group), strict=True)
    ]
    # A centre is one of the members, so that it is not split in two.
    groups = [standing.Group(frozenset((*map(str, positions), centre.id)), gbp) for centre, positions, gbp in kept]
    chosen = (
        (centre, market.value(positions)) for centre, positions, _ in (kept[i] for i in standing.worth_most(groups))
    )
    return tuple((centre, formed(offer, f"{centre.id}.choosing", field, market)) for centre, offer in chosen if offer)


def _keepings(centre: Announced, shared: set[str], market: Market) -> Iterator[list[tuple[int, ...]]]:
    """The centre's members less some of those counted twice, by position; groups of one size together, largest first.

    Who is in no other centre stays in this one.
    """
    sure = [market.codes.index(code) for code in centre.taking_part if code not in shared]
    unsure = [market.codes.index(code) for code in centre.taking_part if code in shared]
    for size in range(len(unsure), -1, -1):
        if len(sure) + size >= 2:
            yield [tuple(sorted((*sure, *some))) for some in combinations(unsure, size)]
