"""One service on its own page: the answer, the numbers behind it, who, when, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.figures import of_the_rest
from sharedcli.appraisal.options import OPTION_WORDS, OptionResult
from sharedcli.appraisal.verdicts import Verdict, Word
from sharedcli.appraisal.worth import Worth, of_consortium, of_member, of_option
from sharedcli.checks.wording import day
from sharedcli.costing.amounts import Amount
from sharedcli.model.printable import printable
from sharedcli.reports.appraised import figure, row
from sharedcli.reports.blocks import (
    Answer,
    Block,
    Cell,
    Column,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Points,
    Table,
)
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.operation import host, one_team, why_no_gain
from sharedcli.reports.risk_range import likely_figures
from sharedcli.reports.rounding import noted
from sharedcli.reports.sentences import conditions, gain_or_cost, pounds, sentence
from sharedcli.reports.timing import aligned_table, windows_table
from sharedcli.risk.risk import Risk


def service_page(assessed: ServiceAssessment, whole: Assessment, names: Names, drawn: Risk) -> Iterator[Block]:
    """Everything about one service, in the order of REPORTS 4.1."""
    yield Heading(service_label(assessed.service), level=1)
    if not assessed.formed:
        yield Answer(Word.WAIT.symbol, Word.WAIT.label, _nobody(assessed, whole))
    for formed in assessed.formed:
        yield from _consortium(formed, assessed, whole, names, drawn)
    yield from _left_out(assessed, whole, names)
    yield _options(assessed, whole, names)
    if assessed.aligned:
        yield aligned_table(assessed, whole, names)
    yield windows_table(assessed, whole, names)


def _nobody(assessed: ServiceAssessment, whole: Assessment) -> str:
    count = len(assessed.candidates.willing)
    if count < 2:
        return "fewer than two councils here could share this."
    return f"no group of the {count} councils that could share this gains from it{why_no_gain(whole)}."


def _consortium(
    formed: Formed, assessed: ServiceAssessment, whole: Assessment, names: Names, drawn: Risk
) -> Iterator[Block]:
    verdicts = {verdict.council: verdict for verdict in assessed.verdicts if verdict.consortium is formed}
    worth = of_consortium(formed, whole)
    yield _answer(formed, verdicts, whole, names)
    yield _numbers(worth, formed, whole, drawn)
    yield Paragraph(_why(formed, whole, names), lead="Why")
    yield Points("What would change it", tuple(_changes(worth, formed, assessed, whole, names)))
    yield _members(worth, formed, verdicts, whole, names)
    yield from one_team(formed, whole, names)


def _answer(formed: Formed, verdicts: dict[str, Verdict], whole: Assessment, names: Names) -> Answer:
    conditional = [verdict for verdict in verdicts.values() if verdict.word is Word.GO_IF]
    word = Word.GO_IF if conditional else Word.GO
    goes_live = whole.horizon.start + formed.live
    together = all(member.stays_on(formed.product) for member in formed.members)
    what = "renewing together on" if together else "together on"
    on = f"{what} {printable(formed.product)}" if formed.product else "buying together a system new to all of them"
    text = f"{formed.id}: {names.listed(formed.codes)}, {on}{host(formed, whole, names)}, live from {goes_live}."
    if conditional:
        told = (f"{names.short[v.council]} {' and '.join(conditions(v))}" for v in conditional)
        text += f" On condition that {' and '.join(told)}."
    if first := formed.first_notice_by(whole.horizon.start):
        text += f" First deadline: notice by {day(first[0])} ({names.listed(first[1])})."
    return Answer(word.symbol, word.label, text)


def _numbers(worth: Worth, formed: Formed, whole: Assessment, drawn: Risk) -> Figures:
    base, review = whole.given.price_base, whole.given.review_in_force()
    first = worth.saving.first_month_of_net_benefit(formed.live)
    figures = [
        figure(worth.npv(), "Net present value", f"economic case, {base} prices"),
        *_plain(worth),
        *likely_figures(formed, drawn),
        figure(worth.one_off(), "One-off cost", f"{base} prices, bias included"),
        figure(worth.peak_cash(), "Peak cash need beyond business as usual", "cash view, at a year's end"),
        Figure(
            "Net benefit from (running total above zero)",
            f"{formed.id}.first-net-benefit",
            None if first is None else whole.horizon.day_of(first),
            "month",
            "cash view",
        ),
    ]
    if review:
        doubt = ", dates provisional" if review.provisional else ""
        basis = f"cash view, {review.id} to March {review.last_year.end.year}{doubt}"
        figures.append(figure(worth.by_review_end(), "Net by the end of the spending review", basis))
    return Figures(tuple(figures))


def _plain(worth: Worth) -> Iterator[Figure]:
    if worth.bias_matters():
        yield figure(worth.without_bias(), "  without optimism bias", "on costs met and avoided")


def _why(formed: Formed, whole: Assessment, names: Names) -> str:
    """Who can join without a charge, who cannot, and who has nothing to leave."""
    start = whole.horizon.start
    outside = tuple(
        member.council
        for member in formed.members
        if not any(formed.joining_month(member.council) in span for span in member.window.spans)
    )
    first, last = start + formed.live, start + max(formed.joins)
    span = f"in {first}" if first == last else f"one after another from {first} to {last}"
    text = f"they join {span}, "
    text += f"{names.listed(outside)} outside free months of their own" if outside else "each in a month it is free"
    greenfield = sum(not member.in_use for member in formed.members)
    if greenfield == len(formed.members):
        text += "; none of them has a system to leave"
    elif greenfield:
        text += f"; {greenfield} of {len(formed.members)} {'has' if greenfield == 1 else 'have'} no system to leave"
    return f"{text}."


def _changes(
    worth: Worth, formed: Formed, assessed: ServiceAssessment, whole: Assessment, names: Names
) -> Iterator[str]:
    """How wrong one thing may be before the answer turns: REPORTS 4.8 has more."""
    dearer = worth.saving.price_rise_to_break_even_share
    if dearer is not None:
        yield f"A joint supplier price {dearer:.{0 if dearer >= 0.1 else 1}%} higher than assumed leaves nothing."
    if left := hardest_loss(formed, assessed):
        gone, is_possible = left
        rest = "no month suits the rest"
        if is_possible:
            gbp = of_the_rest(formed, gone, assessed, whole, names).gbp
            rest = f"the rest {gain_or_cost(gbp, many=True)} together instead of {pounds(worth.npv().gbp)}"
        yield f"If {names.short[gone]} leaves, {rest}: the largest loss any one council can cause."
    if worth.bias_matters():
        yield f"Without the optimism bias on costs met and avoided it {gain_or_cost(worth.without_bias().gbp)}."


def hardest_loss(formed: Formed, assessed: ServiceAssessment) -> tuple[str, bool] | None:
    """The member whose leaving costs the rest most, and whether any month suits them; `None` where nobody is left."""
    if len(formed.members) <= 2:
        return None
    market = assessed.options.market
    positions = [market.codes.index(code) for code in formed.codes]
    worth, gone = min((market.worth_gbp([p for p in positions if p != one]), one) for one in positions)
    return market.codes[gone], worth > -np.inf


def _members(worth: Worth, formed: Formed, verdicts: dict[str, Verdict], whole: Assessment, names: Names) -> Table:
    """Who gains and who loses: losers first."""
    start, rows = whole.horizon.start, []
    for code in sorted(formed.codes, key=lambda code: verdicts[code].npv_gbp or 0.0):
        own, verdict = of_member(formed, code, whole, names), verdicts[code]
        joins = (start + formed.joining_month(code)).first_day
        cells = (
            names.short[code], joins, own.usual(), own.together(), own.npv(), own.one_off(),
            verdict.notice_by, f"{verdict.word.symbol} {verdict.word.label}",
        )  # fmt: skip
        rows.append(row(cells, own.npv().id))
    sums = (worth.usual(), worth.together(), worth.npv(), worth.one_off())
    rows.append(row(("All", None, *sums, None, ""), worth.npv().id, is_total=True))
    columns = (
        Column("Member"), Column("Joins", "month"), Column("Cost alone £", "pounds"),
        Column("Cost together £", "pounds"), Column("Net £", "pounds"), Column("One-off £", "pounds"),
        Column("Notice by", "date"), Column("Verdict"),
    )  # fmt: skip
    note = noted("Present values over the appraisal, losers first; one-off undiscounted, optimism bias included.", rows)
    return Table(f"{formed.id}: who gains and who loses", columns, tuple(rows), note)


def _left_out(assessed: ServiceAssessment, whole: Assessment, names: Names) -> Iterator[Block]:
    inside = {code for formed in assessed.formed for code in formed.codes}
    outside = [verdict for verdict in assessed.verdicts if verdict.council not in inside]
    if outside:
        told = (
            f"{v.word.symbol} {names.short[v.council]}: {v.word.label}. {sentence(v, names, whole.horizon.start)}"
            for v in outside
        )
        yield Points("Not in a consortium", tuple(told))


def _options(assessed: ServiceAssessment, whole: Assessment, names: Names) -> Table:
    review = whole.given.review_in_force()
    rows = tuple(
        row(_option_cells(result, assessed, whole, names), f"{assessed.service}.{result.option}.npv")
        for result in assessed.results
    )
    ends = f"Net by Mar {review.last_year.end.year} £" if review else "Net by end of review £"
    columns = (
        Column("Option", "name"), Column("Councils", "count"), Column("Net present value £", "pounds"),
        Column("One-off £", "pounds"), Column("Peak cash £", "pounds"), Column("Net benefit from", "month"),
        Column(ends, "pounds"), Column("Who loses"),
    )  # fmt: skip
    note = "Net present value in the economic case; peak cash, net benefit and net by the review's end in cash."
    return Table(f"{service_label(assessed.service)}: options side by side", columns, rows, note)


def _option_cells(
    result: OptionResult, assessed: ServiceAssessment, whole: Assessment, names: Names
) -> tuple[Cell | Amount, ...]:
    if not result.is_possible:
        return (OPTION_WORDS[result.option], 0, None, None, None, None, None, "no month suits them all")
    worth, first = of_option(result.option, assessed, whole), result.first_month_of_net_benefit
    return (
        OPTION_WORDS[result.option], result.councils, worth.npv(), worth.one_off(), worth.peak_cash(),
        None if first is None else whole.horizon.day_of(first),
        None if result.net_by_review_end_gbp is None else worth.by_review_end(), _losers(result, names),
    )  # fmt: skip


def _losers(result: OptionResult, names: Names) -> str:
    most_named = 3
    if len(result.losers) > most_named:
        return f"{len(result.losers)} councils"
    return names.listed(result.losers)
