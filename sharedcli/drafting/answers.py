"""Answers to single questions: which field of a profile each is for, whether it can be, and the profile they make.

A place is written as `--set` takes it: `as_at`, `council.population`, or `payroll.contract.last_day` for the system of
a service. An answer is the text a council would write into its file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from sharedcli.loading.refusals import sentences
from sharedcli.loading.services import services
from sharedcli.model.finding import Pointer
from sharedcli.model.printable import printable
from sharedcli.model.profile import Profile
from sharedcli.model.system import System

Answers = Mapping[str, str]
"""Text by place."""


@dataclass(frozen=True, slots=True)
class Place:
    """One field that holds a single value, or a list of them.

    `within` is the group it belongs to, and `service` the key of its system, empty where it is none's.
    """

    path: tuple[str, ...]
    within: type[BaseModel]
    service: str = ""

    @property
    def name(self) -> str:
        """The field's own name."""
        return self.path[-1]

    @property
    def field(self) -> FieldInfo:
        """Its declaration."""
        return self.within.model_fields[self.name]

    @property
    def is_list(self) -> bool:
        """Whether it takes several values; they are given with commas."""
        return self.field.annotation is not None and "tuple" in str(self.field.annotation)

    def pointer(self, listed: tuple[str, ...]) -> Pointer:
        """Where it is in a profile that has a system for each service of `listed`, in that order."""
        return ("systems", listed.index(self.service), *self.path) if self.service else self.path


def place_of(text: str) -> Place | str:
    """The place that a text names, or a sentence that says why it names none."""
    first, *rest = text.strip().split(".")
    service = first if first in services() else ""
    path = tuple(rest) if service else (first, *rest)
    within: type[BaseModel] = System if service else Profile
    for depth, step in enumerate(path):
        if step not in within.model_fields:
            return _no_field(step, within, at_top=not service and depth == 0)
        inner = _groups_in(within.model_fields[step].annotation)
        if depth == len(path) - 1:
            break
        if not inner:
            return f"{'.'.join(path[: depth + 1])} holds a value, not fields of its own."
        if "tuple" in str(within.model_fields[step].annotation):
            return f"{step} is a list of groups; write it in the file. A system goes by its service: payroll.status."
        within = inner[0]
    if not path or inner:
        fields = ", ".join((inner[0] if path else System).model_fields)
        return f"{printable(text)} is a group of fields; name one of them: {fields}."
    return Place(path, within, service)


def _no_field(step: str, within: type[BaseModel], *, at_top: bool) -> str:
    from difflib import get_close_matches

    known = [*within.model_fields, *(services() if at_top else ())]
    close = get_close_matches(step[:60], known, n=1)
    hint = f' Did you mean "{close[0]}"?' if close else f" There are: {', '.join(within.model_fields)}."
    return f'"{printable(step)}" is not a field here{" nor a service" if at_top else ""}.{hint}'


def _groups_in(annotation: Any) -> list[type[BaseModel]]:  # noqa: ANN401 - a type annotation has no narrower type
    parts = (annotation, *get_args(annotation))
    return [part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)]


def parts_of(place: Place, text: str) -> str | tuple[str, ...]:
    """An answer as a file would hold it: a list from what is given with commas."""
    if not place.is_list:
        return text
    return tuple(part.strip() for part in text.strip().strip("[]").split(",") if part.strip())


def refusal(place: Place, text: str) -> str:
    """Why a text cannot be the value of a place, in the words of the rule it breaks; empty where it can."""
    if not text.isprintable():
        return f"{printable(text)} holds a character that cannot be seen; write it without."
    info = place.field
    kind: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    try:
        TypeAdapter(kind).validate_python(parts_of(place, text))
    except ValidationError as refused:
        return sentences(Profile, refused, at=place.pointer((place.service,)))[0]
    return ""


def built(answers: Answers, listed: tuple[str, ...]) -> dict[str, Any]:
    """The data of a profile's file: its answers, and a system for each service of `listed`, in that order."""
    data: dict[str, Any] = {"profile": "1"}
    systems = {service: {"service": service} for service in listed}
    for text, answer in answers.items():
        place = place_of(text)
        if isinstance(place, str) or (place.service and place.service not in systems):
            continue
        group: dict[str, Any] = systems[place.service] if place.service else data
        for step in place.path[:-1]:
            group = group.setdefault(step, {})
        group[place.name] = parts_of(place, answer)
    if listed:
        data["systems"] = list(systems.values())
    return data


def profile_of(answers: Answers, listed: tuple[str, ...]) -> Profile | tuple[str, ...]:
    """The profile that answers make, or what is still wrong with it, a sentence each."""
    try:
        return Profile.model_validate(built(answers, listed))
    except ValidationError as refused:
        return sentences(Profile, refused)
