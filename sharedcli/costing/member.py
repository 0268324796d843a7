"""One council's costs for one service, in the price base, with what had to be filled in.

Facts come from the profile; what it leaves out comes from a named parameter and is listed, or the
council is not appraised and the reason is given. Never a silent zero. When the money moves is the
business of `costing/cashflows.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from sharedcli.matching.windows import ProcurementWindow
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Month
from sharedcli.model.profile import Profile
from sharedcli.model.system import AloneAnnual, System


class Course(Enum):
    """What a council does if it does not share (METHOD 4)."""

    STAYS = "keeps its system and renews the contract"
    REPLACES = "replaces its system alone"
    BUYS = "buys a system alone"
    NOTHING = "has no system and plans none"
    RETIRES = "retires its system"


@dataclass(frozen=True, slots=True)
class Filled:
    """A value the profile leaves out, and what stood in for it, in the price base."""

    field: str
    parameter: str
    gbp: float


class Absence(Enum):
    """Why a council is left out of a service's appraisal."""

    UNKNOWN_COST = "not-appraised"
    NO_NEED = "no-need-stated"
    RETIRING = "retiring"


@dataclass(frozen=True, slots=True)
class NotAppraised:
    """A council left out of a service's appraisal; `reason` is a sentence without its subject."""

    council: str
    service: str
    absence: Absence
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """A council's costs for one service: yearly and one-off pounds in the price base, all positive.

    `old_*` is what the present system costs a year, zero where there is none; `new_*` what its next
    system would cost it alone, the same as the old where it states no plan to change. `alone_month` is
    the month its own purchase or retirement takes effect, `None` where it makes none. `posts_stay` and
    `jobs_kept` are its red lines against posts that leave its area and against job losses.
    """

    council: str
    service: str
    system: System
    window: ProcurementWindow
    course: Course
    alone_month: int | None
    to_base: float
    old_supplier_gbp: float
    new_supplier_gbp: float
    old_staff_gbp: float
    new_staff_gbp: float
    other_gbp: float
    tender_gbp: float
    implementation_gbp: float
    filled: tuple[Filled, ...]
    posts_stay: bool = False
    jobs_kept: bool = False

    @property
    def product(self) -> str:
        """The product it could stay on, empty where it has none or means to leave it."""
        return (self.system.product or "") if self.course is Course.STAYS else ""

    @property
    def price_moves(self) -> bool:
        """Whether its price falls with volume."""
        return self.system.price_leverage != "none"

    @property
    def in_use(self) -> bool:
        """Whether it runs a system today."""
        return self.system.status != "none"

    @property
    def book_value_gbp(self) -> float | None:
        """What leaving its present system would write off its books, in the price base; `None` where it states none."""
        book = self.system.book_value_gbp
        return book * self.to_base if book else None

    def mandated(self) -> Member:
        """The same council, its red lines about posts ignored."""
        return replace(self, posts_stay=False, jobs_kept=False)

    def waiting_until(self, month: int) -> Member:
        """The same council, willing to join as late as `month` where its own plan comes sooner."""
        deadline = self.window.deadline
        if deadline is None or deadline >= month:
            return self
        return replace(self, window=replace(self.window, deadline=month))

    def put_off_to(self, month: int) -> Member:
        """The same council, its own purchase too put off to `month`, so that waiting by itself earns nothing."""
        waiting = self.waiting_until(month)
        if waiting is self or self.alone_month is None or self.course is Course.RETIRES:
            return waiting
        return replace(waiting, alone_month=max(self.alone_month, month))

    def stays_on(self, product: str) -> bool:
        """Whether choosing `product` leaves it on the one it has."""
        return bool(product) and product == self.product


def member_of(profile: Profile, system: System, window: ProcurementWindow, given: Assumptions) -> Member | NotAppraised:
    """A council's costs, or why they cannot be told."""
    code, to_base = profile.council.code, given.deflator.factor(of=profile.prices, to=given.price_base)
    course = _course(system)
    old, filled = _yearly_supplier(system, to_base)
    alone = system.alone_gbp.annual if system.alone_gbp and course is not Course.STAYS else None
    new = alone.supplier if alone and alone.supplier is not None else old
    if new is None or (old is None and system.status != "none"):
        if course is Course.NOTHING:
            return NotAppraised(code, system.service, Absence.NO_NEED, "has no system and plans none")
        missing = "annual_cost_gbp" if system.status != "none" else "alone_gbp.annual"
        unknown = Absence.UNKNOWN_COST
        return NotAppraised(code, system.service, unknown, f"does not state what it pays a supplier ({missing})")
    staff, new_staff, unknown_staff = _staff(system, alone)
    one_offs, more = _one_offs(system, new * to_base, to_base, given)
    costs = system.annual_cost_gbp
    return Member(
        council=code,
        service=system.service,
        system=system,
        window=window,
        course=course,
        alone_month=_alone_month(course, window),
        to_base=to_base,
        old_supplier_gbp=(old or 0.0) * to_base,
        new_supplier_gbp=new * to_base,
        old_staff_gbp=staff * to_base,
        new_staff_gbp=new_staff * to_base,
        other_gbp=(costs.other or 0.0) * to_base if costs and system.status != "none" else 0.0,
        tender_gbp=one_offs[0],
        implementation_gbp=one_offs[1],
        filled=(*filled, *unknown_staff, *more),
        posts_stay=profile.red_line(system.service, "posts-leaving") is not None,
        jobs_kept=profile.red_line(system.service, "job-losses") is not None,
    )


def most_up_front_gbp(profile: Profile, given: Assumptions) -> float | None:
    """What a council says it can pay up front, in the price base; `None` where it does not say."""
    most = profile.conditions.most_one_off_gbp
    return None if most is None else most * given.deflator.factor(of=profile.prices, to=given.price_base)


def _course(system: System) -> Course:
    action = system.plan.action if system.plan else None
    if system.status == "none":
        return Course.BUYS if action == "buy" else Course.NOTHING
    if system.status == "retiring" or action == "retire":
        return Course.RETIRES
    return Course.REPLACES if action in {"replace", "buy"} else Course.STAYS


def _alone_month(course: Course, window: ProcurementWindow) -> int | None:
    """When its own plan takes effect; a system that is being retired without a day is as good as gone."""
    if course in {Course.BUYS, Course.REPLACES}:
        return window.deadline
    return (window.deadline or 0) if course is Course.RETIRES else None


def _yearly_supplier(system: System, to_base: float) -> tuple[float | None, tuple[Filled, ...]]:
    """What suppliers are paid a year in the profile's prices: stated, else whole-life value over its term."""
    if system.status == "none":
        return None, ()
    stated = system.annual_cost_gbp.supplier if system.annual_cost_gbp else None
    if stated is not None:
        return stated, ()
    contract = system.contract
    if not contract or contract.value_gbp is None or not contract.start or not contract.last_day:
        return None, ()
    months = Month.of(contract.last_day.latest) - Month.of(contract.start.earliest) + 1
    if months <= 0:
        return None, ()
    yearly = contract.value_gbp * 12 / months
    return yearly, (Filled("annual_cost_gbp", "contract.value_gbp over its term", yearly * to_base),)


def _staff(system: System, alone: AloneAnnual | None) -> tuple[float, float, tuple[Filled, ...]]:
    """Staff cost a year now and on the next system; one stands for the other where only one is known.

    In a joint procurement each council keeps its own staff, so a cost known nowhere changes no saving; it
    counts as nothing, and is listed.
    """
    now = system.annual_cost_gbp.staff if system.annual_cost_gbp else None
    later = alone.staff if alone else None
    if now is None and later is None:
        field = "alone_gbp.annual.staff" if system.status == "none" else "annual_cost_gbp.staff"
        return 0.0, 0.0, (Filled(field, "nothing, alone and together", 0.0),)
    if system.status == "none":
        return 0.0, later or 0.0, ()
    known = now if now is not None else later or 0.0
    return known, later if later is not None else known, ()


def _one_offs(
    system: System, new_supplier_gbp: float, to_base: float, given: Assumptions
) -> tuple[tuple[float, float], tuple[Filled, ...]]:
    """Tender and implementation alone, in the price base, and what was filled in."""
    stated = system.alone_gbp
    filled: list[Filled] = []
    if stated and stated.tender is not None:
        tender = stated.tender * to_base
    else:
        tender = given.tender_gbp
        filled.append(Filled("alone_gbp.tender", "tender_gbp", tender))
    if stated and stated.implementation is not None:
        implementation = stated.implementation * to_base
    else:
        implementation = given.switching_ratio * new_supplier_gbp
        filled.append(Filled("alone_gbp.implementation", "switching_ratio", implementation))
    return (tender, implementation), tuple(filled)
