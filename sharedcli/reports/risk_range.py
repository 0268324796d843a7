"""What the futures drawn say, for people: ranges and chances of consortia and members, and what was drawn.

A range is printed to two significant figures, since it is not known better; the record has the pence.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.subjects import all_subject, member_subject
from sharedcli.appraisal.worth import of_consortium
from sharedcli.costing.amounts import Known
from sharedcli.costing.ledger import View
from sharedcli.reports.appraised import row
from sharedcli.reports.blocks import Column, Fan, Figure, Figures, Paragraph, Row, Table
from sharedcli.reports.naming import Names
from sharedcli.reports.rounding import to_two_figures, whole_per_cent
from sharedcli.reports.sentences import counted, pounds
from sharedcli.risk.consortium_risk import ConsortiumRisk, MemberRisk, Quantiles
from sharedcli.risk.figures import (
    chance_id,
    npv_at,
    once_at,
    payback_id,
    total_at,
)
from sharedcli.risk.quantiles import LEVELS, named
from sharedcli.risk.risk import Risk

SURE_SHARE = 0.05
"""Half of the 95% interval of a chance, beyond which too few futures were drawn to read it in whole per cent."""

_BASIS = "economic case, present value"


def roughly(gbp: float) -> str:
    """Pounds in a sentence to two significant figures; a cost is called one.

    >>> roughly(1_234_567.0), roughly(-45_678.0), roughly(0.2)
    ('£1,200,000', '£46,000 cost', 'nothing')
    """
    rounded = to_two_figures(gbp)
    if not rounded:
        return "nothing"
    return f"{pounds(rounded)}{' cost' if rounded < 0 else ''}"


def range_words(npv: Quantiles) -> str:
    """The likely range in words: £40,000 cost to £790,000; one figure where both ends are alike."""
    low, high = roughly(npv.at(0.1)), roughly(npv.at(0.9))
    return low if low == high else f"{low} to {high}"


def likely(risk: Risk) -> Iterator[Paragraph]:
    """What all consortia are likely worth together; nothing where nothing was drawn, or for some of them alone."""
    if risk.npv is None or (risk.council and len(risk.consortia) > 1):
        return
    together = " together" if len(risk.consortia) > 1 else ""
    text = (
        f"{range_words(risk.npv)}{together} (P10 to P90 of {drawn_words(risk)}), {roughly(risk.npv.at(0.5))} in the "
        f"middle one; a net saving in {whole_per_cent(risk.chance_of_saving)}"
    )
    if len(risk.consortia) > 1:
        sure = min(risk.consortia, key=lambda one: one.chance_of_saving)
        text += f". Least sure is {sure.formed.id}: a net saving in {whole_per_cent(sure.chance_of_saving)} of futures"
    yield Paragraph(f"{text}.{in_place_of_bias(risk)}{_few(risk)}", lead="LIKELY WORTH")


def _few(risk: Risk) -> str:
    """That so few futures say little; empty where a chance is known to `SURE_SHARE` or better, by its 95% interval."""
    give_or_take = 1 / math.sqrt(risk.drawing.count)
    if give_or_take <= SURE_SHARE:
        return ""
    return f" So few futures say little: a chance is known to within {whole_per_cent(give_or_take)} either way."


def drawn_words(risk: Risk) -> str:
    """How many futures were drawn, and from which seed."""
    each = " of each" if len(risk.consortia) > 1 else ""
    return f"{counted(risk.drawing.count, 'future', 'futures')}{each}, seed {risk.drawing.seed}"


def range_figures(formed: Formed, risk: Risk) -> tuple[Known | None, Known | None]:
    """P10 and P90 of a consortium, `None` where nothing was drawn."""
    one = risk.of(formed)
    if one is None:
        return None, None
    return npv_at(formed.id, one.npv, 0.1), npv_at(formed.id, one.npv, 0.9)


def member_range(formed: Formed | None, council: str, risk: Risk, names: Names) -> tuple[Known | None, Known | None]:
    """P10 and P90 of one member, `None` where it is in no consortium or nothing was drawn."""
    one = risk.of(formed) if formed else None
    member = one.member(council) if one else None
    if formed is None or member is None:
        return None, None
    subject = member_subject(formed, names.slug[council])
    return npv_at(subject, member.npv, 0.1), npv_at(subject, member.npv, 0.9)


def likely_figures(formed: Formed, risk: Risk) -> Iterator[Figure]:
    """The likely range of a consortium beside its other numbers; nothing where nothing was drawn."""
    one = risk.of(formed)
    if one is None:
        return
    sure = f"a net saving in {whole_per_cent(one.chance_of_saving)} of futures"
    for level, words, basis in ((0.1, "likely from (P10)", sure), (0.9, "to (P90)", "")):
        quantile = npv_at(formed.id, one.npv, level)
        yield Figure(f"  {words}", quantile.id, quantile.gbp, "roughly", basis)


def overview(risk: Risk) -> Table:
    """Every consortium in a row: as planned, its quantiles, its chances; all together in the last."""
    rows = [_overview_row(one, risk) for one in risk.consortia]
    if risk.npv and len(rows) > 1 and risk.council is None:
        subject = all_subject(risk.option)
        cells = ("All", None, None, *(npv_at(subject, risk.npv, level) for level in LEVELS), None, None)
        rows.append(row(cells, npv_at(subject, risk.npv, 0.5).id, is_total=True))
    columns = (
        Column("Consortium", "name"), Column("As planned £", "pounds"), Column("without bias £", "pounds"),
        *(Column(f"{named(level).upper()} £", "roughly") for level in LEVELS),
        Column("Net saving", "chance"), Column(f"Pays back by {_review(risk)}", "chance"),
    )  # fmt: skip
    note = (
        "Net present value. Of 100 futures, 10 are at or below P10, and so on; the last two columns are chances. Where "
        "fewer than two members stay it comes to nothing, which is no saving. Each consortium draws for itself: were "
        "all to go wrong at once, all together would lie further apart."
    )
    return Table("Every consortium in the futures drawn", columns, tuple(rows), note)


def _overview_row(one: ConsortiumRisk, risk: Risk) -> Row:
    worth = of_consortium(one.formed, risk.whole)
    cells = (
        one.formed.id, worth.npv(), worth.without_bias(), *(npv_at(one.formed.id, one.npv, level) for level in LEVELS),
        one.chance_of_saving, one.chance_of_payback,
    )  # fmt: skip
    return row(cells, npv_at(one.formed.id, one.npv, 0.5).id)


def _review(risk: Risk) -> str:
    review = risk.whole.given.review_in_force()
    return f"Mar {review.last_year.end.year}" if review else "the review's end"


def numbers(one: ConsortiumRisk, risk: Risk) -> Figures:
    """The few numbers behind the answer of one consortium."""
    told = {0.1: "P10: 10 of 100 futures come to no more", 0.5: "P50: half of them", 0.9: "P90: 90 of 100"}
    quantiles = [(words, npv_at(one.formed.id, one.npv, level)) for level, words in told.items()]
    figures = [Figure(words, quantile.id, quantile.gbp, "roughly", _BASIS) for words, quantile in quantiles]
    others = f"a loss in {whole_per_cent(one.chance_of_loss)}"
    if one.chance_of_nothing:
        others += f", nothing in {whole_per_cent(one.chance_of_nothing)} (too few stay)"
    figures.append(Figure("Chance of a net saving", chance_id(one.formed.id), one.chance_of_saving, "chance", others))
    if one.chance_of_payback is not None:
        label, name = f"Chance of payback by {_review(risk)}", payback_id(one.formed.id)
        figures.append(Figure(label, name, one.chance_of_payback, "chance", "live, net cash above zero for good"))
    return Figures(tuple(figures))


def members(one: ConsortiumRisk, names: Names) -> Table:
    """Each member in the futures drawn, the least P10 first."""
    rows = tuple(_member_row(one.formed, member, names) for member in sorted(one.members, key=_worst))
    columns = (
        Column("Member"), Column("P10 £", "roughly"), Column("P50 £", "roughly"), Column("P90 £", "roughly"),
        Column("Loses", "chance"), Column("One-off P50 £", "roughly"), Column("P80 £", "roughly"),
        Column("P95 £", "roughly"), Column("Can pay up front £", "pounds"), Column("Could bear its P95"),
    )  # fmt: skip
    note = (
        "Net present value, then what it pays once (real, undiscounted, overruns included), nothing in futures in "
        "which it withdraws or is left alone. A dash: it does not say what it can pay."
    )
    return Table(f"{one.formed.id}: each member in the futures drawn", columns, rows, note)


def _worst(member: MemberRisk) -> tuple[float, str]:
    return member.npv.at(0.1), member.council


def _member_row(formed: Formed, member: MemberRisk, names: Names) -> Row:
    subject = member_subject(formed, names.slug[member.council])
    can = "not stated" if member.most_one_off_gbp is None else "✕ no" if member.could_not_bear else "● yes"
    npv = [npv_at(subject, member.npv, level) for level in (0.1, 0.5, 0.9)]
    once = [once_at(subject, member.one_off, level) for level in (0.5, 0.8, 0.95)]
    cells = (names.short[member.council], *npv, member.chance_of_loss, *once, member.most_one_off_gbp, can)
    return row(cells, npv[0].id)


def fan(one: ConsortiumRisk, risk: Risk) -> Fan:
    """The running total of net cash by financial year: P10, P50 and P90."""
    years, shown, of = risk.whole.ledger.years, (0.1, 0.5, 0.9), one.formed.id
    bands = [
        tuple(total_at(of, total, level, year) for level in shown)
        for year, total in zip(years, one.running_total, strict=True)
    ]
    low, middle, high = (tuple(band[place].gbp for band in bands) for place in range(3))
    paid = one.pays_back_in(0.5)
    ends = f"{roughly(low[-1])} and {roughly(high[-1])}"
    said = (
        "in half of all futures it never pays back"
        if paid is None
        else f"half of all futures pay back by {years[paid]}"
    )
    return Fan(
        f"{of}: running total of net cash, P10 to P90",
        f"By {years[-1]} the running total lies between {ends} in 80 of 100 futures; {said}.",
        years,
        low,
        middle,
        high,
        note=f"All members together; {View.CASH.basis}, at each year's end.",
        figures=tuple((low.id, middle.id, high.id) for low, middle, high in bands),
    )


def cannot_bear(risk: Risk, names: Names) -> str:
    """Members whose one-off cost in 5 of 100 futures or more is beyond what they can pay; empty where none is."""
    told = [
        f"{names.short[member.council]} in {one.formed.id} (pays once {roughly(member.one_off.at(0.95))} or more in 5 "
        f"of 100 futures, and can pay {pounds(member.most_one_off_gbp)})"
        for one in risk.consortia
        for member in one.members
        if member.could_not_bear and member.most_one_off_gbp is not None
    ]
    return "; ".join(told)


def in_place_of_bias(risk: Risk) -> str:
    """How a range stands to the figures as planned; empty where they rest on the same."""
    bias, overruns = risk.whole.given.optimism_bias_share, risk.uncertainty.overruns
    if overruns is None:
        return ""
    smaller = whole_per_cent(overruns.place_of(bias))
    return (
        f" Compare this with the figure without optimism bias: the bias of {bias:.0%} makes projects alone dear too, "
        f"which sharing then avoids, and futures have the overruns of published IT projects in its place, {smaller} of "
        "them smaller."
    )
