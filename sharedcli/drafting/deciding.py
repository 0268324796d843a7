"""What is done with the rows kept: taken, changed or dropped, by a person, by a file of picks, or by confidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sharedcli.drafting.buyers import Buyer, Found
from sharedcli.drafting.guessing import Confidence
from sharedcli.drafting.picking import CONFIDENCES, Pick
from sharedcli.drafting.picks_file import Key, PicksRefusedError, Ruling
from sharedcli.drafting.register import council_called
from sharedcli.drafting.sorting import WORDS, Row
from sharedcli.model.entry import Place
from sharedcli.model.printable import printable

DROPPED, DROPPED_BY_FILE = "dropped", "The file of picks drops it."
UNMATCHED = "buyer not matched"
"""Why a row is left out whose buyer is no council of the register."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A row and what was decided. `services` is empty where it is left out; `kind` and `why` say the reason then."""

    row: Row
    services: tuple[str, ...] = ()
    kind: str = ""
    why: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether the row is to be in a draft."""
        return bool(self.services)


def by_confidence(row: Row, least: Confidence) -> Decided:
    """A row taken as it was recognised where that is sure enough, and whose it is is known."""
    picked = row.picked
    if not isinstance(picked, Pick):
        return Decided(row, kind=WORDS[picked.kind], why=picked.reason)
    if not row.buyer.councils:
        return _unmatched(row)
    if CONFIDENCES.index(picked.confidence) < CONFIDENCES.index(least):
        return Decided(row, kind=f"{picked.confidence} confidence", why=picked.reason)
    return Decided(row, picked.services)


def by_ruling(row: Row, services: tuple[str, ...], council: str = "") -> Decided:
    """A row as a person decided it. Whose it is must be known all the same, from the row or from the person."""
    if not services:
        return Decided(row, kind=DROPPED, why="Dropped by whoever imported it.")
    if row.buyer.councils:
        return Decided(row, services)
    said = council_called(council) if council else "no council is named"
    if isinstance(said, str):
        return _unmatched(row)
    return Decided(replace(row, buyer=Buyer((Found(said, "by hand", council),))), services)


def _unmatched(row: Row) -> Decided:
    return Decided(row, kind=UNMATCHED, why="; ".join(row.buyer.reasons) or "no buyer is named")


def decide(
    rows: Iterable[Row], *, least: Confidence, rulings: Mapping[Key, Ruling], file: str = ""
) -> tuple[Decided, ...]:
    """Every row by its ruling, and by confidence where there is none.

    Raises:
        PicksRefusedError: A ruling is about a row that is not there, is another by now, or could be either of two.
    """
    kept = tuple(rows)
    ruled = _ruled(kept, rulings, printable(file, most=200))
    return tuple(_decided(row, ruled.get(row.entry.place), least) for row in kept)


def _decided(row: Row, ruling: Ruling | None, least: Confidence) -> Decided:
    proposed = by_confidence(row, least)
    # What would not have been taken anyhow keeps its own reason.
    if ruling is None or (not ruling.services and not proposed.is_taken):
        return proposed
    decided = by_ruling(row, ruling.services, ruling.council)
    return replace(decided, why=DROPPED_BY_FILE) if decided.kind == DROPPED else decided


def _ruled(rows: tuple[Row, ...], rulings: Mapping[Key, Ruling], file: str) -> Mapping[Place, Ruling]:
    """The ruling on each row that has one."""
    found: dict[Key, list[Row]] = {}
    for row in rows:
        for key in dict.fromkeys(row.keys):
            found.setdefault(key, []).append(row)
    ruled = {}
    for key, ruling in sorted(rulings.items(), key=lambda each: each[1].line):
        about = found.get(key, [])
        if not about:
            raise _refused(file, ruling, f"{printable(key[0])} has no row {key[1]} that was read")
        if len(about) > 1:
            raise _refused(file, ruling, f"two files are called {printable(key[0])}; give this one with its folder")
        (row,) = about
        if not ruling.is_about(row.entry.title):
            said = f"it is about {printable(ruling.title)}, and row {key[1]} is now {printable(row.entry.title)}"
            raise _refused(file, ruling, f"{said}. Write the picks anew with --save-picks")
        ruled[row.entry.place] = ruling
    return ruled


def _refused(file: str, ruling: Ruling, what: str) -> PicksRefusedError:
    return PicksRefusedError(f"{file} line {ruling.line}: {what}.")
