"""`sharedcli validate`: all problems in all files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sharedcli.cli import options
from sharedcli.cli.output import ExitCode, deliver, refuse_to_overwrite, say
from sharedcli.cli.progress import Progress

if TYPE_CHECKING:
    from sharedcli.api import CheckRun, Policy
    from sharedcli.reports.validation import Validation

NAME = "validate"
_MOST_MESSAGES = 10

Format = Annotated[
    Literal["text", "json", "github", "sarif", "junit"] | None,
    typer.Option("--format", help="How to write the findings.  [default: text, or by the suffix of --output]"),
]
MinCompleteness = Annotated[
    float,
    typer.Option(
        "--min-completeness",
        metavar="PCT",
        parser=options.percentage,
        help="The least completeness; a profile below it is an error (CF601).",
        show_default=False,
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
    min_completeness: MinCompleteness = 0.0,
    quiet: options.Quiet = False,
    no_colour: options.NoColour = False,
) -> None:
    """Find all problems in all profiles: where, what, why it matters and what to do."""
    path = options.destination(output)
    name = options.format_of(fmt, path, _FORMATS)
    refuse_to_overwrite(path, force=force)
    from sharedcli import api
    from sharedcli.reports.validation import Validation

    with Progress("files checked", wanted=not quiet) as progress:
        run = api.validate(paths, policy=_policy(select, ignore, severity, min_completeness), on_file=progress)
    validation = Validation(run, options.severity(fail_on))
    text = _FORMATS[name](validation, options.colours(path, unwanted=no_colour))
    _tell(run)
    try:
        deliver(text, path, force=force, utf_8=name != "text")
    finally:
        if not quiet:
            _summarise(validation)
    raise typer.Exit(_exit_code(validation))


def _policy(
    select: list[str] | None, ignore: list[str] | None, severity: list[str] | None, least_share: float
) -> Policy:
    from sharedcli import api

    try:
        return api.Policy.reading(
            options.words(select),
            options.words(ignore),
            options.words(severity),
            least_completeness_share=least_share,
        )
    except api.UnknownRuleError as unknown:
        raise typer.BadParameter(str(unknown)) from None


def _tell(run: CheckRun) -> None:
    """What could not be read, in every format and with --quiet too."""
    unread = [finding for finding in run.findings if finding.location.file in _unread(run) and not finding.pointer]
    for finding in unread[:_MOST_MESSAGES]:
        say(f"sharedcli: {finding.location.file}: {finding.message}")
    if len(unread) > _MOST_MESSAGES:
        say(f"sharedcli: {len(unread) - _MOST_MESSAGES:,} more could not be read.")


def _unread(run: CheckRun) -> frozenset[str]:
    return frozenset(file.file for file in run.files if not file.could_be_opened)


def _summarise(validation: Validation) -> None:
    from sharedcli.reports.validation import summary

    say(summary(validation))


def _exit_code(validation: Validation) -> ExitCode:
    if validation.run.unreadable:
        return ExitCode.NOT_DONE
    return ExitCode.FINDINGS if validation.failed else ExitCode.NOTHING_FOUND


def _text(validation: Validation, colour: bool) -> str:  # noqa: FBT001
    from sharedcli.render import findings

    return findings.render(validation, colour=colour)


def _json(validation: Validation, _colour: bool) -> str:  # noqa: FBT001
    from sharedcli.render.json import render_json
    from sharedcli.reports.validation import record

    return render_json(record(validation))


def _github(validation: Validation, _colour: bool) -> str:  # noqa: FBT001
    from sharedcli.render import github

    return github.render(validation)


def _sarif(validation: Validation, _colour: bool) -> str:  # noqa: FBT001
    from sharedcli.render import sarif

    return sarif.render(validation)


def _junit(validation: Validation, _colour: bool) -> str:  # noqa: FBT001
    from sharedcli.render import junit

    return junit.render(validation)


_FORMATS: Mapping[str, Callable[[Validation, bool], str]] = MappingProxyType(
    {"text": _text, "json": _json, "github": _github, "sarif": _sarif, "junit": _junit}
)
