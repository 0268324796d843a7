"""`sharedcli risk`: what could go otherwise, how likely, and what it would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sharedcli.cli import asking, options
from sharedcli.cli.appraising import appraising
from sharedcli.cli.matrix import Matrix, matrix_of
from sharedcli.model.division import SEED
from sharedcli.model.drawing import DRAWS, Drawing

if TYPE_CHECKING:
    from sharedcli.api import Appraised
    from sharedcli.reports.risk import RiskReport

NAME = "risk"


@appraising
def command(
    asked: Appraised,
    *,
    which: options.Which = "proposed",
    draws: asking.Draws = DRAWS,
    seed: asking.Seed = SEED,
    matrix: Matrix = None,
) -> RiskReport:
    """Show what could go otherwise: likely ranges, one input at a time, and a register of risks with their pounds.

    Futures are drawn for each consortium: prices, overruns as of published IT projects, delay, members that withdraw.
    P10 to P95, the chance of a net saving and of payback inside the spending review, never a mean. Then what each
    input could do by itself, how wrong it must be before nothing is gained, and the risks to manage: what, how likely,
    how much, by when, whose.
    """
    from sharedcli.reports.appraised import option_named
    from sharedcli.reports.risk import RiskReport

    found = None if matrix is None else matrix_of(matrix)
    return RiskReport.of(asked, option=option_named(which), drawing=Drawing(seed, draws), matrix=found)
