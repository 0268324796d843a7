"""One value of a profile as the text of a cell, and a cell of any kind as the text of a value.

A cell is text wherever the workbook was left as it was made. Whoever pastes numbers or dates into it gets cells of
those kinds, and they are read as what they say, not as they are shown.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from math import isfinite

from sharedcli.loading.importers.template.shape import Column, Path, sheets
from sharedcli.model.fields import ProfileModel, Text
from sharedcli.model.finding import Pointer
from sharedcli.model.profile import Profile

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""What a cell of a workbook may hold; an empty one holds an empty text."""

BETWEEN = "; "
"""Between several values of one cell."""

# A spreadsheet keeps 15 digits of a number, and a profile six places.
_DIGITS, _PLACES = 15, Decimal("0.000001")
_QUOTED = r'\s*"((?:[^"]|"")*)"\s*'
_TEXTS = re.compile(rf"(?:{_QUOTED}|([^;\n]*))(?:[;\n]|\Z)")
_SINGLE_VALUES = re.compile(rf"(?:{_QUOTED}|([^;,\n]*))(?:[;,\n]|\Z)")
_MUST_BE_QUOTED = re.compile(r'[;\n"]')


def cell_text(cell: Cell) -> str:
    """A cell as a profile would have it, without spaces around it; empty for an empty cell.

    >>> [cell_text(cell) for cell in (94000.0, 0.1 + 0.2, dt.date(2028, 3, 31), " 012 ", True)]
    ['94000', '0.3', '2028-03-31', '012', 'true']
    """
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float) and isfinite(cell):
        return _plain(Decimal(f"{cell:.{_DIGITS}g}"))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        cell = cell.date()
    return str(cell)


def value_text(value: object) -> str:
    """A value of a profile as the text of a cell.

    >>> value_text((12, 12)), value_text(0.5), value_text(("volume", "staff; posts"))
    ('12; 12', '0.5', 'volume; "staff; posts"')
    """
    if isinstance(value, tuple):
        return BETWEEN.join(_quoted(value_text(part)) for part in value)
    return format(Decimal(repr(value)).normalize(), "f") if isinstance(value, float) else str(value)


def value_of(text: str, column: Column) -> str | list[str]:
    """What a text that is not empty stands for in a column: one value, or several where it takes several.

    A word that may only be one of a few is taken however it is written; several values stand between semicolons, or
    on lines of their own, and where they cannot hold a comma also between commas.
    """
    if not column.is_list:
        return column.choice(text)
    parts = (_SINGLE_VALUES if column.kind != Text else _TEXTS).findall(text)
    values = (quoted.replace('""', '"') or plain for quoted, plain in parts)
    return [column.choice(value.strip()) for value in values if value.strip()]


def cells_of(profile: Profile) -> dict[Pointer, str]:
    """Every value of a profile that was set, as the text of its cell, by its place.

    A group without a value has no cell: it says as much as one left out.
    """
    found: dict[Pointer, str] = {}
    for sheet in sheets():
        paths = [column.path for column in sheet.columns]
        if not sheet.is_list:
            found |= _cells(profile, paths, ())
            continue
        for index, entry in enumerate(_entries(profile, sheet.path)):
            found |= _cells(entry, paths, (*sheet.path, index))
    return found


def _cells(group: ProfileModel, paths: Iterable[Path], place: Pointer) -> Iterator[tuple[Pointer, str]]:
    for path in paths:
        value = _at(group, path)
        if value is not None and value != ():
            yield (*place, *path), value_text(value)


def _entries(profile: Profile, path: Path) -> tuple[ProfileModel, ...]:
    entries = _at(profile, path)
    return entries if isinstance(entries, tuple) else ()


def _at(group: object, path: Path) -> object:
    """The value at a path, `None` where it, or a group on the way, was not set."""
    for name in path:
        if not isinstance(group, ProfileModel) or name not in group.model_fields_set:
            return None
        group = getattr(group, name)
    return group


def _plain(number: Decimal) -> str:
    if abs(number) < Decimal(10) ** _DIGITS:  # beyond this nothing of a number is left to round
        number = number.quantize(_PLACES)
    return format(number.normalize(), "f")


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""')) if _MUST_BE_QUOTED.search(text) else text
