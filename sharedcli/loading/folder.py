"""Paths, folders and `-` to bytes, in a fixed order.

Only ordinary files inside the paths given are read: no device, no pipe, no link that leads out of the
folder it was found in.
"""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from sharedcli.loading import rules
from sharedcli.loading.decoding import MOST_BYTES
from sharedcli.model.finding import Finding, Location, Rule
from sharedcli.model.printable import printable

STANDARD_INPUT = "-"
_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read.

    `within` is the folder it was found in, `None` where it was named itself. `shown` is what it is called where that
    is not its path.
    """

    path: str
    within: str | None = None
    shown: str = ""

    @property
    def name(self) -> str:
        """The path as shown to people."""
        return "standard input" if self.path == STANDARD_INPUT else printable(self.shown or self.path, most=4096)


def find_inputs(paths: Iterable[str]) -> tuple[Input, ...]:
    """Every file to read, each once: what is named as it is named, folders in the order of their paths.

    A folder without a profile stays in the list itself, and so does one that cannot be listed: reading it
    gives the finding that says so.
    """
    found: dict[str, Input] = {}
    for path in paths:
        if path != STANDARD_INPUT and os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name too long
            inside = sorted(_yaml_files(path)) or [path]
            for file in inside:
                found.setdefault(os.path.normpath(file), Input(file, within=path))
        else:
            found.setdefault(os.path.normpath(path), Input(path))
    return tuple(found.values())


def _yaml_files(folder: str) -> Iterator[str]:
    closed: list[str] = []
    for parent, folders, files in os.walk(folder, onerror=lambda problem: closed.append(str(Path(problem.filename)))):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.lower().endswith(_ENDINGS) and not name.startswith("."):
                yield str(Path(parent, name))
    yield from closed


def read_bytes(source: Input, *, most: int = MOST_BYTES) -> bytes | Finding:
    """The content of a file, or the finding that says why it cannot be read. Never blocks on a pipe.

    A file of more than `most` bytes is refused.
    """
    if source.path == STANDARD_INPUT:
        return _standard_input(source, most)
    descriptor = _descriptor(source)
    if isinstance(descriptor, Finding):
        return descriptor
    try:
        return _content(source, descriptor, most)
    except OSError as problem:
        return _not_read(source, problem)
    finally:
        os.close(descriptor)


def open_file(source: Input) -> BinaryIO | Finding:
    """A file of any size to read and to seek in, or the finding that says why it cannot be. Never blocks on a pipe.

    Standard input is no such file; `at_hand` makes one of it.
    """
    descriptor = _descriptor(source)
    if isinstance(descriptor, Finding):
        return descriptor
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        is_folder = stat.S_ISDIR(mode)
        message = "This is a folder, not a file." if is_folder else "This is not an ordinary file."
        return _refusal(source, rules.FILE_UNREADABLE if is_folder else rules.NOT_A_REGULAR_FILE, message)
    return os.fdopen(descriptor, "rb")


@contextmanager
def at_hand(source: Input) -> Iterator[Input]:
    """A file that can be opened more than once: standard input is kept in a file of its own while it is used.

    Raises:
        OSError: Standard input cannot be read or kept.
    """
    if source.path != STANDARD_INPUT:
        yield source
        return
    with TemporaryDirectory(prefix="sharedcli-") as folder:
        kept = Path(folder, "standard-input")
        with kept.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file, 1 << 20)
        yield Input(str(kept), shown=source.name)


def _descriptor(source: Input) -> int | Finding:
    if source.within is not None and not _stays_inside(source):
        return _refusal(source, rules.NOT_A_REGULAR_FILE, "This link leads out of the folder given.")
    try:
        return os.open(source.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "the name cannot be a file's"
        return _refusal(source, rules.FILE_UNREADABLE, f"This file could not be opened: {reason}.")


def _not_read(source: Input, problem: OSError) -> Finding:
    return _refusal(source, rules.FILE_UNREADABLE, f"This file could not be read: {problem.strerror}.")


def _content(source: Input, descriptor: int, most: int) -> bytes | Finding:
    status = os.fstat(descriptor)
    mode = status.st_mode
    if stat.S_ISDIR(mode):
        return _refusal(source, rules.FILE_UNREADABLE, "This folder holds no .yaml or .yml file.")
    if not stat.S_ISREG(mode):
        return _refusal(source, rules.NOT_A_REGULAR_FILE, "This is not an ordinary file.")
    # Asking for the whole mebibyte at once would make room for it, for every file.
    content = os.read(descriptor, min(status.st_size, most) + 1)
    if status.st_size < len(content) <= most:  # it is larger than it said it was
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            content += file.read(most)
    return _bounded(source, content, most)


def _standard_input(source: Input, most: int) -> bytes | Finding:
    try:
        return _bounded(source, sys.stdin.buffer.read(most + 1), most)
    except (OSError, AttributeError, ValueError):  # a folder, or standard input was closed
        return _refusal(source, rules.FILE_UNREADABLE, "Standard input could not be read.")


def _stays_inside(source: Input) -> bool:
    if not os.path.islink(source.path):  # noqa: PTH114 - a tenth of the cost of Path, for every file
        return True
    # realpath, because Path.resolve raises for links that go round in a circle.
    return Path(os.path.realpath(source.path)).is_relative_to(os.path.realpath(source.within or "."))


def _bounded(source: Input, content: bytes, most: int) -> bytes | Finding:
    if len(content) > most:
        return _refusal(source, rules.FILE_TOO_LARGE, f"This file is larger than {most // 1024**2} MiB.")
    return content


def _refusal(source: Input, rule: Rule, message: str) -> Finding:
    return Finding(rule, message, Location(source.name))
