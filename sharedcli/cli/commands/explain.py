"""`sharedcli explain`: what a check looks for and what to do, what a parameter is and rests on, offline."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from sharedcli.cli import options
from sharedcli.cli.output import ExitCode, deliver, refuse_to_overwrite
from sharedcli.render import EXPLANATION_FORMATS, renderer

NAME = "explain"

Subject = Annotated[
    str | None,
    typer.Argument(metavar="[WORD]", help="A check's code or name, such as CF201, or a parameter; all where left out."),
]
Format = Annotated[
    Literal["text", "json"] | None,
    typer.Option("--format", help="How to write it.  [default: text, or by the suffix of --output]"),
]


def command(
    subject: Subject = None,
    *,
    fmt: Format = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """Explain a check or a parameter.

    Of a check what it looks for, why it matters and what to do; of a parameter every value it had, with source and
    evidence, where the method uses it and how to override it. Without a word, all are listed.
    """
    path = options.destination(output)
    name = options.format_of(fmt, path, EXPLANATION_FORMATS)
    refuse_to_overwrite(path, force=force)
    from sharedcli.reports.explanation import NothingCalledError, contents, explain

    try:
        found = contents() if subject is None else explain(subject)
    except NothingCalledError as unknown:
        raise typer.BadParameter(str(unknown)) from None
    deliver(renderer(EXPLANATION_FORMATS[name])(found), path, force=force, utf_8=name != "text")
    raise typer.Exit(ExitCode.NOTHING_FOUND)
