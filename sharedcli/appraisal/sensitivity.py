"""Which input moves a figure most: each of them ten per cent higher, one at a time, all that was chosen held.

METHOD 14. Months are counted whole, so a number of months moves by at least one. How long councils take to buy and to
be live decides who joins when, which is held, and so is the length of the appraisal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.figures import costing_of
from sharedcli.appraisal.inputs import Fact, Rests, inputs_of, price_inputs
from sharedcli.appraisal.reposting import Reposting
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.ledger import JOINT_PRICE
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.fields import ProfileModel
from sharedcli.model.profile import Profile

_Part = TypeVar("_Part", bound=ProfileModel)

MORE_SHARE = 0.1
"""How much higher each input is tried."""


@dataclass(frozen=True, slots=True)
class Mover:
    """One input, its value now and as tried, and by how many pounds the figure changes."""

    rests: Rests
    now: float
    tried: float
    change_gbp: float


def movers(base: Reposting) -> tuple[Mover, ...]:
    """Every input of a figure that moves it by half a pound or more, the strongest first."""
    found = sorted(_tried(base, base.whole), key=lambda mover: (-abs(mover.change_gbp), str(mover.rests)))
    return tuple(mover for mover in found if abs(mover.change_gbp) >= 0.5)


def rests_on(base: Reposting) -> tuple[Rests, ...]:
    """The inputs of a figure's rows, each once; those of other councils that their joint price rests on too."""
    whole = base.whole
    found: dict[Rests, None] = {}
    for part in base.parts:
        by_code = {member.council: member for member in part.members}
        for entry in part.rows.entries:
            member = by_code[entry.council]
            found |= dict.fromkeys(inputs_of(entry, member, whole.profiles[entry.council], whole.given))
        if any(entry.rule == JOINT_PRICE for entry in part.rows.entries):
            for member in part.members:
                found |= dict.fromkeys(price_inputs(member, whole.profiles[member.council], whole.given))
    return tuple(found)


def _tried(base: Reposting, whole: Assessment) -> Iterator[Mover]:
    costing = costing_of(whole)
    for rests in rests_on(base):
        if isinstance(rests, Fact):
            profile = whole.profiles[rests.council]
            now = rests.value(profile)
            tried = now * (1 + MORE_SHARE)
            changed = {rests.council: with_fact(profile, rests, tried)}
            yield Mover(rests, now, tried, base.change_gbp(whole.given, changed, costing))
        elif (now := getattr(whole.given, rests, 0.0)) != 0:
            tried = _more(rests, now, whole.given)
            given = replace(whole.given, **{rests: tried})  # type: ignore[arg-type] # a number, by its name
            yield Mover(rests, now, tried, base.change_gbp(given, {}, Costing.over(whole.horizon, given)))


def _more(name: str, now: float, given: Assumptions) -> float:
    if given.parameters[name].unit == "months":
        return now + max(round(now * MORE_SHARE), 1)
    return now * (1 + MORE_SHARE)


def with_fact(profile: Profile, fact: Fact, value: float) -> Profile:
    """The same profile with another number in one place."""
    systems = tuple(
        _with(system, fact.field.split("."), value) if system is profile.system_for(fact.service) else system
        for system in profile.systems
    )
    return profile.model_copy(update={"systems": systems})


def _with(part: _Part, steps: list[str], value: float) -> _Part:
    first, *rest = steps
    return part.model_copy(update={first: _with(getattr(part, first), rest, value) if rest else value})
