"""The options that replace assumptions, and what their text means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from sharedcli.cli.messages import Read, used
from sharedcli.cli.options import file_beside

if TYPE_CHECKING:
    from sharedcli.api import CheckRun
    from sharedcli.model.assumptions import Assumptions
    from sharedcli.model.overrides import Override
    from sharedcli.model.spending_review import SpendingReviewPeriod

File = Annotated[
    str | None,
    typer.Option(
        "--assumptions", metavar="FILE", help="Your own assumptions, each with its source (help/assumptions.md)."
    ),
]
Assume = Annotated[
    list[str] | None,
    typer.Option("--assume", metavar="NAME=VALUE", help="One assumption, unsourced; repeat for more. Wins over FILE."),
]


Periods = Annotated[
    str | None,
    typer.Option(
        "--periods",
        metavar="FILE",
        help="Spending reviews of your own, beside those that ship (help/spending_reviews.md).",
    ),
]


@dataclass(frozen=True, slots=True)
class Assumed:
    """The assumptions and spending reviews that are not as shipped, and the runs over the files they stand in."""

    overrides: tuple[Override, ...] = ()
    runs: tuple[CheckRun, ...] = ()
    reviews: tuple[SpendingReviewPeriod, ...] = ()

    def in_force(self, as_at: dt.date) -> Assumptions:
        """The assumptions of a day, with these in place of those shipped."""
        from sharedcli import api

        return api.assumptions(as_at, self.overrides, self.reviews)


AS_SHIPPED = Assumed()


def assumed_of(
    file: str | None,
    words: Collection[str] | None,
    *,
    options: tuple[Override, ...] = (),
    periods: str | None = None,
    quiet: bool = False,
) -> Assumed:
    """What was asked for: words of the command line win over the file.

    `options` are overrides that have an option of their own. What is found in the files is said on standard error.

    Raises:
        AssumptionsNotReadyError: The file of assumptions holds an error.
        PeriodsNotReadyError: The file of spending reviews does.
    """
    from sharedcli import api
    from sharedcli.model.overrides import preferring

    try:
        typed = api.assumed(words or ())
    except api.AssumptionsRefusedError as refused:
        raise typer.BadParameter(str(refused), param_hint="--assume") from None
    if twice := {one.name for one in typed} & {one.name for one in options}:
        msg = f"{', '.join(sorted(twice))} has an option of its own, which is given too; keep one of the two."
        raise typer.BadParameter(msg, param_hint="--assume")
    written, runs = _from_file(file, "--assumptions", api.load_assumptions, quiet=quiet)
    reviews, more = _from_file(periods, "--periods", api.load_periods, quiet=quiet)
    return Assumed(preferring((*typed, *options), written), (*runs, *more), reviews)


def _from_file(
    file: str | None, option: str, load: Callable[[str], tuple[tuple[Read, ...], CheckRun]], *, quiet: bool
) -> tuple[tuple[Read, ...], tuple[CheckRun, ...]]:
    """What a file beside the profiles holds, and the run over it; nothing of either where none is given."""
    if (path := file_beside(file, option)) is None:
        return (), ()
    read, run = used(path, load, quiet=quiet)
    return read, (run,)
