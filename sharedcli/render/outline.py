"""The outline of a report that is one page: which heading stands under which, for formats that have real headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.reports.blocks import Block, Heading, Report


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it; `level` is that of the page, 1 for what stands below its title."""

    heading: str
    level: int
    anchor: str
    blocks: tuple[Block, ...]


def sections_of(report: Report) -> Iterator[Section]:
    """The blocks by their headings, none deeper than one step below the one before it.

    The page has one title of the first level; a heading that says the same again is left out. Others of the first
    level come below it, and so do those of the second where there is no other of the first.
    """
    heading, level, blocks, number = "", 1, list[Block](), 0
    opened = 0
    for block in report.blocks:
        if not isinstance(block, Heading):
            blocks.append(block)
        elif not (number == 0 and block.text == report.title):
            yield Section(heading, level, f"part-{number}", tuple(blocks))
            number, opened = number + 1, opened or int(block.level == 1)
            heading, level, blocks = block.text, min(block.level + opened, level + 1), []
    yield Section(heading, level, f"part-{number}", tuple(blocks))
