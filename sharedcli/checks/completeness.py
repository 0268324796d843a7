"""How much of what an appraisal would use a council has stated, and what is missing.

A fact is asked for only where an appraisal would use it, so a council without a system is not marked
down for the contract it cannot have. Every fact counts the same: a weight would be a judgement nobody
could check. A fact counts as stated whatever it says; whether it is plausible is for the checks.

What is asked, and why:

- of every council: population and net revenue budget (keys that costs are split by, and the measure
  savings are held against), the cost of the back office (what sharing can touch at all) and the most it
  can pay up front (whether it must be funded);
- of councils that bill households: their number, which splits revenues, benefits and waste. Counties do
  not bill, and rates in Northern Ireland are collected centrally;
- of a live system, and one being implemented: product, last day and notice of the contract, what leaving
  early costs, supplier cost, staff cost and posts. A supplier cost is also known where the contract's
  value and both its days are. A live system is asked for its plan too; one being implemented is not,
  since its plan is to finish;
- of a live system to be replaced: also the day, and what implementing alone would cost;
- of a system to be retired: supplier and staff cost until then, the plan and its day. Its product and
  contract no longer matter to anybody;
- of a service without a system: the plan. Where it is to buy: the day, implementation, and the yearly
  supplier and staff cost alone.

Not asked: what has a rule where it is left out (price year, extension options, tender cost), what only
some splits use (volume, workforce), and what need not exist (reorganisation, support end, red lines).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.model.finding import Pointer
from sharedcli.model.profile import Profile
from sharedcli.model.system import System

_BILLING_TIERS = frozenset({"district", "unitary", "metropolitan", "london-borough", "scottish", "welsh"})

Fact = tuple[bool, Pointer, str]
"""Whether it is stated, where it belongs, and what it is in plain words."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact that is not stated: where it belongs, and what it is in plain words."""

    pointer: Pointer
    label: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of the facts asked for are stated.

    >>> Completeness(known=3, asked=4, gaps=(Gap(("council", "population"), "population"),)).share
    0.75
    """

    known: int
    asked: int
    gaps: tuple[Gap, ...]

    @property
    def share(self) -> float:
        """The share stated, from 0 to 1."""
        return self.known / self.asked


def completeness(profile: Profile) -> Completeness:
    """How complete a profile is. A council that lists no system is asked for one, and has nothing else to show."""
    facts = [*_council_facts(profile), *_system_facts(profile)]
    gaps = tuple(Gap(pointer, label) for stated, pointer, label in facts if not stated)
    return Completeness(len(facts) - len(gaps), len(facts), gaps)


def _council_facts(profile: Profile) -> Iterator[Fact]:
    council = profile.council
    yield council.population is not None, ("council", "population"), "population"
    if council.tier in _BILLING_TIERS:
        yield council.households is not None, ("council", "households"), "households"
    budget, back_office = council.net_revenue_budget_gbp, council.back_office_gbp
    yield budget is not None, ("council", "net_revenue_budget_gbp"), "net revenue budget"
    yield back_office is not None, ("council", "back_office_gbp"), "yearly cost of the back office"
    most = profile.conditions.most_one_off_gbp
    yield most is not None, ("conditions", "most_one_off_gbp"), "the most it can pay up front"


def _system_facts(profile: Profile) -> Iterator[Fact]:
    if not profile.systems:
        yield False, ("systems",), "the systems it runs"
    for index, system in enumerate(profile.systems):
        place: Pointer = ("systems", index)
        if system.status == "none":
            yield from _without_system(system, place)
        elif system.status == "retiring" or (system.plan and system.plan.action == "retire"):
            yield from _cost(system, place)
            yield from _plan(system, place)
        else:
            yield from _contract(system, place)
            yield from _cost(system, place)
            yield system.staff_fte is not None, (*place, "staff_fte"), "posts that run it"
            if system.status == "live":
                yield from _plan(system, place)


def _contract(system: System, place: Pointer) -> Iterator[Fact]:
    contract, inside = system.contract, (*place, "contract")
    yield bool(system.product), (*place, "product"), "product"
    yield bool(contract and contract.last_day), (*inside, "last_day"), "last day of the contract"
    notice_known = contract is not None and contract.notice_months is not None
    yield notice_known, (*inside, "notice_months"), "months of notice"
    exit_known = contract is not None and (contract.exit_charge_gbp is not None or contract.exit_fee_share is not None)
    yield exit_known, (*inside, "exit_charge_gbp"), "what leaving early costs"


def _cost(system: System, place: Pointer) -> Iterator[Fact]:
    contract, cost, inside = system.contract, system.annual_cost_gbp, (*place, "annual_cost_gbp")
    from_value = bool(contract and contract.value_gbp is not None and contract.start and contract.last_day)
    paid = from_value or (cost is not None and cost.supplier is not None)
    yield paid, (*inside, "licence"), "what the supplier is paid a year"
    yield cost is not None and cost.staff is not None, (*inside, "staff"), "yearly cost of its staff"


def _plan(system: System, place: Pointer) -> Iterator[Fact]:
    plan = system.plan
    yield plan is not None, (*place, "plan"), "what is planned"
    if not plan or plan.action == "renew":
        return
    yield plan.by is not None, (*place, "plan", "by"), "the day it is planned for"
    if plan.action == "retire":
        return
    alone, inside = system.alone_gbp, (*place, "alone_gbp")
    known = alone is not None and alone.implementation is not None
    yield known, (*inside, "implementation"), "cost of implementing alone"


def _without_system(system: System, place: Pointer) -> Iterator[Fact]:
    yield from _plan(system, place)
    if system.plan and system.plan.action == "buy":
        annual, inside = system.alone_gbp.annual if system.alone_gbp else None, (*place, "alone_gbp", "annual")
        supplier = annual is not None and annual.supplier is not None
        yield supplier, (*inside, "supplier"), "yearly supplier cost alone"
        yield annual is not None and annual.staff is not None, (*inside, "staff"), "yearly staff cost alone"
