"""A published contract that is to be used, and what of it is doubted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sharedcli.drafting.buyers import Found
from sharedcli.model.authority import Authority
from sharedcli.model.entry import Entry

Doubted = Literal["start", "last_day", "extensions_months", "value_gbp", "annual_gbp"]
"""A field of an entry that can be left out because nobody can have meant it."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One contract of one council, picked and accepted.

    Attributes:
        services: Keys of the services it runs, at least one.
        product: What was recognised in its words; empty where nothing was.
        reason: Why it was picked, a whole sentence.
        joint_with: Names of the other councils it was bought with, whose parts are in its value.
        bought_by: How the council that bought it is this one today, where that is no more; else `None`.
    """

    entry: Entry
    services: tuple[str, ...]
    product: str = ""
    reason: str = ""
    joint_with: tuple[str, ...] = ()
    bought_by: Found | None = None

    @property
    def former(self) -> Authority | None:
        """The council that bought it, where that is no more."""
        return self.bought_by.formerly if self.bought_by else None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why something published was left out, or taken only with care: whole sentences."""

    about: Doubted
    said: str


@dataclass(frozen=True, slots=True)
class Left:
    """A contract that is in no draft, or not for these services, and why: whole sentences."""

    entry: Entry
    services: tuple[str, ...]
    reason: str
