"""The file in which a person accepts, changes or drops picks: a table for a spreadsheet, written and read back here.

A line is one row of a register. Read back are `decision`, `service`, `council` where none was found, and where the row
stands; the title tells whether it is still the same row. Everything else is there to decide by.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from sharedcli.errors import SharedcliError
from sharedcli.model.entry import Place
from sharedcli.model.printable import printable

COLUMNS = (
    "decision", "service", "confidence", "reason", "council", "title", "supplier", "start", "last_day", "value_gbp",
    "published_on", "file", "row", "part", "reference",
)  # fmt: skip
ACCEPT, DROP = "accept", "drop"
_NEEDED = ("decision", "service", "file", "row")
_BETWEEN = ";"
_LOOKS_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MOST_LINES = 500_000

Key = tuple[str, int, str]
"""A row's file, its number, and its part. The file is written without its folder, so that a register may be moved."""


class PicksRefusedError(SharedcliError):
    """A file of picks cannot be used; the message says which line, and what to write."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided about one row.

    `services` is empty where it is dropped; `title` is the row's own, and `council` whose it is said to be.
    """

    line: int
    services: tuple[str, ...]
    title: str
    council: str = ""

    def is_about(self, title: str) -> bool:
        """Whether a row with this title may be the one that was decided about."""
        return not self.title or _letters(self.title) == _letters(title)


def keys_of(place: Place) -> tuple[Key, Key]:
    """What a row is found by again: without the folder, and with it where two files have one name."""
    return (PurePath(place.file).name, place.row, place.part), (place.file, place.row, place.part)


def picks_text(lines: Iterable[Mapping[str, str]]) -> str:
    """The table of picks as CSV, for Excel and LibreOffice alike; no cell is taken for a formula."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for line in lines:
        writer.writerow({name: _inert(value) for name, value in line.items()})
    return "\ufeff" + text.getvalue()


def read_picks(content: bytes, *, file: str, services: Iterable[str]) -> Mapping[Key, Ruling]:
    """Every decision in a file of picks, by row.

    Raises:
        PicksRefusedError: The file is not such a table, or a line of it says something that cannot be done.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")  # as Excel saves it; only titles could have suffered
    known = frozenset(services)
    rulings: dict[Key, Ruling] = {}
    for line, cells in _lines(text, file):
        key = (cells["file"].strip(), _row(cells["row"], line, file), cells.get("part", "").strip())
        services_named = _services(cells, known, line, file)
        ruling = Ruling(line, services_named, cells.get("title", "").strip(), cells.get("council", "").strip())
        if rulings.setdefault(key, ruling) is not ruling:
            raise _refused(file, line, f"row {key[1]} of {key[0]} is decided on line {rulings[key].line} already")
    return rulings


def _lines(text: str, file: str) -> Iterator[tuple[int, dict[str, str]]]:
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)  # spreadsheets of other countries save with semicolons
    reader = csv.DictReader(io.StringIO(text), delimiter=separator, restval="", restkey="beyond")
    try:
        headings = [name.strip() for name in reader.fieldnames or ()]
        if missing := [name for name in _NEEDED if name not in headings]:
            raise _refused(file, 1, f"the heading lacks {', '.join(missing)}; --save-picks writes a file as it must be")
        reader.fieldnames = headings
        for count, cells in enumerate(reader):
            if count >= _MOST_LINES:
                raise _refused(file, reader.line_num, f"{_MOST_LINES:,} lines are the most")
            said = {name: cell.removeprefix("'") for name, cell in cells.items() if isinstance(cell, str)}
            if any(cell.strip() for cell in said.values()):
                yield reader.line_num, said
    except csv.Error as wrong:
        raise _refused(file, reader.line_num, f"this is not a table of commas: {wrong}") from None


def _row(text: str, line: int, file: str) -> int:
    digits = text.strip().removesuffix(".0")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        raise _refused(file, line, f"row is {printable(text) or 'empty'}, not the number of a row")
    return int(digits)


def _services(cells: Mapping[str, str], known: frozenset[str], line: int, file: str) -> tuple[str, ...]:
    decision = cells["decision"].strip().casefold()
    if decision == DROP:
        return ()
    if decision != ACCEPT:
        raise _refused(file, line, f"decision is {printable(decision) or 'empty'}; write {ACCEPT} or {DROP}")
    named = tuple(word.strip() for word in cells["service"].split(_BETWEEN) if word.strip())
    if not named:
        raise _refused(file, line, f"it is accepted and names no service; write its key, or {DROP}")
    for word in named:
        if word not in known:
            raise _refused(file, line, f"{printable(word)} is not a service; `sharedcli template` lists them")
    return tuple(dict.fromkeys(named))


def _refused(file: str, line: int, what: str) -> PicksRefusedError:
    return PicksRefusedError(f"{printable(file, most=200)} line {line}: {what}.")


def _inert(value: str) -> str:
    return f"'{value}" if value.startswith(_LOOKS_LIKE_A_FORMULA) else value


def _letters(text: str) -> str:
    """What is left of a title whatever a spreadsheet and its encodings have done to it."""
    return "".join(char for char in text if char.isascii() and char.isalnum()).casefold()
