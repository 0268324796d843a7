"""What an import left alone in the profiles that councils keep already: values that differ, and facts not put in."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.drafting.merging import Added
from sharedcli.drafting.preparing import Prepared
from sharedcli.drafting.sorting import FILLED_IN
from sharedcli.model.naming import short_name
from sharedcli.model.printable import printable
from sharedcli.reports.blocks import Block, Column, Row, Table

_MOST_LINES = 300  # characters


def conflicts(prepared: tuple[Prepared, ...]) -> Iterator[Block]:
    """What the council says otherwise than what was published; its own value is kept."""
    rows = [
        Row((
            printable(short_name(one.draft.profile.council.name)), ".".join(str(step) for step in differing.pointer),
            differing.own, f"{differing.at.file}:{differing.at.line}", differing.published,
            differing.source or FILLED_IN,
        ))
        for one in prepared if one.merged for differing in one.merged.conflicts
    ]  # fmt: skip
    if rows:
        columns = (
            Column("Council", "name"), Column("Field"), Column("Its own value, kept"), Column("Where"),
            Column("Published"), Column("By"),
        )  # fmt: skip
        yield Table("Values that differ from the council's own", columns, tuple(rows))


def not_put_in(prepared: tuple[Prepared, ...]) -> Iterator[Block]:
    """What a council has not stated and was not put into its file all the same: nothing is lost without a word."""
    rows = [
        Row((printable(short_name(one.profile.council.name)), _about(one, lack), _values(lack.lines), lack.why_not))
        for one in prepared if one.merged for lack in one.merged.not_added
    ]  # fmt: skip
    if rows:
        columns = (Column("Council", "name"), Column("Of"), Column("Published"), Column("Why not"))
        yield Table("Not put into the council's own", columns, tuple(rows))


def _about(one: Prepared, lack: Added) -> str:
    """The service or the group that lines are about."""
    systems = one.profile.systems
    match lack.into:
        case ("systems", int(index), *within) if index < len(systems):
            return " ".join((systems[index].service, *map(str, within)))
        case ("systems",):
            return "a system of its own"
        case _:
            return " ".join(map(str, lack.into)) or "the profile"


def _values(lines: tuple[str, ...]) -> str:
    """Lines of a profile in one line, without their notes."""
    bare = (line.split("  # ")[0].strip() for line in lines)
    return printable(
        "; ".join(line for line in bare if line and not line.startswith("#")).replace(":;", ":"), most=_MOST_LINES
    )
