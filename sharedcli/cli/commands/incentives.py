"""`sharedcli incentives`: funding gaps, the penalty test, the price of each red line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sharedcli.cli import asking
from sharedcli.cli.appraising import appraising
from sharedcli.cli.options import Which

if TYPE_CHECKING:
    from sharedcli.api import Appraised
    from sharedcli.reports.incentives import IncentivesReport

NAME = "incentives"


@appraising
def command(
    asked: Appraised, *, option: Which = "proposed", by: asking.By = None, penalty: asking.Penalty = None
) -> IncentivesReport:
    """Show what would bring councils in: funding, a penalty, a red line lifted; and what each does to the public total.

    The smallest grant that leaves nobody out of pocket by the end of a period, the peak cash need of each council,
    the penalty at which refusing costs a council as much as joining, and what each red line forgoes.
    """
    from sharedcli.model.periods import UnknownPeriodError
    from sharedcli.reports.appraised import option_named
    from sharedcli.reports.incentives import IncentivesReport

    gbp = asking.penalty_of(penalty)
    try:
        return IncentivesReport.of(asked, option=option_named(option), by=by, penalty_gbp=gbp)
    except UnknownPeriodError as unknown:
        raise asking.no_period(by, unknown) from None
