"""The best choice among few councils, from a table of what every group is worth: exact, and quick up to fifteen.

The table has a place for every group: bit i of a place says whether council i is in it (`game`).
"""

from __future__ import annotations

import numpy as np

from sharedcli.costing.prices import FloatArray

_AT_ONCE = 10  # councils whose groups are gone through in one array: 3 ** 10 pairs of groups, half a megabyte


def best_partition(worth_gbp: FloatArray) -> list[int]:
    """The places of the groups, none sharing a council, that are worth most in all; groups worth nothing are left out.

    Among equals it prefers councils apart, then the groups first in the table.

    Args:
        worth_gbp: (2 ** n,), zero or more; nobody, and each council alone, is worth 0.

    >>> best_partition(np.array([0.0, 0, 0, 5, 0, 4, 4, 6])), best_partition(np.array([0.0, 0, 0, 5, 0, 4, 4, 4]))
    ([7], [3])
    """
    councils = len(worth_gbp).bit_length() - 1
    # What the councils from i on are worth at best, for every set of them; its bit 0 is council i.
    best = [np.zeros(1)]
    for first in reversed(range(councils)):
        after = best[-1]
        with_first = np.empty(2 * len(after))
        with_first[0::2] = after
        with_first[1::2] = _best_of_two(_groups_led_by(first, worth_gbp), after)
        best.append(with_first)
    return _read_back(worth_gbp, best[::-1])


def _groups_led_by(first: int, worth_gbp: FloatArray) -> FloatArray:
    """The worth of each group of which `first` is the first council, by the set of the others."""
    led: FloatArray = worth_gbp[1 << first :: 1 << first + 1]
    return led


def _best_of_two(one: FloatArray, other: FloatArray) -> FloatArray:
    """For every set T the most that one[S] + other[T without S] comes to, over all S within T; shape as theirs.

    Source: subset convolution in (max, +), by halving on one council at a time, 3 ** n sums in all.
    """
    if len(one) <= 1 << _AT_ONCE:
        found: FloatArray = _halved(one[None], other[None])[0]
        return found
    half = len(one) // 2
    without = _best_of_two(one[:half], other[:half])
    there, here = _best_of_two(one[half:], other[:half]), _best_of_two(one[:half], other[half:])
    return np.concatenate([without, np.maximum(there, here)])


def _halved(one: FloatArray, other: FloatArray) -> FloatArray:
    """The same for many pairs at once, shape (pairs, 2 ** n)."""
    pairs, half = len(one), one.shape[1] // 2
    if not half:
        return np.add(one, other)
    ones = np.concatenate([one[:, :half], one[:, half:], one[:, :half]])
    others = np.concatenate([other[:, :half], other[:, :half], other[:, half:]])
    found = _halved(ones, others)
    return np.concatenate([found[:pairs], np.maximum(found[pairs : 2 * pairs], found[2 * pairs :])], axis=1)


def _read_back(worth_gbp: FloatArray, best: list[FloatArray]) -> list[int]:
    """The groups behind the best of everybody."""
    groups, left = [], len(worth_gbp) - 1
    for first in range(len(best) - 1):
        if not left >> first & 1:
            continue
        after, others = left >> first + 1, np.arange(len(best[first + 1]))
        others = others[others & ~after == 0]
        total = _groups_led_by(first, worth_gbp)[others] + best[first + 1][after ^ others]
        taken = int(others[total.argmax()])
        if taken:
            groups.append(1 << first | taken << first + 1)
        left &= ~(taken << first + 1)
    return groups
