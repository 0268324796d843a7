"""Checks on what a council lists: services, tiers, volumes."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.checks.registry import Hit, check
from sharedcli.checks.wording import quoted
from sharedcli.loading.services import services
from sharedcli.model.finding import Severity
from sharedcli.model.profile import Profile


def called(service: str) -> str:
    """A service as messages name it: its key, or the text quoted where it is not a service.

    >>> called("payroll"), called("pay roll")
    ('payroll', '"pay roll"')
    """
    return service if service in services() else quoted(service)


def meant(service: str) -> str:
    """The service somebody probably meant, as a sentence to add; empty where none comes close."""
    from difflib import get_close_matches

    keys = {name: key for key, known in services().items() for name in (key, known.label.casefold())}
    close = get_close_matches(service.casefold()[:60], keys, n=1)
    return f' Did you mean "{keys[close[0]]}"?' if close else ""


@check("CF131", Severity.ERROR)
def unknown_service(profile: Profile) -> Iterator[Hit]:
    """A system is listed under a service that is not in the list of services.

    Councils are matched service by service, so a system under any other name would be left out of every answer.

    Use a key of the service list.
    """
    known = services()
    for index, system in enumerate(profile.systems):
        if system.service not in known:
            yield ("systems", index, "service"), f"{quoted(system.service)} is not a service.{meant(system.service)}"


@check("CF132", Severity.ERROR)
def tier_does_not_hold_service(profile: Profile) -> Iterator[Hit]:
    """A council of this tier does not hold the function.

    A county has no council tax to bill and a district no social care to provide, so neither can share that
    service with anyone, and figures for it would be somebody else's.

    Correct the tier or the service. Where the council does part of the work for another, leave the system out and
    let the council that holds the function list it.
    """
    known, tier = services(), profile.council.tier
    for index, system in enumerate(profile.systems):
        service = known.get(system.service)
        if service and tier not in service.tiers:
            holders = ", ".join(sorted(service.tiers))
            yield ("systems", index, "service"), f"The tier is {tier}, and {service.key} is held by: {holders}."


@check("CF133", Severity.ERROR)
def service_listed_twice(profile: Profile) -> Iterator[Hit]:
    """Two entries are given for one service.

    Each service is appraised once for each council, so the second entry would be dropped and its cost with it.

    Merge the two: the costs added up, and the contract that ends last.
    """
    seen: set[str] = set()
    for index, system in enumerate(profile.systems):
        if system.service in seen:
            yield ("systems", index, "service"), f"{called(system.service)} is listed again."
        seen.add(system.service)


@check("CF134", Severity.NOTE)
def volume_unit_differs(profile: Profile) -> Iterator[Hit]:
    """A volume is counted in another unit than the rest of the councils use for this service.

    Volumes in different units cannot be added up, so costs cannot be split by them.

    Give the volume in the unit of the service list.
    """
    known = services()
    for index, system in enumerate(profile.systems):
        service = known.get(system.service)
        if not service or not system.volume or system.volume.unit == service.unit:
            continue
        # "applications" are planning applications where the service is planning.
        if not service.unit.casefold().endswith(system.volume.unit.casefold()):
            said = quoted(system.volume.unit)
            yield ("systems", index, "volume", "unit"), f"{service.key} is counted in {service.unit}, not in {said}."


@check("CF135", Severity.WARNING)
def volume_is_zero(profile: Profile) -> Iterator[Hit]:
    """A volume is nought.

    A split by volume would charge this council nothing, and its partners its share.

    Give the yearly figure, or delete the volume if it is not known.
    """
    for index, system in enumerate(profile.systems):
        if system.volume and system.volume.per_year == 0:
            yield ("systems", index, "volume", "per_year"), f"The volume of {called(system.service)} is 0 a year."


@check("CF136", Severity.WARNING)
def no_systems(profile: Profile) -> Iterator[Hit]:
    """The council lists no system at all.

    Nothing can be shared with a council whose systems are not known, and it is missing from every group.

    List each service, with `status: none` where there is no system: such a council is the easiest partner.
    """
    if not profile.systems:
        yield ("council", "name"), "No system is listed."
