"""The tables of what falls into spending reviews: side by side, year by year, target, options, members, consortia."""

from __future__ import annotations

from collections.abc import Sequence

from sharedcli.appraisal.options import OPTION_WORDS
from sharedcli.appraisal.releasing import Releasing, Split, Within
from sharedcli.appraisal.spending_review import InReview, SpendingReviews
from sharedcli.costing.amounts import Amount
from sharedcli.model.calendar import Horizon
from sharedcli.reports.appraised import row
from sharedcli.reports.blocks import Cell, Column, Row, Table
from sharedcli.reports.csr_words import asked_of_councils, met_words, per_cent
from sharedcli.reports.naming import Names
from sharedcli.reports.rounding import noted
from sharedcli.reports.sentences import counted

CASH_VIEW = "Cash view: nominal, undiscounted; money alone, against each council's own course."
MOST_ROWS = 20
"""Rows of a table of councils or consortia; the others are counted below it, and all are in the JSON."""


def side_by_side(found: SpendingReviews) -> Table:
    """One row for each period."""
    rows = []
    for one in found.periods:
        group = one.group
        asked = asked_of_councils(one.span, one.reach.last_step)
        cells: tuple[Cell | Amount, ...] = (one.span.name, one.span.years, asked)
        if group.inside:
            money: tuple[Cell | Amount, ...] = (
                group.reached, group.split.net, group.unbudgeted, group.before, group.after, one.deepest,
            )  # fmt: skip
            cells = (*cells, *money, "yes" if group.is_live else "no")
        else:
            cells = (*cells, *(6 * (None,)), "outside")
        rows.append(row(cells, group.split.net.id if group.inside else ""))
    columns = (
        Column("Period", "name"), Column("Years"), Column("Asked of councils"),
        Column("Ongoing in last year £", "pounds"), Column("Net inside £", "pounds"),
        Column("Net, unbudgeted £", "pounds"), Column("Net before £", "pounds"), Column("Net after £", "pounds"),
        Column("Change funding £", "pounds"), Column("Live by its end"),
    )  # fmt: skip
    note = (
        f"{CASH_VIEW} Net of one-off cost; before, inside and after add up to all years; unbudgeted is inside where no "
        "one-off cost avoided is in a budget. Change funding is what councils lack at the deepest year's end inside, "
        "each by itself, counted from the period's first year. A year in two periods is counted in both."
    )
    return Table("Periods side by side", columns, tuple(rows), note)


def by_year(one: InReview, group: Releasing, horizon: Horizon) -> Table:
    """Every year, before, inside and after, with what each part comes to below it."""
    inside, rows = one.group.inside, []
    for place, year in enumerate(horizon.years):
        where = "before" if place < inside.start else "after" if place >= inside.stop else "inside"
        total = one.group.running_total(place - inside.start + 1) if where == "inside" else None
        rows.append(_year(str(year), where, group.in_year(place), total))
        if place == inside.stop - 1 and inside:
            rows.append(_part("IN THE PERIOD", one.group.split))
    everything = group.in_all()
    if inside.stop < len(horizon.years):
        rows.append(_part("AFTER IT", one.group.split_after))
    rows.append(_part("OVER ALL YEARS", everything))
    columns = (
        Column("Year", "name"), Column("Where", "name"), Column("Ongoing saving £", "pounds"),
        Column("One-off cost £", "pounds"), Column("One-off avoided £", "pounds"), Column("Net £", "pounds"),
        Column("Net added up inside £", "pounds"),
    )  # fmt: skip
    yearly = [Row(one_row.cells[2:6]) for one_row in rows if not one_row.is_total]
    note = noted(CASH_VIEW, [*yearly, Row(rows[-1].cells[2:6])])
    return Table(f"{one.span.name}: cash released by financial year", columns, tuple(rows), note)


def _year(year: str, where: str, split: Split, total: Amount | None) -> Row:
    return row((year, where, *split.amounts, total), split.net.id)


def _part(label: str, split: Split) -> Row:
    return row((label, None, *split.amounts, None), split.net.id, is_total=True)


def target_table(one: InReview) -> Table | None:
    """The path year by year, and what the ongoing saving of each year meets of it; `None` where there is none."""
    reach, baseline = one.reach, one.reach.baseline_gbp
    if not reach.steps or baseline is None:
        return None
    revised = any(step.revised_share != step.share for step in reach.steps)
    in_part = any(step.is_partly_cash for step in reach.steps)
    rows = []
    for step in reach.steps:
        saved: tuple[Cell | Amount, ...] = (step.saved.ongoing, step.saved.net) if step.saved else (None, None)
        later = (step.revised_share, step.revised_share * baseline) if revised else ()
        cash = (step.cash_share * baseline,) if in_part else ()
        met = [step.met_share(baseline), *([step.met_cash_share(baseline)] if in_part else [])]
        told = (None if share is None else met_words(share) for share in met)
        cells = (step.year, step.share, step.share * baseline, *later, *cash, *saved, *told)
        rows.append(row(cells, step.saved.ongoing.id if step.saved else ""))
    columns = (
        Column("By the end of", "name"), Column("Asked", "share"), Column("Target £", "pounds"),
        *((Column("As revised", "share"), Column("Revised target £", "pounds")) if revised else ()),
        *((Column("Of it in cash £", "pounds"),) if in_part else ()),
        Column("Ongoing saving £", "pounds"), Column("Net of one-off £", "pounds"), Column("Met by ongoing", "name"),
        *((Column("Cash part met", "name"),) if in_part else ()),
    )  # fmt: skip
    note = (
        f"Cumulative, of the baseline in {one.span.baseline_year} prices. A cumulative target counts what is released "
        "a year by then, so the ongoing saving of that year stands beside it. The targets are inputs, not sums."
    )
    return Table(f"{one.span.name}: the target, and what this sharing meets of it", columns, tuple(rows), note)


def options_table(one: InReview) -> Table:
    """Every option by the period's end; the shares are of the councils whose budget is known."""
    baseline, target_gbp, rows = one.reach.baseline_gbp, one.target_gbp, []
    for other in one.compared:
        gbp, group = other.counted.reached.gbp, other.group
        share = per_cent(gbp / baseline) if baseline else None
        target = met_words(gbp / target_gbp) if target_gbp else None
        live = "yes" if group.is_live else "no"
        cells = (OPTION_WORDS[other.option], live, group.reached, share, target, group.split.net)
        rows.append(row(cells, group.reached.id))
    columns = (
        Column("Option"), Column("Live by its end"), Column("Ongoing in its last year £", "pounds"),
        Column("of the baseline" if one.reach.is_given else "of the budgets", "name"),
        Column("of the target", "name"), Column("Net inside £", "pounds"),
    )  # fmt: skip
    note = f"{CASH_VIEW} None releases more a year by then than the highest of these."
    if baseline and one.reach.silent and not one.reach.is_given:
        note += " The shares leave out councils that state no budget."
    return Table(f"{one.span.name}: what each option could meet by its end", columns, tuple(rows), note)


def members_table(one: InReview, names: Names, horizon: Horizon) -> Table:
    """Each council over all it shares, the one that pays most inside the period first."""
    in_order = sorted(one.councils, key=lambda item: (item[1].split.net.gbp, item[0]))
    rows = [
        _member(names.short[code], within, horizon, within.releasing.in_all().net)
        for code, within in in_order[:MOST_ROWS]
    ]
    if len(in_order) <= MOST_ROWS:
        lacking = (one.lacking, one.deepest)
        everything = one.group.releasing.in_all().net
        rows.append(_member("All together", one.group, horizon, everything, lacking, is_total=True))
    columns = (
        Column("Council"), Column("Live from", "name"), Column("Ongoing in its last year £", "pounds"),
        Column("Net inside £", "pounds"), Column("Net after £", "pounds"), Column("Net, all years £", "pounds"),
        Column("Lacking at its end £", "pounds"), Column("Lacking at the deepest £", "pounds"),
    )  # fmt: skip
    note = f"{CASH_VIEW} Over all services; who pays most inside first. No council's gain fills another's gap."
    note += _left(in_order) or " The last row's deepest is of the year in which most is lacking in all."
    return Table(f"{one.span.name}: by council", columns, tuple(rows), note)


def _left(listed: Sequence[object]) -> str:
    left = len(listed) - MOST_ROWS
    return f" {counted(left, 'more is', 'more are')} in the JSON." if left > 0 else ""


def _member(
    label: str,
    within: Within,
    horizon: Horizon,
    everything: Amount,
    lacking: tuple[Amount, Amount] | None = None,
    *,
    is_total: bool = False,
) -> Row:
    live = within.releasing.live
    cells = (
        label, None if live is None else str(horizon.start + live), within.reached, within.split.net, within.after,
        everything, *(lacking or (within.lacking, within.deepest)),
    )  # fmt: skip
    return row(cells, within.split.net.id, is_total=is_total)


def consortia_table(one: InReview, horizon: Horizon) -> Table:
    """Each consortium, in the order of its first live month."""
    in_order = sorted(one.consortia, key=lambda item: (item[1].releasing.live or 0, item[0].id))
    rows = []
    for formed, within in in_order[:MOST_ROWS]:
        live = within.releasing.live
        cells = (
            formed.id, str(horizon.start + live) if live is not None else None, "yes" if within.is_live else "no",
            within.reached, within.split.net, within.before, within.after,
        )  # fmt: skip
        rows.append(row(cells, within.split.net.id))
    columns = (
        Column("Consortium", "name"), Column("Live from", "name"), Column("Live by its end"),
        Column("Ongoing in its last year £", "pounds"), Column("Net inside £", "pounds"),
        Column("Net before £", "pounds"), Column("Net after £", "pounds"),
    )  # fmt: skip
    return Table(f"{one.span.name}: by consortium", columns, tuple(rows), f"{CASH_VIEW}{_left(in_order)}")
