"""The incentives report for people: what would bring councils in, and what that costs whom.

Each subject has its own module beside this one, the sums theirs (`reports/incentives_sums.py`), and the record for
machines `reports/incentives_record.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.api import Appraised
from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.incentives import Incentives, incentives
from sharedcli.appraisal.options import CHOSEN
from sharedcli.model.asking import Asking
from sharedcli.reports.appraised import lay_out, record_of, title
from sharedcli.reports.basis import rests_on
from sharedcli.reports.blocks import Block, Paragraph, Report
from sharedcli.reports.incentives_funding import funding_answer, funding_page
from sharedcli.reports.incentives_penalties import penalty_answer, penalty_page
from sharedcli.reports.incentives_red_lines import red_line_answer, red_line_page
from sharedcli.reports.incentives_sums import Sums
from sharedcli.reports.naming import Names
from sharedcli.reports.record import Record


@dataclass(frozen=True, slots=True, eq=False)
class IncentivesReport:
    """Incentives of each set of facts, the newest first: those of what was asked, in its order."""

    asked: Appraised
    found: tuple[Incentives, ...]

    @classmethod
    def of(
        cls, asked: Appraised, *, option: str = CHOSEN, by: str | None = None, penalty_gbp: float | None = None
    ) -> IncentivesReport:
        """The incentives of what was appraised.

        Args:
            asked: What was appraised.
            option: Whose consortia.
            by: A spending review or a financial year; `None` is the review in force.
            penalty_gbp: A penalty a year, real, in the price base.

        Raises:
            UnknownPeriodError: `by` names no period.
        """
        found = []
        for whole in asked.wholes:
            period = Asking(by=by).period(whole.given, whole.horizon)
            all_councils = incentives(whole, option, period, penalty_gbp)
            found.append(all_councils if asked.council is None else all_councils.of(asked.council))
        return cls(asked, tuple(found))

    @property
    def formed(self) -> tuple[Formed, ...]:
        """Every consortium of the option."""
        return tuple(one for found in self.found for outcome in found.standing for one, _ in outcome.formed)

    def layout(self) -> Report:
        """For people."""
        return lay_out(self.asked, self._part, nothing="Nothing to share")

    def _part(self, whole: Assessment) -> Iterator[Block]:
        found = self._of(whole)
        names, council = Names.of(whole.cohort), self.asked.council
        sums = Sums(found, names)
        whose = f"{names.short[council]}: incentives" if council else "Incentives"
        yield title(whose, found.option, whole)
        yield Paragraph(funding_answer(found, sums), lead="FUNDING")
        yield Paragraph(penalty_answer(found, sums), lead="PENALTY")
        yield Paragraph(red_line_answer(found, sums), lead="RED LINES")
        yield from funding_page(found, sums)
        yield from penalty_page(found, sums)
        yield from red_line_page(found, sums)
        yield from rests_on(whole, self.asked.loaded, names, council)

    def record(self) -> Record:
        """For machines."""
        from sharedcli.reports.incentives_record import EMPTY, SCHEMA, record

        return record_of(self.asked, SCHEMA, lambda whole: record(self._of(whole)), empty=EMPTY)

    def _of(self, whole: Assessment) -> Incentives:
        return next(found for found in self.found if found.whole is whole)
