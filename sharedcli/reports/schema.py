"""The JSON Schema of each kind of file, for editors, from the same declarations that read it.

An editor's YAML reader guesses at types where ours does not: it takes `2028` for a number, a product called 365 too,
and `42_000`, depending on its age, for a number or for text. The schema allows both where ours reads both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from sharedcli.drafting.writing import SCHEMA_FILE, editor_hint
from sharedcli.loading.importers.wording import Wording
from sharedcli.loading.parameters import parameters
from sharedcli.loading.services import services
from sharedcli.model import fields
from sharedcli.model.assumptions_file import AssumptionsFile
from sharedcli.model.periods_file import PeriodsFile
from sharedcli.model.printable import printable
from sharedcli.model.profile import Profile, RedLine
from sharedcli.model.proposals import Centre, Proposals
from sharedcli.model.risk_matrix import RiskMatrix
from sharedcli.model.system import System
from sharedcli.reports.choices import choice_meanings
from sharedcli.reports.record import Value
from sharedcli.reports.snippets import SNIPPETS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of value is written: in words, and as a schema."""

    words: str
    schema: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a group, as a person who fills it in needs to know it."""

    name: str
    words: str
    description: str
    required: bool
    example: Value
    schema: Mapping[str, Value]


def _digits(kind: str, pattern: str, says: str, **limits: float) -> Schema:
    """One group of rules, not one for each type: editors then say which rule is broken. A limit is about numbers."""
    return {"type": [kind, "string"], **limits, "pattern": pattern, "patternErrorMessage": f"It takes {says}."}


_PLAIN = r"^[0-9](_?[0-9]){0,17}(\.[0-9]{1,6})?$"
_SIGNED = f"^-?{_PLAIN[1:]}"
_WHOLE = r"^[0-9](_?[0-9]){0,8}$"
_YEAR_NAME = "^[0-9]{4}-[0-9]{2}$"
_PART_OF_DATE = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_A_DAY, _A_DATE = "a date written 2028-03-31", "a date written 2028-03-31, 2028-03 or 2028"
_DAY: Schema = {
    "type": "string",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "patternErrorMessage": f"It takes {_A_DAY}.",
}
_DATE = _digits("integer", _PART_OF_DATE, _A_DATE, minimum=fields.EARLIEST.year, maximum=fields.LATEST.year)
_YEAR: Schema = {
    "type": "string",
    "pattern": _YEAR_NAME,
    "patternErrorMessage": "It takes a financial year such as 2026-27.",
}
_NUMBER = _digits("number", _PLAIN, "plain digits such as 42000 or 42_000", minimum=0)
_SIGNED_NUMBER = _digits("number", _SIGNED, "plain digits such as 42000, 0.1 or -0.05")
_COUNT = _digits("integer", _WHOLE, "a whole number such as 6", minimum=0)

# Compared, not hashed: an annotation is not always hashable. Pounds and Number are the same to a reader.
_KINDS: tuple[tuple[object, Kind], ...] = (
    (fields.Text, Kind("text, up to 300 characters", {"type": ["string", "number"], "maxLength": 300})),
    (fields.Pounds, Kind("plain digits", _NUMBER)),
    (fields.SignedNumber, Kind("plain digits, or with a minus sign", _SIGNED_NUMBER)),
    (fields.Count, Kind("a whole number", _COUNT)),
    (fields.Months, Kind("whole months, 0 to 600", {**_COUNT, "maximum": 600})),
    (fields.Share, Kind("a share from 0 to 1", {"type": "number", "minimum": 0, "maximum": 1})),
    (fields.Day, Kind("a day: 2028-03-31", _DAY)),
    (fields.ContractDate, Kind("a date as far as known: 2028-03-31, 2028-03, 2028", _DATE)),
    (fields.PriceYear, Kind("a financial year: 2026-27", _YEAR)),
)  # fmt: skip


def profile_schema() -> Schema:
    """The schema of a whole profile, draft 2020-12; the same every time."""
    return _schema(Profile, "sharedcli profile")


def proposals_schema() -> Schema:
    """The schema of a file of centres announced."""
    return _schema(Proposals, "sharedcli proposals")


def assumptions_schema() -> Schema:
    """The schema of a file of assumptions; its names are those of the parameters."""
    return _schema(AssumptionsFile, "sharedcli assumptions")


def periods_schema() -> Schema:
    """The schema of a file of spending reviews."""
    return _schema(PeriodsFile, "sharedcli spending reviews")


def matrix_schema() -> Schema:
    """The schema of a risk matrix."""
    return _schema(RiskMatrix, "sharedcli risk matrix")


def headings_schema() -> Schema:
    """The schema of a file of headings."""
    return _schema(Wording, "sharedcli headings")


KINDS: Mapping[str, Callable[[], Schema]] = MappingProxyType(
    {
        "profile": profile_schema,
        "proposals": proposals_schema,
        "assumptions": assumptions_schema,
        "spending_reviews": periods_schema,
        "matrix": matrix_schema,
        "headings": headings_schema,
    }
)
"""The kinds of file that have a schema, by their first key."""


def schema_file(kind: str) -> str:
    """What the schema of a kind of file is called where it stands beside such files."""
    return SCHEMA_FILE if kind == "profile" else f"{kind}.schema.json"


def first_line(path: str) -> str:
    """The line by which editors find a schema, at the top of a file in the same folder."""
    return editor_hint(printable(PurePath(path).name, most=255))


def _schema(whole: type[BaseModel], title: str) -> Schema:
    groups = {model.__name__: _group(model) for model in models(whole)}
    top = groups.pop(whole.__name__)
    return {"$schema": DIALECT, "title": title, **top, "$defs": groups}


def models(whole: type[BaseModel] = Profile) -> tuple[type[BaseModel], ...]:
    """The groups of fields a kind of file is made of, each before those it holds."""
    found: list[type[BaseModel]] = [whole]
    for model in found:
        for annotation in get_type_hints(model, include_extras=True).values():
            inner = _model_in(annotation)
            if inner is not None and inner not in found:
                found.append(inner)
    return tuple(found)


def fields_of(model: type[BaseModel]) -> Iterator[Field]:
    """The fields of one group, in the order of the declaration."""
    hints = get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        kind = _service_kind(model) if name == "service" else _kind(hints[name])
        example = (info.examples or [None])[0]
        yield Field(
            name=name,
            words=kind.words,
            description=info.description or "",
            required=info.is_required(),
            example=_typed(example, kind.schema),
            schema=kind.schema,
        )


def _group(model: type[BaseModel]) -> Schema:
    members = tuple(fields_of(model))
    snippets = SNIPPETS.get(model.__name__)
    return {
        "type": "object",
        "description": " ".join((model.__doc__ or "").split()),
        "additionalProperties": False,
        "required": [field.name for field in members if field.required],
        "properties": {field.name: _property(field) for field in members},
        **({"defaultSnippets": snippets} if snippets else {}),
    }


def _property(field: Field) -> Schema:
    shown: Schema = {"description": field.description}
    if field.example is not None:
        shown["examples"] = [field.example]
    return {**shown, **field.schema}


def _kind(annotation: Any) -> Kind:  # noqa: ANN401 - a type annotation has no narrower type
    for known, kind in _KINDS:
        if annotation == known:
            return kind
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return _choice(inside)
    if origin in {Union, UnionType}:
        (inner,) = (_kind(part) for part in inside if part is not NoneType)
        return Kind(inner.words, _or_nothing(inner.schema))
    if origin is tuple:
        inner = _kind(inside[0])
        return Kind(f"a list, each {inner.words}", {"type": "array", "items": inner.schema})
    if origin is Mapping and inside[0] == fields.PriceYear:
        inner = _kind(inside[1])
        pattern: Schema = {
            "type": "object",
            "additionalProperties": False,
            "patternProperties": {_YEAR_NAME: inner.schema},
        }
        return Kind("a group: per cent under each financial year", pattern)
    if origin is Mapping:
        return _by_parameter(inside[1]) if _model_in(inside[1]) else _by_name(_kind(inside[1]))
    return Kind(f"a group: {annotation.__name__}", {"$ref": f"#/$defs/{annotation.__name__}"})


def _choice(values: tuple[str, ...]) -> Kind:
    either = [as_editor for value in values for as_editor in _as_editors_take(value)]
    meanings = choice_meanings(values)
    told: Schema = {"enumDescriptions": [meanings[value] for value in values]} if meanings else {}
    return Kind("one of: " + ", ".join(values), {"enum": either, **told})


def _as_editors_take(value: str) -> tuple[Value, ...]:
    """A word as our reader has it and, before it, as an editor does: a format version is a number, `true` no text."""
    if value in {"true", "false"}:
        return (value == "true", value)
    return (int(value), value) if value.isdecimal() else (value,)


def _by_parameter(model: type[BaseModel]) -> Kind:
    """A group whose names are those of the parameters."""
    properties: Schema = {
        name: {"description": f"{one.label}. Unit: {one.unit}.", "$ref": f"#/$defs/{model.__name__}"}
        for name, one in sorted(parameters().items())
    }
    words = f"a group: a {model.__name__} under the name of each parameter"
    return Kind(words, {"type": "object", "additionalProperties": False, "properties": properties})


def _by_name(kind: Kind) -> Kind:
    """A group whose names are the file's own."""
    words = f"a group: under each name {kind.words}"
    return Kind(words, {"type": "object", "additionalProperties": kind.schema})


def _or_nothing(schema: Mapping[str, Value]) -> Schema:
    """A field may be left empty; that is read as not known."""
    types = schema.get("type")
    if types is not None and "enum" not in schema:
        return {**schema, "type": [*_list(types), "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _list(value: Value) -> list[Value]:
    return list(value) if isinstance(value, list) else [value]


def _service_kind(model: type[BaseModel]) -> Kind:
    known = {key: f"{service.label}: {service.description}" for key, service in services().items()}
    if model is RedLine:
        known["all"] = "Every service."
    elif model not in {System, Centre}:
        msg = f"{model.__name__} has a field called service of no known kind"
        raise TypeError(msg)
    return Kind("a service of the list", {"enum": list(known), "enumDescriptions": list(known.values())})


def _typed(example: Any, schema: Mapping[str, Value]) -> Value:  # noqa: ANN401 - examples are declared as text or lists
    """An example as an editor would write it: numbers without quotes."""
    if isinstance(example, list):
        return [_typed(part, _COUNT) for part in example]
    is_number = "pattern" in schema and {"number", "integer"} & set(_list(schema.get("type")))
    return int(example) if is_number and isinstance(example, str) and example.isdecimal() else example


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - as above
    candidates = (annotation, *get_args(annotation))
    return next((part for part in candidates if isinstance(part, type) and issubclass(part, BaseModel)), None)
