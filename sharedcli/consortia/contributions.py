"""From councils' charges to the arrays the selection works on: a_i(m, n), u_i, K(m) and F(m, n).

METHOD 8. Every figure is the present value of the same charges that the ledger lists, so that the
selection's value and the ledger's total are one number (a property test holds them to a penny).
"""

from __future__ import annotations

import numpy as np

from sharedcli.consortia.market import Market
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.coordination import overhead
from sharedcli.costing.member import Member
from sharedcli.costing.operation import joining_charges, team_charges
from sharedcli.costing.prices import FloatArray, Prices
from sharedcli.model.delivery import DeliveryModel

_JOINT = DeliveryModel.JOINT_PROCUREMENT


def volume(member: Member, scale_exponent: float) -> float:
    """u_i = A_i ** (1 / (1 - beta)): the volume a yearly price stands for; 0 where volume moves no price."""
    if not member.price_moves:
        return 0.0
    return float(member.new_supplier_gbp ** (1 / (1 - scale_exponent)))


def market_of(members: tuple[Member, ...], costing: Costing, money: Prices, *, model: DeliveryModel = _JOINT) -> Market:
    """One service's market under one delivery model; `members` in the order of their codes."""
    products = tuple(sorted({member.product for member in members} | {""}))
    months, given = costing.horizon.months, costing.given
    shape = (len(products), len(members), months)
    settled, joining, pooled = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    annuity = _annuity(costing, money)
    for i, member in enumerate(members):
        settled[:, i] = _settled(member, costing, money, annuity) - _team(member, costing, money, model)
        anew = _joining(member, "", costing, money, model)
        for p, product in enumerate(products):
            stays = member.stays_on(product)
            joining[p, i], pooled[p, i] = _joining(member, product, costing, money, model) if stays else anew
    return Market(
        codes=tuple(member.council for member in members),
        products=products,
        settled_gbp=settled,
        joining_gbp=joining,
        pooled_gbp=pooled,
        volumes=np.array([volume(member, given.scale_exponent) for member in members]),
        annuity=annuity,
        overhead_gbp=overhead(money.discount, len(members), costing),
        scale_exponent=given.scale_exponent,
        onboarding_months=round(given.onboarding_months),
    )


def _annuity(costing: Costing, money: Prices) -> FloatArray:
    """K(m): a pound a year from the month in which everybody is in, m + s, shape (months,)."""
    annuity: FloatArray = (costing.schedules.since @ money.discount)[_all_in(costing)]
    return annuity


def _all_in(costing: Costing) -> np.ndarray:
    """For each go-live month the month from which the joint price holds; the horizon's end at the latest."""
    months = costing.horizon.months
    return np.minimum(np.arange(months) + round(costing.given.onboarding_months), months)


def _settled(member: Member, costing: Costing, money: Prices, annuity: FloatArray) -> FloatArray:
    """Business as usual avoided, less its own price until everybody is in (and after, where volume moves none)."""
    charges, month = costing.business_as_usual(member)
    usual = sum(float(charge.by_month_gbp(month, size=1) @ money.discount) for charge in charges)
    own_price = member.new_supplier_gbp * (costing.schedules.until @ money.discount)[_all_in(costing)]
    after = 0.0 if member.price_moves else member.new_supplier_gbp * annuity
    settled: FloatArray = usual - own_price - after
    return settled


def _team(member: Member, costing: Costing, money: Prices, model: DeliveryModel) -> FloatArray:
    """What one team costs from the month in which everybody is in, by go-live month; below zero where it saves."""
    cost = np.zeros(costing.horizon.months)
    for charge in team_charges(member, costing, model):
        cost += charge.amount_gbp * (charge.schedule @ money.discount)[_all_in(costing)]
    return cost


def _joining(
    member: Member, product: str, costing: Costing, money: Prices, model: DeliveryModel
) -> tuple[FloatArray, FloatArray]:
    """What joining in each month brings, and the part of its cost that is shared; shape (months,) each."""
    months = costing.horizon.months
    until = (costing.schedules.until @ money.discount)[:months]
    alone = -(member.old_supplier_gbp - member.new_supplier_gbp) * until
    pooled = np.zeros(months)
    for charge in (*costing.change_charges(member, product), *joining_charges(member, costing, model)):
        present = (charge.schedule @ money.discount)[:months] * charge.amount_gbp
        alone -= present * (1 - charge.pooled_share)
        pooled += present * charge.pooled_share
    alone[: costing.given.lead_months] = -np.inf
    if member.window.deadline is not None:
        # Past the day a council needs its system, waiting has no price here, so it cannot wait.
        alone[member.window.deadline + 1 :] = -np.inf
    return alone, pooled
