"""Files of other people to drafts: what was decided about every row, and a draft for every council.

This module holds the whole of an import and asks nobody anything: decisions come from `deciding.py`, or from a person
by way of the command line.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from sharedcli.checks.wording import day
from sharedcli.drafting.choice import Chosen
from sharedcli.drafting.deciding import Decided
from sharedcli.drafting.drafts import Draft, draft
from sharedcli.drafting.picking import Pick
from sharedcli.drafting.plausible import told_elsewhere
from sharedcli.drafting.sorting import SortedFile
from sharedcli.errors import SharedcliError
from sharedcli.loading.authorities import authorities
from sharedcli.model.authority import Authority
from sharedcli.model.entry import Place
from sharedcli.model.printable import printable

SUPERSEDED = "not in a draft"
"""Why a row that was picked is left out all the same: another contract runs the service, or there is none yet."""

_OTHERS = "others who are no council"


class NoDayError(SharedcliError):
    """A register does not say of which day it is."""


class TwiceError(SharedcliError):
    """A filled-in template and another file, or two templates, are of one council."""


@dataclass(frozen=True, slots=True)
class Imported:
    """Everything that became of some files.

    Attributes:
        files: Each file, with every row counted.
        decided: The rows kept, in order, as they were decided and as far as a draft could use them.
        drafts: One for each council of which a contract was picked or a template filled in, by their names.
    """

    files: tuple[SortedFile, ...]
    decided: tuple[Decided, ...]
    drafts: tuple[Draft, ...]

    @property
    def read(self) -> int:
        """Rows read: those picked, left out and refused, and no others."""
        return sum(file.read for file in self.files)

    @property
    def picked(self) -> tuple[Decided, ...]:
        """Rows that are in a draft."""
        return tuple(decided for decided in self.decided if decided.is_taken)

    @property
    def left_out(self) -> Mapping[str, int]:
        """How many rows were left out, by the reason in a word or two."""
        counted = Counter(decided.kind for decided in self.decided if not decided.is_taken)
        for file in self.files:
            counted.update(file.left_out)
        return counted

    @property
    def refused(self) -> Mapping[str, int]:
        """How many rows could not be read, by the code of the rule."""
        counted = Counter[str]()
        for file in self.files:
            counted.update(file.refused)
        return counted


def import_rows(
    files: tuple[SortedFile, ...], decided: Iterable[Decided], *, as_at: dt.date | None, only: str = ""
) -> Imported:
    """Drafts from the rows taken; a row that no draft can use is left out with the reason.

    Args:
        files: The files, sorted.
        decided: What was decided about each row kept.
        as_at: The day the drafts describe; `None` is the day the newest contract of each council was published.
        only: The ONS code of the council that is wanted: those it buys with get no draft. Empty for all.

    Raises:
        NoDayError: No day is given, and of no council the rows say of which day they are, or all are of a day before it
            existed. Where that is so of some councils only, their rows are left out with that reason.
        TwiceError: Two drafts are of one council.
    """
    rows = tuple(decided)
    contracts = _by_council(rows, only)
    elsewhere = told_elsewhere({council.code: several for council, several in contracts.items()})
    found: list[Draft] = []
    reasons: dict[Place, str] = {}
    for council, several in contracts.items():
        when = _day(council, several, as_at)
        if isinstance(when, str):
            reasons |= {chosen.entry.place: when for chosen in several}
        else:
            found.append(draft(council, several, as_at=when, elsewhere=elsewhere, successor=_successor(council)))
    if reasons and not found and as_at is None:
        raise NoDayError(next(iter(reasons.values())))
    used = {entry.place for each in found for entry in each.taken}
    reasons |= {left.entry.place: left.reason for each in found for left in each.left}
    told = tuple(_as_used(row, used, reasons) for row in rows)
    filled = [Draft(file.filled, {}, (), ()) for file in files if file.filled]
    return Imported(files, told, _each_once([*filled, *(each for each in found if each.taken)]))


def _each_once(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    by_name = sorted(drafts, key=lambda each: each.profile.council.name)
    for one, other in pairwise(by_name):
        if one.profile.council.code.upper() == other.profile.council.code.upper():
            name = printable(one.profile.council.name)
            msg = f"two of the files are of {name}; import one, then the other with --merge."
            raise TwiceError(msg)
    return tuple(by_name)


def _by_council(rows: Iterable[Decided], only: str) -> dict[Authority, list[Chosen]]:
    """What was taken, under every council that bought it, or under the one that is wanted where it is among them."""
    contracts: dict[Authority, list[Chosen]] = {}
    for row in rows:
        several = dict(_chosen(row))
        for council, chosen in several.items():
            if only and council.code != only and any(each.code == only for each in several):
                continue
            contracts.setdefault(council, []).append(chosen)
    return contracts


def _chosen(decided: Decided) -> Iterator[tuple[Authority, Chosen]]:
    if not decided.is_taken:
        return
    entry, picked, buyer = decided.row.entry, decided.row.picked, decided.row.buyer
    names = [found.authority.name for found in buyer.councils]
    product = picked.product if isinstance(picked, Pick) else ""
    for found in buyer.councils:
        others = tuple(name for name in names if name != found.authority.name)
        with_whom = others or ((_OTHERS,) if buyer.joint else ())
        yield (
            found.authority,
            Chosen(
                entry,
                decided.services,
                product,
                picked.reason,
                with_whom,
                found if found.formerly else None,
            ),
        )


def _day(council: Authority, contracts: Iterable[Chosen], as_at: dt.date | None) -> dt.date | str:
    """The day that a council's draft describes, or a sentence that says why there can be none."""
    begun = council.started_on
    if as_at is not None:
        if begun is None or begun <= as_at:
            return as_at
        return f"{council.name} exists since {day(begun)} only, not on {day(as_at)}."
    published = [chosen.entry.published_on for chosen in contracts if chosen.entry.published_on]
    if not published:
        return f"Nothing says on which day the contracts of {council.name} stood so; give it with --as-at 2026-11-01."
    newest = max(published)
    if begun is None or begun <= newest:
        return newest
    return (
        f"The newest contract of {council.name} was published on {day(newest)}, and the council exists since "
        f"{day(begun)}; say of which day the draft is with --as-at 2026-11-01."
    )


def _successor(council: Authority) -> Authority | None:
    """Who takes over from a council that is to end, where one does."""
    heirs = [authorities().by_code(code) for code in council.successors]
    return heirs[0] if len(heirs) == 1 else None


def _as_used(decided: Decided, used: set[Place], reasons: Mapping[Place, str]) -> Decided:
    place = decided.row.entry.place
    if not decided.is_taken or place in used:
        return decided
    return Decided(decided.row, kind=SUPERSEDED, why=reasons[place])
