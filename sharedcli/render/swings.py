"""The two ends of a swing as they lie in a tornado: the one with fewer pounds to the left."""

from __future__ import annotations

from dataclasses import dataclass

from sharedcli.reports.blocks import Swing


@dataclass(frozen=True, slots=True)
class End:
    """Where one value of an input leads, and whether it is the high one."""

    tried: str
    gbp: float
    is_high: bool


def ends(swing: Swing) -> tuple[End, ...]:
    """The ends there are, that of the low value first."""
    sides = ((swing.low, swing.low_gbp, False), (swing.high, swing.high_gbp, True))
    return tuple(End(tried, gbp, is_high) for tried, gbp, is_high in sides if gbp is not None)


def left_and_right(swing: Swing, base_gbp: float) -> tuple[End | None, End | None]:
    """The end with fewer pounds and the one with more; a single one lies on its side of the base.

    >>> left_and_right(Swing("Joint price", "90%", "110%", 698.0, 278.0), 488.0)[0]
    End(tried='110%', gbp=278.0, is_high=True)
    """
    found = sorted(ends(swing), key=lambda end: end.gbp)
    if len(found) == 2:
        return found[0], found[1]
    if not found:
        return None, None
    (end,) = found
    is_left = end.gbp < base_gbp or (end.gbp == base_gbp and not end.is_high)
    return (end, None) if is_left else (None, end)
