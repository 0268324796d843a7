"""`sharedcli proposals`: which of the centres announced can stand together."""

from __future__ import annotations

from typing import Annotated

import typer

from sharedcli.cli import assumed, options
from sharedcli.cli.announced import announced
from sharedcli.cli.gathering import exit_code
from sharedcli.cli.sending import Format, sending

NAME = "proposals"

File = Annotated[
    str,
    typer.Argument(metavar="FILE", help="The centres announced: a proposals file, or - for standard input."),
]
Profiles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH]...", help="The councils' profiles: files or folders.  [default: the folder FILE is in]"
    ),
]


def command(
    file: File,
    paths: Profiles = None,
    *,
    service: options.Service = None,
    assumptions: assumed.File = None,
    assume: assumed.Assume = None,
    as_at: options.AsAt = None,
    fmt: Format = None,
    output: options.Output = None,
    force: options.Force = False,
    fail_on: options.FailOn = "error",
    quiet: options.Quiet = False,
    no_colour: options.NoColour = False,
) -> None:
    """Tell whether all the centres announced can work.

    Which councils are counted in more than one centre, what is claimed, what each centre is worth by the
    councils' profiles, which centres can stand together, and by how much the claims overstate it.
    """
    there = sending(fmt, output, force=force, no_colour=no_colour)
    own = assumed.assumed_of(assumptions, assume, quiet=quiet)
    report = announced(file, paths or [], service=service, own=own, as_at=as_at, quiet=quiet)
    there.send(report)
    raise typer.Exit(exit_code(fail_on, *own.runs, report.read, report.loaded.run))
