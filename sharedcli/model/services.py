"""The council services a system can run, and which kinds of council hold each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suppliers:
    """About how many suppliers have most of the market for a service, and who says so."""

    count: int
    source: str


@dataclass(frozen=True, slots=True)
class Service:
    """One service of `services.yaml`.

    `tiers` are the kinds of council that hold the function; `unit` is what its volume is counted in.
    Ids of public lists are empty where nobody has looked them up, and `suppliers` is `None` where nobody counted them.
    `systems`, `words` and `hints` are what titles of contracts say: from a name of a system to what needs another sign.
    """

    key: str
    label: str
    unit: str
    tiers: frozenset[str]
    description: str
    lgsl: tuple[str, ...] = ()
    esd_function: tuple[str, ...] = ()
    proclass: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    suppliers: Suppliers | None = None
