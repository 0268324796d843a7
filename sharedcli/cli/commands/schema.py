"""`sharedcli schema`: the JSON Schema of a file, for editors."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from sharedcli.cli import options
from sharedcli.cli.output import ExitCode, deliver, refuse_to_overwrite, say

NAME = "schema"

Kind = Annotated[
    Literal["profile", "proposals", "assumptions", "spending_reviews", "matrix", "headings"],
    typer.Option("--kind", help="Which kind of file."),
]
Output = Annotated[
    str | None, typer.Option("--output", metavar="PATH", help="Write to this file, such as profile.schema.json.")
]


def command(*, kind: Kind = "profile", output: Output = None, force: options.Force = False) -> None:
    """Print the JSON Schema of a profile, or of another kind of file you keep beside profiles.

    The others are centres announced, assumptions, spending reviews, risk matrices and headings of registers.

    With it an editor completes and checks fields while you type; a file names it in its first line.
    """
    path = options.destination(output)
    refuse_to_overwrite(path, force=force)
    from sharedcli.render.json import render_json
    from sharedcli.reports.schema import KINDS, first_line

    deliver(render_json(KINDS[kind]()), path, force=force)
    if path is not None:
        say(f"The first line of files beside it, for editors: {first_line(path)}")
    raise typer.Exit(ExitCode.NOTHING_FOUND)
