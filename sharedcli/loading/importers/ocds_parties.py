"""Who published a notice, who buys and who supplies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sharedcli.loading.importers.ocds_values import Said
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


def buyers_of(release: Said) -> tuple[str, ...]:
    """Everybody who buys, as published, in order: the buyer, then others in whose name it is procured."""
    parties = release.groups("parties")
    by_id = _by_id(parties)
    procuring = release.group("tender").group("procuringEntity")
    names = [_name(release.group("buyer"), by_id), _name(procuring, by_id)]
    names += [party.text("name") for party in parties if _BUYING & set(party.texts("roles"))]
    return once_each(names)


def suppliers_of(release: Said, holders: Iterable[Said], *, alone: bool) -> tuple[str, ...]:
    """Who supplies, as published, in order.

    Args:
        release: Where the parties are.
        holders: The contract and its award; the first that names anybody counts.
        alone: Whether the release has no other contract, so that parties called suppliers must be this one's.
    """
    parties = release.groups("parties")
    by_id = _by_id(parties)
    for holder in holders:
        if names := once_each(_name(one, by_id) for one in holder.groups("suppliers")):
            return names
    if not alone:
        return ()
    return once_each(party.text("name") for party in parties if "supplier" in party.texts("roles"))


def _by_id(parties: Iterable[Said]) -> dict[str, str]:
    return {party.text("id"): party.text("name") for party in parties}


def _name(reference: Said, by_id: Mapping[str, str]) -> str:
    return reference.text("name") or by_id.get(reference.text("id"), "")
