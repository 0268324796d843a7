"""Checks on contracts: terms, breaks, notice, options, support, reorganisation."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.checks.registry import Hit, check
from sharedcli.checks.wording import day
from sharedcli.model.finding import Severity
from sharedcli.model.profile import Profile
from sharedcli.model.system import Contract, System


def _contracts(profile: Profile) -> Iterator[tuple[int, System, Contract]]:
    for index, system in enumerate(profile.systems):
        if system.contract:
            yield index, system, system.contract


@check("CF201", Severity.WARNING)
def contract_already_ended(profile: Profile) -> Iterator[Hit]:
    """A contract ended before the profile's date.

    It has probably rolled on, so there is no firm window to align with.

    Give the new last day, or the months it renews by.
    """
    for index, system, contract in _contracts(profile):
        if contract.auto_renews_months or not contract.last_day or contract.last_day.latest >= profile.as_at:
            continue
        yield ("systems", index, "contract", "last_day"), f"{system.service} ended on {day(contract.last_day.latest)}."
