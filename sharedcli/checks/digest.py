"""What is kept of each profile for the questions across files.

Ten thousand profiles are read one after another and let go; this is all that stays of them, so that
`validate` needs little memory. Places are found again by reading the file once more, which only the
files with such a finding need.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from sys import intern

from sharedcli.model.fields import ContractDate
from sharedcli.model.profile import Profile
from sharedcli.model.system import System


@dataclass(frozen=True, slots=True)
class SystemDigest:
    """One system; `supplier_gbp` is a year's supplier cost, `None` where no part of it is stated."""

    service: str
    status: str
    product: str | None
    supplier: str | None
    start: ContractDate | None
    last_day: ContractDate | None
    value_gbp: float | None
    supplier_gbp: float | None

    @classmethod
    def of(cls, system: System) -> SystemDigest:
        """What is kept of `system`."""
        contract, cost = system.contract, system.annual_cost_gbp
        return cls(
            service=intern(system.service),
            status=intern(system.status),
            product=intern(system.product) if system.product else None,
            supplier=intern(system.supplier) if system.supplier else None,
            start=contract.start if contract else None,
            last_day=contract.last_day if contract else None,
            value_gbp=contract.value_gbp if contract else None,
            supplier_gbp=cost.supplier if cost else None,
        )


@dataclass(frozen=True, slots=True)
class Digest:
    """One profile. `systems` keep the order of the file, so their index is their pointer."""

    file: str
    code: str
    name: str
    tier: str
    county: str | None
    as_at: dt.date
    figures: str
    price_year: str
    population: int | None
    vesting_on: dt.date | None
    successor: str | None
    systems: tuple[SystemDigest, ...]

    @classmethod
    def of(cls, profile: Profile, file: str) -> Digest:
        """What is kept of `profile`."""
        council, moving = profile.council, profile.reorganisation
        return cls(
            file=file,
            code=council.code,
            name=council.name,
            tier=intern(council.tier),
            county=intern(council.county) if council.county else None,
            as_at=profile.as_at,
            figures=intern(profile.figures),
            price_year=intern(str(profile.prices)),
            population=council.population,
            vesting_on=moving.vesting_on if moving else None,
            successor=intern(moving.successor) if moving else None,
            systems=tuple(SystemDigest.of(system) for system in profile.systems),
        )
