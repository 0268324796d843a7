"""Findings as workflow commands, which GitHub shows beside the lines of a change."""

from __future__ import annotations

from sharedcli.model.finding import Finding, Severity
from sharedcli.render.screen import PIPE, Screen
from sharedcli.reports.validation import Validation

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(validation: Validation, _screen: Screen = PIPE) -> str:
    """One command to a line; empty where there is no finding."""
    return "".join(_command(finding) + "\n" for finding in validation.run.findings)


def _command(finding: Finding) -> str:
    place, rule = finding.location, finding.rule
    properties = {"file": place.file.replace("\\", "/")}
    if place.line:
        properties |= {"line": str(place.line), "col": str(place.column), "endColumn": str(place.end_column)}
    properties["title"] = f"{rule.code} {rule.name}"
    shown = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {shown}::{_data(f'{finding.message} {rule.remedy}')}"


def _data(text: str) -> str:
    """Text behind the second pair of colons, where only these characters mean anything."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
