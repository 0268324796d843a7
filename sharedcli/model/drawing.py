"""How many futures to draw, and from which seed."""

from __future__ import annotations

from dataclasses import dataclass

from sharedcli.model.division import SEED

DRAWS = 10_000
"""Futures where nobody asks for more or fewer: enough that a tenth percentile rests on a thousand of them."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """`count` futures of each consortium; none with 0."""

    seed: int = SEED
    count: int = DRAWS


PLAINLY_DRAWN = Drawing()
