"""The parts of a packed workbook, piece by piece: no part is ever held whole, whatever it unpacks to."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

_CHUNK = 1 << 20


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
