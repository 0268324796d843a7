"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines concerned."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import quote

from sharedcli import __version__
from sharedcli.model.finding import Finding, Location, Rule
from sharedcli.render.screen import PIPE, Screen
from sharedcli.reports.record import Value
from sharedcli.reports.validation import Validation, json_pointer

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "pointer/v1"
_WINDOWS_DRIVE = re.compile(r"[A-Za-z]:/")


def render(validation: Validation, _screen: Screen = PIPE) -> str:
    """One run with the rules that were broken, the files read with their hashes, and a result for each finding."""
    number = {rule.code: index for index, rule in enumerate(validation.rules)}
    seen: Counter[str] = Counter()
    run: dict[str, Value] = {
        "tool": {"driver": _driver(validation)},
        "invocations": [{"executionSuccessful": validation.run.unreadable == 0}],
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(file.file, file.sha256) for file in validation.run.files],
        "results": [_result(finding, number, seen) for finding in validation.run.findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _driver(validation: Validation) -> Mapping[str, Value]:
    rules = [_rule(rule) for rule in validation.rules]
    return {"name": "sharedcli", "semanticVersion": __version__, "rules": rules}


def _rule(rule: Rule) -> Mapping[str, Value]:
    words = "".join(part.capitalize() for part in rule.name.split("-"))
    return {
        "id": rule.code,
        "name": words,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why} {rule.remedy}"},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _artifact(file: str, sha256: str | None) -> Mapping[str, Value]:
    artifact: dict[str, Value] = {"location": {"uri": uri(file)}}
    return artifact if sha256 is None else {**artifact, "hashes": {"sha-256": sha256}}


def _result(finding: Finding, number: Mapping[str, int], seen: Counter[str]) -> Mapping[str, Value]:
    physical: dict[str, Value] = {"artifactLocation": {"uri": uri(finding.location.file)}}
    if finding.location.line:
        physical["region"] = _region(finding.location)
    return {
        "ruleId": finding.rule.code,
        "ruleIndex": number[finding.rule.code],
        "level": str(finding.severity),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {_FINGERPRINT: _fingerprint(finding, seen)},
    }


def _region(place: Location) -> Mapping[str, Value]:
    region = {"startLine": place.line, "startColumn": place.column, "endColumn": max(place.end_column, place.column)}
    return {**region, "snippet": {"text": place.excerpt}} if place.excerpt else region


def _fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """The same for the same mistake after lines were added above it; equal ones in a file are numbered."""
    what = "\n".join((finding.rule.code, finding.location.file.replace("\\", "/"), json_pointer(finding)))
    seen[what] += 1
    return hashlib.sha256(f"{what}\n{seen[what]}".encode("utf-8", "backslashreplace")).hexdigest()[:32]


def uri(file: str) -> str:
    """A path as a URI reference: relative stays relative.

    >>> uri("councils/East Vale.yaml"), uri("C:/councils/a.yaml")
    ('councils/East%20Vale.yaml', 'file:///C%3A/councils/a.yaml')
    """
    path = file.replace("\\", "/")
    quoted = quote(path, errors="backslashreplace")
    if path.startswith("/"):
        return f"file://{quoted}"
    return f"file:///{quoted}" if _WINDOWS_DRIVE.match(path) else quoted
