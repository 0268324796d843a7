"""What `validate` found: the summary for people, the record for machines, and whether it is enough to fail on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from statistics import median

from sharedcli.checks.run import CheckRun, FileResult
from sharedcli.model.finding import Finding, Rule, Severity
from sharedcli.reports.record import Value, made_by

SCHEMA = "sharedcli/validation/1"
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Validation:
    """A run of the checks, and the least severity that fails it; `None` where nothing does."""

    run: CheckRun
    fail_on: Severity | None = Severity.ERROR

    def fails(self, finding: Finding) -> bool:
        """Whether this finding is enough to fail on."""
        return self.fail_on is not None and finding.severity >= self.fail_on

    @property
    def failed(self) -> bool:
        """Whether any finding is enough to fail on."""
        return any(self.fails(finding) for finding in self.run.findings)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that were broken, by code."""
        return tuple(sorted({found.rule for found in self.run.findings}, key=lambda rule: rule.code))

    def of_file(self) -> dict[str, list[Finding]]:
        """The findings of every file, in the order the files were read; none for a file that is in order."""
        found: dict[str, list[Finding]] = {file.file: [] for file in self.run.files}
        for finding in self.run.findings:
            found.setdefault(finding.location.file, []).append(finding)
        return found

    def record(self) -> dict[str, Value]:
        """Everything found, for machines. Lines and columns count from 1; line 0 is the file as a whole."""
        return {
            "schema": SCHEMA,
            "provenance": {**made_by(self.run), "policy": _policy(self)},
            "coverage": _coverage(self.run),
            "counts": {str(level): self.run.count(level) for level in reversed(Severity)},
            "profiles": [_profile(file) for file in self.run.files if file.is_ready],
            "rules": [_rule(rule) for rule in self.rules],
            "rows": [_row(finding) for finding in self.run.findings],
        }


def json_pointer(finding: Finding) -> str:
    """The place in the data as RFC 6901 writes it, such as `/systems/0/contract/last_day`."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in finding.pointer)


def _coverage(run: CheckRun) -> dict[str, Value]:
    skipped = [{"file": file.file, "reason": _reason(file)} for file in run.skipped]
    return {"profiles": len(run.files), "used": len(run.files) - len(skipped), "skipped": skipped}


def _policy(validation: Validation) -> dict[str, Value]:
    policy = validation.run.policy
    return {
        "fail_on": "never" if validation.fail_on is None else str(validation.fail_on),
        "selected": sorted(policy.selected),
        "ignored": sorted(policy.ignored),
        "severities": {code: str(level) for code, level in sorted(policy.severities.items())},
        "least_completeness_share": policy.least_completeness_share,
    }


def _reason(file: FileResult) -> str:
    return f"{file.stopped_by.code} {file.stopped_by.name}" if file.stopped_by else "has errors"


def _profile(file: FileResult) -> dict[str, Value]:
    share = file.completeness_share
    return {
        "file": file.file,
        "council": file.council,
        "completeness_share": None if share is None else round(share, 4),
    }


def _rule(rule: Rule) -> dict[str, Value]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "summary": rule.summary,
        "why": rule.why,
        "remedy": rule.remedy,
    }


def _row(finding: Finding) -> dict[str, Value]:
    place = finding.location
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
        "severity": str(finding.severity),
        "code": finding.rule.code,
        "name": finding.rule.name,
        "pointer": json_pointer(finding),
        "message": finding.message,
    }


def summary(validation: Validation) -> str:
    """How many files, how many ready, how complete; one line."""
    run = validation.run
    ready = sum(file.is_ready for file in run.files)
    wrong = len(run.files) - ready - run.unreadable
    parts = [f"{ready:,} ready" if ready or not wrong else ""]
    parts += [f"{wrong:,} {'needs' if wrong == 1 else 'need'} changes"] if wrong else []
    parts += [f"{run.unreadable:,} could not be read"] if run.unreadable else []
    counts = Counter(finding.severity for finding in run.findings)
    levels = [_counted(counts[level], str(level)) for level in reversed(Severity) if counts[level]]
    found = f" ({', '.join(levels)})" if levels else ""
    return f"{_counted(len(run.files), 'file')}: {', '.join(filter(None, parts))}{found}.{_completeness(run)}"


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _completeness(run: CheckRun) -> str:
    """Every council by name where they are few, the least complete and the middle where they are many."""
    shares = [(file.completeness_share, file.council) for file in run.files if file.completeness_share is not None]
    if not shares:
        return ""
    if len(shares) <= _MOST_NAMED:
        return f" Completeness: {', '.join(f'{council} {share:.0%}' for share, council in shares)}."
    least, council = min(shares, key=lambda pair: (pair[0], pair[1] or ""))
    middle = median(share for share, _ in shares)
    return f" Completeness: {middle:.0%} in the middle of {len(shares):,}; least {council} {least:.0%}."
