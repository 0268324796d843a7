"""`sharedcli csr`: what sharing releases in cash inside each spending review, against its target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sharedcli.cli import asking, options
from sharedcli.cli.appraising import appraising
from sharedcli.cli.options import Which

if TYPE_CHECKING:
    from sharedcli.api import Appraised
    from sharedcli.reports.csr import CsrReport

NAME = "csr"


@appraising
def command(
    asked: Appraised,
    *,
    option: Which = "proposed",
    period: asking.PeriodNames = None,
    target: asking.Target = None,
    baseline: asking.Baseline = None,
) -> CsrReport:
    """Show what sharing releases in cash inside each spending review, net of cost, and what of its target that meets.

    Ongoing savings and one-off costs inside the period, before and after it, the change funding it would need before it
    helps, and how far sharing could reach at best against what councils spend.
    """
    from sharedcli.model.periods import UnknownPeriodError
    from sharedcli.reports.appraised import option_named
    from sharedcli.reports.csr import CsrReport

    aims, named = asking.aims_of(target, baseline), options.words(period)
    try:
        return CsrReport.of(asked, option=option_named(option), periods=named, aims=aims)
    except UnknownPeriodError as unknown:
        raise asking.no_period(", ".join(named), unknown, "--period") from None
