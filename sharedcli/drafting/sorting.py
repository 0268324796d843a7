"""Every row of the files given, sorted: kept with its service and its buyer, left out, or refused. None is lost.

Rows that are not about IT at all, most of a register, are counted and forgotten, so that the memory needed follows what
is kept. What a person decides about the kept ones, and what becomes of them, is in `deciding.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sharedcli.drafting.buyers import Buyer, whose
from sharedcli.drafting.picking import Kind, LeftOut, Pick, pick
from sharedcli.drafting.picks_file import Key, keys_of
from sharedcli.loading.importers.importer import Heading, Opened
from sharedcli.model.entry import Entry
from sharedcli.model.finding import Finding
from sharedcli.model.profile import Profile

NOT_ICT: Kind = "not-ict"
WORDS: Mapping[Kind, str] = MappingProxyType(
    {NOT_ICT: "not ICT", "other-ict": "ICT, but no service here", "unclear": "nothing says what it runs"}
)
"""Why a row is left out, as people are told."""

ANOTHER_S = "another council's"
"""Why a row is left out where one council's contracts alone are wanted."""

FILLED_IN = "a filled-in template"
"""The kind of a workbook that holds a profile, and no rows."""

_MOST_KEPT_REFUSALS = 1_000
_TELL_EVERY = 500

OnRows = Callable[[int, int], None]
"""Told now and then how many bytes of how many have been read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One contract published that is, or might be, a system of a council's."""

    entry: Entry
    picked: Pick | LeftOut
    buyer: Buyer

    @property
    def keys(self) -> tuple[Key, Key]:
        """What the row is found by again in a file of picks: without its folder, and with it."""
        return keys_of(self.entry.place)


@dataclass(frozen=True, slots=True)
class SortedFile:
    """One file, sorted.

    Attributes:
        read: How many rows it has; each is in `rows`, in `left_out` or in `refused`.
        rows: Those kept, in order.
        left_out: How many were left out without being kept, by the reason in a word or two.
        refused: How many could not be read, by the code of the rule.
        refusals: The findings of those, the first thousand of them.
        findings: What there is to say of the file as a whole; where it could not be read at all, why.
        filled: The profile, where the file is a template that a council filled in, which has no rows.
    """

    file: str
    kind: str
    publisher: str
    headings: tuple[Heading, ...]
    findings: tuple[Finding, ...]
    read: int = 0
    rows: tuple[Row, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    refused: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    refusals: tuple[Finding, ...] = ()
    filled: Profile | None = None

    @property
    def is_filled_in(self) -> bool:
        """Whether it is a template, readable as one, whatever is wrong in its cells."""
        return self.kind == FILLED_IN

    @property
    def was_read(self) -> bool:
        """Whether its rows could be read."""
        return bool(self.kind)


def sort_rows(
    file: str,
    opened: Opened,
    *,
    wanted: frozenset[Key] = frozenset(),
    only: str = "",
    on_rows: OnRows = lambda _done, _of: None,
) -> SortedFile:
    """Sort every row of a file.

    Args:
        file: Its name.
        opened: Its rows, which are read to the end.
        wanted: Rows that are kept whatever they are about.
        only: The ONS code of the council whose contracts alone are wanted; empty for all.
        on_rows: Told now and then how far the reading is.
    """
    rows: list[Row] = []
    refusals: list[Finding] = []
    left_out, refused = Counter[str](), Counter[str]()
    read = 0
    for row in opened.rows:
        read += 1
        if not read % _TELL_EVERY:
            on_rows(opened.done(), opened.of)
        if isinstance(row, Finding):
            refused[row.rule.code] += 1
            if len(refusals) < _MOST_KEPT_REFUSALS:
                refusals.append(row)
            continue
        picked = pick(row)
        is_other = isinstance(picked, LeftOut) and picked.kind == NOT_ICT
        if is_other and not (wanted and wanted.intersection(keys_of(row.place))):
            left_out[WORDS[NOT_ICT]] += 1
            continue
        buyer = whose(row.buyers, row.published_on)
        if only and buyer.councils and only not in buyer.codes and not wanted.intersection(keys_of(row.place)):
            left_out[ANOTHER_S] += 1
            continue
        rows.append(Row(row, picked, buyer))
    return SortedFile(
        file, opened.kind, opened.publisher, opened.headings, opened.findings, read, tuple(rows),
        MappingProxyType(left_out), MappingProxyType(refused), tuple(refusals),
    )  # fmt: skip
