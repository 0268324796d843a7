"""`sharedcli template`: a workbook that a council fills in, in place of YAML."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from sharedcli.cli import options
from sharedcli.cli.gathering import known
from sharedcli.cli.messages import used
from sharedcli.cli.output import ExitCode, deliver_bytes, refuse_to_overwrite, say
from sharedcli.model.printable import printable

if TYPE_CHECKING:
    from sharedcli.model.authority import Authority

NAME = "template"

_SUFFIX = ".xlsx"

Output = Annotated[
    str, typer.Option("--output", metavar="PATH", help="The workbook to write, .xlsx; - for standard output.")
]
Council = Annotated[
    str | None,
    typer.Option("--council", metavar="NAME", help="Fill in who this council is; a name or an ONS code."),
]
From = Annotated[
    str | None, typer.Option("--from", metavar="PROFILE", help="Fill in everything that this profile says.")
]
Service = Annotated[
    list[str] | None, typer.Option("--service", metavar="KEY", help="A row for this service; repeat, or use commas.")
]


def command(
    *,
    output: Output = "council.xlsx",
    council: Council = None,
    profile: From = None,
    service: Service = None,
    force: options.Force = False,
    quiet: options.Quiet = False,
) -> None:
    """Write a workbook in which a council fills in its systems and contracts.

    It has drop-downs, and beside each cell what it asks for. `sharedcli import` makes a profile of it.
    """
    if profile is not None and council is not None:
        msg = "the profile says already whose it is; give --from or --council, not both."
        raise typer.BadParameter(msg, param_hint="--council")
    if profile is not None and Path(profile).is_dir():
        msg = f"{printable(profile, most=300)} is a folder; give one profile."
        raise typer.BadParameter(msg, param_hint="--from")
    path = _path(output)
    refuse_to_overwrite(path, force=force)
    from sharedcli.api import starting
    from sharedcli.render.template import render_template
    from sharedcli.reports.template import pages

    services = [
        known(word, starting.services(), "--service", "No service is called") for word in options.words(service)
    ]
    # What the checks say of it is not asked here: a profile may be put into a workbook to be mended.
    going_on = None if profile is None else used(profile, starting.load_profile, quiet=True)[0]
    authority = None if council is None else _authority(council)
    _refuse_unheld(services, authority)
    filled = starting.first_answers(profile=going_on, authority=authority, services=dict.fromkeys(services))
    name = "council.xlsx" if path is None else PurePath(path).name
    notes = {} if authority is None else starting.notes_of(authority)
    deliver_bytes(render_template(pages(filled, notes=notes, file=name)), path, force=force)
    if path is not None and not quiet:
        say(f"{path} is written. Fill it in, save it, and type: sharedcli import {path}")
    raise typer.Exit(ExitCode.NOTHING_FOUND)


def _path(output: str) -> str | None:
    path = options.destination(output)
    if path is not None and PurePath(path).suffix.lower() != _SUFFIX:
        msg = f"the workbook is {_SUFFIX}; give a name that ends so."
        raise typer.BadParameter(msg, param_hint="--output")
    return path


def _authority(name: str) -> Authority:
    from sharedcli.api import starting

    found = starting.council_called(name)
    if isinstance(found, str):
        msg = f"{found} Give the full name or the ONS code."
        raise typer.BadParameter(msg, param_hint="--council")
    return found


def _refuse_unheld(keys: list[str], authority: Authority | None) -> None:
    from sharedcli.api import starting

    for key in keys:
        if authority is not None and authority.tier not in starting.services()[key].tiers:
            msg = f"{authority.name} is of tier {authority.tier}, which does not hold {key}."
            raise typer.BadParameter(msg, param_hint="--service")
