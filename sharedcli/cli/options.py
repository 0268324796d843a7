"""The options that several commands share, each declared once, and what their text means."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable, Collection
from pathlib import PurePath
from typing import Annotated, Literal

import typer

from sharedcli.cli.output import STANDARD_OUTPUT
from sharedcli.model.delivery import ModelKey
from sharedcli.model.finding import Severity
from sharedcli.model.printable import printable
from sharedcli.render import SUFFIXES
from sharedcli.render.screen import PIPE, Screen

_MOST_DIGITS = 18  # Python itself refuses to read a number of thousands of digits.
Level = Literal["error", "warning", "note", "never"]

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Profiles: files, folders, or - for standard input.", show_default=False),
]
Output = Annotated[
    str | None,
    typer.Option("--output", metavar="PATH", help="Write to this file; its suffix decides the format."),
]
Force = Annotated[bool, typer.Option("--force", help="Write over an existing file.")]
FailOn = Annotated[Level, typer.Option("--fail-on", help="The least severity that makes the exit code 1.")]
AsAt = Annotated[
    str | None,
    typer.Option("--as-at", metavar="DATE", help="The day to appraise at.  [default: the latest among the profiles]"),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress and no summary on standard error.")]
NoColour = Annotated[bool, typer.Option("--no-colour", "--no-color", help="No colours; NO_COLOR does the same.")]
Council = Annotated[
    str | None, typer.Option("--council", metavar="NAME", help="One council's own view, by name or ONS code.")
]
Service = Annotated[
    list[str] | None, typer.Option("--service", metavar="KEY", help="Only this service; repeat, or use commas.")
]
Model = Annotated[
    ModelKey, typer.Option("--model", help="Buy together and each run its own, or one team that runs it for all.")
]
WhichOption = Literal["proposed", "small", "one-large", "mandated"]
Which = Annotated[
    WhichOption,
    typer.Option("--option", help="Which consortia: those proposed, or those of another option that assess compares."),
]
FailIfNone = Annotated[bool, typer.Option("--fail-if-none", help="Exit with 1 where no group of councils gains.")]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="CODE", help="Only these checks, by code or name; repeat, or use commas."),
]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="CODE", help="Not these checks; this wins over --select.")
]
Severities = Annotated[
    list[str] | None,
    typer.Option("--severity", metavar="CODE=LEVEL", help="Another severity for a check: error, warning or note."),
]
Tolerance = Annotated[
    str,
    typer.Option("--tolerance", metavar="PCT", help="A gap to the best possible that is small enough."),
]
TimeLimit = Annotated[
    float | None,
    typer.Option("--time-limit", metavar="SECONDS", min=0, help="Stop then, with the best found and its bound."),
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", metavar="N", min=1, help="Processes at work at once.  [default: one for each core]"),
]


def words(given: Collection[str] | None) -> list[str]:
    """What was given to an option that repeats, commas split too.

    >>> words(["CF201,CF203", "CF017"])
    ['CF201', 'CF203', 'CF017']
    """
    found = [word.strip() for text in given or () for word in text.split(",") if word.strip()]
    if given and not found:
        msg = "an option that takes names was given none; leave it out for all."
        raise typer.BadParameter(msg)
    return found


def percentage(text: str, option: str = "--min-completeness") -> float:
    """A share from a percentage.

    >>> percentage("80"), percentage("12.5%")
    (0.8, 0.125)
    """
    digits = text.strip().removesuffix("%")
    share = float(digits) / 100 if digits.replace(".", "", 1).isdecimal() else -1.0
    if not 0 <= share <= 1:
        msg = f"{text} is not a percentage from 0 to 100."
        raise typer.BadParameter(msg, param_hint=option)
    return share


def whole_number(least: int, most: int, *, such_as: int) -> Callable[[object], int]:
    """What reads a number of an option, both ends included: Typer's own words say neither what it must be nor how.

    >>> whole_number(0, 1_000_000, such_as=2_000)("10,000")
    10000
    """

    def whole(text: object) -> int:
        digits = str(text).strip().replace(",", "").replace("_", "")
        if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS and least <= int(digits) <= most:
            return int(digits)
        shown = printable(str(text)) or "nothing"
        msg = f"{shown} is not a whole number from {least:,} to {most:,}; write it in digits, such as {such_as}."
        raise typer.BadParameter(msg)

    return whole


def destination(path: str | None) -> str | None:
    """The file to write, `None` for standard output."""
    if path == "":
        msg = "--output needs a path."
        raise typer.BadParameter(msg)
    return None if path == STANDARD_OUTPUT else path


def file_beside(path: str | None, option: str) -> str | None:
    """A second file to write beside the result, which alone may go to standard output."""
    if path in {"", STANDARD_OUTPUT}:
        msg = f"{option} needs a file."
        raise typer.BadParameter(msg)
    return path


def format_of(given: str | None, path: str | None, offered: Collection[str]) -> str:
    """The format: the one given, else what the suffix of the output file stands for, else the first offered."""
    if given is not None or path is None:
        return given or next(iter(offered))
    suffix = PurePath(path).suffix.lower()
    found = SUFFIXES.get(suffix, "")
    if found not in offered:
        known = ", ".join(end for end, name in SUFFIXES.items() if name in offered)
        msg = f"The suffix of {path} stands for no format here ({known} do). Give --format."
        raise typer.BadParameter(msg)
    return found


def severity(level: Level) -> Severity | None:
    """The least severity that counts, `None` for never."""
    return None if level == "never" else Severity.named(level)


def screen(path: str | None, *, no_colour: bool) -> Screen:
    """The terminal the result goes to, or none."""
    if path is not None or sys.stdout is None or not sys.stdout.isatty():
        return PIPE
    return Screen(colour=not no_colour and _shows_colours(), width=shutil.get_terminal_size().columns)


def _shows_colours() -> bool:
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return os.name != "nt" or "WT_SESSION" in os.environ  # older Windows consoles print the codes as text


def day(text: str | None) -> dt.date | None:
    """A day written 2026-11-01, within the years a profile may name."""
    from sharedcli.model.fields import EARLIEST, LATEST

    if text is None:
        return None
    try:
        given = dt.date.fromisoformat(text)
    except ValueError:
        given = dt.date.min
    if not EARLIEST <= given <= LATEST:
        msg = f"{text} is not a day from {EARLIEST.year} to {LATEST.year}; write it as 2026-11-01."
        raise typer.BadParameter(msg, param_hint="--as-at")
    return given
