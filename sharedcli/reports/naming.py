"""What councils and services are called in reports, and in the ids of figures."""

from __future__ import annotations

from sharedcli.loading.services import services
from sharedcli.model.naming import MOST_NAMED, Names, slug
from sharedcli.model.printable import printable

__all__ = ["MOST_NAMED", "Names", "service_label", "slug"]


def service_label(key: str) -> str:
    """What a service is called; its key where the list does not know it."""
    known = services().get(key)
    return known.label if known else printable(key)


def is_announced(name: str) -> bool:
    """Whether a figure's id is of centres announced.

    >>> is_announced("proposals.claimed"), is_announced("crm.announced.1.npv"), is_announced("crm.1.npv")
    (True, True, False)
    """
    return name.startswith("proposals.") or ".announced." in name
