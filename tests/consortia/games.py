"""Games with answers that somebody else published, and games to try."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import factorial

import numpy as np

from sharedcli.consortia.game import Game
from sharedcli.costing.prices import FloatArray

Worth = Callable[[frozenset[int]], float]


@dataclass(frozen=True, slots=True)
class Published:
    """A game and what is known of it; `None` where nothing is."""

    name: str
    game: Game
    shapley: Sequence[float] | None = None
    nucleolus: Sequence[float] | None = None
    slack: float | None = None
    """Of the least core."""
    to: float = 1e-9
    """How far the published figures are rounded."""

    def __str__(self) -> str:
        return self.name


def game(players: int, worth: Worth) -> Game:
    """The table of a function of the players, numbered from 0."""
    groups = [frozenset(i for i in range(players) if place >> i & 1) for place in range(1 << players)]
    return Game(tuple("ABCDEFGHIJKLMNO"[:players]), np.array([worth(group) for group in groups], dtype=np.float64))


def savings(costs: Mapping[str, float]) -> Game:
    """What each group saves against each of its members alone; groups are named by their letters."""
    names = sorted({name for group in costs for name in group})
    by_group = {frozenset(group): cost for group, cost in costs.items()} | {frozenset(): 0.0}

    def saved(group: frozenset[int]) -> float:
        inside = frozenset(names[i] for i in group)
        return sum(costs[name] for name in inside) - by_group[inside]

    return game(len(names), saved)


def bankruptcy(estate: float, claims: Sequence[float]) -> Game:
    """A group can be sure of what is left when all others have had their claims (Aumann and Maschler, 1985)."""
    return game(len(claims), lambda group: max(0.0, estate - sum(c for i, c in enumerate(claims) if i not in group)))


def airport(costs: Sequence[float]) -> Game:
    """A group needs the runway of its largest aircraft; a cost, so below zero (Littlechild and Owen, 1973)."""
    return game(len(costs), lambda group: -max((costs[i] for i in group), default=0.0))


def voting(quota: int, votes: Sequence[int]) -> Game:
    return game(len(votes), lambda group: float(sum(votes[i] for i in group) >= quota))


def random_game(seed: int, players: int) -> Game:
    """Of four kinds in turn: any numbers, many ties, mostly nothing, gains and losses."""
    draw, count = np.random.default_rng([seed, players]), 1 << players
    worth = (
        draw.random(count) * 1e6,
        draw.integers(0, 6, count).astype(np.float64),
        np.where(draw.random(count) < 0.6, 0.0, draw.random(count)),
        draw.normal(0, 1e3, count),
    )[seed % 4]
    worth[0] = 0.0
    if seed % 4 < 3:
        worth[1 << np.arange(players)] = 0.0
    return Game(tuple("ABCDEFGHIJKLMNO"[:players]), worth)


def shapley_by_orders(game: Game) -> FloatArray:
    """By definition: every order of the players, one player at a time."""
    players = len(game.players)
    value = np.zeros(players)
    for order in permutations(range(players)):
        place = 0
        for player in order:
            value[player] += game.worth_gbp[place | 1 << player] - game.worth_gbp[place]
            place |= 1 << player
    return value / factorial(players)


# Straffin and Heaney, Game theory and the Tennessee Valley Authority, 1981: thousands of dollars of 1938.
TVA = {"N": 163520.0, "F": 140826.0, "P": 250096.0, "NF": 301607.0, "NP": 378821.0, "FP": 367370.0, "FNP": 412584.0}

PUBLISHED = (
    Published("gloves, one left and two right", game(3, lambda s: float(0 in s and len(s) > 1)),
              (2 / 3, 1 / 6, 1 / 6), (1, 0, 0), 0.0),
    Published("majority of three", game(3, lambda s: float(len(s) > 1)), (1 / 3,) * 3, (1 / 3,) * 3, -1 / 3),
    Published("Talmud, 100", bankruptcy(100, (100, 200, 300)), (100 / 3,) * 3, (100 / 3,) * 3),
    Published("Talmud, 200", bankruptcy(200, (100, 200, 300)), (100 / 3, 250 / 3, 250 / 3), (50, 75, 75)),
    Published("Talmud, 300", bankruptcy(300, (100, 200, 300)), (50, 100, 150), (50, 100, 150)),
    Published("airport of four", airport((8, 11, 13, 18)), (-2, -3, -4, -9), (-3.25, -3.25, -3.25, -8.25)),
    Published("airport of three", airport((4, 7, 11)), (-4 / 3, -17 / 6, -41 / 6), (-2, -2.5, -6.5)),
    Published("voting [51; 50, 49, 1]", voting(51, (50, 49, 1)), (2 / 3, 1 / 6, 1 / 6)),
    Published("UN Security Council", voting(39, (7,) * 5 + (1,) * 10), (421 / 2145,) * 5 + (4 / 2145,) * 10),
    Published("README of coopgame: imputations", game(3, lambda s: 10.0 * (s == {0, 1}) + 2.0 * (len(s) == 3)),
              nucleolus=(1, 1, 0)),
    # Bachrach et al., The cost of stability in coalitional games, 2009: hospitals, 5 for one or two, 9 for three.
    # The slack by hand: whatever the split, some two of the three pay 6 or more, and could pay 5.
    Published("X-ray hospitals", game(3, lambda s: -(0.0, 5.0, 5.0, 9.0)[len(s)]), (-3,) * 3, (-3,) * 3, -1.0),
)  # fmt: skip
