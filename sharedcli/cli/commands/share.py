"""`sharedcli share`: who gains, who loses, who carries whom, and how to divide it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sharedcli.cli import asking, options
from sharedcli.cli.appraising import appraising
from sharedcli.model.division import LEAVES_AFTER_MONTHS, SEED

if TYPE_CHECKING:
    from sharedcli.api import Appraised
    from sharedcli.reports.share import ShareReport

NAME = "share"


@appraising
def command(
    asked: Appraised,
    *,
    which: options.Which = "proposed",
    set_up: asking.SetUp = "own",
    running: asking.Running = "own",
    savings: asking.Savings = "own",
    rule: asking.WhichRule = None,
    true_up: asking.TrueUp = "3",
    leaves_after: asking.LeavesAfter = LEAVES_AFTER_MONTHS,
    seed: asking.Seed = SEED,
) -> ShareReport:
    """Divide what sharing costs and saves: who gains, who loses, who carries whom.

    Every rule side by side, and whether some members would do better apart. With --set-up, --running and --savings one
    mix of keys in detail, with what is settled in each year; with --rule a rule that looks at the worth of every group.
    Then each member gone in turn, the smallest side payments that leave nobody worse off, and exit terms.
    """
    from sharedcli import api
    from sharedcli.reports.appraised import option_named
    from sharedcli.reports.share import ShareReport

    wishes = asking.wishes_of(
        asked.loaded, option=option_named(which), set_up=set_up, running=running, savings=savings, rule=rule,
        true_up=true_up, leaves_after=leaves_after, seed=seed,
    )  # fmt: skip
    return ShareReport(asked, wishes, api.share(asked, wishes))
