"""What a release says of all its contracts alike, read once: a framework may have hundreds of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Self

from sharedcli.loading.importers.ocds.parties import buyers_of
from sharedcli.loading.importers.ocds.values import Said

_Groups = Mapping[str, tuple[Mapping[str, Any], ...]]


@dataclass(frozen=True, slots=True)
class Process:
    """The buyers, the names of all parties by their identifiers, and lots and items by the lot they belong to.

    `suppliers` are parties called so. `doubts` are about any of it, and so about every contract of the release.
    """

    buyers: tuple[str, ...]
    suppliers: tuple[str, ...]
    names: Mapping[str, str]
    lots: _Groups
    items: _Groups
    doubts: tuple[str, ...]

    @classmethod
    def of(cls, release: Mapping[str, Any]) -> Self:
        """Read it from a release."""
        said = Said(release, [])
        tender = said.group("tender")
        parties = said.groups("parties")
        names = {name: party.text("name") for party in reversed(parties) if (name := party.text("id"))}
        return cls(
            buyers=buyers_of(said, names),
            suppliers=tuple(party.text("name") for party in parties if "supplier" in party.texts("roles")),
            names=names,
            lots=_by(tender.groups("lots"), "id"),
            items=_by(tender.groups("items"), "relatedLot"),
            doubts=tuple(said.doubts),
        )

    def lots_of(self, related: Collection[str], doubts: list[str]) -> list[Said]:
        """The lots a contract is for, or all of them where it names none."""
        return [Said(lot, doubts, "tender.lots") for lot in _chosen(self.lots, related or self.lots)]

    def items_of(self, related: Collection[str], doubts: list[str]) -> list[Said]:
        """The tender's items for the lots of a contract and for no lot; all of them where there are no such items."""
        items = _chosen(self.items, ("", *related)) if related else []
        return [Said(item, doubts, "tender.items") for item in items or _chosen(self.items, self.items)]


def _by(groups: Collection[Said], name: str) -> _Groups:
    held: dict[str, list[Mapping[str, Any]]] = {}
    for group in groups:
        held.setdefault(group.text(name), []).append(group.fields)
    return {key: tuple(fields) for key, fields in held.items()}


def _chosen(groups: _Groups, names: Collection[str]) -> list[Mapping[str, Any]]:
    return [fields for name in dict.fromkeys(names) for fields in groups.get(name, ())]
