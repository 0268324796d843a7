"""Commands that appraise profiles and show a report of it: what all of them ask for is declared here, once.

A command is a function from what was appraised, and options of its own, to a report; `appraising` gives it the rest:
reading, appraising, writing, the exit code.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import typer

from sharedcli.cli import assumed, options
from sharedcli.cli.effort import effort_of
from sharedcli.cli.gathering import asked_for, exit_code, gather
from sharedcli.cli.progress import Progress
from sharedcli.cli.sending import Format, sending
from sharedcli.model.delivery import DeliveryModel, ModelKey

if TYPE_CHECKING:
    from sharedcli.api import Appraised
    from sharedcli.model.wishes import Effort
    from sharedcli.reports.appraised import AppraisedReport


def appraise(
    paths: list[str],
    *,
    council: str | None,
    service: list[str] | None,
    model: ModelKey,
    looking: Effort,
    own: assumed.Assumed = assumed.AS_SHIPPED,
    as_at: str | None,
    quiet: bool,
) -> Appraised:
    """Read the profiles and appraise what was asked for, under the assumptions in force, `own` among them.

    Raises:
        NothingToAppraiseError: No profile is ready.
        typer.BadParameter: An option names what is not there.
    """
    loaded = gather(paths, as_at=options.day(as_at), quiet=quiet)
    code, asked = asked_for(loaded, council, options.words(service))
    from sharedcli import api

    with Progress("services", wanted=not quiet) as progress:
        wholes = tuple(
            api.assess(
                cohort, own.in_force(cohort.as_at), services=about, model=DeliveryModel.named(model),
                effort=looking, on_service=lambda done, of, gap: progress(done, of, f"gap {gap:.1%}"),
            )
            for cohort, about in asked
        )  # fmt: skip
    return api.Appraised(loaded, code, wholes)


def appraising(show: Callable[..., AppraisedReport]) -> Callable[..., None]:
    """The command that appraises what is asked for and writes the report that `show` makes of it.

    `show` takes an `Appraised` and, by keyword, options of its own; its docstring is the command's help.
    """

    def command(
        paths: options.Paths,
        *,
        council: options.Council = None,
        service: options.Service = None,
        model: options.Model = "joint-procurement",
        assumptions: assumed.File = None,
        assume: assumed.Assume = None,
        periods: assumed.Periods = None,
        tolerance: options.Tolerance = "0",
        time_limit: options.TimeLimit = None,
        jobs: options.Jobs = None,
        as_at: options.AsAt = None,
        fmt: Format = None,
        output: options.Output = None,
        force: options.Force = False,
        fail_on: options.FailOn = "error",
        fail_if_none: options.FailIfNone = False,
        quiet: options.Quiet = False,
        no_colour: options.NoColour = False,
        **own: Any,  # noqa: ANN401 - whatever options `show` declares
    ) -> None:
        there = sending(fmt, output, force=force, no_colour=no_colour)
        looking = effort_of(options.percentage(tolerance, "--tolerance"), time_limit, jobs)
        own_values = assumed.assumed_of(assumptions, assume, periods=periods, quiet=quiet)
        asked = appraise(
            paths, council=council, service=service, model=model, looking=looking, own=own_values,
            as_at=as_at, quiet=quiet,
        )  # fmt: skip
        report = show(asked, **own)
        there.send(report)
        runs = (*own_values.runs, asked.loaded.run)
        raise typer.Exit(exit_code(fail_on, *runs, found_none=fail_if_none and not report.formed))

    _declare(command, like=show)
    return command


def _declare(command: Any, *, like: Any) -> None:  # noqa: ANN401 - functions, with the names that functions have
    """Give a command the options of `like` beside its own, where Typer looks for them.

    Only the annotations that Typer reads are resolved: what `like` takes and returns is loaded when it runs.
    """
    common = inspect.signature(command, eval_str=True).parameters.values()
    own = [
        option.replace(annotation=eval(option.annotation, like.__globals__))  # noqa: S307 - our own annotations, postponed
        for option in inspect.signature(like).parameters.values()
        if option.kind is option.KEYWORD_ONLY
    ]
    declared = [option for option in common if option.kind is not option.VAR_KEYWORD]
    paths, *rest = declared
    command.__signature__ = inspect.Signature([paths, *own, *rest])
    command.__annotations__ = {option.name: option.annotation for option in (*declared, *own)}
    command.__doc__ = like.__doc__
    command.__name__ = like.__name__
