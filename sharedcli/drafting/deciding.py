"""What is done with the rows kept: taken, changed or dropped, by a person, by a file of picks, or by confidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sharedcli.drafting.guessing import Confidence
from sharedcli.drafting.picking import CONFIDENCES, Pick
from sharedcli.drafting.picks_file import Key, PicksRefusedError, Ruling
from sharedcli.drafting.sorting import WORDS, Row
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


def by_ruling(row: Row, services: tuple[str, ...]) -> Decided:
    """A row as a person decided it; whose it is must be known all the same."""
    if not services:
        return Decided(row, kind=DROPPED, why="Dropped by whoever imported it.")
    if not row.buyer.councils:
        return _unmatched(row)
    return Decided(row, services)


def _unmatched(row: Row) -> Decided:
    return Decided(row, kind=UNMATCHED, why="; ".join(row.buyer.reasons) or "no buyer is named")


def decide(
    rows: Iterable[Row], *, least: Confidence, rulings: Mapping[Key, Ruling], file: str = ""
) -> tuple[Decided, ...]:
    """Every row by its ruling, and by confidence where there is none.

    Raises:
        PicksRefusedError: A ruling is about a row that is not there, or is another by now.
    """
    decided, used = [], set()
    for row in rows:
        ruling = rulings.get(row.key)
        if ruling is None:
            decided.append(by_confidence(row, least))
            continue
        if not ruling.is_about(row.entry.title):
            msg = (
                f"{printable(file, most=200)} line {ruling.line}: it is about {printable(ruling.title)}, and row "
                f"{row.entry.place.row} is now {printable(row.entry.title)}. Write the picks anew with --save-picks."
            )
            raise PicksRefusedError(msg)
        used.add(row.key)
        proposed = by_confidence(row, least)
        # What would not have been taken anyhow keeps its own reason.
        is_no_news = not ruling.services and not proposed.is_taken
        ruled = proposed if is_no_news else by_ruling(row, ruling.services)
        decided.append(replace(ruled, why=DROPPED_BY_FILE) if ruled.kind == DROPPED else ruled)
    if unused := rulings.keys() - used:
        first = min(unused, key=lambda key: rulings[key].line)
        msg = f"{printable(file, most=200)} line {rulings[first].line}: {first[0]} has no row {first[1]} that was read."
        raise PicksRefusedError(msg)
    return tuple(decided)
