"""What is said around the questions of `init`: the question itself, what explains it, and how far the answers go."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from sharedcli.checks.completeness import completeness
from sharedcli.drafting.answers import place_of
from sharedcli.drafting.interview import Interview
from sharedcli.drafting.questions import SERVICES, Question
from sharedcli.loading.services import services
from sharedcli.model.printable import printable
from sharedcli.model.profile import Profile
from sharedcli.reports.schema import fields_of
from sharedcli.reports.sentences import counted

OPENING = "Enter leaves a question open, ? explains it, ctrl-C stops and writes nothing. In brackets: the flag."


def asked(question: Question) -> str:
    """A question as it is put, with the flag that would answer it and everything there is to choose from."""
    needed = "" if not question.required or question.usual else " This one is needed."
    lines = [f"{question.asks}{needed}  [{question.flag}]", *_choices(question)]
    return "\n".join(lines)


def _choices(question: Question) -> Iterator[str]:
    wide = max(map(len, question.choices), default=0)
    for number, choice in enumerate(question.choices, 1):
        label = f"  {services()[choice].label}" if question.place == SERVICES else ""
        yield f"  {number:>2}  {choice:<{wide}}{label}".rstrip()


def explained(question: Question) -> str:
    """What a field is for, what it takes and an example, as it is declared; of the services, what each is."""
    if question.place == SERVICES:
        return "\n".join(f"  {key}: {services()[key].description}" for key in question.choices)
    place = place_of(question.place)
    if isinstance(place, str):
        return place
    field = next(field for field in fields_of(place.within) if field.name == place.name)
    example = "" if field.example is None else f" Example: {field.example}."
    return f"  {field.description} It takes {field.words}.{example}"


def recognised(interview: Interview) -> str:
    """Which council the register took a name for, so that a wrong one is seen at once; empty where it is of nobody."""
    if "council.name" not in interview.notes:
        return ""
    answers = interview.answers
    about = (answers.get(f"council.{name}") for name in ("tier", "county", "region"))
    place = ", ".join(printable(part) for part in about if part)
    return f"  {printable(answers['council.name'])}: {place} ({printable(answers['council.code'])})."


def closing(interview: Interview, file: str | None) -> str:
    """How complete the profile is, and what to type next; `file` is `None` where it went to standard output."""
    profile = interview.profile
    if not isinstance(profile, Profile):
        return "; ".join(profile)
    complete = completeness(profile)
    gaps = f"{complete.share:.0%} complete, {counted(len(complete.gaps), 'gap', 'gaps')} named in it"
    if file is None:
        return f"{printable(profile.council.name)}: {gaps}. Next: save it, then `sharedcli show` and its file."
    return f"{printable(file, most=300)} was written: {gaps}. Next: `sharedcli show {shlex.quote(file)}`"
