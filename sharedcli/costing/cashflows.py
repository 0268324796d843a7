"""The charges of one council: as business as usual, and in a joint procurement.

Both are made of the same charges with the same parameters, so nothing is saved merely by being modelled
differently: going alone is a consortium of one. METHOD 4 and 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from sharedcli.costing.charges import Charge, Line
from sharedcli.costing.leaving import leaving_charges, unsupported_charges
from sharedcli.costing.member import Course, Member
from sharedcli.costing.prices import FloatArray
from sharedcli.costing.schedules import and_again, monthly_from, monthly_until, spread_before, spread_from
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon

BIASED = frozenset({Line.TENDER, Line.IMPLEMENTATION})
"""The lines that optimism bias, or an overrun in its place, stands on."""


@dataclass(frozen=True, slots=True, eq=False)
class Schedules:
    """The schedules every council shares, each of shape (months + 1, months)."""

    until: FloatArray
    since: FloatArray
    always: FloatArray
    tender: FloatArray
    renewal: FloatArray
    implementation: FloatArray
    dual_running: FloatArray
    at_once: FloatArray
    dip: FloatArray

    @classmethod
    def over(cls, horizon: Horizon, given: Assumptions) -> Schedules:
        """The schedules of a horizon under the parameters in force."""
        return _schedules(
            horizon.months,
            term=round(given.contract_term_months),
            buying=round(given.procurement_lead_months),
            building=round(given.implementation_lead_months),
            dual=max(round(given.dual_running_months), 1),
            dip=max(round(given.quality_dip_months), 1),
        )


@lru_cache(16)  # one input tried after the other, these months are mostly the same
def _schedules(months: int, *, term: int, buying: int, building: int, dual: int, dip: int) -> Schedules:
    tender = spread_before(months, ends=building, over=buying)
    once = spread_before(months, ends=0, over=1)
    return Schedules(
        until=monthly_until(months),
        since=monthly_from(months),
        always=monthly_until(months) + monthly_from(months),
        tender=and_again(tender, over=buying, every=term),
        renewal=and_again(once, over=1, every=term),
        implementation=spread_before(months, ends=0, over=building),
        dual_running=spread_before(months, ends=0, over=dual),
        at_once=spread_from(months, over=1),
        dip=spread_from(months, over=dip),
    )


@dataclass(frozen=True, eq=False)
class Costing:
    """What every council's charges are worked out with."""

    horizon: Horizon
    given: Assumptions
    schedules: Schedules

    @classmethod
    def over(cls, horizon: Horizon, given: Assumptions) -> Costing:
        """A costing of a horizon under the parameters in force."""
        return cls(horizon, given, Schedules.over(horizon, given))

    def change_charges(self, member: Member, product: str) -> tuple[Charge, ...]:
        """What moving to `product` costs, by joining month: everything but the supplier's yearly price."""
        return (
            *self._running_charges(member),
            *self._buying_charges(member, product),
            *self._leaving_charges(member),
        )

    def supplier_until(self, member: Member) -> Charge:
        """The present supplier's price until go-live."""
        return _yearly(Line.SUPPLIER, member.old_supplier_gbp, self.schedules.until, "annual_cost_gbp")

    def supplier_since(self, member: Member) -> Charge:
        """The price it would pay alone from go-live on."""
        source = "annual_cost_gbp" if member.course is Course.STAYS else "alone_gbp.annual.supplier"
        return _yearly(Line.SUPPLIER, member.new_supplier_gbp, self.schedules.since, source)

    def _staff_until(self, member: Member) -> Charge:
        """The staff of the present system until go-live."""
        return _yearly(Line.STAFF, member.old_staff_gbp, self.schedules.until, "annual_cost_gbp.staff")

    def _running_charges(self, member: Member) -> tuple[Charge, ...]:
        """Staff and other running cost on the old system until go-live and on the new one after it."""
        since, always = self.schedules.since, self.schedules.always
        return (
            self._staff_until(member),
            _yearly(Line.STAFF, member.new_staff_gbp, since, "alone_gbp.annual.staff"),
            _yearly(Line.OTHER, member.other_gbp, always, "annual_cost_gbp.other"),
        )

    def _buying_charges(self, member: Member, product: str) -> tuple[Charge, ...]:
        """Tender or renewal, implementation, dual running, and the optimism bias on them."""
        given, plan = self.given, self.schedules
        pooled = 1 - given.tender_growth_share
        if member.stays_on(product):
            # It renews what it has, so it brings a renewal and no competition of its own.
            buying = Charge(
                Line.RENEWAL,
                given.renewal_exercise_gbp,
                plan.renewal,
                "METHOD 5.3: R (1 + h (n - 1)), shared",
                ("renewal_exercise_gbp", "tender_growth_share", "contract_term_months"),
                pooled,
            )
            left = given.same_product_factor
        else:
            buying = Charge(
                Line.TENDER,
                member.tender_gbp,
                plan.tender,
                "METHOD 5.3: T(n) = T1 (1 + h (n - 1)), shared",
                ("alone_gbp.tender", "tender_growth_share", "contract_term_months"),
                pooled,
            )
            left = 1.0
        building = Charge(
            Line.IMPLEMENTATION,
            member.implementation_gbp * left,
            plan.implementation,
            "METHOD 5.4: own cost x (1 - c (1 - 1/n))",
            ("alone_gbp.implementation", "common_design_share", "same_product_factor"),
            given.common_design_share,
        )
        both = member.new_supplier_gbp * given.dual_running_months / 12 * left * member.in_use
        inputs = ("dual_running_months", self.supplier_since(member).inputs[0], "same_product_factor")
        dual = Charge(Line.DUAL_RUNNING, both, plan.dual_running, "METHOD 5.2: both systems for some months", inputs)
        charges = (buying, building, dual)
        return (*charges, *(self._optimism(c) for c in charges if c.line in BIASED))

    def _optimism(self, charge: Charge) -> Charge:
        share, inputs = self._bias
        return Charge(
            Line.OPTIMISM_BIAS,
            charge.amount_gbp * share,
            charge.schedule,
            "METHOD 5.7: (1 - M) x U, not below L",
            (*inputs, *charge.inputs),
            charge.pooled_share,
            charge.is_own_time,
        )

    @cached_property
    def _bias(self) -> tuple[float, tuple[str, ...]]:
        """The optimism bias and the parameters it rests on."""
        mitigated = (one.name for one in self.given.mitigations if one.mitigated_share)
        inputs = ("optimism_bias_upper_share", "optimism_bias_lower_share", *mitigated)
        return self.given.optimism_bias_share, inputs

    def _leaving_charges(self, member: Member) -> tuple[Charge, ...]:
        terms = member.window.terms
        if terms is None:
            return ()
        return leaving_charges(member.system, terms, member.old_supplier_gbp, member.to_base, self.horizon, self.given)

    def business_as_usual(self, member: Member) -> tuple[tuple[Charge, ...], int]:
        """The council's own course: its charges, and the month they are read at (as if a consortium of one)."""
        never = self.horizon.months
        if member.course is Course.NOTHING:
            return (), never
        month = never if member.alone_month is None else min(member.alone_month, never)
        if member.course in {Course.BUYS, Course.REPLACES}:
            supplier = (self.supplier_until(member), self.supplier_since(member))
            return (*supplier, *self.change_charges(member, "")), month
        return self._staying(member), month

    def _staying(self, member: Member) -> tuple[Charge, ...]:
        """Keep the system until it is retired, or for good; a contract that rolls is never renewed."""
        until = self.schedules.until
        return (
            self.supplier_until(member),
            self._staff_until(member),
            _yearly(Line.OTHER, member.other_gbp, until, "annual_cost_gbp.other"),
            *unsupported_charges(member.system, member.old_supplier_gbp, self.horizon, self.given),
            self._renewals(member),
        )

    def _renewals(self, member: Member) -> Charge:
        """A light exercise at the end of the options and of each later term, where it stays for good."""
        terms, months = member.window.terms, self.horizon.months
        schedule = np.zeros((months + 1, months))
        if member.course is Course.STAYS and terms and terms.held_until is not None:
            schedule[months, max(terms.held_until, 1) - 1 :: round(self.given.contract_term_months)] = 1
        amount = self.given.renewal_exercise_gbp
        return Charge(Line.RENEWAL, amount, schedule, "METHOD 4: at each term end", _RENEWED)


_RENEWED = ("renewal_exercise_gbp", "contract_term_months")


def _yearly(line: Line, amount_gbp: float, schedule: FloatArray, source: str) -> Charge:
    return Charge(line, amount_gbp, schedule, "METHOD 4: running cost", (source,))
