"""Plain data to a `Profile`, or to a finding for every value that cannot be read.

pydantic types the text; `loading/refusals.py` turns each of its refusals into one of our rules, with the
place in the file. Nothing stops at the first mistake.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from sharedcli.loading import rules
from sharedcli.loading.refusals import refusals, without_nothing
from sharedcli.loading.yamldoc import YamlDoc, read_yaml
from sharedcli.model.finding import Finding
from sharedcli.model.profile import Profile

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
        return Reading(file, doc, Profile.model_validate(without_nothing(data)), findings)
    except ValidationError as refused:
        return Reading(file, doc, None, (*findings, *refusals(doc, Profile, refused)))
