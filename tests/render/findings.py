"""Findings made by hand, for the tests of the formats."""

from __future__ import annotations

from sharedcli.checks.policy import Policy
from sharedcli.checks.run import CheckRun, FileResult
from sharedcli.model.finding import Finding, Location, Rule, Severity
from sharedcli.reports.validation import Validation

RULE = Rule("CF203", "date-not-iso", Severity.ERROR, "A date.", "Why it matters.", "What to do.")
NOTE = Rule("CF313", "most-one-off-missing", Severity.NOTE, "A gap.", "Why: 100%, really.", "Fill it in.")
UNREAD = Rule("CF001", "file-unreadable", Severity.ERROR, "Not opened.", "It is missing.", "Check the path.")


def finding(
    rule: Rule = RULE,
    *,
    message: str = "It is wrong.",
    file: str = "a.yaml",
    line: int = 3,
    column: int = 5,
    width: int = 4,
    excerpt: str = "key: value",
    pointer: tuple[str | int, ...] = ("systems", 0, "contract"),
) -> Finding:
    end = column + width if line else 0
    place = Location(file, line, column if line else 0, end, excerpt if line else "")
    return Finding(rule, message, place, pointer, rule.severity)


def result(file: str, **changes: object) -> FileResult:
    usual: dict[str, object] = {
        "file": file,
        "council": "Ambleford",
        "completeness_share": 0.5,
        "worst": None,
        "stopped_by": None,
        "sha256": "0" * 64,
    }
    return FileResult(**{**usual, **changes})  # type: ignore[arg-type]


def validation(
    *findings: Finding, files: tuple[FileResult, ...] = (), fail_on: Severity | None = Severity.ERROR
) -> Validation:
    named = {found.location.file: result(found.location.file) for found in findings}
    ordered = tuple(sorted(findings, key=lambda found: found.sort_key))
    return Validation(CheckRun(ordered, files or tuple(named.values()), Policy()), fail_on)
