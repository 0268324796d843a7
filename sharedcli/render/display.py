"""How values are written for people: pounds, dates, months, shares. Rounding happens here and nowhere before.

REPORTS 4.1: £400,000 not £0.4 million; a minus sign for negative money; 7 Nov 2028 where space is short.
"""

from __future__ import annotations

import datetime as dt

from sharedcli.reports.blocks import Cell, Kind

NOTHING = "-"
NUMBERS: frozenset[Kind] = frozenset({"pounds", "count", "posts", "share"})
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
    """
    if value is None:
        return NOTHING
    if isinstance(value, dt.date):
        return f"{value:%b} {value.year}" if kind == "month" else f"{value.day} {value:%b} {value.year}"
    if isinstance(value, str):
        return value
    if kind == "pounds":
        return f"{'-' if round(value) < 0 else ''}{'£' if unit else ''}{abs(round(value)):,}"
    if kind == "posts":
        return f"{value:,.1f}"
    if kind == "share":
        return f"{value:.1%}"
    return f"{value:,.0f}"
