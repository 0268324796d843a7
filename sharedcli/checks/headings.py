"""Checks on a file of headings: no two of one register at cross purposes."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.checks.registry import Hit, wording_check
from sharedcli.checks.wording import quoted
from sharedcli.loading.importers.tables.heading_list import key_of
from sharedcli.loading.importers.wording import REPEATED, EntryField, Wording
from sharedcli.model.finding import Severity


@wording_check("IM118", Severity.WARNING)
def two_headings_mean_one_thing(wording: Wording) -> Iterator[Hit]:
    """Two headings mean the same, and a contract has only one of it.

    Of a register with both, only the one further left is taken.

    Leave it where they are of two registers; else call one of them 'ignore'.
    """
    first: dict[EntryField, str] = {}
    for heading, field in wording.headings.items():
        other = heading if field in REPEATED else first.setdefault(field, heading)
        if key_of(other) != key_of(heading):
            yield ("headings", heading), f"{quoted(heading)} and {quoted(other)} both mean {field}."


@wording_check("IM119", Severity.ERROR)
def one_heading_means_two_things(wording: Wording) -> Iterator[Hit]:
    """Two headings differ only in capitals, signs or spaces, and mean different things.

    These do not count, so that nobody can say which of the two a column has.

    Keep one of them.
    """
    first: dict[str, tuple[str, EntryField]] = {}
    for heading, field in wording.headings.items():
        other, means = first.setdefault(key_of(heading), (heading, field))
        if means != field:
            yield ("headings", heading), f"{quoted(heading)} means {field}, and {quoted(other)} means {means}."


@wording_check("IM120", Severity.ERROR)
def heading_of_no_words(wording: Wording) -> Iterator[Hit]:
    """A heading has no letter and no digit.

    It could be any column without a heading.

    Give the column a heading in the register, and name it here.
    """
    for heading in wording.headings:
        if not key_of(heading):
            yield ("headings", heading), f"{quoted(heading)} has no words."
