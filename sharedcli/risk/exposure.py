"""A consortium as arrays: what each part of a member's cost comes to for every delay, in all ways a future is counted.

Made of the very charges that `costing/entries.py` posts, so a future added up from these arrays is the sum of its
rows (`risk/posting.py`). Here lies only what does not change from future to future.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np

from sharedcli.appraisal.consortium import Formed
from sharedcli.costing.cashflows import BIASED, Costing
from sharedcli.costing.charges import SPENT_AS_PLANNED, Charge, Line
from sharedcli.costing.coordination import coordination_charges
from sharedcli.costing.member import Course, Member
from sharedcli.costing.operation import Staffing, joining_charges
from sharedcli.costing.prices import FloatArray, Prices
from sharedcli.model.delivery import DeliveryModel

PRESENT, ONE_OFF = 0, -1
"""Ways a future is counted, as positions: present value first, then nominal cash by financial year, then what comes
once, real and undiscounted."""

CASH = slice(1, -1)


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What a member's cost is made of, in positive pounds: shape (delays, ways), row d for a project d months late.

    What is spent as planned (`SPENT_AS_PLANNED`) is the same in every row.

    In a consortium of k, with an overrun o, it pays `fixed` + `shared` / k + (1 + o) (`biased` + `biased_shared` / k)
    + f `price` + x `leaving`, where f is what the joint price falls to and x the exit charge as a share of the fees
    remaining; under shared operation `posts` for each post lost, less `staff` for each pound a year saved. Alone it
    pays `usual` + (1 + o) `usual_biased` + x `usual_leaving`: its own plan may come before its contract lets go.
    """

    fixed: FloatArray
    shared: FloatArray
    biased: FloatArray
    biased_shared: FloatArray
    price: FloatArray
    leaving: FloatArray
    staff: FloatArray
    posts: FloatArray
    usual: FloatArray
    usual_biased: FloatArray
    usual_leaving: FloatArray

    @classmethod
    def stacked(cls, members: Sequence[Parts]) -> Parts:
        """Those of all members, shape (delays, members, ways)."""
        return cls(*(np.stack([getattr(one, part.name) for one in members], axis=1) for part in fields(cls)))


@dataclass(frozen=True, eq=False)
class Exposure:
    """A consortium. Each member pays `forming`[d, k - 1] besides, shape (delays, sizes, ways).

    `price_gbp` is what each would pay alone where volume moves its price, else nothing: shape (members,).
    """

    parts: Parts
    forming: FloatArray
    price_gbp: FloatArray
    staffing: tuple[Staffing, ...]

    @cached_property
    def plain(self) -> FloatArray:
        """What each member pays that hangs on nothing but delay and size: shape (delays, sizes, members, ways)."""
        return self._among(self.parts.fixed, self.parts.shared) + self.forming[:, :, None, :]

    @cached_property
    def biased(self) -> FloatArray:
        """What overruns, at its estimate: shape (delays, sizes, members, ways)."""
        return self._among(self.parts.biased, self.parts.biased_shared)

    def _among(self, own: FloatArray, shared: FloatArray) -> FloatArray:
        sizes = np.arange(1, len(self.price_gbp) + 1)[:, None, None]
        among: FloatArray = own[:, None] + shared[:, None] / sizes
        return among


def exposure_of(formed: Formed, costing: Costing, money: Prices, *, late: int) -> Exposure:
    """The arrays of a consortium, for delays from 0 to `late` months inclusive."""
    # At a share of 1 the charge for leaving is what it is per unit of the share.
    whole = replace(costing, given=replace(costing.given, exit_fee_share=1.0))
    adding = _Adding(_ways(money), late, costing.horizon.months)
    members = [_member(member, joins, formed, whole, adding) for member, joins in _joining(formed)]
    forming = [
        sum(adding.up([charge], formed.go_live) for charge in coordination_charges(size, costing))
        for size in range(1, len(formed.members) + 1)
    ]
    moves = [member.new_supplier_gbp if member.price_moves else 0.0 for member in formed.members]
    staffing = tuple(Staffing.of(member, costing.given) for member in formed.members)
    return Exposure(Parts.stacked(members), np.stack(forming, axis=1), np.array(moves), staffing)


def _joining(formed: Formed) -> Iterable[tuple[Member, int]]:
    return zip(formed.members, formed.joins, strict=True)


def _ways(money: Prices) -> FloatArray:
    """What a pound of each month comes to in each way, shape (months, ways)."""
    cash = money.years * money.inflation[:, None]
    return np.column_stack((money.discount, cash, np.ones(len(money.discount))))


@dataclass(frozen=True, slots=True, eq=False)
class _Adding:
    """Adds charges up: `up` for a project in time and one to `late` months late, shape (late + 1, ways)."""

    ways: FloatArray
    late: int
    months: int

    def months_from(self, month: int) -> np.ndarray:
        return np.minimum(month + np.arange(self.late + 1), self.months)

    def up(self, charges: Iterable[Charge], month: int, *, part: str = "all") -> FloatArray:
        """All of the charges, or the part of each that is shared among the members, or the rest."""
        total = self.nothing()
        for charge in charges:
            share = {"all": 1.0, "shared": charge.pooled_share, "own": 1 - charge.pooled_share}[part]
            if share and charge.amount_gbp:
                as_planned = charge.line in SPENT_AS_PLANNED
                months = np.full(self.late + 1, min(month, self.months)) if as_planned else self.months_from(month)
                total += share * charge.amount_gbp * self.flows(charge.schedule[months], charge.line)
        return total

    def flows(self, by_month: FloatArray, line: Line) -> FloatArray:
        """Pounds by month in every way, a row for each delay; only what comes once is counted as such."""
        counted = by_month @ self.ways
        if not line.is_one_off:
            counted[:, ONE_OFF] = 0.0
        return counted

    def nothing(self) -> FloatArray:
        return np.zeros((self.late + 1, self.ways.shape[1]))


def _member(member: Member, joins: int, formed: Formed, costing: Costing, adding: _Adding) -> Parts:
    charges = [one for one in costing.change_charges(member, formed.product) if one.line is not Line.OPTIMISM_BIAS]
    biased = [one for one in charges if one.line in BIASED]
    leaving = [one for one in charges if _is_open_fee(one)]
    rest = [one for one in charges if one not in biased and one not in leaving]
    rest += [*joining_charges(member, costing, formed.model), costing.supplier_until(member)]
    own_price, joint_price = _price(member, joins, formed, costing, adding)
    fixed = adding.up(rest, joins, part="own") + own_price + _stopgap(member, joins, adding)
    staff, posts = _team(formed, costing, adding)
    usual, usual_biased, usual_leaving = _usual(member, costing, adding)
    return Parts(
        fixed=fixed if member.price_moves else fixed + joint_price,
        shared=adding.up(rest, joins, part="shared"),
        biased=adding.up(biased, joins, part="own"),
        biased_shared=adding.up(biased, joins, part="shared"),
        price=joint_price if member.price_moves else adding.nothing(),
        leaving=adding.up(leaving, joins),
        staff=staff,
        posts=posts,
        usual=usual,
        usual_biased=usual_biased,
        usual_leaving=usual_leaving,
    )


def _is_open_fee(charge: Charge) -> bool:
    """Whether it is the charge for leaving a contract that states none."""
    return charge.inputs[0] == "exit_fee_share"


def _price(
    member: Member, joins: int, formed: Formed, costing: Costing, adding: _Adding
) -> tuple[FloatArray, FloatArray]:
    """The price it would pay alone, until everybody is in and from then on."""
    since = costing.supplier_since(member)
    by_month = since.amount_gbp * since.schedule[adding.months_from(joins)]
    all_in = np.minimum(adding.months_from(formed.go_live) + round(costing.given.onboarding_months), adding.months)
    after = np.arange(adding.months) >= all_in[:, None]
    return adding.flows(by_month * ~after, since.line), adding.flows(by_month * after, since.line)


def _stopgap(member: Member, month: int, adding: _Adding) -> FloatArray:
    """What a council without a system pays from the month planned until it is live (see `posting`)."""
    if member.in_use:
        return adding.nothing()
    at, until = np.arange(adding.months), adding.months_from(month)[:, None]
    waiting = (at >= month) & (at < until)
    yearly = member.new_supplier_gbp + member.new_staff_gbp
    return adding.flows(waiting.astype(np.float64) * (yearly / 12), Line.SUPPLIER)


def _team(formed: Formed, costing: Costing, adding: _Adding) -> tuple[FloatArray, FloatArray]:
    """A pound a year of staff saved, and the payment for one post lost, once everybody is in."""
    if formed.model is not DeliveryModel.SHARED_OPERATION:
        return adding.nothing(), adding.nothing()
    plan = costing.schedules
    all_in = np.minimum(adding.months_from(formed.go_live) + round(costing.given.onboarding_months), adding.months)
    leaver = costing.given.exit_payment_gbp * plan.at_once[all_in]
    return adding.flows(plan.since[all_in], Line.STAFF), adding.flows(leaver, Line.EXIT_PAYMENTS)


def _usual(member: Member, costing: Costing, adding: _Adding) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Its own course, by the delay of its own project where it has one; what comes once counts together only."""
    charges, month = costing.business_as_usual(member)
    biased = [one for one in charges if one.line in BIASED]
    leaving = [one for one in charges if _is_open_fee(one)]
    rest = [one for one in charges if one.line not in BIASED | {Line.OPTIMISM_BIAS} and one not in leaving]
    usual, usual_biased, usual_leaving = (adding.up(some, month) for some in (rest, biased, leaving))
    if member.course in {Course.BUYS, Course.REPLACES} and member.alone_month is not None:
        usual += _stopgap(member, member.alone_month, adding)
    else:
        for part in (usual, usual_biased, usual_leaving):
            part[:] = part[0]
    for part in (usual, usual_biased, usual_leaving):
        part[:, ONE_OFF] = 0.0
    return usual, usual_biased, usual_leaving
