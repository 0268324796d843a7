"""`sharedcli assess`: the verdict for every council and service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sharedcli.cli import options
from sharedcli.cli.effort import effort_of
from sharedcli.cli.gathering import council_code, exit_code, gather, known
from sharedcli.cli.output import ExitCode, deliver, refuse_to_overwrite
from sharedcli.cli.progress import Progress
from sharedcli.render import REPORT_FORMATS, renderer

if TYPE_CHECKING:
    from sharedcli.api import Loaded
    from sharedcli.model.wishes import Effort
    from sharedcli.reports.assessment import AssessmentReport

NAME = "assess"

Format = Annotated[
    Literal["text", "json"] | None,
    typer.Option("--format", help="How to write it.  [default: text, or by the suffix of --output]"),
]
Council = Annotated[
    str | None, typer.Option("--council", metavar="NAME", help="One council's own view, by name or ONS code.")
]
Service = Annotated[
    list[str] | None, typer.Option("--service", metavar="KEY", help="Only this service; repeat, or use commas.")
]
FailIfNone = Annotated[bool, typer.Option("--fail-if-none", help="Exit with 1 where no group of councils gains.")]


def command(
    paths: options.Paths,
    *,
    council: Council = None,
    service: Service = None,
    tolerance: options.Tolerance = "0",
    time_limit: options.TimeLimit = None,
    jobs: options.Jobs = None,
    as_at: options.AsAt = None,
    fmt: Format = None,
    output: options.Output = None,
    force: options.Force = False,
    fail_on: options.FailOn = "error",
    fail_if_none: FailIfNone = False,
    quiet: options.Quiet = False,
    no_colour: options.NoColour = False,
) -> None:
    """Tell every council with whom it could share what, when, and what it is worth.

    For each service: which consortia to form, what each member gains or loses, and one verdict for each
    council: Go, Go if, Wait or Do not join. Profiles with errors are left out, and named at the top.
    """
    path = options.destination(output)
    name = options.format_of(fmt, path, REPORT_FORMATS)
    refuse_to_overwrite(path, force=force)
    looking = effort_of(options.percentage(tolerance, "--tolerance"), time_limit, jobs)
    loaded = gather(paths, as_at=options.day(as_at), quiet=quiet)
    report = _report(loaded, council, options.words(service), looking, quiet=quiet)
    text = renderer(REPORT_FORMATS[name])(report, options.screen(path, no_colour=no_colour))
    deliver(text, path, force=force, utf_8=name != "text")
    raise typer.Exit(_exit_code(report, fail_on, fail_if_none=fail_if_none))


def _report(
    loaded: Loaded, council: str | None, services: list[str], looking: Effort, *, quiet: bool
) -> AssessmentReport:
    from sharedcli import api
    from sharedcli.reports.assessment import AssessmentReport

    code = None if council is None else council_code(council, loaded)
    cohorts = [cohort for cohort in loaded.cohorts if code is None or code in cohort.codes]
    listed = {service for cohort in cohorts for service in cohort.services_of(code)}
    wanted = {known(service, listed, "--service", "No council here lists") for service in services} or listed
    with Progress("services", wanted=not quiet) as progress:
        wholes = [
            api.assess(
                cohort, api.assumptions(cohort.as_at), services=tuple(sorted(wanted & {*cohort.services_of(code)})),
                effort=looking, on_service=lambda done, of, gap: progress(done, of, f"gap {gap:.1%}"),
            )
            for cohort in cohorts
        ]  # fmt: skip
    return AssessmentReport(tuple(whole for whole in wholes if whole.services), loaded, code)


def _exit_code(report: AssessmentReport, fail_on: options.Level, *, fail_if_none: bool) -> ExitCode:
    code = exit_code(report.loaded.run, fail_on)
    found_none = fail_if_none and not report.formed
    return ExitCode.FINDINGS if found_none and code == ExitCode.NOTHING_FOUND else code
