"""`sharedcli proposals`: which of the centres announced can stand together."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sharedcli.cli import assumed, options
from sharedcli.cli.gathering import exit_code, gather, known
from sharedcli.cli.messages import tell_refused
from sharedcli.cli.output import STANDARD_OUTPUT, deliver, refuse_to_overwrite
from sharedcli.render import REPORT_FORMATS, renderer

if TYPE_CHECKING:
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
    profiles, day = _profiles(file, paths or []), options.day(as_at)
    own = assumed.assumed_of(assumptions, assume, quiet=quiet)
    proposals, read = _read(file)
    services = _services(proposals, options.words(service))
    loaded = gather(profiles, as_at=day, quiet=quiet)
    report = _report(proposals, read, loaded, services, own)
    text = renderer(REPORT_FORMATS[name])(report, options.screen(path, no_colour=no_colour))
    deliver(text, path, force=force, utf_8=name != "text")
    raise typer.Exit(exit_code(fail_on, *own.runs, read, loaded.run))


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
        tell_refused(refused.run)
        raise


def _services(proposals: Proposals, wanted: list[str]) -> list[str] | None:
    named = {centre.service for centre in proposals.centres}
    return [known(word, named, "--service", "No centre here is announced for") for word in wanted] or None


def _report(
    proposals: Proposals, read: CheckRun, loaded: Loaded, services: list[str] | None, own: assumed.Assumed
) -> ProposalsReport:
    from sharedcli import api
    from sharedcli.reports.proposals import ProposalsReport

    cohort = api.cohort_of(proposals.as_at, loaded)
    whole = api.appraise_proposals(proposals, cohort, own.in_force(cohort.as_at), services=services)
    return ProposalsReport(whole, loaded, read)
