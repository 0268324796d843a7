"""A workbook that somebody else saved, before it is unpacked: what it would come to, and what stands in the way.

A workbook is a packed folder: a few bytes may unpack to more than any machine holds.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sharedcli.loading.importers.extent import most_cells
from sharedcli.loading.importers.foreign import foreign_of, markup_of
from sharedcli.model.printable import printable

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_BEGINNING = 64 * 1024
_DAMAGED = "It was cut off or damaged on its way."
_LOCKED = "It is protected by a password."
# What shows a password, which the reader sees only where it has the name of the file: in the old container the name of
# what holds the workbook, or at the head of the old format a record FilePass, perhaps after one that forbids to write.
_IN_CONTAINER = "EncryptedPackage".encode("utf-16-le")
_FILE_PASS = re.compile(rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
_MANIFEST, _ENCIPHERED = "META-INF/manifest.xml", b"encryption-data"
_ANY_RATIO_BYTES, _MOST_TIMES = 50 * 1024 * 1024, 100
_IN_WORKBOOKS = re.compile(r"/?xl/|content\.xml$", re.IGNORECASE)
_BINARY_SHEET = re.compile(r"xl/worksheets/[^/]+\.bin", re.IGNORECASE)
# What Python's own reader of packed files raises for bytes that are none, or no longer: a place before the beginning
# (ValueError), a name in no encoding, a length that is not there (struct), a way of packing that was never used.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, LookupError, NotImplementedError, OSError,
    OverflowError, RuntimeError, SyntaxError, ValueError,
)  # fmt: skip
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""How a workbook's bytes begin: packed, as .xlsx and .ods are, and as .xls and anything with a password is."""


class WorkbookError(Exception):
    """A workbook cannot be opened; the message is a whole sentence that says why."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a workbook may come to: bytes when unpacked, and cells that its largest sheet spans."""

    unpacked_bytes: int
    cells: int


def looks_like_a_workbook(beginning: bytes) -> bool:
    """Whether the first bytes are those of a workbook of any kind."""
    return beginning.startswith((ZIP, OLE))


@contextmanager
def opened(content: bytes, limits: Limits) -> Iterator[CalamineWorkbook]:
    """The workbook, once nothing is against unpacking it.

    Raises:
        WorkbookError: It is none, is damaged, has a password, or would come to too much; while it is read too.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    if problem := problem_of(content, limits):
        raise WorkbookError(problem)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            yield book
    except PasswordError:
        raise WorkbookError(_LOCKED) from None
    except (CalamineError, OSError, ValueError) as broken:
        msg = f"It is damaged, or no workbook: {printable(str(broken), most=200)}."
        raise WorkbookError(msg) from None
    except BaseException as fault:
        # The reader is written in Rust, whose own faults come as no ordinary exception.
        if type(fault).__name__ != "PanicException":
            raise
        raise WorkbookError(_DAMAGED) from None


def _no_workbook(beginning: bytes) -> str:
    if markup := markup_of(beginning):
        return f"It is {markup} with the name of a workbook."
    what = foreign_of(beginning)
    return "It is no workbook." if what in {None, "no text"} else f"It is {what} and no workbook."


def _too_much(packed: zipfile.ZipFile, size: int, limits: Limits) -> str | None:
    """Why what it would come to is too much; a register of 200,000 rows unpacks to seven times its size."""
    unpacked = sum(member.file_size for member in packed.infolist())
    if unpacked > limits.unpacked_bytes:
        return f"Unpacked it would be {unpacked:,} bytes; {limits.unpacked_bytes:,} are the most."
    if unpacked > _ANY_RATIO_BYTES and unpacked > size * _MOST_TIMES:
        return f"Unpacked it would be {unpacked // size:,} times its size; {_MOST_TIMES} times are the most."
    return None


def problem_of(content: bytes, limits: Limits) -> str | None:
    """Why the bytes are not even unpacked, a whole sentence; `None` where nothing is against it."""
    if content.startswith(OLE):
        return _LOCKED if _IN_CONTAINER in content or _FILE_PASS.search(content) else None
    if not content.startswith(ZIP):
        return _no_workbook(content[:_BEGINNING])
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if problem := _too_much(packed, len(content), limits):
                return problem
            if any(_BINARY_SHEET.fullmatch(member) for member in packed.namelist()):
                return "It is a binary workbook, .xlsb."
            if _MANIFEST in packed.namelist() and _ENCIPHERED in packed.read(_MANIFEST):
                return _LOCKED
            if not any(_IN_WORKBOOKS.match(member) for member in packed.namelist()):
                return "It is a packed folder and no workbook."
            if packed.testzip():  # reads no more of a member than it says it holds, and checks that that was all
                return _DAMAGED
            cells = most_cells(packed)
    except _BROKEN:
        return _DAMAGED
    return None if cells <= limits.cells else f"A sheet spans {cells:,} cells; {limits.cells:,} are the most."
