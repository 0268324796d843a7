"""Plain data to `Proposals`, or to a finding for every value that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ValidationError

from sharedcli.loading import rules
from sharedcli.loading.refusals import refusals, without_nothing
from sharedcli.loading.yamldoc import YamlDoc, read_yaml
from sharedcli.model.finding import Finding
from sharedcli.model.proposals import Proposals


@dataclass(frozen=True, slots=True)
class ProposalsReading:
    """One file of centres, read. `doc` is `None` where the text has no tree, `proposals` where a value is wrong."""

    file: str
    doc: YamlDoc | None
    proposals: Proposals | None
    findings: tuple[Finding, ...]


def read_proposals(content: bytes, *, file: str) -> ProposalsReading:
    """Read one proposals file; whatever the bytes are, this returns and does not raise."""
    doc, findings = read_yaml(content, file=file)
    if doc is None:
        return ProposalsReading(file, None, None, findings)
    data = doc.data
    if not isinstance(data, dict) or "proposals" not in data:
        what = "This is a profile" if isinstance(data, dict) and "profile" in data else "No field 'proposals' here"
        missing = Finding(rules.NOT_PROPOSALS, f"{what}.", doc.locate(()))
        return ProposalsReading(file, doc, None, (*findings, missing))
    try:
        return ProposalsReading(file, doc, Proposals.model_validate(without_nothing(data)), findings)
    except ValidationError as refused:
        return ProposalsReading(file, doc, None, (*findings, *refusals(doc, Proposals, refused)))
