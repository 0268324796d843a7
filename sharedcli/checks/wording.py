"""Dates, pounds and names as words inside a finding's message."""

from __future__ import annotations

import datetime as dt

from sharedcli.model.printable import printable


def day(date: dt.date) -> str:
    """A date in words.

    >>> day(dt.date(2026, 3, 31))
    '31 March 2026'
    """
    return f"{date.day} {date:%B} {date.year}"


def pounds(amount: float) -> str:
    """Whole pounds.

    >>> pounds(1420000.4)
    '£1,420,000'
    """
    return f"£{amount:,.0f}"


def quoted(text: str) -> str:
    """A name out of a profile, made safe to print and quoted."""
    return f'"{printable(text)}"'
