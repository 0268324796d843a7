"""One line on the terminal that counts, for work that takes more than a second. Never in a pipe."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from typing import Self

_WAIT, _EVERY = 1.0, 0.1
_CLEAR_LINE = "\r\x1b[K"


class Progress:
    """Counts what is done; call it with how many are done and how many there are.

    >>> with Progress("files", wanted=False) as progress:
    ...     progress(1, 2)
    """

    def __init__(self, what: str, *, wanted: bool = True) -> None:
        self._what = what
        self._wanted = wanted and sys.stderr is not None and sys.stderr.isatty()
        self._next = time.monotonic() + _WAIT
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._show(_CLEAR_LINE)

    def __call__(self, done: int, of: int, note: str = "") -> None:
        """Show the count, and a word on how it stands, at most ten times a second."""
        if not self._wanted or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _EVERY
        self._shown = True
        self._show(f"{_CLEAR_LINE}{done:,} of {of:,} {self._what}{', ' if note else ''}{note}")

    def _show(self, text: str) -> None:
        with suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()
