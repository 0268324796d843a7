"""Notices as OCDS JSON: packages of releases or records, releases alone, in lists or one a line.

Contracts Finder's own JSON is read too. A record counts by its compiled release. Where a file holds several releases
of one process, each contract counts as its newest release has it; the older ones are findings, so that as many rows
come out as were read.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from sharedcli.loading import rules as reading
from sharedcli.loading.folder import STANDARD_INPUT, Input, read_bytes
from sharedcli.loading.importers import rules
from sharedcli.loading.importers.importer import Asked, Heading, Opened
from sharedcli.loading.importers.json_reading import (
    MOST_LINE_BYTES,
    MOST_WHOLE_BYTES,
    Piece,
    is_wide,
    lines_of,
    read_piece,
)
from sharedcli.loading.importers.ocds_found import Problem, Release, Told
from sharedcli.loading.importers.ocds_packages import releases_of
from sharedcli.loading.importers.ocds_parties import publisher_of
from sharedcli.loading.importers.ocds_release import told_by
from sharedcli.loading.importers.ocds_superseding import Newest, Position, names_any, repeated
from sharedcli.loading.importers.ocds_values import Said
from sharedcli.loading.places import MOST_OF_A_KIND
from sharedcli.model.entry import Entry, Place
from sharedcli.model.finding import Finding, Location, Rule
from sharedcli.model.printable import printable

HEADINGS = (
    Heading("ocid", "reference"),
    Heading("contracts[].title, awards[].title, tender.title", "title"),
    Heading("tender.description", "description"),
    Heading("buyer.name, parties[] who buy", "buyer"),
    Heading("suppliers[].name", "supplier"),
    Heading("items[].classification of the scheme CPV", "cpv"),
    Heading("contracts[].period, awards[].contractPeriod, tender.contractPeriod: startDate", "start"),
    Heading("the same: endDate, else durationInDays", "last_day"),
    Heading("the same: maxExtentDate", "latest_last_day"),
    Heading("renewal.description", "extension"),
    Heading("value.amount, else value.amountGross", "value"),
    Heading("date", "published_on"),
    Heading("documents[].url of the notice", "url"),
    Heading("status of the contract, award or tender", "stage"),
)
"""The fields that are read, each with the field of an entry it becomes; where there are several, the first stated."""

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_NULLS_AND_SPACE = b" \t\r\n\x00"


def recognises(beginning: bytes) -> bool:
    """Whether the first bytes look like JSON: a group or a list."""
    for mark in _MARKS:
        beginning = beginning.removeprefix(mark)
    return beginning.lstrip(_NULLS_AND_SPACE)[:1] in {b"{", b"["}


def open_rows(source: Input, asked: Asked) -> Opened | tuple[Finding, ...]:  # noqa: ARG001 - JSON says it all itself
    """The contracts of a file of notices, or everything that stands in the way of reading it."""
    held: bytes | None = None
    if source.path == STANDARD_INPUT:
        content = read_bytes(source, most=MOST_WHOLE_BYTES)
        if isinstance(content, Finding):
            return (_too_large(content),)
        held = content
    else:
        # Opened again below, and again for each time it is gone through; whether it may be is asked here once.
        probe = read_bytes(source, most=0)
        if isinstance(probe, Finding) and probe.rule is not reading.FILE_TOO_LARGE:
            return (probe,)
    file = _File(source, held)
    if file.is_lines():
        return _Lines(file).opened()
    return _whole(file)


@dataclass(slots=True)
class _File:
    """A file that can be gone through more than once. `held` is its content where it came by standard input."""

    source: Input
    held: bytes | None
    read: int = 0

    def open(self) -> AbstractContextManager[BinaryIO]:
        return Path(self.source.path).open("rb") if self.held is None else io.BytesIO(self.held)

    @property
    def size(self) -> int:
        return Path(self.source.path).stat().st_size if self.held is None else len(self.held)

    def is_lines(self) -> bool:
        """Whether each line is a piece of JSON: one of the first two is a whole group by itself, and there are two."""
        with self.open() as file:
            if is_wide(file.read(4)):
                return False
            file.seek(0)
            first: list[bytes] = []
            while len(first) < 2 and (line := file.readline(MOST_LINE_BYTES)):
                if stripped := line.removeprefix(_MARKS[0]).strip(_NULLS_AND_SPACE):
                    first.append(stripped)
        return len(first) == 2 and first[0][:1] != b"[" and any(one[:1] + one[-1:] == b"{}" for one in first)


def _whole(file: _File) -> Opened | tuple[Finding, ...]:
    name = file.source.name
    content = file.held if file.held is not None else read_bytes(file.source, most=MOST_WHOLE_BYTES)
    if isinstance(content, Finding):
        return (_too_large(content),)
    size = len(content)
    piece = read_piece(content, file=name)
    del content
    if piece.finding is not None:
        return (piece.finding,)
    releases = list(releases_of(piece.data, twice=piece.twice))
    first = next((one for one in releases if isinstance(one, Release)), None)
    if first is None:
        problems = (one for one in releases if isinstance(one, Problem))
        return tuple(_finding(one.rule, one.message, Location(name)) for one in islice(problems, MOST_OF_A_KIND))
    newest = Newest()
    named = Counter(release.process for release in releases if isinstance(release, Release))
    for number, release in enumerate(releases):
        if isinstance(release, Release) and named[release.process] > 1:
            for told in told_by(release.fields, release.package, Place(name, number + 1)):
                newest.note(told, (0, number))
    rows = (
        row
        for number, release in enumerate(releases)
        for row in _rows(release, Place(name, number + 1), newest, (0, number))
    )
    return Opened("OCDS JSON", _publisher(first), HEADINGS, (), rows, size, lambda: size)


@dataclass(slots=True)
class _Lines:
    """JSON lines, gone through twice: once to see which processes come more than once, once to be read."""

    file: _File

    def opened(self) -> Opened:
        name = self.file.source.name
        first = next((one for line in self._pieces() for one in line if isinstance(one, Release)), None)
        publisher = _publisher(first) if first else ""
        return Opened(
            "OCDS JSON, one piece a line", publisher, HEADINGS, (), self._rows(name), self.file.size, self._done
        )

    def _done(self) -> int:
        return self.file.read

    def _pieces(self) -> Iterator[Iterator[Release | Problem]]:
        with self.file.open() as file:
            for line in lines_of(file, name=""):
                if not isinstance(line, Finding):
                    piece = read_piece(line[1], file="", line=line[0])
                    if piece.finding is None:
                        yield releases_of(piece.data, twice=piece.twice)

    def _newest(self, name: str) -> Newest:
        newest = Newest()
        with self.file.open() as file:
            again = repeated(line[1] for line in lines_of(file, name=name) if not isinstance(line, Finding))
        if not again:
            return newest
        with self.file.open() as file:
            for line in lines_of(file, name=name):
                if isinstance(line, Finding) or not names_any(line[1], again):
                    continue
                piece = read_piece(line[1], file=name, line=line[0])
                releases = releases_of(piece.data, twice=piece.twice) if piece.finding is None else ()
                for number, release in enumerate(releases):
                    for told in _told(release, Place(name, 0)):
                        newest.note(told, (line[0], number))
        return newest

    def _rows(self, name: str) -> Iterator[Entry | Finding]:
        newest, row = self._newest(name), 0
        with self.file.open() as file:
            for line in lines_of(file, name=name):
                piece = (
                    Piece(0, finding=line)
                    if isinstance(line, Finding)
                    else read_piece(line[1], file=name, line=line[0])
                )
                if piece.finding is not None:
                    row += 1
                    yield piece.finding
                    continue
                for number, release in enumerate(releases_of(piece.data, twice=piece.twice)):
                    row += 1
                    yield from _rows(release, Place(name, row, piece.line), newest, (piece.line, number))
                self.file.read = file.tell()
        self.file.read = self.file.size


def _told(release: Release | Problem, place: Place) -> Iterator[Told]:
    return iter(()) if isinstance(release, Problem) else told_by(release.fields, release.package, place)


def _rows(release: Release | Problem, place: Place, newest: Newest, position: Position) -> Iterator[Entry | Finding]:
    where = Location(place.file, place.line)
    if isinstance(release, Problem):
        yield _finding(release.rule, f"Row {place.row}: {release.message}", where)
        return
    for told in told_by(release.fields, release.package, place):
        if isinstance(told.entry, Problem):
            yield _finding(told.entry.rule, f"Row {place.row}: {told.entry.message}", where)
        elif (later := newest.later(told, position)) is not None:
            what = told.entry.place.part or "the tender"
            shown = printable(told.ocid, most=100)
            message = f"Row {place.row}: {what} of {shown} is read from the later notice of {later or 'no date'}."
            yield _finding(rules.NOTICE_SUPERSEDED, message, where)
        else:
            yield told.entry


def _publisher(release: Release) -> str:
    package = release.package
    return publisher_of(Said(release.fields, []).text("ocid"), package.uri, package.publisher)


def _too_large(finding: Finding) -> Finding:
    if finding.rule is not reading.FILE_TOO_LARGE:
        return finding
    message = f"This file is larger than {MOST_WHOLE_BYTES // 1024**2} MiB, and not one release a line."
    return _finding(rules.JSON_TOO_LARGE, message, finding.location)


def _finding(rule: Rule, message: str, location: Location) -> Finding:
    return Finding(rule, message, location, (), rule.severity)
