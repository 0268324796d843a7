"""How wrong one input must be for a consortium to gain nothing: switching values (Green Book; METHOD 12).

All else is as planned. An input is followed no further than it can be at all, so that "nothing it can be turns it"
is an answer too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sharedcli.model.assumptions import Bounds
from sharedcli.risk.exposure import exposure_of
from sharedcli.risk.levers import Lever, Plan, joint_overrun, joint_price, late, parameters
from sharedcli.risk.tornado import Tornado
from sharedcli.risk.trying import worth_in

NEAR_GBP = 0.5
"""A value found leaves less than this of the net present value."""

_MOST_STEPS = 60


@dataclass(frozen=True, slots=True)
class Turn:
    """Where an input turns a gain into a loss, or a loss into a gain; `at` is `None` where nothing it can be does.

    `input` is the name of a parameter or of a lever (`risk/levers.py`). Of whole months `at` is the first that turns.
    """

    input: str
    unit: str
    planned: float
    at: float | None
    bounds: Bounds


def switching(found: Tornado) -> tuple[Turn, ...]:
    """The joint price, the joint project's overrun and its delay, then every parameter that moves the consortium."""
    plan, base_gbp = found.plan, found.base_gbp
    tried = {
        swing.input: {end.value: end.npv.gbp for end in swing.ends if end.value is not None} for swing in found.swings
    }
    moving = [lever for lever in parameters(plan) if lever.name in tried]
    price, overrun, *others = (
        _turn(lever, base_gbp, tried.get(lever.name, {})) for lever in (joint_price(plan), joint_overrun(plan), *moving)
    )
    return (price, overrun, _months_late(plan, base_gbp), *others)


def _turn(lever: Lever, base_gbp: float, tried: dict[float, float]) -> Turn:
    search = _Search(lever, {lever.planned: base_gbp, **tried})
    return Turn(lever.name, lever.unit, lever.planned, search.turn(), lever.bounds)


def _months_late(plan: Plan, base_gbp: float) -> Turn:
    """Every delay is tried, since a few months more may help again: a renewal that then falls away, for one."""
    lever = late(plan)
    count = round(lever.bounds.most) + 1
    exposure = exposure_of(plan.formed, plan.costing, plan.whole.ledger.money, late=count - 1)
    worth = worth_in([plan.future.late(months) for months in range(count)], exposure)
    at = next((float(months) for months, npv in enumerate(worth.tolist()) if _turned(npv, base_gbp)), None)
    return Turn(lever.name, lever.unit, lever.planned, at, lever.bounds)


def _turned(npv_gbp: float, base_gbp: float) -> bool:
    """Whether a gain has become a loss, or a loss a gain."""
    return npv_gbp < 0 if base_gbp >= 0 else npv_gbp >= 0


@dataclass(frozen=True, slots=True, eq=False)
class _Search:
    """The net present values known so far, by the value of the input; the one planned is among them."""

    lever: Lever
    known: dict[float, float]

    @property
    def base_gbp(self) -> float:
        return self.known[self.lever.planned]

    def npv_gbp(self, value: float) -> float:
        if value not in self.known:
            self.known[value] = self.lever.post(value, self.lever.name).saving.npv_gbp
        return self.known[value]

    def turn(self) -> float | None:
        """Along a straight line, which is exact for most inputs; where that misses, between two values known."""
        planned, bounds = self.lever.planned, self.lever.bounds
        if len(self.known) == 1:
            self.npv_gbp(float(bounds.most if planned < bounds.most else bounds.least))
        far = max(self.known, key=lambda value: (abs(value - planned), value))
        slope = (self.known[far] - self.base_gbp) / (far - planned)
        if slope:
            guess = planned - self.base_gbp / slope
            inside = min(max(guess, bounds.least), bounds.most)
            tried = float(round(inside)) if bounds.whole else inside
            expected = self.base_gbp + slope * (tried - planned)
            npv = self.npv_gbp(tried)
            if tried == guess and abs(npv) < NEAR_GBP:
                return guess
            if inside != guess and abs(npv - expected) < NEAR_GBP:
                return None
        for end in (bounds.least, bounds.most):
            self.npv_gbp(float(end))
        return self._between()

    def has_turned(self, value: float) -> bool:
        return _turned(self.npv_gbp(value), self.base_gbp)

    def _between(self) -> float | None:
        turned = [value for value in self.known if self.has_turned(value)]
        if not turned:
            return None
        planned = self.lever.planned
        over = min(turned, key=lambda value: abs(value - planned))
        within = (
            value for value in self.known if not self.has_turned(value) and (value - planned) * (over - planned) >= 0
        )
        under = min(within, key=lambda value: abs(value - over))
        if self.lever.bounds.whole:
            return _first_whole(under, over, self.has_turned)
        return _zero(under, over, self.npv_gbp)


def _first_whole(under: float, over: float, has_turned: Callable[[float], bool]) -> float:
    while abs(over - under) > 1:
        middle = float((under + over) // 2)
        if has_turned(middle):
            over = middle
        else:
            under = middle
    return over


def _zero(one: float, other: float, npv_gbp: Callable[[float], float]) -> float:
    """Where a value between two of different sign is near nothing.

    Source:
        The Illinois method: false position, the end that stays counted half (Dowell and Jarratt 1971).
    """
    at_one, at_other = npv_gbp(one), npv_gbp(other)
    for _ in range(_MOST_STEPS):
        middle = (one * at_other - other * at_one) / (at_other - at_one)
        at_middle = npv_gbp(middle)
        if abs(at_middle) < NEAR_GBP:
            return middle
        if (at_middle < 0) == (at_other < 0):
            at_one /= 2
        else:
            one, at_one = other, at_other
        other, at_other = middle, at_middle
    return other
