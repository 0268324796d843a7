"""A record that a run of ours wrote, read back: the part of it that two runs are compared by.

Texts are safe to print, and numbers lie within `MOST` on either side of zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Side = Literal["profiles", "assumptions", "record"]
"""What one of two runs may be given by."""

MOST = 1e13
"""No council has so many pounds, and below it pence are exact."""

Scalar = None | bool | int | float | str
"""One plain value; a list is a text, its entries by alphabet with `; ` between them."""


@dataclass(frozen=True, slots=True)
class SavedFigure:
    """One figure: pounds (`gbp`), a month, or a count of something."""

    value: Scalar
    unit: str = "gbp"


@dataclass(frozen=True, slots=True)
class SavedRow:
    """What is said of one thing; `key` is its service and ONS code, its service and option, or its id."""

    key: tuple[str, ...]
    facts: Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class SavedConsortium:
    """One consortium; `members` are ONS codes in order, `go_live` is a month such as `2028-11`."""

    id: str
    service: str
    members: tuple[str, ...]
    product: str = ""
    go_live: str = ""


@dataclass(frozen=True, slots=True)
class SavedPart:
    """What a run says of the facts of one time: figures by their id, rows and options by their key.

    `settings` are what all of it rests on, by name; `names` what councils are called, by ONS code.
    """

    settings: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, SavedFigure] = field(default_factory=dict)
    rows: Mapping[tuple[str, ...], SavedRow] = field(default_factory=dict)
    options: Mapping[tuple[str, ...], SavedRow] = field(default_factory=dict)
    consortia: tuple[SavedConsortium, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def as_at(self) -> str:
        """The day it was appraised at, empty where nothing was."""
        return self.settings.get("as_at", "")


@dataclass(frozen=True, slots=True)
class SavedInput:
    """A file that was read, and the hash of what it held; empty where it could not be opened."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SavedAssumption:
    """An assumption that a run changed: `before` is what it is otherwise, `source` where the new value is from.

    `ends` are the low and high end of a range given with the value, `ends_before` those of the range that ships.
    """

    name: str
    value: Scalar
    before: Scalar = None
    source: str = ""
    ends: tuple[Scalar, Scalar] = (None, None)
    ends_before: tuple[Scalar, Scalar] = (None, None)


@dataclass(frozen=True, slots=True)
class SavedRecord:
    """One run. `name` is what it is called here; `parts` are those of the newest facts first.

    `skipped` are the files left out, each with the reason.
    """

    name: str
    schema: str
    parts: tuple[SavedPart, ...]
    inputs: tuple[SavedInput, ...] = ()
    assumptions: Mapping[str, SavedAssumption] = field(default_factory=dict)
    skipped: tuple[tuple[str, str], ...] = ()
