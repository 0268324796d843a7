"""The inputs of one consortium that can be set to another value, and its rows posted again with one of them so.

All else stays as planned: who is in, the product, the months in which they join, and every other input. How many
pounds each moves is in `risk/tornado.py`, and how wrong it must be for nothing to be gained in `risk/switching.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.figures import costing_of
from sharedcli.appraisal.reposting import recosted
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.entries import usual_entries
from sharedcli.costing.ledger import JOINT_PRICE, USUAL_IN_A_FUTURE, Posting
from sharedcli.costing.saving import Saving
from sharedcli.model.assumptions import Assumptions, Bounds
from sharedcli.risk.future import Future
from sharedcli.risk.posting import TOGETHER, Posted, posted
from sharedcli.risk.uncertainty import PARAMETERS

JOINT_PRICE_INPUT, JOINT_OVERRUN, OVERRUN, LATE = "joint-price", "overrun-joint", "overrun", "late"
"""Inputs that are no parameters: the joint supplier's price, as a share above plan; the overrun of the joint project
and of every project, in place of the optimism bias; and how many months the joint project is late."""

DECIDES_MONTHS = frozenset(
    {
        "appraisal_years", "procurement_lead_months", "implementation_lead_months", "coordination_lead_months",
        "onboarding_months", "settling_years",
    }
)  # fmt: skip
"""The parameters that decide who can join when, which is held, and how many years are counted."""

_LEAST_PRICE, _MOST_PRICE = -1.0, 10.0
"""A joint price of nothing, and of eleven times what is planned: no quotation lies beyond."""


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A consortium as planned, with what its rows were worked out with."""

    formed: Formed
    whole: Assessment
    costing: Costing
    saving: Saving

    @classmethod
    def of(cls, formed: Formed, whole: Assessment) -> Self:
        """That of an appraisal."""
        return cls(formed, whole, costing_of(whole), formed.saving(whole.ledger))

    @property
    def future(self) -> Future:
        """Everything as planned."""
        return Future.planned(self.formed, self.whole.given)

    def under(self, given: Assumptions, name: str) -> Posted:
        """Its rows and business as usual of its members under other parameters; months are held."""
        whole, costing = self.whole, Costing.over(self.whole.horizon, given)
        members = tuple(recosted(one, whole.profiles[one.council], given, whole) for one in self.formed.members)
        anew = replace(self.formed, members=members, option=TOGETHER, id=name)
        usual = (row for member in members for row in usual_entries(member, costing))
        more = whole.ledger.more
        return Posted(name, Saving(more(anew.entries(costing)), more(_called(usual, name))), anew)

    def happening(self, future: Future, name: str) -> Posted:
        """Its rows and business as usual in a future."""
        return posted(self.formed, future, name=name, ledger=self.whole.ledger, costing=self.costing)

    def priced(self, more_share: float, name: str) -> Posted:
        """Its rows with the joint supplier so much dearer, as a share of the price planned."""
        together = (
            (replace(entry, option=TOGETHER, consortium=name), flow * (1 + more_share * (entry.rule == JOINT_PRICE)))
            for entry, flow in self.saving.option.postings
        )
        more = self.whole.ledger.more
        return Posted(name, Saving(more(together), more(_called(self.saving.usual.postings, name))), self.formed)


def _called(usual: Iterator[Posting], name: str) -> Iterator[Posting]:
    return ((replace(entry, option=USUAL_IN_A_FUTURE, consortium=name), flow) for entry, flow in usual)


@dataclass(frozen=True, slots=True, eq=False)
class Lever:
    """One input: what it is called, its value as planned, what it may be at all, and how it is set.

    `post` takes the value and what its rows' consortium is called. Values of a lever whose bounds are whole are whole.
    """

    name: str
    unit: str
    planned: float
    bounds: Bounds
    post: Callable[[float, str], Posted]


def parameter(name: str, plan: Plan) -> Lever:
    """A parameter, by its name; months are counted whole."""
    given = plan.whole.given
    known = given.parameters[name]
    bounds = replace(known.bounds, whole=known.bounds.whole or known.unit == "months")

    def post(value: float, called: str) -> Posted:
        return plan.under(replace(given, **{name: value}), called)  # type: ignore[arg-type] # a number, by its name

    return Lever(name, known.unit, getattr(given, name), bounds, post)


def parameters(plan: Plan) -> Iterator[Lever]:
    """Every parameter that carries a range and is not held."""
    given = plan.whole.given
    for name in given.parameters:
        ranged = given.range_of(name)
        if ranged and not ranged.is_certain and hasattr(given, name) and name not in DECIDES_MONTHS | PARAMETERS:
            yield parameter(name, plan)


def joint_price(plan: Plan) -> Lever:
    """What the joint supplier asks, as a share above the price planned."""
    return Lever(JOINT_PRICE_INPUT, "share", 0.0, Bounds(_LEAST_PRICE, _MOST_PRICE), plan.priced)


def joint_overrun(plan: Plan) -> Lever:
    """By how much the joint project overruns, every member's own project as planned."""
    return _overrun(JOINT_OVERRUN, plan, plan.future.overrunning)


def every_overrun(plan: Plan) -> Lever:
    """By how much every project overruns, the joint one and each member's own."""
    return _overrun(OVERRUN, plan, lambda share: plan.future.overrunning(share, alone_share=share))


def _overrun(name: str, plan: Plan, happens: Callable[[float], Future]) -> Lever:
    known = plan.whole.given.parameters
    bounds = Bounds(known["overrun_least_share"].bounds.least, known["overrun_tail_mean_share"].bounds.most)
    bias = plan.whole.given.optimism_bias_share
    return Lever(name, "share", bias, bounds, lambda share, called: plan.happening(happens(share), called))


def late(plan: Plan) -> Lever:
    """How many months later than planned the joint project is live, every other project as planned."""
    bounds = Bounds(0, plan.costing.horizon.months, whole=True)
    return Lever(LATE, "months", 0.0, bounds, lambda m, called: plan.happening(plan.future.late(round(m)), called))
