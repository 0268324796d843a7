"""Tables of the generated help pages: the fields of a group, and any other."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic import BaseModel

from sharedcli.reports.schema import Field, fields_of


def group(model: type[BaseModel]) -> Iterator[str]:
    """The fields of one group, below its name."""
    yield f"## {model.__name__}"
    yield ""
    yield " ".join((model.__doc__ or "").split())
    yield ""
    yield from table("| field | what it means | written as | example |", (_field(field) for field in fields_of(model)))


def _field(field: Field) -> tuple[str, ...]:
    example = "" if field.example is None else f"`{_as_written(field)}`"
    return f"`{field.name}`{' *' if field.required else ''}", field.description, field.words, example


def _as_written(field: Field) -> str:
    return field.example if isinstance(field.example, str) else json.dumps(field.example)


def table(head: str, rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    """A table of Markdown, its heading given as it is written."""
    yield head
    yield "|---" * (head.count("|") - 1) + "|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
