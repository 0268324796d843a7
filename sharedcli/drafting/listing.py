"""The rows kept as lines of a file of picks, in which a person changes what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

from sharedcli.drafting.deciding import Decided
from sharedcli.drafting.picking import Pick
from sharedcli.drafting.picks_file import ACCEPT, DROP
from sharedcli.model.printable import plain_number, printable

_MOST = 300


def listed(rows: Iterable[Decided]) -> Iterator[Mapping[str, str]]:
    """One line for each row kept, picked or not, in the order of the files."""
    kept = tuple(rows)
    files = {decided.row.entry.place.file for decided in kept}
    names = Counter(PurePath(file).name for file in files)
    for decided in kept:
        entry, picked = decided.row.entry, decided.row.picked
        proposed = decided.services or (picked.services if isinstance(picked, Pick) else ())
        bare, whole = decided.row.keys
        file, row, part = bare if names[bare[0]] == 1 else whole
        value_gbp = entry.value_gbp if entry.value_gbp is not None else entry.annual_gbp
        yield {
            "decision": ACCEPT if decided.is_taken else DROP,
            "service": ";".join(proposed),
            "confidence": picked.confidence if isinstance(picked, Pick) else "",
            "reason": decided.why or picked.reason,
            "council": "; ".join(found.authority.name for found in decided.row.buyer.councils)
            or printable("; ".join(entry.buyers), most=_MOST),
            "title": printable(entry.title, most=_MOST),
            "supplier": printable("; ".join(entry.suppliers), most=_MOST),
            "start": str(entry.start or ""),
            "last_day": str(entry.last_day or ""),
            "value_gbp": "" if value_gbp is None else plain_number(value_gbp).replace(",", ""),
            "published_on": str(entry.published_on or ""),
            "file": file,
            "row": str(row),
            "part": part,
            "reference": printable(entry.reference, most=_MOST),
        }
