"""The sheets and columns of the workbook that a council fills in, from the declaration of the profile.

What is written in the workbook is in `reports/template.py`, how it is read back in `reading.py`; both take the places
of fields from here, so that a field added to a profile is in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from sharedcli.loading.services import services
from sharedcli.model.fields import ProfileModel
from sharedcli.model.profile import Profile, RedLine

VERSION = 1
MARK = f"sharedcli template {VERSION}"
"""What a cell of the workbook says, so that it is recognised whatever it is called."""

COUNCIL = "Council"
ANSWER, LABEL, NAME = "Your answer", "Field", "Name in the file"
ANSWERED = (LABEL, ANSWER, "How to write it", "What it means", "Example", "Needed?", NAME)
"""The headings of the sheet about the council, which has a row for each field."""
FIELDS = "Fields"
OWN_SHEETS = ("Read me", FIELDS, "Services")
"""Sheets that explain; nothing is read from them."""

_UNITS = {"_gbp": "£", "_months": "months", "_share": "share", "_fte": "full-time equivalent"}
_GOES_WITHOUT_SAYING = frozenset({"council", "conditions"})
_IN_BRACKETS, _BESIDE_THE_WORDS = re.compile(r"\([^)]*\)"), re.compile(r"[\W_]+")

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a profile, flattened: a row of the sheet about the council, a column of the others.

    Attributes:
        path: The names of the fields on the way, from the top of the profile or of its entry.
        group: The group that declares it.
        kind: The annotation of its value, or of each of its values, without `None`.
        is_list: Whether a cell may hold several.
        needed: Whether a profile without it cannot be read.
        needed_within: The outermost group that may be left out but not without this field; empty where there is none.
    """

    path: Path
    group: type[ProfileModel]
    kind: Any
    is_list: bool
    needed: bool
    needed_within: str

    @property
    def name(self) -> str:
        """As in a profile's file, such as `contract.last_day`."""
        return ".".join(self.path)

    @property
    def unit(self) -> str:
        """The unit, as the name of the field or of a group it is in says it; empty where there is none."""
        said = (unit for part in reversed(self.path) for end, unit in _UNITS.items() if part.endswith(end))
        return next(said, "")

    @property
    def heading(self) -> str:
        """In plain words, with its unit, and a star where it is needed.

        >>> [column.heading for sheet in sheets() for column in sheet.columns if column.name.endswith("notice_months")]
        ['Contract: notice (months)']
        """
        parts = self.path[self.path[0] in _GOES_WITHOUT_SAYING and len(self.path) > 1 :]
        words = ": ".join(_words(part) for part in parts)
        unit = f" ({self.unit})" if self.unit else ""
        return f"{words[0].upper()}{words[1:]}{unit}{' *' if self.needed else ''}"

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that it, or each of its values, may be; empty where it may be anything."""
        if self.path[-1] == "service":
            return ("all", *services()) if self.group is RedLine else tuple(services())
        return get_args(self.kind) if get_origin(self.kind) is Literal else ()

    def choice(self, text: str) -> str:
        """The choice that a text means however it is written, a service by its label too; else the text itself."""
        meant = said(text)
        if self.path[-1] == "service":
            labelled = (key for key, service in services().items() if said(service.label) == meant)
            text = next(labelled, text)
        return next((choice for choice in self.choices if said(choice) == meant), text)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet that is filled in: the council itself, or a list of a profile with a row for each entry."""

    title: str
    path: Path
    columns: tuple[Column, ...]

    @property
    def is_list(self) -> bool:
        """Whether it has a row for each entry, rather than a row for each field."""
        return bool(self.path)

    def place_of(self, heading: str) -> int | None:
        """Which of the columns a heading means, in plain words or by its name in the file; `None` for none of them."""
        return _places(self).get(said(heading))


@cache
def _places(sheet: Sheet) -> dict[str, int]:
    by_words = {said(column.heading): place for place, column in enumerate(sheet.columns)}
    return {said(column.name): place for place, column in enumerate(sheet.columns)} | by_words


def said(text: str) -> str:
    """What ways of writing one heading have in common.

    >>> said("Contract: notice (months) *") == said("contract -  NOTICE")
    True
    """
    return _BESIDE_THE_WORDS.sub(" ", _IN_BRACKETS.sub(" ", text)).strip().casefold()


@cache
def sheets() -> tuple[Sheet, ...]:
    """The sheets that are filled in: the council's first, then one for each list, those of the profile itself first."""
    lists: list[tuple[Path, type[ProfileModel]]] = []
    council = Sheet(COUNCIL, (), tuple(_columns(Profile, (), lists)))
    return (council, *(_sheet(path, entry) for path, entry in sorted(lists, key=lambda one: len(one[0]))))


def _sheet(path: Path, entry: type[ProfileModel]) -> Sheet:
    inner: list[tuple[Path, type[ProfileModel]]] = []
    title = _words(path[-1]).capitalize()
    sheet = Sheet(title, path, tuple(_columns(entry, (), inner)))
    if inner:
        msg = f"{title} holds a list of groups, which one row cannot"
        raise TypeError(msg)
    return sheet


def _columns(
    group: type[ProfileModel],
    path: Path,
    lists: list[tuple[Path, type[ProfileModel]]],
    *,
    needed: bool = True,
    within: str = "",
) -> Iterator[Column]:
    """The single values and lists of values of a group and of those in it; lists of groups are put into `lists`."""
    hints = get_type_hints(group, include_extras=True)
    for name, info in group.model_fields.items():
        here, (kind, is_list) = (*path, name), _kind(hints[name])
        must = info.is_required()
        if not _is_group(kind):
            # The version of the format is the one field with nothing to choose; the reader puts it in.
            if get_origin(kind) is not Literal or len(get_args(kind)) > 1:
                yield Column(here, group, kind, is_list, must and needed, within if must and not needed else "")
        elif is_list:
            lists.append((here, kind))
        else:
            outermost = within or ("" if must else ".".join(here))
            yield from _columns(kind, here, lists, needed=must and needed, within=outermost)


def _kind(annotation: Any) -> tuple[Any, bool]:  # noqa: ANN401 - a type annotation has no narrower type
    """What a value is, without `None`, and whether there may be several."""
    inside = get_args(annotation)
    if NoneType in inside:
        annotation = next(part for part in inside if part is not NoneType)
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0], True
    return annotation, False


def _is_group(kind: Any) -> bool:  # noqa: ANN401 - as above
    return isinstance(kind, type) and issubclass(kind, ProfileModel)


def _words(name: str) -> str:
    """A field's name in words, without its unit."""
    for end in _UNITS:
        name = name.removesuffix(end)
    return name.replace("_", " ")
