"""The rows of one future: what each member pays in it, together and alone, by the charges of the central ledger.

The rows stand under options of their own, so that nothing takes them for what is proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sharedcli.appraisal.consortium import Formed
from sharedcli.costing.amounts import Amount
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.charges import Line
from sharedcli.costing.entries import Together, joint_price_factor, member_entries, usual_entries
from sharedcli.costing.ledger import USUAL, USUAL_IN_A_FUTURE, Entry, Ledger, Posting, View
from sharedcli.costing.member import Course, Member
from sharedcli.costing.saving import Saving
from sharedcli.risk.future import Future, Own

TOGETHER = "future"
"""The option of the rows of a future in the consortium."""

OVERRUN = "METHOD 12: overrun of tender and implementation"
LATE = "METHOD 12: while late, what its next system would cost it alone"
_OVERRUN_INPUTS = ("alone_gbp.tender", "alone_gbp.implementation")


@dataclass(frozen=True, slots=True, eq=False)
class Posted:
    """A future of a consortium as rows; `consortium` is the id they stand under.

    Members that are gone have their own course on both sides, and so all have where too few are left.
    """

    consortium: str
    saving: Saving
    formed: Formed

    def of(self, councils: Sequence[str]) -> Saving:
        """What it changes for some of the members."""
        return self.saving.only(council=councils)

    def npv(self, name: str, label: str) -> Amount:
        """What it is worth to all members in this future."""
        return self.saving.amount(name, label, View.PRESENT)

    def change(self, name: str, label: str, ledger: Ledger) -> Amount:
        """How much more it is worth in this future than by the ledger of the appraisal; below zero is a loss."""
        planned = self.formed.saving(ledger)
        plus = ledger.more((*self.saving.option.postings, *planned.usual.postings))
        less = ledger.more((*self.saving.usual.postings, *planned.option.postings))
        return Amount.of(name, label, plus=plus, less=less, view=View.PRESENT)


def posted(formed: Formed, future: Future, *, name: str, ledger: Ledger, costing: Costing) -> Posted:
    """Post a future; `name` is what its rows' consortium is called, and `ledger` says in which months and prices."""
    together = ledger.more(_together(formed, future, name, costing))
    alone = ledger.more(
        row
        for member, own in zip(formed.members, future.members, strict=True)
        for row in _alone(member, own, USUAL_IN_A_FUTURE, name, costing)
    )
    return Posted(name, Saving(together, alone), formed)


def _together(formed: Formed, future: Future, name: str, costing: Costing) -> Iterator[Posting]:
    inside = [own.stays and future.standing() for own in future.members]
    staying = [member for member, stays in zip(formed.members, inside, strict=True) if stays]
    shared = Together(
        TOGETHER,
        name,
        formed.product,
        formed.go_live,
        len(staying),
        joint_price_factor(staying, future.scale_exponent),
        formed.model,
        future.delay_months,
    )
    for member, joins, own, stays in zip(formed.members, formed.joins, future.members, inside, strict=True):
        if not stays:
            yield from _alone(member, own, TOGETHER, name, costing)
            continue
        turned = _turned(
            costing,
            own.overrun_share,
            exit_fee_share=own.exit_fee_share,
            scale_exponent=future.scale_exponent,
            operating_saving_share=future.operating_saving_share,
        )
        for entry, flow in member_entries(member, joins, shared, turned):
            yield _worded(entry), flow
        yield from _doing_without(member, joins, future.delay_months, TOGETHER, name, costing)


def _alone(member: Member, own: Own, option: str, name: str, costing: Costing) -> Iterator[Posting]:
    """A council's own course in a future, under an option of the caller's."""
    late = own.alone_delay_months if member.course in {Course.BUYS, Course.REPLACES} else 0
    turned = _turned(costing, own.alone_overrun_share, exit_fee_share=own.exit_fee_share)
    rows = list(usual_entries(member, turned, late=late))
    if member.alone_month is not None:
        rows += _doing_without(member, member.alone_month, late, USUAL, "", costing)
    for entry, flow in rows:
        yield replace(_worded(entry), option=option, consortium=name), flow


def _turned(costing: Costing, overrun_share: float, **turns_out: float) -> Costing:
    """With an overrun in place of the optimism bias, and some parameters as they turn out."""
    given = replace(
        costing.given,
        optimism_bias_upper_share=overrun_share,
        optimism_bias_lower_share=min(overrun_share, costing.given.optimism_bias_lower_share),
        bias_business_case_mitigated_share=0.0,
        bias_environment_mitigated_share=0.0,
        bias_late_supplier_mitigated_share=0.0,
        bias_contract_mitigated_share=0.0,
        **turns_out,  # type: ignore[arg-type] # numbers, by their names
    )
    return replace(costing, given=given)


def _worded(entry: Entry) -> Entry:
    """An overrun takes the place of the bias, and is called what it is."""
    if entry.line is not Line.OPTIMISM_BIAS:
        return entry
    return replace(entry, line=Line.OVERRUN, rule=OVERRUN, inputs=_OVERRUN_INPUTS)


def _doing_without(
    member: Member, month: int, late: int, option: str, name: str, costing: Costing
) -> Iterator[Posting]:
    """A council that has no system pays for a stopgap from the month planned until the month that comes of it."""
    if member.in_use or not late:
        return
    flow = np.zeros(costing.horizon.months)
    flow[month : month + late] = 1 / 12
    for line, yearly in ((Line.SUPPLIER, member.new_supplier_gbp), (Line.STAFF, member.new_staff_gbp)):
        if yearly and flow.any():
            inputs = ("delay_months", f"alone_gbp.annual.{line.key}")
            about = Entry(option, name, member.council, member.service, line, LATE, inputs, line.is_time)
            yield about, -yearly * flow
