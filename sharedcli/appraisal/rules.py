"""Rules that divide the whole gain of a consortium by what its groups are worth: METHOD 9.

The mathematics of groups is in `consortia/game`, `shapley`, `core` and `nucleolus`; here it is asked about one
consortium of an appraisal, and what it answers becomes even payments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import numpy as np

from sharedcli.appraisal.options import CHOSEN, LARGE, MANDATED, ServiceOptions, market_of_all
from sharedcli.appraisal.splitting import Around, Split
from sharedcli.consortia.core import (
    MOST_BALANCED,
    Objection,
    dual_price_split,
    least_core_in,
    objection_in,
    strongest_objection,
)
from sharedcli.consortia.game import MOST_EXACT, Game, game_of
from sharedcli.consortia.market import Market, Offer
from sharedcli.consortia.nucleolus import nucleolus
from sharedcli.consortia.shapley import shapley, shapley_sampled
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.prices import FloatArray
from sharedcli.model.division import Rule

PERMUTATIONS, PERMUTATIONS_OF_MANY = 2_000, 500
"""Orders drawn where there are too many members to look at every group; and where there are more than `MANY`."""

MANY, MOST_SAMPLED = 30, 60
"""Members; of more than the second no Shapley value is estimated, which would take minutes."""

MADE_TO_FORM = frozenset({LARGE, MANDATED})
"""Options whose consortia form whatever they are worth, and go on without whoever leaves."""


class Worths:
    """What every group within one consortium is worth, looked up as it is asked for."""

    def __init__(self, around: Around, options: ServiceOptions, costing: Costing, *, seed: int) -> None:
        formed, money = around.formed, around.whole.money
        self.around = around
        self.seed = seed
        self.is_made_to_form = formed.option in MADE_TO_FORM
        self.prices_gbp: FloatArray | None = None
        market = options.market
        if self.is_made_to_form:
            market = market_of_all(formed.members, costing, money, model=formed.model)
        positions = [market.codes.index(code) for code in formed.codes]
        if formed.option == CHOSEN:
            self.prices_gbp = np.array(options.selection.prices_gbp)[positions]
        self.market: Market = market.only(positions)

    @cached_property
    def everybody(self) -> range:
        """The positions of all members."""
        return range(len(self.market.codes))

    @cached_property
    def game(self) -> Game | None:
        """The worth of every group, `None` where there are too many."""
        return game_of(self.market, self.everybody) if len(self.everybody) <= MOST_EXACT else None

    def objection(self, split_gbp: FloatArray) -> Objection | None:
        """Who would do best to go apart from a split, which adds up to v(N) but for rounding."""
        if len(self.everybody) == 1:
            return None
        if self.game is None:
            return objection_in(self.market, self.everybody, self._adding_up(split_gbp, self._worth_gbp))
        return strongest_objection(self.game, self._adding_up(split_gbp, self.game.of_all_gbp))

    def without(self, position: int) -> Offer | None:
        """The best the others can do without one member, `None` where no month suits them."""
        return self.market.value([other for other in self.everybody if other != position])

    @cached_property
    def _worth_gbp(self) -> float:
        return self.market.worth_gbp(self.everybody)

    def _adding_up(self, split_gbp: FloatArray, worth_gbp: float) -> FloatArray:
        """The ledger and the market agree to a penny; the mathematics asks for more."""
        adjusted: FloatArray = split_gbp + (worth_gbp - split_gbp.sum()) / len(split_gbp)
        return adjusted


@dataclass(frozen=True, slots=True)
class NoSplit:
    """A rule that has no answer here, and why."""

    id: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class _Answer:
    split_gbp: FloatArray
    error_gbp: FloatArray | None = None


def split_under(rule: Rule, worths: Worths) -> Split | NoSplit:
    """Divide what all gain by a rule; what differs from how things fall is settled evenly, once everybody is in."""
    found = _RULES[rule](worths)
    if isinstance(found, str):
        return NoSplit(rule.key, rule.label, found)
    around = worths.around
    settled = around.even_entries(found.split_gbp - around.npv_gbp, f"METHOD 9: the gain divided by {_WORDS[rule]}")
    errors = None
    if found.error_gbp is not None:
        errors = MappingProxyType(dict(zip(around.codes, found.error_gbp.tolist(), strict=True)))
    settlements = around.whole.ledger.more(settled)
    return Split(rule.key, rule.label, around, settlements, None, errors)


def _smallest(worths: Worths) -> _Answer | str:
    """Losers are made whole, and winners pay for it in proportion to what they gain."""
    falls = worths.around.npv_gbp
    gains, losses = np.maximum(falls, 0.0), np.maximum(-falls, 0.0)
    if gains.sum() < losses.sum():
        return "together they lose, so no split makes all better off"
    if not losses.any():
        return "nobody loses, so nothing need be paid"
    return _Answer(gains - gains * (losses.sum() / gains.sum()))


def _shapley(worths: Worths) -> _Answer | str:
    if worths.game is not None:
        return _Answer(shapley(worths.game))
    members = len(worths.everybody)
    if members > MOST_SAMPLED:
        return f"it is estimated for {MOST_SAMPLED} members at most"
    orders = PERMUTATIONS if members <= MANY else PERMUTATIONS_OF_MANY
    drawn = shapley_sampled(worths.market, worths.everybody, seed=worths.seed, permutations=orders)
    return _Answer(drawn.values_gbp, drawn.standard_error_gbp)


def _dual_price(worths: Worths) -> _Answer | str:
    if worths.prices_gbp is None:
        return "only the consortia proposed are chosen by prices"
    return _Answer(dual_price_split(worths.prices_gbp, worths.around.worth_gbp))


def _least_core(worths: Worths) -> _Answer | str:
    if len(worths.everybody) > MOST_BALANCED:
        return f"it is looked for among {MOST_BALANCED} members at most"
    return _Answer(least_core_in(worths.market, worths.everybody).split_gbp)


def _nucleolus(worths: Worths) -> _Answer | str:
    if worths.game is None:
        return f"it looks at every group, so at {MOST_EXACT} members at most"
    return _Answer(nucleolus(worths.game))


_RULES: Mapping[Rule, Callable[[Worths], _Answer | str]] = MappingProxyType(
    {
        Rule.SMALLEST: _smallest,
        Rule.SHAPLEY: _shapley,
        Rule.DUAL_PRICE: _dual_price,
        Rule.LEAST_CORE: _least_core,
        Rule.NUCLEOLUS: _nucleolus,
    }
)
_WORDS: Mapping[Rule, str] = MappingProxyType(
    {
        Rule.SMALLEST: "the smallest side payments",
        Rule.SHAPLEY: "Shapley values",
        Rule.DUAL_PRICE: "the prices of the selection",
        Rule.LEAST_CORE: "the least core",
        Rule.NUCLEOLUS: "the nucleolus",
    }
)
