"""A row of headings to the fields they mean, and what is to be said about them.

What a heading says beyond its words (a currency, "per annum", how dates are written) is read here; the words
themselves are data (`vocabulary/headings.yaml`). A file of the user's own goes before both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sharedcli.loading.importers.importer import DateOrder, Heading
from sharedcli.loading.importers.tables.heading_doubts import Doubt, doubts
from sharedcli.loading.importers.tables.heading_list import HeadingList, Layout, heading_list, key_of
from sharedcli.loading.importers.wording import REPEATED, EntryField, Wording
from sharedcli.model.finding import Finding, Location

DATE_FIELDS: frozenset[EntryField] = frozenset(
    {"start", "last_day", "latest_last_day", "tender_start", "tender_last_day", "dates_packed", "published_on"}
)
"""The fields that hold dates."""

_LEAST_OF_A_LAYOUT = 0.6
_FEWEST_OF_A_LAYOUT = 3
_MOST_CELLS = 1_000

# What may stand beside the words of a heading and changes nothing but what `_adjusted` makes of it.
_BESIDE = re.compile(
    r"\b(?:usd|eur|gbp|dd mm yyyy|dd mm yy|mm dd yyyy|mm dd yy|yyyy mm dd|"
    r"(?:ex|exc|excl|excluding|inc|incl|including|net of|"
    r"plus) vat|if known|if applicable|if any|where applicable|optional|mandatory|required|estimated|est|approx|"
    r"in months|months|in years|years|per annum|p a|pa|annually|each year|a year|per year|"
    r"(?:incl?|including|with|inclusive of|excl?|excluding|without)(?: any| all| optional| possible)? extensions?)\b"
)
_TEXTS: frozenset[EntryField] = frozenset(
    {"reference", "title", "description", "category", "buyer", "supplier", "product", "cpv", "url", "stage", "ignore"}
)
_VALUES: frozenset[EntryField] = frozenset(
    {"value", "annual_value", "extended_value", "value_low", "value_high", "value_unclear"}
)
_SCALE = re.compile(r"\b(?:in )?(?:000s?|k|m|thousands?|millions?)\b")
_ANNUAL = re.compile(r"\b(?:per annum|p a|pa|annually|each year|a year|per year)\b")
_WITH_EXTENSIONS = re.compile(r"\b(?:incl?|including|with|inclusive of)\b.*\bextensions?\b")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a table means.

    Attributes:
        fields: One for each heading, empty for what is not taken. Only those in `REPEATED` stand more than once.
        headings: The same beside the headings as written, for the report.
        known: How many headings mean something, "nothing that is taken" included.
        layout: Whose set of headings it is; empty where it is none that is known.
        publisher: Who publishes files with this set; empty where many do.
        date_order: How dates are written, where the headings or their set say so.
        doubts: What is to be said of the headings.
    """

    fields: tuple[EntryField | Literal[""], ...]
    headings: tuple[Heading, ...]
    known: int
    layout: str
    publisher: str
    date_order: DateOrder | None
    doubts: tuple[Doubt, ...]

    def findings(self, here: Location) -> tuple[Finding, ...]:
        """What is to be said of the headings, which stand at `here`."""
        return doubts(self.doubts, here)


def columns_of(cells: tuple[str, ...], wording: Wording | None) -> Columns:
    """What a row of headings means; any row of text is taken, and then little of it is known."""
    keys = tuple(map(key_of, cells))
    known, layout = heading_list(), layout_of(frozenset(keys))
    own = _own(wording)
    meant = [_meaning(cell, key, own, layout, known) for cell, key in zip(cells, keys, strict=True)]
    said = [Doubt("unclear", cell) for cell, field in zip(cells, meant, strict=True) if field == "value_unclear"]
    said += _untaken(cells, keys, meant, layout, known, own)
    said += [
        Doubt("absent", heading) for heading in (wording.headings if wording else ()) if key_of(heading) not in keys
    ]
    twice = _once(cells, keys, meant, own)
    taken_instead = {doubt.heading for doubt in twice if doubt.heading != doubt.other}
    said = [doubt for doubt in said if doubt.kind != "gross" or doubt.heading not in taken_instead] + twice
    fields = tuple(_taken(field) for field in _titled(meant))
    return Columns(
        fields=fields,
        headings=tuple(Heading(cell.strip(), field) for cell, field in zip(cells, fields, strict=True)),
        known=sum(field is not None for field in meant),
        layout=layout.name if layout else "",
        publisher=layout.publisher if layout else "",
        date_order=(layout.date_order if layout else None) or _order_said(keys),
        doubts=tuple(said),
    )


def looks_like_headings(cells: tuple[str, ...]) -> int:
    """How many cells of a row are headings that are known; quick, for finding the row and the delimiter.

    >>> looks_like_headings(("Contract title", "Supplier", "Notes (if any)")), looks_like_headings(("Payroll", "12"))
    (3, 0)
    """
    common = heading_list().common
    return sum(_worded(cell, key_of(cell), common) is not None for cell in cells[:_MOST_CELLS])


def layout_of(keys: frozenset[str]) -> Layout | None:
    """The set that the headings are: the one with most of them there, of those that are recognised."""
    found = [
        (len(layout.meanings.keys() & keys), layout) for layout in heading_list().layouts if _is_layout(layout, keys)
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def _is_layout(layout: Layout, keys: frozenset[str]) -> bool:
    if layout.marks and layout.marks <= keys:
        return True
    shared = len(layout.meanings.keys() & keys)
    return shared >= max(_FEWEST_OF_A_LAYOUT, _LEAST_OF_A_LAYOUT * len(layout.meanings))


def _own(wording: Wording | None) -> Mapping[str, EntryField]:
    return {key_of(heading): field for heading, field in wording.headings.items()} if wording else {}


def _meaning(
    cell: str, key: str, own: Mapping[str, EntryField], layout: Layout | None, known: HeadingList
) -> EntryField | None:
    """What a heading means; `None` where nobody knows."""
    if key and key in own:
        return own[key]
    if layout and key in layout.meanings:
        return layout.meanings[key]
    return _worded(cell, key, known.common)


def _worded(cell: str, key: str, common: Mapping[str, EntryField]) -> EntryField | None:
    """The meaning of the words of a heading, with and without what stands beside them."""
    if not key:
        return None
    if key in common:
        return common[key]
    without = key_of(_IN_BRACKETS.sub(" ", cell))
    for words in (_bare(key), without, _bare(without)):
        field = common.get(words)
        # Of a date or a sum, what brackets say may change everything: "Value (£000s)", "End date (tender)".
        if field and (field in _TEXTS or not any(map(_bare, map(key_of, _IN_BRACKETS.findall(cell))))):
            return _adjusted(field, key)
    return None


def _bare(key: str) -> str:
    """The words of a heading without those that may stand beside them."""
    return " ".join(_BESIDE.sub(" ", key).split())


def _adjusted(field: EntryField, key: str) -> EntryField:
    """The field, by what stands beside the words: another currency, a year's worth, months, extensions."""
    words = key.split()
    if "usd" in words or "eur" in words:
        return "ignore"
    if field in {"value", "value_unclear"} and _ANNUAL.search(key):
        return "annual_value"
    if field == "term" and "months" in words:
        return "term_months"
    if field == "value" and _WITH_EXTENSIONS.search(key):
        return "extended_value"
    if field == "last_day" and _WITH_EXTENSIONS.search(key):
        return "latest_last_day"
    return field


def _untaken(
    cells: tuple[str, ...], keys: tuple[str, ...], meant: list[EntryField | None], layout: Layout | None,
    known: HeadingList, own: Mapping[str, EntryField],
) -> list[Doubt]:  # fmt: skip
    """Headings that are not known, those that look like a date or value and are none, and values with VAT."""
    said = []
    is_portal = layout is not None and bool(layout.publisher)
    for cell, key, field in zip(cells, keys, meant, strict=True):
        if field is None and key:
            said.append(Doubt("scaled" if _is_scaled(key, known) else "unknown", cell))
        elif field == "ignore" and key in known.traps and key not in own and not is_portal:
            said.append(Doubt("trap", cell, known.traps[key]))
        elif field in {"value", "annual_value"} and re.search(r"\binc(?:l|luding)? vat\b", key):
            said.append(Doubt("gross", cell))
    return said


def _is_scaled(key: str, known: HeadingList) -> bool:
    """Whether a heading is of values in thousands or millions: "Value (£000s)"."""
    return bool(_SCALE.search(key)) and known.common.get(_bare(_SCALE.sub(" ", key))) in _VALUES


def _once(
    cells: tuple[str, ...], keys: tuple[str, ...], meant: list[EntryField | None], own: Mapping[str, EntryField]
) -> list[Doubt]:
    """Leaves a field that cannot be repeated to one heading: the user's own, else what holds now, else the first."""
    said: list[Doubt] = []
    first: dict[EntryField, int] = {}
    for at in sorted(range(len(cells)), key=lambda at: (keys[at] not in own, _age(keys[at]))):
        field = meant[at]
        if field is None or field in REPEATED:
            continue
        if field in first:
            said.append(Doubt("twice", cells[at], cells[first[field]]))
            meant[at] = "ignore"
        else:
            first[field] = at
    return said


def _age(key: str) -> int:
    """How far a heading is from what holds now: an initial end is over where a current one stands beside it."""
    words = set(key.split())
    return 0 if words & {"current", "revised", "new"} else 2 if words & {"initial", "original"} else 1


def _titled(meant: list[EntryField | None]) -> list[EntryField | None]:
    """Where nothing is headed as a title or a product, what is described is the title."""
    if "description" in meant and not {"title", "product"} & set(meant):
        meant[meant.index("description")] = "title"
    return meant


def _taken(field: EntryField | None) -> EntryField | Literal[""]:
    return "" if field is None or field == "ignore" else field


def _order_said(keys: tuple[str, ...]) -> DateOrder | None:
    """The order that headings such as "Start date (dd/mm/yyyy)" say, where all that say one agree."""
    orders: set[DateOrder] = {order for key in keys for words, order in _ORDERS if words in key}
    return orders.pop() if len(orders) == 1 else None


_ORDERS: tuple[tuple[str, DateOrder], ...] = (("dd mm yy", "day-first"), ("mm dd yy", "month-first"))
