"""The risk matrix asked for: one that ships, or a file of the user's own."""

from __future__ import annotations

from sharedcli.api import FileNotReadyError
from sharedcli.checks.files import run_matrix
from sharedcli.checks.run import CheckRun
from sharedcli.loading.folder import Input
from sharedcli.loading.risk_matrices import DEFAULT_MATRIX, risk_matrices
from sharedcli.model.finding import Severity
from sharedcli.model.risk_matrix import RiskMatrix

__all__ = ["DEFAULT_MATRIX", "MatrixNotReadyError", "load_matrix", "ships"]


class MatrixNotReadyError(FileNotReadyError):
    """It is a risk matrix."""

    _what = "The risk matrix cannot be used"

    def __init__(self, run_: CheckRun) -> None:
        super().__init__(run_)
        if run_.unreadable:
            self.args = (
                f"{self._what}: it is neither a file that can be read nor one of {', '.join(risk_matrices())}.",
            )


def ships(name: str) -> bool:
    """Whether a matrix of this name ships."""
    return name in risk_matrices()


def load_matrix(name: str) -> tuple[RiskMatrix, CheckRun | None]:
    """A matrix that ships, by its name, or read and checked from a file, with the run over it.

    Raises:
        MatrixNotReadyError: The file could not be read, or holds an error.
    """
    if ships(name):
        return risk_matrices()[name], None
    reading, checked = run_matrix(Input(name))
    if reading.content is None or checked.count(Severity.ERROR):
        raise MatrixNotReadyError(checked)
    return reading.content, checked
