"""The engine: every question asked, every answer given its place, what was read counted.

Profiles are read one after another and only their digest is kept, so memory does not grow with their
number by more than that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sharedcli.checks.completeness import completeness
from sharedcli.checks.digest import Digest
from sharedcli.checks.policy import Policy
from sharedcli.checks.registry import cohort_checks, profile_checks
from sharedcli.loading.folder import Input, read_bytes
from sharedcli.loading.profile import Reading, read_profile
from sharedcli.loading.rules import FILE_UNREADABLE, NOT_A_REGULAR_FILE
from sharedcli.model.finding import Finding, Severity

UNREADABLE = frozenset({FILE_UNREADABLE.code, NOT_A_REGULAR_FILE.code})


@dataclass(frozen=True, slots=True)
class FileResult:
    """What came of one file. `council` and `completeness_share` are `None` where it could not be read."""

    file: str
    council: str | None
    completeness_share: float | None
    worst: Severity | None

    @property
    def is_ready(self) -> bool:
        """Whether the profile can be appraised: it was read and holds no error."""
        return self.council is not None and (self.worst is None or self.worst < Severity.ERROR)


@dataclass(frozen=True, slots=True)
class CheckRun:
    """Every finding, in the order of file and place, and every file with what came of it."""

    findings: tuple[Finding, ...]
    files: tuple[FileResult, ...]

    def count(self, severity: Severity) -> int:
        """How many findings have exactly this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def unreadable(self) -> int:
        """How many files could not be opened at all."""
        return sum(finding.rule.code in UNREADABLE for finding in self.findings)


def open_reading(source: Input) -> Reading:
    """Read one input; a file that cannot be opened is a reading with that finding."""
    content = read_bytes(source)
    if isinstance(content, Finding):
        return Reading(source.name, None, None, (content,))
    return read_profile(content, file=source.name)


def profile_findings(reading: Reading) -> tuple[Finding, ...]:
    """What reading found, and what every question to one profile finds."""
    if reading.profile is None or reading.doc is None:
        return reading.findings
    found = list(reading.findings)
    for check in profile_checks():
        for pointer, message in check.ask(reading.profile):
            place = reading.doc.locate(pointer)
            found.append(Finding(check.rule, message, place, pointer, check.rule.severity))
    return tuple(found)


def run(sources: Iterable[Input], policy: Policy, *, on_file: Callable[[], None] = lambda: None) -> CheckRun:
    """Ask everything of every source. `on_file` is called after each, for a progress bar."""
    findings: list[Finding] = []
    read: list[tuple[Input, str | None, float | None]] = []
    digests: dict[str, Digest] = {}
    for source in sources:
        reading = open_reading(source)
        findings += policy.apply(profile_findings(reading))
        share = None
        if reading.profile is not None:
            share = completeness(reading.profile).share
            digests[source.path] = Digest.of(reading.profile, source.path)
        read.append((source, reading.profile.council.name if reading.profile else None, share))
        on_file()
    by_path = {source.path: source for source, _, _ in read}
    findings += policy.apply(cohort_findings(tuple(digests.values()), by_path.__getitem__))
    findings.sort(key=lambda finding: finding.sort_key)
    worst = _worst_by_file(findings)
    files = tuple(FileResult(src.name, council, share, worst.get(src.name)) for src, council, share in read)
    return CheckRun(tuple(findings), files)


def cohort_findings(digests: tuple[Digest, ...], source_of: Callable[[str], Input]) -> Iterator[Finding]:
    """What the questions across files find; only the files concerned are read again, to name the place."""
    hits = [(hit, check.rule) for check in cohort_checks() for hit in check.ask(digests)]
    hits.sort(key=lambda pair: pair[0][0].file)
    reading: Reading | None = None
    for (digest, pointer, message), rule in hits:
        source = source_of(digest.file)
        if reading is None or reading.file != source.name:
            reading = open_reading(source)
        if reading.doc is not None:
            yield Finding(rule, message, reading.doc.locate(pointer), pointer, rule.severity)


def _worst_by_file(findings: Iterable[Finding]) -> dict[str, Severity]:
    worst: dict[str, Severity] = {}
    for finding in findings:
        file = finding.location.file
        worst[file] = max(finding.severity, worst.get(file, Severity.NOTE))
    return worst
