"""Explanations as text for people."""

from __future__ import annotations

from textwrap import fill

from sharedcli.render.screen import PIPE, Screen
from sharedcli.reports.explanation import Contents, Explanation

_WIDTH = 88


def render(result: Explanation | Contents, _screen: Screen = PIPE) -> str:
    """One subject in full, or one line for each."""
    if isinstance(result, Contents):
        return "".join(_line(each) for each in result.explanations)
    facts = "".join(f" · {value}" for _, value in result.facts)
    name = "" if result.summary.startswith(result.name) else f" {result.name}"
    parts = [f"{result.id}{name}{facts}", _folded(result.summary)]
    parts += [f"{heading.capitalize()}\n{_folded(text)}" for heading, text in result.paragraphs]
    return "\n\n".join(parts) + "\n"


def _line(each: Explanation) -> str:
    if each.kind == "parameter":
        return f"{each.id:<45} {each.name}\n"
    facts = " ".join(f"{value:<8}" for _, value in each.facts)
    return f"{each.id}  {facts}{each.name:<34} {each.summary}\n"


def _folded(text: str) -> str:
    lines = text.splitlines()
    return "\n".join(
        fill(line, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
        for line in lines
    )
