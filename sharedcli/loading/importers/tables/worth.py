"""What the contract of a row is worth, from all its cells that say something of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sharedcli.loading.importers.tables.cells import Cells
from sharedcli.loading.importers.tables.money import Money, Period
from sharedcli.model.printable import plain_number, printable

# Of a remark every word: "annual value (about)" is about the value, "reviewed annually" is about something else.
_A_YEAR = re.compile(
    r"(?=.*(?:\bannual|\bper (?:annum|year)|\bp\.?a\b|\byearly|\ba year))"
    r"(?:\b(?:annual(?:ly)?|yearly|per|annum|year|p\.?a|a|the|is|of|this|all|about|approx(?:imate(?:ly)?)?|average|"
    r"estimated?|est|values?|costs?|spend|spending|amounts?|charges?|fees?|budget|figures?|stated|given|net|gross|award|"
    r"ex|exc|excl|inc|incl|excluding|including|vat|contract|only)\b|[^\w£])+",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(r"\W*(?:total|award(?:ed)?|value|contract)\W*", re.IGNORECASE)
_NOTE_SHOWN = 60


@dataclass(slots=True)
class Worth:
    """Whole-life and yearly value in pounds, and what else is said of them in a few words."""

    gbp: float | None = None
    annual_gbp: float | None = None
    note: str = ""


def worth_of(cells: Cells, *, awarded: bool) -> Worth:
    """What a row says of the value; `awarded` tells whether a value of the tender is to be called one.

    A nought gives way to what the tender said, as portals write it where nobody gave a value.
    """
    has, worth, notes = cells.said, Worth(), _notes(cells)
    if "value" in has:
        _state(cells, "value", worth, notes)
    if "value_unclear" in has:
        _state(cells, "value_unclear", worth, notes)
    if "annual_value" in has:
        _state(cells, "annual_value", worth, notes)
    if not worth.gbp and worth.annual_gbp is None and ("value_low" in has or "value_high" in has):
        _tendered(cells, worth, notes, awarded=awarded)
    if "extended_value" in has:
        _extended(cells, worth, notes)
    worth.note = ", ".join(notes)
    return worth


def _notes(cells: Cells) -> list[str]:
    said = (" ".join(cell.split()) for _, cell in cells.each("note"))
    return [printable(one, most=_NOTE_SHOWN) for one in said if not _SAYS_NOTHING.fullmatch(one)]


def _state(cells: Cells, name: str, worth: Worth, notes: list[str]) -> None:
    """An amount under its heading. What the cell, or a note of the row, says of it outweighs the heading."""
    found = cells.money(name)
    if found is None:
        return
    at, money = found
    period = money.period or _period(notes)
    if name == "value_unclear" and not period:
        shown = plain_number(money.gbp)
        cells.add(
            f"{cells.heading(at)} is £{shown}, which may be for the whole term or for a year; it was not taken, and a "
            "file of headings can say which it is"
        )
        return
    is_annual = (period or ("annual" if name == "annual_value" else "total")) == "annual"
    if is_annual and worth.annual_gbp is None:
        worth.annual_gbp = money.gbp
    elif not is_annual and worth.gbp is None:
        worth.gbp = money.gbp
    notes += _told(money)


def _period(notes: list[str]) -> Period:
    return "annual" if any(map(_A_YEAR.fullmatch, notes)) else ""


def _told(money: Money) -> list[str]:
    ranging = [] if money.low is None else [f"up to, from £{plain_number(money.low)}"]
    return [*ranging, money.note] if money.note else ranging


def _tendered(cells: Cells, worth: Worth, notes: list[str], *, awarded: bool) -> None:
    """The estimate before award: the upper end of a range, with the lower one as a note."""
    low, high = cells.money("value_low"), cells.money("value_high")
    least, most = (found[1].gbp if found else 0.0 for found in (low, high))
    amount = most or least
    if not amount:
        return
    if _period(notes):
        worth.annual_gbp = amount
    else:
        worth.gbp = amount
    if awarded and not any(cells.each("note")):
        notes.append("as tendered")
    if least and least != amount:
        notes.append(f"up to, from £{plain_number(least)}")


def _extended(cells: Cells, worth: Worth, notes: list[str]) -> None:
    found = cells.money("extended_value")
    if found is None or not found[1].gbp:
        return
    amount = found[1].gbp
    if worth.gbp is None:
        worth.gbp = amount
        notes.append("with every extension")
    elif amount != worth.gbp:
        notes.append(f"£{plain_number(amount)} with every extension")
