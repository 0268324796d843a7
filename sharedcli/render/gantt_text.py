"""A Gantt chart in characters: fixed width, no colour needed, one column a quarter or whatever time fits.

A column shows that a council can join where any of its months is free; the data below the chart has the months.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType

from sharedcli.model.calendar import Month
from sharedcli.reports.blocks import Gantt, Lane, Mark, Shade, Sign

SHADES: Mapping[Shade, str] = MappingProxyType({"shared": "#", "free": "=", "barred": "x", "held": "c", "option": "o"})
"""The character of each shade, the one that wins a column first."""

SIGNS: Mapping[Sign, str] = MappingProxyType({"notice": "n", "vesting": "v", "support": "s"})
"""The same of marks. A mark on a column that is free is a capital letter, so that it hides nothing."""

_BLANK, _GAP, _CUT = ".", 2, "..."
_UNITS = {3: "quarter", 6: "half-year", 12: "year", 24: "two years"}
_FEWEST_OF_A_LABEL = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line in its three parts: the label padded to its width, one character a column, the note."""

    label: str
    columns: str
    note: str = ""
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart ready to print: what one column is, the axis and the lanes, and what the characters mean."""

    unit: str
    lines: tuple[Line, ...]
    legend: tuple[str, ...]


def draw(gantt: Gantt, width: int | None) -> Drawn:
    """The chart for a terminal of `width` columns; `None` is a pipe, where nothing need be left out.

    The finest unit that fits is taken. Notes are printed where all fit. A label is cut only where even the coarsest
    unit leaves no room, and never so that two become the same.
    """
    labels = [lane.label for lane in gantt.lanes]
    widest = max(map(cells, labels), default=0)
    unit = next((u for u in _UNITS if width is None or widest + _GAP + len(_starts(gantt, u)) <= width), max(_UNITS))
    starts = _starts(gantt, unit)
    if width is not None and widest + _GAP + len(starts) > width:
        labels = _cut(labels, max(width - _GAP - len(starts), _FEWEST_OF_A_LABEL))
        widest = max(map(cells, labels), default=0)
    pad = widest + _GAP
    notes = width is None or all(pad + len(starts) + _GAP + cells(lane.note) <= width for lane in gantt.lanes)
    rows = [
        Line(_padded(label, pad), _columns(lane, starts, unit), lane.note if notes else "", lane.is_total)
        for label, lane in zip(labels, gantt.lanes, strict=True)
    ]
    axis = (Line(" " * pad, text) for text in _axis(starts, unit))
    used = {character for row in rows for character in row.columns}
    return Drawn(_UNITS[unit], (*axis, *rows), tuple(_legend(gantt, used)))


def _starts(gantt: Gantt, unit: int) -> list[Month]:
    """The first month of each column; columns begin with a financial year's quarter, half or whole."""
    since_april = (gantt.start.ordinal - 3) % unit
    first = gantt.start + -since_april
    columns = -(-(gantt.months + since_april) // unit)
    return [first + unit * column for column in range(columns)]


def _axis(starts: list[Month], unit: int) -> Iterator[str]:
    """The financial years above the columns they begin at, and a line with a stroke for each 1 April."""
    aprils = [column for column, start in enumerate(starts) if unit > 12 or (start.ordinal - 3) % 12 == 0]
    years, free_from = "", 0
    for column in aprils:
        label = str(starts[column].financial_year)
        if column >= free_from and (not years or column + len(label) <= len(starts)):
            years = years.ljust(column) + label
            free_from = column + len(label) + 1
    yield years
    if unit < 12:
        yield "".join("|" if column in set(aprils) else " " for column in range(len(starts))).rstrip()


def _columns(lane: Lane, starts: list[Month], unit: int) -> str:
    return "".join(_column(lane, start, start + (unit - 1)) for start in starts)


def _column(lane: Lane, first: Month, last: Month) -> str:
    shades = {s.shade for s in lane.stretches if s.opens <= last and s.closes >= first}
    signs = {mark.sign for mark in lane.marks if _lies(mark, first, last)}
    sign = next((character for kind, character in SIGNS.items() if kind in signs), "")
    if sign:
        return sign.upper() if shades & {"free", "shared"} else sign
    return next((character for shade, character in SHADES.items() if shade in shades), _BLANK)


def _lies(mark: Mark, first: Month, last: Month) -> bool:
    return first <= Month.of(mark.on) <= last


def _legend(gantt: Gantt, used: set[str]) -> Iterator[str]:
    """What each character means that was used, in the order of the chart's keys."""
    characters: dict[Shade | Sign, str] = {**dict(SHADES.items()), **dict(SIGNS.items())}
    for kind, words in gantt.keys:
        character = characters[kind]
        if character in used:
            yield f"{character} {words}"
        if character.upper() != character and character.upper() in used:
            yield f"{character.upper()} {words} and can join"
    if _BLANK in used:
        yield f"{_BLANK} none of these"


def _cut(labels: list[str], width: int) -> list[str]:
    """Labels cut to a width; where that would make two the same, those are left whole."""
    shorter = [label if cells(label) <= width else _first(label, width - len(_CUT)) + _CUT for label in labels]
    return [new if shorter.count(new) == 1 else old for old, new in zip(labels, shorter, strict=True)]


def _first(text: str, width: int) -> str:
    ends = accumulate(map(cells, text))
    return "".join(character for character, end in zip(text, ends, strict=True) if end <= width)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def cells(text: str) -> int:
    """The columns a text takes on a terminal: two for a wide character, none for one that only adds an accent.

    >>> cells("Stoke-on-Trent"), cells("市"), cells("w\u0302")
    (14, 2, 1)
    """
    if text.isascii():
        return len(text)
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
