"""One service on its own page: the answer, the numbers behind it, who, when, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.options import OPTION_WORDS, OptionResult, net_by_end_of
from sharedcli.appraisal.verdicts import Verdict, Word
from sharedcli.checks.wording import day
from sharedcli.costing.saving import Saving
from sharedcli.model.printable import printable
from sharedcli.reports.blocks import Answer, Block, Column, Figure, Figures, Heading, Paragraph, Points, Row, Table
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.operation import host, one_team, why_no_gain
from sharedcli.reports.rounding import noted
from sharedcli.reports.sentences import conditions, gain_or_cost, pounds, sentence
from sharedcli.reports.timing import aligned_table, windows_table


def service_page(assessed: ServiceAssessment, whole: Assessment, names: Names) -> Iterator[Block]:
    """Everything about one service, in the order of REPORTS 4.1."""
    yield Heading(service_label(assessed.service), level=1)
    if not assessed.formed:
        yield Answer(Word.WAIT.symbol, Word.WAIT.label, _nobody(assessed, whole))
    for formed in assessed.formed:
        yield from _consortium(formed, assessed, whole, names)
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


def _consortium(formed: Formed, assessed: ServiceAssessment, whole: Assessment, names: Names) -> Iterator[Block]:
    verdicts = {verdict.council: verdict for verdict in assessed.verdicts if verdict.consortium is formed}
    yield _answer(formed, verdicts, whole, names)
    yield _numbers(formed, whole)
    yield Paragraph(_why(formed, whole, names), lead="Why")
    yield Points("What would change it", tuple(_changes(formed, assessed, whole, names)))
    yield _members(formed, verdicts, whole, names)
    yield from one_team(formed, whole, names)


def _answer(formed: Formed, verdicts: dict[str, Verdict], whole: Assessment, names: Names) -> Answer:
    conditional = [verdict for verdict in verdicts.values() if verdict.word is Word.GO_IF]
    word = Word.GO_IF if conditional else Word.GO
    goes_live = whole.horizon.start + min(formed.joins)
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


def _numbers(formed: Formed, whole: Assessment) -> Figures:
    saving, given = formed.saving(whole.ledger), whole.given
    base, review = given.price_base, given.review_in_force()
    first = saving.first_month_of_net_benefit(formed.go_live)
    figures = [
        Figure("Net present value", f"{formed.id}.npv", saving.npv_gbp, "pounds", f"economic case, {base} prices"),
        *_plain(saving, formed),
        Figure("One-off cost", f"{formed.id}.one-off", saving.one_off_gbp, "pounds", f"{base} prices, bias included"),
        Figure(
            "Peak cash need beyond business as usual",
            f"{formed.id}.peak-cash",
            saving.peak_cash_gbp,
            "pounds",
            "cash view, at a year's end",
        ),
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
        value = net_by_end_of(review, saving, whole.horizon)
        figures.append(Figure("Net by the end of the spending review", f"{formed.id}.review", value, "pounds", basis))
    return Figures(tuple(figures))


def _plain(saving: Saving, formed: Formed) -> Iterator[Figure]:
    if _bias_matters(saving):
        plain = saving.without_optimism_bias_gbp
        yield Figure("  without optimism bias", f"{formed.id}.npv-plain", plain, "pounds", "on costs met and avoided")


def _bias_matters(saving: Saving) -> bool:
    return round(saving.npv_gbp) != round(saving.without_optimism_bias_gbp)


def _why(formed: Formed, whole: Assessment, names: Names) -> str:
    """Who can join without a charge, who cannot, and who has nothing to leave."""
    start = whole.horizon.start
    outside = tuple(
        member.council
        for member in formed.members
        if not any(formed.joining_month(member.council) in span for span in member.window.spans)
    )
    first, last = start + min(formed.joins), start + max(formed.joins)
    span = f"in {first}" if first == last else f"one after another from {first} to {last}"
    text = f"they join {span}, "
    text += f"{names.listed(outside)} outside free months of their own" if outside else "each in a month it is free"
    greenfield = sum(not member.in_use for member in formed.members)
    if greenfield == len(formed.members):
        text += "; none of them has a system to leave"
    elif greenfield:
        text += f"; {greenfield} of {len(formed.members)} {'has' if greenfield == 1 else 'have'} no system to leave"
    return f"{text}."


def _changes(formed: Formed, assessed: ServiceAssessment, whole: Assessment, names: Names) -> Iterator[str]:
    """How wrong one thing may be before the answer turns: REPORTS 4.8 has more."""
    saving, market = formed.saving(whole.ledger), assessed.options.market
    dearer = saving.price_rise_to_break_even_share
    if dearer is not None:
        yield f"A joint supplier price {dearer:.{0 if dearer >= 0.1 else 1}%} higher than assumed leaves nothing."
    if len(formed.members) > 2:
        positions = [market.codes.index(code) for code in formed.codes]
        left = [(market.worth_gbp([p for p in positions if p != gone]), gone) for gone in positions]
        worth, gone = min(left)
        name = names.short[market.codes[gone]]
        rest = "no month suits the rest"
        if worth > -np.inf:
            rest = f"the rest {gain_or_cost(worth, many=True)} together instead of {pounds(saving.npv_gbp)}"
        yield f"If {name} leaves, {rest}: the largest loss any one council can cause."
    if _bias_matters(saving):
        yield f"Without the optimism bias on costs met and avoided it {gain_or_cost(saving.without_optimism_bias_gbp)}."


def _members(formed: Formed, verdicts: dict[str, Verdict], whole: Assessment, names: Names) -> Table:
    """Who gains and who loses: losers first."""
    start, rows = whole.horizon.start, []
    for code in sorted(formed.codes, key=lambda code: verdicts[code].npv_gbp or 0.0):
        saving, verdict = formed.saving(whole.ledger, [code]), verdicts[code]
        joins = (start + formed.joining_month(code)).first_day
        usual, together = -saving.usual.present_gbp, -saving.option.present_gbp
        cells = (
            names.short[code], joins, usual, together, saving.npv_gbp, saving.one_off_gbp,
            verdict.notice_by, f"{verdict.word.symbol} {verdict.word.label}",
        )  # fmt: skip
        rows.append(Row(cells, f"{formed.service}.{names.slug[code]}.npv"))
    total = formed.saving(whole.ledger)
    sums = (-total.usual.present_gbp, -total.option.present_gbp, total.npv_gbp, total.one_off_gbp)
    rows.append(Row(("All", None, *sums, None, ""), f"{formed.id}.npv", is_total=True))
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
    rows = tuple(Row(_option_cells(result, whole, names), f"{assessed.service}.{result.option}.npv")
                 for result in assessed.results)  # fmt: skip
    ends = f"Net by Mar {review.last_year.end.year} £" if review else "Net by end of review £"
    columns = (
        Column("Option", "name"), Column("Councils", "count"), Column("Net present value £", "pounds"),
        Column("One-off £", "pounds"), Column("Peak cash £", "pounds"), Column("Net benefit from", "month"),
        Column(ends, "pounds"), Column("Who loses"),
    )  # fmt: skip
    note = "Net present value in the economic case; peak cash, net benefit and net by the review's end in cash."
    return Table(f"{service_label(assessed.service)}: options side by side", columns, rows, note)


def _option_cells(result: OptionResult, whole: Assessment, names: Names) -> tuple[str | float | None, ...]:
    if not result.is_possible:
        return (OPTION_WORDS[result.option], 0, None, None, None, None, None, "no month suits them all")
    first = result.first_month_of_net_benefit
    return (
        OPTION_WORDS[result.option], result.councils, result.npv_gbp, result.one_off_gbp, result.peak_cash_gbp,
        None if first is None else whole.horizon.day_of(first),  # type: ignore[return-value]
        result.net_by_review_end_gbp, _losers(result, names),
    )  # fmt: skip


def _losers(result: OptionResult, names: Names) -> str:
    most_named = 3
    if len(result.losers) > most_named:
        return f"{len(result.losers)} councils"
    return names.listed(result.losers)
