"""What a file has written at some places, for whoever wants to look it up: the text as it stands, and its line."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sharedcli.loading.folder import Input, read_bytes
from sharedcli.loading.yamldoc import Plain, read_yaml
from sharedcli.model.finding import Finding, Location, Pointer
from sharedcli.model.printable import printable


@dataclass(frozen=True, slots=True)
class Written:
    """A value as it is written, safe to print, and where. `text` is empty for what is not one value."""

    text: str
    place: Location


def written(file: str, sha256: str | None, pointers: Iterable[Pointer]) -> Mapping[Pointer, Written]:
    """What a file has at some places; those it does not have are left out.

    A file that cannot be read again, standard input for one, or that no longer holds what was read, has the places of
    nothing: a wrong line is worse than none.
    """
    content = read_bytes(Input(file))
    if isinstance(content, Finding) or hashlib.sha256(content).hexdigest() != sha256:
        return {}
    doc, _ = read_yaml(content, file=file)
    if doc is None:
        return {}
    found = {pointer: _at(doc.data, pointer) for pointer in pointers}
    return {
        pointer: Written(printable(value) if isinstance(value, str) else "", doc.locate(pointer))
        for pointer, value in found.items()
        if value is not None
    }


def _at(data: Plain, pointer: Pointer) -> Plain:
    for step in pointer:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data
