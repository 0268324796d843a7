"""The price of each red line for people, so that members can decide with the figure in front of them."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.incentives import Incentives
from sharedcli.appraisal.red_lines import Bearing, LinePrice
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.printable import printable
from sharedcli.reports.blocks import Block, Column, Heading, Paragraph, Points, Row, Table
from sharedcli.reports.incentives_sums import Sums
from sharedcli.reports.naming import service_label
from sharedcli.reports.sentences import counted, pounds


def red_line_answer(found: Incentives, sums: Sums) -> str:
    """One sentence: the dearest red line, whose it is, and what it costs whom."""
    if not found.red_lines:
        return "none covers a system listed here."
    dearest = sorted(sums.lines(), key=lambda prices: -sums.forgone(prices).gbp)
    if not dearest:
        return "none keeps anybody from gaining under what is appraised here."
    prices = dearest[0]
    first, own, everybody = prices[0], sums.forgone(prices, own=True).gbp, sums.forgone(prices).gbp
    others = len(dearest) - 1
    more = f" {counted(others, 'more line has', 'more lines have')} a price." if others else ""
    where = ", ".join(service_label(price.service) for price in prices)
    return (
        f"{sums.names.short[first.council]}'s on {where} ({_words(first)}) forgoes {pounds(everybody)} for all "
        f"together, {_own(own)}.{more}"
    )


def _own(gbp: float) -> str:
    return f"{pounds(gbp)} of it its own" if gbp >= 0 else f"and spares the council itself {pounds(gbp)}"


def _words(price: LinePrice) -> str:
    return printable(price.line.reason, most=80)


def red_line_page(found: Incentives, sums: Sums) -> Iterator[Block]:
    """The table of prices, and the lines that cost nothing with the reason."""
    yield Heading("Red lines")
    if not found.red_lines:
        yield Paragraph("No red line covers a system listed here.")
        return
    if any(price.changes for price in found.red_lines):
        yield _table(found, sums)
    free = tuple(_free(found, sums))
    if free:
        yield Points("Red lines that cost nothing here", free)
    yield Paragraph(
        "a red line is a decision, not a fault. Its price is what the best consortia would be worth with that one line "
        "lifted, all others kept, less what those proposed are worth.",
        lead="How to read this",
    )


def _table(found: Incentives, sums: Sums) -> Table:
    rows = []
    for prices in sums.lines():
        for price in prices:
            everybody, own = sums.forgone([price]), sums.forgone([price], own=True)
            cells = (
                sums.names.short[price.council], service_label(price.service), ", ".join(price.line.forbids),
                _words(price), _with(price, sums), everybody.gbp, own.gbp,
            )  # fmt: skip
            rows.append(Row(cells, everybody.id))
        if len(prices) > 1:
            everybody, own = sums.forgone(prices), sums.forgone(prices, own=True)
            cells = (sums.names.short[prices[0].council], "All its services", "", "", "", everybody.gbp, own.gbp)
            rows.append(Row(cells, everybody.id, is_total=True))
    columns = (
        Column("Council"), Column("Service"), Column("Forbids"), Column("Reason, in its words"),
        Column("Without it, with"), Column("Forgone by all together £", "pounds"),
        Column("of which by itself £", "pounds"),
    )  # fmt: skip
    note = "Economic case, present value."
    if not all(price.is_proven for price in found.red_lines):
        note += " Not every choice is proven best, so a price may be off by the gap of its service."
    return Table("What each red line keeps from happening", columns, tuple(rows), note)


def _with(price: LinePrice, sums: Sums) -> str:
    joined = price.joined
    return sums.names.few([code for code in joined.codes if code != price.council]) if joined else "nobody"


def _free(found: Incentives, sums: Sums) -> Iterator[str]:
    """One sentence for each line and reason, over its services."""
    services: dict[tuple[str, int, str], list[LinePrice]] = {}
    for price in found.red_lines:
        if not price.changes:
            services.setdefault((price.council, price.number, _why_free(price, found)), []).append(price)
    for (council, _, why), prices in services.items():
        where = ", ".join(service_label(price.service) for price in prices)
        yield f"{sums.names.short[council]}, {_words(prices[0])} ({where}): costs nothing: {why}."


def _why_free(price: LinePrice, found: Incentives) -> str:
    inside = any(price.council in one.codes for one, _ in price.before.formed)
    if price.bearing is Bearing.OTHER_LINE:
        return "another of its red lines forbids the same"
    if price.bearing is Bearing.NOTHING:
        if found.whole.model is DeliveryModel.JOINT_PROCUREMENT:
            return "buying together is not forbidden, and each council keeps its own staff"
        if {"posts-leaving", "job-losses"} & set(price.line.forbids):
            return "one team is taken to save no posts"
        return "running one team is not forbidden"
    if inside:
        return "its consortium would be the same without it"
    return "it would not be in a consortium anyway"
