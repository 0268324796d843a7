"""Pounds that are no sum of rows of the ledger and stand beside those that are: with an id, and where they are from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stated:
    """What councils or the user state, in other prices, or a share of it; `source` says in words which."""

    id: str
    gbp: float
    source: str
