"""From charges to ledger entries: what each council pays as usual, and in a consortium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sharedcli.costing.cashflows import Costing
from sharedcli.costing.charges import SPENT_AS_PLANNED, Charge
from sharedcli.costing.coordination import coordination_charges
from sharedcli.costing.ledger import JOINT_PRICE, USUAL, Entry, Posting
from sharedcli.costing.member import Member
from sharedcli.costing.operation import joining_charges, team_charges
from sharedcli.costing.prices import FloatArray
from sharedcli.model.delivery import DeliveryModel


def usual_entries(member: Member, costing: Costing, *, late: int = 0) -> Iterator[Posting]:
    """Business as usual of one council for one service, its own project live `late` months after it was planned.

    What is spent on the way is spent as planned (`SPENT_AS_PLANNED`).
    """
    charges, month = costing.business_as_usual(member)
    for charge in charges:
        yield from _posting(charge, charge.by_month_gbp(_read_at(charge, month, late), size=1), member, USUAL, "")


def _read_at(charge: Charge, planned: int, late: int) -> int:
    """The go-live month at which a charge is read: for what is spent on the way, the one planned."""
    return planned if charge.line in SPENT_AS_PLANNED else planned + late


def joint_entries(
    members: Sequence[Member],
    joins: Sequence[int],
    *,
    product: str,
    go_live: int,
    option: str,
    consortium: str,
    costing: Costing,
    model: DeliveryModel = DeliveryModel.JOINT_PROCUREMENT,
) -> Iterator[Posting]:
    """A consortium: each member's charges at its own joining month, its part of the joint price, and its team's.

    The joint supplier cost is divided in proportion to what each would pay alone, so that every member
    whose price moves gets the same discount.
    """
    size = len(members)
    discount = joint_price_factor(members, costing.given.scale_exponent)
    together = Together(option, consortium, product, go_live, size, discount, model)
    for member, joins_in in zip(members, joins, strict=True):
        yield from member_entries(member, joins_in, together, costing)


@dataclass(frozen=True, slots=True)
class Together:
    """A consortium as a member meets it; `discount` is the factor by which the joint price falls.

    It goes live in month `go_live` as planned, `late` months after that in truth.
    """

    option: str
    consortium: str
    product: str
    go_live: int
    size: int
    discount: float
    model: DeliveryModel
    late: int = 0

    def all_in(self, costing: Costing) -> int:
        """The month in which everybody is in."""
        return min(self.go_live + self.late + round(costing.given.onboarding_months), costing.horizon.months)


def member_entries(member: Member, joins: int, together: Together, costing: Costing) -> Iterator[Posting]:
    """What one member of a consortium pays; `joins` is its month as planned."""
    option, consortium, size, months = together.option, together.consortium, together.size, costing.horizon.months
    all_in, live = together.all_in(costing), min(joins + together.late, months)
    flows = [
        *((one, _read_at(one, joins, together.late)) for one in costing.change_charges(member, together.product)),
        *((charge, live) for charge in joining_charges(member, costing, together.model)),
        *((charge, all_in) for charge in team_charges(member, costing, together.model)),
        *((charge, together.go_live) for charge in coordination_charges(size, costing)),
    ]
    for charge, month in flows:
        yield from _posting(charge, charge.by_month_gbp(month, size=size), member, option, consortium)
    before = costing.supplier_until(member)
    yield from _posting(before, before.by_month_gbp(live, size=1), member, option, consortium)
    since = costing.supplier_since(member)
    price = since.by_month_gbp(live, size=1)
    after = np.arange(months) >= all_in
    yield from _posting(since, price * ~after, member, option, consortium)
    joint = price * after * (together.discount if member.price_moves else 1.0)
    shared = replace(since, rule=JOINT_PRICE, inputs=(*since.inputs, "scale_exponent", "onboarding_months"))
    yield from _posting(shared, joint, member, option, consortium)


def joint_price_factor(members: Sequence[Member], scale_exponent: float) -> float:
    """What the members whose price moves pay together, over what they would pay alone: C(U) / sum of A_i.

    Source:
        METHOD 5.1; ten equal councils at an exponent of 0.05 pay 10 ** -0.05, 11% less.
    """
    alone = np.array([member.new_supplier_gbp for member in members if member.price_moves])
    if not alone.sum():
        return 1.0
    together = (alone ** (1 / (1 - scale_exponent))).sum() ** (1 - scale_exponent)
    return float(together / alone.sum())


def _posting(charge: Charge, costs: FloatArray, member: Member, option: str, consortium: str) -> Iterator[Posting]:
    if costs.any():
        about = Entry(
            option, consortium, member.council, member.service,
            charge.line, charge.rule, charge.inputs, charge.is_own_time,
        )  # fmt: skip
        yield about, -costs
