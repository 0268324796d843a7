"""`sharedcli savings`: what each consortium saves, by line, year and member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sharedcli.cli import options
from sharedcli.cli.appraising import appraising

if TYPE_CHECKING:
    from sharedcli.api import Appraised
    from sharedcli.reports.savings import SavingsReport

NAME = "savings"


@appraising
def command(asked: Appraised, *, which: options.Which = "proposed") -> SavingsReport:
    """Show what each consortium saves against each council going its own way.

    First what everybody spends if nothing changes, then what sharing makes of it: line by line, step by step, by
    financial year and by member. The economic case and the cash view are kept apart, and so are cash and staff time.
    """
    from sharedcli.reports.appraised import option_named
    from sharedcli.reports.savings import SavingsReport

    return SavingsReport(asked, option_named(which))
