"""Centres announced, for people: how much is claimed, what can stand together, and how far the claims go beyond it.

REPORTS 4.9. The tables are in `reports/proposals_tables.py`, the record for machines in `reports/proposals_record.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli import __version__
from sharedcli.api import CheckRun, Loaded
from sharedcli.appraisal.centres import Seat
from sharedcli.appraisal.proposals import MOST_WAYS, Fate, ProposalsAppraisal, ServiceProposals
from sharedcli.checks.wording import day
from sharedcli.costing.coordination import lead_months
from sharedcli.model.finding import Severity
from sharedcli.model.printable import printable
from sharedcli.reports.assumed import bias_line, changed, whether_changed
from sharedcli.reports.basis import assumptions_table
from sharedcli.reports.blocks import Block, Figure, Figures, Heading, Paragraph, Points, Report
from sharedcli.reports.coverage import facts_of_another_day, illustrative, not_used
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.proposals_sums import Sums
from sharedcli.reports.proposals_tables import centres_listed, centres_table, seats_listed, steps_table, twice_table
from sharedcli.reports.record import Record
from sharedcli.reports.sentences import counted, pounds


@dataclass(frozen=True, slots=True, eq=False)
class ProposalsReport:
    """An appraisal of centres announced, the profiles it rests on, and the run over the file of centres."""

    whole: ProposalsAppraisal
    loaded: Loaded
    read: CheckRun

    def layout(self) -> Report:
        """For people."""
        blocks = tuple(_blocks(self))
        return Report(_title(self.whole), blocks)

    def record(self) -> Record:
        """For machines."""
        from sharedcli.reports.proposals_record import record

        return record(self.whole, self.loaded, self.read)


def _title(whole: ProposalsAppraisal) -> str:
    centres = counted(len(whole.centres), "centre", "centres")
    return f"Can all the centres work? {centres} announced, as at {day(whole.given.as_at)}"


def _blocks(report: ProposalsReport) -> Iterator[Block]:
    whole, names = report.whole, Names.of(report.whole.cohort)
    sums = Sums.of(whole)
    yield Heading(_title(whole), level=1)
    yield from not_used(report.loaded)
    yield from _other_facts(whole, report.loaded)
    yield Paragraph(_answer(whole, sums), lead="ANSWER")
    yield from changed(whole.given)
    yield _numbers(whole, sums)
    yield Paragraph(_why(whole, sums), lead="Why")
    yield steps_table(whole, sums)
    yield Points("Check first", tuple(_cautions(report, sums, names)))
    for service in whole.services:
        yield from _service_page(service, whole, names)
    yield Heading("What this rests on", level=1)
    yield assumptions_table(whole.given)
    yield Points("Where it comes from", tuple(_provenance(report)))


def _other_facts(whole: ProposalsAppraisal, loaded: Loaded) -> Iterator[Block]:
    """Councils whose facts are of another time, and so stand in no centre."""
    others = sum(len(cohort.profiles) for cohort in loaded.cohorts if cohort is not whole.cohort)
    if others:
        text = f"{counted(others, 'profile', 'profiles')} of another time than that of the centres announced."
        yield Paragraph(text, lead="NOT USED")


def _answer(whole: ProposalsAppraisal, sums: Sums) -> str:
    services = counted(len(whole.services), "service", "services")
    many = "claims" if len(whole.centres) == 1 else "claim"
    claimed = f"{counted(len(whole.centres), 'centre', 'centres')} in {services} {many} {pounds(sums.claimed)}"
    if not sums.unknown:
        return f"{claimed}. {_against(sums)}"
    left = f"{pounds(sums.unknown)} of that could not be appraised"
    if sums.unknown == sums.claimed:
        return f"{claimed}; none of it could be appraised."
    return f"{claimed}; {left}. Of the {pounds(sums.appraised)} that could, {_against(sums, lower=True)}"


def _against(sums: Sums, *, lower: bool = False) -> str:
    head = f"{'at' if lower else 'At'} most {pounds(sums.worth)} can happen with the members announced"
    if sums.overstated <= 0:
        return f"{head}: nothing is overstated."
    return f"{head}: overstated by {pounds(sums.overstated)} ({sums.overstated / sums.appraised:.0%})."


def _numbers(whole: ProposalsAppraisal, sums: Sums) -> Figures:
    base = f"present value, {whole.given.price_base} prices"
    figures = [
        Figure("Claimed by all centres", "proposals.claimed", sums.claimed, "pounds", base),
        Figure("Claimed by those that can stand", "proposals.standing.claimed", sums.standing, "pounds", base),
        Figure("What those are worth", "proposals.standing.npv", sums.worth, "pounds", f"{base}, by our appraisal"),
    ]
    if round(sums.worth) != round(sums.plain):
        label, basis = "  without optimism bias", "on costs met and avoided"
        figures.append(Figure(label, "proposals.standing.npv-plain", sums.plain, "pounds", basis))
    basis = "claims appraised, less what those that can stand are worth"
    figures.append(Figure("Overstated by", "proposals.overstated", sums.overstated, "pounds", basis))
    return Figures(tuple(figures))


def _why(whole: ProposalsAppraisal, sums: Sums) -> str:
    """How much is double counting, how much would be lost, how much is optimism."""
    told = []
    if twice := whole.of(Fate.COUNTED_ELSEWHERE):
        centres = counted(len(twice), "centre needs", "centres need")
        told.append(f"{pounds(sums.counted_elsewhere)} is double counting ({centres} councils of one that stands)")
    if losing := whole.of(Fate.WORTH_NOTHING):
        centres = counted(len(losing), "centre that loses", "centres that lose")
        told.append(f"{pounds(sums.worth_nothing)} is claimed by {centres} money by our appraisal")
    if whole.of(Fate.STANDS):
        beyond = sums.standing - sums.worth
        what = "is optimism" if beyond >= 0 else "is left unclaimed"
        told.append(f"{pounds(beyond)} {what} (the claims of those that can stand against our appraisal of them)")
    return f"{'; '.join(told)}." if told else "no centre could be appraised."


def _service_page(service: ServiceProposals, whole: ProposalsAppraisal, names: Names) -> Iterator[Block]:
    yield Heading(service_label(service.service), level=1)
    yield Paragraph(_one_service(service), lead="ANSWER")
    yield centres_table(service, whole)
    if service.twice:
        yield twice_table(service, names)
    if told := tuple(_left_out(service, names)):
        yield Points("Members left out", told)
    if service.twice:
        yield Paragraph(_choice(service, whole, names), lead="If every council counted twice chose one centre")


def _one_service(service: ServiceProposals) -> str:
    """REPORTS 4.9: so many claim so much; at most so much can happen; which."""
    centres = service.centres
    stands = [centre for centre in centres if centre.fate is Fate.STANDS]
    claim = "claims" if len(centres) == 1 else "claim"
    claimed = sum(centre.claim_gbp for centre in centres)
    text = f"{counted(len(centres), 'centre', 'centres')} {claim} {pounds(claimed)}"
    if unknown := sum(centre.claim_gbp for centre in centres if centre.fate is Fate.NOT_APPRAISED):
        text += f", {pounds(unknown)} of it not appraised"
    if not stands:
        return f"{text}; none can be shown to save anything."
    worth = sum(centre.worth_gbp or 0.0 for centre in stands)
    named = centres_listed(tuple(centre.announced for centre in stands))
    who = f"{named} alone" if len(stands) == 1 and len(centres) > 1 else named
    return f"{text}; at most {pounds(worth)} can happen: {who}."


def _left_out(service: ServiceProposals, names: Names) -> Iterator[str]:
    """Who is left out of which centre and why, those with one reason together."""
    for centre in service.centres:
        together: dict[str, list[Seat]] = {}
        for left in centre.announced.left_out:
            together.setdefault(left.reason, []).append(left.seat)
        for reason, seats in together.items():
            which = "which" if len(seats) == 1 else "each of which"
            named = f"{printable(centre.announced.centre.name)} without {seats_listed(seats, names)}"
            yield f"{named}, {which} {printable(reason, most=100)}."


def _choice(service: ServiceProposals, whole: ProposalsAppraisal, names: Names) -> str:
    """A second look: whether more can stand where each centre keeps only those who choose it."""
    if service.choosing is None:
        return f"not looked at: the centres could keep their councils in more than {MOST_WAYS:,} ways."
    stands = sum(centre.worth_gbp or 0.0 for centre in service.centres if centre.fate is Fate.STANDS)
    worth = sum(kept.saving(whole.ledger).npv_gbp for _, kept in service.choosing)
    if round(worth) <= round(stands):
        return f"no more than the {pounds(stands)} of the centres as announced."
    keep = "; ".join(
        f"{printable(centre.centre.name)} would keep {names.listed(kept.codes)}" for centre, kept in service.choosing
    )
    return f"{pounds(worth)} instead of {pounds(stands)}. {keep}."


def _cautions(report: ProposalsReport, sums: Sums, names: Names) -> Iterator[str]:
    """What no figure shows, the most pressing first."""
    whole = report.whole
    yield (
        "Our figures are for joint procurement, net of its one-off costs, with each council keeping its own staff. A "
        "claim is as announced, net or not; what it owes to fewer staff is not in our figures."
    )
    yield from facts_of_another_day(whole.cohort)
    yield from _out_of_time(whole)
    if sums.unknown:
        yield f"{pounds(sums.unknown)} is claimed by centres that could not be appraised; it may be right or wrong."
    invented = [c for c in whole.centres if whole.proposals.standing_of(c.announced.centre) == "illustrative"]
    if invented:
        yield f"The claims of {len(invented)} of {len(whole.centres)} centres are illustrative, not facts."
    yield from illustrative(whole.cohort, names)
    for finding in report.read.findings:
        if finding.severity is Severity.WARNING:
            yield f"Line {finding.location.line} of the proposals ({finding.rule.code}): {finding.message}"


def _out_of_time(whole: ProposalsAppraisal) -> Iterator[str]:
    """Claims from before a group of that size could be live, or from after the appraisal ends."""
    start = whole.horizon.start
    for announced in (centre.announced for centre in whole.centres):
        name, size = printable(announced.centre.name), len(announced.seats)
        earliest = lead_months(size, whole.given)
        if announced.live >= whole.horizon.months:
            yield f"{name} is claimed for from {start + announced.live}, when the appraisal is over: it counts nothing."
        elif announced.live < earliest:
            could = start + earliest
            yield f"{name} is claimed for from {start + announced.live}; no group of {size} can be live before {could}."


def _provenance(report: ProposalsReport) -> Iterator[str]:
    whole, run = report.whole, report.loaded.run
    given, used = whole.given, sum(file.is_ready for file in run.files)
    yield f"sharedcli {__version__}; {used} of {counted(len(run.files), 'profile', 'profiles')} used."
    for file in report.read.files:
        sha256 = f", SHA-256 begins {file.sha256[:12]}" if file.sha256 else ""
        yield f"Centres: {file.file}, announced by {day(whole.proposals.as_at)}{sha256}."
    yield (
        f"As at {day(given.as_at)}; horizon {whole.horizon.years[0]} to {whole.horizon.years[-1]}; "
        f"price base {given.price_base}; {whether_changed(given)}."
    )
    yield bias_line(given)
    yield (
        "A claim counts from the month announced, no sooner than the month of the as-at date; without one, from the "
        "earliest month in which a group of its size could be live; to the end of the horizon, in real pounds."
    )
    yield "The method, step by step: sharedcli/help/method.md. `sharedcli assess` shows what each council should do."
