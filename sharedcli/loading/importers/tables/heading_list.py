"""The shipped list of what headings mean, `vocabulary/headings.yaml`, as values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import cast, get_args

import yaml

from sharedcli.errors import PackageDataError
from sharedcli.loading.importers.importer import DateOrder
from sharedcli.loading.importers.wording import EntryField

_ROOM, _FILE = "vocabulary", "headings.yaml"
_LONGEST = 300
_FIELDS = frozenset(get_args(EntryField))
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SIGNS = re.compile(r"[\W_]+")
_SIGNS_THAT_COUNT = (("&amp;", " and "), ("&", " and "), ("$", " usd "), ("€", " eur "))
# The base loader guesses at nothing. The C one is there wherever libyaml is.
_Loader: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Layout:
    """A set of headings that one publisher or standard uses. `meanings` and `marks` are by `key_of`.

    `publisher` is empty and `date_order` `None` where the set does not tell.
    """

    name: str
    publisher: str
    date_order: DateOrder | None
    marks: frozenset[str]
    meanings: Mapping[str, EntryField]


@dataclass(frozen=True, slots=True)
class HeadingList:
    """What headings mean: in a known set, in any other register (`common`), and what some are instead (`traps`)."""

    layouts: tuple[Layout, ...]
    common: Mapping[str, EntryField]
    traps: Mapping[str, str]
    written: Mapping[str, str]
    """A heading of each key as somebody writes it."""


def key_of(heading: str) -> str:
    """A heading without what does not count: capitals, signs, spaces; nothing is left of one that is too long.

    >>> key_of("CONTRACT_START_DATE "), key_of("contractPeriod_startDate"), key_of("Annual value (€)")
    ('contract start date', 'contract period start date', 'annual value eur')
    """
    return "" if len(heading) > _LONGEST else _key(heading)


@lru_cache(maxsize=4096)
def _key(heading: str) -> str:
    for sign, word in _SIGNS_THAT_COUNT:
        heading = heading.replace(sign, word)
    return _SIGNS.sub(" ", _HUMP.sub(" ", heading)).strip().casefold()


@cache
def heading_list() -> HeadingList:
    """The list that ships; raises `PackageDataError` for an entry that is wrong."""
    return read_heading_list(files("sharedcli").joinpath(_ROOM).joinpath(_FILE).read_text(encoding="utf-8"))


def read_heading_list(text: str) -> HeadingList:
    """The list that the text of such a file holds.

    Raises:
        PackageDataError: An entry is wrong, or two sets disagree and `common` does not say which holds elsewhere.
    """
    try:
        tree = yaml.load(text, Loader=_Loader)  # noqa: S506 - the base loader makes nothing but text
    except yaml.YAMLError as wrong:
        msg = f"{_FILE} is not YAML: {wrong}"
        raise PackageDataError(msg) from wrong
    groups = _group(tree, "the file")
    common_group = _group(groups.get("common"), "common")
    settled, recalled, traps = (
        _group(group, name)
        for name, group in (
            ("settled", common_group.get("settled")),
            ("recalled", common_group.get("recalled")),
            ("traps", groups.get("traps")),
        )
    )
    named = {name: _group(entry, name) for name, entry in _group(groups.get("layouts"), "layouts").items()}
    common: dict[str, EntryField] = dict(_read(settled.items()))
    layouts = tuple(_layout(name, entry) for name, entry in named.items())
    _take_over(layouts, common)
    pairs = [(heading, field) for field, headings in recalled.items() for heading in _texts(headings, field)]
    for key, field in _read(pairs):
        common.setdefault(key, field)
    for key in map(key_of, traps):
        common.setdefault(key, "ignore")
    of_layouts = (heading for entry in named.values() for heading in _group(entry.get("headings"), "headings"))
    written: dict[str, str] = {}
    for heading in (*settled, *(one for one, _ in pairs), *of_layouts, *traps):
        written.setdefault(key_of(heading), heading)
    traps_by_key = {key_of(heading): str(why) for heading, why in traps.items()}
    return HeadingList(layouts, MappingProxyType(common), MappingProxyType(traps_by_key), MappingProxyType(written))


def _take_over(layouts: Iterable[Layout], common: dict[str, EntryField]) -> None:
    settled = frozenset(common)
    by: dict[str, str] = {}
    for layout in layouts:
        for key, field in layout.meanings.items():
            if key in settled:
                continue
            if common.setdefault(key, field) != field:
                msg = f"{_FILE}: {layout.name} and {by[key]} disagree about {key!r}, and common does not settle it"
                raise PackageDataError(msg)
            by[key] = layout.name


def _layout(name: str, entry: Mapping[str, object]) -> Layout:
    order = entry.get("date_order")
    if order is not None and order not in get_args(DateOrder):
        raise _wrong(name, "has a date_order that nobody reads")
    meanings = dict(_read(_group(entry.get("headings"), name).items()))
    marks = frozenset(map(key_of, _texts(entry.get("marks", []), name)))
    if marks - meanings.keys():
        raise _wrong(name, "has marks that are none of its headings")
    publisher = str(entry.get("publisher", ""))
    return Layout(name, publisher, cast("DateOrder | None", order), marks, MappingProxyType(meanings))


def _read(pairs: Iterable[tuple[str, object]]) -> Iterator[tuple[str, EntryField]]:
    for heading, field in pairs:
        if field not in _FIELDS:
            raise _wrong(heading, f"means {field!r}, which is no field")
        yield key_of(heading), cast("EntryField", field)


def _group(value: object, name: str) -> Mapping[str, object]:
    if not isinstance(value, dict) or not value:
        raise _wrong(name, "is not a group of fields")
    return value


def _texts(value: object, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(part, str) and part for part in value):
        raise _wrong(name, "is not a list of single values")
    return tuple(value)


def _wrong(name: str, what: str) -> PackageDataError:
    return PackageDataError(f"{_FILE}: {name} {what}")
