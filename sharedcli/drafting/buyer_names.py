"""A buyer's name as published, taken apart: who buys for whom, who buys together, and what only stands beside.

Nothing here knows a council; which of the parts are councils is asked in `buyers.py`.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_FOR_WHOM = re.compile(
    r"(?:,|\bacting|\bpurchasing|\bfor and)*\s*\b(?:on behalf of|o/b/o|obo|as agents? (?:for|of)|acting for)\b[\s:]*",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*[;|\r\n]+\s*")
_COUNCIL_THEN = re.compile(
    r"(?<=\w)(?:(?<=council)|(?<=councils)|(?<=\bmbc)|(?<=\bmdc)|(?<=\blbc)|(?<=\bbc)|(?<=\bdc)|(?<=\bcc))"
    r"\s*(?:,\s*(?:and\b|&)?|\band\b|&)\s*",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\s+[:/\N{EN DASH}\N{EM DASH}-]\s+|\s+(?:t/a|trading as)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")
_AND = re.compile(r"\s*(?:,\s*(?:and\b|&)|,|/|&|\+|\band\b)\s*", re.IGNORECASE)
_SEVERAL_AFTER = re.compile(r"\s+((?:(?:county|metropolitan|district|borough|city)\s+){0,2}council)s$", re.IGNORECASE)
_SEVERAL_BEFORE = re.compile(
    r"^(?:the\s+)?((?:(?:london|royal|metropolitan)\s+)?borough|council)s of\s+", re.IGNORECASE
)
_SAYS_KIND = re.compile(r"(?:council|borough|district|city|county)$|^(?:city|borough|london|royal)\b", re.IGNORECASE)
_MOST_LISTED = 8
"""Words such as "and" that a list may hold: more make it a text, not a buyer."""
MOST_SHOWN = 80
"""Letters of a name as published that a sentence repeats."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of several buyers in a name.

    `stands_alone` where a place without "Council" may be a buyer, as between semicolons; after a comma or on a line of
    its own it is rather the address.
    """

    text: str
    stands_alone: bool


def tidy(name: str) -> str:
    """The name without what a page or a file has added to it: entities, runs of blanks."""
    lines = (" ".join(line.split()) for line in html.unescape(name).splitlines())
    return "\n".join(line for line in lines if line)


def for_whom(name: str) -> tuple[str, str] | None:
    """Who buys and for whom, where a name says so.

    >>> for_whom("LGSS on behalf of Cambridgeshire County Council")
    ('LGSS', 'Cambridgeshire County Council')
    """
    agent, *others = _FOR_WHOM.split(name, maxsplit=1)
    agent, principals = agent.strip(" (,:-\n"), "".join(others).strip(" ,:-\n")
    if principals.count(")") > principals.count("("):
        principals = principals.removesuffix(")").strip()
    return (agent, principals) if agent and principals else None


def together(name: str) -> tuple[Part, ...]:
    """Those who buy together, where it is plain where one name ends; one part where it is not.

    >>> [part.text for part in together("Leeds City Council and Kent Police; Derby")]
    ['Leeds City Council', 'Kent Police', 'Derby']
    """
    lines = [line for line in _LISTED.split(name) if line]
    parts: list[Part] = []
    for line in lines:
        texts = [text for text in _COUNCIL_THEN.split(line) if text]
        parts += [Part(text, len(texts) == 1 and "\n" not in name) for text in texts]
    return tuple(parts)


def beside(name: str) -> tuple[str, ...]:
    """A name and what stands beside it: a department, the parent body, what brackets hold.

    >>> beside("Adult Care : Birmingham City Council")
    ('Adult Care', 'Birmingham City Council')
    >>> beside("Norfolk County Council (NCC) and Suffolk County Council (SCC)")
    ('Norfolk County Council and Suffolk County Council', 'NCC', 'SCC')
    """
    outside, inside = name, list[str]()
    while found := _BRACKETS.findall(outside):
        inside += found
        outside = _BRACKETS.sub(" ", outside)
    texts = (outside, *inside) if inside else _BESIDE.split(name)
    return tuple(text.strip() for text in texts if text.strip())


def lists(name: str) -> tuple[tuple[str, ...], ...]:
    """Every way to read a name as a list of two names or more, those with the fewest names first.

    >>> lists("Bath and North East Somerset and Bristol")[0]
    ('Bath', 'North East Somerset and Bristol')
    """
    ends = [(match.start(), match.end()) for match in _AND.finditer(name) if match.start() and match.end() < len(name)]
    if len(ends) >= _MOST_LISTED:
        return ()
    found = []
    for chosen in range(1, 1 << len(ends)):
        at, texts = 0, []
        for place, (start, end) in enumerate(ends):
            if chosen >> place & 1:
                texts.append(name[at:start])
                at = end
        found.append((*texts, name[at:]))
    return tuple(sorted(found, key=len))


def each(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The names of a list, each with the kind that the list says of all.

    >>> each(("Chiltern", "South Bucks District Councils"))
    ('Chiltern District Council', 'South Bucks District Council')
    >>> each(("London Boroughs of Brent", "Barnet"))
    ('London Borough of Brent', 'London Borough of Barnet')
    """
    before, after = _SEVERAL_BEFORE.match(texts[0]), _SEVERAL_AFTER.search(texts[-1])
    if before:
        names = (texts[0][before.end() :], *texts[1:])
        return tuple(f"{before[1]} of {name}" for name in names)
    if after:
        *others, last = (*texts[:-1], texts[-1][: after.start()])
        return tuple(name if _SAYS_KIND.search(name) else f"{name} {after[1]}" for name in (*others, last))
    return texts
