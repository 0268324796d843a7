"""Notices as OCDS JSON: packages of releases or records, releases alone, in lists or one a line.

Contracts Finder's own JSON is read too. A record counts by its compiled release. Where a file holds several releases
of one process, each contract counts as its newest release has it; the older ones are findings, so that as many rows
come out as were read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from itertools import islice

from sharedcli.loading.folder import Input
from sharedcli.loading.importers import rules
from sharedcli.loading.importers.importer import Asked, Heading, OnBytes, Opened, untold
from sharedcli.loading.importers.ocds.files import JsonFile
from sharedcli.loading.importers.ocds.found import Problem, Release
from sharedcli.loading.importers.ocds.packages import releases_of
from sharedcli.loading.importers.ocds.parties import publisher_of
from sharedcli.loading.importers.ocds.pieces import Piece
from sharedcli.loading.importers.ocds.release import told_by
from sharedcli.loading.importers.ocds.superseding import Newest, Position, names_any, repeated
from sharedcli.loading.importers.ocds.values import Said
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


def recognises(beginning: bytes) -> bool:
    """Whether the first bytes look like JSON: a group or a list."""
    for mark in _MARKS:
        beginning = beginning.removeprefix(mark)
    return beginning.lstrip(b" \t\r\n\x00")[:1] in {b"{", b"["}


def open_rows(
    source: Input,
    asked: Asked,  # noqa: ARG001 - JSON says it all itself
    on_bytes: OnBytes = untold,  # noqa: ARG001 - the first row comes at once
) -> Opened | tuple[Finding, ...]:
    """The contracts of a file of notices, or everything that stands in the way of reading it."""
    file = JsonFile.of(source)
    if isinstance(file, Finding):
        return (file,)
    return _one_a_line(file) if file.is_lines() else _whole(file)


def _whole(file: JsonFile) -> Opened | tuple[Finding, ...]:
    name, piece = file.source.name, file.whole()
    if piece.finding is not None:
        return (piece.finding,)
    releases = [one for one in _releases(piece) if isinstance(one, Release)]
    if not releases:
        problems = (one for one in _releases(piece) if isinstance(one, Problem))
        return tuple(_finding(one.rule, one.message, Location(name)) for one in islice(problems, MOST_OF_A_KIND))
    named = Counter(release.process for release in releases)
    newest = _newest([piece], {process for process, count in named.items() if process and count > 1})
    size = file.size
    return Opened("OCDS JSON", _publisher(releases[0]), HEADINGS, (), _rows([piece], newest, name), size, lambda: size)


def _one_a_line(file: JsonFile) -> Opened:
    releases = (one for piece in file.pieces() for one in _releases(piece) if isinstance(one, Release))
    first = next(releases, None)
    publisher = "" if first is None else _publisher(first)
    rows = _rows_of_lines(file)
    return Opened("OCDS JSON, one piece a line", publisher, HEADINGS, (), rows, file.size, lambda: file.read)


def _rows_of_lines(file: JsonFile) -> Iterator[Entry | Finding]:
    """The rows of a file of which only processes that come more than once are read twice."""
    again = repeated(file.lines())
    doubled = file.pieces(only=lambda line: names_any(line, again)) if again else ()
    newest = _newest(doubled, {process.decode("utf-8", "replace") for process in again})
    yield from _rows(file.pieces(counted=True), newest, file.source.name)


def _releases(piece: Piece) -> Iterable[Release | Problem]:
    return () if piece.finding is not None else releases_of(piece.data, twice=piece.twice)


def _newest(pieces: Iterable[Piece], processes: Container[str]) -> Newest:
    newest = Newest()
    for piece in pieces:
        for number, release in enumerate(_releases(piece)):
            if isinstance(release, Release) and release.process in processes:
                for told in told_by(release.fields, release.package, Place("", 0)):
                    newest.note(told, (piece.line, number))
    return newest


def _rows(pieces: Iterable[Piece], newest: Newest, file: str) -> Iterator[Entry | Finding]:
    row = 0
    for piece in pieces:
        if piece.finding is not None:
            row += 1
            yield piece.finding
        for number, release in enumerate(_releases(piece)):
            row += 1
            yield from _contracts(release, Place(file, row, piece.line), newest, (piece.line, number))


def _contracts(
    release: Release | Problem, place: Place, newest: Newest, position: Position
) -> Iterator[Entry | Finding]:
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


def _finding(rule: Rule, message: str, location: Location) -> Finding:
    return Finding(rule, message, location, (), rule.severity)
