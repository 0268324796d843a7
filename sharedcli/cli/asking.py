"""The options of single reports that change figures, declared once: `explain` takes them too."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sharedcli.cli import options
from sharedcli.cli.splits import WAYS, check_key, key_of
from sharedcli.model.division import SEED, Mix, Rule, ShareWishes
from sharedcli.model.drawing import DRAWS
from sharedcli.model.printable import printable

if TYPE_CHECKING:
    from sharedcli.api import Loaded
    from sharedcli.model.spending_review import Aims

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
PeriodNames = Annotated[
    list[str] | None,
    typer.Option(
        "--period",
        metavar="PERIOD",
        help="A spending review such as CSR2007, or a financial year such as 2010-11; repeat, or use commas.  "
        "[default: every review that touches the years appraised]",
    ),
]
Target = Annotated[
    str | None,
    typer.Option("--target", metavar="PCT", help="An efficiency target of your own, cumulative at a period's end."),
]
Baseline = Annotated[
    str | None,
    typer.Option(
        "--baseline",
        metavar="GBP",
        help="What targets are a share of, in pounds of the baseline year.  [default: the councils' net revenue "
        "budgets]",
    ),
]
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
Seed = Annotated[
    int,
    typer.Option(
        "--seed",
        metavar="N",
        parser=options.whole_number(0, 999_999_999, such_as=SEED),
        help="The same seed draws the same futures and orders.",
    ),
]
Draws = Annotated[
    int,
    typer.Option(
        "--draws",
        metavar="N",
        parser=options.whole_number(0, 1_000_000, such_as=DRAWS),
        help="How many futures to draw; 0 draws none.",
    ),
]


def wishes_of(
    loaded: Loaded,
    *,
    option: str,
    set_up: str,
    running: str,
    savings: str,
    rule: str | None,
    true_up: str,
    leaves_after: int,
    seed: int,
) -> ShareWishes:
    """How to divide, from what was typed; `option` is a key of `OPTION_WORDS`.

    Raises:
        typer.BadParameter: A key cannot be read or names nobody, or there is a rule beside a key.
    """
    mix = Mix(
        set_up=key_of(set_up, "--set-up", loaded),
        running=key_of(running, "--running", loaded),
        savings=key_of(savings, "--savings", loaded),
    )
    if rule is not None and mix.settles:
        message = "A rule divides all that is gained, so it leaves no key to choose."
        raise typer.BadParameter(message, param_hint="--rule")
    return ShareWishes(
        option=option,
        mix=mix,
        rule=next((one for one in Rule if one.key == rule), None),
        true_up_share=options.percentage(true_up, "--true-up"),
        leaves_after_months=leaves_after,
        seed=seed,
    )


def penalty_of(text: str | None) -> float | None:
    """Pounds a year, above zero; commas and a pound sign are read."""
    return None if text is None else _pounds(text, "--penalty")


def aims_of(target: str | None, baseline: str | None) -> Aims:
    """A target as a share above zero, and pounds that it is a share of."""
    from sharedcli.model.spending_review import Aims

    share = None if target is None else options.percentage(target, "--target")
    if share == 0:
        msg = f"{printable(target or '')} is no target; write it as 9.3."
        raise typer.BadParameter(msg, param_hint="--target")
    return Aims(share, None if baseline is None else _pounds(baseline, "--baseline"))


def _pounds(text: str, option: str) -> float:
    try:
        gbp = float(text.strip().removeprefix("£").replace(",", ""))
    except ValueError:
        gbp = math.nan
    if not 0 < gbp < math.inf:
        msg = f"{printable(text)} is not a sum of pounds above zero; write it as 50000."
        raise typer.BadParameter(msg, param_hint=option)
    return gbp


def no_period(by: str | None, why: Exception, option: str = "--by") -> typer.BadParameter:
    """What is said of a period that there is not."""
    return typer.BadParameter(f"{printable(by or '')}: {why}", param_hint=option)
