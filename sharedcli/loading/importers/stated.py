"""What notices and registers state alike, whatever file they come in: codes, addresses, names, and how much can be."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sharedcli.model.printable import printable

MOST_GBP = 1e12
"""Beyond any contract: about what the whole public sector of the United Kingdom spends in a year."""

CPV_CODE = re.compile(r"(\d{8})(?:-\d)?", re.ASCII)
"""A code of the Common Procurement Vocabulary, with or without its check digit; the code is the first group."""

ADDRESS = re.compile(r"https?://[^\s<>\"]{3,500}", re.ASCII)
"""Where something can be read on the web."""


NO_TITLE = "There is no title: the beginning of the description stands in its place"
"""A doubt, without its full stop."""
_LONGEST_TITLE = 150


def title_from(description: str) -> str:
    """The first line of a description, or as much of it as a title may have."""
    return printable(description.partition("\n")[0], most=_LONGEST_TITLE)


def once_each(names: Iterable[str]) -> tuple[str, ...]:
    """Names in order without those that are empty or stand there again in any case.

    >>> once_each(["Bidfood", "", "BIDFOOD", "Reeves"])
    ('Bidfood', 'Reeves')
    """
    first: dict[str, str] = {}
    for name in names:
        if name:
            first.setdefault(name.casefold(), name)
    return tuple(first.values())
