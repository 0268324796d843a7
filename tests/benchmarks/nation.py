"""A whole country to choose consortia for: the real councils of the register, their systems drawn.

Names, codes, tiers, regions and populations are those of `council_lists` in the shared data; everything about systems
is drawn from a seed, so that the same call gives the same profiles, and no figure says anything about a real council.
Beyond the register's 382 councils the list begins again under codes that nobody has.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import yaml

from sharedcli.loading.services import services
from sharedcli.model.profile import Cohort, Profile

if TYPE_CHECKING:
    from sharedcli.consortia.market import Market

REGISTER = Path(__file__).parents[3] / "shared" / "data" / "council_lists" / "uk_local_authorities_past_current.csv"
AS_AT = dt.date(2026, 11, 1)
TIERS = {
    "County": "county",
    "Non-metropolitan district": "district",
    "Unitary authority": "unitary",
    "Metropolitan district": "metropolitan",
    "London borough": "london-borough",
    "City corporation": "london-borough",  # it has no tier of its own here, and does the work of a London borough
    "Scottish unitary authority": "scottish",
    "Welsh unitary authority": "welsh",
    "NI district": "northern-irish",
}

Drawn = Mapping[str, object]
"""A profile, or a part of one, as it would be written in YAML."""


@dataclass(frozen=True, slots=True)
class Real:
    """One council of the register; `population` is that of 2020."""

    name: str
    code: str
    tier: str
    region: str
    county: str
    population: int


@dataclass(frozen=True, slots=True)
class Trade:
    """How a service is bought: pounds a head a year for a council of 100,000, and how many products there are."""

    each_gbp: float
    products: int
    greenfield_share: float


SERVICES: Mapping[str, Trade] = {
    "crm": Trade(0.9, 6, 0.20),
    "payroll": Trade(0.5, 4, 0.01),
    "human-resources": Trade(0.4, 5, 0.03),
    "finance": Trade(0.9, 6, 0.0),
    "document-management": Trade(0.5, 5, 0.10),
    "geographic-information": Trade(0.2, 3, 0.08),
    "telephony": Trade(0.6, 6, 0.02),
    "service-desk": Trade(0.2, 5, 0.06),
    "revenues-and-benefits": Trade(1.2, 3, 0.0),
    "housing-management": Trade(0.9, 4, 0.05),
    "adult-social-care": Trade(1.4, 4, 0.0),
    "childrens-social-care": Trade(1.1, 4, 0.0),
    "libraries": Trade(0.3, 4, 0.02),
    "planning": Trade(0.5, 4, 0.0),
    "electoral-services": Trade(0.2, 3, 0.0),
    "waste": Trade(0.4, 5, 0.08),
}


def is_there() -> bool:
    """Whether the shared data lie beside the project."""
    return REGISTER.is_file()


@cache
def register() -> tuple[Real, ...]:
    """The 382 councils of the United Kingdom, in the order of their codes."""
    with REGISTER.open(encoding="latin-1", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["current-authority"] == "True"]
    found = (
        Real(
            row["official-name"].encode("ascii", "replace").decode(), row["gss-code"],
            TIERS[row["local-authority-type-name"]], row["region"], row["county-la"], round(float(row["pop-2020"])),
        )
        for row in rows
        if row["local-authority-type-name"] in TIERS
    )  # fmt: skip
    return tuple(sorted(found, key=lambda council: council.code))


def councils(count: int) -> tuple[Real, ...]:
    """So many councils, spread over the whole register where they are fewer than it holds."""
    known = register()
    if count <= len(known):
        return tuple(known[place * len(known) // count] for place in range(count))
    return tuple(_again(known[place % len(known)], place // len(known)) for place in range(count))


def _again(council: Real, time: int) -> Real:
    if not time:
        return council
    code = f"{council.code[:3]}{int(council.code[3:]) + time * 10_000:06d}"
    return Real(f"{council.name} {time + 1}", code, council.tier, council.region, council.county, council.population)


def nation(count: int, wanted: Sequence[str] = tuple(SERVICES), *, seed: int = 0) -> Cohort:
    """The cohort of so many councils with the services wanted."""
    made = (Profile.model_validate(profile_of(council, wanted, seed=seed)) for council in councils(count))
    return Cohort(tuple(sorted(made, key=lambda profile: profile.council.code)), AS_AT)


def write_nation(folder: Path, count: int, wanted: Sequence[str] = tuple(SERVICES), *, seed: int = 0) -> None:
    """The same as files, one a council."""
    for council in councils(count):
        drawn = profile_of(council, wanted, seed=seed)
        (folder / f"{council.code}.yaml").write_text(yaml.dump(drawn, Dumper=yaml.CSafeDumper, sort_keys=False))


def profile_of(council: Real, wanted: Sequence[str], *, seed: int) -> Drawn:
    """One council's profile; each system's draw depends on seed, council and service alone."""
    held = [service for service in wanted if council.tier in services()[service].tiers]
    about = {
        "name": council.name, "code": council.code, "tier": council.tier, "region": council.region,
        "population": str(council.population),
    }  # fmt: skip
    return {
        "profile": "1",
        "as_at": str(AS_AT),
        "price_year": "2026-27",
        "figures": "illustrative",
        "council": about | ({"county": council.county} if council.county else {}),
        "systems": [_system(council, service, Random(f"{seed} {council.code} {service}")) for service in held],
    }


def _system(council: Real, service: str, random: Random) -> Drawn:
    trade = SERVICES[service]
    fees = trade.each_gbp * 100_000 * (council.population / 100_000) ** 0.8 * random.lognormvariate(0, 0.25)
    if random.random() < trade.greenfield_share:
        return _greenfield(service, fees, random)
    contract, live_since = _contract(random)
    # The largest product has about twice the councils of the next, as in most markets for council systems.
    product = min(int(random.expovariate(0.7)), trade.products - 1)
    system: dict[str, object] = {
        "service": service,
        "status": "live",
        "product": f"{service.title()} {'ABCDEFGH'[product]}",
        "live_since": str(live_since),
        "contract": contract,
        "annual_cost_gbp": {"licence": str(round(fees)), "staff": str(round(fees * random.uniform(0.8, 2.5)))},
    }
    if random.random() < 0.3:
        year = AS_AT.year + random.randrange(2, 8)
        system["plan"] = {"action": "replace", "by": f"{year}-{random.choice(('03-31', '09-30'))}"}
        system["alone_gbp"] = {"annual": {"supplier": str(round(fees * random.uniform(0.8, 1.3)))}}
    if product == 1:
        system["support_ends"] = f"{AS_AT.year + 5}-12-31"
    return system


def _greenfield(service: str, fees: float, random: Random) -> Drawn:
    plan = {"action": "buy", "by": f"{AS_AT.year + random.randrange(2, 6)}-{random.choice(('03-31', '09-30'))}"}
    annual = {"supplier": str(round(fees)), "staff": str(round(fees))}
    return {"service": service, "status": "none", "plan": plan, "alone_gbp": {"annual": annual}}


def _contract(random: Random) -> tuple[Drawn, dt.date]:
    """Terms of every kind a register shows, and when the system went live."""
    years = random.choice((3, 4, 5, 5, 5, 7, 7, 10))
    start = dt.date(AS_AT.year - random.randrange(0, years + 1), random.choice((1, 4, 4, 4, 7, 10)), 1)
    last_day = start.replace(year=start.year + years) - dt.timedelta(days=1)
    terms = {"start": str(start), "last_day": str(last_day), "notice_months": str(random.choice((0, 3, 6, 6, 12)))}
    kind = random.random()
    extra: dict[str, object] = {}
    if kind < 0.45:
        extra["extensions_months"] = ["12"] * random.choice((1, 2, 2)) if kind < 0.35 else ["24", "24"]
    elif kind < 0.60:
        extra["auto_renews_months"] = str(random.choice((12, 12, 24, 60)))
    elif kind < 0.70 and years > 4:
        extra["breaks"] = [str(last_day.replace(year=last_day.year - 2, day=28))]
    elif kind < 0.75:
        terms["last_day"] = str(last_day.year)
    if random.random() < 0.3:
        extra["exit_fee_share"] = random.choice(("0.5", "0.75", "1"))
    return terms | extra, start - dt.timedelta(days=random.randrange(0, 3000))


def markets_of(cohort: Cohort) -> Iterator[tuple[str, Market]]:
    """Every service's market, as `assess` would make it."""
    from sharedcli.appraisal.candidates import candidates
    from sharedcli.consortia.contributions import market_of
    from sharedcli.costing.cashflows import Costing
    from sharedcli.costing.prices import prices
    from sharedcli.loading.parameters import assumptions
    from sharedcli.model.calendar import Horizon

    given = assumptions(cohort.as_at)
    horizon = Horizon.starting(cohort.as_at, years=round(given.appraisal_years))
    costing, money = Costing.over(horizon, given), prices(horizon, given)
    for service in cohort.services_of():
        yield service, market_of(candidates(cohort, service, costing).willing, costing, money)
