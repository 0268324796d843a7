"""Which of several published contracts for one service is the present one, and why the others are not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from sharedcli.checks.contracts import when
from sharedcli.checks.wording import day
from sharedcli.drafting.alike import folded, same_firm
from sharedcli.drafting.choice import Chosen
from sharedcli.drafting.plausible import MOST_SUPPLIERS, is_framework
from sharedcli.drafting.term import Term, describe
from sharedcli.model.calendar import months_after
from sharedcli.model.entry import Entry, Place
from sharedcli.model.printable import printable

MOST_YEARS_OVER = 2
"""As long as a competition may take at most (`procurement_lead_months`): a contract that has been over for longer has
a successor, and only nobody published it. Taken as live it would be a system that its council is free to move."""

_TOLD_AGAIN = "It tells again of the contract of"
_MOST_COMPARED = 20


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


def is_long_over(term: Term, as_at: dt.date) -> bool:
    """Whether a contract ended, with every option, so long before the day that it says nothing of it."""
    return term.may_run_to is not None and months_after(term.may_run_to, 12 * MOST_YEARS_OVER) < as_at


def over_since(dated: Dated, as_at: dt.date, *, is_last: bool) -> str:
    """Why a contract that is long over is left out; `is_last` says that none after it was published."""
    may_run_to = dated.term.may_run_to
    if may_run_to is None:
        return ""
    birthday_passed = (as_at.month, as_at.day) >= (may_run_to.month, may_run_to.day)
    years = as_at.year - may_run_to.year - (not birthday_passed)
    after = " What came after it was not published." if is_last else ""
    return f"{_bought(dated)}It ended on {day(may_run_to)}, {years} years before {day(as_at)}.{after}"


def present(several: Sequence[Dated], *, as_at: dt.date) -> tuple[Dated, tuple[tuple[Dated, str], ...]]:
    """The present contract of one service, and every other with the reason, whole sentences.

    In force comes before everything else, then what the council bought itself before what one did that is no more, a
    contract before a framework under which it may have been let, the latest last day, the newest published, and the
    one worth most.

    Args:
        several: At least one contract.
        as_at: The day asked about.
    """
    first, *others = sorted(several, key=lambda dated: _order(dated, as_at), reverse=True)
    told = {_told_as(first): [first]}
    reasons = []
    for other in others:
        alike = told.setdefault(_told_as(other), [])
        again = next((one for one in alike[:_MOST_COMPARED] if is_told_again(other.entry, one.entry)), None)
        if again is None:
            alike.append(other)
        reasons.append(f"{_TOLD_AGAIN} {again.entry.place}." if again else _why_not(other, first, as_at))
    return first, tuple(zip(others, reasons, strict=True))


def _told_as(dated: Dated) -> tuple[str, str]:
    """What rows about one contract have in common at least: who bought it, and the title."""
    former = dated.chosen.former
    return former.code if former else "", folded(dated.entry.title)


def _order(dated: Dated, as_at: dt.date) -> tuple[Standing, bool, bool, dt.date, dt.date, float, Place]:
    term, entry = dated.term, dated.entry
    last = term.last_day.latest if term.last_day else dt.date.min
    is_contract = not is_framework(entry)
    worth_gbp = next((value for value in (entry.value_gbp, entry.annual_gbp) if value and value > 0), 0.0)
    is_own = dated.chosen.former is None
    published_on = entry.published_on or dt.date.min
    return standing(term, as_at), is_own, is_contract, last, published_on, worth_gbp, entry.place


def _why_not(other: Dated, taken: Dated, as_at: dt.date) -> str:
    """Why another contract was taken for the present one."""
    where, bought, former = str(taken.entry.place), _bought(other), other.chosen.former
    stands = standing(other.term, as_at)
    if stands is Standing.ENDED and other.term.last_day:
        return f"{bought}It ended on {when(other.term.last_day)}; the contract of {where} is later."
    if stands is Standing.NOT_BEGUN and other.term.start:
        return f"{bought}It begins on {when(other.term.start)}; until then the contract of {where} is in force."
    if former not in (None, taken.chosen.former):
        runs = f"It runs {describe(other.term)}, beside the contract of {where}, which runs {describe(taken.term)}"
        return f"{bought}{runs}; a profile holds one system for a service, and both are to be lined up."
    return f"{bought}It overlaps the contract of {where}, which runs {describe(taken.term)}."


def _bought(dated: Dated) -> str:
    """Who bought it, a sentence with a space behind it; empty where that is the council itself."""
    return f"Bought by {dated.chosen.former.name}. " if dated.chosen.former else ""


def beside(taken: Dated, others: Sequence[tuple[Dated, str]], *, as_at: dt.date) -> str:
    """What a reader must know of the contracts not taken that are not over, sentences; empty where there are none.

    What other councils bought that are no more is told apart, in `predecessors.py`.
    """
    said = []
    for other, reason in others:
        stands = standing(other.term, as_at)
        is_another_s = other.chosen.former not in (None, taken.chosen.former)
        if stands is Standing.ENDED or is_another_s or reason.startswith(_TOLD_AGAIN):
            continue
        named = f"{printable(other.entry.title)}{by_firm(other.entry)}, {describe(other.term)} ({other.entry.place})"
        if stands is Standing.NOT_BEGUN:
            said.append(f"A later contract is signed: {named}. If it is for this service, its last day counts.")
        else:
            said.append(f"Another contract overlaps: {named}.")
    more = f" And {len(said) - 2} more." if len(said) > 2 else ""
    return " ".join(said[:2]) + more


def by_firm(entry: Entry) -> str:
    """Who supplies it, in brackets behind a space, as it stands after a title; empty where nobody is named."""
    firms = "; ".join(entry.suppliers[:MOST_SUPPLIERS])
    return f" ({printable(firms)})" if firms else ""


def is_told_again(one: Entry, other: Entry) -> bool:
    """Whether two entries are about one contract: of one title, and nothing that is told of both speaks against it.

    One reference is enough then. Without it the whole term must be the same and the value no other; references of two
    publishers say nothing of each other.
    """
    if folded(one.title) != folded(other.title) or _other_firms(one, other):
        return False
    if one.reference and other.reference and one.publisher == other.publisher:
        return one.reference == other.reference
    has_term = bool(one.start and one.last_day)
    return has_term and (one.start, one.last_day) == (other.start, other.last_day) and _one_value(one, other)


def _other_firms(one: Entry, other: Entry) -> bool:
    """Whether suppliers are named of both, and none of the one is one of the other."""
    if not one.suppliers or not other.suppliers:
        return False
    return not any(same_firm(name, another) for name in one.suppliers for another in other.suppliers)


def _one_value(one: Entry, other: Entry) -> bool:
    """Whether no value, whole-life or yearly, is stated differently."""
    pairs = ((one.value_gbp, other.value_gbp), (one.annual_gbp, other.annual_gbp))
    return all(not here or not there or here == there for here, there in pairs)
