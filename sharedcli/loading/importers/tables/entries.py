"""One row of a table to the contract it tells of, or to the finding that says why it tells of none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sharedcli.loading.importers import rules
from sharedcli.loading.importers.importer import DateOrder
from sharedcli.loading.importers.stated import ADDRESS, NO_TITLE, title_from
from sharedcli.loading.importers.tables.cells import Cells
from sharedcli.loading.importers.tables.grid import Raw
from sharedcli.loading.importers.tables.names import cpv_in, names_in
from sharedcli.loading.importers.tables.spans import span_of
from sharedcli.loading.importers.tables.stages import stage_of
from sharedcli.loading.importers.tables.worth import worth_of
from sharedcli.model.entry import Entry
from sharedcli.model.finding import Finding, Location, Rule
from sharedcli.model.printable import printable

if TYPE_CHECKING:
    from sharedcli.loading.importers.tables.headings import Columns

_TOTAL = re.compile(r"\W*(?:grand |sub[ -]?)?totals?\b.{0,40}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Bought:
    title: str
    description: str
    suppliers: tuple[str, ...]
    product: str


def entry_of(
    raw: Raw, columns: Columns, *, order: DateOrder | None, publisher: str, council: str = ""
) -> Entry | Finding:
    """The contract of a row, with a doubt for every cell that could not be taken; or why the row tells of none.

    `order` is which comes first in its dates, `None` where no date of the table needs to be asked; `publisher` who
    published the table, and `council` whose register it is, where no column names a buyer.
    """
    cells = Cells.of(raw, columns.fields, columns.headings, order)
    bought = _no_row(cells, len(columns.fields)) or _bought(cells)
    if isinstance(bought, Finding):
        return bought
    stage = stage_of(cells, portal=bool(columns.publisher))
    span, worth = span_of(cells), worth_of(cells, awarded=stage == "awarded")
    published, reference = cells.date("published_on"), cells.text("reference")
    return Entry(
        place=raw.place,
        publisher=publisher,
        title=bought.title,
        stage=stage,
        reference=reference,
        description=bought.description,
        category=", ".join(dict.fromkeys(" ".join(cell.split()) for _, cell in cells.each("category"))),
        buyers=_names(cells, "buyer") or ((council,) if council else ()),
        suppliers=bought.suppliers,
        product=bought.product,
        cpv=_cpv(cells),
        start=span.start,
        last_day=span.last_day,
        latest_last_day=span.latest_last_day,
        extensions_months=tuple(span.extensions_months),
        value_gbp=worth.gbp,
        annual_gbp=worth.annual_gbp,
        value_note=worth.note,
        published_on=published.latest if published else None,
        url=_url(cells, reference),
        doubts=tuple(cells.doubts),
    )


def _no_row(cells: Cells, width: int) -> Finding | None:
    """Why a row is none of the table's: it is longer than the headings, or is the headings again."""
    raw = cells.raw
    if len(raw.cells) > width and (beyond := [cell for cell in raw.cells[width:] if cell.strip()]):
        return _finding(
            rules.ROW_TOO_LONG,
            f'{len(raw.cells)} cells stand under {width} headings, the last of them "{printable(beyond[-1].strip())}".',
            cells,
        )
    at, title = cells.first("title")
    if title and title == cells.headings[at].text.strip():
        named = [heading.text.strip() for heading in cells.headings]
        if [cell.strip() for cell in raw.cells] == named[: len(raw.cells)]:
            return _finding(rules.ROW_OF_HEADINGS, "The headings stand here once more.", cells)
    return None


def _bought(cells: Cells) -> _Bought | Finding:
    """What was bought: by its title, else the product, the beginning of the description, or at least from whom."""
    for at, why in cells.raw.unread:
        if at < len(cells.fields) and cells.fields[at] not in {"", "ignore"}:
            cells.add(f"{cells.heading(at)} could not be read: {why.rstrip('.')}")
    description, suppliers, product = cells.prose("description"), _names(cells, "supplier"), cells.text("product")
    title = cells.text("title")
    if title and _is_total(cells, title):
        return _finding(rules.ROW_UNTOLD, "It is a total.", cells)
    title = title or product
    if not title and description:
        cells.add(NO_TITLE)
        title = title_from(description)
    elif not title and suppliers:
        cells.add("It is not said what was bought: the name of the supplier stands in its place")
        title = suppliers[0]
    return _Bought(title, description, suppliers, product) if title else _untold(cells)


def _untold(cells: Cells) -> Finding:
    said = next((cell.strip() for cell in cells.raw.cells if cell.strip()), "")
    unread = "".join(f" {cells.heading(at)} could not be read: {why}" for at, why in cells.raw.unread)
    beginning = f' It begins with "{printable(said)}".' if said else ""
    return _finding(rules.ROW_UNTOLD, f"No title, product or supplier is given.{beginning}{unread}", cells)


def _is_total(cells: Cells, title: str) -> bool:
    """Whether a row adds up others: it says so, and names nobody and nothing else."""
    return bool(_TOTAL.fullmatch(title)) and not any(
        cells.first(name)[1] for name in ("reference", "supplier", "start", "last_day", "description", "cpv")
    )


def _names(cells: Cells, name: str) -> tuple[str, ...]:
    found = [names_in(cell) for _, cell in cells.each(name)]
    return found[0] if len(found) == 1 else tuple(dict.fromkeys(one for names in found for one in names))


def _cpv(cells: Cells) -> tuple[str, ...]:
    codes: list[str] = []
    for at, cell in cells.each("cpv"):
        found = cpv_in(cell)
        if not found and any(map(str.isdigit, cell)):
            cells.not_taken(at, f'"{printable(cell)}", no code of the Common Procurement Vocabulary')
        codes += found
    return tuple(dict.fromkeys(codes))


def _url(cells: Cells, reference: str) -> str:
    """The first address of its cell, else the reference where that is one."""
    found = ADDRESS.search(cells.first("url")[1]) or ADDRESS.fullmatch(reference)
    return found[0].rstrip(".,;)") if found else ""


def _finding(rule: Rule, message: str, cells: Cells) -> Finding:
    place = cells.raw.place
    where = Location(place.file, place.line or place.row, sheet=place.part)
    return Finding(rule, f"Row {place.row}: {message}", where, (), rule.severity)
