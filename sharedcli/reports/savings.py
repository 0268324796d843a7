"""What sharing saves, for people: page one, then each consortium in the economic case and in cash.

The order is that of REPORTS 4.4: if nothing changes, line by line, step by step, by member, with and without optimism
bias, by year, cash and time. The tables are in `reports/savings_tables.py`, the record in `reports/savings_record.py`,
and one council's own view in `reports/savings_council.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.api import Appraised
from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.options import CHOSEN, LARGE, MANDATED, loses
from sharedcli.appraisal.savings import Savings
from sharedcli.costing.ledger import View
from sharedcli.costing.member import Course
from sharedcli.model.delivery import DeliveryModel
from sharedcli.reports.appraised import figure, lay_out, record_of, title
from sharedcli.reports.assumed import bias_line
from sharedcli.reports.basis import rests_on
from sharedcli.reports.blocks import Block, Column, Figure, Figures, Heading, Paragraph, Points, Report, Row, Table
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.operation import host, one_team, saving_counted, why_no_gain
from sharedcli.reports.record import Record
from sharedcli.reports.rounding import noted
from sharedcli.reports.savings_tables import (
    bias_table,
    economic,
    lines_table,
    members_table,
    waterfall,
    write_offs,
    years_table,
)  # fmt: skip
from sharedcli.reports.sentences import counted, losers_of, pounds


@dataclass(frozen=True, slots=True, eq=False)
class SavingsReport:
    """What the consortia of one option save, by the option's key, or what one council does in them."""

    asked: Appraised
    option: str = CHOSEN

    @property
    def formed(self) -> tuple[Formed, ...]:
        """Every consortium shown."""
        return tuple(one for whole in self.asked.wholes for one in formed_under(self.option, whole, self.asked.council))

    def layout(self) -> Report:
        """For people."""
        return lay_out(self.asked, self._part, nothing="Nothing to save")

    def _part(self, whole: Assessment) -> Iterator[Block]:
        names, council = Names.of(whole.cohort), self.asked.council
        if council is None:
            yield from layout(whole, self.option, names)
        else:
            from sharedcli.reports.savings_council import council_layout

            yield from council_layout(whole, self.option, council, names)
        yield from rests_on(whole, self.asked.loaded, names, council)

    def record(self) -> Record:
        """For machines."""
        from sharedcli.reports.savings_record import EMPTY, SCHEMA, record

        return record_of(self.asked, SCHEMA, lambda whole: record(whole, self.option, self.asked.council), empty=EMPTY)


def formed_under(option: str, whole: Assessment, council: str | None = None) -> tuple[Formed, ...]:
    """The consortia of an option, of all services, or those a council is in."""
    found = (formed for assessed in whole.services for formed in assessed.options.under(option))
    return tuple(formed for formed in found if council is None or council in formed.codes)


def layout(whole: Assessment, option: str, names: Names) -> Iterator[Block]:
    """What the consortia of an option save, all of them and one by one."""
    yield title("What sharing saves", option, whole)
    found = formed_under(option, whole)
    yield Paragraph(_answer(found, whole, option), lead="ANSWER")
    if found:
        yield Paragraph(_losers(found, whole, names), lead="WHO LOSES")
        yield _overview(found, whole, option, names)
        yield Points("How to read it", tuple(how_to_read(whole)))
        yield from _without(whole, option)
    for formed in found:
        yield from _consortium(formed, whole, names)


def _answer(found: tuple[Formed, ...], whole: Assessment, option: str) -> str:
    if not found and option in {LARGE, MANDATED}:
        return "no consortium under this option: fewer than two councils, or no month that suits them all."
    if not found:
        return f"no group of councils gains from sharing, so nothing is saved{why_no_gain(whole)}."
    savings = Savings.of_all(found, whole.ledger, option)
    cash = savings.period(View.CASH)
    return (
        f"{counted(len(found), 'consortium', 'consortia')}. Economic case: {_saves(savings.npv.gbp)}, "
        f"{_saves(savings.plain.net.gbp)} without the optimism bias ({economic(whole.given)}). Cash view: "
        f"{_saves(cash.net.gbp)} to March {whole.horizon.years[-1].end.year}, nominal; counting cash "
        f"alone, without staff time, {_saves(cash.cash_releasing.gbp)}."
    )


def _saves(gbp: float) -> str:
    return f"{'extra cost' if round(gbp) < 0 else 'saving'} {pounds(gbp)}"


def _losers(found: tuple[Formed, ...], whole: Assessment, names: Names) -> str:
    lost = {
        formed: losses
        for formed in found
        if (losses := [(npv, names.short[code]) for code, npv in _nets(formed, whole) if loses(npv)])
    }
    return f"{losers_of(lost)}." if lost else "no member."


def _nets(formed: Formed, whole: Assessment) -> Iterator[tuple[str, float]]:
    return ((code, formed.saving(whole.ledger, [code]).npv_gbp) for code in formed.codes)


def _overview(found: tuple[Formed, ...], whole: Assessment, option: str, names: Names) -> Table:
    each = [(formed.id, who(formed.codes, names), Savings.of(formed, whole.ledger)) for formed in found]
    rows = [_line(*one) for one in each]
    total = _line("All", "", Savings.of_all(found, whole.ledger, option))
    rows.append(Row(total.cells, total.figure, is_total=True))
    columns = (
        Column("Consortium", "name"), Column("Councils"), Column("If nothing changes £", "pounds"),
        Column("Together £", "pounds"), Column("Net £", "pounds"), Column("without bias £", "pounds"),
        Column("Net cash £", "pounds"), Column("Cash-releasing £", "pounds"),
    )  # fmt: skip
    note = (
        f"The first four columns of pounds are the economic case ({economic(whole.given)}), the last two the cash view "
        f"(nominal, undiscounted, to March {whole.horizon.years[-1].end.year})."
    )
    return Table("What each consortium saves", columns, tuple(rows), noted(note, rows))


def who(codes: tuple[str, ...], names: Names) -> str:
    """Councils by name where they are few, else how many."""
    most_named = 4
    return names.listed(codes) if len(codes) <= most_named else f"{len(codes)} councils"


def _line(name: str, councils: str, savings: Savings) -> Row:
    whole, cash = savings.whole, savings.period(View.CASH)
    cells = (
        name, councils, whole.usual.gbp, whole.together.gbp, whole.net.gbp, savings.plain.net.gbp,
        cash.net.gbp, cash.cash_releasing.gbp,
    )  # fmt: skip
    return Row(cells, savings.npv.id)


def how_to_read(whole: Assessment) -> Iterator[str]:
    """What all figures share: the two views, the bias, and under shared operation what the saving rests on."""
    yield (
        f"Economic case: real pounds of {whole.given.price_base}, discounted to {whole.horizon.years[0]} "
        f"({whole.given.discounting.edition}). Cash view: nominal pounds of each year, undiscounted. Never add the two."
    )
    yield f"{bias_line(whole.given)} Never on what is saved."
    yield from saving_counted(whole.given, whole.model)
    value = whole.given.parameters["operating_saving_share"].in_force(whole.given.as_at)
    if whole.model is DeliveryModel.SHARED_OPERATION and value and value.low is not None and value.high is not None:
        central, low, high = (f"{100 * share:+g}%" for share in (value.value, value.low, value.high))
        yield f"The evidence puts the operating saving of one team at {central.lstrip('+')}, from {low} to {high}."


def _without(whole: Assessment, option: str) -> Iterator[Block]:
    """Services in which the option forms nothing."""
    without = [service_label(a.service) for a in whole.services if not a.options.under(option)]
    if without:
        yield Paragraph(f"{', '.join(without)}.", lead="No consortium under this option")


def _consortium(formed: Formed, whole: Assessment, names: Names) -> Iterator[Block]:
    savings, given = Savings.of(formed, whole.ledger), whole.given
    members = [(code, Savings.of_member(formed, whole.ledger, code, names.slug[code])) for code in formed.codes]
    yield Heading(f"{formed.id}: {service_label(formed.service)}", level=1)
    live = whole.horizon.start + formed.live
    yield Paragraph(f"{names.listed(formed.codes)}{host(formed, whole, names)}, live from {live}.", lead="Members")
    yield Figures(tuple(headline(savings, formed, whole)))
    yield Points("If nothing changes", tuple(_alone(formed, whole, names)))
    yield from _fixed_prices(formed, names)
    yield Heading(f"{formed.id}: economic case ({economic(given)})")
    yield lines_table(savings, formed.id, given)
    yield waterfall(savings, formed.id, given)
    yield members_table(members, savings, formed.id, given, names)
    if savings.has_bias:
        yield bias_table(savings, formed.id, given)
    yield years_table(savings, View.PRESENT, formed.id, given)
    yield Heading(f"{formed.id}: cash view (nominal, undiscounted)")
    yield years_table(savings, View.CASH, formed.id, given)
    yield Paragraph(in_cash_or_time(savings), lead="Cash and time")
    yield from write_offs([formed], names)
    yield from one_team(formed, whole, names)


def headline(savings: Savings, formed: Formed, whole: Assessment) -> Iterator[Figure]:
    """The few numbers, each with its view."""
    yield figure(savings.npv)
    if savings.has_bias:
        yield figure(savings.plain.net)
    yield figure(savings.one_off)
    cash = savings.period(View.CASH)
    yield figure(cash.net.called(cash.net.id, f"Net cash to March {whole.horizon.years[-1].end.year}"))
    yield figure(cash.cash_releasing.called(cash.cash_releasing.id, "  in cash alone, without staff time"))
    yield figure(savings.peak_cash)
    first = savings.saving.first_month_of_net_benefit(formed.live)
    yield Figure(
        "Net benefit from (running total above zero)", f"{savings.name}.first-net-benefit",
        None if first is None else whole.horizon.day_of(first), "month", "cash view",
    )  # fmt: skip


def _alone(formed: Formed, whole: Assessment, names: Names) -> Iterator[str]:
    """What each member does if it does not share, those who do the same at the same time together."""
    courses: dict[tuple[Course, int], list[str]] = {}
    for member in formed.members:
        month = -1 if member.alone_month is None else member.alone_month
        courses.setdefault((member.course, month), []).append(member.council)
    for (course, month), codes in sorted(courses.items(), key=lambda item: item[0][1]):
        when = f" in {whole.horizon.start + month}" if month >= 0 else ""
        each = "each " if len(codes) > 1 else ""
        yield f"{names.listed(tuple(codes))}: {each}{course.value}{when}."


def _fixed_prices(formed: Formed, names: Names) -> Iterator[Block]:
    fixed = tuple(member.council for member in formed.members if not member.price_moves)
    if fixed:
        yield Paragraph(
            f"the price is national, so no volume discount is counted: {names.listed(fixed)}.",
            lead="Price leverage none",
        )


def in_cash_or_time(savings: Savings) -> str:
    """How much of the net releases cash, and how much is staff time, in nominal pounds."""
    one = savings.period(View.CASH)
    net, cash, time = (round(amount.gbp) for amount in (one.net, one.cash_releasing, one.own_time))
    told = f"net {'saving' if net >= 0 else 'cost'} {pounds(net)}, nominal. "
    if not time:
        return f"{told}All of it is cash."
    if cash >= 0 and time > 0:
        return f"{told}{pounds(cash)} of the {pounds(net)} is cash-releasing; {_time(time)}."
    released = "is cash-releasing" if cash >= 0 else "more is paid out in cash"
    return f"{told}{pounds(cash)} {released}; {_time(time)}."


def _time(gbp: int) -> str:
    if gbp > 0:
        return f"{pounds(gbp)} is staff time that frees nobody's pay"
    return f"{pounds(gbp)} more of the members' own staff time is spent, which is paid for already"
