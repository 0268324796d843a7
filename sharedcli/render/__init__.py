"""What is shown to bytes: one module per format, named here and imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Protocol, cast

from sharedcli.render.screen import PIPE, Screen

FINDING_FORMATS: Mapping[str, str] = MappingProxyType(
    {"text": "findings", "json": "json", "github": "github", "sarif": "sarif", "junit": "junit"}
)
"""The formats of `validate`, the default first, and the module of each."""

REPORT_FORMATS: Mapping[str, str] = MappingProxyType({"text": "text", "json": "json", "html": "html", "md": "markdown"})
"""The same of the reports."""

CHART_FORMATS: Mapping[str, str] = MappingProxyType({**REPORT_FORMATS, "svg": "charts"})
"""The same of reports that are charts first of all: those can be drawn by themselves."""

EXPLANATION_FORMATS: Mapping[str, str] = MappingProxyType({"text": "explanation", "json": "json"})
"""The same of `explain`."""

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".txt": "text",
        ".json": "json",
        ".sarif": "sarif",
        ".xml": "junit",
        ".csv": "csv",
        ".md": "md",
        ".html": "html",
        ".htm": "html",
        ".svg": "svg",
    }
)
"""The format that the suffix of an output file stands for."""


class Renderer(Protocol):
    """Turns one result into the text of its format. The screen means something only to text for people."""

    def __call__(self, result: Any, screen: Screen = PIPE, /) -> str:  # noqa: ANN401 - each takes its own kind
        """The whole text."""


def renderer(module: str) -> Renderer:
    """The `render` function of a module of this room, imported now."""
    return cast("Renderer", import_module(f"sharedcli.render.{module}").render)
