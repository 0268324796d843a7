"""The workbook that a council fills in, laid out: its sheets, what stands in them, and what each cell asks for.

Which fields there are is in `loading/importers/template/shape.py`; bytes are made in `render/template.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sharedcli.loading.authorities import authorities
from sharedcli.loading.importers.template.shape import (
    ANSWER,
    ANSWERED,
    COUNCIL,
    MARK,
    OWN_SHEETS,
    Column,
    Sheet,
    sheets,
)
from sharedcli.loading.services import services
from sharedcli.model.fields import ContractDate, Day, PriceYear
from sharedcli.model.finding import Pointer
from sharedcli.model.system import System
from sharedcli.reports.schema import Field, fields_of

ROWS_ASKED, _ROWS_SHOWN = 300, 40
"""Rows of a list that have drop-downs, and those that look like a table; more may be added below."""

_READ_ME, _FIELDS, _SERVICES = OWN_SHEETS
_EVERY_SERVICE = "all"
_UNITS = {"£": "pounds"}
_SEVERAL = "; several with ; between them"
# Where the declaration gives none: by the unit, or by how it is written.
_EXAMPLES = {"£": "42000", "months": "6", "share": "0.5", "full-time equivalent": "3.5"}
_EXAMPLE_OF_KIND = ((Day, "2028-03-31"), (ContractDate, "2028-03-31"), (PriceYear, "2026-27"))
_WIDE, _MIDDLING, _NARROW = 60, 30, 18

_NO_NOTES: Mapping[Pointer, str] = MappingProxyType({})

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """What some cells of one column ask for: shown beside a cell when it is chosen.

    Rows and columns count from 0, both ends included. `choices` are the words of a drop-down, in full or as the range
    of cells they stand in; `is_open` says that other words may be written too.
    """

    column: int
    first_row: int
    last_row: int
    title: str
    message: str
    choices: tuple[str, ...] | str = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: a row of headings and one table below it.

    `inputs` are the columns that are filled in, `frozen` the columns that stay in sight, `rows_ready` how many rows
    below the headings the table has.
    """

    title: str
    headings: Row
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    asks: tuple[Ask, ...] = ()
    inputs: frozenset[int] = frozenset()
    frozen: int = 0
    rows_ready: int = 0


def pages(filled: Mapping[Pointer, str], *, file: str, notes: Mapping[Pointer, str] = _NO_NOTES) -> tuple[Page, ...]:
    """The sheets of the workbook.

    Args:
        filled: Texts of cells that are filled in already, by the places of their values in a profile.
        file: What the workbook will be called, for the command that reads it.
        notes: What is to be said of what is filled in about the council, likewise: shown when the cell is chosen.
    """
    council, *lists = sheets()
    listed = (_list_page(sheet, filled) for sheet in lists)
    return (_read_me(file), _council_page(council, filled, notes), *listed, _fields_page(), _services_page())


def _read_me(file: str) -> Page:
    steps = (
        f"1. On the sheet {COUNCIL}, write in the column {ANSWER}.",
        "2. On the sheet Systems, write one row for each system, or for each service that has none.",
        "3. On the sheet Red lines, write what the council will not do, if there is anything.",
        "4. Leave empty what you do not know: it becomes a gap, never a zero. Only fields with * must be filled in.",
        "5. Write pounds in plain digits (42000), dates as 2028-03-31, and several values in one cell as 12; 12.",
        "6. Choose a cell to see what it asks for. The sheet Fields lists every column, and Services every service.",
        f"7. Save the workbook, open a terminal in its folder, and type: sharedcli import {file}",
        "8. Nothing is sent anywhere: sharedcli reads the workbook on your own computer.",
    )
    return Page(_READ_ME, ("One council's systems and contracts",), (*((step,) for step in steps), (MARK,)), (100,))


def _council_page(sheet: Sheet, filled: Mapping[Pointer, str], notes: Mapping[Pointer, str]) -> Page:
    headings = (*ANSWERED[:-1], f"{ANSWERED[-1]} ({MARK})")
    rows, asks = [], []
    for number, column in enumerate(sheet.columns, start=1):
        answer = filled.get(column.path, "")
        rows.append((column.heading, answer, *_explained(column), column.name))
        asks.append(_ask(column, 1, number, number, note=notes.get(column.path, "")))
    widths = (36, 36, 34, _WIDE, 26, 26, 34)
    return Page(sheet.title, headings, tuple(rows), widths, tuple(asks), frozenset({1}), frozen=1)


def _list_page(sheet: Sheet, filled: Mapping[Pointer, str]) -> Page:
    entries = sorted({place[len(sheet.path)] for place in filled if place[: len(sheet.path)] == sheet.path})
    rows = tuple(
        tuple(filled.get((*sheet.path, entry, *column.path), "") for column in sheet.columns) for entry in entries
    )
    asks = tuple(_ask(column, place, 0, ROWS_ASKED) for place, column in enumerate(sheet.columns))
    return Page(
        title=sheet.title,
        headings=tuple(column.heading for column in sheet.columns),
        rows=rows,
        widths=tuple(max(_NARROW, min(_MIDDLING, len(column.heading) // 2 + 6)) for column in sheet.columns),
        asks=asks,
        inputs=frozenset(range(len(sheet.columns))),
        frozen=1,
        rows_ready=max(len(rows) + 1, _ROWS_SHOWN),
    )


def _fields_page() -> Page:
    rows = tuple(
        (sheet.title, column.heading, *_explained(column), column.name)
        for sheet in sheets()
        for column in sheet.columns
    )
    headings = ("Sheet", "Field", *ANSWERED[2:])
    return Page(_FIELDS, headings, rows, (14, 36, 34, _WIDE, 26, 26, 34), frozen=2)


def _services_page() -> Page:
    every = (_EVERY_SERVICE, "Every service", "Only for a red line.", "", "")
    rows = (
        (key, one.label, one.description, one.unit, ", ".join(sorted(one.tiers))) for key, one in services().items()
    )
    headings = ("Service", "What it is called", "What it is", "Counted in", "Councils that hold it")
    return Page(_SERVICES, headings, (every, *rows), (32, 32, _WIDE, 22, _WIDE), frozen=1)


def _explained(column: Column) -> Iterator[str]:
    """How a field is written, what it means, an example, and whether it is needed."""
    field = _field(column)
    words = field.words.removeprefix("a list, each ")
    unit = f"{_UNITS.get(column.unit, column.unit)}, " if column.unit and column.unit not in words else ""
    yield f"{unit}{words}{_SEVERAL if column.is_list else ''}"
    yield field.description
    yield _example(column, field)
    within = column.needed_within.replace("_", " ").replace(".", " ")
    yield "yes" if column.needed else f"with the rest of {within}" if within else "no"


def _field(column: Column) -> Field:
    return next(field for field in fields_of(column.group) if field.name == column.path[-1])


def _example(column: Column, field: Field) -> str:
    example = field.example
    if isinstance(example, list):
        return "; ".join(str(part) for part in example)
    if example is not None:
        return str(example)
    if column.choices:
        return "; ".join(column.choices[1:3]) if column.is_list else column.choices[0]
    by_kind = next((shown for kind, shown in _EXAMPLE_OF_KIND if column.kind == kind), "")
    return by_kind or _EXAMPLES.get(column.unit, "")


def _ask(column: Column, place: int, first_row: int, last_row: int, *, note: str = "") -> Ask:
    written, means, example, _ = _explained(column)
    such_as = f" Example: {example}" if example and not column.choices else ""
    choices: tuple[str, ...] | str = column.choices
    if column.path[-1] == "service":
        # The first row of that sheet below its headings is for red lines alone.
        first = 3 if column.group is System else 2
        choices = f"={_SERVICES}!$A${first}:$A${len(services()) + 2}"
    how = f" Write {written}." if not column.choices else f" {_SEVERAL[2:].capitalize()}." if column.is_list else ""
    filled = f"Filled in from {note}. " if note else ""
    is_known_place = column.path[-1] == "region"
    if is_known_place:
        choices = tuple(sorted({council.region for council in authorities().councils}))
    return Ask(
        place, first_row, last_row, _cut(column.heading, 32), _cut(f"{filled}{means}{how}{such_as}", 255), choices,
        is_open=column.is_list or is_known_place,
    )  # fmt: skip


def _cut(text: str, most: int) -> str:
    """A spreadsheet refuses a longer one."""
    return text if len(text) <= most else f"{text[: most - 3].rstrip()}..."
