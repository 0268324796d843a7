"""Findings as text for people: file, place, severity, code and name, the line itself, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sharedcli.model.finding import Finding, Location, Severity
from sharedcli.render.screen import PIPE, Screen
from sharedcli.reports.validation import Validation

_INDENT = " " * 8
_NAME_WIDTH = 20
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
# What stands for one character in an excerpt: an escape that was put in its place, or itself.
_SHOWN = re.compile(r"\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[tnr])|.")


def render(validation: Validation, screen: Screen = PIPE) -> str:
    """All findings, file by file; empty where there are none. Lines are never cut or folded."""
    lines: list[str] = []
    for file, findings in validation.of_file().items():
        if findings:
            lines += [_paint(file, "1", on=screen.colour), *_file(findings, colour=screen.colour), ""]
    return "\n".join(lines)


def _file(findings: list[Finding], *, colour: bool) -> Iterator[str]:
    explained: set[str] = set()
    width = max(_NAME_WIDTH, *(len(finding.rule.name) for finding in findings))
    for finding in findings:
        place, rule = finding.location, finding.rule
        level = _paint(f"{finding.severity!s:<7}", _COLOURS[finding.severity], on=colour)
        yield f"  {place.where:<6} {level} {rule.code} {rule.name:<{width}} {finding.message}"
        yield from _excerpt(place)
        if rule.code not in explained:
            explained.add(rule.code)
            yield f"{_INDENT}{rule.why} {rule.remedy}"


def _excerpt(place: Location) -> Iterator[str]:
    """The line as written and a mark under the place, unless the place lies beyond what is shown."""
    if not place.excerpt.strip():
        return
    yield f"{_INDENT}| {place.excerpt}"
    shown = [len(piece[0]) for piece in _SHOWN.finditer(place.excerpt)]
    before, marked = shown[: place.column - 1], shown[place.column - 1 : place.end_column - 1]
    if marked:
        yield f"{_INDENT}| {' ' * sum(before)}{'^' * sum(marked)}"


def _paint(text: str, code: str, *, on: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if on else text
