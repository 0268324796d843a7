"""`sharedcli show`: one council on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sharedcli.cli import assumed, options
from sharedcli.cli.gathering import council_code, exit_code, gather
from sharedcli.cli.sending import Format, sending
from sharedcli.model.printable import printable

if TYPE_CHECKING:
    from sharedcli.api import Loaded
    from sharedcli.model.profile import Profile
    from sharedcli.reports.show import ShowReport

NAME = "show"

Path = Annotated[
    str,
    typer.Argument(
        metavar="PROFILE", help="A profile, a folder of them with --council, or - for standard input.",
        show_default=False,
    ),
]  # fmt: skip
Council = Annotated[
    str | None, typer.Option("--council", metavar="NAME", help="Which council of the folder, by name or ONS code.")
]
AsAt = Annotated[
    str | None,
    typer.Option("--as-at", metavar="DATE", help="The day to look from.  [default: the profile's own]"),
]


def command(
    path: Path,
    *,
    council: Council = None,
    assumptions: assumed.File = None,
    assume: assumed.Assume = None,
    as_at: AsAt = None,
    fmt: Format = None,
    output: options.Output = None,
    force: options.Force = False,
    fail_on: options.FailOn = "error",
    quiet: options.Quiet = False,
    no_colour: options.NoColour = False,
) -> None:
    """Show one council on one screen: its systems, when each could move, what they cost, what is missing.

    The next notice dates come first, and the last line says what to type next.
    """
    there = sending(fmt, output, force=force, no_colour=no_colour)
    own = assumed.assumed_of(assumptions, assume, quiet=quiet)
    loaded = gather([path], as_at=None, quiet=quiet)
    report = _report(loaded, _chosen(loaded, council), own, as_at)
    there.send(report)
    raise typer.Exit(exit_code(fail_on, *own.runs, loaded.run))


def _chosen(loaded: Loaded, council: str | None) -> Profile:
    """The one council meant: the only one, or the one named."""
    profiles = {profile.council.code: profile for cohort in loaded.cohorts for profile in cohort.profiles}
    if council is not None:
        return profiles[council_code(council, loaded)]
    if len(profiles) > 1:
        several = ", ".join(sorted(printable(profile.council.name) for profile in profiles.values()))
        msg = f"there are {len(profiles):,} councils here; name one: {printable(several, most=600)}."
        raise typer.BadParameter(msg, param_hint="--council")
    return next(iter(profiles.values()))


def _report(loaded: Loaded, profile: Profile, own: assumed.Assumed, as_at: str | None) -> ShowReport:
    from sharedcli import api
    from sharedcli.model.profile import Cohort
    from sharedcli.reports.show import ShowReport

    cohort = Cohort((profile,), options.day(as_at) or profile.as_at)
    return ShowReport(profile, api.timeline(cohort, own.in_force(cohort.as_at)), loaded)
