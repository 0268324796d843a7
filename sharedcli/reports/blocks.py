"""What a report is made of, whatever the format: headings, figures, tables, sentences.

Blocks hold values, not text made of values: pounds stay numbers, dates stay dates, and each format writes
them its own way (`render/`). Text in a block is already safe to print. Tables stand in `tabled`, what is drawn of
pounds and risks in `charted`; everything is imported from here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, Protocol

from sharedcli.model.calendar import Month
from sharedcli.reports.charted import Bar, Bars, Fan, Grid, Square, Step, Swing, Tornado
from sharedcli.reports.tabled import Cell, Column, Kind, Row, Table

__all__ = [
    "Answer", "Bar", "Bars", "Block", "Cell", "Column", "Fan", "Figure", "Figures", "Gantt", "Grid", "Heading", "Kind",
    "LaidOut", "Lane", "Mark", "Paragraph", "Points", "Report", "Row", "Shade", "Sign", "Square", "Step", "Stretch",
    "Swing", "Table", "Tornado",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """One number in words a reader needs: what it is, its id, and on what basis it stands."""

    label: str
    id: str
    value: Cell
    kind: Kind
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """The few numbers behind an answer."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 opens a page."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer itself: a verdict's symbol and word, and what it says."""

    symbol: str
    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences. `lead` is a word or two that open it, such as `Why`."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    lead: str
    items: tuple[str, ...]


Shade = Literal["held", "option", "free", "barred", "shared"]
"""What a stretch of a chart's lane stands for; a month without a stretch is blank."""

Sign = Literal["notice", "support", "vesting"]
"""What a mark on a day stands for."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months `opens` to `closes`, both inclusive."""

    opens: Month
    closes: Month
    shade: Shade


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on a lane."""

    on: dt.date
    sign: Sign


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of a Gantt chart; stretches do not overlap. `note` says in few words what the lane shows."""

    label: str
    stretches: tuple[Stretch, ...] = ()
    marks: tuple[Mark, ...] = ()
    note: str = ""
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Gantt:
    """Lanes over the months from `start` on, with what each shade and sign means, and the same as a table.

    `description` states what is to be seen, for whoever cannot see it. Marks may lie outside the months shown.
    """

    caption: str
    description: str
    start: Month
    months: int
    lanes: tuple[Lane, ...]
    keys: tuple[tuple[Shade | Sign, str], ...]
    data: Table


Block = Heading | Answer | Figures | Paragraph | Points | Table | Gantt | Bars | Tornado | Fan | Grid


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report, in the order it is read."""

    title: str
    blocks: tuple[Block, ...]


class LaidOut(Protocol):
    """A result that has a layout for people."""

    def layout(self) -> Report:
        """The report."""
