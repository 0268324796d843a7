"""Invented councils in any number, all different and plausible, with mistakes planted at known lines.

The same number gives the same bytes. No name, code or figure is a real council's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

_FIRST = ("Amble", "Bracken", "Carrow", "Dun", "East", "Fen", "Glaze", "Hollins", "Ings", "Jarrow", "Kelder", "Lang")
_LAST = ("bourne", "combe", "dale", "ford", "ham", "hurst", "leigh", "mere", "moor", "stead", "thorpe", "wick", "worth")
_REGIONS = ("North East", "North West", "East Midlands", "West Midlands", "South East", "South West")
_AS_AT = dt.date(2026, 11, 1)
_SERVICES = (
    # service, unit, supplier pounds a resident, posts for 100,000 residents, volume for each resident
    ("payroll", "payslips", 0.45, 4.0, 0.07),
    ("finance", "invoices", 0.55, 6.0, 0.3),
    ("revenues-and-benefits", "dwellings", 0.9, 22.0, 0.44),
    ("planning", "planning applications", 0.4, 2.0, 0.013),
    ("document-management", "documents", 0.35, 1.0, 2.0),
    ("waste", "dwellings", 0.3, 2.0, 0.44),
)


@dataclass(frozen=True, slots=True)
class Planted:
    """One mistake: the file, the line and the code that must be found there."""

    file: str
    line: int
    code: str


@dataclass(frozen=True, slots=True)
class Folder:
    """What was written: how many files, and the mistakes among them."""

    files: int
    planted: tuple[Planted, ...]


def write_cohort(folder: Path, *, files: int, mistakes: int) -> Folder:
    """Write the councils into an empty folder, every so many of them with one mistake, all kinds in turn."""
    every = files // mistakes
    planted: list[Planted] = []
    for number in range(files):
        name = f"council-{number:05d}.yaml"
        lines = list(profile_lines(number))
        if number % every == every - 1 and len(planted) < mistakes:
            plant = MISTAKES[len(planted) % len(MISTAKES)]
            line, code = plant(lines, number)
            planted.append(Planted(name, line, code))
        (folder / name).write_bytes(("\n".join(lines) + "\n").encode())
    return Folder(files, tuple(planted))


def profile_lines(number: int) -> Iterator[str]:
    """Council number `number`, about 130 lines."""
    random = Random(number)
    people = random.randrange(60_000, 180_000)
    yield f"# Invented council {number}."
    yield "profile: 1"
    yield f"as_at: {_AS_AT}"
    yield "price_year: 2026-27"
    yield "figures: illustrative"
    yield "council:"
    yield f"  name: {_name(number)} District Council"
    yield f"  code: {_code(number)}"
    yield "  tier: district"
    yield f"  region: {_REGIONS[number % len(_REGIONS)]}"
    yield f"  county: County {number // 12:04d}"
    yield f"  population: {people}"
    yield f"  households: {people * 44 // 100}"
    yield f"  net_revenue_budget_gbp: {people * 140}"
    yield f"  back_office_gbp: {people * 35}"
    yield f"  workforce_fte: {people // 220}"
    yield "conditions:"
    yield f"  most_one_off_gbp: {random.randrange(100, 900) * 1000}"
    yield "systems:"
    yield "  - service: crm"
    yield "    status: none"
    yield f"    plan: {{action: buy, by: {_AS_AT.year + random.randrange(1, 4)}-09-30}}"
    yield "    alone_gbp:"
    yield f"      implementation: {people * 2}"
    yield "      tender: 30000"
    yield f"      annual: {{supplier: {people // 2}, staff: {people // 2}}}"
    for place, service in enumerate(_SERVICES):
        yield from _system(random, people, place, *service)


def _system(
    random: Random, people: int, place: int, service: str, unit: str, each_gbp: float, posts: float, volume: float
) -> Iterator[str]:
    start = dt.date(2021 + random.randrange(4), random.choice((1, 4, 7, 10)), 1)
    years = random.choice((7, 8, 9))
    fees = int(people * each_gbp * random.uniform(0.8, 1.25)) + place
    fte = round(posts * people / 100_000 * random.uniform(0.9, 1.1), 1)
    yield f"  - service: {service}"
    yield "    status: live"
    yield f"    product: {service.title()} {random.choice('ABCDE')}"
    yield f"    supplier: Supplier {random.randrange(40)}"
    yield f"    live_since: {start}"
    yield "    contract:"
    yield f"      start: {start}"
    yield f"      last_day: {start.replace(year=start.year + years) - dt.timedelta(days=1)}"
    yield "      notice_months: 6"
    yield "      extensions_months: [12, 12]"
    yield "      exit_fee_share: 0.5"
    yield "    annual_cost_gbp:"
    yield f"      licence: {fees * 7 // 10}"
    yield f"      support: {fees - fees * 7 // 10}"
    yield f"      staff: {int(fte * 34_000)}"
    yield f"    staff_fte: {fte}"
    yield f"    volume: {{unit: {unit}, per_year: {int(people * volume) + 1}}}"
    yield "    plan: {action: renew}"


def _name(number: int) -> str:
    """A name that no other number has: in two parts, and a third for every next round."""
    first, rest = _FIRST[number % len(_FIRST)], number // len(_FIRST)
    last, more = _LAST[rest % len(_LAST)], rest // len(_LAST)
    return f"{first}{last} {more}" if more else f"{first}{last}"


def _code(number: int) -> str:
    return f"E079{number:05d}"  # none of these is any council's


Plant = Callable[[list[str], int], tuple[int, str]]
"""Puts one mistake into the lines of council `number`; says on which line, from 1, which code must be found."""


def _replace(field: str, value: str, code: str) -> Plant:
    """The value of the first such field becomes `value`."""

    def plant(lines: list[str], _number: int) -> tuple[int, str]:
        index = _first(lines, field)
        lines[index] = f"{lines[index].split(field)[0]}{field}: {value}"
        return index + 1, code

    return plant


def _first(lines: list[str], field: str) -> int:
    return next(index for index, line in enumerate(lines) if line.lstrip(" -").startswith(f"{field}:"))


def _repeat(field: str, code: str) -> Plant:
    """The field stands a second time below itself."""

    def plant(lines: list[str], _number: int) -> tuple[int, str]:
        index = _first(lines, field)
        lines.insert(index + 1, lines[index])
        return index + 2, code

    return plant


def _without_status(lines: list[str], _number: int) -> tuple[int, str]:
    index = _first(lines, "status")
    del lines[index]
    return index, "CF016"  # the group that lacks it begins on the line before


def _misspelt(lines: list[str], _number: int) -> tuple[int, str]:
    index = _first(lines, "notice_months")
    lines[index] = lines[index].replace("months", "month")
    return index + 1, "CF017"


def _tab(lines: list[str], _number: int) -> tuple[int, str]:
    index = _first(lines, "supplier")
    lines[index] = "\t" + lines[index].lstrip()
    return index + 1, "CF006"


def _control_character(lines: list[str], _number: int) -> tuple[int, str]:
    index = _first(lines, "product")
    lines[index] += "\u202e"
    return index + 1, "CF005"


def _starts_after_it_ends(lines: list[str], _number: int) -> tuple[int, str]:
    index, last = _first(lines, "start"), _first(lines, "last_day")
    lines[index], lines[last] = "      start: 2025-04-01", "      last_day: 2024-03-31"
    return index + 1, "CF202"


def _code_of_another(lines: list[str], number: int) -> tuple[int, str]:
    index = _first(lines, "code")
    lines[index] = f"  code: {_code(number - 1)}"
    return index + 1, "CF501"


def _in_pence(lines: list[str], _number: int) -> tuple[int, str]:
    for field in ("licence", "support"):
        index = _first(lines, field)
        lines[index] += "00"
    return _first(lines, "licence") + 1, "CF310"  # the group of costs begins with its first field


MISTAKES: tuple[Plant, ...] = (
    _replace("last_day", "31/03/2028", "CF203"),
    _replace("last_day", "2028-02-30", "CF204"),
    _misspelt,
    _repeat("households", "CF009"),
    _replace("status", "alive", "CF018"),
    _replace("licence", "42,000", "CF022"),
    _without_status,
    _replace("service", "pay-roll", "CF131"),
    _starts_after_it_ends,
    _replace("code", "32UB", "CF101"),
    _replace("code", "E10000001", "CF102"),
    _replace("region", "&here West Midlands", "CF010"),
    _tab,
    _code_of_another,
    _replace("notice_months", "six", "CF023"),
    _replace("exit_fee_share", "50%", "CF024"),
    _in_pence,
    _control_character,
    _replace("supplier", "[One, Another]", "CF019"),
    _replace("notice_months", "6000", "CF027"),
)
