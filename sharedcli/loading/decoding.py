"""Bytes to text that can be seen: within the size, UTF-8, and without control characters."""

from __future__ import annotations

import re
from itertools import islice

from sharedcli.loading import rules
from sharedcli.loading.places import MOST_OF_A_KIND, Findings, SourceText
from sharedcli.model.finding import Finding, Location
from sharedcli.model.printable import printable

MOST_BYTES = 1024 * 1024

_UTF8_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How workbooks begin: .xlsx and .ods, and .xls."""
_PLAIN_ASCII = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
# One expression for every parser, so that they all see the same text.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0, DEL and C1, but for tab, line feed, return and NEL
    "\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks that reverse the direction of reading
    "\u2028\u2029\ufeff\ud800-\udfff\ufdd0-\ufdef"  # separators, a second byte-order mark, surrogates, noncharacters
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)


def decode(content: bytes, *, file: str) -> tuple[SourceText | None, tuple[Finding, ...]]:
    """Text that every YAML reader sees alike, or the reasons why the bytes are not such text."""
    if content.startswith(_PACKED):
        return None, (Finding(rules.WORKBOOK, "This is a workbook or another packed file, not text.", Location(file)),)
    if len(content) > MOST_BYTES:
        message = f"The file holds {len(content):,} bytes."
        return None, (Finding(rules.FILE_TOO_LARGE, message, Location(file)),)
    content = content.removeprefix(_UTF8_BOM)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        return None, (_not_utf8(content, error.start, file),)
    source = SourceText(file, text)
    # Only what is left without plain ASCII is searched, which is nothing or a few pound signs.
    if UNSEEN.search(content.translate(None, _PLAIN_ASCII).decode()):
        return None, _all_unseen(source)
    return source, ()


def _not_utf8(content: bytes, offset: int, file: str) -> Finding:
    for mark, encoding in _OTHER_BOMS.items():
        if content.startswith(mark):
            message = f"The file begins with the mark of {encoding}."
            return Finding(rules.NOT_UTF8, message, Location(file, 1, 1, 1))
    before = content[:offset].decode()
    place = SourceText(file, before).at(len(before), len(before))
    message = f"The byte 0x{content[offset]:02X} is not UTF-8 here."
    if char := content[offset : offset + 1].decode("cp1252", "ignore"):
        message += f' In the older Windows encoding it is "{printable(char)}".'
    return Finding(rules.NOT_UTF8, message, place)


def _all_unseen(source: SourceText) -> tuple[Finding, ...]:
    findings = Findings(source)
    for found in islice(UNSEEN.finditer(source.text), MOST_OF_A_KIND):
        findings.add(rules.CONTROL_CHARACTER, f"Here stands {called(found[0])}.", found.start(), found.end())
    return findings.in_order()


def called(char: str) -> str:
    """A character that cannot be shown, by its number and its name in Unicode."""
    import unicodedata  # a table of its own that only a bad file needs

    name = unicodedata.name(char, "").lower()
    return f"U+{ord(char):04X}{name and f' ({name})'}"
