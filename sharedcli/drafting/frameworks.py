"""Awards to many suppliers for one service, told one by one, as the one framework that they make.

What a framework's value and dates are worth is in `plausible.py` and `system.py`, as for one told in a single row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Sequence
from dataclasses import replace

from sharedcli.drafting.alike import folded
from sharedcli.drafting.choice import Chosen, Left
from sharedcli.drafting.plausible import MOST_SUPPLIERS
from sharedcli.model.entry import Entry, Place


def joined(contracts: Sequence[Chosen]) -> tuple[list[Chosen], list[Left]]:
    """The contracts, each framework as one that all its suppliers hold; and its other awards, with the reason.

    A framework has more than `MOST_SUPPLIERS` suppliers for the same services in one notice, or in rows of one
    reference and title. Its award with the latest last day stands for it.
    """
    groups: dict[Hashable, list[Chosen]] = {}
    for number, chosen in enumerate(contracts):
        groups.setdefault(_in_common(chosen) or (number,), []).append(chosen)
    kept: list[Chosen] = []
    left: list[Left] = []
    for group in groups.values():
        names = {folded(name): name for chosen in group for name in chosen.entry.suppliers}
        if len(group) == 1 or len(names) <= MOST_SUPPLIERS:
            kept += group
            continue
        whole = max(group, key=lambda chosen: _latest(chosen.entry))
        entry = whole.entry
        kept.append(
            replace(
                whole, entry=replace(entry, suppliers=(*names.values(),), reference=entry.process or entry.reference)
            )
        )
        said = f"It is one of {len(group)} awards to {len(names)} suppliers, a framework told at {entry.place}."
        left += [Left(other.entry, other.services, said) for other in group if other is not whole]
    return kept, left


def _in_common(chosen: Chosen) -> tuple[Hashable, ...]:
    """What the awards of one framework have in common; empty where an entry does not tell."""
    entry, former = chosen.entry, chosen.former
    buyer = former.code if former else ""
    if entry.process:
        return "process", buyer, entry.publisher, entry.process, chosen.services
    if entry.reference:
        return "reference", buyer, entry.publisher, entry.reference, folded(entry.title), chosen.services
    return ()


def _latest(entry: Entry) -> tuple[dt.date, Place]:
    return entry.last_day.latest if entry.last_day else dt.date.min, entry.place
