"""Files as others send them, made for tests: workbooks written part by part, and files that are not what they say.

A workbook is written here by hand, since no library writes what goes wrong in one: an error cell, a formula that was
never calculated, a cell a million rows down, a size that is not so.
"""

from __future__ import annotations

import base64
import datetime as dt
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

Cell = Any
"""Text, a number, a day, or one of `{formula: SUM(1), result: 1}`, `{error: "#REF!"}`, `{at: Q9, value: 1}`."""

_FIRST_DAY = dt.date(1899, 12, 30)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HIDDEN = ' state="hidden"'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]], *, hidden: Sequence[str] = (), merged: str = "") -> bytes:
    """A workbook as .xlsx. `merged` is a range of the first sheet, such as A1:F1."""
    return zipped(dict(_parts(sheets, hidden, merged)))


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Parts, packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _parts(
    sheets: Mapping[str, Sequence[Sequence[Cell]]], hidden: Sequence[str], merged: str
) -> Iterator[tuple[str, str]]:
    kinds = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    kinds |= {f"/xl/worksheets/sheet{number}.xml": "worksheet" for number in range(1, len(sheets) + 1)}
    stem = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="{part}" ContentType="{stem}.{kind}+xml"/>' for part, kind in kinds.items()
    )
    yield (
        "[Content_Types].xml",
        (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{overrides}</Types>"
        ),
    )
    yield "_rels/.rels", _related({"rId1": ("officeDocument", "xl/workbook.xml")})
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}"{_HIDDEN * (name in hidden)} r:id="rId{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    yield "xl/workbook.xml", f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>'
    parts = {f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)}
    yield "xl/_rels/workbook.xml.rels", _related(parts | {"rId0": ("styles", "styles.xml")})
    yield "xl/styles.xml", _STYLES
    for number, rows in enumerate(sheets.values(), 1):
        over = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>' if merged and number == 1 else ""
        yield f"xl/worksheets/sheet{number}.xml", _sheet(rows, over)


def _related(parts: Mapping[str, tuple[str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{part}"/>' for key, (kind, part) in parts.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{each}</Relationships>'


def _sheet(rows: Sequence[Sequence[Cell]], over: str) -> str:
    written = []
    for number, row in enumerate(rows, 1):
        cells = "".join(_cell(f"{chr(65 + at)}{number}", cell) for at, cell in enumerate(row) if cell is not None)
        first = row[0] if row else None
        at = "".join(filter(str.isdigit, first["at"])) if isinstance(first, dict) and "at" in first else number
        written.append(f'<row r="{at}">{cells}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(written)}</sheetData>{over}</worksheet>'


def _cell(at: str, cell: Cell) -> str:
    if isinstance(cell, dict):
        if "at" in cell:
            return _cell(cell["at"], cell["value"])
        formula = f"<f>{escape(cell['formula'])}</f>" if "formula" in cell else ""
        if "error" in cell:
            return f'<c r="{at}" t="e">{formula}<v>{cell["error"]}</v></c>'
        result = f"<v>{cell['result']}</v>" if "result" in cell else ""
        return f'<c r="{at}">{formula}{result}</c>'
    if isinstance(cell, dt.date):
        return f'<c r="{at}" s="1"><v>{(cell - _FIRST_DAY).days}</v></c>'
    if isinstance(cell, int | float):
        return f'<c r="{at}"><v>{cell}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'


def unpacked(text: str) -> bytes:
    """Bytes that were kept as text: pressed, then in base 64."""
    return zlib.decompress(base64.b64decode(text))


def said_to_be(content: bytes, size: int) -> bytes:
    """A packed file whose first part claims to unpack to so many bytes; the part itself stays as it is."""
    local, listed = content.index(b"PK\x03\x04"), content.index(b"PK\x01\x02")
    changed = bytearray(content)
    changed[local + 22 : local + 26] = changed[listed + 24 : listed + 28] = struct.pack("<I", size)
    return bytes(changed)


_SECTOR, _END, _FREE, _TABLE = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def with_a_password() -> bytes:
    """What Excel saves for a workbook with a password: an old container with the packed workbook in it, enciphered.

    Microsoft, [MS-CFB] (the container) and [MS-OFFCRYPTO] 2.3.4.10 (its two streams).
    """
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 0, _END, 0, _END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    content = b"\x5a" * 8 * _SECTOR
    table = [_TABLE, _END, *range(3, 10), _END, *range(11, 18), _END]
    entries = [
        _entry("Root Entry", 5, _FREE, child=2, start=_END, size=0),
        _entry("EncryptionInfo", 2, _FREE, child=_FREE, start=2, size=len(content)),
        _entry("EncryptedPackage", 2, 1, child=_FREE, start=10, size=len(content)),
        bytes(128),
    ]
    fat = struct.pack("<128I", *table, *[_FREE] * (128 - len(table)))
    return header + fat + b"".join(entries) + content + content


def _entry(name: str, kind: int, left: int, *, child: int, start: int, size: int) -> bytes:
    spelt = name.encode("utf-16-le") + b"\0\0"
    fields = (64, kind, 1, left, _FREE, child)
    return spelt.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", len(spelt), *fields[1:], start, size)
