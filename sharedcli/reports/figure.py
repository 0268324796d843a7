"""One figure explained: what it is, the rows it is the sum of, what they rest on, and what would change it most.

METHOD 14. The tree is made in `reports/figure_tree.py`, the record in `reports/figure_record.py`. What is not in pounds
is no sum of rows; it is told in words, with the figures it follows from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sharedcli.api import Appraised
from sharedcli.appraisal import figures as assessed
from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.explaining import Explained, explained, part_of
from sharedcli.checks.wording import day
from sharedcli.costing.ledger import View
from sharedcli.errors import SharedcliError
from sharedcli.model.printable import printable
from sharedcli.reports.figure_inputs import Inputs
from sharedcli.reports.figure_tree import Branch, adds_up, signed, tree
from sharedcli.reports.figures import figure, figures
from sharedcli.reports.record import Record, Value, pence

LIST_SCHEMA = "sharedcli/figures/1"
MOST_MOVERS = 3
HELD = "Each by itself; who is in, the product and all months are held as they are."

IN_WORDS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "first-net-benefit": (
            "A month and no sum: the first from which the running total of net cash stays above zero, once it is live.",
            ("npv", "peak-cash"),
        ),
    }
)
"""Figures that are no pounds, by the end of their ids: what each is, and the figures of the same subject behind it."""


class NoFigureError(SharedcliError):
    """No figure of the appraisal has the id asked for."""


@dataclass(frozen=True, slots=True)
class FigureTree:
    """What is shown of one figure: its head, its branches, and what stands below them, section by section."""

    head: str
    about: str
    branches: tuple[Branch, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, eq=False)
class FigureReport:
    """A figure asked for by its id, in every set of facts that has it, the newest first."""

    asked: Appraised
    name: str
    full: bool
    found: tuple[Explained, ...]
    in_words: tuple[Assessment, ...] = ()

    @classmethod
    def of(cls, name: str, asked: Appraised, *, full: bool = False) -> FigureReport:
        """The figure called `name`, or the part of it that is the council's asked for.

        Raises:
            NoFigureError: There is none; the message says which come near.
        """
        made = ((figure(name, whole), whole) for whole in asked.wholes)
        found = tuple(
            explained(part_of(one[0], asked.council) if asked.council else one[0], whole, one[1])
            for one, whole in made
            if one is not None
        )
        subject, _, ending = name.rpartition(".")
        words = tuple(whole for whole in asked.wholes if ending in IN_WORDS and _has(subject, whole))
        if not found and not words:
            raise NoFigureError(_nothing(name, asked))
        return cls(asked, name, full, found, () if found else words)

    def trees(self) -> Iterator[FigureTree]:
        """For people: one for each set of facts."""
        for told in self.found:
            yield self._tree(told)
        for whole in self.in_words:
            subject, _, ending = self.name.rpartition(".")
            words, behind = IN_WORDS[ending]
            see = tuple(f"{subject}.{one}" for one in behind)
            yield FigureTree(f"{self.name}, as at {day(whole.given.as_at)}", words, (), (("Follows from", see),))

    def record(self) -> Record:
        """For machines."""
        from sharedcli.reports.figure_record import record

        return record(self)

    def _tree(self, told: Explained) -> FigureTree:
        inputs, amount = Inputs.of(told, self.asked.loaded), told.amount
        known = frozenset(name for name, _ in assessed.figures(told.whole))
        branches = tree(told, inputs, known, full=self.full)
        base = f", {told.whole.given.price_base} prices" if amount.view is not View.CASH else ""
        part = f", the part of {of}" if (of := self._of(inputs)) else ""
        about = f"{amount.label}{part}; {amount.basis}{base}"
        head = f"{amount.id} = {signed(amount.gbp)}"
        return FigureTree(head, about, branches, tuple(self._sections(told, inputs, branches)))

    def _of(self, inputs: Inputs) -> str:
        """The one council whose part is shown; empty for the whole."""
        return inputs.names.short.get(self.asked.council, "") if self.asked.council else ""

    def _sections(
        self, told: Explained, inputs: Inputs, branches: tuple[Branch, ...]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        notes = list(_notes(told, branches, of=self._of(inputs), full=self.full))
        if notes:
            yield "", tuple(notes)
        moving = tuple(inputs.moving(mover) for mover in told.movers[:MOST_MOVERS])
        if moving:
            yield "Would change most", (*moving, HELD)
        filled = tuple(_filled(told, inputs))
        if filled:
            yield "Filled in, since the profile leaves it out", filled
        if moved := tuple(_moved(told, inputs)):
            yield "Prices", moved
        given = tuple(inputs.origin(name, full=self.full) for name in told.parameters)
        if given:
            more = () if self.full else ("--full says more of each.",)
            yield "Parameters", (*given, *more)


def _notes(told: Explained, branches: tuple[Branch, ...], *, of: str, full: bool) -> Iterator[str]:
    if not told.items and of:
        yield f"No row of it is of {of}."
    elif not told.items:
        yield "It is the sum of no rows: nothing is paid that would not be paid anyway."
    if not adds_up(told.amount.gbp, branches):
        yield "Figures may not sum because of rounding."
    if len(told.councils) > 1 and not full:
        yield "--council NAME shows one council's part with its files and lines, --full that of every council."


def _moved(told: Explained, inputs: Inputs) -> Iterator[str]:
    """Councils whose pounds are of another year than the price base."""
    base = inputs.given.price_base
    for code in dict.fromkeys(fact.council for fact in told.facts):
        of = told.whole.profiles[code].prices
        if of != base:
            factor = inputs.given.deflator.factor(of=of, to=base)
            yield f"{inputs.names.short[code]}: its pounds are of {of}; each is times {factor:.6f} in {base} prices."


def _filled(told: Explained, inputs: Inputs) -> Iterator[str]:
    for code, filled in told.filled:
        yield f"{inputs.names.short[code]}: {filled.field} from {filled.parameter}, {signed(filled.gbp)}"


def _has(subject: str, whole: Assessment) -> bool:
    return any(formed.id == subject for assessed in whole.services for formed in assessed.formed)


def _nothing(name: str, asked: Appraised) -> str:
    from difflib import get_close_matches

    known = [found for whole in asked.wholes for found, _ in assessed.figures(whole)]
    close = get_close_matches(printable(name, most=80).lower(), known, n=3)
    hint = f"Did you mean {' or '.join(close)}?" if close else ""
    listed = "`sharedcli explain figures PATH...` lists them all."
    return f"No figure of these profiles is called {printable(name, most=80)}. {hint} {listed}".replace("  ", " ")


@dataclass(frozen=True, slots=True, eq=False)
class FigureList:
    """The ids of all figures of an appraisal."""

    asked: Appraised

    def rows(self) -> Iterator[tuple[str, float, str]]:
        """Each with its pounds and what it is, the newest facts first; of two with one id the first."""
        seen: set[str] = set()
        for whole in self.asked.wholes:
            for amount in figures(whole):
                if amount.id not in seen:
                    seen.add(amount.id)
                    yield amount.id, amount.gbp, amount.label

    def record(self) -> Record:
        """For machines."""
        rows: list[Value] = [{"id": name, "value": pence(gbp), "label": label} for name, gbp, label in self.rows()]
        return {"schema": LIST_SCHEMA, "rows": rows}
