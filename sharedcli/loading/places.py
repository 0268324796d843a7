"""A file's text, the place of anything in it, and the findings gathered while it is read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cached_property

from sharedcli.model.finding import Finding, Location, Pointer, Rule
from sharedcli.model.printable import printable

MOST_OF_A_KIND = 100
"""How many findings of one rule are listed for one file; a hostile file could hold a million."""

_EXCERPT = 100
# What both YAML parsers take for the end of a line.
_BREAK = re.compile("\r\n|[\r\n\x85]")


class SourceText:
    """The text of one file without its byte-order mark. Offsets count characters from 0."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        # Most files have no finding, so nothing is counted until a place is asked for.
        return [0, *(found.end() for found in _BREAK.finditer(self.text))]

    def line_number(self, offset: int) -> int:
        """The line on which the character at `offset` stands, from 1."""
        return bisect_right(self._starts, offset)

    def line(self, number: int) -> str:
        """Line `number` without its end, from 1."""
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self.start_of(number) : end].rstrip("\r\n\x85")

    def start_of(self, number: int) -> int:
        """The offset at which line `number` begins."""
        return self._starts[number - 1]

    def at(self, start: int, end: int) -> Location:
        """The place of the characters from `start` up to `end`, as far as they stand on the first line."""
        number = self.line_number(start)
        line, before = self.line(number), self.start_of(number)
        column = start - before + 1
        end_column = max(column, min(end - before, len(line)) + 1)
        return Location(self.file, number, column, end_column, printable(line, most=_EXCERPT))


class Findings:
    """The findings of one file as they come up, at most `MOST_OF_A_KIND` of each rule."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self._list: list[Finding] = []
        self._count: Counter[str] = Counter()

    def add(self, rule: Rule, message: str, start: int, end: int, *, pointer: Pointer = ()) -> None:
        """Record that the text from `start` up to `end` breaks `rule`."""
        self._count[rule.code] += 1
        if self._count[rule.code] > MOST_OF_A_KIND:
            return
        if self._count[rule.code] == MOST_OF_A_KIND:
            message += " Any more of these in the file are not listed."
        self._list.append(Finding(rule, message, self.source.at(start, end), pointer, rule.severity))

    def broke(self, *rules: Rule) -> bool:
        """Whether any of the rules was broken."""
        return any(self._count[rule.code] for rule in rules)

    def in_order(self) -> tuple[Finding, ...]:
        """All of them, by their place in the file."""
        return tuple(sorted(self._list, key=lambda finding: finding.sort_key))
