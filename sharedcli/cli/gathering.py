"""What every command that appraises does first and last: read the profiles, find the council meant, end with a code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import typer

from sharedcli.cli import options
from sharedcli.cli.messages import tell_unread
from sharedcli.cli.output import ExitCode
from sharedcli.cli.progress import Progress
from sharedcli.model.printable import printable

if TYPE_CHECKING:
    from sharedcli.api import CheckRun, Loaded
    from sharedcli.model.profile import Cohort


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


def asked_for(
    loaded: Loaded, council: str | None, services: Collection[str]
) -> tuple[str | None, list[tuple[Cohort, tuple[str, ...]]]]:
    """The ONS code of the council asked for, and each cohort that it is in with the services to look at.

    Without a council all cohorts are looked at, without services all that are listed.
    """
    code = None if council is None else council_code(council, loaded)
    cohorts = [cohort for cohort in loaded.cohorts if code is None or code in cohort.codes]
    listed = {service for cohort in cohorts for service in cohort.services_of(code)}
    wanted = {known(service, listed, "--service", "No council here lists") for service in services} or listed
    each = [(cohort, tuple(sorted(wanted & {*cohort.services_of(code)}))) for cohort in cohorts]
    return code, [(cohort, about) for cohort, about in each if about]


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


def exit_code(fail_on: options.Level, *runs: CheckRun, found_none: bool = False) -> ExitCode:
    """The code for what was read: files that could not be, findings at or above `fail_on`, or neither.

    `found_none` makes an answer that found nothing a finding.
    """
    if any(run.unreadable for run in runs):
        return ExitCode.NOT_DONE
    least = options.severity(fail_on)
    failed = least is not None and any(finding.severity >= least for run in runs for finding in run.findings)
    return ExitCode.FINDINGS if failed or found_none else ExitCode.NOTHING_FOUND
