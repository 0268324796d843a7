"""One input at a time, for people and for machines: what moves a consortium, and how wrong each must be to turn it.

What was tried and why is in `risk/tornado.py` and `risk/switching.py`; here it is put in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.worth import of_consortium
from sharedcli.costing.amounts import Amount
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.naming import Names
from sharedcli.model.printable import plain_number
from sharedcli.reports.blocks import Block, Column, Points, Row, Swing, Table, Tornado
from sharedcli.reports.risk_inputs import called, parameter_name
from sharedcli.reports.rounding import whole_per_cent
from sharedcli.reports.sentences import counted, months, pounds
from sharedcli.risk import tornado as moved
from sharedcli.risk.levers import JOINT_OVERRUN, JOINT_PRICE_INPUT, LATE, OVERRUN
from sharedcli.risk.quantiles import place_in
from sharedcli.risk.reference_class import Overruns
from sharedcli.risk.switching import Turn, switching
from sharedcli.risk.tornado import LEAVES, tornado

MOST_LEAVING = 3
"""Members whose leaving is drawn, the worst of them: more would hide what else moves it."""


@dataclass(frozen=True, slots=True, eq=False)
class Sensitivity:
    """What was tried of one consortium, one input at a time."""

    tornado: moved.Tornado
    turns: tuple[Turn, ...]
    names: Names

    @classmethod
    def of(cls, formed: Formed, whole: Assessment, names: Names) -> Self:
        """Try every input.

        Raises:
            UnfitOverrunsError: The parameters of overruns contradict each other.
        """
        found = tornado(formed, whole)
        return cls(found, switching(found), names)

    @property
    def given(self) -> Assumptions:
        """The parameters in force."""
        return self.tornado.plan.whole.given

    @property
    def id(self) -> str:
        """The consortium's id."""
        return self.tornado.plan.formed.id

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """Every end, each rows of its own."""
        return tuple(self.tornado.amounts)


def blocks(found: Sensitivity) -> Iterator[Block]:
    """The tornado, the switching values, and what was held."""
    yield _tornado(found)
    yield _turning(found)
    yield Points("Held, not tried", tuple(_held(found)))


def widest(tried: Sequence[Sensitivity]) -> str:
    """What moves any of some consortia most, one input at a time, in a sentence; empty where nothing does."""
    swings = [(one.reach_gbp(each.tornado.base_gbp), each, one) for each in tried for one in each.tornado.swings[:1]]
    if not swings:
        return ""
    _, each, swing = max(swings, key=lambda found: found[0])
    ends = (each.tornado.base_gbp, *(end.npv.gbp for end in swing.ends))
    what = _label(swing.input, swing.council, each)
    what = f"whether {what} stays" if swing.council else f"{what[0].lower()}{what[1:]}"
    of = f" of {each.id}" if len(tried) > 1 else ""
    return f" What moves most, one input at a time: {what}{of}, from {_signed(min(ends))} to {_signed(max(ends))}."


def what_would_change_it(found: Sensitivity) -> str:
    """In a sentence how wrong price, cost and time may be, each alone, before nothing is gained."""
    told = [words for turn in found.turns[:3] if turn.at is not None and (words := _words(turn, found))]
    if not told:
        return "No joint price, overrun or delay that can be would alone turn it."
    listed = " or ".join(filter(None, (", ".join(told[:-1]), told[-1])))
    turned = "gains nothing" if found.tornado.base_gbp >= 0 else "gains"
    return f"Each alone, it {turned} with {listed}."


def _tornado(found: Sensitivity) -> Tornado:
    drawn, left_out = _drawn(found.tornado.swings)
    swings = tuple(_swing(one, found) for one in drawn)
    note = (
        f"Economic case, present value, {found.given.price_base} prices. Low and high are the 10th and 90th percentile "
        "of an input's range; an overrun of every project takes the place of the optimism bias alone and together. "
        f"Tests, and no ranges: {moved.PRICE_TESTED_SHARE:.0%} either way of a price nobody has quoted, the joint "
        f"set-up cost {found.given.overrun_threshold_share:.0%} above plan while projects alone keep to theirs, and "
        "who leaves."
    )
    if left_out:
        note += f" {counted(left_out, 'more member', 'more members')} leaving would move it less."
    base = of_consortium(found.tornado.plan.formed, found.tornado.plan.whole).npv()
    return Tornado(
        f"{found.id}: what moves it, one input at a time",
        _described(swings, found),
        found.tornado.base_gbp,
        swings,
        note,
        base.id,
    )


def _drawn(swings: tuple[moved.Swing, ...]) -> tuple[list[moved.Swing], int]:
    leaving = [one for one in swings if one.input == LEAVES]
    beyond = leaving[MOST_LEAVING:]
    return [one for one in swings if one not in beyond], len(beyond)


def _described(swings: tuple[Swing, ...], found: Sensitivity) -> str:
    if not swings:
        return "No input that carries a range moves it."
    base, first = found.tornado.base_gbp, swings[0]
    ends = (base, *first.ends_gbp)
    turning = sum(any((end < 0) != (base < 0) for end in one.ends_gbp) for one in swings)
    turn = "a gain" if base < 0 else "a loss"
    told = (
        f"{counted(turning, 'of them alone makes', 'of them alone make')} it {turn}"
        if turning
        else f"none alone makes it {turn}"
    )
    return f"{first.label} moves it most, from {_signed(min(ends))} to {_signed(max(ends))}; {told}."


def _signed(gbp: float) -> str:
    return f"{pounds(gbp)} cost" if round(gbp) < 0 else pounds(gbp)


def _swing(one: moved.Swing, found: Sensitivity) -> Swing:
    def tried(end: moved.End | None) -> str:
        if end is None:
            return ""
        return "leaves" if end.value is None else _tried(one.input, end.value, one.unit, found)

    low, high = one.low, one.high
    return Swing(
        _label(one.input, one.council, found),
        tried(low),
        tried(high),
        low.npv.gbp if low else None,
        high.npv.gbp if high else None,
        (low.npv.id if low else "", high.npv.id if high else ""),
    )


def _label(name: str, council: str, found: Sensitivity) -> str:
    return found.names.short[council] if council else called(name)


def _tried(name: str, value: float, unit: str, found: Sensitivity) -> str:
    """A value tried in words: `£297`, `14 months`, `+84%`, and of the joint project how much dearer than planned."""
    if name == JOINT_OVERRUN:
        return f"{_dearer(value, found):+.0%}"
    if name in {JOINT_PRICE_INPUT, OVERRUN}:
        return f"{value:+.0%}"
    return _valued(value, unit)


def _valued(value: float, unit: str) -> str:
    if unit.startswith("gbp"):
        return f"£{value:,.0f}"
    if unit == "months":
        return months(round(value))
    if unit == "share":
        return f"{100 * value:.3g}%"
    return plain_number(round(value, 3))


def _dearer(overrun_share: float, found: Sensitivity) -> float:
    """By how much more than planned the joint project's set-up costs, bias included; a share."""
    return (1 + overrun_share) / (1 + found.given.optimism_bias_share) - 1


def _turning(found: Sensitivity) -> Table:
    rows = tuple(
        Row(
            (
                called(turn.input), parameter_name(turn.input) or None, _planned(turn), _words(turn, found),
                _how_far(turn, found),
            )
        )
        for turn in found.turns
        if turn.at is not None
    )  # fmt: skip
    never = ", ".join(called(turn.input) for turn in found.turns if turn.at is None)
    turned = "gain nothing" if found.tornado.base_gbp >= 0 else "gain"
    note = "Each alone, all else as planned."
    if never:
        note += f" Nothing they can be turns it: {never}."
    columns = (
        Column("Input"),
        Column("Parameter", "name"),
        Column("As planned"),
        Column("Turns with"),
        Column("How far that is"),
    )
    return Table(f"{found.id}: how wrong one input must be for all to {turned}", columns, rows, note)


def _planned(turn: Turn) -> str:
    if turn.input in {JOINT_PRICE_INPUT, LATE}:
        return "as planned"
    if turn.input == JOINT_OVERRUN:
        return f"bias of {turn.planned:.0%}"
    return _valued(turn.planned, turn.unit)


def _words(turn: Turn, found: Sensitivity) -> str:
    """Where it turns: `supplier price 23% higher`, `19 months late`, `£60,772 instead of £891`."""
    if turn.at is None:
        return ""
    if turn.input == JOINT_PRICE_INPUT:
        return f"supplier price {_much(turn.at, 'higher', 'lower')}"
    if turn.input == JOINT_OVERRUN:
        return f"joint project {_much(_dearer(turn.at, found), 'dearer', 'cheaper')} than planned"
    if turn.input == LATE:
        return f"{months(round(turn.at))} late"
    return f"{_valued(turn.at, turn.unit)} instead of {_valued(turn.planned, turn.unit)}"


def _much(share: float, more: str, less: str) -> str:
    per_cent = 100 * abs(share)
    return f"{per_cent:.{0 if per_cent >= 10 else 1}f}% {more if share >= 0 else less}"


def _how_far(turn: Turn, found: Sensitivity) -> str:
    """How far from what is likely it lies, as far as anything says so."""
    given, at = found.given, turn.at
    if at is None or turn.input == JOINT_PRICE_INPUT:
        return "not known before prices are quoted"
    if turn.input == JOINT_OVERRUN:
        beyond = 1 - Overruns.of(given).place_of(at)
        return f"{whole_per_cent(beyond)} of published IT projects overrun by more than {at:.0%}"
    ranged = given.range_of("delay_months" if turn.input == LATE else turn.input)
    if ranged is None:
        return "no range given"
    if turn.input == LATE:
        return (
            f"{whole_per_cent(1 - place_in(at, ranged))} of projects are later" if at <= ranged.high else "beyond P90"
        )
    return "beyond P90" if at > ranged.high else "below P10" if at < ranged.low else "● within P10 to P90"


def _held(found: Sensitivity) -> Iterator[str]:
    held = found.tornado
    yield "Who is in, the product, and the month in which each member joins."
    if held.held_months:
        yield f"What decides those months: {', '.join(held.held_months)}."
    if held.held_rates:
        yield f"What moves every price alike: {', '.join(held.held_rates)}."
    if held.held_by_user:
        yield f"Set for this run without a range: {', '.join(held.held_by_user)}."
