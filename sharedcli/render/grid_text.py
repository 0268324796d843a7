"""A grid of likelihood and impact in characters: a box of fixed width, each square rated in a word beside its mark."""

from __future__ import annotations

from itertools import zip_longest

from sharedcli.render.gantt_text import cells
from sharedcli.render.wrapping import to_the_left, wrapped
from sharedcli.reports.blocks import Grid, Square, Step

WIDEST = 120
_CORNER = "Likelihood, by impact"
_WIDEST_SQUARE, _NARROWEST_SQUARE = 24, 6


def draw(grid: Grid, width: int = WIDEST) -> list[str]:
    """The box, a line each; words and ids that do not fit beside one another stand below one another.

    >>> rows, columns = (Step("likely", "over 50%"),), (Step("small", "to £50,000"), Step("large", "over £50,000"))
    >>> for line in draw(Grid("", "", rows, columns, ((Square(), Square(("R1", "R2"), "▲", "RED")),), "")): print(line)
    +-----------------------+------------+--------------+
    | Likelihood, by impact | small      | large        |
    |                       | to £50,000 | over £50,000 |
    +-----------------------+------------+--------------+
    | likely                |            | ▲ RED        |
    | over 50%              |            | R1, R2       |
    +-----------------------+------------+--------------+
    """
    heads = [[_CORNER], *map(_step, grid.columns)]
    rows = [[_step(step), *map(_square, squares)] for step, squares in zip(grid.rows, grid.cells, strict=True)]
    widths = _widths([heads, *rows], grid, width)
    edge = "+".join(("", *("-" * (each + 2) for each in widths), ""))
    lines = [edge]
    for row in (heads, *rows):
        broken = [
            [line for text in texts for line in wrapped(text, each)] for texts, each in zip(row, widths, strict=True)
        ]
        for parts in zip_longest(*broken, fillvalue=""):
            padded = (f" {to_the_left(part, each)} " for part, each in zip(parts, widths, strict=True))
            lines.append("|".join(("", *padded, "")))
        lines.append(edge)
    return lines


def _step(step: Step) -> list[str]:
    return [step.label, *([step.band] if step.band else [])]


def _square(square: Square) -> list[str]:
    return [text for text in (square.rated, ", ".join(square.ids)) if text]


def _widths(rows: list[list[list[str]]], grid: Grid, width: int) -> list[int]:
    """What each column needs, as far as there is room; words of headings are broken only where not even `WIDEST` is."""
    needs = [max((cells(text) for texts in column for text in texts), default=0) for column in zip(*rows, strict=True)]
    ratings = [square.rated for squares in grid.cells for square in squares]
    first = min(needs[0], max(width // len(needs) - 3, _longest(_CORNER, *_texts(grid.rows))))
    longest = _longest(*ratings, *_texts(grid.columns))
    most = max(_share(width, first, needs), min(longest, _share(WIDEST, first, needs)), _NARROWEST_SQUARE)
    return [first, *(max(min(need, _WIDEST_SQUARE, most), 1) for need in needs[1:])]


def _share(width: int, first: int, needs: list[int]) -> int:
    """What is left for each square beside the likelihoods and the edges."""
    return (width - first - 4) // max(len(needs) - 1, 1) - 3


def _texts(steps: tuple[Step, ...]) -> list[str]:
    return [text for step in steps for text in _step(step)]


def _longest(*texts: str) -> int:
    return max((cells(word) for text in texts for word in text.split()), default=0)
