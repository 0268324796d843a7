"""Councils that vest into one successor: a deadline they share whether they like it or not.

METHOD 3, reorganisation. From vesting on the successor holds every contract, so systems that run past it are its to
live with; some need consent before they may. Vesting narrows no window: the successor may go on with a contract.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sharedcli.checks.reorganisation import RunsPast, needs_consent, past_vesting
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.profile import Profile


@dataclass(frozen=True, slots=True)
class VestingSystem:
    """One contract that may still run at vesting.

    `runs_to` is its last day with every option, `None` where no end is known. `together_gbp` is its whole-life value
    with what the same supplier holds besides, in the profile's prices; 0 where no value is known.
    """

    council: str
    service: str
    runs_past: RunsPast
    runs_to: dt.date | None
    together_gbp: float
    needs_consent: bool


@dataclass(frozen=True, slots=True)
class VestingGroup:
    """The councils that one successor takes over on one day, by ONS code, and their contracts that run past it.

    A single council is a group too: its contracts need consent no less.
    """

    successor: str
    vesting_on: dt.date
    members: tuple[str, ...]
    running: tuple[VestingSystem, ...]

    @property
    def shared_services(self) -> tuple[str, ...]:
        """Services for which the successor will find contracts of two councils or more, in alphabetical order."""
        councils: dict[str, set[str]] = {}
        for system in self.running:
            councils.setdefault(system.service, set()).add(system.council)
        return tuple(sorted(service for service, holders in councils.items() if len(holders) > 1))


def vesting_groups(profiles: Iterable[Profile], given: Assumptions) -> tuple[VestingGroup, ...]:
    """The councils with a vesting still to come, by day and successor; the successor's name in any case is one.

    Whoever has vested by the day of its own facts is left out, as `vesting-already-past` has said.
    """
    moving: dict[tuple[dt.date, str], list[Profile]] = {}
    for profile in sorted(profiles, key=lambda profile: profile.council.code):
        ahead = profile.reorganisation
        if ahead and ahead.vesting_on > profile.as_at:
            moving.setdefault((ahead.vesting_on, ahead.successor.casefold()), []).append(profile)
    return tuple(_group(vesting_on, members, given) for (vesting_on, _), members in sorted(moving.items()))


def _group(vesting_on: dt.date, members: list[Profile], given: Assumptions) -> VestingGroup:
    successor = min(profile.reorganisation.successor for profile in members if profile.reorganisation)
    running = tuple(system for profile in members for system in _running(profile, given))
    return VestingGroup(successor, vesting_on, tuple(profile.council.code for profile in members), running)


def _running(profile: Profile, given: Assumptions) -> Iterator[VestingSystem]:
    for found in past_vesting(profile):
        yield VestingSystem(
            council=profile.council.code,
            service=profile.systems[found.index].service,
            runs_past=found.how,
            runs_to=found.runs_to,
            together_gbp=found.together_gbp,
            needs_consent=needs_consent(profile, found, above_gbp=given.section_24_consent_gbp),
        )
