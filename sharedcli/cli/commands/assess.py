"""`sharedcli assess`: the verdict for every council and service."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sharedcli.cli import options
from sharedcli.cli.messages import tell_unread
from sharedcli.cli.output import ExitCode, deliver, refuse_to_overwrite
from sharedcli.cli.progress import Progress
from sharedcli.model.delivery import DeliveryModel, ModelKey
from sharedcli.model.printable import printable
from sharedcli.render import REPORT_FORMATS, renderer

if TYPE_CHECKING:
    from sharedcli.api import Loaded
    from sharedcli.reports.assessment import AssessmentReport

NAME = "assess"

Format = Annotated[
    Literal["text", "json"] | None,
    typer.Option("--format", help="How to write it.  [default: text, or by the suffix of --output]"),
]
Council = Annotated[
    str | None, typer.Option("--council", metavar="NAME", help="One council's own view, by name or ONS code.")
]
Service = Annotated[
    list[str] | None, typer.Option("--service", metavar="KEY", help="Only this service; repeat, or use commas.")
]
Model = Annotated[
    ModelKey, typer.Option("--model", help="Buy together and each run its own, or one team that runs it for all.")
]
FailIfNone = Annotated[bool, typer.Option("--fail-if-none", help="Exit with 1 where no group of councils gains.")]


def command(
    paths: options.Paths,
    *,
    council: Council = None,
    service: Service = None,
    model: Model = "joint-procurement",
    as_at: options.AsAt = None,
    fmt: Format = None,
    output: options.Output = None,
    force: options.Force = False,
    fail_on: options.FailOn = "error",
    fail_if_none: FailIfNone = False,
    quiet: options.Quiet = False,
    no_colour: options.NoColour = False,
) -> None:
    """Tell every council with whom it could share what, when, and what it is worth.

    For each service: which consortia to form, what each member gains or loses, and one verdict for each
    council: Go, Go if, Wait or Do not join. Profiles with errors are left out, and named at the top.
    """
    path = options.destination(output)
    name = options.format_of(fmt, path, REPORT_FORMATS)
    refuse_to_overwrite(path, force=force)
    from sharedcli import api

    with Progress("files read", wanted=not quiet) as progress:
        try:
            loaded = api.load(paths, as_at=options.day(as_at), on_file=progress)
        except api.NothingToAppraiseError as nothing:
            tell_unread(nothing.run)
            raise
    tell_unread(loaded.run)
    report = _report(loaded, council, options.words(service), DeliveryModel.named(model))
    text = renderer(REPORT_FORMATS[name])(report, options.screen(path, no_colour=no_colour))
    deliver(text, path, force=force, utf_8=name != "text")
    raise typer.Exit(_exit_code(report, fail_on, fail_if_none=fail_if_none))


def _report(loaded: Loaded, council: str | None, services: list[str], model: DeliveryModel) -> AssessmentReport:
    from sharedcli import api
    from sharedcli.reports.assessment import AssessmentReport

    code = None if council is None else _code_of(council, loaded)
    cohorts = [cohort for cohort in loaded.cohorts if code is None or code in cohort.codes]
    listed = {service for cohort in cohorts for service in cohort.services_of(code)}
    wanted = {_one_of(service, listed, "--service", "No council here lists") for service in services} or listed
    wholes = (
        api.assess(
            cohort,
            api.assumptions(cohort.as_at),
            services=tuple(sorted(wanted & {*cohort.services_of(code)})),
            model=model,
        )
        for cohort in cohorts
    )
    return AssessmentReport(tuple(whole for whole in wholes if whole.services), loaded, code)


def _code_of(council: str, loaded: Loaded) -> str:
    """The ONS code of the one council meant: by code, by whole name, or by a part of it that only one has."""
    known = {p.council.code: p.council.name for cohort in loaded.cohorts for p in cohort.profiles}
    meant = council.strip().casefold()
    exact = [code for code, name in known.items() if meant in {code.casefold(), name.casefold()}]
    found = exact or [code for code, name in known.items() if name.casefold().startswith(meant)]
    found = found or [code for code, name in known.items() if meant in name.casefold()]
    if not found:
        return _one_of(council, known.values(), "--council", "No profile here is of")
    if len(found) > 1:
        names = ", ".join(sorted(printable(known[code]) for code in found))
        msg = f"{printable(council)} could be any of: {names}."
        raise typer.BadParameter(msg, param_hint="--council")
    return found[0]


def _one_of(word: str, known: Iterable[str], option: str, none_is: str) -> str:
    """The word itself where it is known; else a refusal that suggests one."""
    from difflib import get_close_matches

    among = sorted(known)
    if word in among:
        return word
    close = get_close_matches(word, among, n=1, cutoff=0.4)
    hint = f" Did you mean {printable(close[0])}?" if close else f" Known: {', '.join(map(printable, among))}."
    msg = f"{none_is} {printable(word)}.{hint}"
    raise typer.BadParameter(msg, param_hint=option)


def _exit_code(report: AssessmentReport, fail_on: options.Level, *, fail_if_none: bool) -> ExitCode:
    run, least = report.loaded.run, options.severity(fail_on)
    if run.unreadable:
        return ExitCode.NOT_DONE
    failed = least is not None and any(finding.severity >= least for finding in run.findings)
    return ExitCode.FINDINGS if failed or (fail_if_none and not report.formed) else ExitCode.NOTHING_FOUND
