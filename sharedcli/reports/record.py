"""What a record for machines is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sharedcli.checks.run import CheckRun

Value = None | bool | int | float | str | Sequence["Value"] | Mapping[str, "Value"]
"""Plain values only. A number that is not known is `None`, never zero and never NaN."""

Record = Mapping[str, Value]
"""One result. Its first key is `schema`, which names the shape and its version: `sharedcli/validation/1`."""


def inputs_of(run: CheckRun) -> list[Record]:
    """Every file read, with the hash of what it held; `None` where it could not be opened."""
    return [{"file": file.file, "sha256": file.sha256} for file in run.files]


def pence(gbp: float | None) -> float | None:
    """Pounds to the penny; a number just below zero is zero."""
    return None if gbp is None else round(gbp, 2) + 0.0


class Recorded(Protocol):
    """A result that has a record for machines."""

    def record(self) -> Record:
        """The record."""
