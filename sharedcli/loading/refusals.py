"""pydantic's refusals as findings: each is one of our rules, with the place in the file and what to write instead.

It serves every kind of file that is declared as a model; the suggestions for a misspelt field come from the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol, get_origin

from pydantic import BaseModel

from sharedcli.loading import rules
from sharedcli.model.finding import Finding, Location, Pointer, Rule
from sharedcli.model.printable import printable

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from sharedcli.loading.yamldoc import Plain

_RULE_OF_ERROR: Mapping[str, Rule] = {
    "missing": rules.MISSING_FIELD,
    "extra_forbidden": rules.UNKNOWN_FIELD,
    "literal_error": rules.NOT_ONE_OF,
    "model_type": rules.NOT_A_GROUP,
    "mapping_type": rules.NOT_A_GROUP,
    "dict_type": rules.NOT_A_GROUP,
    "tuple_type": rules.NOT_A_LIST,
    "too_short": rules.TOO_FEW,
    "too_long": rules.TOO_MANY,
    "less_than_equal": rules.NUMBER_OUT_OF_RANGE,
    **{rule.name: rule for rule in rules.READING_RULES},
}


_AS_SAID: Mapping[str, int] = {"systems": 2, "centres": 2, "values": 1, "spending_reviews": 2}
"""How much of a pointer goes without saying, by its first step."""


class HasPlaces(Protocol):
    """A file that knows where each of its values stands: YAML text, or a workbook."""

    def locate(self, pointer: Pointer, *, key: bool = False) -> Location:
        """The place of a value, or with `key` the place of its name."""


def without_nothing(data: dict[str, Plain]) -> dict[str, Plain]:
    """The top fields as absent where they are empty: those that hold a list have a value of their own then."""
    if None not in data.values():
        return data
    return {name: value for name, value in data.items() if value is not None}


def refusals(doc: HasPlaces, model: type[BaseModel], refused: ValidationError) -> tuple[Finding, ...]:
    """A finding for every value of the file that `model` does not take."""
    details = refused.errors(include_url=False)
    return tuple(_finding(doc, model, detail) for detail in details if not _is_long_enough(detail))


def sentences(model: type[BaseModel], refused: ValidationError, *, at: Pointer = ()) -> tuple[str, ...]:
    """What is wrong with values that stand in no file, in the words of the same rules; `at` is where they belong."""
    found = []
    for detail in refused.errors(include_url=False):
        pointer: Pointer = (*at, *detail["loc"])
        rule = rules.MISSING_FIELD if _is_empty(detail) else _RULE_OF_ERROR[detail["type"]]
        found.append(_message(rule, pointer, detail, model))
    return tuple(found)


def _is_long_enough(detail: ErrorDetails) -> bool:
    """Whether a list is called too short only because entries of it, which have findings of their own, are refused."""
    return detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"]


def _finding(doc: HasPlaces, model: type[BaseModel], detail: ErrorDetails) -> Finding:
    pointer: Pointer = detail["loc"]
    if is_name := pointer[-1:] == ("[key]",):  # the name of an entry is refused, not what it holds
        pointer = pointer[:-1]
    rule = rules.MISSING_FIELD if _is_empty(detail) else _RULE_OF_ERROR[detail["type"]]
    about_key = is_name or rule in {rules.UNKNOWN_FIELD, rules.NOT_A_GROUP}
    place = doc.locate(pointer[:-1] if rule is rules.MISSING_FIELD else pointer, key=about_key)
    return Finding(rule, _message(rule, pointer, detail, model), place, pointer)


def _is_empty(detail: ErrorDetails) -> bool:
    """Whether a value is refused for holding nothing: written empty, or only spaces."""
    return detail["type"] != "missing" and (detail["input"] is None or str(detail["input"]).isspace())


def _message(rule: Rule, pointer: Pointer, detail: ErrorDetails, model: type[BaseModel]) -> str:
    name = field_name(pointer)
    if rule is rules.MISSING_FIELD:
        return f"{name} is missing."
    if rule is rules.UNKNOWN_FIELD:
        return f'"{printable(str(pointer[-1]))}" is not a field here.{_suggestion(pointer, model)}'
    value = detail["input"]
    shown = printable(value) if isinstance(value, str) else "a list or a group of fields"
    if rule is rules.NOT_ONE_OF:
        return f"{name} is {shown}, not one of: {detail['ctx']['expected'].replace(chr(39), '')}."
    if rule is rules.TOO_FEW:
        return f"{name} {_too_few(detail['ctx'])}."
    if rule is rules.TOO_MANY:
        return f"{name} holds {detail['ctx']['actual_length']} entries; {detail['ctx']['max_length']} are the most."
    if rule in {rules.NUMBER_OUT_OF_RANGE, rules.NOT_A_GROUP, rules.NOT_A_LIST}:
        return f"{name} is {shown}."
    return f"{name} is {shown}: it {detail['msg']}."


def _too_few(counts: Mapping[str, Any]) -> str:
    if not counts["actual_length"]:
        return "is an empty list"
    held = "one entry" if counts["actual_length"] == 1 else f"{counts['actual_length']} entries"
    return f"holds {held}; {counts['min_length']} are the fewest"


def field_name(pointer: Pointer) -> str:
    """A pointer as people say it: inside a system or a centre its own fields, and an assumption by its name.

    >>> field_name(("systems", 0, "contract", "last_day")), field_name(("values", "tender_gbp", "value"))
    ('contract.last_day', 'tender_gbp.value')
    """
    said = _AS_SAID.get(str(pointer[0]), 0) if pointer else 0
    return ".".join(printable(str(part)) for part in (pointer[said:] if len(pointer) > said else pointer))


def _suggestion(pointer: Pointer, model: type[BaseModel]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(str(pointer[-1])[:60], _fields_at(pointer[:-1], model), n=1)
    return f' Did you mean "{close[0]}"?' if close else ""


def _fields_at(pointer: Pointer, model: type[BaseModel]) -> tuple[str, ...]:
    """The names of the fields that `model` has at `pointer`."""
    is_key = False
    for part in pointer:
        if isinstance(part, int) or is_key:
            is_key = False
            continue
        annotation = model.model_fields[part].annotation
        is_key = get_origin(annotation) is Mapping
        model = _model_in(annotation)
    return tuple(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel]:  # noqa: ANN401 - a type annotation has no narrower type
    """The model inside `Model`, `Model | None`, `tuple[Model, ...]` or `Mapping[str, Model]`."""
    candidates = [annotation, *getattr(annotation, "__args__", ())]
    return next(kind for kind in candidates if isinstance(kind, type) and issubclass(kind, BaseModel))
