"""`sharedcli import`: what others publish about a council's contracts, or a filled-in template, to draft profiles."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from sharedcli.cli import options
from sharedcli.cli.drafting import (
    asked_about,
    asked_of,
    council_meant,
    exit_code,
    nothing_in_the_way,
    sorted_files,
    write_profiles,
)
from sharedcli.cli.messages import tell_why
from sharedcli.cli.output import deliver_beside, refuse_to_overwrite
from sharedcli.cli.prompting import is_somebody_there
from sharedcli.cli.sending import Format, sending

NAME = "import"

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...", show_default=False,
        help="Registers as CSV or Excel, notices as OCDS JSON, filled-in templates, or - for standard input.",
    ),
]  # fmt: skip
From = Annotated[
    Literal["csv", "workbook", "ocds", "template"] | None,
    typer.Option("--from", help="Which kind the files are.  [default: as each looks]"),
]
Whose = Annotated[
    str | None,
    typer.Option(
        "--council", metavar="NAME",
        help="Whose register it is, where it names no buyer; else, only this council's contracts.",
    ),
]  # fmt: skip
DateOrder = Annotated[
    Literal["day-first", "month-first"] | None,
    typer.Option("--date-order", help="How 03/04/2026 is meant, where the file does not tell."),
]
Headings = Annotated[
    str | None,
    typer.Option("--headings", metavar="FILE", help="What headings mean that are not known here, as a file."),
]
PicksFile = Annotated[
    str | None, typer.Option("--picks", metavar="FILE", help="Decisions about rows, as --save-picks writes them.")
]
SavePicks = Annotated[
    str | None, typer.Option("--save-picks", metavar="FILE", help="Write what was recognised, to decide by and change.")
]
Least = Annotated[
    Literal["high", "medium", "low"],
    typer.Option("--confidence", help="Take what is recognised at least so surely, where nobody decides."),
]
AsAt = Annotated[
    str | None,
    typer.Option(
        "--as-at", metavar="DATE",
        help="The day the drafts describe.  [default: when each council's newest contract was published]",
    ),
]  # fmt: skip
Into = Annotated[str, typer.Option("--into", metavar="FOLDER", help="Where the profiles are written.")]
Merge = Annotated[
    list[str] | None,
    typer.Option(
        "--merge", metavar="PATH",
        help="Profiles that councils keep already: what they lack is put in, what they say stays. The result goes "
        "to --into.",
    ),
]  # fmt: skip
DryRun = Annotated[bool, typer.Option("--dry-run", help="Write no profile, and show what would be written.")]
Yes = Annotated[bool, typer.Option("--yes", help="Ask nothing: take what is recognised.")]


def command(
    files: Files,
    *,
    kind: From = None,
    council: Whose = None,
    date_order: DateOrder = None,
    headings: Headings = None,
    picks: PicksFile = None,
    save_picks: SavePicks = None,
    confidence: Least = "medium",
    as_at: AsAt = None,
    into: Into = "drafts",
    merge: Merge = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    fmt: Format = None,
    output: options.Output = None,
    force: options.Force = False,
    fail_on: options.FailOn = "error",
    quiet: options.Quiet = False,
    no_colour: options.NoColour = False,
) -> None:
    """Make draft profiles of what others have published: contract registers and notices, or a filled-in template.

    Every row is picked, left out or refused, with the reason. On a terminal each pick can be accepted, changed or
    dropped; elsewhere --picks does that, and otherwise what is recognised surely enough is taken. Nothing is written
    over without --force.
    """
    beside = options.file_beside(save_picks, "--save-picks")
    there = sending(fmt, output, force=force, no_colour=no_colour)
    refuse_to_overwrite(beside, force=force)
    day = options.day(as_at)
    from sharedcli.api import importing
    from sharedcli.reports.importing import ImportReport

    whose = council_meant(council)
    asked = asked_of(date_order, headings, whose.name if whose else "", quiet=quiet)
    rulings = importing.rulings(picks) if picks else {}
    found = sorted_files(files, asked, kind, frozenset(rulings), only=whose.code if whose else "", quiet=quiet)
    own = importing.own_files(merge or ())

    def report_of(rows: tuple[importing.Decided, ...]) -> ImportReport:
        imported = importing.import_rows(found, rows, as_at=day, only=whose.code if whose else "")
        return ImportReport(imported, tuple(importing.prepare(imported.drafts, own)), None if dry_run else into)

    rows = importing.decide_all(found, least=confidence, rulings=rulings, file=picks or "")
    if not (yes or picks) and is_somebody_there():
        nothing_in_the_way(report_of(rows), force=force)  # nobody is asked a hundred things in vain
        rows = asked_about(rows)
    if beside:
        deliver_beside(importing.picks_text(importing.listed(rows)), beside, force=force)
    report = report_of(rows)
    write_profiles(report, force=force)
    if there.path is not None:  # else the page itself says so first of all
        tell_why([found for file in report.imported.files if not file.was_read for found in file.findings])
    there.send(report)
    raise typer.Exit(exit_code(report, options.severity(fail_on)))
