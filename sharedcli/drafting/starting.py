"""What is known before a council has answered anything: texts for the cells of its workbook, by their places."""

from __future__ import annotations

from collections.abc import Iterable

from sharedcli.drafting.register import facts_of
from sharedcli.loading.importers.template.cells import cells_of
from sharedcli.model.authority import Authority
from sharedcli.model.finding import Pointer
from sharedcli.model.profile import Profile


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
