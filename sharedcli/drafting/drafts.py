"""Published contracts of a council to a draft of its profile, with a note wherever a value needs one.

What is not known stays out, so that completeness names it. Which contract is the present one is in `present.py`, what
of it can be meant in `term.py` and `plausible.py`; how one contract becomes a system is in `system.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sharedcli.checks.completeness import completeness
from sharedcli.drafting.choice import Chosen, Left
from sharedcli.drafting.frameworks import joined
from sharedcli.drafting.plausible import Told
from sharedcli.drafting.predecessors import did_hold, is_for_part, of_others
from sharedcli.drafting.present import Dated, beside, is_long_over, over_since, present
from sharedcli.drafting.register import REGISTER_NOTE, council_of, notes_of
from sharedcli.drafting.system import Facts, system_of
from sharedcli.drafting.term import term_of
from sharedcli.drafting.writing import Notes, profile_text
from sharedcli.loading.services import services
from sharedcli.model.authority import Authority
from sharedcli.model.entry import Entry, Place
from sharedcli.model.finding import Pointer
from sharedcli.model.printable import printable
from sharedcli.model.profile import Profile, Reorganisation
from sharedcli.model.system import System

_STAGE_IS_NO_CONTRACT = {
    "planned": "Only a plan to buy was published; there is no contract yet.",
    "tender": "Only an invitation to tender was published; no contract was awarded.",
    "ended": "It has ended, or was withdrawn or cancelled, as its status says.",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A council's profile as far as others have published it.

    Attributes:
        notes: What is to be said beside a value, or of one that was left out, by its place in the profile.
        taken: The contract behind each system, in the order of the systems; none where the council filled it in.
        left: Every contract that is not behind a system it was picked for.
    """

    profile: Profile
    notes: Notes
    taken: tuple[Entry, ...]
    left: tuple[Left, ...]

    def text(self, *, head: Iterable[str] = ()) -> str:
        """The text of its file, with every gap by name; `head` are comment lines that open it."""
        return profile_text(self.profile, notes=self.notes, gaps=completeness(self.profile).gaps, head=head)


def draft(
    authority: Authority,
    contracts: Sequence[Chosen],
    *,
    as_at: dt.date,
    elsewhere: Mapping[Place, tuple[Place, ...]] | None = None,
    successor: Authority | None = None,
) -> Draft:
    """The draft for one council that exists.

    Args:
        authority: Who the council is; its code must be an ONS code.
        contracts: What was chosen for it.
        as_at: The day the draft describes.
        elsewhere: Rows whose value stands in others too, from `told_elsewhere`.
        successor: Who takes over after the council's last day, where that is decided.
    """
    usable, left = _sorted(authority, contracts)
    usable, places = joined(usable)
    left += places
    systems: list[System] = []
    taken: list[Entry] = []
    notes: dict[Pointer, str] = {("council",): REGISTER_NOTE, **notes_of(authority)}
    for service in services():
        held = [chosen for chosen in usable if service in chosen.services and _holds(authority, chosen, service)]
        several, over = _not_over([Dated(chosen, term_of(chosen.entry, as_at=as_at)) for chosen in held], as_at)
        left += [Left(dated.entry, (service,), reason) for dated, reason in over]
        if not several:
            continue
        first, others = present(several, as_at=as_at)
        left += [Left(other.entry, (service,), reason) for other, reason in others]
        repeated = (elsewhere or {}).get(first.entry.place, ())
        told = Told(authority.population, repeated, is_for_part(first.chosen, service))
        facts = Facts(service, first, told, as_at, beside(first, others, as_at=as_at))
        system, said = system_of(facts)
        said |= {(f"also {former.name}",): what for former, what in of_others(first, others)}
        notes |= {("systems", len(systems), *place): note for place, note in said.items()}
        systems.append(system)
        taken.append(first.entry)
    profile = _profile(authority, tuple(systems), as_at, successor)
    return Draft(profile, notes, tuple(taken), tuple(left))


def _sorted(authority: Authority, contracts: Sequence[Chosen]) -> tuple[list[Chosen], list[Left]]:
    """The contracts that can be behind a system, and the others with the reason."""
    usable: list[Chosen] = []
    left: list[Left] = []
    for chosen in contracts:
        if reason := _STAGE_IS_NO_CONTRACT.get(chosen.entry.stage):
            left.append(Left(chosen.entry, chosen.services, reason))
            continue
        not_held = [key for key in chosen.services if not _holds(authority, chosen, key)]
        left += [Left(chosen.entry, (key,), _not_held(authority, chosen, key)) for key in not_held]
        if len(not_held) < len(chosen.services):
            usable.append(chosen)
    return usable, left


def _not_over(several: Sequence[Dated], as_at: dt.date) -> tuple[list[Dated], list[tuple[Dated, str]]]:
    """The contracts that may tell of the day, and those that are long over with the reason."""
    kept = [dated for dated in several if not is_long_over(dated.term, as_at)]
    over = [dated for dated in several if is_long_over(dated.term, as_at)]
    return kept, [(dated, over_since(dated, as_at, is_last=not kept)) for dated in over]


def _holds(authority: Authority, chosen: Chosen, service: str) -> bool:
    """Whether the council holds the service, and whoever bought it did."""
    return service in services() and authority.tier in services()[service].tiers and did_hold(chosen, service)


def _not_held(authority: Authority, chosen: Chosen, service: str) -> str:
    key, former = printable(service), chosen.former
    if former and service in services() and not did_hold(chosen, service):
        return f"{former.name} bought it, and a council of tier {former.tier} did not hold {key}."
    return f"A council of tier {authority.tier} does not hold {key}, so it cannot share it."


def _profile(authority: Authority, systems: tuple[System, ...], as_at: dt.date, successor: Authority | None) -> Profile:
    stated: dict[str, object] = {"systems": systems} if systems else {}
    if successor and authority.ended_on and authority.ended_on > as_at:
        vesting_on = authority.ended_on + dt.timedelta(days=1)
        stated["reorganisation"] = Reorganisation(vesting_on=vesting_on, successor=successor.name)
    return Profile.model_validate(
        {"profile": "1", "as_at": as_at, "figures": "published", "council": council_of(authority), **stated}
    )
