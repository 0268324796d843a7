"""What a path stands for where profiles, assumptions and saved records may all be given."""

from __future__ import annotations

import os
from pathlib import PurePath

from sharedcli.loading.decoding import MOST_BYTES
from sharedcli.loading.folder import STANDARD_INPUT, Input, read_bytes
from sharedcli.loading.kinds import ASSUMPTIONS
from sharedcli.loading.records import MOST_BYTES as MOST_OF_A_RECORD
from sharedcli.loading.yamldoc import read_yaml
from sharedcli.model.finding import Finding
from sharedcli.model.saved import Side


def kind_of(path: str) -> Side:
    """What a folder, a file or standard input holds.

    Standard input is a saved record. JSON is told by its suffix or its first bracket, assumptions by their first
    field; whatever else it is, or if it cannot be read, it is taken for a profile, whose reader says what is wrong.
    """
    if path == STANDARD_INPUT:
        return "record"
    suffix = PurePath(path).suffix.lower()
    if suffix == ".json":
        return "record"
    if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name too long
        return "profiles"
    content = read_bytes(Input(path), most=MOST_OF_A_RECORD)
    if isinstance(content, Finding):
        return "profiles"
    if suffix not in {".yaml", ".yml"} and content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return "record"
    doc = read_yaml(content, file=path)[0] if len(content) <= MOST_BYTES else None
    is_assumptions = doc is not None and isinstance(doc.data, dict) and ASSUMPTIONS.first_field in doc.data
    return "assumptions" if is_assumptions else "profiles"
