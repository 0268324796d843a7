"""The assessment for people: page one, a page for each service, then what it all rests on.

The order is that of REPORTS 4.1. One service has its own module (`reports/service_page.py`), one
council's view too (`reports/council_page.py`), and the record for machines (`reports/assessment_record.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sharedcli.api import Appraised, Loaded
from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.options import loses
from sharedcli.appraisal.verdicts import Word
from sharedcli.appraisal.worth import of_all, of_consortium
from sharedcli.checks.wording import day
from sharedcli.model.drawing import PLAINLY_DRAWN, Drawing
from sharedcli.reports.appraised import lay_out, record_of, row
from sharedcli.reports.basis import rests_on
from sharedcli.reports.blocks import Block, Column, Heading, Paragraph, Points, Report, Row, Table
from sharedcli.reports.cautions import cautions
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.operation import under, why_no_gain
from sharedcli.reports.record import Record
from sharedcli.reports.review_line import ReviewLine
from sharedcli.reports.risk_range import likely, range_figures
from sharedcli.reports.risk_register import RegisterReport
from sharedcli.reports.sentences import counted, pounds
from sharedcli.reports.service_page import service_page
from sharedcli.risk.risk import Risk, risk


@dataclass(frozen=True, eq=False)
class AssessmentReport:
    """Assessments to be shown, the newest facts first, or one council's own view of the one it is in.

    Ranges come from the futures of `drawing`.
    """

    asked: Appraised
    drawing: Drawing = PLAINLY_DRAWN

    @property
    def formed(self) -> tuple[Formed, ...]:
        """Every consortium proposed."""
        return tuple(formed for whole in self.asked.wholes for service in whole.services for formed in service.formed)

    def layout(self) -> Report:
        """For people."""
        return lay_out(self.asked, self._part, nothing="Nothing to share")

    @cached_property
    def _risks(self) -> tuple[Risk, ...]:
        council = self.asked.council
        return tuple(risk(whole, self.drawing, council=council) for whole in self.asked.wholes)

    def _drawn(self, whole: Assessment) -> Risk:
        return next(one for one in self._risks if one.whole is whole)

    @cached_property
    def _reviews(self) -> tuple[ReviewLine | None, ...]:
        return tuple(ReviewLine.of(whole, council=self.asked.council) for whole in self.asked.wholes)

    def _review(self, whole: Assessment) -> ReviewLine | None:
        return next(line for one, line in zip(self.asked.wholes, self._reviews, strict=True) if one is whole)

    def _part(self, whole: Assessment) -> Iterator[Block]:
        if self.asked.council is None:
            return layout(whole, self.asked.loaded, self._drawn(whole), self._review(whole))
        from sharedcli.reports.council_page import council_layout

        profile = whole.profiles[self.asked.council]
        return council_layout(whole, self.asked.loaded, profile, self._drawn(whole), self._review(whole))

    def record(self) -> Record:
        """For machines."""
        from sharedcli.reports.assessment_record import EMPTY, SCHEMA, record

        def part(whole: Assessment) -> Record:
            return record(whole, self.asked, self._drawn(whole), self._review(whole))

        seed = self.drawing.seed if self.drawing.count else None
        return record_of(self.asked, SCHEMA, part, empty=EMPTY, seed=seed)


def layout(whole: Assessment, loaded: Loaded, drawn: Risk, review: ReviewLine | None) -> Iterator[Block]:
    """One assessment whole."""
    names = Names.of(whole.cohort)
    councils = counted(len(names.short), "council", "councils")
    yield Heading(f"Who could share what{under(whole.model)}: {councils}, as at {day(whole.given.as_at)}", level=1)
    yield from _page_one(whole, names, drawn, review)
    for assessed in whole.services:
        if len(assessed.verdicts) > 1:
            yield from service_page(assessed, whole, names, drawn)
    yield from _alone(whole, names)
    yield from rests_on(whole, loaded, names, drawn=bool(drawn.consortia))


def _alone(whole: Assessment, names: Names) -> Iterator[Block]:
    """Services that one council alone lists: nothing to compare, but not forgotten."""
    alone = [assessed for assessed in whole.services if len(assessed.verdicts) == 1]
    if alone:
        told = (f"{service_label(a.service)} ({names.short[a.verdicts[0].council]})" for a in alone)
        yield Paragraph(f"{', '.join(told)}.", lead="Listed by one council only")


def _page_one(whole: Assessment, names: Names, drawn: Risk, review: ReviewLine | None) -> Iterator[Block]:
    formed = [(assessed, consortium) for assessed in whole.services for consortium in assessed.formed]
    yield Paragraph(_in_one_sentence(formed, whole), lead="ANSWER")
    if formed:
        yield from likely(drawn)
        yield Paragraph(_losers(whole, names), lead="WHO LOSES")
        yield _proposals(formed, whole, names, drawn)
        yield Points("Risks that move most money", RegisterReport.of_risk(drawn).sentences())
    if review is not None:
        yield review.paragraph
    yield _verdicts(whole, names)
    yield Points("Check first", tuple(cautions(whole, names)))


def _in_one_sentence(formed: list[tuple[ServiceAssessment, Formed]], whole: Assessment) -> str:
    of = counted(len(whole.services), "service", "services")
    if not formed:
        return f"no group of councils gains from sharing any of {of}{why_no_gain(whole)}."
    worth, years = of_all(whole), len(whole.horizon.years)
    sharing = len({assessed.service for assessed, _ in formed})
    return (
        f"{counted(len(formed), 'consortium', 'consortia')} in {sharing} of {of}, "
        f"worth {pounds(worth.npv().gbp)} together, "
        f"{pounds(worth.without_bias().gbp)} of it without the optimism bias (net present value over {years} financial "
        f"years, {whole.given.price_base} prices)."
    )


def _losers(whole: Assessment, names: Names) -> str:
    lost = [
        f"{names.short[verdict.council]} loses {pounds(verdict.npv_gbp)} in {verdict.consortium.id}"
        for assessed in whole.services
        for verdict in assessed.verdicts
        if verdict.consortium and verdict.npv_gbp is not None and loses(verdict.npv_gbp)
    ]
    return f"{'; '.join(lost)}." if lost else "no member of a consortium proposed."


def _proposals(formed: list[tuple[ServiceAssessment, Formed]], whole: Assessment, names: Names, drawn: Risk) -> Table:
    rows = []
    for _, consortium in formed:
        worth, first = of_consortium(consortium, whole), consortium.first_notice_by(whole.horizon.start)
        cells = (
            consortium.id, names.listed(consortium.codes), (whole.horizon.start + consortium.live).first_day,
            worth.npv(), worth.without_bias(), *range_figures(consortium, drawn), worth.one_off(), worth.peak_cash(),
            first[0] if first else None,
        )  # fmt: skip
        rows.append(row(cells, worth.npv().id))
    columns = (
        Column("Consortium", "name"), Column("Councils"), Column("Live", "month"),
        Column("Net present value £", "pounds"), Column("without bias £", "pounds"), Column("P10 £", "roughly"),
        Column("P90 £", "roughly"), Column("One-off £", "pounds"), Column("Peak cash £", "pounds"),
        Column("First notice", "date"),
    )  # fmt: skip
    note = (
        f"Net present value and one-off in {whole.given.price_base} prices, one-off undiscounted; peak cash is nominal "
        "and only what is needed beyond business as usual, which has one-off costs of its own. Of 100 futures drawn "
        "10 are below P10 and 10 above P90."
    )
    return Table("What to form", columns, tuple(rows), note)


def _verdicts(whole: Assessment, names: Names) -> Table:
    """One row a council, one column a verdict: the services under each."""
    services: dict[tuple[str, Word], list[str]] = {}
    for assessed in whole.services:
        for verdict in assessed.verdicts:
            services.setdefault((verdict.council, verdict.word), []).append(assessed.service)
    by_name = sorted(names.short.items(), key=lambda item: item[1])
    rows = tuple(
        Row((name, *(", ".join(services.get((code, word), ())) for word in Word)))
        for code, name in by_name
    )  # fmt: skip
    columns = (Column("Council"), *(Column(f"{word.symbol} {word.label}") for word in Word))
    return Table("What each council should do, service by service", columns, rows)
