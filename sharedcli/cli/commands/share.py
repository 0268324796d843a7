"""`sharedcli share`: who gains, who loses, who carries whom, and how to divide it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sharedcli.cli import options
from sharedcli.cli.appraising import appraising
from sharedcli.cli.splits import WAYS, check_key, key_of
from sharedcli.model.division import LEAVES_AFTER_MONTHS, SEED, Mix, Rule, ShareWishes

if TYPE_CHECKING:
    from sharedcli.api import Appraised
    from sharedcli.reports.share import ShareReport

NAME = "share"

SetUp = Annotated[
    str, typer.Option("--set-up", metavar="KEY", callback=check_key, help=f"Divide set-up costs by: {WAYS}.")
]
Running = Annotated[
    str, typer.Option("--running", metavar="KEY", callback=check_key, help="Divide the joint running cost, likewise.")
]
Savings = Annotated[
    str, typer.Option("--savings", metavar="KEY", callback=check_key, help="Pool what is left and divide it, likewise.")
]
WhichRule = Annotated[
    Literal["side-payments", "shapley", "dual-price", "least-core", "nucleolus"] | None,
    typer.Option("--rule", help="Show this rule in detail, in place of keys."),
]
TrueUp = Annotated[
    str, typer.Option("--true-up", metavar="PCT", help="A difference from the estimate that is not settled.")
]
LeavesAfter = Annotated[
    int, typer.Option("--leaves-after", metavar="MONTHS", min=0, help="A member leaves so long after everybody is in.")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Of the orders drawn where members are more than 15.")]


@appraising
def command(
    asked: Appraised,
    *,
    which: options.Which = "proposed",
    set_up: SetUp = "own",
    running: Running = "own",
    savings: Savings = "own",
    rule: WhichRule = None,
    true_up: TrueUp = "3",
    leaves_after: LeavesAfter = LEAVES_AFTER_MONTHS,
    seed: Seed = SEED,
) -> ShareReport:
    """Divide what sharing costs and saves: who gains, who loses, who carries whom.

    Every rule side by side, and whether some members would do better apart. With --set-up, --running and --savings one
    mix of keys in detail, with what is settled in each year; with --rule a rule that looks at the worth of every group.
    Then each member gone in turn, the smallest side payments that leave nobody worse off, and exit terms.
    """
    from sharedcli import api
    from sharedcli.reports.appraised import option_named
    from sharedcli.reports.share import ShareReport

    mix = Mix(
        set_up=key_of(set_up, "--set-up", asked.loaded),
        running=key_of(running, "--running", asked.loaded),
        savings=key_of(savings, "--savings", asked.loaded),
    )
    if rule is not None and mix.settles:
        message = "A rule divides all that is gained, so it leaves no key to choose."
        raise typer.BadParameter(message, param_hint="--rule")
    wishes = ShareWishes(
        option=option_named(which),
        mix=mix,
        rule=next((one for one in Rule if one.key == rule), None),
        true_up_share=options.percentage(true_up, "--true-up"),
        leaves_after_months=leaves_after,
        seed=seed,
    )
    return ShareReport(asked, wishes, api.share(asked, wishes))
