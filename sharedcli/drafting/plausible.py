"""What a published value is worth: kept, or left out with the reason. Dates are in `term.py`.

A value left out is asked for; a wrong one would be spread over the term and believed by every report.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sharedcli.checks.wording import pounds
from sharedcli.drafting.alike import folded
from sharedcli.drafting.choice import Chosen, Doubt, Doubted
from sharedcli.drafting.term import Term
from sharedcli.model.entry import Entry, Place
from sharedcli.model.printable import printable

LEAST_GBP = 1_000
"""English councils must publish contracts from £5,000 (Local Government Transparency Code 2015), and portals ask from
£25,000 or £30,000. A fifth of the lowest of these is a placeholder, the price of one unit, or pounds in thousands."""

LEAST_YEARLY_GBP = 250
"""Below this, over its term, no system of a whole council is paid for, not even one for a single desk."""

MOST_GBP = 250_000_000
"""Above the largest outsourcing of a whole council's IT, and so above any one system."""

MOST_YEARLY_PER_RESIDENT_GBP = 25
"""Councils spend some two or three per cent of their budgets on all their IT (as `CF305`), which is about this much for
each resident; one system that takes all of it is a ceiling of several councils, or a value with noughts too many."""

LEAST_ALLOWED_YEARLY_GBP = 1_000_000
"""Where few people live the rule above does not bite: a system has a price below which it cannot be had."""

MOST_SUPPLIERS = 3
"""More suppliers than this are the places on a framework, not those who run one system together."""

_UNKNOWN_TERM_YEARS = 10
_RANGE = re.compile(r"\brange\b|\bfrom £|\bbetween\b|\d\s*(?:-|\N{EN DASH}|to)\s*£?\d", re.IGNORECASE)
_CEILING = re.compile(r"\bframework\b|\bceiling\b|\bup to\b|\bmaximum\b", re.IGNORECASE)
_FRAMEWORK = re.compile(r"\b(?:framework|dynamic purchasing system)\b", re.IGNORECASE)
_CALLED_OFF = re.compile(
    r"\bcall(?:ed)?[ -]?off\b|\b(?:mini|further)[ -]?competition\b|\b(?:under|via|from|using|through)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Worth:
    """A contract's value as far as it can be believed; `None` where none was stated or it was left out."""

    value_gbp: float | None
    annual_gbp: float | None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What is known beside a contract when its value is weighed.

    Attributes:
        residents: People who live in the council's area, `None` where unknown.
        elsewhere: Places of other rows that tell the same value, for other councils or services.
        is_for_part: Whether it was bought by a council that is no more, for its part of the area.
    """

    residents: int | None = None
    elsewhere: tuple[Place, ...] = ()
    is_for_part: bool = False


def worth_of(chosen: Chosen, term: Term, told: Told = Told()) -> Worth:
    """What can be believed of a contract's whole-life value and of its value a year."""
    entry = chosen.entry
    shared = next(_shared(chosen, told), "")
    doubts: list[Doubt] = []
    kept: dict[Doubted, float | None] = {"value_gbp": entry.value_gbp, "annual_gbp": entry.annual_gbp}
    for about, amount in kept.items():
        if amount is None:
            continue
        years = 1.0 if about == "annual_gbp" else term.years
        out_of_reach = tuple(_out_of_reach(amount, years, told.residents))
        reason = shared if shared and amount >= LEAST_GBP else next(iter(out_of_reach), "")
        if reason:
            kept[about] = None
            published = f"£{amount:,.2f}".removesuffix(".00")
            doubts.append(Doubt(about, f"{reason} Published: {published}{_noted(entry)}."))
    if entry.value_gbp is None and entry.annual_gbp is None and entry.value_note:
        doubts.append(Doubt("value_gbp", f"No one value is published{_noted(entry)}."))
    return Worth(kept["value_gbp"], kept["annual_gbp"], tuple(doubts))


def _noted(entry: Entry) -> str:
    return f" ({printable(entry.value_note, most=80)})" if entry.value_note else ""


def _shared(chosen: Chosen, told: Told) -> Iterator[str]:
    """Why the value is not that of this council's one system, whatever its size."""
    entry = chosen.entry
    if chosen.joint_with:
        yield f"The value is that of a contract with {_listed(chosen.joint_with)}; this council's part is not known."
    if told.is_for_part and chosen.former:
        yield f"The value is what {chosen.former.name} paid for its part of the area."
    if told.elsewhere:
        places = "; ".join(str(place) for place in told.elsewhere[:3])
        yield f"The same value and dates stand elsewhere too ({places}), so it may be one contract told more than once."
    if entry.value_stated_for > 1:
        many = entry.value_stated_for
        yield f"The same value is stated for {many} contracts of one notice, so it may be the sum of all."
    if len(chosen.services) > 1:
        yield f"The value covers {_listed(chosen.services)}; the part of each is not known."
    if is_framework(entry):
        yield "The value is the most that may be bought under a framework, not what this council pays."
    if _RANGE.search(entry.value_note):
        yield "A range is published, and the value may be either end of it."
    if _CEILING.search(entry.value_note):
        yield "The value is the most that the contract may come to, not what this council pays."


def is_framework(entry: Entry) -> bool:
    """Whether the entry is a framework under which contracts are let, by its title or by how many suppliers it has."""
    if len(entry.suppliers) > MOST_SUPPLIERS:
        return True
    return bool(_FRAMEWORK.search(entry.title)) and not _CALLED_OFF.search(entry.title)


def _out_of_reach(amount_gbp: float, years: float | None, residents: int | None) -> Iterator[str]:
    """Why no council can have meant the amount, for so many years of one system."""
    if not amount_gbp >= LEAST_GBP:
        yield f"Less than {pounds(LEAST_GBP)} is a placeholder or the price of one unit."
    if years and amount_gbp < LEAST_YEARLY_GBP * years:
        yield f"Over {years:.1f} years it would come to less than {pounds(LEAST_YEARLY_GBP)} a year."
    if amount_gbp > MOST_GBP:
        yield f"More than {pounds(MOST_GBP)} has not been paid for any system of a council."
    if residents:
        yearly_gbp = amount_gbp / max(years or _UNKNOWN_TERM_YEARS, 1.0)
        if yearly_gbp > max(MOST_YEARLY_PER_RESIDENT_GBP * residents, LEAST_ALLOWED_YEARLY_GBP):
            yield f"It would be {pounds(yearly_gbp)} a year, {pounds(yearly_gbp / residents)} for each resident."


def _listed(names: Sequence[str]) -> str:
    shown = [printable(name) for name in names[:4]]
    if len(names) > 4:
        shown[3:] = [f"{len(names) - 3} more"]
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def told_elsewhere(contracts: Mapping[str, Sequence[Chosen]]) -> Mapping[Place, tuple[Place, ...]]:
    """Contracts whose value stands in other rows as well, for other councils or other services, and where.

    Two rows of two councils tell one contract where value and a date are the same, and title or reference; two rows
    of one council for different services where value, both dates and the supplier are.

    Args:
        contracts: What was chosen for each council, by its code.
    """
    # One row stands for all that a council has for the same services: a register may repeat a row a thousand times.
    alike: defaultdict[Hashable, dict[tuple[str, tuple[str, ...]], Place]] = defaultdict(dict)
    for code, chosen, key in _keyed(contracts):
        alike[key].setdefault((code, chosen.services), chosen.entry.place)
    found: defaultdict[Place, set[Place]] = defaultdict(set)
    for code, chosen, key in _keyed(contracts):
        here = chosen.entry.place
        for (whose, services), place in alike[key].items():
            if place != here and (whose != code or not {*services} & {*chosen.services}):
                found[here].add(place)
    return {place: tuple(sorted(others)) for place, others in found.items() if others}


def _keyed(contracts: Mapping[str, Sequence[Chosen]]) -> Iterator[tuple[str, Chosen, Hashable]]:
    for code, several in contracts.items():
        for chosen in several:
            for key in (*_told_to_several(chosen.entry), *_told_in_parts(code, chosen.entry)):
                yield code, chosen, key


def _told_to_several(entry: Entry) -> Iterator[Hashable]:
    """What rows of several councils have in common where they tell one contract."""
    worth = _stated(entry)
    if not worth or not (entry.start or entry.last_day):
        return
    terms = (worth, entry.start, entry.last_day)
    yield ("title", folded(entry.title), *terms)
    if entry.reference:
        yield ("reference", entry.reference, *terms)


def _told_in_parts(code: str, entry: Entry) -> Iterator[Hashable]:
    """What rows of one council have in common where they tell one contract, service by service."""
    worth = _stated(entry)
    if worth and entry.start and entry.last_day and entry.suppliers:
        yield ("supplier", code, tuple(map(folded, entry.suppliers)), worth, entry.start, entry.last_day)


def _stated(entry: Entry) -> tuple[float | None, float | None] | None:
    """The whole-life and the yearly value, which are not to be taken for each other; `None` where neither is stated."""
    return (entry.value_gbp or None, entry.annual_gbp or None) if entry.value_gbp or entry.annual_gbp else None
