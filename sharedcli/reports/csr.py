"""What sharing releases inside spending reviews, for people: periods side by side, then each by itself.

METHOD 13, in the order of REPORTS 4.6. Sentences are in `reports/csr_words.py`, tables in `reports/csr_tables.py`, the
record for machines in `reports/csr_record.py`, and where an id is looked up in `reports/csr_figures.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sharedcli.api import Appraised
from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.options import CHOSEN
from sharedcli.appraisal.spending_review import InReview, SpendingReviews, spending_reviews
from sharedcli.model.periods import span_named, spans_in
from sharedcli.model.spending_review import AIMLESS, Aims, Span
from sharedcli.reports.appraised import figure, lay_out, record_of, title
from sharedcli.reports.basis import rests_on
from sharedcli.reports.blocks import Block, Figure, Figures, Heading, Paragraph, Points, Report
from sharedcli.reports.csr_ceilings import at_best, beside, ceilings, published
from sharedcli.reports.csr_doubts import doubts
from sharedcli.reports.csr_tables import (
    by_year,
    consortia_table,
    members_table,
    options_table,
    side_by_side,
    target_table,
)
from sharedcli.reports.csr_words import answer, behind, called, saving, who_lacks
from sharedcli.reports.naming import Names
from sharedcli.reports.record import Record
from sharedcli.reports.sentences import counted


@dataclass(frozen=True, slots=True, eq=False)
class CsrReport:
    """Spending reviews of each set of facts, the newest first: those of what was asked, in its order."""

    asked: Appraised
    found: tuple[SpendingReviews, ...]

    @classmethod
    def of(
        cls, asked: Appraised, *, option: str = CHOSEN, periods: Iterable[str] = (), aims: Aims = AIMLESS
    ) -> CsrReport:
        """What was appraised, inside some periods.

        Args:
            asked: What was appraised.
            option: Whose consortia.
            periods: Spending reviews and financial years by name; none means every review that touches the years
                appraised.
            aims: A target and a baseline of one's own.

        Raises:
            UnknownPeriodError: A name stands for no period.
        """
        named = tuple(periods)
        found = (
            spending_reviews(whole, option, _spans(whole, named), aims=aims, council=asked.council)
            for whole in asked.wholes
        )
        return cls(asked, tuple(found))

    @property
    def formed(self) -> tuple[Formed, ...]:
        """Every consortium of the option that the councils asked about are in."""
        return tuple(formed for found in self.found for formed, _ in found.scope.consortia)

    def layout(self) -> Report:
        """For people."""
        return lay_out(self.asked, self._part, nothing="Nothing to share")

    def _part(self, whole: Assessment) -> Iterator[Block]:
        found, names, council = self._of(whole), Names.of(whole.cohort), self.asked.council
        whose = f"{names.short[council]}: inside spending reviews" if council else "Inside spending reviews"
        yield title(whose, found.scope.option, whole)
        yield from _page_one(found, names)
        for one in found.periods:
            yield from _period(one, found, names)
        yield from rests_on(whole, self.asked.loaded, names, council)

    def record(self) -> Record:
        """For machines."""
        from sharedcli.reports.csr_record import EMPTY, SCHEMA, record

        return record_of(self.asked, SCHEMA, lambda whole: record(self._of(whole)), empty=EMPTY)

    def _of(self, whole: Assessment) -> SpendingReviews:
        return next(found for found in self.found if found.whole is whole)


def _spans(whole: Assessment, named: tuple[str, ...]) -> tuple[Span, ...]:
    if not named:
        return spans_in(whole.horizon, whole.given)
    return tuple(dict.fromkeys(span_named(name, whole.given) for name in named))


def _page_one(found: SpendingReviews, names: Names) -> Iterator[Block]:
    if not found.periods:
        years = found.whole.horizon.years
        text = f"no spending review is known for {years[0]} to {years[-1]}."
        text += " --period takes a financial year too, and --periods a file of reviews."
        yield Paragraph(text, lead="ANSWER")
        return
    everything = found.scope.group.in_all().net
    first, *more = (answer(one) for one in found.periods)
    if not more:
        yield Paragraph(first, lead="ANSWER")
        yield from _behind(found.periods[0])
    else:
        text = (
            f"over all years these consortia come to a {saving(everything)} in cash, net of cost; what of it falls "
            f"into each of {counted(len(found.periods), 'period', 'periods')} stands below."
        )
        yield Paragraph(text, lead="ANSWER")
        yield Points("Period by period", (first, *more))
    short = tuple(text for one in found.periods if (text := who_lacks(one, names)))
    if short and found.council is None:
        yield Points("WHO LACKS CASH AT ITS END", short)
    yield side_by_side(found)
    if any(one.group.inside and one.reach.baseline_gbp is not None for one in found.periods):
        yield Points("What others published on back offices; nothing here rests on it", published())


def _behind(one: InReview) -> Iterator[Block]:
    if points := (*behind(one), *at_best(one), *beside(one)):
        yield Points("What is behind it", points)


def _period(one: InReview, found: SpendingReviews, names: Names) -> Iterator[Block]:
    horizon, group = found.whole.horizon, one.group
    yield Heading(called(one.span), level=1)
    if len(found.periods) > 1:
        yield Paragraph(answer(one))
        yield from _behind(one)
    if group.inside and group.releasing.live is not None:
        yield Figures(tuple(_headline(one, found)))
        yield by_year(one, found.scope.group, horizon)
        if (target := target_table(one)) is not None:
            yield target
        if any(other.group.is_live for other in one.compared):
            yield options_table(one)
    if group.inside and (reaching := tuple(ceilings(one, names))):
        yield Points("How far sharing could reach", reaching)
    if group.inside and one.councils and group.releasing.live is not None:
        yield members_table(one, names, horizon)
        if group.is_live:
            yield consortia_table(one, horizon)
    yield Points("About this period", tuple(doubts(one, names)))


def _headline(one: InReview, found: SpendingReviews) -> Iterator[Figure]:
    group = one.group
    yield figure(group.split.net, f"IN THE PERIOD ({one.span.years})")
    if round(group.split.avoided.gbp):
        yield figure(group.unbudgeted, "  net if nothing avoided is in a budget")
    if round(group.plain.gbp) != round(group.split.net.gbp):
        yield figure(group.plain, "  without optimism bias")
    yield figure(group.before, "BEFORE IT")
    yield figure(group.after, "AFTER IT")
    yield figure(found.scope.group.in_all().net, "OVER ALL YEARS")
    if found.council is None:
        yield figure(group.deepest, "Change funding, all councils as one")
        yield figure(one.deepest, "Change funding, each council by itself")
        yield figure(one.lacking, "  still lacking at its end")
    else:
        yield figure(group.deepest, "Change funding")
        yield figure(group.lacking, "  still lacking at its end")
    if round(group.split.avoided.gbp):
        yield figure(one.unbudgeted, "  needed if nothing avoided is in a budget")
