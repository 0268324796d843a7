"""Services named side by side in a text, as of one system, and whether a word such as "system" follows a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sharedcli.drafting.lexicon import Lexicon, Meaning, Named, Strength
from sharedcli.drafting.phrases import Found, Text

_MOST_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Services named as of one system: from word `start` up to and not with word `end`.

    `surest` is the strength of the surest phrase; `said_end` is after the word such as "system" that follows, or `end`.
    """

    start: int
    end: int
    services: tuple[str, ...]
    surest: Strength
    said_end: int

    @property
    def is_followed(self) -> bool:
        """Whether a word such as "system" follows."""
        return self.said_end > self.end

    @property
    def strength(self) -> Strength:
        """How surely a system is meant, with the word that follows."""
        return Strength.SYSTEM if self.is_followed else self.surest


@dataclass(frozen=True, slots=True)
class Scan:
    """A text that was looked through. `ict` gives, by each word of a phrase that says ICT, the end of the phrase."""

    text: Text
    found: tuple[Found[Meaning], ...]
    ict: Mapping[int, int]
    lexicon: Lexicon

    def followed(self, end: int) -> int:
        """After the word such as "system" that comes straight after a name; `end` where none does.

        A word or two such as "management" may stand between, and other names of a list: "housing / property system".
        """
        others = {each.start: each.end for each in self.found}
        words, place, most = self.text.words, end, _MOST_BETWEEN
        while place < len(words) and most >= 0:
            if place in self.ict:
                return self.ict[place]
            if place in others and self.text.lists(place - 1, place):
                place = others[place]
                continue
            if words[place] not in self.lexicon.between:
                return end
            place, most = place + 1, most - 1
        return end

    def groups(self) -> Iterator[Group]:
        """The services named, those of one system together."""
        group: Group | None = None
        last: Strength | None = None
        for each in self.found:
            named = tuple(meaning for meaning in each.meanings if isinstance(meaning, Named))
            if not named:
                continue
            found = Group(each.start, each.end, _services(named), max(one.strength for one in named), each.end)
            joined = self._joined(group, last, found) if group and last else None
            if group and not joined:
                yield replace(group, said_end=self.followed(group.end))
            group, last = joined or found, found.surest
        if group:
            yield replace(group, said_end=self.followed(group.end))

    def _joined(self, group: Group, last: Strength, found: Group) -> Group | None:
        """A group with what is named after it; `None` where that is another system.

        "HR, payroll" names two services of one system. "Adult social care finance" is a system of the first, and a
        "library website" a website. A name that could be the same again is: "library management system (LMS)".
        """
        if not all(word in self.lexicon.between for word in self.text.words[group.end : found.start]):
            return None
        surest = max(group.surest, found.surest)
        if not set(group.services).isdisjoint(found.services):
            return replace(group, end=found.end, surest=surest)
        if self.text.lists(group.end - 1, found.start):
            services = tuple(dict.fromkeys((*group.services, *found.services)))
            return replace(group, end=found.end, services=services, surest=surest)
        if Strength.SYSTEM in (last, found.surest):
            return None
        return replace(group, end=found.end, surest=surest)


def _services(named: tuple[Named, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.service for each in named))
