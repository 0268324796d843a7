"""A row of a table before anybody knows what its columns mean."""

from __future__ import annotations

from dataclasses import dataclass

from sharedcli.model.entry import Place


@dataclass(frozen=True, slots=True)
class Raw:
    """One row as it stands in the file, and where.

    `cells` may be fewer or more than there are headings. A date of a workbook is ISO text, a number plain digits, a
    cell that could not be read (an error, a formula without a saved value) is in `unread` by its index, with why.
    `dated` are the indices of the cells that the file itself holds as dates; text that looks like a date is none.
    """

    place: Place
    cells: tuple[str, ...]
    unread: tuple[tuple[int, str], ...] = ()
    dated: tuple[int, ...] = ()
