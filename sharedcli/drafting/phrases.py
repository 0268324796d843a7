"""Phrases found in a text of somebody else's, whatever its capitals, hyphens, plurals and "&"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from sharedcli.model.printable import one_line

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DROPPED = frozenset({"and", "amp"})
_NO_PLURAL = ("ss", "us", "is")
_SHORTEST_PLURAL = 4

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its words as they are compared: small letters, singular, without "and".

    >>> Text.of("Revenues & Benefits/Children's e-forms").words
    ('revenue', 'benefit', 'children', 'e', 'form')
    """

    text: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Text:
        """The words of a text."""
        return cls(text, tuple(filter(None, map(_compared, _WORD.findall(text)))))

    def said(self, start: int, end: int) -> str:
        """The text from one word up to, and not with, another; what cannot be seen becomes a space."""
        spans = self._spans()
        said = one_line(self.text[spans[start][0] : spans[end - 1][1]])
        return f"{said})" if said.count("(") > said.count(")") else said

    def lists(self, left: int, right: int) -> bool:
        """Whether an "and" or a mark such as a comma, a slash or a bracket stands between two words of the text."""
        spans = self._spans()
        between = self.text[spans[left][1] : spans[right][0]].casefold()
        return "and" in between or any(mark in between for mark in ",/&+()")

    def _spans(self) -> list[tuple[int, int]]:
        return [found.span() for found in _WORD.finditer(self.text) if _compared(found.group())]


@lru_cache(maxsize=1 << 16)
def _compared(raw: str) -> str:
    """A word as it is compared, empty for one that is left out."""
    word = raw.casefold().replace("'", "").replace("’", "")
    if word in _DROPPED:
        return ""
    if len(word) < _SHORTEST_PLURAL or not word.endswith("s") or word.endswith(_NO_PLURAL):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A phrase found, from word `start` up to and not with word `end`, and everything that it means."""

    start: int
    end: int
    meanings: tuple[T, ...]


@dataclass(slots=True)
class _Node(Generic[T]):
    """Where one has got to after some words of a phrase: the words that may follow, and what it means to stop here."""

    after: dict[str, _Node[T]]
    meanings: tuple[T, ...] = ()


class Phrases(Generic[T]):
    """Phrases and what each means, as a tree of words; a phrase given twice means both.

    Looking through a text takes as long as the text is, however many phrases there are.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node({})
        for phrase, meaning in phrases:
            node = self._root
            for word in Text.of(phrase).words:
                node = node.after.setdefault(word, _Node({}))
            if node is not self._root and meaning not in node.meanings:
                node.meanings = (*node.meanings, meaning)

    def found(self, words: Sequence[str]) -> Iterator[Found[T]]:
        """What is found from left to right: the longest phrase at each place, none inside another."""
        begins, free_from = self._root.after, 0
        if begins.keys().isdisjoint(words):
            return
        for place, word in enumerate(words):
            if word in begins and place >= free_from:
                longest = self._longest(words, place)
                if longest:
                    yield longest
                    free_from = longest.end

    def every(self, words: Sequence[str]) -> Iterator[Found[T]]:
        """Every phrase found, also where it is part of a longer one."""
        for place, word in enumerate(words):
            node = self._root.after.get(word)
            end = place + 1
            while node:
                if node.meanings:
                    yield Found(place, end, node.meanings)
                node = node.after.get(words[end]) if end < len(words) else None
                end += 1

    def _longest(self, words: Sequence[str], place: int) -> Found[T] | None:
        node, longest = self._root, None
        for end in range(place, len(words)):
            following = node.after.get(words[end])
            if following is None:
                break
            node = following
            if node.meanings:
                longest = end + 1, node.meanings
        return Found(place, *longest) if longest else None
