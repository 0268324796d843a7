"""The steps of `import`: what was said of the files, reading them with a bar, deciding, and writing the profiles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sharedcli.cli.editors import put_schema_beside
from sharedcli.cli.messages import used
from sharedcli.cli.output import ExitCode, NotWrittenError, deliver_beside, say
from sharedcli.cli.picking import ask
from sharedcli.cli.progress import Progress
from sharedcli.model.finding import Severity

if TYPE_CHECKING:
    from sharedcli.api.importing import Asked, DateOrder, Decided, Key, SortedFile
    from sharedcli.model.authority import Authority
    from sharedcli.reports.importing import ImportReport

_KIB = 1024


def asked_of(date_order: DateOrder | None, headings: str | None, council: str, *, quiet: bool) -> Asked:
    """What the command line says of the files; what it says itself goes before a file of headings.

    Raises:
        FileNotReadyError: The file of headings cannot be used.
    """
    from sharedcli.api import importing

    wording = used(headings, importing.load_wording, quiet=quiet)[0] if headings else None
    return importing.Asked(date_order, wording, council)


def council_meant(name: str | None) -> Authority | None:
    """The council of `--council`, `None` where it is not given.

    Raises:
        typer.BadParameter: No one council of today is meant.
    """
    from sharedcli.api import importing

    found = importing.council_called(name) if name is not None else None
    if isinstance(found, str):
        raise typer.BadParameter(found, param_hint="--council")
    return found


def sorted_files(
    files: list[str], asked: Asked, kind: str | None, wanted: frozenset[Key], *, only: str, quiet: bool
) -> tuple[SortedFile, ...]:
    """Every file read and sorted, with a progress bar."""
    from sharedcli.api import importing

    with Progress("KiB read", wanted=not quiet) as progress:

        def on_rows(done: int, of: int) -> None:
            progress(done // _KIB, of // _KIB)

        return importing.sort_files(files, asked, kind=kind, wanted=wanted, only=only, on_rows=on_rows)


def asked_about(rows: tuple[Decided, ...]) -> tuple[Decided, ...]:
    """The rows as a person who is there decides them.

    Raises:
        typer.Exit: The person stopped before the end (Ctrl-C or Ctrl-D), so that nothing is to be written.
    """
    try:
        return ask(rows)
    except typer.Abort:
        say("\nsharedcli: nothing was written.")
        raise typer.Exit(ExitCode.INTERRUPTED) from None


def nothing_in_the_way(report: ImportReport, *, force: bool) -> None:
    """Raise `NotWrittenError` where a profile to be written is there already."""
    if report.folder is None or force:
        return
    if standing := [report.path_of(one) for one in report.written if Path(report.path_of(one)).exists()]:
        more = f" and {len(standing) - 1} more" if len(standing) > 1 else ""
        msg = f"{standing[0]}{more} exists already; nothing was written. Give --force, or another folder with --into."
        raise NotWrittenError(msg)


def write_profiles(report: ImportReport, *, force: bool) -> None:
    """Write every profile, and the schema for editors beside them; in a dry run none.

    Raises:
        NotWrittenError: A file stands in the way, or cannot be written; then none is.
    """
    nothing_in_the_way(report, force=force)
    targets = {} if report.folder is None else {report.path_of(one): one.content for one in report.written}
    if not targets:
        return
    folder = str(report.folder)
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        why = "it is a file" if Path(folder).is_file() else problem.strerror or "it cannot be made"
        msg = f"{folder} cannot be the folder for the profiles: {why}. Nothing was written; give another with --into."
        raise NotWrittenError(msg) from None
    for path, content in targets.items():
        deliver_beside((content or b"").decode(), path, force=force)
    put_schema_beside(next(iter(targets)))


def exit_code(report: ImportReport, fail_on: Severity | None) -> ExitCode:
    """Files that could not be read, findings at or above `fail_on` (`None` is never), or neither.

    A file of a council's own that could not be merged into is a finding of the worst kind.
    """
    files = report.imported.files
    if not all(file.was_read for file in files):
        return ExitCode.NOT_DONE
    worst = max((found.severity for file in files for found in (*file.findings, *file.refusals)), default=None)
    unmerged = any(one.merged and one.merged.refusal for one in report.prepared)
    failed = unmerged or (worst is not None and fail_on is not None and worst >= fail_on)
    return ExitCode.FINDINGS if failed and fail_on is not None else ExitCode.NOTHING_FOUND
