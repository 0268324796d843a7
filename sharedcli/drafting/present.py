"""Which of several published contracts for one service is the present one, and why the others are not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from sharedcli.checks.contracts import when
from sharedcli.drafting.alike import folded
from sharedcli.drafting.choice import Chosen
from sharedcli.drafting.plausible import is_framework
from sharedcli.drafting.term import Term, describe
from sharedcli.model.entry import Entry, Place
from sharedcli.model.printable import printable


class Standing(IntEnum):
    """Where a contract stands on a day; of two for one service, the greater is the present one."""

    ENDED = 0
    NOT_BEGUN = 1
    NO_END_KNOWN = 2
    MAY_BE_EXTENDED = 3
    IN_FORCE = 4


@dataclass(frozen=True, slots=True)
class Dated:
    """A chosen contract with the term that can be meant."""

    chosen: Chosen
    term: Term

    @property
    def entry(self) -> Entry:
        """What was published."""
        return self.chosen.entry


def standing(term: Term, as_at: dt.date) -> Standing:
    """Where a contract stands on a day, by what is known of its term."""
    if term.start and term.start.earliest > as_at:
        return Standing.NOT_BEGUN
    if term.last_day is None:
        return Standing.NO_END_KNOWN
    if term.last_day.latest >= as_at:
        return Standing.IN_FORCE
    may_run_to = term.may_run_to
    return Standing.MAY_BE_EXTENDED if may_run_to and may_run_to >= as_at else Standing.ENDED


def present(several: Sequence[Dated], *, as_at: dt.date) -> tuple[Dated, tuple[tuple[Dated, str], ...]]:
    """The present contract of one service, and every other with the reason, whole sentences.

    In force comes before everything else, then a contract before a framework under which it may have been let, then
    the latest last day, then the newest published.

    Args:
        several: At least one contract.
        as_at: The day asked about.
    """
    first, *others = sorted(several, key=lambda dated: _order(dated, as_at), reverse=True)
    return first, tuple((other, _why_not(other, first, as_at)) for other in others)


def _order(dated: Dated, as_at: dt.date) -> tuple[Standing, bool, dt.date, dt.date, Place]:
    term, entry = dated.term, dated.entry
    last = term.last_day.latest if term.last_day else dt.date.min
    is_contract = not is_framework(entry)
    return standing(term, as_at), is_contract, last, entry.published_on or dt.date.min, entry.place


def _why_not(other: Dated, taken: Dated, as_at: dt.date) -> str:
    """Why another contract was taken for the present one."""
    where = str(taken.entry.place)
    if one_contract(other.entry) & one_contract(taken.entry):
        return f"It is the contract of {where} told again."
    stands = standing(other.term, as_at)
    if stands is Standing.ENDED and other.term.last_day:
        return f"It ended on {when(other.term.last_day)}; the contract of {where} is later."
    if stands is Standing.NOT_BEGUN and other.term.start:
        return f"It begins on {when(other.term.start)}; until then the contract of {where} is in force."
    return f"It overlaps the contract of {where}, which runs {describe(taken.term)}."


def beside(others: Sequence[tuple[Dated, str]], *, as_at: dt.date) -> str:
    """What a reader must know of the contracts not taken that are not over, sentences; empty where there are none."""
    said = []
    for other, reason in others:
        stands = standing(other.term, as_at)
        if stands is Standing.ENDED or reason.endswith("told again."):
            continue
        named = f"{printable(other.entry.title)}, {describe(other.term)} ({other.entry.place})"
        if stands is Standing.NOT_BEGUN:
            said.append(f"A later contract is signed: {named}. If it is for this service, its last day counts.")
        else:
            said.append(f"Another contract overlaps: {named}.")
    more = f" And {len(said) - 2} more." if len(said) > 2 else ""
    return " ".join(said[:2]) + more


def one_contract(entry: Entry) -> frozenset[Hashable]:
    """What two rows about one contract have in common: the same title, with the reference or the whole term."""
    title = folded(entry.title)
    keys: set[Hashable] = set()
    if entry.reference:
        keys.add((title, entry.reference))
    if entry.start and entry.last_day:
        keys.add((title, entry.start, entry.last_day))
    return frozenset(keys)
