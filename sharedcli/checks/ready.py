"""Files kept beside profiles, ready to use: read and asked everything, or refused with the run that says why."""

from __future__ import annotations

from sharedcli.checks.files import run_assumptions, run_periods, run_proposals
from sharedcli.checks.run import CheckRun
from sharedcli.errors import SharedcliError
from sharedcli.loading.assumptions import overrides_of
from sharedcli.loading.folder import Input
from sharedcli.loading.periods import own_reviews
from sharedcli.model.finding import Severity
from sharedcli.model.overrides import Override
from sharedcli.model.proposals import Proposals
from sharedcli.model.spending_review import SpendingReviewPeriod


class FileNotReadyError(SharedcliError):
    """A file beside the profiles could not be read without errors; `run` says why."""

    _what = "The file cannot be used"

    def __init__(self, run_: CheckRun) -> None:
        self.run = run_
        errors = run_.count(Severity.ERROR)
        super().__init__(f"{self._what}: {errors} error{'' if errors == 1 else 's'} in the file.")


class ProposalsNotReadyError(FileNotReadyError):
    """It is a file of centres announced."""

    _what = "The proposals cannot be appraised"


class AssumptionsNotReadyError(FileNotReadyError):
    """It is a file of assumptions."""

    _what = "The assumptions cannot be used"


class PeriodsNotReadyError(FileNotReadyError):
    """It is a file of spending reviews."""

    _what = "The spending reviews cannot be used"


def load_assumptions(path: str) -> tuple[tuple[Override, ...], CheckRun]:
    """Read and check one file of assumptions, or `-` for standard input; the run holds its warnings.

    Raises:
        AssumptionsNotReadyError: It could not be read, or holds an error.
    """
    reading, checked = run_assumptions(Input(path))
    if checked.count(Severity.ERROR):
        raise AssumptionsNotReadyError(checked)
    return tuple(overrides_of(reading)), checked


def load_periods(path: str) -> tuple[tuple[SpendingReviewPeriod, ...], CheckRun]:
    """Read and check one file of spending reviews, or `-` for standard input; the run holds its warnings.

    Raises:
        PeriodsNotReadyError: It could not be read, or holds an error.
    """
    reading, checked = run_periods(Input(path))
    if checked.count(Severity.ERROR):
        raise PeriodsNotReadyError(checked)
    return tuple(own_reviews(reading)), checked


def load_proposals(path: str) -> tuple[Proposals, CheckRun]:
    """Read and check one file of centres announced, or `-` for standard input; the run holds its warnings.

    Raises:
        ProposalsNotReadyError: It could not be read, or holds an error.
    """
    reading, checked = run_proposals(Input(path))
    if reading.content is None or checked.count(Severity.ERROR):
        raise ProposalsNotReadyError(checked)
    return reading.content, checked
