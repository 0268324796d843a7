"""The tables of what sharing saves: line by line, step by step, year by year, member by member."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.options import loses
from sharedcli.appraisal.savings import Compared, Group, Period, Savings
from sharedcli.costing.ledger import View
from sharedcli.model.assumptions import Assumptions
from sharedcli.reports.blocks import Bar, Bars, Cell, Column, Row, Table
from sharedcli.reports.naming import Names
from sharedcli.reports.rounding import noted
from sharedcli.reports.sentences import gain_or_cost, pounds

_NET = (Column("If nothing changes £", "pounds"), Column("Together £", "pounds"), Column("Saved £", "pounds"))

_DWARFED = 5  # running costs so many times as large as all steps together hide them


def economic(given: Assumptions) -> str:
    """The basis of the economic case, to end a caption or open a note."""
    return f"present values, real, {given.price_base} prices"


def lines_table(savings: Savings, about: str, given: Assumptions) -> Table:
    """The counterfactual, the option and the difference, a row for each line of the ledger."""
    rows = [_compared(line.label, compared) for line, compared in savings.lines]
    rows.append(_compared("All costs", savings.whole, is_total=True))
    note = f"Economic case: {economic(given)}. Saved below zero costs more together."
    return Table(f"{about}: cost by line", (Column("Line"), *_NET), tuple(rows), noted(note, rows))


def bias_table(savings: Savings, about: str, given: Assumptions) -> Table:
    """Both sides without the optimism bias, the bias, and both with it."""
    rows = [
        _compared("Without optimism bias", savings.plain),
        _compared("Optimism bias", savings.bias),
        _compared("With optimism bias", savings.whole, is_total=True),
    ]
    which = "avoided" if savings.bias.net.gbp >= 0 else "of the move"
    note = f"Economic case: {economic(given)}. The bias in the net is on costs {which}: read the net without it first."
    return Table(f"{about}: with and without optimism bias", (Column("Costs"), *_NET), tuple(rows), noted(note, rows))


def _compared(label: str, compared: Compared, *, is_total: bool = False) -> Row:
    cells = (label, compared.usual.gbp, compared.together.gbp, compared.net.gbp)
    return Row(cells, compared.net.id, is_total=is_total)


def waterfall(savings: Savings, about: str, given: Assumptions) -> Bars:
    """From what running it alone costs to the net present value, a bar for each step."""
    groups = dict(savings.groups)
    running, npv = groups.pop(Group.RUNNING, None), savings.npv
    steps: list[Bar] = []
    if running:
        steps.append(Bar("= Running costs saved", running.net.gbp, 0.0, running.net.id, is_total=True))
    for group, compared in groups.items():
        starts = steps[-1].ends_gbp if steps else 0.0
        steps.append(Bar(group.label, compared.net.gbp, starts, compared.net.id))
    steps.append(Bar("= Net present value", npv.gbp, 0.0, npv.id, is_total=True))
    bars = [*(_running(running, steps) if running else ()), *steps]
    note = (
        f"Economic case: {economic(given)}. After the running costs each step is the cost alone less the cost "
        "together, so what is avoided counts as gained."
    )
    added_up = [Row((bar.label, bar.gbp)) for bar in ([*bars[:2], *bars[3:]] if running else bars)]
    return Bars(f"{about}: from cost alone to net saving", _told(savings), tuple(bars), noted(note, added_up))


def _running(running: Compared, steps: Sequence[Bar]) -> tuple[Bar, Bar]:
    """The two bars a waterfall starts with; not drawn where they would make every step too small to be seen."""
    alone, together = running.usual, running.together
    reach = Bars("", "", tuple(steps)).reach_gbp
    is_drawn = max(alone.gbp, together.gbp) <= _DWARFED * (reach[1] - reach[0])
    return (
        Bar("Running costs, if nothing changes", alone.gbp, 0.0, alone.id, is_total=True, is_drawn=is_drawn),
        Bar("Running costs, together", -together.gbp, alone.gbp, together.id, is_drawn=is_drawn),
    )


def _told(savings: Savings) -> str:
    """What the waterfall shows: the net, and the step that makes most of it."""
    group, step = max(savings.groups, key=lambda item: abs(item[1].net.gbp))
    net = savings.npv.gbp
    word = "saved" if step.net.gbp >= 0 else "added"
    return (
        f"The steps together {gain_or_cost(net, many=True)}; the largest is {group.label.lower()}: "
        f"{pounds(step.net.gbp)} {word}."
    )


def years_table(savings: Savings, view: View, about: str, given: Assumptions) -> Table:
    """A row for each financial year and one for all, in one view."""
    is_cash = view is View.CASH
    rows = [_year(one, one.year, one.total.gbp, is_cash) for one in savings.periods(view)]
    whole = _year(savings.period(view), "All years", None, is_cash)
    rows.append(Row(whole.cells, whole.figure, is_total=True))
    columns = (
        Column("Year", "name"), *_NET[:2], Column("Running costs saved £", "pounds"),
        Column("One-off costs saved £", "pounds"), Column("Net £", "pounds"),
        *((Column("Cash-releasing £", "pounds"),) if is_cash else ()), Column("Running total £", "pounds"),
    )  # fmt: skip
    note = "Optimism bias is in the one-off costs. " if savings.has_bias else ""
    note += "Cash view: nominal, undiscounted." if is_cash else f"Economic case: {economic(given)}."
    caption = f"{about}: {'cash' if is_cash else 'present value'} by financial year"
    return Table(caption, columns, tuple(rows), noted(note, rows))


def _year(one: Period, year: str, total: float | None, is_cash: bool) -> Row:
    cells: list[Cell] = [year, one.whole.usual.gbp, one.whole.together.gbp, one.running.gbp, one.one_off.gbp]
    cells.append(one.net.gbp)
    if is_cash:
        cells.append(one.cash_releasing.gbp)
    return Row((*cells, total), one.net.id)


def members_table(
    members: Sequence[tuple[str, Savings]], whole: Savings, about: str, given: Assumptions, names: Names
) -> Table:
    """Who saves what, losers first, of ONS codes and savings; `whole` is all of them."""
    in_order = sorted(members, key=lambda item: item[1].npv.gbp)
    rows = [_member(names.short[code], savings, better_off(savings)) for code, savings in in_order]
    total = _member("All", whole, "")
    rows.append(Row(total.cells, total.figure, is_total=True))
    columns = (
        Column("Member"), *_NET[:2], Column("Net £", "pounds"), Column("without bias £", "pounds"),
        Column("Cash-releasing £", "pounds"), Column("Staff time £", "pounds"), Column("Better off?"),
    )  # fmt: skip
    note = (
        f"Economic case: {economic(given)}. Losers first. Cash-releasing and staff time add up to the net; staff time "
        "frees nobody's pay."
    )
    return Table(f"{about}: by member", columns, tuple(rows), noted(note, rows))


def _member(label: str, savings: Savings, better: str) -> Row:
    whole, split = savings.whole, savings.period(View.PRESENT)
    cells = (
        label, whole.usual.gbp, whole.together.gbp, whole.net.gbp, savings.plain.net.gbp,
        split.cash_releasing.gbp, split.own_time.gbp, better,
    )  # fmt: skip
    return Row(cells, savings.npv.id)


def better_off(savings: Savings) -> str:
    """Whether sharing pays for a member, and what its gain hangs on."""
    if loses(savings.npv.gbp):
        return "no"
    if savings.npv.gbp < 0.5:
        return "no difference"
    buts = [
        words
        for words, amount in (
            ("without bias", savings.plain.net.gbp),
            ("in cash", savings.period(View.PRESENT).cash_releasing.gbp),
        )
        if loses(amount)
    ]
    return f"yes, but not {' nor '.join(buts)}" if buts else "yes"


def write_offs(consortia: Iterable[Formed], names: Names, council: str | None = None) -> Iterator[Table]:
    """The book values written off by joining, beside the net and outside it; nothing where there are none."""
    found = [
        (formed, code, worth)
        for formed in consortia
        for code in formed.codes
        if council in {None, code} and (worth := formed.write_off_gbp(code))
    ]
    if found:
        rows = tuple(
            Row((names.short[code], formed.id, worth), write_off_id(formed.service, names.slug[code]))
            for formed, code, worth in sorted(found, key=lambda item: -item[2])
        )
        columns = (Column("Member"), Column("Consortium", "name"), Column("Book value £", "pounds"))
        note = (
            "As it stands today (book_value_gbp), moved to the price base. Sunk: it changes the accounts, not the case."
        )
        yield Table("Accounting, outside the net: written off by joining", columns, rows, note)


def write_off_id(service: str, slug: str) -> str:
    """The id of the book value a member writes off."""
    return f"{service}.{slug}.write-off"
