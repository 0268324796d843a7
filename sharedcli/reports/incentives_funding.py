"""Change funding for people: who lacks cash by the end of a period, how deep the need goes, what cannot be paid."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.funding import Funding
from sharedcli.appraisal.incentives import Incentives
from sharedcli.appraisal.options import CHOSEN
from sharedcli.model.periods import Period
from sharedcli.reports.appraised import figure
from sharedcli.reports.blocks import Block, Column, Figures, Heading, Paragraph, Row, Table
from sharedcli.reports.incentives_sums import Sums
from sharedcli.reports.sentences import counted, pounds

MOST_TOLD = 3
"""Councils named in the answer."""
MOST_ROWS = 12
"""Rows of a table of members; the others are counted below it, and all are in the JSON."""


def by_end_of(period: Period) -> str:
    """When a period ends, in words."""
    when = f"31 March {period.last_year.end.year}"
    doubt = ", dates provisional" if period.provisional else ""
    return f"{when} ({period.name}{doubt})"


def funding_answer(found: Incentives, sums: Sums) -> str:
    """One sentence or two: who is short, of how much, and how deep it goes."""
    if not found.members:
        return "no consortium forms, so nobody needs any."
    end = by_end_of(found.period)
    short = [one for one in found.members if one.is_short]
    councils = len({one.council for one in found.members})
    if not found.period.years(found.whole.horizon):
        return f"{found.period.name} ends before these facts begin, so nothing falls into it."
    if not short:
        text = f"no member of a consortium is out of pocket by {end}."
    else:
        worst, who = short[0], len({one.council for one in short})
        text = (
            f"by {end} {who} of {counted(councils, 'council', 'councils')} {'is' if who == 1 else 'are'} out of pocket "
            f"in {counted(len({_where(one) for one in short}), 'consortium', 'consortia')}; grants of "
            f"{pounds(sums.gaps().gbp)} together would close that (the deepest {pounds(sums.gap(worst).gbp)}, "
            f"{sums.names.short[worst.council]} in {_where(worst)})."
        )
    return text + _beyond(found) + _too_soon(found) + _cannot_pay(found, sums)


def _where(one: Funding) -> str:
    return one.consortium.id if one.consortium else one.service


def _beyond(found: Incentives) -> str:
    last = found.whole.horizon.years[-1]
    return f" The appraisal ends sooner, in March {last.end.year}." if last < found.period.last_year else ""


def _too_soon(found: Incentives) -> str:
    """How much goes live only after the period, and a review that looks further."""
    ends, start = found.period.last_year.end, found.whole.horizon.start
    first = [one.live for outcome in found.standing for one, _ in outcome.formed if found.council in {None, *one.codes}]
    late = sum((start + month).first_day >= ends for month in first)
    if not late:
        return ""
    further = (r.id for r in found.whole.given.spending_reviews if found.period.last_year < r.last_year)
    hint = f" --by {later} looks further." if (later := next(further, None)) else ""
    if late == len(first):
        soonest = start + min(first)
        return (
            f" It ends before anything is live (first in {soonest}): by then there is only what is spent, "
            f"or not spent, on the way.{hint}"
        )
    return f" {late} of {counted(len(first), 'consortium', 'consortia')} go live only after it.{hint}"


def _cannot_pay(found: Incentives, sums: Sums) -> str:
    """Who has to be funded up front for a consortium, the most first; for those proposed it is a condition to go."""
    short = [(sums.shortfall(one).gbp, one) for one in found.members if one.shortfall.entries]
    if not short:
        return ""
    most = sorted(short, key=lambda pair: (-pair[0], pair[1].service, pair[1].council))
    told = "; ".join(
        f"{sums.names.short[one.council]} is funded with the {pounds(gbp)} it cannot pay up front for {_where(one)}"
        for gbp, one in most[:MOST_TOLD]
    )
    more = f"; and {len(most) - MOST_TOLD} more" if len(most) > MOST_TOLD else ""
    return f" {'Go' if found.option == CHOSEN else 'Only'} if {told}{more}."


def funding_page(found: Incentives, sums: Sums) -> Iterator[Block]:
    """The tables of it."""
    yield Heading("Change funding")
    if not found.members:
        yield Paragraph("Nothing forms under this option.")
        return
    if any(one.is_short for one in found.members):
        yield _gaps(found, sums)
    yield _purses(found, sums)
    yield _running(found, sums)
    yield Figures((figure(sums.total()), figure(sums.total_with_grants())))
    yield Paragraph(
        "central government would pay the grants, in the last month of the period; they move money and make none, so "
        "the public total stays where it is.",
        lead="A grant is a transfer",
    )


def _gaps(found: Incentives, sums: Sums) -> Table:
    short = [one for one in found.members if one.is_short]
    rows = [
        Row(
            (
                sums.names.short[one.council],
                _where(one),
                sums.net(one).gbp,
                sums.gap(one).gbp,
                sums.with_grant(one).gbp,
            ),
            sums.gap(one).id,
        )
        for one in short[:MOST_ROWS]
    ]
    if len(short) > 1:
        rows.append(Row(("All together", None, None, sums.gaps().gbp, None), sums.gaps().id, is_total=True))
    columns = (
        Column("Council"), Column("Consortium", "name"), Column("Net cash by then £", "pounds"),
        Column("Funding gap £", "pounds"), Column("Net with the grant £", "pounds"),
    )  # fmt: skip
    left, fine = len(short) - MOST_ROWS, len(found.members) - len(short)
    note = "Cash view: nominal, against each council's own course; the deepest first."
    note += f" {counted(left, 'more membership has', 'more memberships have')} a smaller gap." if left > 0 else ""
    note += f" {counted(fine, 'membership needs', 'memberships need')} no grant." if fine else ""
    return Table(
        f"Smallest grants so that nobody is out of pocket by {by_end_of(found.period)}", columns, tuple(rows), note
    )


def _purses(found: Incentives, sums: Sums) -> Table:
    """What each council would need at its deepest and pay up front, over all its services: it has one purse."""
    rows = []
    for one in _deepest_first(found)[:MOST_ROWS]:
        peak, years = sums.peak(one), one.saving.years_to_peak
        says_limit = one.most_one_off_gbp is not None
        cells = (
            sums.names.short[one.council], peak.gbp, one.saving.usual.years[years[-1]] if years else None,
            sums.usual_one_off(one).gbp, sums.one_off(one).gbp, one.most_one_off_gbp,
            sums.shortfall(one).gbp if says_limit else None,
        )  # fmt: skip
        rows.append(Row(cells, peak.id))
    columns = (
        Column("Council"), Column("Peak cash need £", "pounds"), Column("at the end of", "name"),
        Column("One-off alone £", "pounds"), Column("One-off together £", "pounds"),
        Column("Can pay up front £", "pounds"), Column("Short up front £", "pounds"),
    )  # fmt: skip
    note = (
        "Over all services. Peak cash is nominal and beyond the council's own course. One-off costs are in "
        f"{found.whole.given.price_base} prices, undiscounted, optimism bias included; what it can pay is "
        "conditions.most_one_off_gbp of its profile, an input."
    )
    return Table("Cash each council would need, deepest first", columns, tuple(rows), note + _left(found))


def _deepest_first(found: Incentives) -> list[Funding]:
    return sorted(found.councils, key=lambda one: (-one.saving.peak_cash_gbp, one.council))


def _left(found: Incentives) -> str:
    left = len(found.councils) - MOST_ROWS
    return f" {left} more need less." if left > 0 else ""


def _running(found: Incentives, sums: Sums) -> Table:
    """The running total of net cash to the deepest year of anybody, or the period's end where that is later."""
    last = shown_years(found)
    names = found.whole.ledger.years
    rows = [
        Row(
            (sums.names.short[one.council], *(sums.running_total(one, year).gbp for year in range(last))),
            sums.running_total(one, last - 1).id,
        )
        for one in _deepest_first(found)[:MOST_ROWS]
    ]
    columns = (Column("Council"), *(Column(f"{name} £", "pounds") for name in names[:last]))
    note = "Cash view: net nominal cash against its own course, added up from the first year, over all services."
    return Table("Running total of net cash, by financial year", columns, tuple(rows), note + _left(found))


def shown_years(found: Incentives) -> int:
    """How many years of the running total are shown: to the deepest year of anybody, or the period's end if later."""
    deepest = max((len(one.saving.years_to_peak) for one in found.councils), default=0)
    return max(deepest, len(found.period.years(found.whole.horizon)), 1)
