"""`sharedcli timeline`: when each council could move, and whose notice is due next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sharedcli.cli import assumed, options
from sharedcli.cli.gathering import asked_for, exit_code, gather
from sharedcli.cli.output import deliver_beside, refuse_to_overwrite, say
from sharedcli.cli.sending import sending
from sharedcli.render import CHART_FORMATS, renderer

if TYPE_CHECKING:
    from sharedcli.api import Loaded
    from sharedcli.reports.timeline import TimelineReport

NAME = "timeline"

Format = Annotated[
    Literal["text", "json", "html", "md", "svg"] | None,
    typer.Option("--format", help="How to write it.  [default: text, or by the suffix of --output]"),
]
Calendar = Annotated[
    str | None,
    typer.Option("--ics", metavar="FILE", help="Write the notice dates as a calendar too, beside the result."),
]


def command(
    paths: options.Paths,
    *,
    council: options.Council = None,
    service: options.Service = None,
    assumptions: assumed.File = None,
    assume: assumed.Assume = None,
    as_at: options.AsAt = None,
    fmt: Format = None,
    output: options.Output = None,
    ics: Calendar = None,
    force: options.Force = False,
    fail_on: options.FailOn = "error",
    quiet: options.Quiet = False,
    no_colour: options.NoColour = False,
) -> None:
    """Show when each council could move, month by month, and whose notice is due next.

    A chart for each service with every council's window, the months in which the most can join, and the reasons;
    then the next notice dates. With --ics, a calendar of them: read in again, it updates what is there.
    """
    calendar = options.file_beside(ics, "--ics")
    there = sending(fmt, output, force=force, no_colour=no_colour, offered=CHART_FORMATS)
    refuse_to_overwrite(calendar, force=force)
    if calendar and there.path and Path(calendar).resolve() == Path(there.path).resolve():
        msg = "--ics and --output name the same file."
        raise typer.BadParameter(msg)
    own = assumed.assumed_of(assumptions, assume, quiet=quiet)
    loaded = gather(paths, as_at=options.day(as_at), quiet=quiet)
    report = _report(loaded, council, options.words(service), own)
    there.send(report)
    if calendar:
        _write_calendar(report, calendar, force=force)
    raise typer.Exit(exit_code(fail_on, *own.runs, loaded.run))


def _report(loaded: Loaded, council: str | None, services: list[str], own: assumed.Assumed) -> TimelineReport:
    from sharedcli import api
    from sharedcli.reports.timeline import TimelineReport

    code, asked = asked_for(loaded, council, services)
    parts = ((cohort, api.timeline(cohort, own.in_force(cohort.as_at), services=about)) for cohort, about in asked)
    return TimelineReport(tuple(parts), loaded, code)


def _write_calendar(report: TimelineReport, path: str, *, force: bool) -> None:
    from sharedcli.reports.reminders import reminders

    due = reminders(report)
    if not due:
        say(f"sharedcli: no notice day is known, so {path} was not written.")
        return
    deliver_beside(renderer("ics")(due), path, force=force)
