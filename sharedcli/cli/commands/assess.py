"""`sharedcli assess`: the verdict for every council and service."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sharedcli.cli import options
from sharedcli.cli.effort import effort_of
from sharedcli.cli.gathering import asked_for, exit_code, gather
from sharedcli.cli.output import deliver, refuse_to_overwrite
from sharedcli.cli.progress import Progress
from sharedcli.model.delivery import DeliveryModel
from sharedcli.render import REPORT_FORMATS, renderer

if TYPE_CHECKING:
    from sharedcli.api import Loaded
    from sharedcli.model.wishes import Effort
    from sharedcli.reports.assessment import AssessmentReport

NAME = "assess"

Format = Annotated[
    Literal["text", "json", "html", "md"] | None,
    typer.Option("--format", help="How to write it.  [default: text, or by the suffix of --output]"),
]


def command(
    paths: options.Paths,
    *,
    council: options.Council = None,
    service: options.Service = None,
    model: options.Model = "joint-procurement",
    tolerance: options.Tolerance = "0",
    time_limit: options.TimeLimit = None,
    jobs: options.Jobs = None,
    as_at: options.AsAt = None,
    fmt: Format = None,
    output: options.Output = None,
    force: options.Force = False,
    fail_on: options.FailOn = "error",
    fail_if_none: options.FailIfNone = False,
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
    report = _report(loaded, council, options.words(service), DeliveryModel.named(model), looking, quiet=quiet)
    text = renderer(REPORT_FORMATS[name])(report, options.screen(path, no_colour=no_colour))
    deliver(text, path, force=force, utf_8=name != "text")
    raise typer.Exit(exit_code(fail_on, loaded.run, found_none=fail_if_none and not report.formed))


def _report(
    loaded: Loaded, council: str | None, services: list[str], model: DeliveryModel, looking: Effort, *, quiet: bool
) -> AssessmentReport:
    from sharedcli import api
    from sharedcli.reports.assessment import AssessmentReport

    code, asked = asked_for(loaded, council, services)
    with Progress("services", wanted=not quiet) as progress:
        wholes = [
            api.assess(
                cohort, api.assumptions(cohort.as_at), services=about, model=model, effort=looking,
                on_service=lambda done, of, gap: progress(done, of, f"gap {gap:.1%}"),
            )
            for cohort, about in asked
        ]  # fmt: skip
    return AssessmentReport(tuple(wholes), loaded, code)
