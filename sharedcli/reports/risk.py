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
from sharedcli.model.risk_matrix import RiskMatrix
from sharedcli.reports.appraised import lay_out, record_of, title
from sharedcli.reports.basis import rests_on
from sharedcli.reports.blocks import Block, Heading, Paragraph, Points, Report
from sharedcli.reports.naming import Names
from sharedcli.reports.operation import why_no_gain
from sharedcli.reports.record import Record
from sharedcli.reports.risk_inputs import inputs
from sharedcli.reports.risk_range import (
    cannot_bear,
    fan,
    likely,
    members,
    numbers,
    overview,
)  # fmt: skip
from sharedcli.reports.risk_register import RegisterReport
from sharedcli.reports.risk_sensitivity import Sensitivity, what_would_change_it, widest
from sharedcli.reports.risk_sensitivity import blocks as sensitivity_blocks
from sharedcli.reports.rounding import whole_per_cent
from sharedcli.reports.sentences import counted
from sharedcli.risk.risk import Risk, risk
from sharedcli.risk.rules_money import SURE_SHARE


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One set of facts: the futures drawn, each consortium with one input at a time, and the register."""

    found: Risk
    tried: tuple[Sensitivity, ...]
    register: RegisterReport

    @classmethod
    def of(cls, found: Risk, matrix: RiskMatrix | None) -> Part:
        """All of it, for the consortia whose futures were looked at."""
        names = Names.of(found.whole.cohort)
        tried = tuple(Sensitivity.of(one, found.whole, names) for one in found.formed)
        return cls(found, tried, RegisterReport.of_risk(found, matrix))


@dataclass(frozen=True, slots=True, eq=False)
class RiskReport:
    """The futures of the consortia of one option, by its key; of those a council is in where one is asked for."""

    asked: Appraised
    parts: tuple[Part, ...]

    @classmethod
    def of(
        cls,
        asked: Appraised,
        *,
        option: str = CHOSEN,
        drawing: Drawing = PLAINLY_DRAWN,
        matrix: RiskMatrix | None = None,
    ) -> RiskReport:
        """Draw futures, try inputs one at a time, ask the rules; of the matrix that ships first where none is given.

        Raises:
            UnfitOverrunsError: The parameters of overruns contradict each other.
        """
        found = (risk(whole, drawing, option=option, council=asked.council) for whole in asked.wholes)
        return cls(asked, tuple(Part.of(one, matrix) for one in found))

    @property
    def formed(self) -> tuple[Formed, ...]:
        """Every consortium shown."""
        return tuple(one for part in self.parts for one in part.found.formed)

    def layout(self) -> Report:
        """For people."""
        return lay_out(self.asked, self._blocks, nothing="Nothing to share")

    def _blocks(self, whole: Assessment) -> Iterator[Block]:
        part, council = self._of(whole), self.asked.council
        names, found = part.register.names, part.found
        whose = f"{names.short[council]}: what could go otherwise" if council else "What could go otherwise"
        yield title(whose, found.option, whole)
        yield Paragraph(_answer(part), lead="ANSWER")
        if found.formed:
            yield from _page_one(part)
        for formed, tried in zip(found.formed, part.tried, strict=True):
            yield from _consortium(formed, tried, found, names)
        if found.formed:
            yield Heading("Risk register", level=1)
            yield from part.register.blocks()
        yield from rests_on(whole, self.asked.loaded, names, council, drawn=True)

    def record(self) -> Record:
        """For machines."""
        from sharedcli.reports.risk_record import EMPTY, SCHEMA, record

        seed = next((part.found.drawing.seed for part in self.parts if part.found.consortia), None)
        return record_of(self.asked, SCHEMA, lambda whole: record(self._of(whole)), empty=EMPTY, seed=seed)

    def _of(self, whole: Assessment) -> Part:
        return next(part for part in self.parts if part.found.whole is whole)


def _answer(part: Part) -> str:
    found = part.found
    if not found.formed and found.option in {LARGE, MANDATED}:
        return "no consortium under this option: fewer than two councils, or no month that suits them all."
    if not found.formed:
        return f"no group of councils gains from sharing, so nothing is at risk{why_no_gain(found.whole)}."
    if found.npv is None:
        return f"{counted(len(found.formed), 'consortium', 'consortia')}; no futures were drawn (--draws 0)."
    told = _of_council(found, part.register.names) if found.council and len(found.consortia) > 1 else _together(found)
    return f"{told}{widest(part.tried)}"


def _together(found: Risk) -> str:
    """How likely a net saving is, of one consortium or of all."""
    sure = f"a net saving in {whole_per_cent(found.chance_of_saving)} of futures"
    if len(found.consortia) == 1:
        return f"{found.consortia[0].formed.id} brings {sure}."
    safe = sum(one.chance_of_saving >= SURE_SHARE for one in found.consortia)
    alone = f"taken singly {safe} of {len(found.consortia)} bring one in {SURE_SHARE:.0%} or more"
    return f"{len(found.consortia)} consortia together bring {sure}; {alone}."


def _of_council(found: Risk, names: Names) -> str:
    """How likely each consortium of a council brings a net saving, and that the council loses in it."""
    told = [
        f"{one.formed.id} in {whole_per_cent(one.chance_of_saving)} of futures "
        f"({names.short[found.council]} loses in {whole_per_cent(member.chance_of_loss)})"
        for one in found.consortia
        if found.council and (member := one.member(found.council))
    ]
    return f"a net saving to all members of {', '.join(told[:-1])} and {told[-1]}."


def _page_one(part: Part) -> Iterator[Block]:
    found, names = part.found, part.register.names
    yield from likely(found)
    yield Points("What moves most money", part.register.sentences())
    if found.consortia:
        beyond = cannot_bear(found, names)
        told = f"{beyond}." if beyond else "no member that says what it can pay up front."
        yield Paragraph(told, lead="COULD NOT BEAR ITS P95 SHARE")
        yield overview(found)
        yield inputs(found)


def _consortium(formed: Formed, tried: Sensitivity, found: Risk, names: Names) -> Iterator[Block]:
    one = found.of(formed)
    yield Heading(f"{formed.id}: {names.listed(formed.codes)}", level=1)
    if one:
        yield numbers(one, found)
    yield Paragraph(what_would_change_it(tried), lead="What would change it")
    yield from sensitivity_blocks(tried)
    if one:
        yield fan(one, found)
        yield members(one, names)
