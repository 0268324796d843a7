"""What moves a consortium's net present value: every input that carries a range at its low and its high, one at a time.

METHOD 12. All else is as planned. Each end is rows of its own, so that it can be taken apart like any figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.costing.amounts import Amount
from sharedcli.model.naming import Names
from sharedcli.model.printable import plain_number
from sharedcli.risk.levers import (
    DECIDES_MONTHS,
    JOINT_OVERRUN,
    JOINT_PRICE_INPUT,
    LATE,
    OVERRUN,
    Lever,
    Plan,
    every_overrun,
    joint_overrun,
    joint_price,
    late,
    parameters,
)
from sharedcli.risk.reference_class import Overruns
from sharedcli.risk.uncertainty import PARAMETERS

PRICE_TESTED_SHARE = 0.1
"""How far the joint price is tried either way: a stated test, since no price carries a range before it is quoted."""

LEAVING_COUNTS_GBP = 5_000.0
"""A member whose leaving moves less is left out, unless none moves more: ten members would fill the page."""

LEAVES = "leaves"
LOW, HIGH = "low", "high"


@dataclass(frozen=True, slots=True, eq=False)
class End:
    """One value tried and the net present value with it; a value of `None` is a member that leaves."""

    value: float | None
    npv: Amount


@dataclass(frozen=True, slots=True, eq=False)
class Swing:
    """One input at its low and its high; `None` where that side was not tried, or is what is planned.

    `input` is the name of a parameter or of a lever (`risk/levers.py`), or `leaves` with the ONS code of `council`.
    """

    input: str
    unit: str
    planned: float | None
    low: End | None
    high: End | None
    council: str = ""

    @property
    def ends(self) -> tuple[End, ...]:
        """Those tried, the low one first."""
        return tuple(end for end in (self.low, self.high) if end is not None)

    def reach_gbp(self, base_gbp: float) -> float:
        """How far apart the least and the most lie, what is planned among them."""
        pounds = [base_gbp, *(end.npv.gbp for end in self.ends)]
        return max(pounds) - min(pounds)


@dataclass(frozen=True, slots=True, eq=False)
class Tornado:
    """What moves one consortium, widest first; inputs that move it by less than half a pound are left out.

    `base_gbp` is its net present value as planned. Parameters that were not tried: `held_months` carry a range but
    decide months, `held_rates` carry one but move every price, and `held_by_user` were set without a range.
    """

    plan: Plan
    base_gbp: float
    swings: tuple[Swing, ...]
    held_months: tuple[str, ...]
    held_rates: tuple[str, ...]
    held_by_user: tuple[str, ...]

    @property
    def amounts(self) -> Iterator[Amount]:
        """Every end."""
        return (end.npv for swing in self.swings for end in swing.ends)


def tornado(formed: Formed, whole: Assessment) -> Tornado:
    """Try every input of a consortium.

    Raises:
        UnfitOverrunsError: The parameters of overruns contradict each other.
    """
    plan, given = Plan.of(formed, whole), whole.given
    base_gbp = plan.saving.npv_gbp
    swings = (*_of_parameters(plan), *_of_futures(plan), *_that_count(tuple(_leaving(plan)), base_gbp))
    moving = (one for one in swings if one.reach_gbp(base_gbp) >= 0.5)
    ranged = [name for name in given.parameters if given.range_of(name)]
    return Tornado(
        plan,
        base_gbp,
        tuple(sorted(moving, key=lambda one: (-round(one.reach_gbp(base_gbp), 2), one.input, one.council))),
        held_months=tuple(name for name in ranged if name in DECIDES_MONTHS),
        held_rates=tuple(name for name in ranged if not hasattr(given, name)),
        held_by_user=tuple(one.name for one in given.overrides if one.name not in {*ranged, *PARAMETERS}),
    )


def _of_parameters(plan: Plan) -> Iterator[Swing]:
    for lever in parameters(plan):
        ranged = plan.whole.given.range_of(lever.name)
        if ranged is not None:
            yield _swing(lever, plan, low=ranged.low, high=ranged.high)
    yield _swing(joint_price(plan), plan, low=-PRICE_TESTED_SHARE, high=PRICE_TESTED_SHARE)


def _of_futures(plan: Plan) -> Iterator[Swing]:
    given = plan.whole.given
    overruns, delay = Overruns.of(given), given.range_of("delay_months")
    yield _swing(every_overrun(plan), plan, low=overruns.range.low, high=overruns.range.high)
    dearer = (1 + given.optimism_bias_share) * (1 + overruns.threshold_share) - 1
    yield _swing(joint_overrun(plan), plan, high=dearer)
    if delay is not None:
        yield _swing(late(plan), plan, high=delay.high)


def _swing(lever: Lever, plan: Plan, *, low: float | None = None, high: float | None = None) -> Swing:
    return Swing(
        lever.name, lever.unit, lever.planned, _end(LOW, low, lever, plan), _end(HIGH, high, lever, plan)
    )  # fmt: skip


def _end(side: str, value: float | None, lever: Lever, plan: Plan) -> End | None:
    if value is None:
        return None
    tried = float(round(value)) if lever.bounds.whole else value
    if tried == lever.planned:
        return None
    name = f"{plan.formed.id}.{side}.{lever.name}"
    instead = f"{_said(tried, lever.unit)} instead of {_said(lever.planned, lever.unit)}"
    what = _NAMED.get(lever.name, f"{lever.name} at")
    label = f"{plan.formed.id}: net present value with {what} {instead}, all else as planned"
    return End(tried, lever.post(tried, name).npv(name, label))


_NAMED = {
    JOINT_PRICE_INPUT: "the joint supplier's price dearer by",
    JOINT_OVERRUN: "the joint project overrunning its estimate by",
    OVERRUN: "every project overrunning its estimate by",
    LATE: "the joint project late by",
}


def _said(value: float, unit: str) -> str:
    """A value as it is said: a share in per cent, pounds, months, else the number."""
    if unit == "share":
        return f"{100 * value:.3g}%"
    if unit.startswith("gbp"):
        return f"£{value:,.0f}"
    return f"{plain_number(value)} months" if unit == "months" else plain_number(value)


def _leaving(plan: Plan) -> Iterator[Swing]:
    names = Names.of(plan.whole.cohort)
    for place, code in enumerate(plan.formed.codes):
        name = f"{plan.formed.id}.{LOW}.{LEAVES}.{names.slug[code]}"
        label = f"{plan.formed.id}: net present value if {names.short[code]} leaves before it is live"
        gone = plan.happening(plan.future.without(place), name)
        yield Swing(LEAVES, "", None, End(None, gone.npv(name, label)), None, code)


def _that_count(leaving: tuple[Swing, ...], base_gbp: float) -> Iterator[Swing]:
    """The member whose leaving is worst, and whoever's moves more than a little."""
    worst = min(leaving, key=lambda one: (sum(end.npv.gbp for end in one.ends), one.council))
    return (one for one in leaving if one is worst or one.reach_gbp(base_gbp) >= LEAVING_COUNTS_GBP)
