"""Paths, folders and `-` to bytes, in a fixed order.

Only ordinary files inside the paths given are read: no device, no pipe, no link that leads out of the
folder it was found in.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sharedcli.loading import rules
from sharedcli.model.finding import Finding, Location, Rule
from sharedcli.model.printable import printable

MOST_BYTES = 1 << 20
STANDARD_INPUT = "-"
_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read. `within` is the folder it was found in, `None` where it was named itself."""

    path: str
    within: str | None = None

    @property
    def name(self) -> str:
        """The path as shown to people."""
        return "standard input" if self.path == STANDARD_INPUT else printable(self.path, most=200)


def find_inputs(paths: Iterable[str]) -> tuple[Input, ...]:
    """Every file to read, each once: what is named as it is named, folders in the order of their paths."""
    found: dict[str, Input] = {}
    for path in paths:
        if path != STANDARD_INPUT and Path(path).is_dir():
            for inside in sorted(_yaml_files(path)):
                found.setdefault(inside, Input(inside, within=path))
        else:
            found.setdefault(path, Input(path))
    return tuple(found.values())


def _yaml_files(folder: str) -> Iterator[str]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.endswith(_ENDINGS) and not name.startswith("."):
                yield str(Path(parent, name))


def read_bytes(source: Input) -> bytes | Finding:
    """The content of a file, or the finding that says why it cannot be read. Never blocks on a pipe."""
    if source.path == STANDARD_INPUT:
        return _bounded(source, sys.stdin.buffer.read(MOST_BYTES + 1))
    if source.within is not None and not _stays_inside(source):
        return _refusal(source, rules.NOT_A_REGULAR_FILE, "This link leads out of the folder given.")
    try:
        descriptor = os.open(source.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "the name cannot be a file's"
        return _refusal(source, rules.FILE_UNREADABLE, f"This file could not be opened: {reason}.")
    try:
        with os.fdopen(descriptor, "rb", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return _refusal(source, rules.NOT_A_REGULAR_FILE, "This is not an ordinary file.")
            return _bounded(source, file.read(MOST_BYTES + 1))
    except OSError as problem:
        return _refusal(source, rules.FILE_UNREADABLE, f"This file could not be read: {problem.strerror}.")


def _stays_inside(source: Input) -> bool:
    if not Path(source.path).is_symlink():
        return True
    return Path(source.path).resolve().is_relative_to(Path(source.within or ".").resolve())


def _bounded(source: Input, content: bytes) -> bytes | Finding:
    if len(content) > MOST_BYTES:
        return _refusal(source, rules.FILE_TOO_LARGE, "This file is larger than 1 MiB.")
    return content


def _refusal(source: Input, rule: Rule, message: str) -> Finding:
    return Finding(rule, message, Location(source.name))
