"""The files of `bad_files.yaml`, made: by name those that no list of rows can say."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from tests.importing.making import said_to_be, unpacked, with_a_password, workbook, zipped

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is there wherever libyaml is
CASES = yaml.load(Path(__file__).with_name("bad_files.yaml").read_text("utf-8"), _Loader)
HEAD, ROWS = CASES["default_head"], CASES["default_rows"]
STANDARD = [line.split(",") for line in (HEAD, *ROWS)]
Case = dict[str, Any]


def content(case: Case) -> bytes:
    """The bytes of a case's file."""
    if "made" in case:
        return _made(case["made"])
    if "packed" in case:
        return saved(case["packed"])
    if "book" in case:
        sheets = {name: STANDARD if rows == "standard" else rows for name, rows in case["book"].items()}
        return workbook(sheets, hidden=case.get("hidden", ()), merged=case.get("merged", ""))
    text = case.get("text")
    if text is None:
        text = "\n".join((case.get("head", HEAD), *case.get("rows", ROWS))) + "\n"
    return bytes(text.encode(case.get("encoding", "utf-8")))


@cache
def _made(name: str) -> bytes:
    return MADE[name]()


def saved(kind: str) -> bytes:
    """The register of the first lines, as LibreOffice saves it."""
    return unpacked(CASES["saved_by_libreoffice"][kind])


def _standard() -> bytes:
    return workbook({"Contracts": STANDARD})


def _cut_off() -> bytes:
    whole = _standard()
    return whole[: len(whole) // 2]


def _byte_changed() -> bytes:
    whole = bytearray(_standard())
    whole[whole.index(b"xl/worksheets/sheet1.xml") + 60] ^= 1
    return bytes(whole)


def _bytes_lost() -> bytes:
    whole = _standard()
    return whole[:100] + whole[116:]


def _old_password() -> bytes:
    """The second record of the old format becomes the one that says how the rest is enciphered, FilePass."""
    whole = bytearray(saved("xls"))
    second = whole.index(b"\x09\x08\x10\x00") + 20
    whole[second : second + 2] = b"\x2f\x00"
    return bytes(whole)


def _open_document_password() -> bytes:
    keys = (
        '<manifest:encryption-data manifest:checksum="x"><manifest:algorithm manifest:algorithm-name='
        '"http://www.w3.org/2001/04/xmlenc#aes256-cbc"/></manifest:encryption-data>'
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entry = f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{keys}'
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": random.Random(1).randbytes(800),
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{space}">{entry}</manifest:file-entry>'
        "</manifest:manifest>",
    })  # fmt: skip


def _binary() -> bytes:
    return zipped({"xl/workbook.bin": bytes(100), "xl/worksheets/sheet1.bin": bytes(1000)})


def _png() -> bytes:
    pixels = zlib.compress(random.Random(1).randbytes(3000))
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x1f\0\0\0\x1f\x08\x02\0\0\0" + b"\0\0\0\0" + pixels


def _pdf() -> bytes:
    stream = zlib.compress(random.Random(2).randbytes(3000)).replace(b"\0", b"\1")
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Length 3000/Filter/FlateDecode>>\nstream\n" + stream


def _columns() -> bytes:
    return ",".join([HEAD, *map(str, range(100_000))]).encode() + b"\nLeeds City Council,Payroll system,Zellis\n"


def _large_cell() -> bytes:
    return f'{HEAD}\n{ROWS[0]}\nLeeds City Council,"{"Planning " * 333_334}",Idox,,,\n'.encode()


MADE: Mapping[str, Callable[[], bytes]] = MappingProxyType(
    {
        "binary": _binary,
        "bomb_declared": lambda: said_to_be(_standard(), 3_000_000_000),
        "bomb_hidden": lambda: said_to_be(zipped({"xl/workbook.xml": bytes(5_000_000)}), 2_000),
        "byte_changed": _byte_changed,
        "bomb_small": lambda: zipped({"xl/worksheets/sheet1.xml": bytes(52 << 20)}),
        "broken_notices": lambda: b'{"releases": [{"ocid": "\xff\xfe\xfd"}]}',
        "bytes_lost": _bytes_lost,
        "columns": _columns,
        "cut_off": _cut_off,
        "docx": lambda: zipped({"word/document.xml": "<w:document/>", "[Content_Types].xml": "<Types/>"}),
        "large_cell": _large_cell,
        "old_cut_off": lambda: saved("xls")[:2000],
        "old_password": _old_password,
        "open_document_password": _open_document_password,
        "packed_csv": lambda: zipped({"register.csv": "\n".join((HEAD, *ROWS))}),
        "password": with_a_password,
        "pdf": _pdf,
        "png": _png,
        "random": lambda: random.Random(3).randbytes(5000),
    }
)
