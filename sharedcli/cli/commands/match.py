"""`sharedcli match`: whose dates meet, which consortia are best, and why each other council is in none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sharedcli.cli import assumed, options, wishes
from sharedcli.cli.effort import effort_of
from sharedcli.cli.gathering import council_code, exit_code, gather, known
from sharedcli.cli.progress import Progress
from sharedcli.cli.sending import Format, sending
from sharedcli.model.delivery import DeliveryModel

if TYPE_CHECKING:
    from sharedcli.api import Loaded
    from sharedcli.model.assumptions import Assumptions
    from sharedcli.model.profile import Cohort
    from sharedcli.model.wishes import Effort, Wishes
    from sharedcli.reports.matching import MatchingReport
    from sharedcli.reports.why_not import WhyNotReport

NAME = "match"

WhyNot = Annotated[
    str | None,
    typer.Option("--why-not", metavar="COUNCIL", help="What stands between this council and each consortium."),
]
Quick = Annotated[bool, typer.Option("--quick", help="A quick search, good but not the best there is; says how good.")]


def command(
    paths: options.Paths,
    *,
    service: options.Service = None,
    why_not: WhyNot = None,
    region: wishes.Region = None,
    county: wishes.County = None,
    tier: wishes.Tier = None,
    size: wishes.Size = None,
    must_include: wishes.MustInclude = None,
    exclude: wishes.Exclude = None,
    onboarding_months: wishes.Onboarding = None,
    vesting: wishes.Vesting = False,
    model: options.Model = "joint-procurement",
    assumptions: assumed.File = None,
    assume: assumed.Assume = None,
    quick: Quick = False,
    tolerance: options.Tolerance = "1",
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
    """Find whose dates meet, which consortia are worth most, and why each other council is in none.

    For each service: the groups that share months, what aligning would cost, the consortia worth most in all with
    a proven bound, and every near miss with its reason. Options that take names may be repeated, or use commas.
    """
    there = sending(fmt, output, force=force, no_colour=no_colour)
    looking = effort_of(options.percentage(tolerance, "--tolerance"), time_limit, jobs, quick=quick)
    own = assumed.assumed_of(assumptions, assume, options=wishes.onboarding(onboarding_months), quiet=quiet)
    loaded = gather(paths, as_at=options.day(as_at), quiet=quiet)
    limits = wishes.wishes_of(
        loaded, region=region, county=county, tier=tier, size=size, must_include=must_include, exclude=exclude,
        vesting=vesting,
    )  # fmt: skip
    about = None if why_not is None else council_code(why_not, loaded, "--why-not")
    services = _asked(service, about, loaded)
    cohorts = tuple((cohort, own.in_force(cohort.as_at)) for cohort in loaded.cohorts)
    report = _matched(loaded, cohorts, services, DeliveryModel.named(model), limits, looking, quiet=quiet)
    shown = report if about is None else _reasons(about, report)
    there.send(shown)
    raise typer.Exit(exit_code(fail_on, *own.runs, loaded.run, found_none=fail_if_none and not report.formed))


def _asked(service: list[str] | None, council: str | None, loaded: Loaded) -> tuple[str, ...] | None:
    """The services asked for, else all that the council asked about lists, else all."""
    listed = {key for cohort in loaded.cohorts for key in cohort.services_of()}
    words = options.words(service)
    if words:
        return tuple(sorted({known(word, listed, "--service", "No council here lists") for word in words}))
    if council is None:
        return None
    return tuple(sorted({key for cohort in loaded.cohorts for key in cohort.services_of(council)}))


def _matched(
    loaded: Loaded,
    cohorts: tuple[tuple[Cohort, Assumptions], ...],
    services: tuple[str, ...] | None,
    model: DeliveryModel,
    limits: Wishes,
    looking: Effort,
    *,
    quiet: bool,
) -> MatchingReport:
    from sharedcli import api
    from sharedcli.reports.matching import MatchingReport

    with Progress("services", wanted=not quiet) as progress:
        parts = [
            part
            for cohort, given in cohorts
            for part in api.match(
                cohort, given, services=services, model=model, wishes=limits, effort=looking,
                on_service=lambda done, of, gap: progress(done, of, f"gap {gap:.1%}"),
            )
        ]  # fmt: skip
    return MatchingReport(tuple(part for part in parts if part.services), loaded)


def _reasons(council: str, report: MatchingReport) -> WhyNotReport:
    from sharedcli import api
    from sharedcli.reports.why_not import WhyNotReport

    inside = [part for part in report.parts if council in part.cohort.codes]
    return WhyNotReport(council, tuple((part, api.why_not(council, part)) for part in inside), report.loaded)
