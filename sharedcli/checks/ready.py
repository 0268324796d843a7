"""Files kept beside profiles, ready to use: read and asked everything, or refused with the run that says why."""

from __future__ import annotations

from sharedcli.checks.files import run_assumptions, run_matrix, run_periods, run_proposals, run_wording
from sharedcli.checks.policy import Policy
from sharedcli.checks.run import CheckRun, run
from sharedcli.errors import SharedcliError
from sharedcli.loading.assumptions import overrides_of
from sharedcli.loading.folder import Input
from sharedcli.loading.importers.wording import Wording
from sharedcli.loading.kinds import FileReading, Model
from sharedcli.loading.periods import own_reviews
from sharedcli.loading.risk_matrices import risk_matrices
from sharedcli.model.finding import Severity
from sharedcli.model.overrides import Override
from sharedcli.model.profile import Profile
from sharedcli.model.proposals import Proposals
from sharedcli.model.risk_matrix import RiskMatrix
from sharedcli.model.spending_review import SpendingReviewPeriod


class FileNotReadyError(SharedcliError):
    """A file beside the profiles could not be read without errors; `run` says why."""

    _what = "The file cannot be used"

    def __init__(self, run_: CheckRun) -> None:
        self.run = run_
        super().__init__(f"{self._what}: {self._why()}.")

    def _why(self) -> str:
        errors = self.run.count(Severity.ERROR)
        return f"{errors} error{'' if errors == 1 else 's'} in the file"


class ProfileNotReadyError(FileNotReadyError):
    """It is one profile, a value of which cannot be read."""

    _what = "The profile cannot be used"


class ProposalsNotReadyError(FileNotReadyError):
    """It is a file of centres announced."""

    _what = "The proposals cannot be appraised"


class AssumptionsNotReadyError(FileNotReadyError):
    """It is a file of assumptions."""

    _what = "The assumptions cannot be used"


class PeriodsNotReadyError(FileNotReadyError):
    """It is a file of spending reviews."""

    _what = "The spending reviews cannot be used"


class MatrixNotReadyError(FileNotReadyError):
    """It is a risk matrix."""

    _what = "The risk matrix cannot be used"

    def _why(self) -> str:
        if not self.run.unreadable:
            return super()._why()
        return f"it is neither a file that can be read nor one of {', '.join(risk_matrices())}"


class WordingNotReadyError(FileNotReadyError):
    """It is a file of headings."""

    _what = "The file of headings cannot be used"


def load_profile(path: str) -> tuple[Profile, CheckRun]:
    """Read one profile, or `-` for standard input, whatever the checks say of it; the run holds what they say.

    Raises:
        ProfileNotReadyError: It could not be read, or a value of it cannot.
    """
    read: list[Profile] = []
    checked = run((Input(path),), Policy(), on_profile=lambda _file, profile: read.append(profile))
    if not read:
        raise ProfileNotReadyError(checked)
    return read[0], checked


def load_assumptions(path: str) -> tuple[tuple[Override, ...], CheckRun]:
    """Read and check one file of assumptions, or `-` for standard input; the run holds its warnings.

    Raises:
        AssumptionsNotReadyError: It could not be read, or holds an error.
    """
    reading, checked = run_assumptions(Input(path))
    return tuple(overrides_of(_ready(reading, checked, AssumptionsNotReadyError))), checked


def load_periods(path: str) -> tuple[tuple[SpendingReviewPeriod, ...], CheckRun]:
    """Read and check one file of spending reviews, or `-` for standard input; the run holds its warnings.

    Raises:
        PeriodsNotReadyError: It could not be read, or holds an error.
    """
    reading, checked = run_periods(Input(path))
    return tuple(own_reviews(_ready(reading, checked, PeriodsNotReadyError))), checked


def load_proposals(path: str) -> tuple[Proposals, CheckRun]:
    """Read and check one file of centres announced, or `-` for standard input; the run holds its warnings.

    Raises:
        ProposalsNotReadyError: It could not be read, or holds an error.
    """
    reading, checked = run_proposals(Input(path))
    return _content(_ready(reading, checked, ProposalsNotReadyError)), checked


def load_matrix(path: str) -> tuple[RiskMatrix, CheckRun]:
    """Read and check one risk matrix, or `-` for standard input; the run holds its warnings.

    Raises:
        MatrixNotReadyError: It could not be read, or holds an error.
    """
    reading, checked = run_matrix(Input(path))
    return _content(_ready(reading, checked, MatrixNotReadyError)), checked


def load_wording(path: str) -> tuple[Wording, CheckRun]:
    """Read and check one file of headings, or `-` for standard input; the run holds its warnings.

    Raises:
        WordingNotReadyError: It could not be read, or holds an error.
    """
    reading, checked = run_wording(Input(path))
    return _content(_ready(reading, checked, WordingNotReadyError)), checked


def _ready(reading: FileReading[Model], checked: CheckRun, refused: type[FileNotReadyError]) -> FileReading[Model]:
    if reading.content is None or checked.count(Severity.ERROR):
        raise refused(checked)
    return reading


def _content(reading: FileReading[Model]) -> Model:
    if reading.content is None:
        raise ValueError("a file that is ready has content")
    return reading.content
