"""What a council's systems cost a year as its profile states it: added up over systems that are named, never filled in.

Nothing here is appraised: what a saving rests on is in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sharedcli.model.profile import Profile
from sharedcli.model.system import AnnualCost, System
from sharedcli.reports.sentences import counted, pounds


@dataclass(frozen=True, slots=True)
class StatedSpend:
    """One part of the yearly cost.

    `gbp` is what the systems of the services `of` state together, in the profile's prices; `None` where none does.
    `unknown` are the services whose system states nothing.
    """

    part: str
    gbp: float | None
    of: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """How much, and of how many systems it is not known."""
        all_of_them = len(self.of) + len(self.unknown)
        systems = counted(all_of_them, "system", "systems")
        if self.gbp is None:
            return f"{self.part} not known of {'any of ' if all_of_them > 1 else 'its '}{systems}"
        if not self.unknown:
            return f"{self.part} {pounds(self.gbp)}{f' of all {systems}' if all_of_them > 1 else ''}"
        return f"{self.part} {pounds(self.gbp)} of {len(self.of)} of {systems}, not known of {len(self.unknown)}"


_PARTS: tuple[tuple[str, Callable[[AnnualCost], float | None]], ...] = (
    ("suppliers", lambda cost: cost.supplier),
    ("own staff", lambda cost: cost.staff),
    ("other", lambda cost: cost.other),
)


def stated(profile: Profile) -> tuple[StatedSpend, ...]:
    """Suppliers, own staff and anything else, each with the systems it is stated for; nothing without a system.

    What else a system costs is often nothing, so it is told only where some system states it.
    """
    running = [system for system in profile.systems if system.status != "none"]
    return tuple(_parts(running)) if running else ()


def _parts(running: list[System]) -> Iterator[StatedSpend]:
    for part, of in _PARTS:
        known = {
            system.service: gbp
            for system in running
            if system.annual_cost_gbp and (gbp := of(system.annual_cost_gbp)) is not None
        }
        if known or part != "other":
            unknown = tuple(system.service for system in running if system.service not in known)
            yield StatedSpend(part, sum(known.values()) if known else None, tuple(known), unknown)
