"""Which release of a file is the newest about each contract, so that no contract counts twice."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from sharedcli.loading.importers.ocds.found import Problem, Told

Position = tuple[int, int]
"""Where a release stands: the line on which its piece begins, and its number in the piece."""

_OCID = re.compile(rb'"ocid"\s*:\s*"([^"\\]{1,200})"')
_COMPILED = b'"compiledRelease"'
_EARLIEST = dt.datetime.min.replace(tzinfo=dt.UTC)


class Newest:
    """The newest release of each contract, of those processes of which a file holds more than one release."""

    def __init__(self) -> None:
        self._newest: dict[tuple[str, str], tuple[dt.datetime, Position, str]] = {}
        self._awarded: dict[str, str] = {}

    def note(self, told: Told, position: Position) -> None:
        """Take note of what a release tells."""
        if not told.ocid or isinstance(told.entry, Problem):
            return
        moment, key = _moment(told.on), (told.ocid, told.key)
        if key not in self._newest or (moment, position) > self._newest[key][:2]:
            self._newest[key] = (moment, position, told.on[:10])
            if told.key:
                self._awarded[told.ocid] = told.on[:10]

    def later(self, told: Told, position: Position) -> str | None:
        """The day of a newer release about the same contract, as it is written; `None` where this is the newest.

        A tender counts no longer once there is an award.
        """
        newest = self._newest.get((told.ocid, told.key))
        if newest is None:
            return None
        if newest[1] != position:
            return newest[2]
        return None if told.key else self._awarded.get(told.ocid)


def repeated(lines: Iterable[bytes]) -> frozenset[bytes]:
    """The processes that lines of JSON name more than once, found without reading the JSON.

    A line with a compiled release counts once. One process too many costs time and nothing else.
    """
    seen: set[int] = set()
    found: set[bytes] = set()
    for line in lines:
        named = _OCID.findall(line)
        for ocid in set(named) if _COMPILED in line else named:
            if (number := hash(ocid)) in seen:
                found.add(ocid)
            seen.add(number)
    return frozenset(found)


def names_any(line: bytes, ocids: frozenset[bytes]) -> bool:
    """Whether a line of JSON names any of these processes."""
    return not ocids.isdisjoint(_OCID.findall(line))


def _moment(on: str) -> dt.datetime:
    """A release's date as a moment that compares; one that cannot be read is older than any."""
    try:
        moment = dt.datetime.fromisoformat(on)
        return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    except (ValueError, OverflowError):
        return _EARLIEST
