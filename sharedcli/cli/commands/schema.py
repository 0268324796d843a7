"""`sharedcli schema`: the JSON Schema of a profile, for editors."""

from __future__ import annotations

import typer

from sharedcli.cli import options
from sharedcli.cli.output import ExitCode, deliver, refuse_to_overwrite

NAME = "schema"


def command(*, output: options.Output = None, force: options.Force = False) -> None:
    """Print the JSON Schema of a profile.

    With it an editor completes and checks fields while you type.
    """
    path = options.destination(output)
    refuse_to_overwrite(path, force=force)
    from sharedcli.render.json import render_json
    from sharedcli.reports.schema import profile_schema

    deliver(render_json(profile_schema()), path, force=force)
    raise typer.Exit(ExitCode.NOTHING_FOUND)
