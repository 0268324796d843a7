"""`sharedcli compare`: what changed between two runs, or comes of two sets of assumptions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from sharedcli.cli import assumed, options
from sharedcli.cli.appraising import appraise
from sharedcli.cli.effort import effort_of
from sharedcli.cli.gathering import exit_code
from sharedcli.cli.sending import Format, sending
from sharedcli.model.delivery import ModelKey
from sharedcli.model.printable import printable

if TYPE_CHECKING:
    from sharedcli.api import CheckRun
    from sharedcli.model.saved import SavedRecord, Side
    from sharedcli.reports.comparison import ComparisonReport
    from sharedcli.reports.moving import Allowance

NAME = "compare"

_STANDARD_INPUT, _LONGEST_NAME = "-", 4096
_WHAT = "a folder or file of profiles, a saved JSON record (- for standard input), or a file of assumptions."
Before = Annotated[str, typer.Argument(metavar="A", help=f"Before: {_WHAT}")]
After = Annotated[str, typer.Argument(metavar="B", help="After: the same.")]
Profiles = Annotated[
    list[str] | None,
    typer.Option("--profiles", metavar="PATH", help="What to appraise under each of two files of assumptions; repeat."),
]
IgnoreUpTo = Annotated[
    str,
    typer.Option("--ignore-up-to", metavar="GBP|PCT", help="Figures that move by no more are no change: 1000 or 0.5%."),
]
FailIfChanged = Annotated[bool, typer.Option("--fail-if-changed", help="Exit with 1 where any result is another.")]


def command(
    before: Before,
    after: After,
    *,
    profiles: Profiles = None,
    ignore_up_to: IgnoreUpTo = "1",
    service: options.Service = None,
    model: options.Model = "joint-procurement",
    assumptions: assumed.File = None,
    assume: assumed.Assume = None,
    tolerance: options.Tolerance = "0",
    time_limit: options.TimeLimit = None,
    jobs: options.Jobs = None,
    as_at: options.AsAt = None,
    fmt: Format = None,
    output: options.Output = None,
    force: options.Force = False,
    fail_on: options.FailOn = "error",
    fail_if_changed: FailIfChanged = False,
    quiet: options.Quiet = False,
    no_colour: options.NoColour = False,
) -> None:
    """Tell what changed between two runs, and nothing else.

    Verdicts, consortia and figures that are others, the largest first, and what the runs rest on that differs.
    Profiles are appraised now; a saved record (--format json) is taken as it is. With a file of assumptions the same
    profiles are appraised under it; two such files need --profiles. Markdown fits into a comment on a pull request.
    """
    there = sending(fmt, output, force=force, no_colour=no_colour)
    allowed = _allowance(ignore_up_to)
    kinds = _kinds(before, after, profiles, assumptions)
    if set(kinds) == {"record"}:
        _refuse_idle({"--service": service, "--assumptions": assumptions, "--assume": assume, "--as-at": as_at})
    asking = _Asking(
        service, model, assume, options.percentage(tolerance, "--tolerance"), time_limit, jobs, as_at, quiet
    )
    sides: list[SavedRecord] = []
    runs: list[CheckRun] = []
    of_both = profiles or [side for side, kind in zip((before, after), kinds, strict=True) if kind == "profiles"]
    for side, kind in zip((before, after), kinds, strict=True):
        if kind == "record":
            sides.append(_saved(side))
            continue
        paths, file = (of_both, side) if kind == "assumptions" else ([side], assumptions)
        told, read = asking.of(side, paths, file)
        sides.append(told)
        runs += read
    report = _report(sides, allowed)
    there.send(report)
    raise typer.Exit(exit_code(fail_on, *runs, found_none=fail_if_changed and report.found.is_changed))


@dataclass(frozen=True, slots=True)
class _Asking:
    """What is asked of either side where profiles are appraised."""

    service: list[str] | None
    model: ModelKey
    assume: list[str] | None
    tolerance_share: float
    time_limit: float | None
    jobs: int | None
    as_at: str | None
    quiet: bool

    def of(self, name: str, paths: list[str], file: str | None) -> tuple[SavedRecord, tuple[CheckRun, ...]]:
        """The record of one run under a file of assumptions, or as shipped, and the runs over the files it read."""
        from sharedcli import api
        from sharedcli.reports.assessment import AssessmentReport

        own = assumed.assumed_of(file, self.assume, quiet=self.quiet)
        asked = appraise(
            paths, council=None, service=self.service, model=self.model, own=own, as_at=self.as_at, quiet=self.quiet,
            looking=effort_of(self.tolerance_share, self.time_limit, self.jobs),
        )  # fmt: skip
        record = AssessmentReport(asked).record()
        return api.saved(record, name=printable(name, most=_LONGEST_NAME)), (*own.runs, asked.loaded.run)


def _saved(path: str) -> SavedRecord:
    from sharedcli import api

    return api.load_record(path)


def _report(sides: list[SavedRecord], allowed: Allowance) -> ComparisonReport:
    from sharedcli.reports.changes import changes
    from sharedcli.reports.comparison import ComparisonReport

    before, after = sides
    return ComparisonReport(changes(before, after, allowed))


def _kinds(before: str, after: str, profiles: list[str] | None, assumptions: str | None) -> tuple[Side, Side]:
    """What either side is; a refusal of two that cannot be compared."""
    from sharedcli import api

    if before == after == _STANDARD_INPUT:
        _refuse("one of the two can be standard input.", "B")
    kinds = api.kind_of(before), api.kind_of(after)
    if "assumptions" not in kinds:
        if profiles:
            _refuse("it goes with two files of assumptions; profiles to compare are A and B themselves.", "--profiles")
        return kinds
    if "record" in kinds:
        _refuse(
            "one is a file of assumptions and the other a saved record. Compare the profiles under those assumptions "
            "(--assumptions) with the record.",
            "A, B",
        )
    if "profiles" in kinds:
        if profiles:
            _refuse("the profiles are given already; they are appraised under the assumptions too.", "--profiles")
        return kinds
    if not profiles:
        _refuse("two files of assumptions need profiles to appraise under each; say where they are.", "--profiles")
    if assumptions:
        _refuse("A and B are the files of assumptions.", "--assumptions")
    return kinds


def _refuse_idle(given: Mapping[str, object]) -> None:
    """Refuse options that would say how to appraise where nothing is appraised."""
    for option, value in given.items():
        if value:
            _refuse("saved records are taken as they are; nothing is appraised.", option)


def _refuse(why: str, option: str) -> NoReturn:
    raise typer.BadParameter(why, param_hint=option)


def _allowance(text: str) -> Allowance:
    """How far pounds may move: `1000`, `£1000` or `0.5%`."""
    from sharedcli.reports.moving import Allowance

    read = re.fullmatch(r"£?(\d{1,12}(?:\.\d{1,2})?)|(\d{1,3}(?:\.\d{1,6})?)%", text.strip(), re.ASCII)
    if read is None:
        _refuse(f"{printable(text)} is neither pounds nor a percentage; write 1000 or 0.5%.", "--ignore-up-to")
    if read[2]:
        return Allowance(gbp=None, share=Decimal(read[2]) / 100)
    return Allowance(gbp=Decimal(read[1]))
