"""The option that names a risk matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sharedcli.cli.messages import used
from sharedcli.cli.options import file_beside

if TYPE_CHECKING:
    from sharedcli.model.risk_matrix import RiskMatrix

OPTION = "--matrix"
Matrix = Annotated[
    str | None,
    typer.Option(
        OPTION,
        metavar="5x5|4x4|6x4|FILE",
        help="The risk matrix: one of these, or a file of your own (help/risks.md).  [default: 5x5]",
    ),
]


def matrix_of(word: str, *, quiet: bool = False) -> RiskMatrix:
    """The matrix asked for: one that ships, or a file. What is found in a file is said on standard error.

    Raises:
        MatrixNotReadyError: The file holds an error.
    """
    from sharedcli import api

    if word in api.matrices():
        return api.matrices()[word]
    matrix, _ = used(file_beside(word, OPTION) or word, api.load_matrix, quiet=quiet)
    return matrix
