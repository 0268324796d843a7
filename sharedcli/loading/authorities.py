"""The shipped register of UK councils, `councils.csv`: every council now, and those since 2000 that are no more.

Who is meant by a buyer's name in a notice, with every reason why not, is asked in `drafting/buyers.py`.
"""

from __future__ import annotations

import csv
import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TypeVar, cast, get_args

from sharedcli.errors import PackageDataError
from sharedcli.loading.council_names import Called, Kinds, called, fits, plain
from sharedcli.model.authority import Authority, OtherBody
from sharedcli.model.profile import Tier

_FILE = "councils.csv"
_TIERS = frozenset(get_args(Tier))
_NO_COUNCIL = frozenset({"combined authority", "strategic authority"})
_FIELDS = (
    "code", "name", "tier", "region", "county", "started_on", "ended_on", "successors", "govuk", "snac", "former_codes",
    "population", "other_names",
)  # fmt: skip
_Named = TypeVar("_Named", bound=Authority | OtherBody)


@dataclass(frozen=True)
class Authorities:
    """The register. What exists in it is what existed on its newest day; a later day is not known to it."""

    councils: tuple[Authority, ...]
    other_bodies: tuple[OtherBody, ...]

    @cached_property
    def _codes(self) -> Mapping[str, Authority]:
        """By every code; the register is refused where two councils share one."""
        found: dict[str, Authority] = {}
        for council in self.councils:
            for code in {council.code, council.snac, council.govuk, *council.former_codes} - {""}:
                if code in found:
                    msg = f"{_FILE}: {code} is the code of {found[code].name} and of {council.name}"
                    raise PackageDataError(msg)
                found[code] = council
        return found

    @cached_property
    def _names(self) -> Mapping[str, tuple[Authority, ...]]:
        return _by_name(self.councils)

    @cached_property
    def _bodies(self) -> Mapping[str, tuple[OtherBody, ...]]:
        return _by_name(self.other_bodies)

    @cached_property
    def places(self) -> Mapping[str, tuple[Authority, ...]]:
        """Councils by the part of their names that is their own, as `called` has it.

        A spelling that says a kind, such as Newcastle City Council, is meant as it stands and gives no place.
        """
        found: dict[str, list[Authority]] = {}
        for council in self.councils:
            kindless = (called(name) for name in council.other_names)
            own = {called(council.name).place, *(name.place for name in kindless if not name.kinds - {"welsh"})}
            for place in own:
                found.setdefault(place, []).append(council)
        return {place: tuple(bearers) for place, bearers in found.items()}

    @cached_property
    def _kinds(self) -> Mapping[str, Kinds]:
        return {
            council.code: frozenset().union(*(called(name).kinds for name in (council.name, *council.other_names)))
            for council in self.councils
        }

    def by_code(self, code: str) -> Authority | None:
        """The council with an ONS code, present or former, a SNAC code or a GOV.UK code; small letters will do."""
        return self._codes.get(code.strip().upper())

    def spelled(self, name: str) -> tuple[Authority, ...]:
        """The councils one of whose names is just this, but for letter case, accents and punctuation."""
        return self._names.get(plain(name), ())

    def fitting(self, name: Called) -> tuple[Authority, ...]:
        """The councils whose own part of the name is just this, and of which no kind is said that they are not."""
        return tuple(
            council
            for council in self.places.get(name.place, ())
            if fits(name.kinds, self._kinds[council.code], council.tier)
        )

    def body(self, name: str) -> OtherBody | None:
        """The body of that name that is known not to be a council."""
        return next(iter(self._bodies.get(plain(name), ())), None)

    @cached_property
    def _changes(self) -> tuple[dt.date, ...]:
        begun = {council.started_on for council in self.councils if council.started_on}
        over = {council.ended_on + dt.timedelta(days=1) for council in self.councils if council.ended_on}
        return (dt.date.min, *sorted(begun | over))

    def unchanged_since(self, day: dt.date) -> dt.date:
        """The first of the days, up to that one, on which just the same councils existed."""
        return self._changes[bisect_right(self._changes, day) - 1]

    @cached_property
    def _former(self) -> Mapping[str, tuple[Authority, ...]]:
        found: dict[str, list[Authority]] = {}
        for council in self.councils:
            for heir in self.now(council) if council.ended_on else ():
                found.setdefault(heir.code, []).append(council)
        return {code: tuple(former) for code, former in found.items()}

    def before(self, council: Authority) -> tuple[Authority, ...]:
        """Every council that is no more and whose work, or some of it, is this one's today."""
        return self._former.get(council.code, ())

    def now(self, council: Authority) -> tuple[Authority, ...]:
        """Who does its work today: the council itself, or whoever took over, and from them in turn."""
        if council.ended_on is None:
            return (council,)
        heirs = (heir for code in council.successors for heir in self.now(self._codes[code]))
        return tuple(sorted(set(heirs), key=lambda heir: heir.code))


def _by_name(bearers: Iterable[_Named]) -> Mapping[str, tuple[_Named, ...]]:
    found: dict[str, dict[str, _Named]] = {}
    for bearer in bearers:
        for name in (bearer.name, *bearer.other_names):
            found.setdefault(plain(name), {})[bearer.code] = bearer
    return {name: tuple(by_code.values()) for name, by_code in found.items()}


@cache
def authorities() -> Authorities:
    """The shipped register; raises `PackageDataError` for a line that is wrong."""
    return read_authorities(files("sharedcli").joinpath(_FILE).read_text(encoding="utf-8"))


def read_authorities(text: str) -> Authorities:
    """The register that such a file holds, lines that begin with # aside; raises `PackageDataError`."""
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    rows = csv.DictReader(lines)
    if tuple(rows.fieldnames or ()) != _FIELDS:
        msg = f"{_FILE} must have the columns {', '.join(_FIELDS)}"
        raise PackageDataError(msg)
    councils, bodies = [], []
    for row in rows:
        if row["tier"] in _NO_COUNCIL:
            bodies.append(OtherBody(row["code"], row["name"], row["tier"], _list(row["other_names"])))
        else:
            councils.append(_council(row))
    return Authorities(tuple(councils), tuple(bodies))


def _council(row: Mapping[str, str]) -> Authority:
    if row["tier"] not in _TIERS or not (row["code"] and row["name"] and row["region"]):
        raise _wrong(row, "lacks its code, name or region, or names no tier")
    if bool(row["ended_on"]) != bool(row["successors"]):
        raise _wrong(row, "has a last day without successors, or successors without a last day")
    try:
        return Authority(
            code=row["code"],
            name=row["name"],
            tier=cast("Tier", row["tier"]),
            region=row["region"],
            county=row["county"],
            started_on=dt.date.fromisoformat(row["started_on"]) if row["started_on"] else None,
            ended_on=dt.date.fromisoformat(row["ended_on"]) if row["ended_on"] else None,
            successors=_list(row["successors"]),
            other_names=_list(row["other_names"]),
            population=int(row["population"]) if row["population"] else None,
            govuk=row["govuk"],
            snac=row["snac"],
            former_codes=_list(row["former_codes"]),
        )
    except ValueError as wrong:
        raise _wrong(row, str(wrong)) from wrong


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _wrong(row: Mapping[str, str], what: str) -> PackageDataError:
    return PackageDataError(f"{_FILE}: {row['code']} {row['name']} {what}")
