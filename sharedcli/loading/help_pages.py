"""The help pages that come with the package, as far as something has to be found in them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_HEADING = re.compile(r"^## ", re.MULTILINE)


@cache
def _method() -> str:
    return files("sharedcli").joinpath("help", "method.md").read_text("utf-8")


def method_sections_naming(word: str) -> tuple[str, ...]:
    """The headings of the method's sections that name `word`, in their order."""
    sections = _HEADING.split(_method())[1:]
    return tuple(section.partition("\n")[0] for section in sections if f"`{word}`" in section)
