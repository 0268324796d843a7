"""What is known before a council has answered anything: texts for the cells of its workbook, by their places."""

from __future__ import annotations

from collections.abc import Iterable

from sharedcli.drafting.buyers import whose
from sharedcli.errors import SharedcliError
from sharedcli.loading.authorities import authorities
from sharedcli.loading.importers.template.cells import cells_of
from sharedcli.model.authority import Authority
from sharedcli.model.finding import Pointer
from sharedcli.model.printable import printable
from sharedcli.model.profile import Profile


class UnknownCouncilError(SharedcliError):
    """No one council of the register is meant by a name; the message says why."""


def council_called(name: str) -> Authority:
    """The council of the register with this name or code, in whatever spelling; where it is no more, its successor.

    Raises:
        UnknownCouncilError: There is none, or there are several.
    """
    by_code = authorities().by_code(name)
    if by_code is not None and by_code.ended_on is None:
        return by_code
    buyer = whose((by_code.name if by_code else name,))
    if len(buyer.councils) == 1:
        return buyer.councils[0].authority
    reason = "; ".join(buyer.reasons) or f"{printable(name) or 'nothing'} does not name one council"
    msg = f"{reason}. Give the full name or the ONS code."
    raise UnknownCouncilError(msg)


def facts_of(authority: Authority) -> dict[Pointer, str]:
    """What the register says of a council that its profile asks for, but for its people, counted on another day."""
    facts = {
        ("council", "name"): authority.name,
        ("council", "code"): authority.code,
        ("council", "tier"): authority.tier,
        ("council", "region"): authority.region,
        ("council", "county"): authority.county,
        ("council", "other_codes", "snac"): authority.snac,
        ("council", "other_codes", "govuk"): authority.govuk,
    }
    return {place: text for place, text in facts.items() if text}


def first_answers(
    *, profile: Profile | None = None, authority: Authority | None = None, services: Iterable[str] = ()
) -> dict[Pointer, str]:
    """The cells of a workbook that can be filled in already.

    Args:
        profile: A profile to go on from: everything in it.
        authority: The council of the register that it will be of.
        services: Keys of services that get a row each, unless the profile has one.
    """
    answers = cells_of(profile) if profile else {}
    answers |= facts_of(authority) if authority else {}
    rows = len(profile.systems) if profile else 0
    for service in services:
        if profile is None or profile.system_for(service) is None:
            answers["systems", rows, "service"] = service
            rows += 1
    return answers
