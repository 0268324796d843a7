"""`sharedcli proposals`: which of the centres announced can stand together."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from sharedcli.cli import assumed, options
from sharedcli.cli.announced import announced
from sharedcli.cli.gathering import exit_code
from sharedcli.cli.output import deliver, refuse_to_overwrite
from sharedcli.render import REPORT_FORMATS, renderer

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
Format = Annotated[
    Literal["text", "json", "html", "md"] | None,
    typer.Option("--format", help="How to write it.  [default: text, or by the suffix of --output]"),
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
    path = options.destination(output)
    name = options.format_of(fmt, path, REPORT_FORMATS)
    refuse_to_overwrite(path, force=force)
    own = assumed.assumed_of(assumptions, assume, quiet=quiet)
    report = announced(file, paths or [], service=service, own=own, as_at=as_at, quiet=quiet)
    text = renderer(REPORT_FORMATS[name])(report, options.screen(path, no_colour=no_colour))
    deliver(text, path, force=force, utf_8=name != "text")
    raise typer.Exit(exit_code(fail_on, *own.runs, report.read, report.loaded.run))
