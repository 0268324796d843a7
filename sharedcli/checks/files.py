"""The run over one file of a kind that is kept beside profiles: read, every question asked, every answer placed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from sharedcli.checks.policy import Policy
from sharedcli.checks.registry import (
    FileCheck,
    assumptions_checks,
    matrix_checks,
    periods_checks,
    proposals_checks,
    wording_checks,
)
from sharedcli.checks.run import CheckRun, FileResult, worst_by_file
from sharedcli.loading.folder import Input, read_bytes
from sharedcli.loading.importers.wording import Wording
from sharedcli.loading.kinds import (
    ASSUMPTIONS,
    MATRIX,
    PERIODS,
    PROPOSALS,
    WORDING,
    FileKind,
    FileReading,
    Model,
    read_file,
)
from sharedcli.loading.yamldoc import Plain
from sharedcli.model.assumptions_file import AssumptionsFile
from sharedcli.model.finding import Finding, Pointer, Severity
from sharedcli.model.periods_file import PeriodsFile
from sharedcli.model.proposals import Proposals
from sharedcli.model.risk_matrix import RiskMatrix


def run_proposals(source: Input) -> tuple[FileReading[Proposals], CheckRun]:
    """Read one file of centres announced and ask everything of it."""
    return _run(source, PROPOSALS, proposals_checks())


def run_assumptions(source: Input) -> tuple[FileReading[AssumptionsFile], CheckRun]:
    """Read one file of assumptions and ask everything of it."""
    return _run(source, ASSUMPTIONS, assumptions_checks())


def run_periods(source: Input) -> tuple[FileReading[PeriodsFile], CheckRun]:
    """Read one file of spending reviews and ask everything of it."""
    return _run(source, PERIODS, periods_checks())


def run_matrix(source: Input) -> tuple[FileReading[RiskMatrix], CheckRun]:
    """Read one risk matrix and ask everything of it."""
    return _run(source, MATRIX, matrix_checks())


def run_wording(source: Input) -> tuple[FileReading[Wording], CheckRun]:
    """Read one file of headings and ask everything of it."""
    return _run(source, WORDING, wording_checks())


def _run(
    source: Input, kind: FileKind[Model], checks: Iterable[FileCheck[Model]]
) -> tuple[FileReading[Model], CheckRun]:
    content = read_bytes(source)
    if isinstance(content, Finding):
        reading: FileReading[Model] = FileReading(source.name, None, None, (content,))
    else:
        reading = read_file(content, kind, file=source.name)
    found = sorted(_findings(reading, checks), key=lambda finding: finding.sort_key)
    stopped_by = None if reading.content else next(f.rule for f in found if f.severity is Severity.ERROR)
    sha256 = hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else None
    file = FileResult(source.name, None, None, worst_by_file(found).get(source.name), stopped_by, sha256)
    return reading, CheckRun(tuple(found), (file,), Policy())


def _findings(reading: FileReading[Model], checks: Iterable[FileCheck[Model]]) -> Iterator[Finding]:
    yield from reading.findings
    content = reading.content or reading.rest
    if content is None or reading.doc is None:
        return
    for check in checks:
        for pointer, message in check.ask(content):
            place = reading.doc.locate(pointer, key=_is_group(reading.doc.data, pointer))
            yield Finding(check.rule, message, place, pointer, check.rule.severity)


def _is_group(data: Plain, pointer: Pointer) -> bool:
    """Whether a group stands there: its place is that of its name, since its first field may be lines below."""
    for step in pointer:
        data = data[step]  # type: ignore[index]
    return isinstance(data, dict)
