"""The parts of a packed workbook, piece by piece: no part is ever held whole, whatever it unpacks to."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, fromstring

_CHUNK = 1 << 20
_BOOK, _PLACES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def pieces(packed: zipfile.ZipFile, name: str, *, before: bytes) -> Iterator[bytes]:
    """A part in pieces, each but the first beginning with `before`, none much longer than 2 MiB.

    Where that does not stand for a whole mebibyte, a piece begins anywhere.

    Raises:
        BadZipFile, zlib.error: It is damaged.
    """
    held = b""
    with packed.open(name) as part:
        while chunk := part.read(_CHUNK):
            held += chunk
            end = held.rfind(before)
            if end > 0:
                yield held[:end]
                held = held[end:]
            elif len(held) > _CHUNK:
                yield held
                held = b""
    yield held


def sheet_titles(packed: zipfile.ZipFile) -> Mapping[str, str]:
    """The title of each sheet of an Excel workbook, by the name of its part; empty where the workbook does not say."""
    book, places = _small(packed, _BOOK), _small(packed, _PLACES)
    if book is None or places is None:
        return {}
    parts = {place.get("Id", ""): posixpath.join("/xl", place.get("Target", "")) for place in places}
    titles = {}
    for sheet in book.iter():
        key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        if sheet.tag.endswith("}sheet") and key in parts:
            titles[posixpath.normpath(parts[key]).lstrip("/")] = sheet.get("name", "")
    return titles


def _small(packed: zipfile.ZipFile, name: str) -> Element | None:
    """A part that is small in any workbook; `None` where it is not there, is large or is no XML."""
    if name not in packed.namelist() or packed.getinfo(name).file_size > _CHUNK:
        return None
    try:
        return fromstring(packed.read(name))  # noqa: S314 - expat bounds what entities become
    except ParseError:
        return None
