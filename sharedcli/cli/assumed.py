"""The options that replace assumptions, and what their text means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from sharedcli.cli.messages import tell_findings, tell_refused
from sharedcli.cli.options import file_beside

if TYPE_CHECKING:
    from sharedcli.api import CheckRun
    from sharedcli.model.assumptions import Assumptions
    from sharedcli.model.overrides import Override

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


@dataclass(frozen=True, slots=True)
class Assumed:
    """The assumptions that are not as shipped, and the run over the file they stand in, where there is one."""

    overrides: tuple[Override, ...] = ()
    runs: tuple[CheckRun, ...] = ()

    def in_force(self, as_at: dt.date) -> Assumptions:
        """The assumptions of a day, with these in place of those shipped."""
        from sharedcli import api

        return api.assumptions(as_at, self.overrides)


AS_SHIPPED = Assumed()


def assumed_of(
    file: str | None, words: Collection[str] | None, *, options: tuple[Override, ...] = (), quiet: bool = False
) -> Assumed:
    """What was asked for: words of the command line win over the file.

    `options` are overrides that have an option of their own. What is found in the file is said on standard error.

    Raises:
        AssumptionsNotReadyError: The file holds an error.
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
    if (path := file_beside(file, "--assumptions")) is None:
        return Assumed((*typed, *options))
    try:
        written, run = api.load_assumptions(path)
    except api.AssumptionsNotReadyError as refused:
        tell_refused(refused.run)
        raise
    if run.findings and not quiet:
        tell_findings(run)
    return Assumed(preferring((*typed, *options), written), (run,))
