"""The risk register for people and for machines: the list first, the matrix last and as an index only.

Likelihood is a band in per cent and stands beside pounds; the two are never multiplied. How a square is rated stands
beside the matrix, and a rating is a word and a mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.checks.wording import day
from sharedcli.costing.amounts import Amount
from sharedcli.loading.risk_matrices import DEFAULT_MATRIX, risk_matrices
from sharedcli.model.printable import printable
from sharedcli.model.risk_matrix import RiskMatrix
from sharedcli.reports.assumed import sourced
from sharedcli.reports.blocks import Block, Column, Grid, Heading, Paragraph, Points, Row, Square, Step, Table
from sharedcli.reports.naming import Names
from sharedcli.reports.sentences import counted, pounds
from sharedcli.risk.consortium_risk import ConsortiumRisk
from sharedcli.risk.matrix import MARKS, Place, placed
from sharedcli.risk.register import Entered, Register, most_first, register
from sharedcli.risk.risk import Risk

MOST_TOLD = 3
"""Risks that are named before the list."""

MOST_OWNERS = 2
"""Councils that are named as those whose officer deals with a risk; the risk itself names them all."""


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """One risk with its number in the list, from 1, and where it stands; `None` where its pounds are not known."""

    number: int
    entered: Entered
    place: Place | None

    @property
    def key(self) -> str:
        """What it is called in the list and on the grid."""
        return f"R{self.number}"


@dataclass(frozen=True, slots=True, eq=False)
class RegisterReport:
    """The registers of some consortia of one appraisal, on one matrix."""

    registers: tuple[Register, ...]
    names: Names
    matrix: RiskMatrix

    @classmethod
    def of(
        cls,
        formed: Sequence[Formed],
        whole: Assessment,
        drawn: Mapping[str, ConsortiumRisk] | None = None,
        matrix: RiskMatrix | None = None,
    ) -> RegisterReport:
        """Ask every rule of every consortium.

        Args:
            formed: The consortia.
            whole: The appraisal they are of.
            drawn: What the futures say of each, by id; rules about futures find nothing where none were drawn.
            matrix: The one of `DEFAULT_MATRIX` where none is given.

        Raises:
            UnfitOverrunsError: The parameters of overruns contradict each other.
        """
        known = drawn or {}
        registers = tuple(register(one, whole, known.get(one.id)) for one in formed)
        return cls(registers, Names.of(whole.cohort), matrix or risk_matrices()[DEFAULT_MATRIX])

    @classmethod
    def of_risk(cls, found: Risk, matrix: RiskMatrix | None = None) -> RegisterReport:
        """Those of the consortia whose futures were looked at."""
        drawn = {one.formed.id: one for one in found.consortia}
        return cls.of(found.formed, found.whole, drawn, matrix)

    @property
    def amounts(self) -> Iterator[Amount]:
        """Every figure in pounds."""
        return (amount for one in self.registers for amount in one.amounts)

    def listed(self, registers: Sequence[Register]) -> tuple[Listed, ...]:
        """The risks of some consortia as one list: the most pounds first, those without known pounds last."""
        found = sorted((one for each in registers for one in each.entered), key=most_first)
        return tuple(Listed(number, one, _place(one, self.matrix)) for number, one in enumerate(found, start=1))

    def blocks(self) -> Iterator[Block]:
        """What moves most, the list, what each rests on, the grid: of all consortia in one, by name if it is one."""
        whose = self.registers[0].formed.id if len(self.registers) == 1 else "all consortia"
        yield from self._blocks(self.registers, whose)

    def _blocks(self, registers: Sequence[Register], whose: str) -> Iterator[Block]:
        listed = self.listed(registers)
        yield Heading(f"Risk register: {whose}")
        if not listed:
            yield Paragraph("no rule fires.", lead="RISKS")
            return
        yield Points("What moves most money", tuple(map(self._told, _most_telling(listed))))
        yield self._list(listed, whose)
        yield self._reasons(listed, whose)
        yield self._grid(listed, whose)

    @property
    def most_telling(self) -> tuple[Entered, ...]:
        """The risks that move most money, of all consortia: for page one of a report."""
        return _most_telling(self.listed(self.registers))

    def sentences(self) -> tuple[str, ...]:
        """Those, each in a sentence."""
        return tuple(map(self._told, self.most_telling))

    def _told(self, one: Entered) -> str:
        lost = (
            f"it would cost {pounds(one.loss_gbp)}" if one.loss_gbp is not None else f"pounds not known: {one.unknown}"
        )
        whose = self._whose(one)
        return (
            f"{one.formed.id}, {_title(one)}: {one.hit.says} Likelihood {one.hit.likelihood.words}; {lost}. "
            f"{whose[0].upper()}{whose[1:]}{f', by {day(one.by)}' if one.by else ''} ({one.rule.code})."
        )

    def _whose(self, one: Entered) -> str:
        """The role that deals with it, and of whom: the councils where they are few, else how many."""
        role, councils = one.rule.owner.value, one.hit.councils
        if not councils:
            return role
        return f"{role}, {self.names.listed(councils) if len(councils) <= MOST_OWNERS else f'{len(councils)} members'}"

    def _list(self, listed: Sequence[Listed], whose: str) -> Table:
        columns = (
            Column("Id", "name"), Column("Risk"), Column("Likelihood", "name"), Column("£ if it happens", "pounds"),
            Column("By", "date"), Column("Whose"), Column("Rule", "name"), Column("Rated", "name"),
        )  # fmt: skip
        rows = tuple(
            Row(
                (
                    one.key, self._what(one.entered, whose), one.entered.hit.likelihood.words,
                    one.entered.change.gbp if one.entered.change else None, one.entered.by, self._whose(one.entered),
                    one.entered.rule.code, _rated(one.place),
                ),
                one.entered.name if one.entered.change else "",
            )
            for one in listed
        )  # fmt: skip
        note = (
            "Pounds: change of the net present value of all members if that alone happens, all else as planned. One "
            "event may stand under several rules, so they are not added up. "
            f"{printable(self.matrix.rule, most=300)}"
        )
        return Table(f"Risks of {whose}, by pounds", columns, rows, note)

    def _what(self, one: Entered, whose: str) -> str:
        unknown = f" Pounds not known: {one.unknown}." if one.unknown else ""
        of = "" if whose == one.formed.id else f"{one.formed.id}, "
        return f"{of}{_title(one)}: {one.hit.says}{unknown}"

    def _reasons(self, listed: Sequence[Listed], whose: str) -> Table:
        """What each rule's likelihood rests on and what to do about it, once for each rule."""
        keys: dict[str, list[Listed]] = {}
        for one in listed:
            keys.setdefault(one.entered.rule.code, []).append(one)
        columns = (
            Column("Rule", "name"), Column("Risks"), Column("Fires when"), Column("Likelihood rests on"),
            Column("Mitigation"),
        )  # fmt: skip
        rows = tuple(
            Row(
                (
                    code,
                    ", ".join(one.key for one in ones),
                    ones[0].entered.rule.when,
                    _all_rest_on([one.entered for one in ones]),
                    ones[0].entered.rule.mitigation,
                )
            )
            for code, ones in sorted(keys.items())
        )
        return Table(f"The rules that fired for {whose}, and what to do", columns, rows)

    def _grid(self, listed: Sequence[Listed], whose: str) -> Grid:
        matrix, standing = self.matrix, [one for one in listed if one.place]
        cells = []
        for row in reversed(range(len(matrix.likelihood))):
            ratings = matrix.squares[matrix.likelihood[row].label]
            ids = [tuple(one.key for one in standing if _stands(one, row, column)) for column in range(len(ratings))]
            cells.append(tuple(Square(keys, MARKS[rag], rag) for keys, rag in zip(ids, ratings, strict=True)))
        out = [one.key for one in listed if one.place is None]
        note = "Numbers are those of the list. A place is a label: likelihood and impact are never multiplied."
        if out:
            note += f" Not placed, for want of pounds: {', '.join(out)}."
        if matrix.source:
            note += f" Matrix: {sourced(matrix.source)}.{f' {printable(matrix.note, most=300)}' if matrix.note else ''}"
        return Grid(
            f"Where the risks of {whose} stand, matrix {printable(matrix.name)}",
            f"{counted(len(standing), 'risk stands', 'risks stand')} on it, and {_red(standing)} RED.",
            tuple(Step(printable(step.label), step.band) for step in reversed(matrix.likelihood)),
            tuple(Step(printable(step.label), step.band) for step in matrix.impact),
            tuple(cells),
            printable(matrix.rule, most=300),
            note,
        )


def _most_telling(listed: Sequence[Listed]) -> tuple[Entered, ...]:
    """The few risks to name: of each rule the one that costs most, since the same three times says less."""
    worst = {one.entered.rule.code: one.entered for one in reversed(listed) if one.place}
    return tuple(sorted(worst.values(), key=most_first)[:MOST_TOLD])


def _place(one: Entered, matrix: RiskMatrix) -> Place | None:
    return None if one.loss_gbp is None else placed(one.hit.likelihood.at, one.loss_gbp, matrix)


def _stands(one: Listed, row: int, column: int) -> bool:
    return one.place is not None and (one.place.likelihood, one.place.impact) == (row, column)


def _red(standing: Sequence[Listed]) -> int:
    return sum(one.place is not None and one.place.rag == "RED" for one in standing)


def _rated(place: Place | None) -> str:
    return place.words if place else "not placed"


def _title(one: Entered) -> str:
    """The rule's name in words."""
    return one.rule.name.replace("-", " ")


def _all_rest_on(ones: Sequence[Entered]) -> str:
    """What the likelihoods of one rule rest on: what was worked out if all are the same, else the rule's words."""
    told = {rests_on(one) for one in ones}
    return told.pop() if len(told) == 1 else ones[0].rule.likelihood


def rests_on(one: Entered) -> str:
    """What a likelihood rests on: what was worked out where something was, else the rule's words."""
    said = one.hit.likelihood.said
    return f"{said[0].upper()}{said[1:]}." if said else one.rule.likelihood
