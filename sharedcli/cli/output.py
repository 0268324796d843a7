"""Where results go: standard output or a file, whole or not at all, and never lost without a word."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from enum import IntEnum
from io import FileIO
from pathlib import Path

from sharedcli.errors import SharedcliError

STANDARD_OUTPUT = "-"


class ExitCode(IntEnum):
    """What a command ends with; it never depends on the format."""

    NOTHING_FOUND = 0
    FINDINGS = 1
    WRONG_COMMAND_LINE = 2
    NOT_DONE = 3
    INTERRUPTED = 130


EXIT_CODES = """\
\b
Exit codes:
  0  nothing at or above --fail-on
  1  findings at or above it
  2  wrong command line
  3  a file could not be read, or the job could not be done"""
"""The end of every help text; the first line keeps it from being folded."""


class NotWrittenError(SharedcliError):
    """A result could not be written."""


def say(text: str) -> None:
    """One message to the person at the terminal, on standard error; nothing happens where that is closed."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.buffer.write(_encoded(text + "\n", sys.stderr.encoding))
        sys.stderr.flush()


def refuse_to_overwrite(path: str | None, *, force: bool) -> None:
    """Raise `NotWrittenError` before any work is done where a file stands in the way."""
    if path is None or force:
        return
    with suppress(OSError):  # whatever is wrong with the path is said when it is written
        if Path(path).is_file():
            msg = f"{path} exists already; give --force to write over it."
            raise NotWrittenError(msg)


def deliver(text: str, path: str | None, *, force: bool = False, utf_8: bool = True) -> None:
    """Write a result to `path`, or to standard output where it is `None`.

    A result that the file does not take goes to standard output instead, and `NotWrittenError` says so.
    `utf_8` is for machines; text for people is written in the terminal's own encoding.
    """
    if path is None:
        _to_standard_output(text, utf_8=utf_8)
        return
    try:
        _to_file(text.encode("utf-8", "backslashreplace"), Path(os.path.realpath(path)), force=force)
    except OSError as problem:
        _to_standard_output(text, utf_8=utf_8)
        msg = f"{path} could not be written: {_reason(problem)}. The result went to standard output instead."
        raise NotWrittenError(msg) from None


def deliver_beside(text: str, path: str, *, force: bool = False) -> None:
    """Write a second result to a file; unlike the first it never goes to standard output instead."""
    _beside(text.encode("utf-8", "backslashreplace"), path, force=force)


def deliver_bytes(content: bytes, path: str | None, *, force: bool = False) -> None:
    """Write a result that is no text to `path`, or where it is `None` to standard output, unless that is a terminal.

    It can be made again, so that one which a file does not take goes nowhere else; `NotWrittenError` says so.
    """
    if path is None:
        if sys.stdout is not None and sys.stdout.isatty():
            raise NotWrittenError("A workbook cannot be shown on a terminal; give --output PATH, or send it on.")
        _bytes_to_standard_output(content)
        return
    _beside(content, path, force=force)


def _beside(content: bytes, path: str, *, force: bool) -> None:
    try:
        _to_file(content, Path(os.path.realpath(path)), force=force)
    except OSError as problem:
        msg = f"{path} could not be written: {_reason(problem)}."
        raise NotWrittenError(msg) from None


def _to_standard_output(text: str, *, utf_8: bool) -> None:
    encoding = "utf-8" if utf_8 else getattr(sys.stdout, "encoding", "utf-8")  # it is closed where it has none
    _bytes_to_standard_output(_encoded(text, encoding))


def _bytes_to_standard_output(content: bytes) -> None:
    try:
        stream = sys.stdout.buffer
        stream.write(content)
        stream.flush()
    except AttributeError:
        raise NotWrittenError("The result could not be written: standard output is closed.") from None
    except OSError as problem:
        silence_standard_output()
        msg = f"The result could not be written to standard output: {_reason(problem)}."
        raise NotWrittenError(msg) from None


def silence_standard_output() -> None:
    """Send whatever is still waiting to nowhere, so that the interpreter does not complain when it ends."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "backslashreplace")


def _reason(problem: OSError) -> str:
    return problem.strerror or type(problem).__name__


def _to_file(content: bytes, target: Path, *, force: bool) -> None:
    """Write beside the file and put it in place in one step, so that it is never half there."""
    mode = target.stat().st_mode if target.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        with target.open("wb", buffering=0) as device:  # a device or a pipe: there is nothing to replace
            _write_all(device, content)
        return
    beside = target.with_name(f".sharedcli-{os.urandom(6).hex()}.tmp")
    try:
        with beside.open("xb", buffering=0) as file:
            _write_all(file, content)
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(stat.S_IMODE(mode))
        _put_in_place(beside, target, force=force)
    finally:
        beside.unlink(missing_ok=True)


def _write_all(file: FileIO, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def _put_in_place(beside: Path, target: Path, *, force: bool) -> None:
    if force:
        beside.replace(target)
        return
    try:
        target.hardlink_to(beside)  # unlike a move, this fails where a file has come to stand in the meantime
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if target.exists():
            raise
        beside.replace(target)
