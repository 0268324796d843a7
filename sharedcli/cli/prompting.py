"""Questions put to a person at a terminal: on standard error, so that the result can go to standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import TextIOWrapper
from typing import TYPE_CHECKING

from sharedcli.cli.output import say

if TYPE_CHECKING:
    from sharedcli.api.starting import Interview, Question

_UNDECODED = "\N{REPLACEMENT CHARACTER}"


def is_somebody_there() -> bool:
    """Whether somebody can read a question and answer it: both ends are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def interviewed(interview: Interview, *, on_answer: Callable[[Interview], None]) -> Interview:
    """Ask whatever is open until nothing is; `on_answer` is called after each answer.

    Raises:
        EOFError: Whoever answers has ended the input.
    """
    from sharedcli.reports.interview import OPENING

    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    say(OPENING)
    while question := next(interview.open_questions(), None):
        interview = _answer(interview, question)
        on_answer(interview)
    return interview


def _answer(interview: Interview, question: Question) -> Interview:
    """One question, put again until the answer can be taken."""
    from sharedcli.reports.interview import asked, explained, recognised

    say(f"\n{asked(question)}")
    refused = ""
    while True:
        typed = _typed(question.usual)
        if typed == "?" or not _is_text(typed):
            say(explained(question) if typed == "?" else "  That holds a key that is no character; type it again.")
            continue
        answered = _taken(interview, question, typed, is_meant=bool(typed) and typed == refused)
        if not isinstance(answered, str):
            if question.place == "council.name" and (council := recognised(answered)):
                say(council)
            return answered
        say(f"  {answered}")
        refused = typed


def _taken(interview: Interview, question: Question, typed: str, *, is_meant: bool) -> Interview | str:
    """An answer taken or refused; a council that the register does not know is one if its name is given again."""
    if question.place != "council.name" or not typed or is_meant:
        return interview.answered(question, typed)
    found = interview.of_council(typed)
    if isinstance(found, str):
        return f"{found} Write another, or the same again for a council outside the register."
    return found


def _is_text(typed: str) -> bool:
    """Whether there are characters alone: no arrow keys, and nothing that could not be decoded."""
    return typed.isprintable() and _UNDECODED not in typed


def _typed(usual: str) -> str:
    sys.stderr.write(f"> [{usual}] " if usual else "> ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()
