"""A finding: what is wrong with a profile, where, and how bad it is.

The rules that produce findings live in `loading/rules.py` (reading a file) and `checks/` (what the
file says). A user's mistake is a value of this module, never an exception.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

Pointer = tuple[str | int, ...]
"""The way to a value from the top of a file: `("systems", 0, "contract", "last_day")`."""


class Severity(IntEnum):
    """How much a finding matters; a larger number is worse.

    >>> Severity.ERROR > Severity.WARNING, Severity.named("note"), str(Severity.ERROR)
    (True, <Severity.NOTE: 1>, 'error')
    """

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @classmethod
    def named(cls, word: str) -> Severity:
        """The severity called `word` in any case; raises `KeyError` for any other word."""
        return cls[word.upper()]

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Rule:
    """What a code means, for `explain`, the help page and SARIF.

    `why` and `remedy` are whole sentences: why it matters to the council, and what to do about it.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file. Lines and columns count from 1; `end_column` is exclusive.

    Line 0 means the file as a whole (it could not be opened, for one). `excerpt` is the line as
    written, already cleaned for printing and cut, or empty. In a workbook `sheet` names the sheet, the line is its row.

    >>> Location("a.yaml", 12, 19).where, Location("a.xlsx", 7, 28, sheet="Systems").where
    ('12:19', 'Systems!AB7')
    """

    file: str
    line: int = 0
    column: int = 0
    end_column: int = 0
    excerpt: str = ""
    sheet: str = ""

    @property
    def where(self) -> str:
        """The place within the file as people say it: line and column, or sheet and cell; `-` for the whole file."""
        if not self.sheet:
            return f"{self.line}{f':{self.column}' if self.column else ''}" if self.line else "-"
        return f"{self.sheet}!{_letters(self.column)}{self.line}" if self.line else self.sheet


def _letters(column: int) -> str:
    """A column as a workbook calls it: 1 is A, 28 is AB; empty for none."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule, broken in one place. `message` says what was found there, in whole sentences."""

    rule: Rule
    message: str
    location: Location
    pointer: Pointer = ()
    severity: Severity = Severity.ERROR

    @property
    def sort_key(self) -> tuple[str, str, int, int, str, str]:
        """File, then place, then code: the order in which findings are shown."""
        place = self.location
        return (place.file, place.sheet, place.line, place.column, self.rule.code, self.message)
