"""What sharing saves one council: its own lines and years in every consortium it is in, and what all members save."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.savings import Savings
from sharedcli.costing.ledger import View
from sharedcli.reports.appraised import title
from sharedcli.reports.blocks import Block, Column, Figures, Heading, Paragraph, Points, Row, Table
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.operation import own_posts
from sharedcli.reports.savings import formed_under, headline, how_to_read, in_cash_or_time, who
from sharedcli.reports.savings_tables import (
    better_off,
    bias_table,
    economic,
    lines_table,
    waterfall,
    write_offs,
    years_table,
)  # fmt: skip
from sharedcli.reports.sentences import gain_or_cost


def council_layout(whole: Assessment, option: str, council: str, names: Names) -> Iterator[Block]:
    """One council's own view under one option."""
    name = names.short[council]
    yield title(f"What sharing saves {name}", option, whole)
    found = formed_under(option, whole, council)
    if not found:
        yield Paragraph(f"{name} is in no consortium, so it saves nothing and nothing changes for it.", lead="ANSWER")
        return
    yield _overview(found, council, whole, names)
    yield Points("How to read it", tuple(how_to_read(whole)))
    for formed in found:
        yield from _consortium(formed, council, whole, names)
    yield from write_offs(found, names, council)
    yield from own_posts(council, whole, names)


def _overview(found: tuple[Formed, ...], council: str, whole: Assessment, names: Names) -> Table:
    rows = []
    for formed in found:
        savings = Savings.of_member(formed, whole.ledger, council, names.slug[council])
        costs, cash = savings.whole, savings.period(View.CASH)
        cells = (
            service_label(formed.service), formed.id, costs.usual.gbp, costs.together.gbp, costs.net.gbp,
            savings.plain.net.gbp, cash.net.gbp, cash.cash_releasing.gbp, better_off(savings),
        )  # fmt: skip
        rows.append(Row(cells, savings.npv.id))
    columns = (
        Column("Service"), Column("Consortium", "name"), Column("If nothing changes £", "pounds"),
        Column("Together £", "pounds"), Column("Net £", "pounds"), Column("without bias £", "pounds"),
        Column("Net cash £", "pounds"), Column("Cash-releasing £", "pounds"), Column("Better off?"),
    )  # fmt: skip
    note = (
        f"The first four columns of pounds are the economic case ({economic(whole.given)}), the next two the cash view "
        f"(nominal, undiscounted, to March {whole.horizon.years[-1].end.year})."
    )
    return Table("What it saves, service by service", columns, tuple(rows), note)


def _consortium(formed: Formed, council: str, whole: Assessment, names: Names) -> Iterator[Block]:
    savings, given = Savings.of_member(formed, whole.ledger, council, names.slug[council]), whole.given
    member = formed.members[formed.codes.index(council)]
    about, all_together = names.short[council], Savings.of(formed, whole.ledger)
    others = tuple(code for code in formed.codes if code != council)
    yield Heading(f"{service_label(formed.service)}: {formed.id}, with {who(others, names)}", level=1)
    when = "" if member.alone_month is None else f" in {whole.horizon.start + member.alone_month}"
    yield Paragraph(f"it {member.course.value}{when}.", lead="If nothing changes")
    yield Paragraph(
        f"it joins in {whole.horizon.start + formed.joining_month(council)}. All {len(formed.codes)} members together: "
        f"{gain_or_cost(all_together.npv.gbp)} [{all_together.npv.id}].", lead="Together",
    )  # fmt: skip
    if not member.price_moves:
        yield Paragraph("its price is national, so no volume discount is counted.", lead="Price leverage none")
    yield Figures(tuple(headline(savings, formed, whole)))
    yield Heading(f"{formed.id}: economic case ({economic(given)})")
    yield lines_table(savings, about, given)
    yield waterfall(savings, about, given)
    if savings.has_bias:
        yield bias_table(savings, about, given)
    yield Heading(f"{formed.id}: cash view (nominal, undiscounted)")
    yield years_table(savings, View.CASH, about, given)
    yield Paragraph(in_cash_or_time(savings), lead="Cash and time")
