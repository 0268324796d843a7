"""One value before and after, and whether that is a change: pounds may move a little without being one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sharedcli.model.saved import Scalar


@dataclass(frozen=True, slots=True)
class Allowance:
    """How far pounds may move without being a change, that far itself included: in pounds, or as a share.

    A share is of the smaller of the two amounts, so that it is the same whichever run comes first.
    """

    gbp: Decimal | None = Decimal(1)
    share: Decimal | None = None

    def takes(self, before_pence: int, after_pence: int) -> bool:
        """Whether a move is no change.

        >>> one_per_cent = Allowance(gbp=None, share=Decimal("0.01"))
        >>> one_per_cent.takes(10_000, 10_100), one_per_cent.takes(10_000, 10_101), Allowance().takes(500, 400)
        (True, False, True)
        """
        moved = abs(after_pence - before_pence)
        if self.share is not None:
            return moved <= self.share * min(abs(before_pence), abs(after_pence))
        return moved <= 100 * (self.gbp or 0)

    def __str__(self) -> str:
        if self.share is not None:
            return f"{(100 * self.share).normalize():f}%"
        return f"£{(self.gbp or Decimal(0)).normalize():,f}"


@dataclass(frozen=True, slots=True)
class Pair:
    """A value before and after; `None` where there is none. `about` is what it is of, `was` what that was before.

    The two differ only where a consortium has another number in the other run.
    """

    about: tuple[str, ...]
    was: tuple[str, ...]
    unit: str
    before: Scalar
    after: Scalar

    @property
    def difference_gbp(self) -> float | None:
        """Pounds after less pounds before, to the penny; `None` where either is not known."""
        before, after = self._pence
        return None if before is None or after is None else (after - before) / 100

    @property
    def share(self) -> float | None:
        """The difference as a share of what it was before, `None` where that is nothing."""
        before, after = self._pence
        return (after - before) / abs(before) if before and after is not None else None

    @property
    def _pence(self) -> tuple[int | None, int | None]:
        return pence_of(self.before, self.unit), pence_of(self.after, self.unit)

    @property
    def size(self) -> float:
        """How large a change it is, in pounds: what came or went counts whole, and what is no money for nothing."""
        before, after = self._pence
        return abs((after or 0) - (before or 0)) / 100

    def has_changed(self, allowed: Allowance) -> bool:
        """Whether it moved by more than is allowed."""
        if self.before == self.after:
            return False
        before, after = self._pence
        return before is None or after is None or not allowed.takes(before, after)


def pence_of(value: Scalar, unit: str) -> int | None:
    """Pounds as whole pence, `None` for what is no amount of pounds."""
    if unit != "gbp" or isinstance(value, bool | str) or value is None:
        return None
    return round(value * 100)


@dataclass(frozen=True, slots=True)
class Moves:
    """What changed among some values, the largest change first, of how many; and how many moved too little."""

    changed: tuple[Pair, ...] = ()
    compared: int = 0
    too_little: int = 0

    @classmethod
    def among(cls, pairs: Iterable[Pair], allowed: Allowance) -> Moves:
        """The moves among all that is compared; what neither run knows counts for nothing."""
        known = [pair for pair in pairs if not (pair.before is None and pair.after is None)]
        differing = [pair for pair in known if pair.before != pair.after]
        changed = [pair for pair in differing if pair.has_changed(allowed)]
        changed.sort(key=lambda pair: (-pair.size, pair.about))
        return cls(tuple(changed), len(known), len(differing) - len(changed))

    def __iter__(self) -> Iterator[Pair]:
        return iter(self.changed)

    def __len__(self) -> int:
        return len(self.changed)
