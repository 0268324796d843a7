"""When the contract of a row begins and ends, from all its cells that say something of it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from pydantic_core import PydanticCustomError

from sharedcli.loading.importers.tables.cells import Cells
from sharedcli.loading.importers.tables.dates import DATES, read_date
from sharedcli.loading.importers.tables.terms import Length, read_extensions, read_length
from sharedcli.model.calendar import months_after
from sharedcli.model.fields import ContractDate
from sharedcli.model.printable import printable

_LONGEST_CELL, _FEW_DAYS = 400, 3
_UNIT, _BARE = re.compile(r"months|years", re.IGNORECASE), re.compile(r"\d{1,2}(?:\s*[x×+]\s*\d{1,2})*", re.IGNORECASE)
_MORE = re.compile(r"\d|exten|option|renew", re.IGNORECASE)
_KINDS = {
    kind: re.compile(words, re.IGNORECASE)
    for kind, words in (
        ("review", "review"),
        ("latest", "maxim|latest|exten|option"),
        ("start", "start|from|commenc|begin"),
        ("end", r"\bend|expir|until|finish|\blast\b"),
    )
}
"""What the words before a date say of it, in the order in which they are asked."""


@dataclass(slots=True)
class Span:
    """First and last day of a contract, inclusive, the last day with every extension, and the extensions."""

    start: ContractDate | None = None
    last_day: ContractDate | None = None
    latest_last_day: ContractDate | None = None
    extensions_months: list[int] = field(default_factory=list)


def span_of(cells: Cells) -> Span:
    """What a row says of the term: stated dates first, then the length, then what the tender had said."""
    has = cells.said
    span = Span(cells.date("start"), cells.date("last_day"))
    if "dates_packed" in has:
        _unpack(cells, span)
    if span.start is None and "tender_start" in has:
        span.start = cells.date("tender_start")
    if span.last_day is None and "tender_last_day" in has:
        span.last_day = cells.date("tender_last_day")
    if "latest_last_day" in has:
        span.latest_last_day = cells.date("latest_last_day")
    if "extension" in has:
        _extend(cells, span)
    if "term" in has or "term_months" in has:
        _measure(cells, span)
    return span


def _unpack(cells: Cells, span: Span) -> None:
    """Start, end and review date in one cell, in that order unless words between them say otherwise."""
    at, cell = cells.first("dates_packed")
    if not cell:
        return
    found = list(DATES.finditer(cell)) if len(cell) <= _LONGEST_CELL else []
    read = [read_date(one[0], cells.order) for one in found]
    dates = [date for date in read if isinstance(date, ContractDate)]
    after = [0, *(one.end() for one in found)]
    before = [cell[begin : one.start()] for begin, one in zip(after, found, strict=False)]
    kinds = [_kind(words, number) for number, words in enumerate(before)]
    if (
        not dates
        or len(dates) < len(read)
        or len(set(kinds)) < len(kinds)
        or (len(kinds) == 1 and not before[0].strip())
    ):
        refused = next((one for one in read if isinstance(one, str)), "")
        cells.not_taken(at, refused or f'"{printable(cell, most=80)}", of which the start and the end are not plain')
        return
    told = dict(zip(kinds, dates, strict=True))
    span.start, span.last_day = span.start or told.get("start"), span.last_day or told.get("end")
    span.latest_last_day = told.get("latest")
    if "latest" not in told and _MORE.search(DATES.sub("", cell)):
        cells.add(f'{cells.heading(at)} is "{printable(cell, most=80)}", of which only the dates were taken')


def _kind(words: str, number: int) -> str:
    for kind, pattern in _KINDS.items():
        if pattern.search(words):
            return kind
    return ("start", "end", "review")[min(number, 2)]


def _extend(cells: Cells, span: Span) -> None:
    for at, cell in cells.each("extension"):
        until = DATES.search(cell) if len(cell) <= _LONGEST_CELL else None
        date = read_date(until[0], cells.order) if until else None
        if isinstance(date, ContractDate):
            latest = span.latest_last_day
            span.latest_last_day = date if latest is None or date.latest > latest.latest else latest
            continue
        months = read_extensions(_with_unit(cell, cells.heading(at)))
        if isinstance(months, str):
            cells.not_taken(at, date or months)
        elif "+" not in cell or len(months) < 2 or not _is_the_term(months[0], span):
            span.extensions_months.extend(months)
        elif months[0] > max(months[1:]):
            span.extensions_months.extend(months[1:])
            cells.add(f'{cells.heading(at)} is "{printable(cell)}", of which the first is the present term')
        else:
            cells.not_taken(at, f'"{printable(cell)}", of which the first may be the present term or an extension')


def _with_unit(cell: str, heading: str) -> str:
    """A bare number, or several, with the unit that stands in the heading."""
    unit = _UNIT.search(heading)
    return f"{cell} {unit[0]}" if unit and _BARE.fullmatch(cell) else cell


def _is_the_term(months: int, span: Span) -> bool:
    """Whether the contract runs for so many months without extensions, give or take a few days."""
    start, last_day = span.start, span.last_day
    if not (start and last_day and start.is_exact and last_day.is_exact):
        return False
    return abs((months_after(start.latest, months) - last_day.latest).days) <= _FEW_DAYS


def _measure(cells: Cells, span: Span) -> None:
    """The last day from how long the contract runs, where it is not stated; extensions where no others are."""
    at, length = _length(cells)
    if isinstance(length, str):
        if span.last_day is None:
            cells.not_taken(at, length)
        return
    if length is None:
        return
    span.extensions_months = span.extensions_months or list(length.extensions_months)
    stated = printable(cells.raw.cells[at].strip())
    if length.reading:
        cells.add(f'{cells.heading(at)} is "{stated}", and was read as {length.reading}')
    if length.months is not None and span.last_day is None:
        span.last_day = _after(cells, span, length.months)
        if span.last_day is not None:
            cells.add(f'The last day is not stated: it was reckoned from {cells.heading(at)}, "{stated}"')
    if length.most_months is not None and span.latest_last_day is None:
        span.latest_last_day = _after(cells, span, length.most_months)
        if span.last_day is None:
            cells.add(f'{cells.heading(at)} is "{stated}": when the contract ends without extensions is not said')


def _length(cells: Cells) -> tuple[int, Length | str | None]:
    at, cell = cells.first("term_months")
    if cell.isascii() and cell.isdigit() and 0 < int(cell[:6]) <= 600:
        return at, Length(int(cell))
    if not cell:
        at, cell = cells.first("term")
    return at, read_length(_with_unit(cell, cells.heading(at))) if cell else None


def _after(cells: Cells, span: Span, months: int) -> ContractDate | None:
    if span.start is None or not span.start.is_exact:
        cells.add(f"It runs for {months} months, but without a first day the last day is not known")
        return None
    try:
        last_day = months_after(span.start.latest - dt.timedelta(days=1), months)
        return ContractDate.parse(last_day.isoformat())
    except (OverflowError, ValueError, PydanticCustomError):
        cells.add(f"It runs for {months} months, which ends after any contract does")
        return None
