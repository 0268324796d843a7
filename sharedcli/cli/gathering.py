"""What every command that appraises does first and last: read the profiles, find the council meant, end with a code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer

from sharedcli.cli import options
from sharedcli.cli.messages import tell_unread
from sharedcli.cli.output import ExitCode
from sharedcli.cli.progress import Progress
from sharedcli.model.printable import printable

if TYPE_CHECKING:
    from sharedcli.api import CheckRun, Loaded


def gather(paths: Iterable[str], *, as_at: dt.date | None, quiet: bool) -> Loaded:
    """The profiles ready to appraise; what could not be opened is said on standard error, whatever happens.

    Raises:
        NothingToAppraiseError: No profile is ready.
    """
    from sharedcli import api

    with Progress("files read", wanted=not quiet) as progress:
        try:
            loaded = api.load(paths, as_at=as_at, on_file=progress)
        except api.NothingToAppraiseError as nothing:
            tell_unread(nothing.run)
            raise
    tell_unread(loaded.run)
    return loaded


def council_code(council: str, loaded: Loaded, option: str = "--council") -> str:
    """The ONS code of the one council meant: by code, by whole name, or by a part of it that only one has."""
    names = {p.council.code: p.council.name for cohort in loaded.cohorts for p in cohort.profiles}
    meant = council.strip().casefold()
    exact = [code for code, name in names.items() if meant in {code.casefold(), name.casefold()}]
    found = exact or [code for code, name in names.items() if name.casefold().startswith(meant)]
    found = found or [code for code, name in names.items() if meant in name.casefold()]
    if not found:
        return known(council, names.values(), option, "No profile here is of")
    if len(found) > 1:
        several = ", ".join(sorted(printable(names[code]) for code in found))
        msg = f"{printable(council)} could be any of: {several}."
        raise typer.BadParameter(msg, param_hint=option)
    return found[0]


def known(word: str, among: Iterable[str], option: str, none_is: str) -> str:
    """The word itself where it is among those known; else a refusal of `option` that suggests one."""
    from difflib import get_close_matches

    words = sorted(among)
    if word in words:
        return word
    close = get_close_matches(word, words, n=1, cutoff=0.4)
    hint = f" Did you mean {printable(close[0])}?" if close else f" Known: {', '.join(map(printable, words))}."
    msg = f"{none_is} {printable(word)}.{hint}"
    raise typer.BadParameter(msg, param_hint=option)


def exit_code(run: CheckRun, fail_on: options.Level) -> ExitCode:
    """The code for what was read: files that could not be, findings at or above `fail_on`, or neither."""
    if run.unreadable:
        return ExitCode.NOT_DONE
    least = options.severity(fail_on)
    failed = least is not None and any(finding.severity >= least for finding in run.findings)
    return ExitCode.FINDINGS if failed else ExitCode.NOTHING_FOUND
