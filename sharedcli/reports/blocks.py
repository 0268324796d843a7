"""What a report is made of, whatever the format: headings, figures, tables, sentences.

Blocks hold values, not text made of values: pounds stay numbers, dates stay dates, and each format writes
them its own way (`render/`). Text in a block is already safe to print.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, Protocol

from sharedcli.model.calendar import Month

Kind = Literal["text", "name", "pounds", "roughly", "date", "month", "count", "posts", "share", "chance"]
"""`text` may be broken into lines, a `name` may not; `posts` are full-time equivalents, to a tenth.

`roughly` are pounds to two significant figures, a `chance` is a share in whole per cent: neither is known better.
"""

Cell = str | float | int | dt.date | None
"""One value of a table; `None` is shown as a dash."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, with its unit where it has one, and how its values are to be written."""

    heading: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `figure` is the id of its main figure, empty where it has none. `is_total` rows stand out.

    `ids` are those of the figures in the cells, in their order, empty for a cell that shows none.
    """

    cells: tuple[Cell, ...]
    figure: str = ""
    is_total: bool = False
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption. `note` stands below it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""


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


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `gbp` pounds long from `starts_gbp` on, to the left where it is below zero.

    A step of a waterfall starts where the one before it ended; any other bar starts at nothing. `is_total` bars stand
    for what there is, the others for what is added or taken away. One that is not `is_drawn` would dwarf the others, so
    only its pounds are shown. `figure` is the id of `gbp`.
    """

    label: str
    gbp: float
    starts_gbp: float = 0.0
    figure: str = ""
    is_total: bool = False
    is_drawn: bool = True

    @property
    def ends_gbp(self) -> float:
        """Where it ends, and the next step of a waterfall starts."""
        return self.starts_gbp + self.gbp


@dataclass(frozen=True, slots=True)
class Bars:
    """Pounds as bars below one another, all to one scale: the steps of a waterfall, or who wins and loses.

    `description` states what is to be seen, for whoever cannot see it. `note` stands below: the basis of the pounds.
    `heading` says what each bar is, in the table of the same.
    """

    caption: str
    description: str
    bars: tuple[Bar, ...]
    note: str = ""
    heading: str = "Step"

    @property
    def reach_gbp(self) -> tuple[float, float]:
        """The least and the most that any bar drawn starts or ends at, nothing among them."""
        ends = [0.0, *(end for bar in self.bars if bar.is_drawn for end in (bar.starts_gbp, bar.ends_gbp))]
        return min(ends), max(ends)

    @property
    def data(self) -> Table:
        """The same as a table."""
        columns = (Column(self.heading), Column("£", "pounds"))
        rows = tuple(Row((bar.label, bar.gbp), bar.figure, is_total=bar.is_total) for bar in self.bars)
        return Table(self.caption, columns, rows, self.note)


Block = Heading | Answer | Figures | Paragraph | Points | Table | Gantt | Bars


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report, in the order it is read."""

    title: str
    blocks: tuple[Block, ...]


class LaidOut(Protocol):
    """A result that has a layout for people."""

    def layout(self) -> Report:
        """The report."""
