"""The inputs of a figure in words: values of profiles with their file and line, parameters with source and date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from textwrap import shorten

from sharedcli import api
from sharedcli.api import Loaded
from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.inputs import Fact, Rests
from sharedcli.appraisal.sensitivity import Mover
from sharedcli.checks.wording import day
from sharedcli.model.assumptions import Assumptions, DatedValue
from sharedcli.model.finding import Pointer
from sharedcli.model.overrides import Overridden
from sharedcli.reports.assumed import sourced, spread
from sharedcli.reports.naming import Names
from sharedcli.reports.sentences import counted, pounds

MOST_OF_A_LINE = 114


@dataclass(frozen=True, slots=True)
class Looked:
    """A number of a profile where it stands: the text as written, the file, and the line, 0 where it is not known."""

    fact: Fact
    pointer: Pointer
    value: float
    text: str
    file: str
    line: int
    column: int

    @property
    def place(self) -> str:
        """File and line, as an editor takes them."""
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """What is known of the inputs of one figure."""

    names: Names
    given: Assumptions
    found: Mapping[Fact, Looked]

    @classmethod
    def of(cls, facts: Iterable[Fact], whole: Assessment, loaded: Loaded) -> Inputs:
        """Every number of a profile behind a figure, looked up in its file once for each council."""
        by_council: dict[str, list[Fact]] = {}
        for fact in facts:
            by_council.setdefault(fact.council, []).append(fact)
        found = {}
        for council, facts in by_council.items():
            profile = whole.profiles[council]
            pointers = {fact: fact.pointer(profile) for fact in facts}
            read = loaded.file_of[council]
            places, file = api.places_in(read, pointers.values()), read.file
            for fact, pointer in pointers.items():
                value, there = fact.value(profile), places.get(pointer)
                text, place = (there.text, there.place) if there else (f"{value:g}", None)
                line, column = (place.line, place.column) if place else (0, 0)
                found[fact] = Looked(fact, pointer, value, text, file, line, column)
        return cls(Names.of(whole.cohort), whole.given, found)

    def words(self, rests: Iterable[Rests]) -> str:
        """Inputs of one council with values and places: `contract.value_gbp 80000 (corsley.yaml:14)`."""
        told: dict[tuple[str, str], list[str]] = {}
        file = ""
        for one in rests:
            if isinstance(one, Fact):
                looked, (group, _, name) = self.found[one], one.field.rpartition(".")
                place = looked.place.removeprefix(file) if looked.line else looked.place
                key = next((key for key in told if key[0] == group and key[1] in {place, looked.place}), (group, place))
                told.setdefault(key, []).append(f".{name} {looked.text}")
                file = looked.file
            else:
                told[one, ""] = [f" {self.value(one)}"]
        return "; ".join(
            f"{group}{', '.join(parts)}".lstrip(".") + (f" ({place})" if place else "")
            for (group, place), parts in told.items()
        )

    def value(self, parameter: str) -> str:
        """A parameter's value in force, pounds in the price base."""
        number = float(getattr(self.given, parameter, 0.0))
        is_money = self.given.parameters[parameter].unit.startswith("gbp")
        return pounds(number) if is_money else f"{number:,g}"

    def dated(self, parameter: str) -> DatedValue | None:
        """A parameter's shipped value in force."""
        return self.given.parameters[parameter].in_force(self.given.as_at)

    def changed(self, parameter: str) -> Overridden | None:
        """What was asked for in place of the shipped value, `None` where that is in force."""
        return next((one for one in self.given.overrides if one.name == parameter), None)

    def origin(self, parameter: str, *, full: bool) -> str:
        """A parameter in a line, its value, evidence, date and source; with `full` what it means as well, uncut."""
        about, dated = self.given.parameters[parameter], self.dated(parameter)
        text = f"{parameter} {self.value(parameter)}"
        if full:
            text += f", {about.unit}: {about.label}"
        if own := self.changed(parameter):
            text += f", {spread(own.own_range.low, own.own_range.high)}" if own.own_range else ""
            return f"{text}; changed for this run, from {own.before:,g}: {sourced(own.source)}, {own.where}"
        if dated is None:
            return text
        if dated.price_year:
            text += f" ({dated.value:,g} in {dated.price_year})"
        text += f"; in force from {day(dated.in_force_from)}" if full else ""
        says_so = dated.source.title.lower().startswith(dated.evidence)
        evidence = ", ".join(filter(None, ["" if says_so else dated.evidence, _on(dated)]))
        text += f"; {evidence}: {dated.source.title}"
        return text if full else shorten(text, MOST_OF_A_LINE, placeholder=" ...")

    def moving(self, mover: Mover) -> str:
        """What one input does to the figure, as a sentence."""
        if isinstance(mover.rests, Fact):
            looked = self.found[mover.rests]
            subject = f"{mover.rests.field} of {self.names.short[mover.rests.council]} ({looked.place})"
        else:
            subject = mover.rests
        much = "Ten per cent more"
        if not isinstance(mover.rests, Fact) and self.given.parameters[mover.rests].unit == "months":
            much = f"{mover.tried:g} instead of {mover.now:g}"
        way = "raises" if mover.change_gbp > 0 else "lowers"
        return f"{much} for {subject} {way} it by {pounds(mover.change_gbp)}."


def _on(dated: DatedValue) -> str:
    return day(dated.source.on) if dated.source.on else ""


def fields_of(rests: Iterable[Rests]) -> Iterator[str]:
    """Fields of several councils' profiles with how many councils they are of, those of one group together."""
    councils: dict[str, set[str]] = {}
    for one in rests:
        if isinstance(one, Fact):
            councils.setdefault(one.field, set()).add(one.council)
    together: dict[tuple[str, int], list[str]] = {}
    for field, of in councils.items():
        group, _, name = field.rpartition(".")
        together.setdefault((group, len(of)), []).append(f".{name}")
    for (group, count), fields in together.items():
        yield f"{group}{', '.join(fields)}".lstrip(".") + f" of {counted(count, 'council', 'councils')}"
