"""The choice of consortia, none of them overlapping, that is worth most in all, with a proven bound.

This is a set packing, solved without ever listing all groups: prices on councils that cover every group add up to a
bound, and the search (`search.py`) brings the best choice and the lowest prices together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sharedcli.consortia.search import SAME_SHARE, Search, Step

if TYPE_CHECKING:
    from sharedcli.consortia.market import Market, Offer


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


@dataclass(frozen=True, slots=True)
class Selection:
    """The consortia chosen, and how far from the best possible they can be at most."""

    consortia: tuple[Consortium, ...]
    """Ordered by first member; each is worth more than nothing. Councils in none stay as they are."""
    value_gbp: float
    bound_gbp: float
    """No choice of consortia is worth more; equal to `value_gbp` where this one is proven best."""
    prices_gbp: tuple[float, ...]
    """One a council, in the order of the market's codes, zero or more. No group is worth more than its members'
    prices together. They add up to `bound_gbp`, or to more where looking at every group brought the bound down."""
    quick: bool = False
    """Found by greedy search and relocation alone."""
    stopped: bool = False
    """The search was told to stop before the gap was as small as asked."""

    @property
    def gap_share(self) -> float:
        """The most that could be missing, as a share of the bound; 0 where the choice is proven best."""
        return 0.0 if self.bound_gbp <= self.value_gbp else 1 - self.value_gbp / self.bound_gbp


def _never() -> bool:
    return False


def _ignore(_: Step) -> None:
    return


def select(
    market: Market,
    *,
    tolerance_share: float = SAME_SHARE,
    quick: bool = False,
    stop: Callable[[], bool] = _never,
    on_step: Callable[[Step], None] = _ignore,
) -> Selection:
    """Choose the consortia worth most in all.

    For a few councils the choice is proven best. Beyond, it may fall short, by `gap_share` at most.

    Args:
        market: One service's councils.
        tolerance_share: A gap no larger than this share of the bound is left as it is.
        quick: Only greedy search and relocation, whatever the gap.
        stop: Asked now and then; once true the best found so far is returned with the bound proven so far.
        on_step: Told of progress.
    """
    search = Search(market, tolerance_share=tolerance_share, stop=stop, on_step=on_step)
    if quick:
        search.quick()
    else:
        search.proven()
    value, bound = search.value_gbp, search.bound_gbp
    if search.is_best or bound - value <= max(SAME_SHARE * bound, search.nothing_gbp):
        bound = value
    consortia = tuple(_consortium(market, offer) for offer in sorted(search.chosen, key=lambda offer: offer.members))
    stopped = not quick and stop() and bound - value > tolerance_share * bound
    return Selection(consortia, value, bound, tuple(search.prices_gbp.tolist()), quick=quick, stopped=stopped)


def _consortium(market: Market, offer: Offer) -> Consortium:
    joins = (market.joining_months(offer.product, i, offer.month, len(offer.members)) for i in offer.members)
    codes = tuple(market.codes[i] for i in offer.members)
    return Consortium(codes, market.products[offer.product], offer.month, tuple(joins), offer.value_gbp)
