"""In which order a table's days and months are written: by what was asked, its headings and its columns, in that order.

How one date is read is in `dates.py`. Nothing is guessed: where the order cannot be told, or what was asked cannot be
right, the table is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sharedcli.loading.importers import rules
from sharedcli.loading.importers.importer import DateOrder
from sharedcli.loading.importers.tables.dates import DateColumn
from sharedcli.loading.importers.tables.grid import Raw
from sharedcli.loading.importers.tables.headings import DATE_FIELDS, Columns
from sharedcli.model.finding import Finding, Location
from sharedcli.model.printable import printable

_UNSETTLED = ("ambiguous", "contradictory")


def date_order(
    rows: Iterable[Raw | Finding], columns: Columns, here: Location, *, asked: DateOrder | None
) -> DateOrder | tuple[Finding, ...] | None:
    """The order of days and months in all columns, `None` where no date needs one, or why it cannot be told.

    Args:
        rows: Those below the headings, gone through once.
        columns: What the columns mean.
        here: Where the headings stand.
        asked: The order that whoever imports the table gave, or else its headings.
    """
    by_place = _noted(rows, columns)
    noted = tuple(by_place.values())
    orders: set[DateOrder] = {
        column.order for column in noted if column.order == "day-first" or column.order == "month-first"
    }
    if asked:
        against = next((column.said for column in noted if column.order in orders - {asked}), "")
        is_plain = against and asked not in orders and all(column.order != "contradictory" for column in noted)
        said = f"Dates are to be read {asked}, but {against}."
        return (Finding(rules.DATE_ORDER_WRONG, said, here),) if is_plain else asked
    if problems := tuple(_problem(column, here) for column in noted if column.order in _UNSETTLED):
        return problems
    if len(orders) > 1:
        said = " and ".join(column.said for column in noted if column.order != "none")
        return (Finding(rules.DATES_CONTRADICT, f"{said}.", here),)
    # The day of publication is often put there by another program than the dates of the contract.
    terms = tuple(column for at, column in by_place.items() if columns.fields[at] != "published_on")
    if swapped := tuple(Finding(rules.DATES_SWAPPED, said, here) for said in _swapped(terms)):
        return swapped
    return next(iter(orders), None)


def _noted(rows: Iterable[Raw | Finding], columns: Columns) -> Mapping[int, DateColumn]:
    noted = {
        at: DateColumn(printable(columns.headings[at].text))
        for at, field in enumerate(columns.fields)
        if field in DATE_FIELDS
    }
    for row in rows:
        if isinstance(row, Raw):
            for at, column in noted.items():
                if at in row.dated:
                    column.note_date(row.cells[at], row.place.row)
                elif at < len(row.cells):
                    column.note(row.cells[at], row.place.row)
    return noted


def _problem(column: DateColumn, here: Location) -> Finding:
    rule = rules.DATES_TWO_WAYS if column.order == "ambiguous" else rules.DATES_CONTRADICT
    return Finding(rule, f"{column.said}.", here)


def _swapped(noted: tuple[DateColumn, ...]) -> Iterator[str]:
    """Columns whose dates a spreadsheet set to American dates has turned round, as far as the table can show it.

    Such a program takes 03/04/2026 for 4 March and makes a date of it, and leaves 13/04/2026 as text, since there is
    no thirteenth month. So the dates it made have no day after the twelfth, and the texts none before the thirteenth.
    Dates on the first of a month show nothing: most contracts begin then, and 1 April turned round is 4 January.
    """
    texts = [column for column in noted if column.day_first[1] and not column.either[1]]
    is_any_late = any(column.is_made_late for column in noted)
    for column in noted:
        made, row = column.made
        is_text_too = column in texts
        if not made or column.is_made_late or column.either[1] or not (is_text_too or (texts and not is_any_late)):
            continue
        other = column if is_text_too else texts[0]
        text, text_row = other.day_first
        where = f"row {text_row}" if is_text_too else f"row {text_row} of {other.heading}"
        yield (
            f"{column.heading} has {made} as a date in row {row} and none after the 12th of a month, and {text} as "
            f"text in {where}. That is what a spreadsheet program makes of 03/04/2026 and 13/04/2026 where it takes "
            "the month for first: it turns round what it can, and leaves the rest."
        )
