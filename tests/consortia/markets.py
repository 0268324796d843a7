"""Markets to try, and their best choice found without any of the package's shortcuts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations, product
from unittest.mock import patch

import numpy as np

from sharedcli.consortia import search
from sharedcli.consortia.market import Market


def random_market(seed: int, *, councils: int, months: int = 6) -> Market:
    """A small market of any shape: some months closed, some councils without volume, some shut out altogether."""
    draw = np.random.default_rng([seed, councils])
    cube = (int(draw.integers(1, 4)), councils, months)
    joining = draw.uniform(0, 100, cube)
    joining[draw.random(cube) < draw.choice([0.0, 0.3, 0.6])] = -np.inf
    joining[:, draw.random(councils) < 0.05] = -np.inf
    volumes = draw.lognormal(1, 1, councils) * (draw.random(councils) > draw.choice([0.0, 0.2, 1.0], p=[0.6, 0.3, 0.1]))
    size = np.arange(councils + 1)
    overhead = draw.uniform(0, 80, (months, 1)) + draw.uniform(0, 15) * size + draw.uniform(0, 12) * size**1.7
    overhead[draw.random(overhead.shape) < 0.15] = np.inf
    return Market(
        codes=tuple(f"E{i:08}" for i in range(councils)),
        products=("", "Alpha", "Beta")[: cube[0]],
        settled_gbp=draw.normal(10, 25, cube),
        joining_gbp=joining,
        pooled_gbp=draw.uniform(0, 60, cube),
        volumes=volumes,
        annuity=np.sort(draw.uniform(0, 15, months))[::-1],
        overhead_gbp=overhead,
        scale_exponent=float(draw.choice([0.0, 0.1, 0.3, 0.5, 0.9])),
        onboarding_months=int(draw.integers(0, 9)),
    )


def worth_by_definition(market: Market, members: tuple[int, ...]) -> float:
    """v(S), one product, month, member and joining month at a time."""
    if len(members) < 2:
        return 0.0
    size, months = len(members), len(market.annuity)
    best = -np.inf
    for p, m in product(range(len(market.products)), range(months)):
        last = min(m + market.onboarding_months, months - 1)
        total = -market.annuity[m] * sum(market.volumes[i] for i in members) ** (1 - market.scale_exponent)
        for i in members:
            joins = range(m, last + 1)
            net = [market.joining_gbp[p, i, j] - market.pooled_gbp[p, i, j] / size for j in joins]
            total += market.settled_gbp[p, i, m] + max(net)
        best = max(best, total - market.overhead_gbp[m, size])
    return float(best)


def all_groups(market: Market, most_members: int | None = None) -> list[tuple[int, ...]]:
    councils = len(market.codes)
    most = councils if most_members is None else most_members
    return [group for size in range(2, most + 1) for group in combinations(range(councils), size)]


def best_of_all_partitions(
    market: Market, most_members: int | None = None, *, must_include: int | None = None
) -> float:
    """The optimum: the lowest council of each set is alone, or with any of the others; -inf where there is none."""
    councils = len(market.codes)
    worth = {group: market.worth_gbp(group) for group in all_groups(market, most_members)}
    by_mask = {
        sum(1 << i for i in group): value for group, value in worth.items() if value > 0 or must_include in group
    }
    best = [0.0] * (1 << councils)
    for mask in range(1, 1 << councils):
        lowest = mask & -mask
        rest = mask ^ lowest
        best[mask] = -np.inf if lowest.bit_length() - 1 == must_include else best[rest]
        others = rest
        while others:
            if (value := by_mask.get(others | lowest)) is not None:
                best[mask] = max(best[mask], value + best[rest ^ others])
            others = (others - 1) & rest
    return best[-1]


def shared_price(alone_gbp: tuple[float, ...]) -> Market:
    """Councils that pay so much a year each, in a market where the charge grows with the square root of volume."""
    alone = np.array(alone_gbp)
    cube = (1, len(alone), 1)
    return Market(
        codes=tuple(f"E{i:08}" for i in range(len(alone))),
        products=("",),
        settled_gbp=alone.reshape(cube),
        joining_gbp=np.zeros(cube),
        pooled_gbp=np.zeros(cube),
        volumes=alone**2,
        annuity=np.ones(1),
        overhead_gbp=np.zeros((1, len(alone) + 1)),
        scale_exponent=0.5,
        onboarding_months=0,
    )


def part_of(market: Market, councils: Sequence[int]) -> Market:
    """The same market for some of its councils only, in any order."""
    return market.only(sorted(councils))


@contextmanager
def without_table() -> Iterator[None]:
    """The search itself, as for many councils, where few would go into a table."""
    with patch.object(search, "TABLED", 0):
        yield


def with_money_times(market: Market, times: float) -> Market:
    """The same market with every pound in it multiplied."""
    money = ("settled_gbp", "joining_gbp", "pooled_gbp", "annuity", "overhead_gbp")
    return replace(market, **{name: getattr(market, name) * times for name in money})
