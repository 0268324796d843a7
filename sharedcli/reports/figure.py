"""One figure explained: what it is, the rows it is the sum of, what they rest on, and what would change it most.

METHOD 14. The tree is made in `reports/figure_tree.py`, the record in `reports/figure_record.py`. What is no sum of
rows is told in words (`reports/figure_words.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sharedcli import api
from sharedcli.api import Appraised
from sharedcli.appraisal import figures as assessed
from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.explaining import Explained, explained, part_of
from sharedcli.appraisal.inputs import Fact
from sharedcli.checks.wording import day
from sharedcli.costing.ledger import View
from sharedcli.errors import SharedcliError
from sharedcli.model.asking import PLAIN, SHARE, Asking
from sharedcli.model.printable import printable
from sharedcli.reports.explanation import is_called
from sharedcli.reports.figure_inputs import Inputs
from sharedcli.reports.figure_tree import Branch, adds_up, shown, signed, tree
from sharedcli.reports.figure_words import Worded, all_in_words, in_words, worded
from sharedcli.reports.figures import Found, figure, figures, option_of
from sharedcli.reports.record import Record, Value, pence
from sharedcli.risk.posting import TOGETHER

LIST_SCHEMA = "sharedcli/figures/1"
MOST_MOVERS = 3
HELD = "Each by itself; who is in, the product and all months are held as they are."


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
    """A figure asked for by its id, in every set of facts that has it, the newest first.

    `asking` holds the options of reports that it was made with; `aside` those that say nothing of it.
    """

    asked: Appraised
    asking: Asking
    full: bool
    found: tuple[Explained, ...]
    in_words: tuple[Worded, ...] = ()
    aside: tuple[str, ...] = ()

    @classmethod
    def of(cls, name: str, asked: Appraised, asking: Asking = PLAIN, *, full: bool = False) -> FigureReport:
        """The figure called `name`, made as asked for, or the part of it that is the council's asked about.

        Raises:
            NoFigureError: There is none; the message says which come near.
            KeysNotStatedError: It cannot be divided by a key asked for, so that `share` has no such figure.
            UnknownPeriodError: There is no such period.
        """
        words = tuple(told for whole in asked.wholes if (told := worded(name, whole, asking)))
        if words:
            return cls(asked, asking, full, (), words)
        made = [(one, whole) for whole in asked.wholes if (one := figure(name, whole, asking))]
        if asking.share.mix.settles and (not made or made[0][0].report == SHARE):
            api.share(asked, replace(asking.share, option=option_of(name)))  # refuses what `share` refuses
        if not made:
            raise NoFigureError(_nothing(name, asked, asking))
        found = tuple(
            explained(part_of(one.amount, asked.council) if asked.council else one.amount, whole, one.groups)
            for one, whole in made
        )
        return cls(asked, asking, full, found, aside=tuple(_aside(made[0][0], asking)))

    def trees(self) -> Iterator[FigureTree]:
        """For people: one for each set of facts."""
        for told in self.found:
            yield self._tree(told)
        for words in self.in_words:
            inputs = Inputs.of(words.facts, words.whole, self.asked.loaded)
            head = f"{words.id} = {shown(words.value)}, as at {day(words.whole.given.as_at)}"
            sections = (
                ("Stated", tuple(f"{inputs.names.short[one.council]}: {inputs.words([one])}" for one in words.facts)),
                ("Claimed", tuple(words.claimed)),
                ("Prices", tuple(_moved(words.facts, words.whole, inputs))),
                ("Follows from", words.behind),
                ("Set against", words.beside),
            )
            yield FigureTree(head, words.words, (), tuple(one for one in sections if one[1]))

    def record(self) -> Record:
        """For machines."""
        from sharedcli.reports.figure_record import record

        return record(self)

    def _tree(self, told: Explained) -> FigureTree:
        inputs, amount = Inputs.of(told.facts, told.whole, self.asked.loaded), told.amount
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
        if self.aside:
            notes.append(f"It is the same without {' and '.join(self.aside)}.")
        if notes:
            yield "", tuple(notes)
        moving = tuple(inputs.moving(mover) for mover in told.movers[:MOST_MOVERS])
        if moving:
            yield "Would change most", (*moving, HELD)
        filled = tuple(_filled(told, inputs))
        if filled:
            yield "Filled in, since the profile leaves it out", filled
        if moved := tuple(_moved(told.facts, told.whole, inputs)):
            yield "Prices", moved
        given = tuple(inputs.origin(name, full=self.full) for name in told.parameters)
        if given:
            more = () if self.full else ("--full says more of each.",)
            yield "Parameters", (*given, *more)


def _aside(found: Found, asking: Asking) -> Iterator[str]:
    """The options given that say nothing of a figure."""
    yield from asking.beside(found.report)
    if asking.option not in {None, option_of(found.amount.id)}:
        yield "--option"


def _notes(told: Explained, branches: tuple[Branch, ...], *, of: str, full: bool) -> Iterator[str]:
    if not told.items and of:
        yield f"No row of it is of {of}."
    elif not told.items:
        yield "It is the sum of no rows: nothing is paid that would not be paid anyway."
    if not adds_up(told.amount.gbp, branches):
        yield "Figures may not sum because of rounding."
    if any(option == TOGETHER for option, _ in told.sides):
        yield "Its rows are worked out with what is said above; inputs and parameters are listed as planned."
    if len(told.councils) > 1 and not full:
        yield "--council NAME shows one council's part with its files and lines, --full that of every council."


def _moved(facts: Iterable[Fact], whole: Assessment, inputs: Inputs) -> Iterator[str]:
    """Councils whose pounds are of another year than the price base."""
    base = inputs.given.price_base
    for code in dict.fromkeys(fact.council for fact in facts):
        of = whole.profiles[code].prices
        if of != base:
            factor = inputs.given.deflator.factor(of=of, to=base)
            yield f"{inputs.names.short[code]}: its pounds are of {of}; each is times {factor:.6f} in {base} prices."


def _filled(told: Explained, inputs: Inputs) -> Iterator[str]:
    for code, filled in told.filled:
        yield f"{inputs.names.short[code]}: {filled.field} from {filled.parameter}, {signed(filled.gbp)}"


def _nothing(name: str, asked: Appraised, asking: Asking) -> str:
    from difflib import get_close_matches

    known = [found for whole in asked.wholes for found, _ in (*assessed.figures(whole), *in_words(whole, asking))]
    close = get_close_matches(printable(name, most=80).lower(), known, n=3)
    hint = f"Did you mean {' or '.join(close)}?" if close else ""
    if is_called(name):
        word = printable(name, most=80)
        hint = f"It is no figure: `sharedcli explain {word}`, without profiles, says what it is."
    listed = "`sharedcli explain figures PATH...` lists them all."
    own = "Some are there only with the options of their report, such as --penalty." if asking == PLAIN else ""
    said = (f"No figure of these profiles is called {printable(name, most=80)}.", hint, listed, own)
    return " ".join(filter(None, said))


@dataclass(frozen=True, slots=True, eq=False)
class FigureList:
    """The ids of all figures of an appraisal."""

    asked: Appraised
    asking: Asking = PLAIN

    def rows(self) -> Iterator[tuple[str, float | str | None, str]]:
        """Each with its pounds or month and what it is, the newest facts first; of two with one id the first."""
        seen: set[str] = set()
        for whole in self.asked.wholes:
            sums = ((one.id, one.gbp, one.label) for one in figures(whole, self.asking))
            others = ((one.id, one.value, one.label) for one in all_in_words(whole, self.asking))
            for row in (*sums, *others):
                if row[0] not in seen:
                    seen.add(row[0])
                    yield row

    def record(self) -> Record:
        """For machines."""
        rows: list[Value] = [
            {"id": name, "value": pence(value) if isinstance(value, float) else value, "label": label}
            for name, value, label in self.rows()
        ]
        return {"schema": LIST_SCHEMA, "rows": rows}
