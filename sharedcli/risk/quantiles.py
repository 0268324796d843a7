"""Quantiles: of inputs, by the range they state, and of what was drawn, as one of the futures drawn.

Nothing here is a mean. With the tail that IT projects have a mean says nothing (METHOD 12).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from sharedcli.costing.prices import FloatArray
from sharedcli.model.ranges import Range

LEVELS = (0.1, 0.5, 0.8, 0.9, 0.95)
"""The quantiles that are printed: of 100 futures so many are at or below each."""


def named(level: float) -> str:
    """What a quantile is called.

    >>> [named(level) for level in LEVELS]
    ['p10', 'p50', 'p80', 'p90', 'p95']
    """
    return f"p{round(level * 100)}"


def in_range(at: FloatArray, given: Range, *, least: float, most: float) -> FloatArray:
    """The value of an input at each place from 0 to 1 of its range.

    Straight through its 10th, 50th and 90th percentile, as steep beyond them, and no further than `least` and `most`.

    >>> in_range(np.array([0.0, 0.1, 0.3, 0.5, 0.9, 1.0]), Range(0.0, 6.0, 14.0), least=0.0, most=240.0).tolist()
    [0.0, 0.0, 3.0, 6.0, 14.0, 16.0]
    """
    below, above = (given.value - given.low) / 0.4, (given.high - given.value) / 0.4
    value = given.value + np.where(at < 0.5, below, above) * (at - 0.5)
    return np.clip(value, least, most)


def place_in(value: float, given: Range) -> float:
    """How many of 100 cases lie below a value, as a share: what `in_range` undoes, where nothing is cut off.

    >>> place_in(12.0, Range(0.0, 6.0, 14.0)), place_in(6.0, Range(6.0, 6.0, 6.0))
    (0.8, 1.0)
    """
    if value >= given.value:
        above = given.high - given.value
        return min(0.5 + 0.4 * (value - given.value) / above, 1.0) if above else 1.0
    below = given.value - given.low
    return max(0.5 - 0.4 * (given.value - value) / below, 0.0) if below else 0.0


def standing_at(level: float, values: FloatArray) -> int:
    """The position of the value that stands at a quantile: the first, by size, with so many at or below it.

    Of equal values that at the lowest position, so the answer does not depend on how they are sorted.

    >>> values = np.array([30.0, 10.0, 20.0, 40.0, 50.0])
    >>> [standing_at(level, values) for level in (0.1, 0.5, 0.8, 0.95)]
    [1, 0, 3, 4]
    """
    return standing_at_each((level,), values)[0]


def standing_at_each(levels: Sequence[float], values: FloatArray) -> tuple[int, ...]:
    """The same for several levels at once, the values put in order once."""
    places = [max(math.ceil(level * len(values) - 1e-9), 1) - 1 for level in levels]
    ordered = np.partition(values, places)
    return tuple(int((values == ordered[place]).argmax()) for place in places)
