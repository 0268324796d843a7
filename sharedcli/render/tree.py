"""A figure's tree as text for people, and the list of all figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill, wrap

from sharedcli.render.screen import PIPE, Screen
from sharedcli.reports.figure import FigureList, FigureReport, FigureTree
from sharedcli.reports.figure_tree import Branch, shown, signed

_WIDTH = 118


def render(result: FigureReport | FigureList, _screen: Screen = PIPE) -> str:
    """Every tree of a figure, or one line for each figure there is."""
    if isinstance(result, FigureList):
        rows = list(result.rows())
        widest = max((len(name) for name, _, _ in rows), default=0)
        return "".join(f"{name:<{widest}}  {shown(value):>14}  {label}\n" for name, value, label in rows)
    return "\n".join(_tree(one) for one in result.trees())


def _tree(one: FigureTree) -> str:
    lines = [one.head, fill(one.about, _WIDTH)]
    if one.branches:
        lines += ["", *_branches(one.branches, "")]
    for heading, sentences in one.sections:
        lines += ["", *([f"{heading}:"] if heading else [])]
        for sentence in sentences:
            lines += wrap(
                sentence, _WIDTH, initial_indent="  " if heading else "", subsequent_indent="    " if heading else ""
            )
    return "\n".join(lines) + "\n"


def _branches(branches: Sequence[Branch], rail: str) -> Iterator[str]:
    """The lines of some branches; labels and pounds of those that stand together are in columns."""
    sums = [branch for branch in branches if branch.gbp is not None]
    widest = max((len(branch.label) for branch in sums), default=0)
    room = max((len(signed(branch.gbp or 0.0)) for branch in sums), default=0)
    for branch in branches:
        is_last = branch is branches[-1]
        below = rail + ("   " if is_last else "│  ")
        text = branch.label
        if branch.gbp is not None:
            text = f"{branch.label:<{widest}}  {signed(branch.gbp):>{room}}"
        if branch.note:
            text += f"  {branch.note}"
        yield from _folded(text, rail + ("└─ " if is_last else "├─ "), below + ("│  " if branch.branches else "   "))
        yield from _branches(branch.branches, below)


def _folded(text: str, first: str, rest: str) -> list[str]:
    """One line, or several where it is too long; what is in columns is not touched where it fits."""
    if len(first) + len(text) <= _WIDTH:
        return [first + text]
    return wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
