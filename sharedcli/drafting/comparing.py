"""A council's own profile beside a draft of it: what agrees, what differs, and what the council has not stated.

Nothing is changed here; `merging.py` writes what can be added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sharedcli.drafting.alike import same_firm
from sharedcli.model.fields import ContractDate, ProfileModel
from sharedcli.model.finding import Pointer
from sharedcli.model.naming import is_called
from sharedcli.model.profile import Profile
from sharedcli.model.system import System

_OF_THE_FILE = frozenset({"profile", "as_at", "figures", "price_year", "systems"})
"""What each file says of itself, and would mean something else in another; systems are compared one by one."""

_WHICH_CONTRACT: tuple[Pointer, ...] = (("product",), ("supplier",), ("contract", "start"), ("contract", "last_day"))
"""Where two contracts differ in one of these, facts of the one are not facts of the other."""


_POUNDS = frozenset({"value_gbp", "annual_cost_gbp"})
"""The fields, or groups of them, in which a draft of what others published has pounds."""


@dataclass(frozen=True, slots=True)
class Differing:
    """One fact told in two ways: where the council has it, where the draft has it, and both."""

    own_place: Pointer
    place: Pointer
    own: object
    published: object


@dataclass(frozen=True, slots=True)
class Missing:
    """Facts that the council has not stated: fields for a group of its file, or a whole system.

    Attributes:
        into: The group, or the list of systems, in the council's own file.
        place: Where the draft has the group, or the system.
        fields: The fields to add, the only ones set; `None` for a whole system.
        why_not: Why they must not be added, a whole sentence; empty where they may be.
    """

    into: Pointer
    place: Pointer
    fields: ProfileModel | None
    why_not: str = ""

    @property
    def system(self) -> int | None:
        """The system of the council's own file that is concerned, by its place in the list."""
        return int(self.into[1]) if len(self.into) > 1 and self.into[0] == "systems" else None


@dataclass(slots=True)
class Comparison:
    """What came of comparing; filled as the two are walked through."""

    agreed: int = 0
    differing: list[Differing] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)


def compare(own: Profile, draft: Profile, *, is_published: bool) -> Comparison:
    """Every fact of the draft beside the council's own. Both are of one council and list a service once.

    Args:
        own: What the council keeps.
        draft: What is to be put into it.
        is_published: Whether others published it; else the council itself filled it in.
    """
    found = Comparison()
    _compare(own, draft, (), (), found)
    if draft.price_year and draft.prices != own.prices:
        found.differing.append(Differing(("price_year",), ("price_year",), own.prices, draft.prices))
    at = {system.service: index for index, system in enumerate(own.systems)}
    for index, system in enumerate(draft.systems):
        place: Pointer = ("systems", index)
        if system.service in at:
            kept = own.systems[at[system.service]]
            both = _comparable(kept, system) if is_published else (kept, system)
            _compare_system(*both, ("systems", at[system.service]), place, found)
        else:
            found.missing.append(Missing(("systems",), place, None))
    return found


def of_another_year(own: Profile, draft: Profile) -> Mapping[Pointer, str]:
    """What is to be said of each published pound value of the draft, by its place, where the two are in other prices.

    What a contract costs is paid in the pounds of the day, so that they are of the year of the draft, as in the draft
    by itself. Nobody publishes the price year, so that it cannot differ as other facts do.
    """
    if draft.prices == own.prices:
        return MappingProxyType({})
    said = f"pounds of {draft.prices}, where this file is in prices of {own.prices}"
    return {place: said for place, _ in leaves(draft) if _POUNDS & {*place}}


def _compare(own: ProfileModel, draft: ProfileModel, own_place: Pointer, place: Pointer, found: Comparison) -> None:
    """Compare two groups field by field."""
    lacking: dict[str, object] = {}
    for name, published in stated(draft):
        if not place and name in _OF_THE_FILE:
            continue
        said = getattr(own, name) if name in own.model_fields_set else None
        if said is None:
            lacking[name] = published
        elif isinstance(said, ProfileModel) and isinstance(published, ProfileModel):
            _compare(said, published, (*own_place, name), (*place, name), found)
        elif _agree(name, said, published):
            found.agreed += 1
        else:
            found.differing.append(Differing((*own_place, name), (*place, name), said, published))
    if lacking:
        fields = type(draft).model_construct(_fields_set=set(lacking), **lacking)
        found.missing.append(Missing(own_place, place, fields))


def _compare_system(own: System, draft: System, own_place: Pointer, place: Pointer, found: Comparison) -> None:
    here = Comparison()
    _compare(own, draft, own_place, place, here)
    why_not = next(_why_not(own, here, len(own_place)), "")
    found.agreed += here.agreed
    found.differing += here.differing
    found.missing += [Missing(lack.into, lack.place, lack.fields, why_not) for lack in here.missing]


def _why_not(own: System, here: Comparison, depth: int) -> Iterator[str]:
    """Why facts of the draft may not be facts of the council's own system."""
    if own.status == "none":
        yield f"The council says that it has no system for {own.service}."
    different = [differing.own_place[depth:] for differing in here.differing]
    for place in _WHICH_CONTRACT:
        if place in different:
            yield f"{place[-1]} differs, so what was published may be about another contract."


def _comparable(own: System, draft: System) -> tuple[System, System]:
    """The two systems as they are compared where others published the draft.

    A source stands for all facts of a system, and the council's own do not come from a portal, so that it is only
    compared where the council states none. The one fee published may hold support and hosting, so it is set beside
    all that the council pays its supplier.
    """
    cost = own.annual_cost_gbp
    if cost and cost.supplier is not None and draft.annual_cost_gbp:
        whole = cost.model_copy(update={"licence": cost.supplier, "support": None, "hosting": None})
        own = own.model_copy(update={"annual_cost_gbp": whole})
    if own.source is not None or _states_facts(own):
        own, draft = own.model_copy(update={"source": None}), draft.model_copy(update={"source": None})
    return own, draft


def _states_facts(system: System) -> bool:
    return bool(system.model_fields_set - {"service", "status", "plan", "confidential"})


def stated(group: ProfileModel) -> Iterator[tuple[str, object]]:
    """The fields of a group that were set, with their values."""
    for name in type(group).model_fields:
        value = getattr(group, name) if name in group.model_fields_set else None
        if value is not None:
            yield name, value


def _agree(name: str, own: object, published: object) -> bool:
    """Whether two values tell the same fact: to the pound, to what is known of a date, whatever the company's form."""
    if isinstance(own, ContractDate) and isinstance(published, ContractDate):
        return own.earliest <= published.latest and published.earliest <= own.latest
    if isinstance(own, float) and isinstance(published, float):
        return abs(own - published) <= 1
    if not isinstance(own, str) or not isinstance(published, str):
        return own == published
    if name in {"product", "supplier"}:
        return same_firm(own, published)
    return own.casefold() == published.casefold() or (name == "name" and is_called(own) == is_called(published))


def leaves(group: object, place: Pointer = ()) -> Iterator[tuple[Pointer, object]]:
    """Every value of a group that was set, by its place; an empty group or list is a value."""
    if isinstance(group, ProfileModel):
        inside = tuple(stated(group))
        if not inside:
            yield place, "empty"
        for name, value in inside:
            yield from leaves(value, (*place, name))
    elif isinstance(group, tuple) and group and isinstance(group[0], ProfileModel):
        for index, entry in enumerate(group):
            yield from leaves(entry, (*place, index))
    else:
        yield place, group
