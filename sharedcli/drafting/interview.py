"""An interview about one council: what was answered, what is asked next, and the profile that comes of it.

Nothing is asked here and nothing is printed: whoever asks gives answers, and gets back the interview that knows them or
the sentence that says why not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from sharedcli.checks.completeness import completeness
from sharedcli.checks.registry import profile_checks
from sharedcli.checks.services import meant
from sharedcli.checks.wording import day, quoted
from sharedcli.drafting.answers import Answers, place_of, profile_of, refusal
from sharedcli.drafting.questions import SERVICES, Question, questions
from sharedcli.drafting.register import REGISTER_NOTE, council_called, facts_of, notes_of
from sharedcli.drafting.writing import profile_text
from sharedcli.loading.services import services
from sharedcli.model.authority import Authority
from sharedcli.model.finding import Pointer, Severity
from sharedcli.model.printable import printable
from sharedcli.model.profile import Profile

Lookup = Callable[[str, dt.date], Authority | str]
"""The council of the register on a day that a name or a code means, or the sentence that says why it means none."""


@dataclass(frozen=True, slots=True)
class Interview:
    """What was answered so far.

    Attributes:
        today: The day that is meant where none is given, ISO.
        lookup: The register that councils are found in.
        answers: Texts by place.
        listed: The services it has systems for, in the order given.
        left_open: Places that were asked about and not answered.
        notes: Where a value comes from, by place, where it was not answered but looked up.
    """

    today: str
    lookup: Lookup = council_called
    answers: Answers = field(default_factory=lambda: MappingProxyType({}))
    listed: tuple[str, ...] = ()
    left_open: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def open_questions(self) -> Iterator[Question]:
        """What is still to be asked, in order; later questions depend on the answers."""
        closed = self.left_open | self.answers.keys() | ({SERVICES} if self.listed else set())
        every = questions(self.answers, self.listed, today=self.today)
        return (question for question in every if question.place not in closed)

    def answered(self, question: Question, typed: str) -> Interview | str:
        """The interview with one more answer, or the sentence that refuses it. Nothing typed leaves a question open."""
        text = question.meant(typed) or question.usual
        if not text:
            return "This one is needed; ? explains it." if question.required else self.leaving_open(question)
        return self.listing(_picked(question, text)) if question.place == SERVICES else self.given(question.place, text)

    def leaving_open(self, question: Question) -> Interview:
        """The interview with a question that is not to be asked again."""
        return replace(self, left_open=self.left_open | {question.place})

    def listing(self, keys: list[str]) -> Interview | str:
        """The interview with more services the council has systems for."""
        tier = self.answers.get("council.tier")
        for key in keys:
            if key not in services():
                return f"{quoted(key)} is not a service.{meant(key)}"
            if tier is not None and tier not in services()[key].tiers:
                return f"The tier is {tier}, and {key} is held by: {', '.join(sorted(services()[key].tiers))}."
        return replace(self, listed=tuple(dict.fromkeys((*self.listed, *keys))))

    def given(self, place: str, text: str) -> Interview | str:
        """The interview with the value of one place."""
        found = place_of(place)
        if isinstance(found, str):
            return found
        wrong = refusal(found, text)
        if wrong:
            return wrong
        if found.service and found.service not in self.listed:
            more = self.listing([found.service])
            return more if isinstance(more, str) else more.given(place, text)
        later = replace(self, answers={**self.answers, place: text.strip()})
        return next(iter(sorted(_errors(later.profile) - _errors(self.profile))), "") or later

    def of_council(self, name: str) -> Interview | str:
        """The interview with the council that a name means on the day of its facts, and all the register knows of it.

        A name of nobody in the register is refused with the reason; `given` takes it as that of a council outside it.
        """
        council = self.lookup(name, dt.date.fromisoformat(self.answers.get("as_at", self.today)))
        if isinstance(council, str):
            return council
        said = notes_of(council)
        answers, notes = dict(self.answers), dict(self.notes)
        for place, text in facts_of(council).items():
            name = ".".join(map(str, place))
            if name not in self.answers:
                answers[name], notes[name] = text, said.get(place, REGISTER_NOTE)
        return replace(self, answers=answers, notes=notes)

    @property
    def profile(self) -> Profile | tuple[str, ...]:
        """The profile, or a sentence for everything that is still wrong with it."""
        return profile_of(self.answers, self.listed)

    def text(self) -> str:
        """The text of the profile's file, every gap named.

        Raises:
            ValueError: A required question is open.
        """
        profile = self.profile
        if not isinstance(profile, Profile):
            raise ValueError("; ".join(profile))
        notes: dict[Pointer, str] = {}
        for place, note in self.notes.items():
            found = place_of(place)
            if not isinstance(found, str):
                notes[found.pointer(self.listed)] = note
        name = printable(profile.council.name, most=80)
        head = (f"{name} as at {day(profile.as_at)}. Every gap stands where it belongs.",)
        return profile_text(profile, notes=notes, gaps=completeness(profile).gaps, head=head)


def _errors(profile: Profile | tuple[str, ...]) -> set[str]:
    """What the checks would refuse of a profile, once it has all it must have."""
    if not isinstance(profile, Profile):
        return set()
    checks = (check for check in profile_checks() if check.rule.severity is Severity.ERROR)
    return {message for check in checks for _, message in check.ask(profile)}


def _picked(question: Question, text: str) -> list[str]:
    """Services by their numbers in the question, by their keys or their labels."""
    labels = {services()[key].label.casefold(): key for key in question.choices}
    words = [word.strip() for word in text.split(",") if word.strip()]
    return [
        question.choices[int(word) - 1]
        if word.isdecimal() and len(word) < 4 and 1 <= int(word) <= len(question.choices)
        else labels.get(word.casefold(), word.casefold())
        for word in words
    ]
