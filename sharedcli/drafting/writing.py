"""A profile as the text of its file: what is stated, a note beside it, and every gap by name.

Only what was stated is written, in the order of the declaration, so that reading the text gives the same profile. A
character that cannot be seen is refused wherever a profile is read (CF005), so U+FFFD stands in its place.
Writing over a file that a council has written itself is in `merging.py`.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, get_origin

from sharedcli.checks.completeness import Gap
from sharedcli.loading.decoding import UNSEEN
from sharedcli.model.fields import ProfileModel
from sharedcli.model.finding import Pointer
from sharedcli.model.printable import printable
from sharedcli.model.profile import Profile

SCHEMA_FILE = "profile.schema.json"
"""The file beside a profile that an editor takes the schema from; `sharedcli schema` writes it."""

Notes = Mapping[Pointer, str]
"""What is to be said beside a value, by its place: where it was read, or why it is doubtful."""

_NO_NOTES: Notes = MappingProxyType({})
_WIDTH, _MOST_NOTE = 110, 400
# What needs no quotes in any reader of YAML 1.1 or 1.2: starts with a letter, ends without a colon or a space.
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.()&/'+-]|:(?=[^\s,]))*")
_WORDS_WITH_A_MEANING = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"})


def editor_hint(schema: str = SCHEMA_FILE) -> str:
    """The first line by which editors find the schema: a path from the file's own folder, or an address."""
    return f"# yaml-language-server: $schema={schema}"


def profile_text(
    profile: Profile, *, notes: Notes = _NO_NOTES, gaps: Iterable[Gap] = (), head: Iterable[str] = ()
) -> str:
    """The text of a profile's file.

    Args:
        profile: What is written; a field that was not set is left out, whatever its default.
        notes: Comments, one line each, by the place they are about. One about a place that the profile does not state
            stands where that would be.
        gaps: What is not stated, each written as a comment where it belongs.
        head: Comment lines that open the file, below the line for editors.
    """
    missing = _unstated(profile, notes, gaps)
    lines = [editor_hint(), *(f"# {printable(line, most=_MOST_NOTE)}".rstrip() for line in head)]
    return "\n".join((*lines, *_group(profile, (), notes, missing))) + "\n"


def entry_lines(profile: Profile, place: Pointer, *, notes: Notes, gaps: Iterable[Gap]) -> tuple[str, ...]:
    """One entry of a list of groups as its lines in the file, without an indent: its dash is the first character."""
    entry: object = profile
    for step in place:
        entry = getattr(entry, step) if isinstance(step, str) else entry[step]  # type: ignore[index]
    if not isinstance(entry, ProfileModel):
        return ()
    missing = _unstated(profile, notes, gaps)
    return tuple(line[2:] for line in _entry(tuple(_group(entry, place, notes, missing)), notes.get(place, "")))


def field_lines(fields: ProfileModel, place: Pointer, *, notes: Notes = _NO_NOTES) -> tuple[str, ...]:
    """The fields that are set of a group that stands at `place`, as lines without an indent."""
    return tuple(line for line in _group(fields, place, notes, {}) if line)


def _unstated(profile: Profile, notes: Notes, gaps: Iterable[Gap]) -> dict[Pointer, list[str]]:
    """What is said of places that the profile does not state, as comments, by the group in which they belong."""
    comments: dict[Pointer, list[str]] = {}
    absent = [place for place in notes if not _is_stated(profile, place)]
    said_of = [(place, printable(notes[place], most=_MOST_NOTE)) for place in absent]
    for place, said in (*said_of, *((gap.pointer, f"not known yet ({gap.label})") for gap in gaps)):
        group = _nearest(place[:-1], profile)
        comments.setdefault(group, []).append(f"# {'.'.join(str(step) for step in place[len(group) :])}: {said}")
    return comments


def _is_stated(profile: Profile, place: Pointer) -> bool:
    """Whether the profile has something of its own at a place."""
    at: object = profile
    for step in place:
        if isinstance(at, ProfileModel) and step in at.model_fields_set:
            at = getattr(at, str(step))
        elif isinstance(at, tuple) and isinstance(step, int) and step < len(at):
            at = at[step]
        else:
            return False
    return at is not None


def _nearest(pointer: Pointer, profile: Profile) -> Pointer:
    """The innermost group on the way to a place that the profile has."""
    at: object = profile
    for depth, step in enumerate(pointer):
        if isinstance(step, str) and isinstance(at, ProfileModel) and step not in at.model_fields_set:
            return pointer[:depth]
        at = at[step] if isinstance(at, tuple) and isinstance(step, int) else getattr(at, str(step))
    return pointer


def _group(group: ProfileModel, place: Pointer, notes: Notes, missing: Mapping[Pointer, list[str]]) -> Iterator[str]:
    """The lines of one group, without an indent of its own."""
    for name, field in type(group).model_fields.items():
        value = getattr(group, name) if name in group.model_fields_set else None
        if value is None:
            continue
        here = (*place, name)
        note = notes.get(here, "")
        if not place and _holds_groups(value):
            yield ""
        if isinstance(value, ProfileModel):
            inside = tuple(_group(value, here, notes, missing))
            yield from _with(f"{name}:" if inside else f"{name}: {{}}", note)
            yield from (f"  {line}" for line in inside)
        elif _holds_groups(value):
            yield from _with(f"{name}:", note)
            for index, entry in enumerate(value):
                yield from ("" for _ in range(bool(index and not place)))
                yield from _entry(tuple(_group(entry, (*here, index), notes, missing)), notes.get((*here, index), ""))
        else:
            is_word = get_origin(field.annotation) is Literal
            yield from _with(f"{name}: {value if is_word else _scalar(value)}", note)
    yield from missing.get(place, ())


def _holds_groups(value: object) -> bool:
    """Whether a value is a group of fields, or a list of such groups."""
    first = next(iter(value), None) if isinstance(value, tuple) else value
    return isinstance(first, ProfileModel)


def _entry(lines: tuple[str, ...], note: str) -> Iterator[str]:
    """One entry of a list of groups, below its note."""
    if note:
        yield f"  # {printable(note, most=_MOST_NOTE)}"
    yield from (f"  {'- ' if not number else '  '}{line}" for number, line in enumerate(lines))


def _with(line: str, note: str) -> Iterator[str]:
    """A line with its note at its end, or above it where both are too long for one line."""
    if not note:
        yield line
        return
    said = f"# {printable(note, most=_MOST_NOTE)}"
    if len(line) + len(said) + 2 <= _WIDTH:
        yield f"{line}  {said}"
    else:
        yield said
        yield line


def _scalar(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_listed(part) for part in value)}]"
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    if isinstance(value, int | dt.date):
        return str(value)
    return _text(str(value)) if isinstance(value, str) else str(value)


def _listed(part: object) -> str:
    """One value of a list on one line, where a comma would begin the next."""
    return _quoted(part) if isinstance(part, str) and "," in part else _scalar(part)


def _text(text: str) -> str:
    """Text so that every reader of YAML takes it for text."""
    if _PLAIN.fullmatch(text) and not text.endswith(" ") and text.casefold() not in _WORDS_WITH_A_MEANING:
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    """Text in quotes; the one line break that JSON leaves as it is would be read as a space."""
    return json.dumps(UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text), ensure_ascii=False).replace("\x85", r"\N")
