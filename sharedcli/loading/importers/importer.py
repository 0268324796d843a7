"""What every reader of other people's files takes and gives, and the list of them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Literal, Protocol, cast

from sharedcli.loading.folder import Input, open_file
from sharedcli.loading.importers.foreign import foreign_of, is_profile
from sharedcli.loading.importers.rules import UNKNOWN_KIND
from sharedcli.loading.importers.wording import Wording
from sharedcli.model.entry import Entry
from sharedcli.model.finding import Finding, Location

_BEGINNING_BYTES = 64 * 1024

DateOrder = Literal["day-first", "month-first"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person who imports says of the file.

    Attributes:
        date_order: Which comes first in dates such as 03/04/2026; `None` where nobody has said. Never guessed.
        wording: Headings that only this register has, and what they mean; `None` where there is no such file.
        council: Whose register it is, for one that names no buyer; empty where nobody has said.
    """

    date_order: DateOrder | None = None
    wording: Wording | None = None
    council: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column or field of the file, and the field of an entry that it was taken for; empty for none."""

    text: str
    field: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was understood: what it is, and its rows.

    `rows` gives, once, exactly one value for every row of the file in order, an entry or the finding that says why it
    is none, so that nothing is lost without a word; it reads as it goes and keeps nothing. `findings` are about
    the whole file. `of` is how many bytes there are to read, and `done()` how many have been read, for a progress bar;
    where a file is gone through more than once, each time counts for its share of them.
    """

    kind: str
    publisher: str
    headings: tuple[Heading, ...]
    findings: tuple[Finding, ...]
    rows: Iterator[Entry | Finding]
    of: int = 0
    done: Callable[[], int] = lambda: 0


OnBytes = Callable[[int, int], None]
"""Told now and then, while a file is opened, how many bytes of how many have been read."""


def untold(done: int, of: int) -> None:
    """Tell nobody how far it is."""


class Importer(Protocol):
    """A module of this room that reads one kind of file."""

    def recognises(self, beginning: bytes) -> bool:
        """Whether the first bytes of a file (64 KiB at most) look like this kind."""

    def open_rows(self, source: Input, asked: Asked, on_bytes: OnBytes = untold) -> Opened | tuple[Finding, ...]:
        """The rows of a file, or everything that stands in the way of reading it. Never raises for what is in it."""


IMPORTERS: Mapping[str, str] = MappingProxyType(
    {
        "workbook": "a register in Excel or OpenDocument",
        "ocds": "notices as OCDS JSON, a package, a list or one a line",
        "csv": "a register as text: commas, semicolons or tabs",
    }
)
"""The kinds of file that become entries, in the order they are tried."""
_MODULES: Mapping[str, str] = MappingProxyType({"workbook": "workbook", "ocds": "ocds.reading", "csv": "csv"})
"""The module of this room that reads each."""


def importer(kind: str) -> Importer:
    """The reader of a kind, imported now."""
    return cast("Importer", import_module(f"sharedcli.loading.importers.{_MODULES[kind]}"))


def open_import(
    source: Input, asked: Asked, kind: str | None = None, *, on_bytes: OnBytes = untold
) -> Opened | tuple[Finding, ...]:
    """The rows of a file of a kind, or of the first kind that recognises it; else why there are none.

    The file is opened more than once, so standard input is to be kept in a file first. A large one may be gone through
    before its first row is given, which `on_bytes` is told of.
    """
    if kind is not None:
        return importer(kind).open_rows(source, asked, on_bytes)
    file = open_file(source)
    if isinstance(file, Finding):
        return (file,)
    with file:
        beginning = file.read(_BEGINNING_BYTES)
    if is_profile(beginning):
        return (
            Finding(UNKNOWN_KIND, "It is a profile already; `sharedcli validate` checks it.", Location(source.name)),
        )
    for name in IMPORTERS:
        if importer(name).recognises(beginning):
            return importer(name).open_rows(source, asked, on_bytes)
    what = foreign_of(beginning)
    said = "It holds bytes that no text holds, and it is no workbook."
    said = said if what in {None, "no text"} else f"It is {what}, and no register and no notice."
    return (Finding(UNKNOWN_KIND, said, Location(source.name)),)
