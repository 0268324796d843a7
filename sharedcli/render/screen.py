"""What a result is shown on: the only thing about the outside that a format may know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screen:
    """A terminal, or none. `width` is in columns, `None` in a pipe or a file, where nothing need fit."""

    colour: bool = False
    width: int | None = None


PIPE = Screen()
