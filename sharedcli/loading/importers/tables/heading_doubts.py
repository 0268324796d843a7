"""What there is to say of a row of headings, in sentences: not known, twice, easily taken for something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sharedcli.loading.importers import rules
from sharedcli.loading.importers.tables.heading_list import heading_list, key_of
from sharedcli.model.finding import Finding, Location, Rule
from sharedcli.model.printable import printable

_MOST_LISTED = 12
_MOST_COMPARED = 100
_ALIKE = 0.84
_LONGEST = 60

Kind = Literal["unknown", "twice", "trap", "absent", "gross", "unclear", "scaled"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One heading, and what about it; `other` is the heading that was taken instead, or what it is in truth."""

    kind: Kind
    heading: str
    other: str = ""


def doubts(said: tuple[Doubt, ...], here: Location) -> tuple[Finding, ...]:
    """A finding for each doubt; what is not known and looks like nothing is listed in one."""
    found = (*_each(said), *_unknown(said))
    return tuple(Finding(rule, message, here, severity=rule.severity) for rule, message in found)


def _each(said: tuple[Doubt, ...]) -> Iterator[tuple[Rule, str]]:
    for doubt in said:
        heading = f'"{printable(doubt.heading.strip(), most=_LONGEST)}"'
        if doubt.kind == "trap":
            yield rules.HEADING_TRAP, f"{heading} is {doubt.other}, and was not taken."
        elif doubt.kind == "twice":
            other = printable(doubt.other.strip(), most=_LONGEST)
            same = key_of(doubt.heading) == key_of(doubt.other)
            told = f'means the same as "{other}", which was taken'
            yield rules.HEADING_TWICE, f"{heading} {'stands there twice, and the first was taken' if same else told}."
        elif doubt.kind == "absent":
            yield rules.HEADING_ABSENT, f"No column is headed {heading}."
        elif doubt.kind == "gross":
            yield rules.HEADING_GROSS, f"The values under {heading} are taken as they stand."
        elif doubt.kind == "scaled":
            yield rules.VALUE_SCALED, f"The values under {heading} were not taken."
        elif doubt.kind == "unclear":
            yield rules.VALUE_UNCLEAR, f"Nobody can tell whether {heading} is for the whole contract or for a year."


def _unknown(said: tuple[Doubt, ...]) -> Iterator[tuple[Rule, str]]:
    names = [doubt.heading for doubt in said if doubt.kind == "unknown"]
    rest = []
    for place, name in enumerate(names):
        alike = _alike(name) if place < _MOST_COMPARED else ""
        if alike:
            yield rules.HEADING_ALIKE, f'"{printable(name.strip())}" is not known. Did you mean "{alike}"?'
        else:
            rest.append(name)
    if rest:
        shown = ", ".join(f'"{printable(name.strip())}"' for name in rest[:_MOST_LISTED])
        more = f" and {len(rest) - _MOST_LISTED:,} more" if len(rest) > _MOST_LISTED else ""
        count = "1 heading is" if len(rest) == 1 else f"{len(rest):,} headings are"
        yield rules.HEADINGS_UNKNOWN, f"{count} not known: {shown}{more}."


def _alike(name: str) -> str:
    """The heading that is known and looks like this one; empty where none does, or where it would not be taken."""
    from difflib import get_close_matches

    known = heading_list()
    wanted = [key for key, field in known.common.items() if field != "ignore"]
    close = get_close_matches(key_of(name)[:_LONGEST], wanted, n=1, cutoff=_ALIKE)
    return known.written[close[0]] if close else ""
