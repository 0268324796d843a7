"""The choice of consortia, none of them overlapping, that is worth most in all, with a proven bound.

This is a set packing, solved without ever listing all groups: prices on councils that cover every group add up to a
bound, and the search (`search.py`) brings the best choice and the lowest prices together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.search import SAME_SHARE, Search, Step
from sharedcli.errors import SharedcliError

if TYPE_CHECKING:
    from sharedcli.consortia.market import Market, Offer
    from sharedcli.costing.prices import FloatArray

TRIES, RAISED = 4, 10.0  # how often the bonus of a council left out in spite of it is raised, and how much


@dataclass(frozen=True, slots=True)
class Consortium:
    """One group of councils, the product it shares, and when; months count from the market's first, which is 0."""

    members: tuple[str, ...]
    """ONS codes, ascending."""
    product: str
    """Empty for a product new to all members."""
    go_live: int
    joins: tuple[int, ...]
    """The month each member joins, in the order of `members`; `go_live` or later."""
    value_gbp: float

    @classmethod
    def of(cls, offer: Offer, market: Market) -> Consortium:
        """What a group of the market does at its best."""
        codes = tuple(market.codes[i] for i in offer.members)
        return cls(codes, market.products[offer.product], offer.month, market.joins(offer), offer.value_gbp)


@dataclass(frozen=True, slots=True)
class Selection:
    """The consortia chosen, and how far from the best possible they can be at most."""

    consortia: tuple[Consortium, ...]
    """Ordered by first member; each is worth more than nothing. Councils in none stay as they are."""
    value_gbp: float
    bound_gbp: float
    """No choice of consortia is worth more; equal to `value_gbp` where this one is proven best."""
    prices_gbp: tuple[float, ...]
    """One a council, in the order of the market's codes; below zero only where it had to be included. No group is
    worth more than its members' prices together. They add up to `bound_gbp`, or to more where looking at every group
    brought the bound down."""
    quick: bool = False
    """Found by greedy search and relocation alone."""
    stopped: bool = False
    """The search was told to stop before the gap was as small as asked."""

    @property
    def gap_share(self) -> float:
        """The most that could be missing, as a share of the bound; 0 where the choice is proven best."""
        return gap_share(self.value_gbp, self.bound_gbp)


def gap_share(value_gbp: float, bound_gbp: float) -> float:
    """How far a bound lies above a value, as a share of the larger of the two amounts: of a gain, of the bound.

    >>> gap_share(90.0, 100.0), gap_share(-100.0, -90.0), gap_share(100.0, 100.0)
    (0.1, 0.1, 0.0)
    """
    return 0.0 if bound_gbp <= value_gbp else (bound_gbp - value_gbp) / max(abs(bound_gbp), abs(value_gbp))


def _never() -> bool:
    return False


def _ignore(_: Step) -> None:
    return


class NotIncludedError(SharedcliError):
    """Councils that must be in a consortium, for which no group can form."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        super().__init__(f"No consortium can be formed that includes {', '.join(codes)}.")


def select(
    market: Market,
    *,
    must_include: Collection[str] = (),
    tolerance_share: float = SAME_SHARE,
    quick: bool = False,
    stop: Callable[[], bool] = _never,
    on_step: Callable[[Step], None] = _ignore,
) -> Selection:
    """Choose the consortia worth most in all.

    For a few councils the choice is proven best. Beyond, it may fall short, by `gap_share` at most.

    Args:
        market: One service's councils.
        must_include: ONS codes of councils that have to be in some consortium, whatever that costs.
        tolerance_share: A gap no larger than this share of the bound is left as it is.
        quick: Only greedy search and relocation, whatever the gap.
        stop: Asked now and then; once true the best found so far is returned with the bound proven so far.
        on_step: Told of progress; with `must_include` in pounds of the market with their bonus (see below).

    Raises:
        NotIncludedError: No group was found for a council that must be included.
    """
    musts = [market.codes.index(code) for code in sorted(set(must_include))]
    # A council that must be in brings a bonus, wherever it is, that no loss can outweigh. What is then the best choice
    # is the best among those that take it in, and less the bonus its worth and its bound are what they should be.
    bonus = np.zeros(len(market.codes))
    bonus[musts] = [_most_it_can_cost(market, council) for council in musts]
    for _ in range(TRIES):
        search = Search(market.favouring(bonus), tolerance_share=tolerance_share, stop=stop, on_step=on_step)
        if quick:
            search.quick()
        else:
            search.proven()
        taken = {member for offer in search.chosen for member in offer.members}
        missing = [council for council in musts if council not in taken]
        if not missing:
            return _selection(market, search, bonus, tolerance_share=tolerance_share, quick=quick, stop=stop)
        bonus[missing] *= RAISED
    raise NotIncludedError(tuple(market.codes[council] for council in missing))


def _most_it_can_cost(market: Market, council: int) -> float:
    """What joining could cost at worst: at the price of going alone, in the least suitable month. Above zero."""
    alone = market.annuity * market.volumes[council] ** (1 - market.scale_exponent)
    brought = market.contributions(2)[:, council]
    lost = np.where(np.isfinite(brought), alone - brought, 0.0)
    return float(lost.max(initial=0.0)) + float(market.annuity.max(initial=0.0)) + 1.0


def _selection(
    market: Market, search: Search, bonus: FloatArray, *, tolerance_share: float, quick: bool, stop: Callable[[], bool]
) -> Selection:
    """What the search found, in the market as it is."""
    chosen = sorted((_without(offer, bonus) for offer in search.chosen), key=lambda offer: offer.members)
    value = sum((offer.value_gbp for offer in chosen), start=0.0)
    bound = max(value, search.bound_gbp - float(bonus.sum()))
    if search.is_best or bound - value <= max(SAME_SHARE * bound, search.nothing_gbp):
        bound = value
    return Selection(
        tuple(Consortium.of(offer, market) for offer in chosen),
        value,
        bound,
        tuple((search.prices_gbp - bonus).tolist()),
        quick=quick,
        stopped=not quick and bound - value > tolerance_share * bound and stop(),
    )


def _without(offer: Offer, bonus: FloatArray) -> Offer:
    return replace(offer, value_gbp=offer.value_gbp - float(bonus[list(offer.members)].sum()))
