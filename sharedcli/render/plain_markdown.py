r"""Text of any origin as Markdown that shows it as it is: no markup, link, mention, formula or cell comes of it.

What Markdown itself reads is escaped. What GitHub reads afterwards in the text that is shown (a mention, an
issue, an address, an emoji, a formula) no escape keeps away, but code does: the sign that would begin it is set
in backticks. Backticks of the text itself are written as an entity, so that the two never meet.
"""

from __future__ import annotations

import re

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "`": "&#96;", "|": "&#124;"}
_MARKUP = re.compile(r"[&<>`|\\*_\[\]~#]")
_READ_LATER = re.compile(
    r"""(?:
      [@$]                                  # a mention, an address of mail; a formula
    | \#(?=\w) | (?<=GH)-(?=\d)           # an issue
    | :(?=//) | (?<=www)\.                # an address
    | :(?=[\w+-]+:)                       # an emoji
    )+""",
    re.VERBOSE | re.IGNORECASE,
)
_OPENS_A_BLOCK = re.compile(r"[-+=]|\d+(?=[.)])")


def in_line(text: str) -> str:
    r"""Text within a line or a cell of a table: one line, its spaces one each.

    >>> in_line("<b>Ask</b> @council | see [it](https://x.uk)")
    '&lt;b&gt;Ask&lt;/b&gt; `@`council &#124; see \\[it\\](https`:`//x.uk)'
    """
    pieces, at = [], 0
    line = " ".join(text.split())
    for found in _READ_LATER.finditer(line):
        pieces += [_escaped(line[at : found.start()]), f"`{found[0]}`"]
        at = found.end()
    return "".join([*pieces, _escaped(line[at:])])


def opening_a_line(text: str) -> str:
    r"""The same where the text begins a line, and might begin a list or a rule.

    >>> opening_a_line("- 12 systems"), opening_a_line("1. April")
    ('\\- 12 systems', '1\\. April')
    """
    line = in_line(text)
    found = _OPENS_A_BLOCK.match(line)
    if found is None:
        return line
    at = found.end() if found[0].isdecimal() else 0
    return f"{line[:at]}\\{line[at:]}"


def bold(text: str) -> str:
    """Text that stands out; nothing stays nothing."""
    line = in_line(text)
    return f"**{line}**" if line else ""


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda found: _ENTITIES.get(found[0]) or f"\\{found[0]}", text)
