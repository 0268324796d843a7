"""`sharedcli explain`: a check, a risk or a parameter, offline, or a figure of some profiles, down to file and line."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from sharedcli.cli import asking, assumed, options
from sharedcli.cli.announced import announced
from sharedcli.cli.appraising import appraise
from sharedcli.cli.effort import effort_of
from sharedcli.cli.gathering import council_code
from sharedcli.cli.output import ExitCode, deliver, refuse_to_overwrite
from sharedcli.model.division import LEAVES_AFTER_MONTHS, SEED
from sharedcli.model.drawing import DRAWS, Drawing
from sharedcli.model.printable import printable
from sharedcli.render import EXPLANATION_FORMATS, FIGURE_FORMATS, renderer

if TYPE_CHECKING:
    from sharedcli.api import Appraised
    from sharedcli.model.asking import Asking
    from sharedcli.reports.explanation import Contents, Explanation
    from sharedcli.reports.figure import FigureReport
    from sharedcli.reports.proposals import ProposalsReport

NAME = "explain"
EVERY_FIGURE = "figures"

Subject = Annotated[
    str | None,
    typer.Argument(
        metavar="[WORD]",
        help="A check's or a risk's code or name, such as CF201 or RK101, or a parameter; all where left out. With "
        "profiles, a figure's id, such as crm.1.npv, or figures for a list of them.",
    ),
]
Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH...]",
        help="Profiles, to explain a figure of them: files, folders or -. For a figure of proposals, such as "
        "proposals.overstated, the file of centres first.",
    ),
]
Format = Annotated[
    Literal["text", "json"] | None,
    typer.Option("--format", help="How to write it.  [default: text, or by the suffix of --output]"),
]
Part = Annotated[
    str | None, typer.Option("--council", metavar="NAME", help="The part of a figure that is one council's.")
]
Which = Annotated[
    options.WhichOption | None,
    typer.Option("--option", help="List the figures of these consortia alone; an id says of which it is."),
]
Full = Annotated[bool, typer.Option("--full", help="Every council of a figure with each of its inputs.")]


def command(
    subject: Subject = None,
    paths: Paths = None,
    *,
    council: Part = None,
    full: Full = False,
    which: Which = None,
    by: asking.By = None,
    penalty: asking.Penalty = None,
    target: asking.Target = None,
    baseline: asking.Baseline = None,
    set_up: asking.SetUp = "own",
    running: asking.Running = "own",
    savings: asking.Savings = "own",
    rule: asking.WhichRule = None,
    true_up: asking.TrueUp = "3",
    leaves_after: asking.LeavesAfter = LEAVES_AFTER_MONTHS,
    draws: asking.Draws = DRAWS,
    seed: asking.Seed = SEED,
    service: options.Service = None,
    model: options.Model = "joint-procurement",
    assumptions: assumed.File = None,
    assume: assumed.Assume = None,
    periods: assumed.Periods = None,
    tolerance: options.Tolerance = "0",
    as_at: options.AsAt = None,
    fmt: Format = None,
    output: options.Output = None,
    force: options.Force = False,
    quiet: options.Quiet = False,
) -> None:
    """Explain a check, a parameter, or a figure of a report.

    Of a check what it looks for, why it matters and what to do; of a parameter every value it had, with source and
    evidence, where the method uses it and how to override it. Without a word, all are listed. Of a figure of some
    profiles the rows it is the sum of, the rule, parameters and values behind each, with file and line, and what would
    change it most: give the same profiles, assumptions and options as to the report, since figures rest on them.
    """
    path = options.destination(output)
    name = options.format_of(fmt, path, FIGURE_FORMATS)
    refuse_to_overwrite(path, force=force)
    if subject is None or not paths:
        found: Any = _word(subject)
        formats = EXPLANATION_FORMATS
    elif _is_announced(subject):
        own = assumed.assumed_of(assumptions, assume, periods=periods, quiet=quiet)
        file, *profiles = paths
        report = announced(file, profiles, service=service, own=own, as_at=as_at, quiet=quiet)
        found, formats = _announced(subject, report, council, full=full), FIGURE_FORMATS
    else:
        from sharedcli.model.asking import Asking
        from sharedcli.reports.appraised import option_named

        gbp = asking.penalty_of(penalty)
        looking = effort_of(options.percentage(tolerance, "--tolerance"), None, None)
        own = assumed.assumed_of(assumptions, assume, periods=periods, quiet=quiet)
        within = partial(
            appraise, paths, council=council, model=model, looking=looking, own=own, as_at=as_at, quiet=quiet
        )
        appraised = _appraised(subject, within, service)
        wishes = asking.wishes_of(
            appraised.loaded, option=option_named(which or "proposed"), set_up=set_up, running=running,
            savings=savings, rule=rule, true_up=true_up, leaves_after=leaves_after, seed=seed,
        )  # fmt: skip
        aims, drawing = asking.aims_of(target, baseline), Drawing(seed, draws)
        wanted = Asking(None if which is None else wishes.option, by, gbp, wishes, drawing, aims)
        found, formats = _figure(subject, appraised, wanted, full=full), FIGURE_FORMATS
    deliver(renderer(formats[name])(found), path, force=force, utf_8=name != "text")
    raise typer.Exit(ExitCode.NOTHING_FOUND)


def _word(subject: str | None) -> Explanation | Contents:
    from sharedcli.reports.explanation import NothingCalledError, contents, explain

    try:
        return contents() if subject is None else explain(subject)
    except NothingCalledError as unknown:
        if subject and (subject == EVERY_FIGURE or "." in subject):
            file = "FILE " if _is_announced(subject) else ""
            typed = f"`sharedcli explain {printable(subject)} {file}PATH...`"
            msg = f"A figure is one of some profiles: name them too, as in {typed}."
            raise typer.BadParameter(msg) from None
        raise typer.BadParameter(str(unknown)) from None


def _appraised(subject: str, within: Callable[..., Appraised], service: list[str] | None) -> Appraised:
    """What the figure is of: one service where its id begins with one, since services do not bear on each other."""
    try:
        return within(service=service or [subject.partition(".")[0]])
    except typer.BadParameter:
        return within(service=service)


def _is_announced(subject: str) -> bool:
    from sharedcli.reports.naming import is_announced

    return is_announced(subject)


def _announced(subject: str, report: ProposalsReport, council: str | None, *, full: bool) -> FigureReport:
    from sharedcli.reports.figure import NoFigureError
    from sharedcli.reports.figure_announced import announced_figure

    code = None if council is None else council_code(council, report.loaded)
    try:
        return announced_figure(subject, report, code, full=full)
    except NoFigureError as unknown:
        raise typer.BadParameter(str(unknown)) from None


def _figure(subject: str, asked: Appraised, own: Asking, *, full: bool) -> Any:  # noqa: ANN401 - loaded only here
    from sharedcli.model.periods import UnknownPeriodError
    from sharedcli.reports.figure import FigureList, FigureReport, NoFigureError

    try:
        for whole in asked.wholes:
            own.period(whole.given, whole.horizon)
        return FigureList(asked, own) if subject == EVERY_FIGURE else FigureReport.of(subject, asked, own, full=full)
    except UnknownPeriodError as unknown:
        raise asking.no_period(own.by, unknown) from None
    except NoFigureError as unknown:
        raise typer.BadParameter(str(unknown)) from None
