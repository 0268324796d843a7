"""What a text of an entry says: services, products and ICT, each where it stands. What it comes to is in `picking.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sharedcli.drafting.lexicon import Branded, Elsewhere, Lexicon, Meaning, Named, Strength
from sharedcli.drafting.phrases import Found, Text
from sharedcli.model.vocabulary import Seller

_MOST_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Services named side by side, as of one system: from word `start` up to and not with word `end`.

    `strength` is that of the surest phrase, or `SYSTEM` where a word such as "system" follows.
    """

    start: int
    end: int
    services: tuple[str, ...]
    strength: Strength
    is_followed: bool


@dataclass(frozen=True, slots=True)
class Brand:
    """A product's name in the text. `is_followed` where a word such as "system" comes straight after it."""

    start: int
    end: int
    branded: Branded
    is_followed: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says.

    Attributes:
        ict: The first words that say ICT by themselves; empty for none.
        elsewhere: The first phrase for what runs no service of the list, and what it is.
    """

    text: Text
    groups: tuple[Group, ...]
    brands: tuple[Brand, ...]
    sellers: tuple[Seller, ...]
    ict: str
    elsewhere: tuple[str, Elsewhere] | None
    found: tuple[Found[Meaning], ...]

    def said(self, of: Group | Brand) -> str:
        """The words of a part, as they are written."""
        return self.text.said(of.start, of.end)

    def other_thing(self, lexicon: Lexicon) -> str:
        """The first words for what is bought where no system is, outside what was found; empty for none."""
        covered = _covered(self.found)
        for each in lexicon.other_things.found(self.text.words):
            if each.start not in covered:
                return self.text.said(each.start, each.end)
        return ""

    def says_more(self, lexicon: Lexicon) -> bool:
        """Whether there are words that are neither found nor filler; numbers are neither."""
        covered = _covered(self.found) | _covered(lexicon.filler.found(self.text.words))
        return any(place not in covered and not word.isdecimal() for place, word in enumerate(self.text.words))


def _covered(found: Iterable[Found[Meaning] | Found[bool]]) -> set[int]:
    return {place for each in found for place in range(each.start, each.end)}


def read(text: str, lexicon: Lexicon) -> Reading:
    """What a text says, in the words of a lexicon."""
    words = Text.of(text)
    found = tuple(lexicon.meanings.found(words.words))
    ict = tuple(lexicon.ict.found(words.words))
    starts = {each.start for each in ict}
    said = next((words.said(each.start, each.end) for each in ict if "anywhere" in each.meanings), "")
    return Reading(
        text=words,
        groups=tuple(_groups(words, found, starts, lexicon)),
        brands=tuple(_brands(words, found, starts, lexicon)),
        sellers=tuple(meaning for each in found for meaning in each.meanings if isinstance(meaning, Seller)),
        ict=said,
        elsewhere=_elsewhere(words, found),
        found=found,
    )


def _groups(words: Text, found: tuple[Found[Meaning], ...], starts: set[int], lexicon: Lexicon) -> Iterator[Group]:
    parts: list[tuple[int, int, tuple[Named, ...]]] = []
    last: tuple[Named, ...] = ()
    for each in found:
        named = tuple(meaning for meaning in each.meanings if isinstance(meaning, Named))
        if not named:
            continue
        if parts and _is_one_list(words, (parts[-1][1], last), (each.start, named), lexicon):
            start, _, before = parts[-1]
            parts[-1] = (start, each.end, (*before, *named))
        else:
            parts.append((each.start, each.end, named))
        last = named
    for start, end, named in parts:
        follows = _is_followed(words, end, starts, lexicon)
        strength = Strength.SYSTEM if follows else max(each.strength for each in named)
        yield Group(start, end, tuple(dict.fromkeys(each.service for each in named)), strength, follows)


def _is_one_list(
    words: Text, before: tuple[int, tuple[Named, ...]], after: tuple[int, tuple[Named, ...]], lexicon: Lexicon
) -> bool:
    """Whether two phrases name services of one system: "HR, payroll" is a list, and "library website" is not."""
    (end, first), (start, second) = before, after
    if not all(word in lexicon.between for word in words.words[end:start]):
        return False
    systems = [any(each.strength is Strength.SYSTEM for each in named) for named in (first, second)]
    return not any(systems) or words.lists(end - 1, start)


def _brands(words: Text, found: tuple[Found[Meaning], ...], starts: set[int], lexicon: Lexicon) -> Iterator[Brand]:
    for each in found:
        for meaning in each.meanings:
            if isinstance(meaning, Branded):
                yield Brand(each.start, each.end, meaning, _is_followed(words, each.end, starts, lexicon))


def _is_followed(words: Text, end: int, starts: set[int], lexicon: Lexicon) -> bool:
    """Whether a word such as "system" comes straight after a name, or after a word or two such as "management"."""
    for place in range(end, min(end + _MOST_BETWEEN + 1, len(words.words))):
        if place in starts:
            return True
        if words.words[place] not in lexicon.between:
            return False
    return False


def _elsewhere(words: Text, found: tuple[Found[Meaning], ...]) -> tuple[str, Elsewhere] | None:
    for each in found:
        for meaning in each.meanings:
            if isinstance(meaning, Elsewhere):
                return words.said(each.start, each.end), meaning
    return None
