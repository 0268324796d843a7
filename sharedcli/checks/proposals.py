"""Checks on centres announced: services, members, names, claims."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.checks.registry import Hit, proposals_check
from sharedcli.checks.services import meant
from sharedcli.checks.wording import quoted
from sharedcli.loading.services import services
from sharedcli.model.finding import Severity
from sharedcli.model.naming import is_called
from sharedcli.model.proposals import Proposals


@proposals_check("CF701", Severity.ERROR)
def centre_of_unknown_service(proposals: Proposals) -> Iterator[Hit]:
    """A centre is announced for a service that is not in the list of services.

    Centres are set beside each other service by service, so this one would be beside none.

    Use a key of the service list.
    """
    known = services()
    for index, centre in enumerate(proposals.centres):
        if centre.service not in known:
            said = f"{quoted(centre.service)} is not a service.{meant(centre.service)}"
            yield ("centres", index, "service"), said


@proposals_check("CF702", Severity.ERROR)
def council_twice_in_centre(proposals: Proposals) -> Iterator[Hit]:
    """A centre names one council twice.

    It would be counted as two members of one centre, which is the very mistake this report looks for.

    Delete one of the two. A council may stand in several centres, but once in each.
    """
    for index, centre in enumerate(proposals.centres):
        seen: dict[str, str] = {}
        for number, member in enumerate(centre.members):
            first = seen.setdefault(is_called(member), member)
            if first is not member:
                also = "" if first == member else f", as {quoted(first)}"
                said = f"{quoted(member)} is a member of {quoted(centre.name)} already{also}."
                yield ("centres", index, "members", number), said


@proposals_check("CF703", Severity.ERROR)
def centres_of_one_name(proposals: Proposals) -> Iterator[Hit]:
    """Two centres have one name.

    Nobody could tell in the report which of the two is meant, and a claim announced twice would count twice.

    Delete the second if it is the same centre, else add to its name what tells them apart.
    """
    seen: set[str] = set()
    for index, centre in enumerate(proposals.centres):
        name = " ".join(centre.name.split()).casefold()
        if name in seen:
            yield ("centres", index, "name"), f"{quoted(centre.name)} is the name of an earlier centre too."
        seen.add(name)


@proposals_check("CF704", Severity.WARNING)
def centre_claims_nothing(proposals: Proposals) -> Iterator[Hit]:
    """A centre is announced without any saving.

    Beside a claim of nothing no overstatement can be seen, so the centre makes the others look better.

    Give the saving that was announced, or delete the centre if none was.
    """
    for index, centre in enumerate(proposals.centres):
        if not centre.claimed_gbp_a_year and not centre.claimed_once_gbp:
            yield ("centres", index, "claimed_gbp_a_year"), f"{quoted(centre.name)} claims nothing."


@proposals_check("CF705", Severity.WARNING)
def claim_without_source(proposals: Proposals) -> Iterator[Hit]:
    """A published claim names no source.

    A claim is set against figures with sources, and its author will ask where it was made.

    Name where the centre was announced, or mark its figures as illustrative.
    """
    for index, centre in enumerate(proposals.centres):
        if centre.source is None and proposals.standing_of(centre) == "published":
            yield ("centres", index, "claimed_gbp_a_year"), f"The claim of {quoted(centre.name)} has no source."
