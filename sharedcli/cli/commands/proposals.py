"""`sharedcli proposals`: which of the centres announced can stand together."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sharedcli.cli import options
from sharedcli.cli.messages import tell_findings, tell_unread
from sharedcli.cli.output import STANDARD_OUTPUT, ExitCode, deliver, refuse_to_overwrite
from sharedcli.cli.progress import Progress
from sharedcli.model.printable import printable
from sharedcli.render import REPORT_FORMATS, renderer

if TYPE_CHECKING:
    import datetime as dt

    from sharedcli.api import CheckRun, Loaded
    from sharedcli.model.proposals import Proposals
    from sharedcli.reports.proposals import ProposalsReport

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
    Literal["text", "json"] | None,
    typer.Option("--format", help="How to write it.  [default: text, or by the suffix of --output]"),
]
Service = Annotated[
    list[str] | None, typer.Option("--service", metavar="KEY", help="Only this service; repeat, or use commas.")
]


def command(
    file: File,
    paths: Profiles = None,
    *,
    service: Service = None,
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
    profiles, day = _profiles(file, paths or []), options.day(as_at)
    proposals, read = _read(file)
    services = _services(proposals, options.words(service))
    loaded = _load(profiles, day, quiet=quiet)
    report = _report(proposals, read, loaded, services)
    text = renderer(REPORT_FORMATS[name])(report, options.screen(path, no_colour=no_colour))
    deliver(text, path, force=force, utf_8=name != "text")
    raise typer.Exit(_exit_code(report, fail_on))


def _profiles(file: str, paths: list[str]) -> list[str]:
    """Where the profiles are; the file of centres itself, which `*.yaml` names too, is none of them."""
    if not paths:
        if file == STANDARD_OUTPUT:
            msg = "with the centres on standard input, name where the profiles are."
            raise typer.BadParameter(msg, param_hint="PATH")
        return [str(Path(file).parent)]
    return [path for path in paths if os.path.normpath(path) != os.path.normpath(file)]


def _read(file: str) -> tuple[Proposals, CheckRun]:
    from sharedcli import api

    try:
        return api.load_proposals(file)
    except api.ProposalsNotReadyError as refused:
        if refused.run.unreadable:
            tell_unread(refused.run)
        else:
            tell_findings(refused.run)
        raise


def _services(proposals: Proposals, wanted: list[str]) -> list[str] | None:
    named = sorted({centre.service for centre in proposals.centres})
    for word in wanted:
        if word not in named:
            msg = f"no centre is announced for {printable(word)}; the file has: {', '.join(named)}."
            raise typer.BadParameter(msg, param_hint="--service")
    return wanted or None


def _load(paths: list[str], day: dt.date | None, *, quiet: bool) -> Loaded:
    from sharedcli import api

    with Progress("files read", wanted=not quiet) as progress:
        try:
            loaded = api.load(paths, as_at=day, on_file=progress)
        except api.NothingToAppraiseError as nothing:
            tell_unread(nothing.run)
            raise
    tell_unread(loaded.run)
    return loaded


def _report(proposals: Proposals, read: CheckRun, loaded: Loaded, services: list[str] | None) -> ProposalsReport:
    from sharedcli import api
    from sharedcli.reports.proposals import ProposalsReport

    cohort = api.cohort_of(proposals.as_at, loaded)
    whole = api.appraise_proposals(proposals, cohort, api.assumptions(cohort.as_at), services=services)
    return ProposalsReport(whole, loaded, read)


def _exit_code(report: ProposalsReport, fail_on: options.Level) -> ExitCode:
    run, least = report.loaded.run, options.severity(fail_on)
    if run.unreadable:
        return ExitCode.NOT_DONE
    found = (*report.read.findings, *run.findings)
    failed = least is not None and any(finding.severity >= least for finding in found)
    return ExitCode.FINDINGS if failed else ExitCode.NOTHING_FOUND
