"""What has been taken from a filled-in workbook so far: the data, the cell of each value, and what was found."""

from __future__ import annotations

from typing import cast

from sharedcli.loading import rules as reading_rules
from sharedcli.loading.decoding import UNSEEN, called
from sharedcli.loading.importers import rules
from sharedcli.loading.importers.template.cells import value_of
from sharedcli.loading.importers.template.shape import Column, Path, sheets
from sharedcli.loading.yamldoc import Plain
from sharedcli.model.finding import Finding, Location, Pointer, Rule, Severity

Group = dict[str, Plain]


class Taken:
    """The data of one workbook, as a profile's file would have them, and where each stands.

    It answers `locate` as `loading/yamldoc.py` does, so that refusals find their place.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []
        self.data: Group = {"profile": "1"}
        self._place: dict[Pointer, Location] = {}
        for column in sheets()[0].columns:
            if column.needed:  # without its group a missing field would not be named
                _inner(self.data, column.path[:-1])

    def cell(self, page: str, row: int, column: int) -> Location:
        """The place of a cell; both count from 0."""
        return Location(self.file, row + 1, column + 1, column + 2, sheet=page)

    def put(self, group: Group, within: Pointer, column: Column, text: str, place: Location) -> None:
        """Take the text of a cell into the data; an empty one only leaves its place, for a finding that misses it."""
        self._place[*within, *column.path] = place
        if not text:
            return
        if unseen := UNSEEN.search(text):
            self.add(reading_rules.CONTROL_CHARACTER, f"Here stands {called(unseen[0])}.", place)
        value = value_of(text, column)
        _inner(group, column.path[:-1])[column.path[-1]] = list(value) if isinstance(value, list) else value

    def begin(self, path: Path, place: Location) -> tuple[Group, Pointer]:
        """A new entry of a list of the profile, and its pointer."""
        entries = cast("list[Plain]", _inner(self.data, path[:-1]).setdefault(path[-1], []))
        entry: Group = {}
        entries.append(entry)
        within: Pointer = (*path, len(entries) - 1)
        self._place[within] = place
        return entry, within

    def locate(self, pointer: Pointer, *, key: bool = False) -> Location:  # noqa: ARG002 - a cell holds no name
        """The cell of a value, or of the nearest thing that it is within."""
        within = (pointer[:length] for length in range(len(pointer), 0, -1))
        return next((self._place[place] for place in within if place in self._place), Location(self.file))

    def add(self, rule: Rule, message: str, place: Location, severity: Severity | None = None) -> None:
        """Record that what stands at a place breaks a rule."""
        self.findings.append(Finding(rule, message, place, severity=severity or rule.severity))

    def not_taken(self, what: str, cells: int, place: Location) -> None:
        """Record that some cells are not part of the profile; nothing where there are none."""
        if cells:
            told = "1 cell was" if cells == 1 else f"{cells:,} cells were"
            self.add(rules.TEMPLATE_NOT_TAKEN, f"{what}: {told} not taken.", place)


def _inner(group: Group, path: Path) -> Group:
    """The group at a path, made where it is not there yet."""
    for name in path:
        group = cast("Group", group.setdefault(name, {}))
    return group
