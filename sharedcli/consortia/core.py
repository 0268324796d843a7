"""Whether a split holds: which members would do better to go apart, and how much room the best split has.

A split is in the core where no group of members is worth more by itself than its members receive. Money is pounds of
net present value. What groups are worth is in `game` up to `MOST_EXACT` members; beyond, `pricing` finds the group
furthest above what it receives without listing the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.game import MOST_EXACT, Game, belongs, game_of, of_all, sums
from sharedcli.consortia.linear import Shortfalls
from sharedcli.consortia.rows import BoolArray
from sharedcli.consortia.subgroups import Subgroups
from sharedcli.costing.prices import FloatArray

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sharedcli.consortia.market import Market

Found = tuple[BoolArray, FloatArray]
"""Groups as masks, shape (G, k), and what each is worth, shape (G,)."""

MOST_BALANCED = 40  # members whose least core is looked for
WITHIN_SHARE = 1e-5  # of the money divided: how near the least core is wanted where there is no table
TOLERANCE_SHARE = 1e-8  # of the money divided: no objection is made for less


@dataclass(frozen=True, slots=True)
class Objection:
    """Members who together would do better apart from the rest than with what a split gives them."""

    members: tuple[str, ...]
    """ONS codes, in the order of the split; one alone where it would do better on its own."""
    gain_gbp: float
    """v+(S) less what the split gives them; above zero."""


@dataclass(frozen=True, slots=True, eq=False)
class LeastCore:
    """A split under which every group loses as much by going apart as any split can promise to all of them."""

    split_gbp: FloatArray
    """(k,), in the order of the members. Often one of many; `nucleolus` is the one that is also best for the rest."""
    slack_gbp: float
    """What the group nearest to going apart would lose by it. Zero or more: the split is in the core, and groups may
    be worth that much more than estimated before one objects. Below zero: no split holds. +inf for one member alone."""


def strongest_objection(game: Game, split_gbp: FloatArray) -> Objection | None:
    """The members who would gain most by going apart; `None` where the split is in the core.

    Among equals the fewest members object, then those who come first.

    Args:
        game: What every group is worth.
        split_gbp: (k,), in the order of `game.players`; adds up to v(N). `ValueError` where it does not.
    """
    tolerance = _tolerance_gbp(split_gbp, game.of_all_gbp, len(game.players))
    inside = belongs(len(game.players))
    gain = (game.worth_gbp - sums(split_gbp))[:-1]
    gain[0] = 0.0
    if gain.max() <= tolerance:
        return None
    equals = np.flatnonzero(gain >= gain.max() - tolerance)
    place = min(equals.tolist(), key=lambda place: (inside[place].sum(), (-inside[place]).tolist()))
    return Objection(game.group(place), float(gain[place]))


def objection_in(market: Market, members: Sequence[int], split_gbp: FloatArray) -> Objection | None:
    """The same for a consortium of any size, straight from its market.

    Up to 64 members it is the strongest there is. Beyond, where pricing reads contributions between sizes, a stronger
    one may be missed by what that is out (20 pounds a member, measured), but what is returned is exact.

    Args:
        market: Any market that holds the members.
        members: Positions in `market.codes`, ascending and different; they can form one consortium, else `ValueError`.
        split_gbp: (k,), in the order of `members`; adds up to v(N). `ValueError` where it does not.
    """
    if len(members) <= MOST_EXACT:
        return strongest_objection(game_of(market, members), split_gbp)
    part = market.only(members)
    tolerance = _tolerance_gbp(split_gbp, of_all(part), len(members))
    groups, worth = Subgroups(part).furthest_short(split_gbp)
    gain = worth - groups @ split_gbp
    best = int(gain.argmax())
    if gain[best] <= tolerance:
        return None
    return Objection(tuple(part.codes[i] for i in np.flatnonzero(groups[best])), float(gain[best]))


def least_core(game: Game) -> LeastCore:
    """The most that can be promised to every group at once, from the table.

    Source: Maschler, Peleg and Shapley, Geometric properties of the kernel, nucleolus, and related solution concepts,
    Mathematics of Operations Research 4, 1979.

    >>> majority = Game(("a", "b", "c"), np.array([0.0, 0, 0, 1, 0, 1, 1, 1]))
    >>> round(least_core(majority).slack_gbp, 9)
    -0.333333333
    """
    inside = belongs(len(game.players))

    def worst(split_gbp: FloatArray) -> Found:
        shortfall = (game.worth_gbp - sums(split_gbp))[1:-1]
        places = np.argsort(-shortfall, kind="stable")[: 2 * len(game.players)] + 1
        return inside[places] > 0, game.worth_gbp[places]

    return _least_core(game.alone_gbp, game.of_all_gbp, (lambda split, _: worst(split),), TOLERANCE_SHARE)


def least_core_in(market: Market, members: Sequence[int]) -> LeastCore:
    """The same straight from a market, for up to `MOST_BALANCED` members.

    Beyond `MOST_EXACT` it is within `WITHIN_SHARE` of the worth of all, and the slack is that of the split returned,
    never more. Mostly a second or two; 47 members took two minutes when measured, so that more are refused.

    Args:
        market: Any market that holds the members.
        members: Positions in `market.codes`, ascending and different; they can form one consortium.

    Raises:
        ValueError: For more members, or where they cannot form one consortium.
    """
    if len(members) > MOST_BALANCED:
        msg = f"a least core is for up to {MOST_BALANCED} members; there are {len(members)}"
        raise ValueError(msg)
    if len(members) <= MOST_EXACT:
        return least_core(game_of(market, members))
    part = market.only(members)
    subgroups, alone = Subgroups(part), np.zeros(len(members))
    seeking = (lambda split, _: subgroups.likely_short(split), subgroups.furthest_short)
    return _least_core(alone, of_all(part), seeking, WITHIN_SHARE)


def _least_core(
    alone_gbp: FloatArray, of_all_gbp: float, seeking: tuple[Callable[[FloatArray, float], Found], ...], share: float
) -> LeastCore:
    """Row generation: balance the groups known, and add those that fall shorter, until none does.

    Each way of seeking is tried where those before it find nothing; the last proves that there is nothing to find.
    """
    members = len(alone_gbp)
    split = np.full(members, of_all_gbp / members)
    if members == 1:
        return LeastCore(split, np.inf)
    groups, worth = seeking[-1](split, 0.0)
    unit = max(abs(of_all_gbp), float(np.abs(alone_gbp).max()), float(worth.max())) or 1.0
    programme = Shortfalls(of_all_gbp / unit, lowest=np.full(members, -np.inf))
    programme.add(np.eye(members, dtype=bool), alone_gbp / unit)
    while True:
        programme.add(groups, worth / unit)
        balanced = programme.balance()
        split, least = balanced.split * unit, balanced.shortfall * unit
        for seek in seeking:
            groups, worth = seek(split, least)
            shortfall = worth - groups @ split
            new = shortfall > least + share * unit
            if new.any():
                break
        else:
            return LeastCore(split, 0.0 - max(least, float(shortfall.max())))
        groups, worth = groups[new], worth[new]


def dual_price_split(prices_gbp: FloatArray, worth_gbp: float) -> FloatArray:
    """Divide what a consortium is worth as the selection priced its members (`Selection.prices_gbp`).

    No group in the market is worth more than its members' prices, so a consortium whose prices add up to its worth is
    in the core as they stand. They may add up to more: by what the selection may have missed, or where the whole has
    no stable split at all. Each price is then lowered by the same share of itself. A group S loses by that the
    fraction prices(S) / prices(N) of the difference, so no objection can be for more than the whole of it, nobody who
    had a price above zero ends below it, and whoever was worth nothing to the others still gets nothing. Taking the
    same pounds from each would put those below zero, and with them out of the core for certain.

    Where some price, or the worth, is below zero (a council that must be included, a consortium made to form), a share
    of itself would move prices the wrong way: then each is moved by the same pounds. A group S loses |S| / |N| of the
    difference, again no more than the whole.

    Args:
        prices_gbp: (k,): the members' prices.
        worth_gbp: v(N), which the split adds up to.

    >>> dual_price_split(np.array([60.0, 40.0, 0.0]), 90.0).tolist()
    [54.0, 36.0, 0.0]
    >>> dual_price_split(np.array([60.0, 40.0, -10.0]), 60.0).tolist()
    [50.0, 30.0, -20.0]
    """
    total = prices_gbp.sum()
    if total > 0 and prices_gbp.min() >= 0 and worth_gbp >= 0:
        shared: FloatArray = prices_gbp * (worth_gbp / total)
        return shared
    moved: FloatArray = prices_gbp + (worth_gbp - total) / len(prices_gbp)
    return moved


def _tolerance_gbp(split_gbp: FloatArray, worth_gbp: float, members: int) -> float:
    """Below what gain nobody objects; `ValueError` for a split that does not divide the worth among the members."""
    if split_gbp.shape != (members,):
        msg = f"a split among {members} members must have shape ({members},); its shape is {split_gbp.shape}"
        raise ValueError(msg)
    tolerance = TOLERANCE_SHARE * (abs(worth_gbp) + float(np.abs(split_gbp).sum()))
    if not abs(split_gbp.sum() - worth_gbp) <= tolerance:
        msg = f"the split adds up to {split_gbp.sum():,.2f}, and the members together are worth {worth_gbp:,.2f}"
        raise ValueError(msg)
    return tolerance
