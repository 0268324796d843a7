"""Tables of values: columns with their units, rows with the ids of their figures. Reports take them from `blocks`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

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
