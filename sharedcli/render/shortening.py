"""A text that must not be longer than somebody takes: the longest lists give way, and each says by how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list or a table; one that `stays` is never cut."""

    text: str
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that belong together: a head that is never cut, and lines that may be.

    `more` is the line that stands for those cut, with `{}` for how many.
    """

    head: tuple[str, ...]
    lines: tuple[Line, ...] = ()
    more: str = ""

    def within(self, most: int) -> str:
        """The part with no more than `most` of the lines that may be cut."""
        kept, left_out = list(self.head), 0
        for line in self.lines:
            if line.stays or most > 0:
                kept.append(line.text)
                most -= not line.stays
            else:
                left_out += 1
        if left_out:
            kept.append(self.more.format(f"{left_out:,}"))
        return "\n".join(kept)


def shortened(parts: Sequence[Part], *, most: int) -> str:
    """The parts with an empty line between them; as many lines of each list as fit into `most` characters.

    Where the heads alone are too long, the parts at the end are left out, and the last line says so.

    >>> lines = tuple(Line(f"- {name}") for name in ("Ambleford", "Brackwater", "Corsley"))
    >>> print(shortened([Part(("Councils",), lines, "- and {} more")], most=40), end="")
    Councils
    - Ambleford
    - and 2 more
    """
    whole = _joined(parts, max((len(part.lines) for part in parts), default=0))
    if len(whole) <= most:
        return whole
    fits, too_many = 0, max(len(part.lines) for part in parts)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if len(_joined(parts, middle)) <= most:
            fits = middle
        else:
            too_many = middle
    cut = _joined(parts, fits)
    return cut if len(cut) <= most else _first(parts, most=most)


def _joined(parts: Sequence[Part], most: int) -> str:
    return "\n\n".join(part.within(most) for part in parts) + "\n"


def _first(parts: Sequence[Part], *, most: int) -> str:
    """The parts that fit without their lists, and how many did not."""
    for kept in range(len(parts) - 1, 0, -1):
        left_out = len(parts) - kept
        told = Part((f"The rest is left out for its length: {left_out:,} more part{'' if left_out == 1 else 's'}.",))
        cut = _joined([*parts[:kept], told], 0)
        if len(cut) <= most:
            return cut
    return _joined([Part((parts[0].head[0][: most - 1],))], 0)
