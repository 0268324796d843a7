"""Groups that do not overlap, improved a move at a time: the quick answer, and a good start for the proven one.

Three moves, until none helps: a council moves from one group, or from none, to another, or out of one (relocation);
a new group forms from whoever loses least by leaving; a group is broken up, its members going where they bring most
while a new group forms in its place. Worths are those of `Rows`, which may be a few pounds too high for many
councils; `Market.value` has the last word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.responses import respond
from sharedcli.consortia.rows import NEVER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sharedcli.consortia.market import IntArray
    from sharedcli.consortia.rows import BoolArray, Rows
    from sharedcli.costing.prices import FloatArray

NOTICED = 1e-7  # smallest gain of a move, as a share of what all groups are worth
OUT_OF_REACH = -NEVER  # a price that nobody pays


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    members: BoolArray
    """(n,)"""
    worth_gbp: float
    gains_gbp: FloatArray
    """(n,): what the group gains by taking a council in, or, for its own members, by letting one go."""


class Arrangement:
    """Groups of one market, of which no two share a council."""

    def __init__(self, rows: Rows, groups: Iterable[BoolArray], *, stop: Callable[[], bool]) -> None:
        self._rows = rows
        self._stop = stop
        self._groups = [made for members in groups if (made := _group(rows, members)).worth_gbp > 0]

    @classmethod
    def guided(cls, rows: Rows, prices_gbp: FloatArray, *, stop: Callable[[], bool]) -> Arrangement:
        """The group furthest above its prices, then the furthest among the councils left, and so on."""
        prices, groups = prices_gbp.copy(), []
        while True:
            found = respond(rows, prices)
            worth = found.above_gbp + np.where(found.members, prices, 0.0).sum(axis=1)
            # Where too few are left, a group holds councils priced out of reach.
            above = np.where((worth > 0) & (found.above_gbp > NEVER / 2), found.above_gbp, -np.inf)
            best = int(above.argmax())
            if not np.isfinite(above[best]):
                break
            groups.append(found.members[best])
            prices[groups[-1]] = OUT_OF_REACH
        return cls(rows, groups, stop=stop)

    @property
    def worth_gbp(self) -> float:
        """What all groups together are worth."""
        return sum((group.worth_gbp for group in self._groups), start=0.0)

    @property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """The groups as positions in the market's codes, ascending."""
        return tuple(sorted(tuple(np.flatnonzero(group.members).tolist()) for group in self._groups))

    def marginal_gbp(self) -> FloatArray:
        """(n,), zero or more: what its group would lose if a council left; zero for councils in none."""
        return np.maximum(-self._leaving(), 0.0)

    def relocate(self) -> None:
        """Move one council at a time, the move that gains most first, as long as one does."""
        while self._groups and not self._stop():
            inside = np.array([group.members for group in self._groups])
            gains = np.array([group.gains_gbp for group in self._groups])
            leaving = np.where(inside, gains, 0.0).sum(axis=0)
            moves = np.where(inside, leaving, gains + leaving)
            best, council = (int(place) for place in np.unravel_index(moves.argmax(), moves.shape))
            if not moves[best, council] > self._noticed():
                break
            for place in {best, *np.flatnonzero(inside[:, council]).tolist()}:
                members = self._groups[place].members.copy()
                members[council] ^= True
                self._groups[place] = _group(self._rows, members)
            self._drop_worthless()

    def improve(self, *, unless_below_gbp: float = 0.0) -> None:
        """All three moves, until none helps: then marginal prices cover every group that `respond` finds.

        Args:
            unless_below_gbp: Breaking up takes longest; it is left where the first two moves come to less than this.
        """
        self.relocate()
        while not self._stop() and (
            self._gain_by_forming() or (self.worth_gbp >= unless_below_gbp and self._gain_by_breaking_up())
        ):
            pass

    def _gain_by_forming(self) -> bool:
        """Form the group that gains most over what its members bring where they are."""
        found = respond(self._rows, self.marginal_gbp())
        best = int(found.above_gbp.argmax())
        if found.above_gbp[best] <= self._noticed():
            return False
        return self._kept_if_better(found.members[best], without=None)

    def _gain_by_breaking_up(self) -> bool:
        """Break up the first group whose members bring more elsewhere, or in a group that forms in its place."""
        for place, group in enumerate(self._groups):
            others = [other.gains_gbp for other in self._groups if other is not group]
            elsewhere = (
                np.maximum(np.max(others, axis=0, initial=0.0), 0.0) if others else np.zeros_like(group.gains_gbp)
            )
            found = respond(self._rows, np.where(group.members, elsewhere, self.marginal_gbp()))
            best = int(found.above_gbp.argmax())
            gain = max(found.above_gbp[best], 0.0) + elsewhere[group.members].sum() - group.worth_gbp
            if gain <= self._noticed():
                continue
            if self._kept_if_better(found.members[best] if found.above_gbp[best] > 0 else None, without=place):
                return True
            if self._stop():
                break
        return False

    def _kept_if_better(self, formed: BoolArray | None, *, without: int | None) -> bool:
        before, worth = list(self._groups), self.worth_gbp
        if without is not None:
            del self._groups[without]
        if formed is not None:
            for place, group in enumerate(self._groups):
                if (group.members & formed).any():
                    self._groups[place] = _group(self._rows, group.members & ~formed)
            self._groups.append(_group(self._rows, formed))
        self._drop_worthless()
        self.relocate()
        if self.worth_gbp > worth + NOTICED * worth:
            return True
        self._groups = before
        return False

    def _leaving(self) -> FloatArray:
        if not self._groups:
            return np.zeros(len(self._rows.volumes))
        gains: FloatArray = np.sum([np.where(group.members, group.gains_gbp, 0.0) for group in self._groups], axis=0)
        return gains

    def _drop_worthless(self) -> None:
        self._groups = [group for group in self._groups if group.worth_gbp > 0]

    def _noticed(self) -> float:
        return NOTICED * self.worth_gbp


def _group(rows: Rows, members: BoolArray) -> _Group:
    """A group with what it is worth in its best row, and what each council's joining or leaving would bring."""
    inside, outside = np.flatnonzero(members), np.flatnonzero(~members)
    size, volume = len(inside), rows.volumes[inside].sum()
    gains = np.full(len(members), -np.inf)
    worth = _worth(rows, inside, volume)
    if not np.isfinite(worth):
        return _Group(members, worth, gains)
    if size < len(members) and len(outside):
        gains[outside] = _worth_with(rows, inside, outside, volume) - worth
    # A rest that is worth nothing, or cannot form, breaks up.
    gains[inside] = (np.maximum(_worth_without(rows, inside, volume), 0.0) if size > 2 else 0.0) - worth
    return _Group(members, worth, gains)


def _worth(rows: Rows, inside: IntArray, volume: float) -> float:
    size = len(inside)
    if size < 2:
        return 0.0
    by_row = rows.contributions(size)[:, inside].sum(axis=1) - rows.overhead_gbp[:, size]
    best = float((by_row - rows.annuity * rows.charge(volume)).max())
    return best if best > NEVER / 2 else -np.inf


def _worth_with(rows: Rows, inside: IntArray, outside: IntArray, volume: float) -> FloatArray:
    """The group's worth with one council more, for each of those outside."""
    size = len(inside) + 1
    brought = rows.contributions(size)
    together = brought[:, inside].sum(axis=1) - rows.overhead_gbp[:, size]
    able = np.flatnonzero(together > NEVER / 2)
    if not able.size:
        return np.full(len(outside), -np.inf)
    by_row = brought[able][:, outside] + together[able, None]
    by_row -= rows.annuity[able, None] * rows.charge(volume + rows.volumes[outside])
    best: FloatArray = by_row.max(axis=0)
    return best


def _worth_without(rows: Rows, inside: IntArray, volume: float) -> FloatArray:
    """The group's worth with one council fewer, for each of those inside."""
    size = len(inside) - 1
    able = rows.eligible[:, inside]
    brought = np.where(able, rows.contributions(size)[:, inside], 0.0)
    by_row = (brought.sum(axis=1) - rows.overhead_gbp[:, size])[:, None] - brought
    by_row -= rows.annuity[:, None] * rows.charge(np.maximum(volume - rows.volumes[inside], 0.0))
    by_row[(~able).sum(axis=1)[:, None] - ~able > 0] = -np.inf  # somebody else cannot take part
    best: FloatArray = by_row.max(axis=0)
    return best
