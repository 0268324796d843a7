"""The engine: every question asked, every answer given its place, what was read counted.

Profiles are read one after another and only their digest is kept, so memory does not grow with their
number by more than that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from sharedcli.checks.completeness import completeness
from sharedcli.checks.digest import Digest
from sharedcli.checks.policy import Policy
from sharedcli.checks.registry import PROFILE_TOO_INCOMPLETE, cohort_checks, profile_checks
from sharedcli.loading.folder import STANDARD_INPUT, Input, read_bytes
from sharedcli.loading.profile import Reading, read_profile
from sharedcli.loading.rules import FILE_UNREADABLE, NOT_A_REGULAR_FILE
from sharedcli.model.finding import Finding, Location, Rule, Severity
from sharedcli.model.printable import printable
from sharedcli.model.profile import Profile

if TYPE_CHECKING:
    from sharedcli.loading.importers.template.reading import TemplateReading

UNREADABLE = frozenset({FILE_UNREADABLE.code, NOT_A_REGULAR_FILE.code})


@dataclass(frozen=True, slots=True)
class FileResult:
    """What came of one file. `council` and `completeness_share` are `None` where it holds no readable profile.

    `stopped_by` is the rule that kept it from being read, and `sha256` is `None` where it could not be opened.
    """

    file: str
    council: str | None
    completeness_share: float | None
    worst: Severity | None
    stopped_by: Rule | None
    sha256: str | None

    @property
    def is_ready(self) -> bool:
        """Whether the profile can be appraised: it was read and holds no error."""
        return self.council is not None and (self.worst is None or self.worst < Severity.ERROR)

    @property
    def trouble(self) -> str:
        """Why the profile cannot be appraised, in a word or two."""
        return self.stopped_by.name if self.stopped_by else "has errors"

    @property
    def could_be_opened(self) -> bool:
        """Whether there was a file at all that could be opened."""
        return self.stopped_by is None or self.stopped_by.code not in UNREADABLE


@dataclass(frozen=True, slots=True)
class CheckRun:
    """Every finding, in the order of file and place, and every file with what came of it."""

    findings: tuple[Finding, ...]
    files: tuple[FileResult, ...]
    policy: Policy

    def count(self, severity: Severity) -> int:
        """How many findings have exactly this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def skipped(self) -> tuple[FileResult, ...]:
        """The files that are not ready to appraise."""
        return tuple(file for file in self.files if not file.is_ready)

    @property
    def unreadable(self) -> int:
        """How many files could not be opened at all."""
        return sum(not file.could_be_opened for file in self.files)


def open_reading(source: Input) -> Reading:
    """Read one input; a file that cannot be opened is a reading with that finding."""
    return _reading_of(read_bytes(source), source)


def _reading_of(content: bytes | Finding, source: Input) -> Reading:
    if isinstance(content, Finding):
        return Reading(source.name, None, None, (content,))
    return read_profile(content, file=source.name)


def profile_findings(reading: Reading | TemplateReading) -> tuple[Finding, ...]:
    """What reading found, and what every question to one profile finds."""
    if reading.profile is None or reading.doc is None:
        return reading.findings
    found = list(reading.findings)
    for check in profile_checks():
        for pointer, message in check.ask(reading.profile):
            place = reading.doc.locate(pointer)
            found.append(Finding(check.rule, message, place, pointer, check.rule.severity))
    return tuple(found)


def run(
    sources: Iterable[Input],
    policy: Policy,
    *,
    on_file: Callable[[], None] = lambda: None,
    on_profile: Callable[[str, Profile], None] = lambda _file, _profile: None,
) -> CheckRun:
    """Ask everything of every source.

    A file whose first key says that it is no profile is left alone, unless it is the only one named.
    `on_file` is called after each file, for a progress bar; `on_profile` with each profile that could be
    read and the name of its file, for whoever wants to keep it.
    """
    findings: list[Finding] = []
    read: dict[str, Input] = {}
    results: list[FileResult] = []
    digests: list[Digest] = []
    held: Reading | None = None
    inputs = tuple(sources)
    for source in inputs:
        content = read_bytes(source)
        reading = _reading_of(content, source)
        if reading.is_of_another_kind and (source.within is not None or len(inputs) > 1):
            on_file()
            continue
        read[source.path] = source
        result = _result(source, content, reading)
        results.append(result)
        findings += _kept(reading, policy)
        findings += _too_incomplete(result, policy)
        if reading.profile is not None:
            digests.append(Digest.of(reading.profile, source.path))
            on_profile(source.name, reading.profile)
        if source.path == STANDARD_INPUT:
            held = reading
        on_file()

    findings += policy.apply(cohort_findings(tuple(digests), partial(_again, read, held)))
    findings.sort(key=lambda finding: finding.sort_key)
    worst = worst_by_file(findings)
    files = (replace(result, worst=worst[result.file]) if result.file in worst else result for result in results)
    return CheckRun(tuple(findings), tuple(files), policy)


def _again(read: Mapping[str, Input], held: Reading | None, path: str) -> Reading:
    """A file read once more; standard input can be read only once, so that reading was held."""
    return held if held is not None and path == STANDARD_INPUT else open_reading(read[path])


def _result(source: Input, content: bytes | Finding, reading: Reading) -> FileResult:
    profile = reading.profile
    return FileResult(
        file=source.name,
        council=printable(profile.council.name) if profile else None,
        completeness_share=completeness(profile).share if profile else None,
        worst=None,
        stopped_by=None
        if profile
        else next((f.rule for f in reading.findings if f.rule.severity is Severity.ERROR), None),
        sha256=hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else None,
    )


def _kept(reading: Reading, policy: Policy) -> list[Finding]:
    """The findings that count; whatever kept a file from being read counts always."""
    found = profile_findings(reading)
    if reading.profile is not None:
        return policy.apply(found)
    return policy.rank(found)


def _too_incomplete(result: FileResult, policy: Policy) -> list[Finding]:
    share, least = result.completeness_share, policy.least_completeness_share
    if share is None or share >= least:
        return []
    message = f"{result.council} is {share:.1%} complete; {least:.1%} is asked for."
    return policy.apply([Finding(PROFILE_TOO_INCOMPLETE, message, Location(result.file))])


def cohort_findings(digests: tuple[Digest, ...], reading_of: Callable[[str], Reading]) -> Iterator[Finding]:
    """What the questions across files find; only the files concerned are read again, to name the place."""
    hits = [(hit, check.rule) for check in cohort_checks() for hit in check.ask(digests)]
    hits.sort(key=lambda pair: pair[0][0].file)
    path, reading = "", None
    for (digest, pointer, message), rule in hits:
        if reading is None or digest.file != path:
            path, reading = digest.file, reading_of(digest.file)
        place = reading.doc.locate(pointer) if reading.doc is not None else Location(reading.file)
        yield Finding(rule, message, place, pointer, rule.severity)


def worst_by_file(findings: Iterable[Finding]) -> dict[str, Severity]:
    """The worst severity found in each file that has any."""
    worst: dict[str, Severity] = {}
    for finding in findings:
        file = finding.location.file
        worst[file] = max(finding.severity, worst.get(file, Severity.NOTE))
    return worst
