"""Plain data to a `Profile`, or to a finding for every value that cannot be read.

pydantic types the text; `loading/refusals.py` turns each of its refusals into one of our rules, with the
place in the file. Nothing stops at the first mistake.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from sharedcli.loading import rules
from sharedcli.loading.kinds import OTHER_KINDS
from sharedcli.loading.refusals import refusals, without_nothing
from sharedcli.loading.yamldoc import YamlDoc, read_yaml
from sharedcli.model.finding import Finding
from sharedcli.model.profile import Profile


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
        return self.doc is not None and _kind(self.doc) in OTHER_KINDS


def _kind(doc: YamlDoc) -> str:
    """The first key, which tells the kinds of file apart; empty where there is none."""
    return next(iter(doc.data), "") if isinstance(doc.data, dict) else ""


def read_profile(content: bytes, *, file: str) -> Reading:
    """Read one profile; whatever the bytes are, this returns and does not raise."""
    doc, findings = read_yaml(content, file=file)
    if doc is None:
        return Reading(file, None, None, findings)
    data = doc.data
    if not isinstance(data, dict) or "profile" not in data:
        kind = _kind(doc)
        said = f"This is a file of {kind}, not a profile." if kind in OTHER_KINDS else "No field 'profile' here."
        return Reading(file, doc, None, (*findings, Finding(rules.NOT_A_PROFILE, said, doc.locate(()))))
    try:
        return Reading(file, doc, Profile.model_validate(without_nothing(data)), findings)
    except ValidationError as refused:
        return Reading(file, doc, None, (*findings, *refusals(doc, Profile, refused)))
