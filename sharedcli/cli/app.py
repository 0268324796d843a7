"""The `sharedcli` command: what it is made of, and the last catch for what goes wrong.

A mistake of the user ends in one message, never in a traceback.
"""

from __future__ import annotations

import gc
from typing import Annotated

import typer

from sharedcli import __version__
from sharedcli.cli.commands import (
    assess,
    compare,
    csr,
    explain,
    import_,
    incentives,
    init,
    match,
    parameters,
    proposals,
    risk,
    savings,
    schema,
    share,
    show,
    template,
    timeline,
    validate,
)
from sharedcli.cli.output import EXIT_CODES, ExitCode, say, silence_standard_output
from sharedcli.errors import SharedcliError

# No rich help: importing rich would take as long as everything else together.
app = typer.Typer(
    name="sharedcli",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EXIT_CODES,
)
for module in (
    assess, match, timeline, savings, risk, csr, share, incentives, proposals, compare, validate, show, import_, init,
    template, parameters, explain, schema,
):  # fmt: skip
    app.command(module.NAME, epilog=EXIT_CODES)(module.command)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sharedcli {__version__}")
        raise typer.Exit


@app.callback()
def sharedcli(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Tells UK councils with whom they could share which system, when, and what it is worth to each."""


# Profiles are trees of many small values that hold no circles, so looking for circles often would be a third of
# the time of a large folder. Measured: memory is the same.
_VALUES_BETWEEN_COLLECTIONS = 200_000


def main() -> None:
    """Run the command line and exit with its code."""
    gc.set_threshold(_VALUES_BETWEEN_COLLECTIONS, 5, 100)
    try:
        app(prog_name="sharedcli")
    except SharedcliError as problem:
        say(f"sharedcli: {problem}")
        raise SystemExit(ExitCode.NOT_DONE) from None
    except KeyboardInterrupt:
        _interrupted()
    except OSError as problem:
        silence_standard_output()
        say(f"sharedcli: {problem.strerror or problem}.")
        raise SystemExit(ExitCode.NOT_DONE) from None
    except Exception as fault:  # noqa: BLE001 - the last catch: a fault of ours must not look like a finding, exit code 1
        say(f"sharedcli: a fault in sharedcli itself ({type(fault).__name__}: {fault}). Please report it.")
        raise SystemExit(ExitCode.NOT_DONE) from None
    except SystemExit as ending:
        if ending.code == ExitCode.INTERRUPTED:
            _interrupted()
        raise


def _interrupted() -> None:
    say("sharedcli: stopped before the end.")
    raise SystemExit(ExitCode.INTERRUPTED) from None
