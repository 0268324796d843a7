"""What could go otherwise, for people: page one, then each consortium, and last the grid as an index.

The order is that of REPORTS 4.7 and 4.8. Ranges and chances are in `reports/risk_range.py`, one input at a time in
`risk_sensitivity.py`, the register in `risk_register.py`, and the record in `risk_record.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.api import Appraised
from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.options import CHOSEN, LARGE, MANDATED
from sharedcli.model.drawing import PLAINLY_DRAWN, Drawing
from sharedcli.reports.appraised import lay_out, record_of, title
from sharedcli.reports.basis import rests_on
from sharedcli.reports.blocks import Block, Heading, Paragraph, Report
from sharedcli.reports.naming import Names
from sharedcli.reports.operation import why_no_gain
from sharedcli.reports.record import Record
from sharedcli.reports.risk_range import (
    cannot_bear,
    fan,
    inputs,
    likely,
    members,
    numbers,
    overview,
)  # fmt: skip
from sharedcli.reports.sentences import counted
from sharedcli.risk.consortium_risk import ConsortiumRisk
from sharedcli.risk.risk import Risk, risk


@dataclass(frozen=True, slots=True, eq=False)
class RiskReport:
    """The futures of the consortia of one option, by its key; of those a council is in where one is asked for."""

    asked: Appraised
    found: tuple[Risk, ...]

    @classmethod
    def of(cls, asked: Appraised, *, option: str = CHOSEN, drawing: Drawing = PLAINLY_DRAWN) -> RiskReport:
        """Draw them.

        Raises:
            UnfitOverrunsError: The parameters of overruns contradict each other.
        """
        return cls(asked, tuple(risk(whole, drawing, option=option, council=asked.council) for whole in asked.wholes))

    @property
    def formed(self) -> tuple[Formed, ...]:
        """Every consortium shown."""
        return tuple(one for found in self.found for one in found.formed)

    def layout(self) -> Report:
        """For people."""
        return lay_out(self.asked, self._part, nothing="Nothing to share")

    def _part(self, whole: Assessment) -> Iterator[Block]:
        found = next(one for one in self.found if one.whole is whole)
        names, council = Names.of(whole.cohort), self.asked.council
        whose = f"{names.short[council]}: what could go otherwise" if council else "What could go otherwise"
        yield title(whose, found.option, whole)
        yield Paragraph(_answer(found), lead="ANSWER")
        yield from likely(found)
        if found.consortia:
            yield from _page_one(found, names)
        for one in found.consortia:
            yield from _consortium(one, found, names)
        yield from rests_on(whole, self.asked.loaded, names, council, drawn=True)

    def record(self) -> Record:
        """For machines."""
        from sharedcli.reports.risk_record import EMPTY, SCHEMA, record

        parts = {id(found.whole): found for found in self.found}
        seed = next((found.drawing.seed for found in self.found if found.consortia), None)
        return record_of(self.asked, SCHEMA, lambda whole: record(parts[id(whole)]), empty=EMPTY, seed=seed)


def _answer(found: Risk) -> str:
    if not found.formed and found.option in {LARGE, MANDATED}:
        return "no consortium under this option: fewer than two councils, or no month that suits them all."
    if not found.formed:
        return f"no group of councils gains from sharing, so nothing is at risk{why_no_gain(found.whole)}."
    if found.npv is None:
        return f"{counted(len(found.formed), 'consortium', 'consortia')}; no futures were drawn (--draws 0)."
    return f"{counted(len(found.consortia), 'consortium', 'consortia')} and what could become of them."


def _page_one(found: Risk, names: Names) -> Iterator[Block]:
    beyond = cannot_bear(found, names)
    told = f"{beyond}." if beyond else "no member that says what it can pay up front."
    yield Paragraph(told, lead="COULD NOT BEAR ITS P95")
    yield overview(found)
    yield inputs(found)


def _consortium(one: ConsortiumRisk, found: Risk, names: Names) -> Iterator[Block]:
    yield Heading(f"{one.formed.id}: {names.listed(one.formed.codes)}", level=1)
    yield numbers(one, found)
    yield fan(one, found)
    yield members(one, names)
