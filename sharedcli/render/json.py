"""A record to JSON: the same bytes every time, and one row to a line, so that changes can be read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sharedcli.reports.record import Record, Recorded, Value

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False).encode


def render(result: Recorded, *, colour: bool = False) -> str:  # noqa: ARG001 - machines see no colour
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
        return _group(value, indent)
    if isinstance(value, Sequence) and value and isinstance(value[0], Mapping):
        rows = ",\n".join(f"{indent}  {_encode(row)}" for row in value)
        return f"[\n{rows}\n{indent}]"
    return _encode(value)
