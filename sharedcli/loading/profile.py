"""Plain data to a `Profile`, or to a finding for every value that cannot be read.

pydantic types the text; this module turns each of its refusals into one of our rules, with the place in
the file. Nothing stops at the first mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from sharedcli.loading import rules
from sharedcli.loading.yamldoc import Plain, YamlDoc, read_yaml
from sharedcli.model.finding import Finding, Pointer, Rule
from sharedcli.model.printable import printable
from sharedcli.model.profile import Profile

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_RULE_OF_ERROR: Mapping[str, Rule] = {
    "missing": rules.MISSING_FIELD,
    "extra_forbidden": rules.UNKNOWN_FIELD,
    "literal_error": rules.NOT_ONE_OF,
    "model_type": rules.NOT_A_GROUP,
    "tuple_type": rules.NOT_A_LIST,
    "too_short": rules.TOO_FEW,
    "too_long": rules.TOO_MANY,
    "less_than_equal": rules.NUMBER_OUT_OF_RANGE,
    **{rule.name: rule for rule in rules.READING_RULES},
}

OTHER_KINDS = frozenset({"assumptions", "proposals"})
"""First keys of the other files a user may keep in a folder of profiles."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One file, read. `doc` is `None` where the text has no tree, `profile` where a value cannot be read."""

    file: str
    doc: YamlDoc | None
    profile: Profile | None
    findings: tuple[Finding, ...]

    @property
    def is_of_another_kind(self) -> bool:
        """Whether the file's first key says that it is another of the user's files, not a profile."""
        data = self.doc.data if self.doc else None
        return isinstance(data, dict) and next(iter(data), "") in OTHER_KINDS


def read_profile(content: bytes, *, file: str) -> Reading:
    """Read one profile; whatever the bytes are, this returns and does not raise."""
    doc, findings = read_yaml(content, file=file)
    if doc is None:
        return Reading(file, None, None, findings)
    data = doc.data
    if not isinstance(data, dict) or "profile" not in data:
        place = doc.locate(())
        return Reading(file, doc, None, (*findings, Finding(rules.NOT_A_PROFILE, "No field 'profile' here.", place)))
    try:
        return Reading(file, doc, Profile.model_validate(_without_nothing(data)), findings)
    except ValidationError as refused:
        details = refused.errors(include_url=False)
        return Reading(file, doc, None, (*findings, *(_finding(doc, detail) for detail in details)))


def _without_nothing(data: dict[str, Plain]) -> dict[str, Plain]:
    """The top fields, `systems` among them, as absent where they are empty: they have a value of their own then."""
    if None not in data.values():
        return data
    return {name: value for name, value in data.items() if value is not None}


def _finding(doc: YamlDoc, detail: ErrorDetails) -> Finding:
    pointer: Pointer = detail["loc"]
    rule = rules.MISSING_FIELD if _is_empty(detail) else _RULE_OF_ERROR[detail["type"]]
    about_key = rule in {rules.UNKNOWN_FIELD, rules.NOT_A_GROUP}
    place = doc.locate(pointer[:-1] if rule is rules.MISSING_FIELD else pointer, key=about_key)
    return Finding(rule, _message(rule, pointer, detail), place, pointer)


def _is_empty(detail: ErrorDetails) -> bool:
    """Whether a value is refused for holding nothing: written empty, or only spaces."""
    return detail["type"] != "missing" and (detail["input"] is None or str(detail["input"]).isspace())


def _message(rule: Rule, pointer: Pointer, detail: ErrorDetails) -> str:
    name = field_name(pointer)
    if rule is rules.MISSING_FIELD:
        return f"{name} is missing."
    if rule is rules.UNKNOWN_FIELD:
        return f'"{printable(str(pointer[-1]))}" is not a field here.{_suggestion(pointer)}'
    value = detail["input"]
    shown = printable(value) if isinstance(value, str) else "a list or a group of fields"
    if rule is rules.NOT_ONE_OF:
        return f"{name} is {shown}, not one of: {detail['ctx']['expected'].replace(chr(39), '')}."
    if rule is rules.TOO_FEW:
        return f"{name} is an empty list."
    if rule is rules.TOO_MANY:
        return f"{name} holds {detail['ctx']['actual_length']} entries; {detail['ctx']['max_length']} are the most."
    if rule in {rules.NUMBER_OUT_OF_RANGE, rules.NOT_A_GROUP, rules.NOT_A_LIST}:
        return f"{name} is {shown}."
    return f"{name} is {shown}: it {detail['msg']}."


def field_name(pointer: Pointer) -> str:
    """A pointer as people say it: inside a system, the system's own fields.

    >>> field_name(("systems", 0, "contract", "last_day"))
    'contract.last_day'
    """
    inner = pointer[2:] if pointer[:1] == ("systems",) and len(pointer) > 2 else pointer
    return ".".join(printable(str(part)) for part in inner)


def _suggestion(pointer: Pointer) -> str:
    from difflib import get_close_matches

    close = get_close_matches(str(pointer[-1])[:60], _fields_at(pointer[:-1]), n=1)
    return f' Did you mean "{close[0]}"?' if close else ""


def _fields_at(pointer: Pointer) -> tuple[str, ...]:
    """The names of the fields the profile has at `pointer`."""
    model: type[BaseModel] = Profile
    for part in pointer:
        if isinstance(part, str):
            model = _model_in(model.model_fields[part].annotation)
    return tuple(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel]:  # noqa: ANN401 - a type annotation has no narrower type
    """The model inside `Model`, `Model | None` or `tuple[Model, ...]`."""
    candidates = [annotation, *getattr(annotation, "__args__", ())]
    return next(kind for kind in candidates if isinstance(kind, type) and issubclass(kind, BaseModel))
