"""One row by its fields, read with care: whatever is not what it must be is a doubt, never an exception."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from sharedcli.loading.importers.importer import DateOrder, Heading
from sharedcli.loading.importers.mending import mended
from sharedcli.loading.importers.tables.dates import read_date
from sharedcli.loading.importers.tables.grid import Raw
from sharedcli.loading.importers.tables.money import Money, read_money
from sharedcli.loading.importers.tables.names import is_blank
from sharedcli.model.fields import ContractDate
from sharedcli.model.printable import printable

_NONE: tuple[int, ...] = ()


@lru_cache(maxsize=64)
def columns_by_field(fields: tuple[str, ...]) -> Mapping[str, tuple[int, ...]]:
    """The columns of each field, in order."""
    found: dict[str, tuple[int, ...]] = {}
    for at, name in enumerate(fields):
        if name and name != "ignore":
            found[name] = (*found.get(name, _NONE), at)
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class Cells:
    """A row whose columns have names, and the doubts about it so far."""

    raw: Raw
    columns: Mapping[str, tuple[int, ...]]
    headings: Sequence[Heading]
    order: DateOrder | None
    doubts: list[str] = field(default_factory=list)

    def each(self, name: str) -> Iterator[tuple[int, str]]:
        """The cells of a field that say something, with the number of their column."""
        cells = self.raw.cells
        for at in self.columns.get(name, _NONE):
            if at < len(cells) and (cell := cells[at].strip()) and not is_blank(cell):
                yield at, cell

    def first(self, name: str) -> tuple[int, str]:
        """The first cell of a field that says something; -1 and empty where none does."""
        cells = self.raw.cells
        for at in self.columns.get(name, _NONE):
            if at < len(cells) and (cell := cells[at].strip()) and not is_blank(cell):
                return at, cell
        return -1, ""

    def prose(self, name: str) -> str:
        """A text with its line breaks, mended."""
        at, cell = self.first(name)
        text, done = mended(cell) if cell else ("", ())
        for what in done:
            self.add(f"{self.heading(at)} was mended: {what}")
        return text

    def text(self, name: str) -> str:
        """A text on one line, mended."""
        return " ".join(self.prose(name).split())

    def date(self, name: str) -> ContractDate | None:
        """The date of the first cell that says something; what is no date is a doubt."""
        at, cell = self.first(name)
        if not cell:
            return None
        date = read_date(cell, self.order)
        if isinstance(date, ContractDate):
            return date
        self.not_taken(at, date)
        return None

    def money(self, name: str) -> tuple[int, Money] | None:
        """The amount of the first cell that says something, with its column; what is no amount is a doubt."""
        at, cell = self.first(name)
        if not cell:
            return None
        money = read_money(cell)
        if isinstance(money, Money):
            return at, money
        self.not_taken(at, money)
        return None

    def heading(self, at: int) -> str:
        """What a column is called, for people."""
        named = self.headings[at].text.strip() if 0 <= at < len(self.headings) else ""
        return printable(" ".join(named.split()), most=60) or f"Column {at + 1}"

    def not_taken(self, at: int, reason: str) -> None:
        """Note that a cell was passed over, for a reason that follows "is"."""
        self.add(f"{self.heading(at)} is {reason}, and was not taken")

    def add(self, doubt: str) -> None:
        """Note a doubt, a sentence without its full stop, once."""
        sentence = f"{doubt[:1].upper()}{doubt[1:]}."
        if sentence not in self.doubts:
            self.doubts.append(sentence)
