"""Consortia for tests of what may go otherwise, futures written out as arrays, and what the posted rows come to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from math import lgamma

import numpy as np

from sharedcli.appraisal.consortium import Formed
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.ledger import Ledger, View
from sharedcli.costing.prices import FloatArray
from sharedcli.loading.parameters import assumptions
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.delivery import DeliveryModel
from sharedcli.risk.draws import Draws
from sharedcli.risk.exposure import Exposure, exposure_of
from sharedcli.risk.future import Future
from sharedcli.risk.posting import posted
from sharedcli.risk.simulation import Outcomes, simulate
from sharedcli.risk.uncertainty import Uncertainty
from tests.appraisal.worked_example import around, costing
from tests.samples import assessed

BOTH = (DeliveryModel.JOINT_PROCUREMENT, DeliveryModel.SHARED_OPERATION)
A_HAIR = 1e-6  # of a pound: what adding up in another order may leave


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A consortium with what its ledger was worked out with."""

    formed: Formed
    ledger: Ledger
    costing: Costing
    planned: Future

    @property
    def name(self) -> str:
        return f"{self.formed.model.name.lower()} {self.formed.id}"

    def exposure(self, late: int) -> Exposure:
        return exposure_of(self.formed, self.costing, self.ledger.money, late=late)

    def draws(self, uncertainty: Uncertainty, *, seed: int = 1, count: int = 10_000) -> Draws:
        return Draws.of(self.formed, uncertainty, self.planned, seed=seed, count=count)

    def outcomes(self, uncertainty: Uncertainty, *, count: int, late: int = 0) -> Outcomes:
        return simulate(self.exposure(late), self.draws(uncertainty, count=count))


@cache
def worked() -> Case:
    """The three councils of the worked example, in its months and with its parameters."""
    cost = costing()
    example = around(cost)
    return Case(example.formed, example.whole.ledger, cost, Future.planned(example.formed, cost.given))


@cache
def cases(folder: str, model: DeliveryModel, **changed: float) -> tuple[Case, ...]:
    """Every consortium of every option."""
    whole = assessed(folder, model=model, **changed)
    cost = Costing.over(whole.horizon, whole.given)
    return tuple(
        Case(formed, whole.ledger, cost, Future.planned(formed, whole.given))
        for service in whole.services
        for formed in service.options.formed
    )


def rows_say(case: Case, future: Future) -> tuple[FloatArray, FloatArray, FloatArray]:
    """By the rows posted: each member's net present value, its one-off costs, and all members' net cash by year.

    What a member that has its own course pays once is no cost of the consortium.
    """
    made = posted(case.formed, future, name="future.1", ledger=case.ledger, costing=case.costing)
    inside = [own.stays and future.standing() for own in future.members]
    by_member = [made.of([code]) for code in case.formed.codes]
    npv = np.array([one.npv_gbp for one in by_member])
    once = np.array([one.one_off_gbp if is_in else 0.0 for one, is_in in zip(by_member, inside, strict=True)])
    return npv, once, made.saving.by_year_gbp(View.CASH)


def open_range(given: Assumptions, **changed: object) -> Uncertainty:
    """Nothing uncertain but what is given."""
    return replace(Uncertainty.none(given), **changed)  # type: ignore[arg-type]


def as_shipped(case: Case) -> Uncertainty:
    """The ranges shipped, whatever the case's own parameters."""
    return Uncertainty.of(assumptions(case.costing.given.as_at), case.formed.model)


def likely_count(count: int, chance: float, *, sure: float = 0.999) -> tuple[int, int]:
    """From how many to how many of `count` independent draws hit, surely: the binomial distribution added up."""
    hits = np.arange(count + 1)
    logs = np.array([lgamma(count + 1) - lgamma(hit + 1) - lgamma(count - hit + 1) for hit in hits.tolist()])
    below = np.exp(logs + hits * np.log(chance) + (count - hits) * np.log1p(-chance)).cumsum()
    tail = (1 - sure) / 2
    return int(np.searchsorted(below, tail)), int(np.searchsorted(below, 1 - tail))


def assert_chance(found: np.ndarray, chance: float) -> None:
    """Of the futures so many hit as an event of this chance surely does."""
    least, most = likely_count(len(found), chance)
    assert least <= found.sum() <= most, (found.mean(), chance)


def assert_quantile(values: FloatArray, level: float, truth: float) -> None:
    """The true quantile lies between the drawn values that surely enclose it, by their places in order."""
    least, most = likely_count(len(values), level)
    ordered = np.sort(values)
    assert ordered[max(least - 1, 0)] - A_HAIR <= truth <= ordered[min(most, len(values) - 1)] + A_HAIR, (level, truth)
