"""How many cells the sheets of a packed workbook span: asked before a reader makes room for them all.

One cell a million rows down is a few bytes in the file, and a million rows of nothing in memory.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, iterparse

from sharedcli.loading.importers.packed import pieces

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_REFERENCE = re.compile(rb"\br\s*=\s*[\"']\s*([A-Za-z]{0,8})([0-9]{1,20})\s*[\"']")
_CONTENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def most_cells(packed: zipfile.ZipFile) -> int:
    """The cells that the largest sheet spans, from A1 to its last row and its last column.

    Raises:
        ParseError: The content of an OpenDocument file is no XML.
        BadZipFile: A tag of a sheet goes on for a mebibyte.
    """
    spans = [_of_sheet(pieces(packed, name, before=b"<")) for name in packed.namelist() if _SHEET.fullmatch(name)]
    if _CONTENT in packed.namelist():
        with packed.open(_CONTENT) as content:
            spans += _of_tables(iterparse(content, events=("end",)))  # noqa: S314 - expat bounds what entities become
    return max(spans, default=0)


def _of_sheet(xml: Iterable[bytes]) -> int:
    """A sheet of Excel's: every cell says where it is."""
    last_row = last_column = 1
    for number, piece in enumerate(xml):
        if number and piece and not piece.startswith(b"<"):
            raise zipfile.BadZipFile  # where it is cut, a reference could go unseen
        columns, rows = {b"A"}, {b"1"}
        for found in _REFERENCE.finditer(piece):
            columns.add(found[1])
            rows.add(found[2])
        last_row, last_column = max(last_row, *map(int, rows)), max(last_column, *map(column_number, columns))
    return last_row * last_column


def column_number(letters: bytes) -> int:
    """A column's number from 1; 0 for no letters.

    >>> column_number(b"A"), column_number(b"AA")
    (1, 27)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _of_tables(events: Iterator[tuple[str, Element]]) -> Iterator[int]:
    """The tables of an OpenDocument file: a row, and a cell, may stand for many."""
    row = rows = columns = 0
    for _, element in events:
        if element.tag == f"{_TABLE}table-row":
            row += _times(element, "number-rows-repeated")
            width = _width(element)
            if width:
                rows, columns = row, max(columns, width)
            element.clear()
        elif element.tag == f"{_TABLE}table":
            yield rows * columns
            row = rows = columns = 0
            element.clear()


def _width(row: Element) -> int:
    """Up to the last cell of a row that holds anything."""
    at = width = 0
    for cell in row:
        at += _times(cell, "number-columns-repeated")
        is_empty = not len(cell) and not any(name.endswith("}value-type") for name in cell.attrib)
        width = width if is_empty else at
    return width


def _times(element: Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 1
