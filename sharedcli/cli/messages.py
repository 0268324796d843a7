"""What commands say on standard error about the files they were given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from sharedcli.cli.output import say

if TYPE_CHECKING:
    from sharedcli.api import CheckRun
    from sharedcli.model.finding import Finding

Read = TypeVar("Read")

_MOST_MESSAGES = 10


def tell_unread(run: CheckRun) -> None:
    """What could not be opened, in every format and with --quiet too."""
    unread = {file.file for file in run.files if not file.could_be_opened}
    tell_why([found for found in run.findings if found.location.file in unread])


def tell_why(unread: Sequence[Finding]) -> None:
    """Why files could not be read, one line each, and how many more there are."""
    for found in unread[:_MOST_MESSAGES]:
        say(f"sharedcli: {found.location.file}: {found.message}")
    if len(unread) > _MOST_MESSAGES:
        say(f"sharedcli: {len(unread) - _MOST_MESSAGES:,} more could not be read.")


def tell_findings(run: CheckRun) -> None:
    """Everything found, with its place and what to do: where there is no result that could show it."""
    from sharedcli.render.findings import render
    from sharedcli.reports.validation import Validation

    say(render(Validation(run)).rstrip("\n"))


def tell_refused(run: CheckRun) -> None:
    """Why one file cannot be used: it could not be opened, or everything found in it."""
    (tell_unread if run.unreadable else tell_findings)(run)


def used(path: str, load: Callable[[str], tuple[Read, CheckRun]], *, quiet: bool) -> tuple[Read, CheckRun]:
    """What one file holds and the run over it; why it cannot be used is said, and unless `quiet` what was found in it.

    Raises:
        FileNotReadyError: It could not be read, or holds an error.
    """
    from sharedcli import api

    try:
        read, run = load(path)
    except api.FileNotReadyError as refused:
        tell_refused(refused.run)
        raise
    if run.findings and not quiet:
        tell_findings(run)
    return read, run
