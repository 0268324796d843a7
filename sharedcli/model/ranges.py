"""How far an input may turn out from what is assumed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """What an input may be: in 10 of 100 cases it is below `low`, in 50 below `value`, in 90 below `high` (METHOD 12).

    Raises:
        ValueError: They do not ascend.

    >>> Range(0.0, 0.05, 0.1).is_certain, Range(0.05, 0.05, 0.05).is_certain
    (False, True)
    """

    low: float
    value: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high:
            msg = f"a range from {self.low:g} to {self.high:g} cannot have {self.value:g} in its middle"
            raise ValueError(msg)

    @property
    def is_certain(self) -> bool:
        """Whether it leaves nothing open."""
        return self.low == self.high
