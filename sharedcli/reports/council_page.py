"""One council's own view: what to do about each of its systems, and how far its back office reaches."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.api import Loaded
from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.verdicts import Verdict, Word
from sharedcli.checks.wording import day
from sharedcli.costing.amounts import Known
from sharedcli.model.printable import printable
from sharedcli.model.profile import Profile
from sharedcli.reports.appraised import row
from sharedcli.reports.basis import rests_on
from sharedcli.reports.blocks import Answer, Block, Column, Heading, Paragraph, Points, Table
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.operation import own_posts, under
from sharedcli.reports.review_line import ReviewLine
from sharedcli.reports.risk_range import member_range
from sharedcli.reports.risk_register import RegisterReport
from sharedcli.reports.sentences import pounds, sentence
from sharedcli.risk.risk import Risk


def council_layout(
    whole: Assessment, loaded: Loaded, profile: Profile, drawn: Risk, review: ReviewLine | None
) -> Iterator[Block]:
    """The director's own page: a verdict for each system, most urgent words first."""
    names = Names.of(whole.cohort)
    own = [
        verdict
        for assessed in whole.services
        for verdict in assessed.verdicts
        if verdict.council == profile.council.code
    ]
    name = printable(profile.council.name)
    yield Heading(f"{name}: what to share{under(whole.model)}, as at {day(whole.given.as_at)}", level=1)
    for verdict in sorted(own, key=_urgency):
        told = sentence(verdict, names, whole.horizon.start)
        yield Answer(verdict.word.symbol, verdict.word.label, f"{service_label(verdict.service)}. {told}")
    yield from _table(own, whole, names, drawn)
    yield from own_posts(profile.council.code, whole, names)
    if drawn.formed:
        yield Points("Risks that move most money", RegisterReport.of_risk(drawn).sentences())
    if review is not None:
        yield review.paragraph
    yield from _reach(profile)
    yield from rests_on(whole, loaded, names, profile.council.code, drawn=bool(drawn.consortia))


def _urgency(verdict: Verdict) -> tuple[int, str]:
    return list(Word).index(verdict.word), verdict.service


def _table(own: list[Verdict], whole: Assessment, names: Names, drawn: Risk) -> Iterator[Block]:
    rows = []
    for verdict in sorted(own, key=lambda verdict: verdict.service):
        name, opens = f"{verdict.service}.{names.slug[verdict.council]}", verdict.months_until_window
        cells = (
            service_label(verdict.service), f"{verdict.word.symbol} {verdict.word.label}",
            verdict.consortium.id if verdict.consortium else None, _named(f"{name}.npv", verdict.npv_gbp),
            *member_range(verdict.consortium, verdict.council, drawn, names),
            _named(f"{name}.gain-of-all", verdict.gain_of_all_gbp), _named(f"{name}.one-off", verdict.one_off_gbp),
            opens, (whole.horizon.start + opens).first_day if opens is not None else None, verdict.notice_by,
            verdict.write_off_gbp,
        )  # fmt: skip
        rows.append(row(cells, f"{name}.npv"))
    columns = (
        Column("Service"), Column("Verdict"), Column("Consortium"), Column("Net to it £", "pounds"),
        Column("P10 £", "roughly"), Column("P90 £", "roughly"), Column("Net to all if added £", "pounds"),
        Column("One-off £", "pounds"), Column("Months to window", "count"), Column("Window opens", "month"),
        Column("Notice by", "date"), Column("Book value written off £", "pounds"),
    )  # fmt: skip
    note = (
        "Net: present values; of 100 futures drawn 10 are below P10 and 10 above P90. One-off: undiscounted, optimism "
        "bias included. Book value: as it stands today."
    )
    yield Table("System by system", columns, tuple(rows), note)


def _named(name: str, gbp: float | None) -> Known | None:
    return None if gbp is None else Known(name, gbp)


def _reach(profile: Profile) -> Iterator[Block]:
    """The back office as a share of the budget: what sharing can touch at all."""
    council = profile.council
    if council.back_office_gbp is None or not council.net_revenue_budget_gbp:
        yield Paragraph("not known; state net_revenue_budget_gbp and back_office_gbp.", lead="Reach of sharing")
        return
    share = council.back_office_gbp / council.net_revenue_budget_gbp
    yield Paragraph(
        f"the back office is {pounds(council.back_office_gbp)} a year, {share:.1%} of the net revenue budget "
        f"({pounds(council.net_revenue_budget_gbp)}); back-office sharing can touch no more than that.",
        lead="Reach of sharing",
    )
