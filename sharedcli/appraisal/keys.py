"""Keys: by what something is divided among the members of a consortium, as shares that add up to 1.

METHOD 9. A key is a rule of thumb that councils can check against published figures. Rules that look at what every
group is worth are in `rules`; what is divided by keys is in `splitting`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import assert_never

import numpy as np

from sharedcli.costing.prices import FloatArray
from sharedcli.model.division import Basis, Key
from sharedcli.model.finding import Pointer
from sharedcli.model.printable import printable
from sharedcli.model.profile import Profile


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact that a key needs and a council does not state: where it would stand, and what is wrong, after its name."""

    council: str
    pointer: Pointer
    problem: str


@dataclass(frozen=True, slots=True)
class CannotDivide:
    """Why nothing can be divided by a key; `missing` is empty where it is not for want of a fact."""

    key: Key
    reason: str
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What keys look at, in the order of the members.

    `usual_gbp` is what each spends on the service as usual over the appraisal, and `saving_gbp` what it saves as things
    fall; both present values, shape (k,), the first positive.
    """

    profiles: Sequence[Profile]
    service: str
    usual_gbp: FloatArray
    saving_gbp: FloatArray

    @property
    def codes(self) -> tuple[str, ...]:
        """The members' ONS codes."""
        return tuple(profile.council.code for profile in self.profiles)


def shares(key: Key, facts: Facts) -> FloatArray | CannotDivide:
    """What part each member has, shape (k,), zero or more and 1 in all; or why that cannot be told."""
    match key.basis:
        case Basis.OWN:
            msg = "what is left where it falls has no shares"
            raise ValueError(msg)
        case Basis.EQUAL:
            return np.full(len(facts.profiles), 1 / len(facts.profiles))
        case Basis.POPULATION | Basis.HOUSEHOLDS | Basis.WORKFORCE | Basis.BUDGET:
            return _by_council(key, facts)
        case Basis.VOLUME:
            return _by_volume(key, facts)
        case Basis.SPEND:
            return _in_proportion(facts.usual_gbp, key, "none of them spends anything on it as usual")
        case Basis.SAVING:
            if facts.saving_gbp.sum() < 0:
                return CannotDivide(key, "together they save nothing")
            return _in_proportion(np.maximum(facts.saving_gbp, 0.0), key, "none of them saves anything")
        case Basis.LEAD | Basis.CUSTOM:
            return _by_agreement(key, facts)
        case _:
            assert_never(key.basis)


_OF_COUNCIL: Mapping[Basis, tuple[str, Callable[[Profile], float | None]]] = MappingProxyType(
    {
        Basis.POPULATION: ("population", lambda profile: profile.council.population),
        Basis.HOUSEHOLDS: ("households", lambda profile: profile.council.households),
        Basis.WORKFORCE: ("workforce_fte", lambda profile: profile.council.workforce_fte),
        Basis.BUDGET: ("net_revenue_budget_gbp", lambda profile: profile.council.net_revenue_budget_gbp),
    }
)


def _by_council(key: Key, facts: Facts) -> FloatArray | CannotDivide:
    field, of = _OF_COUNCIL[key.basis]
    stated = [of(profile) for profile in facts.profiles]
    pointer: Pointer = ("council", field)
    missing = tuple(
        Missing(code, pointer, f"does not state council.{field}")
        for code, value in zip(facts.codes, stated, strict=True)
        if value is None
    )
    return _unless_missing(missing, [value or 0.0 for value in stated], key)


def _by_volume(key: Key, facts: Facts) -> FloatArray | CannotDivide:
    """All members' work counted in one unit; what is counted in another cannot be compared."""
    missing, stated = [], []
    for profile in facts.profiles:
        place = next(i for i, system in enumerate(profile.systems) if system.service == facts.service)
        volume = profile.systems[place].volume
        if volume is None:
            problem = f"does not state systems.{facts.service}.volume"
            missing.append(Missing(profile.council.code, ("systems", place, "volume"), problem))
        elif _same(volume.unit) != _same(key.unit):
            counted, asked = printable(_same(volume.unit)), printable(_same(key.unit))
            problem = f'counts {counted} in systems.{facts.service}.volume, not "{asked}"'
            missing.append(Missing(profile.council.code, ("systems", place, "volume", "unit"), problem))
        stated.append(0.0 if volume is None else volume.per_year)
    found = _unless_missing(tuple(missing), stated, key)
    if isinstance(found, CannotDivide) and any(one.pointer[-1] == "unit" for one in missing):
        return CannotDivide(key, "members count the work in different units, or not at all", found.missing)
    return found


def _same(unit: str) -> str:
    return " ".join(unit.casefold().split())


def unit_of(facts: Facts) -> str:
    """The unit in which most members count the service's work, the first by alphabet among equals; empty for none."""
    systems = [profile.system_for(facts.service) for profile in facts.profiles]
    units = [_same(system.volume.unit) for system in systems if system and system.volume]
    return min(units, key=lambda unit: (-units.count(unit), unit), default="")


def _by_agreement(key: Key, facts: Facts) -> FloatArray | CannotDivide:
    """The shares named, and under a lead the rest among the others by another key."""
    named = dict(key.shares)
    if strangers := set(named) - set(facts.codes):
        missing = tuple(Missing(code, (), "is no member") for code in sorted(strangers))
        return CannotDivide(key, "it names a council that is no member", missing)
    others = [i for i, code in enumerate(facts.codes) if code not in named]
    part = np.array([named.get(code, 0.0) for code in facts.codes])
    if key.basis is Basis.CUSTOM:
        missing = tuple(Missing(facts.codes[i], (), "is given no share") for i in others)
        return CannotDivide(key, "it leaves out a member", missing) if missing else part / part.sum()
    rest = shares(key.rest or Key(Basis.EQUAL), _only(facts, others))
    if isinstance(rest, CannotDivide):
        return CannotDivide(key, rest.reason, rest.missing)
    part[others] = (1 - part.sum()) * rest
    return part


def _only(facts: Facts, members: list[int]) -> Facts:
    profiles = [facts.profiles[i] for i in members]
    return Facts(profiles, facts.service, facts.usual_gbp[members], facts.saving_gbp[members])


def _unless_missing(missing: tuple[Missing, ...], stated: Sequence[float], key: Key) -> FloatArray | CannotDivide:
    if missing:
        return CannotDivide(key, f"{len(missing)} of {len(stated)} members do not state it", missing)
    return _in_proportion(np.array(stated), key, "it is nought for every member")


def _in_proportion(amounts: FloatArray, key: Key, nought: str) -> FloatArray | CannotDivide:
    total = float(amounts.sum())
    return amounts / total if total > 0 else CannotDivide(key, nought)
