"""`sharedcli parameters`: every assumption with value, source and evidence."""

from __future__ import annotations

from typing import Annotated

import typer

from sharedcli.cli import assumed, options
from sharedcli.cli.gathering import exit_code
from sharedcli.cli.sending import Format, sending

NAME = "parameters"

AsAt = Annotated[
    str | None,
    typer.Option("--as-at", metavar="DATE", help="The values in force on this day.  [default: the newest of each]"),
]


def command(
    *,
    assumptions: assumed.File = None,
    assume: assumed.Assume = None,
    as_at: AsAt = None,
    fmt: Format = None,
    output: options.Output = None,
    force: options.Force = False,
    fail_on: options.FailOn = "error",
    quiet: options.Quiet = False,
    no_colour: options.NoColour = False,
) -> None:
    """List every assumption: the value in force, where it is from, how strong the evidence is.

    With --assumptions or --assume it shows what they would change, and refuses what cannot be, before anything is
    appraised.
    """
    there = sending(fmt, output, force=force, no_colour=no_colour)
    day = options.day(as_at)
    own = assumed.assumed_of(assumptions, assume, quiet=quiet)
    from sharedcli.reports.parameters import ParametersReport

    there.send(ParametersReport(day, own.overrides))
    raise typer.Exit(exit_code(fail_on, *own.runs))
