"""A record to JSON: the same bytes every time, and one row to a line, so that changes can be read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sharedcli.render.screen import PIPE, Screen
from sharedcli.reports.record import Record, Recorded, Value

_OPENED = 2  # spaces of indent; a group of plain values deeper than that is one line
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False).encode


def render(result: Recorded, _screen: Screen = PIPE) -> str:
    """The record of a result as JSON text."""
    return render_json(result.record())


def render_json(record: Record) -> str:
    """The record as JSON text that ends in a line break; keys keep their order.

    >>> print(render_json({"schema": "x/1", "rows": [{"a": 1}, {"a": 2}], "none": []}), end="")
    {
      "schema": "x/1",
      "rows": [
        {"a": 1},
        {"a": 2}
      ],
      "none": []
    }
    """
    return _group(record, "") + "\n"


def _group(group: Mapping[str, Value], indent: str) -> str:
    if not group:
        return "{}"
    inner = indent + "  "
    members = ",\n".join(f"{inner}{_encode(key)}: {_member(value, inner)}" for key, value in group.items())
    return f"{{\n{members}\n{indent}}}"


def _member(value: Value, indent: str) -> str:
    if isinstance(value, Mapping):
        return _encode(value) if _is_flat(value) and len(indent) > _OPENED else _group(value, indent)
    if isinstance(value, Sequence) and value and isinstance(value[0], Mapping):
        rows = ",\n".join(f"{indent}  {_encode(row)}" for row in value)
        return f"[\n{rows}\n{indent}]"
    return _encode(value)


def _is_flat(group: Mapping[str, Value]) -> bool:
    return not any(isinstance(value, Mapping | list | tuple) for value in group.values())
