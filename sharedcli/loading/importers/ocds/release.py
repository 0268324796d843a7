"""One OCDS release to its contracts: an entry for each contract or award, or else one for the tender."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sharedcli.loading.importers import rules
from sharedcli.loading.importers.ocds.found import Package, Problem, Told
from sharedcli.loading.importers.ocds.parties import publisher_of, suppliers_of
from sharedcli.loading.importers.ocds.pieces import kind_of
from sharedcli.loading.importers.ocds.process import Process
from sharedcli.loading.importers.ocds.terms import Term, extensions_of, shared_period, term_of
from sharedcli.loading.importers.ocds.things import cpv_of, kind_of_thing, url_of
from sharedcli.loading.importers.ocds.values import Said
from sharedcli.loading.importers.stated import NO_TITLE, title_from
from sharedcli.model.entry import Entry, Place, Stage
from sharedcli.model.printable import plain_number, printable

_ENDED = {"cancelled", "canceled", "unsuccessful", "terminated", "withdrawn"}
_ENDING_TAGS = {"awardCancellation", "contractTermination", "tenderCancellation"}
_PLANNED = {"planning", "planned"}
_SAYS_NOTHING = "see description of related tender"


@dataclass(frozen=True, slots=True)
class _Pair:
    """A contract and the award it came from, either of which may be missing; `of` is how many the release has."""

    award: Mapping[str, Any]
    contract: Mapping[str, Any]
    part: str
    key: str
    of: int


def told_by(release: Mapping[str, Any], package: Package, place: Place) -> Iterator[Told]:
    """Everything a release tells of, at least one. `place` is the release's own."""
    head = Said(release, [])
    ocid, on = head.text("ocid"), head.text("date")
    process = Process.of(release)
    pairs, odd = _pairs(release)
    found = [(pair.key, _entry(pair, release, process, package, place)) for pair in pairs]
    stated = Counter(entry.value_gbp for _, entry in found if isinstance(entry, Entry) and entry.stage != "ended")
    for key, entry in found:
        yield Told(ocid, key, on, _counted(entry, stated) if isinstance(entry, Entry) else entry)
    for what in odd:
        message = f"{what} of {printable(ocid) or 'this release'} is no group of fields."
        yield Told(ocid, what, on, Problem(rules.NOT_A_NOTICE, message))


def _counted(entry: Entry, stated: Counter[float | None]) -> Entry:
    """The entry with how many contracts of the release state its value, as where a joint one is given to each."""
    several = stated[entry.value_gbp] if entry.value_gbp and entry.stage != "ended" else 1
    return entry if several == 1 else replace(entry, value_stated_for=several)


def _pairs(release: Mapping[str, Any]) -> tuple[list[_Pair], list[str]]:
    """Contracts with their awards, then awards without a contract; the tender alone where there is neither.

    The second list names entries that are no groups of fields.
    """
    contracts, odd = _listed(release, "contracts", "contract")
    awards, odd_awards = _listed(release, "awards", "award")
    odd += odd_awards
    numbers = {_id(award, "id"): n for n, award in reversed(list(enumerate(awards)))}
    joined: set[int] = set()
    found: list[tuple[Mapping[str, Any], Mapping[str, Any], str, str]] = []
    for place, contract in enumerate(contracts, 1):
        name = _id(contract, "awardID")
        number = numbers.get(name) if name else 0 if len(awards) == 1 else None
        if number is not None:
            joined.add(number)
        award = {} if number is None else awards[number]
        part = f"contract {_id(contract, 'id') or place}"
        found.append((award, contract, part, name or _id(award, "id") or part))
    for number, award in enumerate(awards):
        if number not in joined:
            part = f"award {_id(award, 'id') or number + 1}"
            found.append((award, {}, part, _id(award, "id") or part))
    if not found and not odd:
        return [_Pair({}, {}, "", "", 1)], []
    return [_Pair(*pair, of=len(found)) for pair in found], odd


def _listed(release: Mapping[str, Any], name: str, one: str) -> tuple[list[Mapping[str, Any]], list[str]]:
    held = release.get(name)
    entries = held if isinstance(held, list) else [] if held is None else [held]
    groups: list[Mapping[str, Any]] = [entry for entry in entries if isinstance(entry, dict)]
    return groups, [f"{one} {n}, {kind_of(e)}," for n, e in enumerate(entries, 1) if not isinstance(e, dict)]


def _id(group: Mapping[str, Any], name: str) -> str:
    held = group.get(name)
    return printable(str(held), most=100) if isinstance(held, str | int) and held != "" else ""


def _entry(
    pair: _Pair, release: Mapping[str, Any], process: Process, package: Package, place: Place
) -> Entry | Problem:
    doubts = list(process.doubts)
    said = Said(release, doubts)
    tender, ocid = said.group("tender"), said.text("ocid")
    award, contract = Said(pair.award, doubts, "award"), Said(pair.contract, doubts, "contract")
    related = {*award.ids("relatedLots"), *contract.ids("relatedLots")}
    lots = process.lots_of(related, doubts)
    title, description = _words(contract, award, lots if related else [], tender, said)
    if not title:
        about = f"{pair.part or 'the tender'} of {ocid or 'this release'}"
        return Problem(rules.NOTICE_EMPTY, f"Neither a title nor a description is given for {about}.")
    suppliers = suppliers_of((contract, award), process.names, process.suppliers if pair.of == 1 else ())
    items = contract.groups("items") or award.groups("items") or process.items_of(related, doubts)
    _doubt_names(title, suppliers, said)
    term = _term(contract, award, lots, tender)
    value, note = _value(pair, contract, award, lots, tender)
    return Entry(
        place=replace(place, part=pair.part),
        publisher=publisher_of(ocid, package.uri, package.publisher),
        title=title,
        stage=_stage(pair, said, tender),
        process=ocid,
        reference=f"{ocid or said.text('id')} {pair.part if pair.of > 1 else ''}".strip(),
        description=description,
        category=kind_of_thing(tender, items, (contract, award)),
        buyers=process.buyers,
        suppliers=suppliers,
        cpv=cpv_of(tender, items),
        start=term.start,
        last_day=term.last_day,
        latest_last_day=term.latest_last_day,
        extensions_months=extensions_of((contract, award), lots, tender),
        value_gbp=value,
        value_note=note,
        published_on=_published_on(said, contract, award, package),
        url=url_of((contract, award, tender, said.group("planning")), said, package.uri),
        doubts=tuple(doubts),
    )


def _term(contract: Said, award: Said, lots: list[Said], tender: Said) -> Term:
    """The term by whoever knows it best: the contract, its award, the lots where they are alike, the tender."""
    periods = (
        contract.group("period"),
        award.group("contractPeriod"),
        shared_period(lots),
        tender.group("contractPeriod"),
    )
    return term_of([one for one in periods if one is not None])


def _words(contract: Said, award: Said, lots: Iterable[Said], tender: Said, release: Said) -> tuple[str, str]:
    """Title and description. The tender names the whole; what a contract or lot adds to it comes after."""
    own = contract.text("title") or award.text("title") or next((lot.text("title") for lot in lots), "")
    title = tender.text("title") or release.text("title")
    if own and own.casefold() not in title.casefold():
        title = own if title.casefold() in own.casefold() else f"{title}: {own}"
    sources = (tender, *lots, award, contract, release.group("planning"), release)
    prose = dict.fromkeys(source.prose("description") for source in sources)
    kept = [one for one in prose if one and not one.casefold().startswith(_SAYS_NOTHING)]
    if not title and kept:
        title = title_from(kept[0])
        release.add(NO_TITLE)
    return title, "\n".join(kept)


def _doubt_names(title: str, suppliers: tuple[str, ...], said: Said) -> None:
    if title.replace(" ", "").isdigit():
        said.add(f"The title is only the number {printable(title)}, which says nothing of what was bought")
    if title.casefold() in {name.casefold() for name in suppliers}:
        said.add("Title and supplier are the same text, so that one of them is not what it says")


def _value(pair: _Pair, contract: Said, award: Said, lots: list[Said], tender: Said) -> tuple[float | None, str]:
    for source in (contract, award):
        amount, note = source.pounds("value")
        if amount is not None:
            return amount, note
    if pair.of > 1:
        return None, ""  # what the tender was worth was for all of them
    amount, note = lots[0].pounds("value") if len(lots) == 1 else (None, "")
    if amount is None:
        amount, note = tender.pounds("value")
    least, _ = tender.pounds("minValue")
    known = [note] if note else []
    if least and not amount:
        amount, known = least, ["at least"]
    elif least and amount and least != amount:
        known.append(f"up to, from £{plain_number(least)}")
    if amount is not None and pair.part:
        known.append("as tendered")
    return amount, ", ".join(known)


def _stage(pair: _Pair, release: Said, tender: Said) -> Stage:
    """An award makes it awarded, whatever the release is tagged; the contract's own status outweighs the award's."""
    tags = set(release.texts("tag"))
    for group in (pair.contract, pair.award):
        status = group.get("status")
        if isinstance(status, str) and status:
            return "ended" if status.casefold() in _ENDED else "awarded"
    if tags & _ENDING_TAGS:
        return "ended"
    if pair.part:
        return "awarded"
    status = tender.text("status").casefold()
    if status in _ENDED:
        return "ended"
    if status in _PLANNED or (not status and (tags & _PLANNED or not tender.fields)):
        return "planned"
    return "tender"


def _published_on(release: Said, contract: Said, award: Said, package: Package) -> dt.date | None:
    """The day of the release; a package's where the award came later, as where a release keeps its tender's date."""
    released = release.date("date")
    decided = contract.date("dateSigned") or award.date("date")
    if released is not None and (decided is None or decided.latest <= released.latest):
        return released.latest
    published = Said({"publishedDate": package.published}, []).date("publishedDate")
    if published is not None and (decided is None or decided.latest <= published.latest):
        return published.latest
    return released.latest if released else None
