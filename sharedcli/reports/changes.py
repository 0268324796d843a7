"""Two runs compared: every verdict, consortium, option and figure that is another, and what else differs.

A pure function of two records, so two folders, two sets of assumptions and two files saved years apart are compared
alike. No pound is worked out here but the difference of two and the sum of what consortia are worth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sharedcli.errors import SharedcliError
from sharedcli.model.saved import SavedPart, SavedRecord, SavedRow, Scalar
from sharedcli.reports.counterparts import Both, InputChanges, consortia_of, inputs_of_two, parts_of_two
from sharedcli.reports.differences import Difference, assumptions_of_two, settings_of_two
from sharedcli.reports.moving import Allowance, Moves, Pair

_VERDICT = ("verdict", "reason_code")
# What names a row, says where it comes from, or is told elsewhere: as an input, a setting or in a figure's sentence.
_TOLD_ELSEWHERE = frozenset(
    {"id", "service", "option", "council_code", "council", "as_at", "tool_version", "input_sha256", "sentence"}
)
_OF_FIGURES = frozenset({"npv_gbp", "gain_of_all_gbp"})
"""Facts of verdicts and options that are figures with ids."""

_OF_VERDICTS = _OF_FIGURES | {*_VERDICT, "consortium"}
_NO_ROW = SavedRow((), {})


Group = Literal["consortia", "councils", "options", "all"]
"""What a figure is of; `all` where a record tells of no such things."""


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A verdict with its reason before and after; `None` where there is none for this council and service."""

    service: str
    council: str
    before: tuple[str, str] | None
    after: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class PartChanges:
    """What changed between two parts about one time; one is `None` where only the other run has such facts.

    `figures` are those by their id, `options` the facts of each option, `facts` those of each row; `numbers` are the
    ids of all consortia.
    """

    before: SavedPart | None
    after: SavedPart | None
    settings: tuple[Difference, ...]
    verdicts: tuple[VerdictChange, ...]
    verdicts_compared: int
    consortia: tuple[Both, ...]
    figures: Moves
    options: Moves
    facts: Moves
    numbers: frozenset[str] = frozenset()

    @property
    def is_changed(self) -> bool:
        """Whether any result is another, beyond what is allowed."""
        lone = self.before is None or self.after is None
        return lone or bool(self.verdicts or self.consortia) or any(len(moves) for moves in self.moves)

    @property
    def moves(self) -> tuple[Moves, ...]:
        """All that was compared value by value."""
        return self.figures, self.options, self.facts

    def group_of(self, figure: Pair) -> Group:
        """Whether a figure is of a consortium, of an option or of a council; a record may tell of none of these."""
        name = figure.about[0]
        about = name.rpartition(".")[0]
        if any(name.startswith(f"{number}.") for number in (*self.numbers, ALL)):
            return "consortia"
        runs = [run for run in (self.after, self.before) if run]
        if any(tuple(about.split(".")) in run.options for run in runs):
            return "options"
        return "councils" if any(run.options for run in runs) else "all"

    def name(self, council: str) -> str:
        """What a council is called, its code where no row names it."""
        return next((p.names[council] for p in (self.after, self.before) if p and council in p.names), council)


ALL = "all"
"""What the ids of the figures of all consortia together begin with."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Two runs and everything in which they differ."""

    before: SavedRecord
    after: SavedRecord
    allowed: Allowance
    inputs: InputChanges
    assumptions: tuple[Difference, ...]
    parts: tuple[PartChanges, ...]

    @property
    def is_changed(self) -> bool:
        """Whether any result is another; inputs and assumptions may differ without that."""
        return any(part.is_changed for part in self.parts)

    @property
    def is_all_the_same(self) -> bool:
        """Whether nothing at all differs."""
        settings = any(part.settings for part in self.parts)
        return not (self.is_changed or self.inputs.names or self.assumptions or settings)

    @property
    def worth_gbp(self) -> tuple[float | None, float | None]:
        """What all consortia are worth together, before and after; `None` where a run tells of none."""
        return worth_of(self.before), worth_of(self.after)


class NotComparableError(SharedcliError):
    """Two records are not of one kind."""


def changes(before: SavedRecord, after: SavedRecord, allowed: Allowance) -> Changes:
    """Compare two runs.

    Raises:
        NotComparableError: They are records of different kinds or versions.
    """
    if before.schema != after.schema:
        msg = (
            f"{before.name} is a record of {before.schema} and {after.name} one of {after.schema}: "
            "two of the same kind can be compared."
        )
        raise NotComparableError(msg)
    parts = tuple(_part(old, new, allowed) for old, new in parts_of_two(before.parts, after.parts))
    inputs = inputs_of_two(before.inputs, after.inputs)
    return Changes(before, after, allowed, inputs, tuple(assumptions_of_two(before, after)), parts)


def worth_of(run: SavedRecord) -> float | None:
    """The present value of all consortia of a run together, from their figures; `None` where one is not told."""
    if not run.schema.startswith("sharedcli/assessment/"):
        return None
    figures = [part.figures.get(f"{one.id}.npv") for part in run.parts for one in part.consortia]
    told = [figure.value for figure in figures if figure and isinstance(figure.value, int | float)]
    return sum(told) if len(told) == len(figures) else None


def _part(before: SavedPart | None, after: SavedPart | None, allowed: Allowance) -> PartChanges:
    if before is None or after is None:
        lone = Moves()
        return PartChanges(before, after, (), (), 0, (), lone, lone, lone)
    both = consortia_of(before.consortia, after.consortia)
    told_as = _Numbers.of(both)
    rows = sorted(before.rows.keys() | after.rows.keys())
    return PartChanges(
        before=before,
        after=after,
        settings=tuple(settings_of_two(before.settings, after.settings)),
        verdicts=tuple(_verdicts(before, after, rows)),
        verdicts_compared=sum("verdict" in (after.rows.get(key) or before.rows[key]).facts for key in rows),
        consortia=tuple(sorted((one for one in both if one.is_changed), key=_by_id)),
        figures=Moves.among(_figures(before, after, told_as), allowed),
        options=Moves.among(_facts(before.options, after.options), allowed),
        facts=Moves.among(_facts(before.rows, after.rows), allowed),
        numbers=told_as.before | told_as.after,
    )


def _by_id(both: Both) -> tuple[str, str]:
    told = both.after or both.before
    return (told.service, told.id) if told else ("", "")


def _verdict(row: SavedRow | None) -> tuple[str, str] | None:
    if row is None or "verdict" not in row.facts:
        return None
    word, reason = (str(row.facts.get(name) or "") for name in _VERDICT)
    return word, reason


def _verdicts(before: SavedPart, after: SavedPart, rows: Iterable[tuple[str, ...]]) -> Iterator[VerdictChange]:
    for key in rows:
        old, new = _verdict(before.rows.get(key)), _verdict(after.rows.get(key))
        if old != new:
            yield VerdictChange(key[0], key[-1], old, new)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The number each consortium of the run before has in the run after, and what each run numbers."""

    after_of: Mapping[str, str]
    before: frozenset[str]
    after: frozenset[str]

    @classmethod
    def of(cls, consortia: Iterable[Both]) -> _Numbers:
        pairs = [(one.before.id if one.before else None, one.after.id if one.after else None) for one in consortia]
        return cls(
            {old: new for old, new in pairs if old is not None and new is not None},
            frozenset(old for old, _ in pairs if old is not None),
            frozenset(new for _, new in pairs if new is not None),
        )

    def key_before(self, figure: str) -> tuple[str, str, str]:
        """What a figure of the run before is found by in the run after."""
        about, _, what = figure.rpartition(".")
        if about not in self.before:
            return "", about, what
        return ("both", self.after_of[about], what) if about in self.after_of else ("before", about, what)

    def key_after(self, figure: str) -> tuple[str, str, str]:
        """The same for a figure of the run after."""
        about, _, what = figure.rpartition(".")
        if about not in self.after:
            return "", about, what
        return ("both" if about in self.after_of.values() else "after"), about, what


def _figures(before: SavedPart, after: SavedPart, told_as: _Numbers) -> Iterator[Pair]:
    old = {told_as.key_before(id_): id_ for id_ in before.figures}
    new = {told_as.key_after(id_): id_ for id_ in after.figures}
    for key in old | new:
        was, now = old.get(key), new.get(key)
        one, other = before.figures.get(was or ""), after.figures.get(now or "")
        units = {figure.unit for figure in (one, other) if figure}
        yield Pair(
            about=(now or was or "",),
            was=(was or now or "",),
            unit=units.pop() if len(units) == 1 else "",
            before=one.value if one else None,
            after=other.value if other else None,
        )


Rows = Mapping[tuple[str, ...], SavedRow]


def _facts(before: Rows, after: Rows) -> Iterator[Pair]:
    """The facts of every row of both runs; of a row that only one has, that it is there, unless a verdict says so."""
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old is not None and new is not None:
            yield from _facts_of_one(key, old.facts, new.facts)
        elif "verdict" not in (old or new or _NO_ROW).facts:
            entry = (*key, "entry")
            yield Pair(entry, entry, "", "listed" if old else None, "listed" if new else None)


def _facts_of_one(key: tuple[str, ...], before: Mapping[str, Scalar], after: Mapping[str, Scalar]) -> Iterator[Pair]:
    skipped = _TOLD_ELSEWHERE
    if "verdict" in after:
        skipped |= _OF_VERDICTS
    elif "option" in after:
        skipped |= _OF_FIGURES
    for name in dict.fromkeys((*before, *after)):
        if name not in skipped:
            about = (*key, name)
            yield Pair(about, about, "gbp" if name.endswith("_gbp") else "", before.get(name), after.get(name))
