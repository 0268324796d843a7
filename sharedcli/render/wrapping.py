"""Words in a fixed number of columns of a terminal: broken into lines, never cut; and filled up to a width."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.render.gantt_text import cells


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns; a word is broken only where it is wider than that. One line at least.

    >>> wrapped("Joint price, revenues-and-benefits", 12)
    ['Joint price,', 'revenues-and', '-benefits']
    """
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if cells(joined) <= width:
            lines[-1] = joined
        else:
            lines += _broken(word, width)
    return lines if lines[0] else lines[1:] or [""]


def _broken(word: str, width: int) -> Iterator[str]:
    piece = ""
    for character in word:
        if piece and cells(piece + character) > width:
            yield piece
            piece = ""
        piece += character
    yield piece


def to_the_left(text: str, width: int) -> str:
    """The text, and blanks after it up to a width."""
    return text + " " * (width - cells(text))


def to_the_right(text: str, width: int) -> str:
    """The text, and blanks before it up to a width."""
    return " " * (width - cells(text)) + text
