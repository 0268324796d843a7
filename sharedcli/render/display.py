"""How values are written for people: pounds, dates, months, shares. Rounding happens here and nowhere before.

REPORTS 4.1: £400,000 not £0.4 million; a minus sign for negative money; 7 Nov 2028 where space is short.
"""

from __future__ import annotations

import datetime as dt

from sharedcli.reports.blocks import Cell, Kind, Table
from sharedcli.reports.rounding import to_two_figures, whole_per_cent

NOTHING = "-"
NUMBERS: frozenset[Kind] = frozenset({"pounds", "roughly", "count", "posts", "share", "chance"})
"""What is compared, and so stands to the right in a column."""


def shown(value: Cell, kind: Kind, *, unit: bool = True) -> str:
    """A value as text; without its unit where a heading has it.

    >>> shown(-400000.4, "pounds"), shown(0.3, "pounds"), shown(None, "pounds"), shown(0.052, "share")
    ('-£400,000', '£0', '-', '5.2%')
    >>> shown(dt.date(2028, 11, 7), "date"), shown(dt.date(2028, 11, 1), "month"), shown(1234, "count")
    ('7 Nov 2028', 'Nov 2028', '1,234')
    >>> shown(2.25, "posts")
    '2.2'
    >>> shown(-400000.4, "pounds", unit=False)
    '-400,000'
    >>> shown(-1_234_567.0, "roughly"), shown(0.999, "chance"), shown(0.57, "chance")
    ('-£1,200,000', 'over 99%', '57%')
    """
    if value is None:
        return NOTHING
    if isinstance(value, dt.date):
        return f"{value:%b} {value.year}" if kind == "month" else f"{value.day} {value:%b} {value.year}"
    if isinstance(value, str):
        return value
    if kind == "roughly":
        value = to_two_figures(value)
    if kind in {"pounds", "roughly"}:
        return f"{'-' if round(value) < 0 else ''}{'£' if unit else ''}{abs(round(value)):,}"
    if kind == "posts":
        return f"{value:,.1f}"
    if kind == "chance":
        return whole_per_cent(value)
    if kind == "share":
        return f"{value:.1%}"
    return f"{value:,.0f}"


def ids_of(table: Table) -> str:
    """How the figures of a table are called, by its first row; empty where they have no ids.

    Those of a row differ in their ends: `planning.corsley.usual, .together, .npv`.
    """
    ids = next((found for row in table.rows if (found := [one for one in row.ids if one])), [])
    if not ids:
        return ""
    subject = ids[0].rpartition(".")[0]
    first, *rest = (one.removeprefix(subject) if one.startswith(f"{subject}.") else f" {one}" for one in ids)
    return f"Ids of the figures, by the first row: {subject}{', '.join([first, *rest])}"
