"""A council as the register of UK councils has it: facts about who it is, now and before.

Not what a council says of itself, which is its profile (`model/profile.py`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sharedcli.model.profile import Tier


@dataclass(frozen=True, slots=True)
class Authority:
    """One council of the register.

    Attributes:
        code: ONS (GSS) code. A council abolished before there were any has its SNAC code here.
        name: The full name.
        tier: As in a profile.
        region: English region, or the nation.
        county: The county area of an English district, else empty.
        started_on: Its first day, `None` where it is older than the register.
        ended_on: Its last day, inclusive; `None` while it exists.
        successors: Codes of the councils that took over, empty while it exists.
        other_names: Other spellings in use that do not follow from the name.
        population: Residents, at mid-2020; `None` where unknown.
        govuk: Code in the GOV.UK register, empty where it has none.
        snac: ONS code before 2009, empty where it has none.
        former_codes: ONS codes that it had before its present one.
    """

    code: str
    name: str
    tier: Tier
    region: str
    county: str = ""
    started_on: dt.date | None = None
    ended_on: dt.date | None = None
    successors: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    population: int | None = None
    govuk: str = ""
    snac: str = ""
    former_codes: tuple[str, ...] = ()

    def exists_on(self, day: dt.date) -> bool:
        """Whether it was, or is, a council on that day."""
        begun = self.started_on is None or self.started_on <= day
        return begun and (self.ended_on is None or day <= self.ended_on)


@dataclass(frozen=True, slots=True)
class OtherBody:
    """A body of local government that is no council and has no profile: a combined authority, the GLA.

    `kind` is what it is, in small letters without an article.
    """

    code: str
    name: str
    kind: str
    other_names: tuple[str, ...] = ()
