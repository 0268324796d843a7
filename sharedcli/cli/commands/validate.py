"""`sharedcli validate`: all problems in all files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sharedcli.cli import options
from sharedcli.cli.messages import tell_unread
from sharedcli.cli.output import ExitCode, say
from sharedcli.cli.progress import Progress
from sharedcli.cli.sending import sending
from sharedcli.render import FINDING_FORMATS

if TYPE_CHECKING:
    from sharedcli.api import Policy
    from sharedcli.reports.validation import Validation

NAME = "validate"

Format = Annotated[
    Literal["text", "json", "github", "sarif", "junit"] | None,
    typer.Option("--format", help="How to write the findings.  [default: text, or by the suffix of --output]"),
]
MinCompleteness = Annotated[
    str | None,
    typer.Option(
        "--min-completeness", metavar="PCT", help="The least completeness; a profile below it is an error (CF601)."
    ),
]


def command(
    paths: options.Paths,
    *,
    fmt: Format = None,
    output: options.Output = None,
    force: options.Force = False,
    fail_on: options.FailOn = "error",
    select: options.Select = None,
    ignore: options.Ignore = None,
    severity: options.Severities = None,
    min_completeness: MinCompleteness = None,
    quiet: options.Quiet = False,
    no_colour: options.NoColour = False,
) -> None:
    """Find all problems in all profiles.

    Each is shown with its place, the line as written, why it matters and what to do.
    """
    there = sending(fmt, output, force=force, no_colour=no_colour, offered=FINDING_FORMATS)
    from sharedcli import api
    from sharedcli.reports.validation import Validation

    with Progress("files checked", wanted=not quiet) as progress:
        run = api.validate(paths, policy=_policy(select, ignore, severity, min_completeness), on_file=progress)
    validation = Validation(run, options.severity(fail_on))
    tell_unread(run)
    try:
        there.send(validation)
    finally:
        if not quiet:
            _summarise(validation)
    raise typer.Exit(_exit_code(validation))


def _policy(
    select: list[str] | None, ignore: list[str] | None, severity: list[str] | None, least: str | None
) -> Policy:
    from sharedcli import api

    try:
        return api.Policy.reading(
            options.words(select),
            options.words(ignore),
            options.words(severity),
            least_completeness_share=options.percentage(least or "0"),
        )
    except api.UnknownRuleError as unknown:
        raise typer.BadParameter(str(unknown)) from None


def _summarise(validation: Validation) -> None:
    from sharedcli.reports.validation import summary

    say(summary(validation))


def _exit_code(validation: Validation) -> ExitCode:
    if validation.run.unreadable:
        return ExitCode.NOT_DONE
    return ExitCode.FINDINGS if validation.failed else ExitCode.NOTHING_FOUND
