"""`sharedcli incentives`: funding gaps, the penalty test, the price of each red line."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated

import typer

from sharedcli.cli.appraising import appraising
from sharedcli.cli.options import Which
from sharedcli.model.printable import printable

if TYPE_CHECKING:
    from sharedcli.api import Appraised
    from sharedcli.reports.incentives import IncentivesReport

NAME = "incentives"

By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="PERIOD",
        help="Nobody out of pocket by the end of this: a spending review such as CSR2007, or a financial year such as "
        "2010-11.  [default: the review in force]",
    ),
]
Penalty = Annotated[
    str | None,
    typer.Option("--penalty", metavar="GBP", help="A penalty a year for refusing: who would join, and what it does."),
]


@appraising
def command(
    asked: Appraised, *, option: Which = "proposed", by: By = None, penalty: Penalty = None
) -> IncentivesReport:
    """Show what would bring councils in: funding, a penalty, a red line lifted; and what each does to the public total.

    The smallest grant that leaves nobody out of pocket by the end of a period, the peak cash need of each council,
    the penalty at which refusing costs a council as much as joining, and what each red line forgoes.
    """
    from sharedcli.model.periods import UnknownPeriodError
    from sharedcli.reports.incentives import IncentivesReport

    gbp = _pounds(penalty)
    try:
        return IncentivesReport.of(asked, option=option, by=by, penalty_gbp=gbp)
    except UnknownPeriodError as unknown:
        msg = f"{printable(by or '')}: {unknown}"
        raise typer.BadParameter(msg, param_hint="--by") from None


def _pounds(text: str | None) -> float | None:
    """Pounds a year, above zero; commas and a pound sign are read."""
    if text is None:
        return None
    try:
        gbp = float(text.strip().removeprefix("£").replace(",", ""))
    except ValueError:
        gbp = math.nan
    if not 0 < gbp < math.inf:
        msg = f"{printable(text)} is not a sum of pounds above zero; write it as 50000."
        raise typer.BadParameter(msg, param_hint="--penalty")
    return gbp
