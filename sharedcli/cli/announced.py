"""Centres announced, read and appraised by the councils' profiles: what `proposals` shows and `explain` explains."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sharedcli.cli import assumed, options
from sharedcli.cli.gathering import gather, known
from sharedcli.cli.messages import used
from sharedcli.cli.output import STANDARD_OUTPUT

if TYPE_CHECKING:
    from sharedcli.api import CheckRun, Loaded
    from sharedcli.model.proposals import Proposals
    from sharedcli.reports.proposals import ProposalsReport


def announced(
    file: str, paths: list[str], *, service: list[str] | None, own: assumed.Assumed, as_at: str | None, quiet: bool
) -> ProposalsReport:
    """The centres of a file appraised by profiles, those beside it where no paths are given.

    Raises:
        ProposalsNotReadyError: The file could not be read or holds an error, which is said on standard error.
        NothingToAppraiseError: No profile is ready.
        typer.BadParameter: An option names what is not there.
    """
    profiles, day = _profiles(file, paths), options.day(as_at)
    proposals, read = _read(file)
    services = _services(proposals, options.words(service))
    loaded = gather(profiles, as_at=day, quiet=quiet)
    return _report(proposals, read, loaded, services, own)


def _profiles(file: str, paths: list[str]) -> list[str]:
    """Where the profiles are; the file of centres itself, which `*.yaml` names too, is none of them."""
    if not paths:
        if file == STANDARD_OUTPUT:
            msg = "with the centres on standard input, name where the profiles are."
            raise typer.BadParameter(msg, param_hint="PATH")
        return [str(Path(file).parent)]
    return [path for path in paths if os.path.normpath(path) != os.path.normpath(file)]


def _read(file: str) -> tuple[Proposals, CheckRun]:
    from sharedcli import api

    return used(file, api.load_proposals, quiet=True)  # its report says what was found


def _services(proposals: Proposals, wanted: list[str]) -> list[str] | None:
    named = {centre.service for centre in proposals.centres}
    return [known(word, named, "--service", "No centre here is announced for") for word in wanted] or None


def _report(
    proposals: Proposals, read: CheckRun, loaded: Loaded, services: list[str] | None, own: assumed.Assumed
) -> ProposalsReport:
    from sharedcli import api
    from sharedcli.reports.proposals import ProposalsReport

    cohort = api.cohort_of(proposals.as_at, loaded)
    whole = api.appraise_proposals(proposals, cohort, own.in_force(cohort.as_at), services=services)
    return ProposalsReport(whole, loaded, read)
