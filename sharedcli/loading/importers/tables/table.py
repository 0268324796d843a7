"""One table to entries: where its headings are, how its dates are written, then row after row.

It is gone through twice. The first time settles in which order days and months are written (`order.py`), or shows that
nobody can tell; what a heading means is in `headings.py`, what cells hold in `entries.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sharedcli.loading.importers import rules
from sharedcli.loading.importers.importer import Asked, DateOrder, Opened
from sharedcli.loading.importers.tables.entries import entry_of
from sharedcli.loading.importers.tables.grid import Raw
from sharedcli.loading.importers.tables.headings import Columns, columns_of
from sharedcli.loading.importers.tables.order import date_order
from sharedcli.model.entry import Entry
from sharedcli.model.finding import Finding, Location
from sharedcli.model.printable import printable

ROWS_ABOVE = 40
"""How far down headings are looked for, below a title and what else stands above a table."""

_FEWEST_KNOWN = 2
_MOST_COLUMNS = 1_000
_MOST_SHOWN = 12
_TELL_EVERY = 500

_ENDS = frozenset({"last_day", "latest_last_day", "tender_last_day", "dates_packed", "term", "term_months"})

Rows = Callable[[], Iterator[Raw | Finding]]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table whose headings are known, and stand in row `head`."""

    file: str
    rows: Rows
    head: int
    columns: Columns

    def body(self) -> Iterator[Raw | Finding]:
        """The rows below the headings; blank ones are no rows, as the end of many a table is blank."""
        for row in self.rows():
            if isinstance(row, Finding) or (
                row.place.row > self.head and (row.unread or any(map(str.strip, row.cells)))
            ):
                yield row

    def order(self, asked: DateOrder | None, tell: Callable[[], None]) -> DateOrder | tuple[Finding, ...] | None:
        """In which order days and months are written; a set of headings that is known goes before the cells."""
        said = self.columns.date_order
        if said and self.columns.layout and not asked:
            return said
        return date_order(
            _telling(self.body(), tell), self.columns, Location(self.file, self.head), asked=asked or said
        )


def open_table(
    file: str,
    rows: Rows,
    asked: Asked,
    *,
    kind: str,
    findings: Iterable[Finding] = (),
    of: int = 0,
    done: Callable[[], int] = lambda: 0,
    tell: Callable[[], None] = lambda: None,
) -> Opened | tuple[Finding, ...]:
    """The contracts of a table, or everything that stands in the way.

    Args:
        file: The name of the file, for findings.
        rows: Gives every row from the first, each time it is called.
        asked: What the person who imports says of it.
        kind: What the file is, as people are told.
        findings: What there is to say of the file already.
        of: How many bytes there are to read.
        done: How many have been read.
        tell: Called now and then while the order of days and months is looked for.
    """
    table = _headed(file, rows, asked)
    if isinstance(table, Finding):
        return (table,)
    order = table.order(asked.date_order or (asked.wording.date_order if asked.wording else None), tell)
    if isinstance(order, tuple):
        return order
    council = asked.council or (asked.wording.council if asked.wording and asked.wording.council else "")
    names_buyers = "buyer" in table.columns.fields
    if not names_buyers and not council:
        return (Finding(rules.NOBODY_S, "No column names a buyer.", Location(file, table.head)),)
    if names_buyers and not (asked.wording and asked.wording.council):
        council = ""  # then it says whose contracts are wanted, not whose register it is
    publisher = (asked.wording.publisher if asked.wording else None) or table.columns.publisher or council
    said = f"{kind}, {table.columns.layout}" if table.columns.layout else kind
    entries = _entries(table, order, publisher, council)
    here = Location(file, table.head, 1)
    endless = () if _ENDS & set(table.columns.fields) else (_without_ends(here),)
    found = (*findings, *table.columns.findings(here), *endless)
    return Opened(said, publisher, table.columns.headings, found, entries, of, done)


def _telling(rows: Iterable[Raw | Finding], tell: Callable[[], None]) -> Iterator[Raw | Finding]:
    for number, row in enumerate(rows, 1):
        if not number % _TELL_EVERY:
            tell()
        yield row


def _without_ends(here: Location) -> Finding:
    said = "No column says when contracts end, or how long they run."
    return Finding(rules.NO_ENDS, said, here, severity=rules.NO_ENDS.severity)


def _entries(table: _Table, order: DateOrder | None, publisher: str, council: str) -> Iterator[Entry | Finding]:
    columns = table.columns
    for row in table.body():
        if isinstance(row, Finding):
            yield row
        else:
            yield entry_of(row, columns, order=order, publisher=publisher, council=council)


def _headed(file: str, rows: Rows, asked: Asked) -> _Table | Finding:
    """The table, once its headings are found: of the first rows the one that knows most, the upper of two alike."""
    best, first = None, None
    for row in islice(rows(), ROWS_ABOVE):
        if isinstance(row, Finding) or not any(map(str.strip, row.cells)):
            continue
        first = first or row
        if len(row.cells) > _MOST_COLUMNS:
            said = f"Row {row.place.row} has {len(row.cells):,} cells; {_MOST_COLUMNS:,} are the most."
            return Finding(rules.TOO_WIDE, said, Location(file, row.place.line or row.place.row))
        columns = columns_of(row.cells, asked.wording)
        if columns.known >= _FEWEST_KNOWN and (best is None or columns.known > best.columns.known):
            best = _Table(file, rows, row.place.row, columns)
    if best is not None:
        return best if any(True for _ in best.body()) else Finding(
            rules.NO_ROWS, f"Below the headings in row {best.head} there is nothing.", Location(file, best.head)
        )  # fmt: skip
    if first is None:
        return Finding(rules.NO_ROWS, "It is empty.", Location(file))
    shown = ", ".join(printable(cell.strip()) for cell in first.cells if cell.strip())
    few = ", ".join(shown.split(", ")[:_MOST_SHOWN])
    said = f"No row near the top has headings that are known here. Row {first.place.row} says: {few}."
    return Finding(rules.NO_HEADINGS, said, Location(file, first.place.line or first.place.row))
