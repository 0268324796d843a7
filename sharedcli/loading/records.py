"""Saved records: JSON that a run of ours wrote, back to `SavedRecord`, or the reason why it cannot be.

A record is a file from somewhere, so nothing in it is believed before it is looked at. What is not needed to compare
two runs is passed over, so that a later version may say more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, NoReturn, TypeVar

from sharedcli.errors import SharedcliError
from sharedcli.loading.folder import Input, read_bytes
from sharedcli.model.finding import Finding
from sharedcli.model.printable import printable
from sharedcli.model.saved import (
    MOST,
    SavedAssumption,
    SavedConsortium,
    SavedFigure,
    SavedInput,
    SavedPart,
    SavedRecord,
    SavedRow,
    Scalar,
)

MOST_BYTES = 64 * 1024 * 1024
"""Six times the record of all councils in England with sixteen services."""

_SCHEMA = re.compile(r"sharedcli/([a-z-]+)/(\d{1,9})", re.ASCII)
_VERSIONS = {"assessment": 1}
"""The version that is read of each kind; others are read where they have figures or rows."""

_LONGEST_TEXT, _LONGEST_NUMBER = 2000, 30
_IS_COUNCILS = {"council_code", "council"}
_NAMES_A_ROW = (("id",), ("service", "council_code"), ("service", "option"))

Group = Mapping[str, Any]
Key = TypeVar("Key", bound=Hashable)
Held = TypeVar("Held")


class RecordRefusedError(SharedcliError):
    """A saved record cannot be read; the message says why."""


class _OddError(ValueError):
    """Something in a record is not what it must be; the text says where and what."""


def load_record(path: str) -> SavedRecord:
    """Read one saved record, or `-` for standard input.

    Raises:
        RecordRefusedError: It cannot be opened, is no JSON, or is no record of ours.
    """
    source = Input(path)
    content = read_bytes(source, most=MOST_BYTES)
    if isinstance(content, Finding):
        msg = f"{source.name}: {content.message}"
        raise RecordRefusedError(msg)
    return read_record(content, name=source.name)


def read_record(content: bytes, *, name: str) -> SavedRecord:
    """The record in the bytes of a file that is called `name`.

    Raises:
        RecordRefusedError: The bytes are no JSON, or no record of ours.
    """
    try:
        text = content.decode("utf-8-sig")
        data = json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_constant, parse_int=_whole)
    except UnicodeDecodeError:
        problem = "it is not UTF-8 text; write it anew with --output, not through a shell that changes the encoding"
    except json.JSONDecodeError as broken:
        problem = f"it is not whole JSON: line {broken.lineno}, column {broken.colno}: {broken.msg}"
    except RecursionError:
        problem = "its lists and groups are nested too deeply for a record of ours"
    except _OddError as odd:
        problem = str(odd)
    else:
        return saved(data, name=name)
    msg = f"{name} cannot be read: {problem}."
    raise RecordRefusedError(msg)


def saved(data: object, *, name: str) -> SavedRecord:
    """What two runs are compared by, of a record as it stands: of this run, or of another read from its file.

    Raises:
        RecordRefusedError: It is no record of ours, or a value in it is not what it must be.
    """
    try:
        return _record(data, name)
    except _OddError as odd:
        msg = f"{name} cannot be compared: {odd}."
        raise RecordRefusedError(msg) from None


def _record(data: object, name: str) -> SavedRecord:
    if not isinstance(data, Mapping) or not isinstance(data.get("schema"), str):
        _odd('it is no record of sharedcli, which begins with "schema"; write one with --format json')
    schema = printable(data["schema"])
    known = _SCHEMA.fullmatch(schema)
    if known is None:
        _odd(f"it is of the schema {schema}, which is none of ours")
    newest = _VERSIONS.get(known[1])
    if newest is not None and int(known[2]) != newest:
        _odd(f"it is version {known[2]} of its kind of record, and this sharedcli reads version {newest}")
    if not {"figures", "rows"} & data.keys():
        _odd(f"{schema} has neither figures nor rows")
    rests_on = _group(data, "provenance")
    return SavedRecord(
        name=name,
        schema=schema,
        parts=(_part(data), *map(_part, _groups(data, "earlier"))),
        inputs=tuple(SavedInput(_text(one, "file"), _text(one, "sha256")) for one in _groups(rests_on, "inputs")),
        assumptions=dict(_once(_assumptions(rests_on), "an assumption")),
        skipped=tuple(
            (_text(one, "file"), _text(one, "reason")) for one in _groups(_group(data, "coverage"), "skipped")
        ),
    )


def _assumptions(rests_on: Group) -> Iterator[tuple[str, SavedAssumption]]:
    for one in _groups(rests_on, "assumptions_changed"):
        source = one.get("source")
        told = _text(source, "title") if isinstance(source, Mapping) else _text(one, "source")
        name = _text(one, "name")
        ends = _scalar(one, "low"), _scalar(one, "high")
        before = _scalar(one, "low_before"), _scalar(one, "high_before")
        yield name, SavedAssumption(name, _scalar(one, "value"), _scalar(one, "before"), told, ends, before)


def _part(part: Group) -> SavedPart:
    rows = tuple(_rows(part, "rows"))
    return SavedPart(
        settings={name: text for name, text in _settings(part) if text},
        figures={_cleaned(name): _figure(name, part["figures"]) for name in _group(part, "figures")},
        rows=dict(_once(((row.key, row) for row in rows), "a row")),
        options=dict(_once(((row.key, row) for row in _rows(part, "options")), "an option")),
        consortia=tuple(_consortia(part)),
        names={
            str(row.facts["council_code"]): str(row.facts["council"])
            for row in rows
            if row.facts.keys() >= _IS_COUNCILS
        },
    )


def _settings(part: Group) -> Iterator[tuple[str, str]]:
    rests_on = _group(part, "provenance")
    years = _group(rests_on, "horizon")
    yield "as_at", _text(part, "as_at")
    yield "delivery_model", _text(part, "delivery_model")
    for name in ("price_base", "discount_rate", "deflator", "version"):
        yield name, _text(rests_on, name)
    yield "horizon", " to ".join(filter(None, (_text(years, "first_year"), _text(years, "last_year"))))


def _figure(name: str, figures: Group) -> SavedFigure:
    figure = _group(figures, name)
    return SavedFigure(_scalar(figure, "value"), _text(figure, "unit"))


def _rows(part: Group, name: str) -> Iterator[SavedRow]:
    for row in _groups(part, name):
        facts = {_cleaned(fact): _scalar(row, fact) for fact in row}
        keys = next((names for names in _NAMES_A_ROW if all(facts.get(each) for each in names)), None)
        if keys is None:
            _odd(f"an entry of {name} names neither an id nor a service with a council or an option")
        yield SavedRow(tuple(str(facts[each]) for each in keys), facts)


def _consortia(part: Group) -> Iterator[SavedConsortium]:
    for one in _groups(part, "consortia"):
        if "id" not in one:  # another kind of record lists them in another way
            continue
        members = one.get("members")
        if not isinstance(members, list) or not all(isinstance(member, str) for member in members):
            _odd("the members of a consortium are no list of codes")
        codes = tuple(sorted({_cleaned(member) for member in members}))
        yield SavedConsortium(
            _text(one, "id"), _text(one, "service"), codes, _text(one, "product"), _text(one, "go_live")
        )


def _group(within: Group, name: str) -> Group:
    found = within.get(name)
    if found is None:
        return {}
    if not isinstance(found, Mapping):
        _odd(f"{_cleaned(name)} is no group")
    return found


def _groups(within: Group, name: str) -> Iterable[Group]:
    found = within.get(name)
    if found is None:
        return ()
    if not isinstance(found, list | tuple) or not all(isinstance(one, Mapping) for one in found):
        _odd(f"{_cleaned(name)} is no list of groups")
    return found


def _text(within: Group, name: str) -> str:
    found = _scalar(within, name)
    return "" if found is None else str(found)


def _scalar(within: Group, name: str) -> Scalar:
    """One plain value; a list is a text, its entries by alphabet."""
    found = within.get(name)
    if isinstance(found, str):
        return _cleaned(found)
    if found is None or isinstance(found, bool):
        return found
    if isinstance(found, int | float):
        if not -MOST <= found <= MOST:  # what is no number lies nowhere
            _odd(f"{_cleaned(name)} is {found:g}, which cannot be")
        return found
    if isinstance(found, list | tuple):
        return _cleaned("; ".join(sorted(map(_entry, found))))
    return _odd(f"{_cleaned(name)} is a group, not a value")


def _entry(one: object) -> str:
    """An entry of a list in words: `opens 2028-10, closes 2028-12`."""
    if isinstance(one, Mapping):
        return ", ".join(f"{name} {held}" for name, held in one.items())
    return str(one)


def _once(pairs: Iterable[tuple[Key, Held]], what: str) -> Iterator[tuple[Key, Held]]:
    seen: set[Key] = set()
    for key, held in pairs:
        if key in seen:
            told = " ".join(map(str, key)) if isinstance(key, tuple) else str(key)
            _odd(f"{what} is given twice: {told}")
        seen.add(key)
        yield key, held


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    group = dict(pairs)
    if len(group) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        _odd(f'"{_cleaned(twice)}" is given twice in one group')
    return group


def _no_constant(word: str) -> NoReturn:
    _odd(f"{word} is no number")


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        _odd(f"a number has {len(digits):,} digits")
    return int(digits)


def _cleaned(text: str) -> str:
    return printable(text, most=_LONGEST_TEXT)


def _odd(problem: str) -> NoReturn:
    raise _OddError(problem)
