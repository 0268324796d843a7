"""What the reports of an appraisal have in common, whatever they say of it: one part for each set of facts.

Facts of two times are appraised apart (`api.load`), so every such report has a part for each, the newest first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol

from sharedcli.api import Appraised
from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.options import CHOSEN, OPTION_WORDS
from sharedcli.appraisal.stated import Stated
from sharedcli.checks.wording import day
from sharedcli.costing.amounts import Amount, Known
from sharedcli.costing.ledger import View
from sharedcli.model.calendar import FinancialYear
from sharedcli.reports.assumed import stating_changed
from sharedcli.reports.blocks import Block, Cell, Figure, Heading, LaidOut, Paragraph, Report, Row
from sharedcli.reports.coverage import coverage, not_used
from sharedcli.reports.operation import under
from sharedcli.reports.record import Record, Recorded, Value, made_by, pence, provenance


class AppraisedReport(LaidOut, Recorded, Protocol):
    """A report for people and for machines about consortia that were found, or about there being none."""

    @property
    def formed(self) -> Collection[object]:
        """The consortia found; nothing where no group of councils gains."""


def lay_out(asked: Appraised, part: Callable[[Assessment], Iterable[Block]], *, nothing: str) -> Report:
    """The report made of a part for each set of facts, each beginning with its title; `nothing` where there is none.

    The assumptions changed are stated in each part.
    """
    blocks: list[Block] = [*not_used(asked.loaded)]
    if len(asked.wholes) > 1:
        days = " and ".join(day(max(p.as_at for p in whole.cohort.profiles)) for whole in asked.wholes)
        text = f"these files hold the facts of {days}, too far apart to share; each has its own report below."
        blocks.append(Paragraph(text, lead="TWO TIMES"))
    for whole in asked.wholes:
        blocks += stating_changed(part(whole), whole.given)
    titles = [block.text for block in blocks if isinstance(block, Heading)]
    if not titles:
        blocks.append(Paragraph("no council here lists a system, so there is nothing to share.", lead="ANSWER"))
    return Report(titles[0] if titles else nothing, tuple(blocks))


def record_of(
    asked: Appraised,
    schema: str,
    part: Callable[[Assessment], Record],
    *,
    empty: Record,
    seed: int | None = None,
) -> Record:
    """The newest facts' record, and any earlier ones in the same shape under `earlier`.

    Args:
        asked: What was appraised.
        schema: The shape's name and version.
        part: What one set of facts comes to, by the keys of `empty`.
        empty: The same keys with nothing in them, for where no council lists a system.
        seed: That of what was drawn; `None` where nothing was.
    """
    if not asked.wholes:
        head: Record = {"schema": schema, "as_at": None, "delivery_model": None}
        return {**head, "provenance": made_by(asked.loaded.run), "coverage": coverage(asked.loaded), **empty}
    newest, *earlier = ({**_head(whole, asked, schema, seed), **part(whole)} for whole in asked.wholes)
    return {**newest, "earlier": earlier}


def _head(whole: Assessment, asked: Appraised, schema: str, seed: int | None) -> Record:
    return {
        "schema": schema,
        "as_at": whole.given.as_at.isoformat(),
        "delivery_model": whole.model.key,
        "provenance": provenance(whole.given, whole.horizon, asked.loaded.run, seed=seed),
        "coverage": coverage(asked.loaded),
    }


def title(who: str, option: str, whole: Assessment) -> Heading:
    """The title of a part: what of, whose consortia, and as at when."""
    which = "" if option == CHOSEN else f", {OPTION_WORDS[option][0].lower()}{OPTION_WORDS[option][1:]}"
    return Heading(f"{who}{which}{under(whole.model)}, as at {day(whole.given.as_at)}", level=1)


def figure(amount: Amount, label: str = "", basis: str = "") -> Figure:
    """An amount as one of the few numbers behind an answer, in its own words where no others are given."""
    return Figure(label or amount.label, amount.id, amount.gbp, "pounds", basis or amount.basis)


def row(cells: Sequence[Cell | Amount | Known | Stated], main: str, *, is_total: bool = False) -> Row:
    """A row some cells of which are figures; `main` is the id of its main figure."""
    return Row(
        tuple(cell.gbp if isinstance(cell, Amount | Known | Stated) else cell for cell in cells),
        main,
        is_total=is_total,
        ids=tuple(cell.id if isinstance(cell, Amount | Known | Stated) else "" for cell in cells),
    )


def figures_of(amounts: Iterable[Amount], base: FinancialYear | None = None) -> Mapping[str, Value]:
    """Amounts for machines, by their ids; real pounds are in the prices of `base`, where that is to be said."""
    return {amount.id: _value(amount, base) for amount in amounts}


def _value(amount: Amount, base: FinancialYear | None) -> Value:
    in_prices = f", {base} prices" if base and amount.view is not View.CASH else ""
    return {"value": pence(amount.gbp), "unit": "gbp", "basis": f"{amount.basis}{in_prices}"}


def option_named(which: str) -> str:
    """The key of the option that `--option` names: "proposed" is what people call the consortia chosen."""
    return CHOSEN if which == "proposed" else which
