"""A file of JSON that can be gone through more than once: whole, or one piece a line and never more than that held."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sharedcli.loading import rules as reading
from sharedcli.loading.folder import STANDARD_INPUT, Input, read_bytes
from sharedcli.loading.importers import rules
from sharedcli.loading.importers.ocds.pieces import (
    MOST_LINE_BYTES,
    MOST_WHOLE_BYTES,
    Piece,
    is_wide,
    lines_of,
    read_piece,
)
from sharedcli.model.finding import Finding

_UTF8_MARK = b"\xef\xbb\xbf"
_NULLS_AND_SPACE = b" \t\r\n\x00"


@dataclass(slots=True)
class JsonFile:
    """A file that may be read. `held` is its content where it came by standard input, and `read` is for progress."""

    source: Input
    held: bytes | None
    read: int = 0

    @classmethod
    def of(cls, source: Input) -> JsonFile | Finding:
        """The file, or the finding that says why it cannot be read."""
        if source.path == STANDARD_INPUT:
            content = read_bytes(source, most=MOST_WHOLE_BYTES)
            return _too_large(content) if isinstance(content, Finding) else cls(source, content)
        # It is opened again each time it is gone through; whether it may be is asked here, once.
        probe = read_bytes(source, most=0)
        if isinstance(probe, Finding) and probe.rule is not reading.FILE_TOO_LARGE:
            return probe
        return cls(source, None)

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return Path(self.source.path).stat().st_size if self.held is None else len(self.held)

    def is_lines(self) -> bool:
        """Whether each line is a piece of JSON: one of the first two is a whole group by itself, and there are two."""
        with self._open() as file:
            if is_wide(file.read(4)):
                return False
            file.seek(0)
            first: list[bytes] = []
            while len(first) < 2 and (line := file.readline(MOST_LINE_BYTES)):
                if stripped := line.removeprefix(_UTF8_MARK).strip(_NULLS_AND_SPACE):
                    first.append(stripped)
        return len(first) == 2 and first[0][:1] != b"[" and any(one[:1] + one[-1:] == b"{}" for one in first)

    def whole(self) -> Piece:
        """The file as one piece, which begins on no line in particular."""
        content = self.held if self.held is not None else read_bytes(self.source, most=MOST_WHOLE_BYTES)
        if isinstance(content, Finding):
            return Piece(0, finding=_too_large(content))
        piece = read_piece(content, file=self.source.name)
        return Piece(0, piece.data, piece.finding, piece.twice)

    def lines(self) -> Iterator[bytes]:
        """The lines that hold something and are not too long, unread."""
        with self._open() as file:
            for line in lines_of(file, name=""):
                if not isinstance(line, Finding):
                    yield line[1]

    def pieces(self, *, only: Callable[[bytes], bool] | None = None, counted: bool = False) -> Iterator[Piece]:
        """A piece for every line that holds something.

        Args:
            only: Which lines are wanted; all, those that are too long too, where nothing is given.
            counted: Whether `read` is to follow.
        """
        name = self.source.name
        with self._open() as file:
            for line in lines_of(file, name=name):
                if isinstance(line, Finding):
                    yield Piece(line.location.line, finding=line)
                elif only is None or only(line[1]):
                    yield read_piece(line[1], file=name, line=line[0])
                if counted:
                    self.read = file.tell()
        self.read = self.size if counted else self.read

    def _open(self) -> AbstractContextManager[BinaryIO]:
        return Path(self.source.path).open("rb") if self.held is None else io.BytesIO(self.held)


def _too_large(finding: Finding) -> Finding:
    if finding.rule is not reading.FILE_TOO_LARGE:
        return finding
    rule = rules.JSON_TOO_LARGE
    message = f"This file is larger than {MOST_WHOLE_BYTES // 1024**2} MiB, and not one release a line."
    return Finding(rule, message, finding.location, (), rule.severity)
