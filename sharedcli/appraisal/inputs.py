"""What a row of the ledger rests on: values of the council's profile, parameters, and what was filled in.

A row names its inputs as the method does (`costing/charges.py`). A profile may state less: then one value stands for
another, or a parameter does (`costing/member.py`). Here each name is followed to what was really used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.costing.ledger import Entry
from sharedcli.costing.member import Course, Member
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.finding import Pointer
from sharedcli.model.profile import Profile

SUPPLIER = ("annual_cost_gbp.licence", "annual_cost_gbp.support", "annual_cost_gbp.hosting")
_STAFF, _NEXT_STAFF, _NEXT_SUPPLIER = "annual_cost_gbp.staff", "alone_gbp.annual.staff", "alone_gbp.annual.supplier"
_BY_PARAMETER = {
    "alone_gbp.tender": ("tender_gbp",),
    "alone_gbp.implementation": ("switching_ratio", _NEXT_SUPPLIER),
    "contract.exit_fee_share": ("exit_fee_share",),
}
"""What stands in for a field that is not stated."""


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """A number in a council's profile: the field within its system, such as `annual_cost_gbp.licence`.

    With no service it is one of the profile itself, such as `conditions.most_one_off_gbp`.
    """

    council: str
    service: str
    field: str

    def pointer(self, profile: Profile) -> Pointer:
        """The way to it from the top of the council's file."""
        if not self.service:
            return tuple(self.field.split("."))
        place = next(index for index, system in enumerate(profile.systems) if system.service == self.service)
        return ("systems", place, *self.field.split("."))

    def value(self, profile: Profile) -> float:
        """The number itself, as the profile has it."""
        found = stated(profile, self.service, self.field)
        if found is None:
            msg = f"{self.field} is not stated"
            raise ValueError(msg)
        return found


Parameter = str
"""The name of a parameter."""

Rests = Fact | Parameter


def stated(profile: Profile, service: str, field: str) -> float | None:
    """A number of a system by its field, or of the profile itself; `None` where it is not stated."""
    found: object = profile.system_for(service) if service else profile
    for step in field.split("."):
        found = getattr(found, step, None)
    return float(found) if isinstance(found, int | float) else None


def inputs_of(entry: Entry, member: Member, profile: Profile, given: Assumptions) -> tuple[Rests, ...]:
    """What a row really rests on, each once, in the order in which the row names its inputs."""
    found = (rests for name in entry.inputs for rests in _behind(name, member, profile, given))
    return tuple(dict.fromkeys(found))


def price_inputs(member: Member, profile: Profile, given: Assumptions) -> tuple[Rests, ...]:
    """What the price rests on that a council would pay alone for its next system, and so everybody's joint price."""
    return tuple(_behind(_NEXT_SUPPLIER, member, profile, given)) if member.price_moves else ()


def _behind(name: str, member: Member, profile: Profile, given: Assumptions) -> Iterator[Rests]:
    if name in given.parameters:
        yield name
        return
    for field in _fields(name, member, profile):
        if field in given.parameters:
            yield field
        elif stated(profile, member.service, field) is not None:
            yield Fact(member.council, member.service, field)
        else:
            for other in _BY_PARAMETER.get(field, ()):
                yield from _behind(other, member, profile, given)


def _fields(name: str, member: Member, profile: Profile) -> tuple[str, ...]:
    """The fields a name stands for in this profile, or the parameter that stood in for one."""
    if name == "annual_cost_gbp":
        parts = tuple(field for field in SUPPLIER if stated(profile, member.service, field) is not None)
        return parts or ("contract.value_gbp",)
    if name == _NEXT_SUPPLIER:
        return (name,) if _is_stated(name, member, profile) else _fields("annual_cost_gbp", member, profile)
    if name in {_STAFF, _NEXT_STAFF}:
        return _staff(name, member, profile)
    return (name,)


def _staff(name: str, member: Member, profile: Profile) -> tuple[str, ...]:
    """Staff today and on the next system: one stands for the other, and posts for the pay of both."""
    other = _NEXT_STAFF if name == _STAFF else _STAFF
    for field in (name, other):
        if _is_stated(field, member, profile):
            return (field,)
    return ("staff_fte", "staff_post_gbp")


def _is_stated(field: str, member: Member, profile: Profile) -> bool:
    """Whether it is stated and counts: what buying alone would cost means nothing for one that stays."""
    ignored = field.startswith("alone_gbp.annual") and member.course is Course.STAYS
    return not ignored and stated(profile, member.service, field) is not None
