"""Who published a notice, who buys and who supplies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sharedcli.loading.importers.ocds.values import Said
from sharedcli.loading.importers.stated import once_each

PORTALS: Mapping[str, str] = MappingProxyType(
    {
        "ocds-b5fd17": "Contracts Finder",
        "ocds-h6vhtk": "Find a Tender",
        "ocds-r6ebe6": "Public Contracts Scotland",
        "ocds-kuma6s": "Sell2Wales",
    }
)
"""Each portal by the prefix of its process identifiers, as it stands in what each of them publishes."""

_HOSTS = {
    "contractsfinder.service.gov.uk": "Contracts Finder",
    "find-tender.service.gov.uk": "Find a Tender",
    "publiccontractsscotland.gov.uk": "Public Contracts Scotland",
    "sell2wales.gov.wales": "Sell2Wales",
}
_BUYING = {"buyer", "procuringEntity"}


def publisher_of(ocid: str, uri: str, publisher: str) -> str:
    """The portal, by its identifier or address. Contracts Finder names the firm whose software sent the notice.

    >>> publisher_of("ocds-b5fd17raw-1", "", "A Tendering Firm Ltd"), publisher_of("", "", "Ambleford Council")
    ('Contracts Finder', 'Ambleford Council')
    """
    by_prefix = next((name for prefix, name in PORTALS.items() if ocid.startswith(prefix)), "")
    by_host = next((name for host, name in _HOSTS.items() if host in uri), "")
    return by_prefix or by_host or publisher


def buyers_of(release: Said, names: Mapping[str, str]) -> tuple[str, ...]:
    """Everybody who buys, as published, in order: the buyer, then others in whose name it is procured.

    `names` are those of the parties by their identifiers.
    """
    procuring = release.group("tender").group("procuringEntity")
    others = (party.text("name") for party in release.groups("parties") if _BUYING & set(party.texts("roles")))
    return once_each((_name(release.group("buyer"), names), _name(procuring, names), *others))


def suppliers_of(holders: Iterable[Said], names: Mapping[str, str], parties: Iterable[str]) -> tuple[str, ...]:
    """Who supplies, as published, in order: whom the first of a contract and its award names.

    Args:
        holders: The contract, and the award.
        names: Those of the release's parties by their identifiers.
        parties: Who is called a supplier in a release that has no other contract, else nobody.
    """
    for holder in holders:
        if found := once_each(_name(one, names) for one in holder.groups("suppliers")):
            return found
    return once_each(parties)


def _name(reference: Said, names: Mapping[str, str]) -> str:
    return reference.text("name") or names.get(reference.text("id"), "")
