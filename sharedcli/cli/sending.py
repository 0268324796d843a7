"""A result on its way: where it goes and how it is written, settled before any work is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

import typer

from sharedcli.cli import options
from sharedcli.cli.output import deliver, refuse_to_overwrite
from sharedcli.render import REPORT_FORMATS, renderer

Format = Annotated[
    Literal["text", "json", "html", "md"] | None,
    typer.Option("--format", help="How to write it.  [default: text, or by the suffix of --output]"),
]
"""The `--format` of every report that is no chart first of all."""


@dataclass(frozen=True, slots=True)
class Sending:
    """Where a result goes: the file, `None` for standard output; and the module that writes the format."""

    path: str | None
    format: str
    module: str
    force: bool
    no_colour: bool

    def send(self, result: object) -> None:
        """Write the result; raises `NotWrittenError` where it cannot be."""
        text = renderer(self.module)(result, options.screen(self.path, no_colour=self.no_colour))
        deliver(text, self.path, force=self.force, utf_8=self.format != "text")


def sending(
    fmt: str | None,
    output: str | None,
    *,
    force: bool,
    no_colour: bool,
    offered: Mapping[str, str] = REPORT_FORMATS,
) -> Sending:
    """Where and how, from the options of the command line.

    Raises:
        typer.BadParameter: The file's suffix stands for none of the formats offered.
        NotWrittenError: A file is there already, and nobody said that it may be written over.
    """
    path = options.destination(output)
    name = options.format_of(fmt, path, offered)
    refuse_to_overwrite(path, force=force)
    return Sending(path, name, offered[name], force, no_colour)
