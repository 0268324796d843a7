"""Registers as text: commas, semicolons, tabs or bars between cells, in any encoding that Britain saves.

What columns mean and what cells hold is read in `tables/`. The file is gone through three times and never held.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import SEEK_END, TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from sharedcli.loading.folder import Input, open_file
from sharedcli.loading.importers import rules
from sharedcli.loading.importers.foreign import foreign_of, markup_of
from sharedcli.loading.importers.importer import Asked, OnBytes, Opened, untold
from sharedcli.loading.importers.tables.grid import Raw
from sharedcli.loading.importers.tables.headings import looks_like_headings
from sharedcli.loading.importers.tables.table import ROWS_ABOVE, open_table
from sharedcli.model.entry import Place
from sharedcli.model.finding import Finding, Location

_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_BEGINNING, _CHUNK = 64 * 1024, 1 << 20
_SEPARATORS = ",;\t|"
_OLD = "cp1252"
_FEWEST_OF_A_ROW = 3
_TIMES = 3
"""How often a file is gone through: for its encoding, for the order of its dates, for its rows."""


@dataclass(slots=True)
class _File:
    """A file of text and how it is to be taken apart; `read` counts its bytes as they are gone through.

    `before` are those of the times that it was gone through already.
    """

    source: Input
    encoding: str
    separator: str = ","
    read: int = 0
    before: int = 0

    def done(self) -> int:
        """How much of the file is read, each time that it is gone through counting for its share."""
        return (self.before + self.read) // _TIMES

    def rows(self) -> Iterator[Raw | Finding]:
        """Every row from the first, blank ones too; one that cannot be taken apart is a finding with its lines."""
        name = self.source.name
        with Path(self.source.path).open("rb") as binary:
            text = TextIOWrapper(binary, self.encoding, errors="replace", newline="")
            end = _End()
            reader = csv.reader(chain(text, end), delimiter=self.separator)
            number, line, widest = 0, 1, 0
            while True:
                number += 1
                try:
                    cells = next(reader)
                except StopIteration:
                    break
                except csv.Error as broken:
                    yield _not_taken_apart(name, line, reader.line_num, broken)
                else:
                    # Text ends between two rows, unless the last one waits for a quotation mark.
                    if end.reached or (reader.line_num > line and self._swallows(cells, widest)):
                        yield _unclosed(name, line, reader.line_num, closed=not end.reached)
                    else:
                        yield Raw(Place(name, number, line), tuple(cells))
                        widest = max(widest, len(cells))
                line = reader.line_num + 1
                self.read = binary.tell()

    def _swallows(self, cells: list[str], widest: int) -> bool:
        """Whether a cell of several lines holds a line that is a row: as many separators, none as in a sentence."""
        if widest < _FEWEST_OF_A_ROW:
            return False
        lines = (inner for cell in cells if "\n" in cell for inner in cell.split("\n")[1:])
        rows = (inner for inner in lines if inner.count(self.separator) >= widest - 1)  # nearly always none
        return any(len(re.findall(rf"{re.escape(self.separator)}(?!\s\S)", inner)) >= widest - 1 for inner in rows)


@dataclass(slots=True)
class _End:
    """What stands after the last line of a text: nothing, and the knowledge that it was asked for."""

    reached: bool = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.reached = True
        raise StopIteration


def _unclosed(file: str, first: int, last: int, *, closed: bool) -> Finding:
    what = f"is closed only in line {last}" if closed else f"is never closed up to the end, line {last}"
    said = f"A quotation mark opened in line {first} {what}, so that lines which are rows of their own ran into one."
    return Finding(rules.ROW_BROKEN, said if last > first else f"A quotation mark in line {first} {what}.",
                   Location(file, first))  # fmt: skip


def _not_taken_apart(file: str, first: int, last: int, broken: csv.Error) -> Finding:
    lines = f"Line {first}" if first == last else f"Lines {first} to {last}"
    is_long = "field limit" in str(broken)
    why = f"a cell holds more than {csv.field_size_limit():,} letters" if is_long else broken
    return Finding(rules.ROW_BROKEN, f"{lines} cannot be taken apart into cells: {why}.", Location(file, first))


def recognises(beginning: bytes) -> bool:
    """Whether the first bytes are text; what kind of text is looked at when it is opened."""
    return b"\x00" not in beginning or beginning.startswith(tuple(_MARKS))


def open_rows(source: Input, asked: Asked, on_bytes: OnBytes = untold) -> Opened | tuple[Finding, ...]:
    """The contracts of a register, or everything that stands in the way."""
    opened = open_file(source)
    if isinstance(opened, Finding):
        return (opened,)
    with opened as file:
        beginning = file.read(_BEGINNING)
        here = Location(source.name)
        if markup := markup_of(beginning):
            return (Finding(rules.WEB_PAGE, f"It is {markup} with the name of a table.", here),)
        if what := foreign_of(beginning):
            return (Finding(rules.NOT_TEXT, f"It is {what} and no table.", here),)
        if not recognises(beginning):
            return (Finding(rules.NOT_TEXT, "It holds bytes that no text holds.", here),)
        size = file.seek(0, SEEK_END)
        file.seek(0)
        encoding, wrong_line = _encoding(file, lambda done: on_bytes(done // _TIMES, size))
    said = () if encoding != _OLD else (_said_old(wrong_line, source.name),)
    whole = _File(source, encoding, before=size)
    whole.separator = max(_SEPARATORS, key=partial(_score, whole))
    table = open_table(
        source.name, whole.rows, asked, kind="a register as text", findings=said,
        of=size, done=whole.done, tell=lambda: on_bytes(whole.done(), size),
    )  # fmt: skip
    whole.before, whole.read = 2 * size, 0
    return table


def _encoding(file: BinaryIO, tell: Callable[[int], None]) -> tuple[str, int]:
    """The encoding of a file, and the line on which it turned out not to be UTF-8, from 1; else 0."""
    first = file.read(4)
    for mark, name in _MARKS.items():
        if first.startswith(mark):
            return name, 0
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines, chunk = 0, first
    while chunk:
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as wrong:
            return _OLD, lines + chunk[: wrong.start].count(b"\n") + 1
        lines += chunk.count(b"\n")
        tell(file.tell())
        chunk = file.read(_CHUNK)
    return "utf-8", 0


def _said_old(line: int, file: str) -> Finding:
    said = f"It is not UTF-8 (line {line} for one) and was read as Windows-1252."
    return Finding(rules.OLD_ENCODING, said, Location(file, line), severity=rules.OLD_ENCODING.severity)


def _score(whole: _File, separator: str) -> tuple[int, int]:
    """How much like a register the first rows look with a separator: headings known, then cells."""
    tried = _File(whole.source, whole.encoding, separator)
    rows = [row.cells for row in islice(tried.rows(), ROWS_ABOVE) if isinstance(row, Raw)]
    return max(map(looks_like_headings, rows), default=0), max(map(len, rows), default=0)
