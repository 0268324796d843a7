"""JSON of unknown origin to plain data: whole files, or one piece a line, each with its place or a finding.

Nothing is guessed at: numbers too long for a number and words such as NaN stay text, and a name given twice is
remembered. What the data mean is asked in `packages.py` and the modules it names.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from sharedcli.loading.importers import rules
from sharedcli.model.finding import Finding, Location, Rule
from sharedcli.model.printable import printable

MOST_WHOLE_BYTES = 64 * 1024 * 1024
"""The largest piece of JSON that is read whole. A portal's page of a hundred releases is about 1 MiB, so this is a
day's or a month's notices in one file; reading it takes some 450 MB, which an ordinary laptop has."""

MOST_LINE_BYTES = 16 * 1024 * 1024
"""The longest line of JSON lines. The longest of a hundred of Contracts Finder, a framework of 73 firms, is 42 KiB."""

_LONGEST_NUMBER = 18
_EXCERPT = 100
_KINDS = {dict: "a group", list: "a list", str: "a text", bool: "yes or no", type(None): "nothing"}
_IN_WORDS = {
    "Expecting value": "a value is missing, or is none that JSON knows",
    "Expecting property name enclosed in double quotes": "the name of a field is missing, or is not in double quotes",
    "Illegal trailing comma before end of object": "a comma stands before a closing bracket",
    "Illegal trailing comma before end of array": "a comma stands before a closing bracket",
    "Expecting ',' delimiter": "a comma or a closing bracket is missing",
    "Expecting ':' delimiter": "a colon is missing",
    "Unterminated string starting at": "a text begins that is never closed",
    "Invalid control character at": "a text holds a character that cannot be seen",
    "Invalid \\escape": "a backslash stands before a character it cannot stand before",
    "Invalid \\uXXXX escape": "a backslash and u need four hexadecimal digits after them",
    "Extra data": "something follows where the JSON has ended",
}
"""What Python's own parser says, for people."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Twice(dict[str, Any]):
    """A group in which a name is given twice, with different values; the last stands."""

    name = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of JSON: the line on which it begins, and its data or the finding that says why there are none.

    `twice` says whether any group in it is a `Twice`.
    """

    line: int
    data: Any = None
    finding: Finding | None = None
    twice: bool = False


@dataclass(slots=True)
class _Pairs:
    """Makes groups for the parser, and remembers whether any name came twice."""

    twice: bool = field(default=False)

    def group(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) == len(pairs):
            return made
        for name, value in pairs:
            if made[name] != value:
                doubtful = Twice(made)
                doubtful.name = name
                self.twice = True
                return doubtful
        return made


def kind_of(data: object) -> str:
    """What a value is, in words: "a list"."""
    return _KINDS.get(type(data), "a group" if isinstance(data, dict) else "a number")


def is_wide(content: bytes) -> bool:
    """Whether bytes are UTF-16 or UTF-32 by their mark, so that their lines cannot be told before they are decoded."""
    return any(content.startswith(mark) for mark, encoding in _MARKS if encoding != "utf-8")


def read_piece(content: bytes, *, file: str, line: int = 1) -> Piece:
    """The data of one whole piece of JSON, which begins on `line` of the file. Never raises for what is in it."""
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return Piece(line, finding=_not_text(content, error, file, line))
    pairs = _Pairs()
    try:
        data = json.loads(text, object_pairs_hook=pairs.group, parse_constant=str, parse_int=_whole)
        return Piece(line, data, twice=pairs.twice)
    except json.JSONDecodeError as broken:
        return Piece(line, finding=_broken(text, broken, file, line))
    except RecursionError:
        where = Location(file, line)
        return Piece(line, finding=_finding(rules.JSON_TOO_DEEP, "Lists or groups are nested too deeply here.", where))


def lines_of(file: BinaryIO, *, name: str) -> Iterator[tuple[int, bytes] | Finding]:
    """The lines of a file that hold something, numbered from 1; one that is too long is a finding, never in memory."""
    number = 0
    while content := file.readline(MOST_LINE_BYTES + 1):
        number += 1
        if len(content) > MOST_LINE_BYTES:
            while content and not content.endswith(b"\n"):
                content = file.readline(MOST_LINE_BYTES)
            message = f"This line is longer than {MOST_LINE_BYTES // 1024**2} MiB."
            yield _finding(rules.JSON_TOO_LARGE, message, Location(name, number, 1))
        elif content.strip(b" \t\r\n\x00"):
            yield number, content.rstrip(b"\r\n")


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _broken(text: str, broken: json.JSONDecodeError, file: str, line: int) -> Finding:
    start = text.rfind("\n", 0, broken.pos) + 1
    excerpt = printable(text[start : start + 2 * _EXCERPT].partition("\n")[0].rstrip("\r"), most=_EXCERPT)
    if not text.strip(" \t\r\n\x00"):
        return _finding(rules.NOTICE_EMPTY, "The file holds nothing.", Location(file))
    problem = (
        "the text ends before it is complete"
        if not text[broken.pos :].strip()
        else _IN_WORDS.get(broken.msg, "it breaks off")
    )
    message = f"From column {broken.colno} on this is not JSON: {problem}."
    place = Location(file, line + broken.lineno - 1, broken.colno, broken.colno + 1, excerpt)
    return _finding(rules.JSON_BROKEN, message, place)


def _not_text(content: bytes, error: UnicodeDecodeError, file: str, line: int) -> Finding:
    if error.encoding.lower().replace("_", "-") != "utf-8":
        message = f"The file begins with the mark of {error.encoding.upper()}, but is cut short or is something else."
        return _finding(rules.JSON_NOT_TEXT, message, Location(file, line))
    before = content[: error.start]
    start = before.rfind(b"\n") + 1
    byte = content[error.start : error.start + 1]
    message = f"The byte 0x{byte[0]:02X} is not UTF-8 here."
    if char := byte.decode("cp1252", "ignore"):
        message += f' In the older Windows encoding it is "{printable(char)}".'
    column = len(before[start:].decode("utf-8", "replace")) + 1
    return _finding(rules.JSON_NOT_TEXT, message, Location(file, line + before.count(b"\n"), column, column + 1))


def _finding(rule: Rule, message: str, location: Location) -> Finding:
    return Finding(rule, message, location, (), rule.severity)
