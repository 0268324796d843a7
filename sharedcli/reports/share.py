"""`share` for people and for machines: who gains and loses, how to divide it, who carries whom, what leaving costs.

One part for each consortium, in the order of REPORTS 4.1. Its pounds are in `share_figures`, its tables in
`share_tables`, its sentences in `share_words`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sharedcli.api import Appraised
from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.options import loses
from sharedcli.appraisal.sharing import Sharing
from sharedcli.appraisal.splitting import Split
from sharedcli.model.division import ShareWishes
from sharedcli.reports.appraised import figure, lay_out, record_of, title
from sharedcli.reports.basis import rests_on
from sharedcli.reports.blocks import Block, Figure, Figures, Heading, Paragraph, Points, Report
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.record import Record
from sharedcli.reports.sentences import losers_of
from sharedcli.reports.share_figures import ShareFigures
from sharedcli.reports.share_record import EMPTY, SCHEMA, record
from sharedcli.reports.share_tables import PRESENT, ShareTables
from sharedcli.reports.share_words import ShareWords


@dataclass(frozen=True, slots=True, eq=False)
class ShareReport:
    """Consortia divided, by the assessment they belong to: `sharings` follows `asked.wholes`."""

    asked: Appraised
    wanted: ShareWishes
    sharings: tuple[tuple[Sharing, ...], ...]

    @property
    def formed(self) -> tuple[Sharing, ...]:
        """Every consortium divided."""
        return tuple(sharing for part in self.sharings for sharing in part)

    def layout(self) -> Report:
        """For people."""
        return lay_out(self.asked, self._part, nothing="Nothing to divide")

    def record(self) -> Record:
        """For machines."""
        return record_of(self.asked, SCHEMA, lambda whole: record(self._of(whole), Names.of(whole.cohort)), empty=EMPTY)

    def _of(self, whole: Assessment) -> tuple[Sharing, ...]:
        at: Mapping[int, tuple[Sharing, ...]] = dict(zip(map(id, self.asked.wholes), self.sharings, strict=True))
        return at[id(whole)]

    def _part(self, whole: Assessment) -> Iterator[Block]:
        names, sharings = Names.of(whole.cohort), self._of(whole)
        yield title("How to divide it", self.wanted.option, whole)
        if not sharings:
            yield Paragraph("no consortium forms under this option, so there is nothing to divide.", lead="ANSWER")
        if len(sharings) > 1:
            yield Paragraph(_all_of_them(sharings, names), lead="ANSWER")
        for sharing in sharings:
            yield from consortium_blocks(sharing, names)
        yield from rests_on(whole, self.asked.loaded, names, self.asked.council)


def _all_of_them(sharings: tuple[Sharing, ...], names: Names) -> str:
    """Losers first, then where some would rather go apart."""
    lost = {
        sharing.formed: losses
        for sharing in sharings
        if (losses := [(gbp, names.short[code]) for code, gbp in _nets(sharing) if loses(gbp)])
    }
    apart = [sharing.formed.id for sharing in sharings if sharing.falls.apart is not None]
    who = f"Who loses as costs fall: {losers_of(lost)}." if lost else "As costs fall nobody loses by it."
    where = f"Some members would do better apart in {', '.join(apart)}." if apart else "None would do better apart."
    return f"{len(sharings)} consortia. {who} {where}"


def _nets(sharing: Sharing) -> Iterator[tuple[str, float]]:
    return zip(sharing.around.codes, sharing.around.npv_gbp.tolist(), strict=True)


def consortium_blocks(sharing: Sharing, names: Names) -> Iterator[Block]:
    """Everything about one consortium divided, in the order of REPORTS 4.1."""
    figures = ShareFigures(sharing, names)
    words, tables = ShareWords(figures), ShareTables(figures)
    yield Heading(f"{service_label(sharing.formed.service)}: {sharing.formed.id}")
    yield Paragraph(words.answer(), lead="ANSWER")
    yield Figures(tuple(_numbers(sharing, figures)))
    yield Points("What would change it", tuple(words.change()))
    yield tables.bars()
    paid = sharing.side_payments
    if isinstance(paid, Split) and sharing.detail.split is not paid:
        yield tables.side_payments(paid)
    yield from _detail(words, tables)
    yield from _splits(sharing, words, tables)
    under_it = "" if sharing.detail is sharing.falls else f", {sharing.detail.split.label.lower()}"
    yield Points(f"Who carries whom{under_it}", tuple(words.carries()))
    yield tables.carries()
    yield tables.departures()
    yield Paragraph(words.terms(), lead="Terms")
    yield tables.terms()


def _numbers(sharing: Sharing, figures: ShareFigures) -> Iterator[Figure]:
    yield figure(figures.worth())
    if isinstance(sharing.side_payments, Split):
        yield figure(figures.paid_in_all())
    yield from map(figure, figures.objection(sharing.falls))


def _detail(words: ShareWords, tables: ShareTables) -> Iterator[Block]:
    if told := words.detail():
        yield Paragraph(told, lead="As asked for")
    yield from tables.in_detail()


def _splits(sharing: Sharing, words: ShareWords, tables: ShareTables) -> Iterator[Block]:
    name = sharing.formed.id
    costs, gains = (sharing.falls, *sharing.costs), sharing.gains
    yield tables.side_by_side(
        costs, f"{name}: what each is left with if costs are divided", f"{PRESENT}. Set-up and running cost by the key."
    )
    yield tables.side_by_side(
        gains,
        f"{name}: what each is left with if the whole {words.whole_words} is divided",
        f"{PRESENT}.{words.errors()}",
    )
    if told := words.left_out():
        yield Paragraph(f"{told}.", lead="Not shown")
    yield tables.which_holds()
