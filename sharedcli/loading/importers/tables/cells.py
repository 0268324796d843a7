"""One row by its fields, read with care: whatever is not what it must be is a doubt, never an exception."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sharedcli.loading.importers.importer import DateOrder, Heading
from sharedcli.loading.importers.mending import mended
from sharedcli.loading.importers.tables.dates import read_date
from sharedcli.loading.importers.tables.grid import Raw
from sharedcli.loading.importers.tables.money import Money, read_money
from sharedcli.loading.importers.tables.names import LONGEST_BLANK, is_blank
from sharedcli.model.fields import ContractDate
from sharedcli.model.printable import printable

_Said = tuple[tuple[int, str], ...]


@lru_cache(maxsize=64)
def _taken(fields: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """The columns that mean something, each with its field."""
    return tuple((at, name) for at, name in enumerate(fields) if name and name != "ignore")


@dataclass(frozen=True, slots=True)
class Cells:
    """A row whose columns have names, and the doubts about it so far.

    `said` has the cells of each field that say something, with the numbers of their columns; a field without is absent.
    """

    raw: Raw
    fields: tuple[str, ...]
    headings: Sequence[Heading]
    order: DateOrder | None
    said: Mapping[str, _Said]
    doubts: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, raw: Raw, fields: tuple[str, ...], headings: Sequence[Heading], order: DateOrder | None) -> Cells:
        """A row under its fields, one for each column."""
        said: dict[str, _Said] = {}
        cells = raw.cells
        for at, name in _taken(fields):
            if at < len(cells) and (cell := cells[at].strip()) and (len(cell) > LONGEST_BLANK or not is_blank(cell)):
                said[name] = (*said[name], (at, cell)) if name in said else ((at, cell),)
        return cls(raw, fields, headings, order, said)

    def each(self, name: str) -> _Said:
        """The cells of a field that say something, with the numbers of their columns."""
        return self.said.get(name, ())

    def first(self, name: str) -> tuple[int, str]:
        """The first cell of a field that says something; -1 and empty where none does."""
        found = self.said.get(name)
        return found[0] if found else (-1, "")

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
        money = read_money(cell if cell.isascii() else mended(cell)[0])
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
