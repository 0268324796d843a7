"""One published contract as one system of a draft, and what must be said beside its values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sharedcli.checks.contracts import when
from sharedcli.checks.wording import day
from sharedcli.drafting.choice import Doubted
from sharedcli.drafting.plausible import MOST_SUPPLIERS, Told, Worth, is_framework, worth_of
from sharedcli.drafting.present import Dated, Standing, standing
from sharedcli.model.entry import Entry
from sharedcli.model.fields import EARLIEST, LATEST, Source
from sharedcli.model.finding import Pointer
from sharedcli.model.printable import one_line, printable
from sharedcli.model.system import AnnualCost, Contract, System

_MOST_TEXT = 300
_WEB = ("https://", "http://")
_PLACES: Mapping[Doubted, Pointer] = {
    "start": ("contract", "start"),
    "last_day": ("contract", "last_day"),
    "extensions_months": ("contract", "extensions_months"),
    "value_gbp": ("contract", "value_gbp"),
    "annual_gbp": ("annual_cost_gbp", "licence"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What one system of a draft is made from.

    `beside` tells of other contracts for the service that are not over, in sentences; empty where there are none.
    """

    service: str
    dated: Dated
    told: Told
    as_at: dt.date
    beside: str = ""

    @property
    def entry(self) -> Entry:
        """What was published."""
        return self.dated.entry


def system_of(facts: Facts) -> tuple[System, dict[Pointer, str]]:
    """The system, and notes by places inside it; of a place that is not stated where its value was left out."""
    entry, chosen = facts.entry, facts.dated.chosen
    worth = worth_of(chosen, facts.dated.term, facts.told)
    stated: dict[str, object] = {
        "product": _short(entry.product or chosen.product) or None,
        "supplier": _supplier(entry),
        "contract": _contract(facts, worth),
        "annual_cost_gbp": None if worth.annual_gbp is None else AnnualCost(licence=worth.annual_gbp),
    }
    begun = standing(facts.dated.term, facts.as_at) is not Standing.NOT_BEGUN
    system = System.model_validate(
        {
            "service": facts.service,
            "status": "live" if begun else "implementing",
            **{name: value for name, value in stated.items() if value is not None},
            "source": source_of(entry),
        }
    )
    notes: dict[Pointer, str] = {}
    for about, note in (*_notes(facts), *_contract_notes(facts, worth), *_doubted(facts, worth)):
        # What is to be said of a contract is said of the system where it has none.
        place = () if about == ("contract",) and system.contract is None else about
        notes[place] = f"{notes[place]} {note}" if place in notes else note
    return system, notes


def _supplier(entry: Entry) -> str | None:
    """All who supply it together, or nobody where so many are named that they hold places on a framework."""
    if not 1 <= len(entry.suppliers) <= MOST_SUPPLIERS:
        return None
    return _short("; ".join(entry.suppliers)) or None


def _contract(facts: Facts, worth: Worth) -> Contract | None:
    term = facts.dated.term
    stated: dict[str, object] = {
        "start": term.start,
        "last_day": term.last_day,
        "extensions_months": term.extensions_months or None,
        "value_gbp": worth.value_gbp,
    }
    known = {name: value for name, value in stated.items() if value is not None}
    return Contract.model_validate(known) if known else None


def source_of(entry: Entry) -> Source:
    """Where a contract was published: publisher, reference and row, an address where there is one, the day."""
    publisher, reference = _short(entry.publisher), _short(entry.reference, most=120)
    # A bare number says nothing where nobody is named who gave it.
    title = ", ".join(filter(None, (publisher, reference))) if publisher or not reference else f"reference {reference}"
    where = _short(str(entry.place), most=120)
    stated: dict[str, object] = {"title": f"{_short(title, most=_MOST_TEXT - len(where) - 2)}, {where}".lstrip(", ")}
    is_address = entry.url.lower().startswith(_WEB) and entry.url.isprintable() and " " not in entry.url
    if is_address and len(entry.url) <= _MOST_TEXT:
        stated["url"] = entry.url
    if entry.published_on and EARLIEST <= entry.published_on <= LATEST:
        stated["on"] = entry.published_on
    return Source.model_validate(stated)


def _short(text: str, *, most: int = _MOST_TEXT) -> str:
    return printable(one_line(text), most=most)


def _notes(facts: Facts) -> Iterator[tuple[Pointer, str]]:
    """What is to be said of values that are taken."""
    entry, chosen = facts.entry, facts.dated.chosen
    yield (), _short(f"{entry.title}. {chosen.reason}".strip(". ") + ".", most=_MOST_TEXT)
    if chosen.bought_by and chosen.former:
        part = " It is for that council's part of the area." if facts.told.is_for_part else ""
        yield (), f"Bought by {chosen.former.name}. {chosen.bought_by}.{part}"
    yield ("status",), _status(facts)
    if chosen.product and not entry.product:
        yield ("product",), "recognised in what was published; check it"
    if len(entry.suppliers) > MOST_SUPPLIERS:
        yield ("supplier",), f"{len(entry.suppliers)} suppliers are named; which of them runs this is not said."
    elif len(entry.suppliers) > 1:
        yield ("supplier",), "several are named; which of them runs this is not said"
    if entry.doubts:
        yield ("source",), " ".join(entry.doubts)


def _contract_notes(facts: Facts, worth: Worth) -> Iterator[tuple[Pointer, str]]:
    """The same, of the contract and what it costs."""
    entry, chosen, term = facts.entry, facts.dated.chosen, facts.dated.term
    if term.is_read_from_end:
        yield ("contract", "extensions_months"), "read from the last day with every extension"
    if worth.value_gbp is not None:
        said = [_short(entry.value_note, most=120)] if entry.value_note else []
        said += ["options may be in it"] if term.extensions_months else []
        yield ("contract", "value_gbp"), "; ".join(said)
    if worth.annual_gbp is not None:
        yield ("annual_cost_gbp", "licence"), "all that the supplier is paid a year; support and hosting may be in it"
    if len(chosen.services) > 1:
        others = ", ".join(key for key in chosen.services if key != facts.service)
        yield ("contract",), f"The same contract runs {others}."
    if is_framework(entry):
        yield ("contract",), "These are the dates of a framework; a contract under it may have others."
    if facts.beside:
        yield ("contract",), facts.beside


def _status(facts: Facts) -> str:
    term = facts.dated.term
    stands = standing(term, facts.as_at)
    if stands is Standing.NOT_BEGUN and term.start:
        return f"the contract begins on {when(term.start)}"
    if stands is Standing.ENDED and term.last_day:
        return f"the contract ended on {when(term.last_day)}; it has rolled on, or been replaced: check"
    if stands is Standing.MAY_BE_EXTENDED and term.last_day:
        return f"the term ended on {when(term.last_day)}; taken as extended: check"
    if stands is Standing.NO_END_KNOWN:
        return "no last day is known; taken as live: check"
    return f"in force on {day(facts.as_at)} by its dates"


def _doubted(facts: Facts, worth: Worth) -> Iterator[tuple[Pointer, str]]:
    """What was left out, or taken only with care, and why."""
    for doubt in dict.fromkeys((*facts.dated.term.doubts, *worth.doubts)):
        yield _PLACES[doubt.about], doubt.said
