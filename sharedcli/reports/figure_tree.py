"""A figure as a tree: by council where there are several, then by side, then by line, each with its rule and inputs.

Lines that come to less than half a pound are left out. What a line rests on stands below it; of several councils only
which fields, since the values of one are shown by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sharedcli.appraisal.explaining import Explained, Item, JointPrice
from sharedcli.costing.ledger import JOINT_PRICE, USUAL, USUAL_IN_A_FUTURE
from sharedcli.costing.transfers import CENTRAL_GOVERNMENT
from sharedcli.reports.figure_inputs import Inputs, fields_of
from sharedcli.reports.sentences import pounds

MOST_PRICES = 3
"""Consortia whose joint prices are shown below one line; of more only the record holds them."""
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of a tree; `gbp` adds up to that of the line above it, and is `None` for what is no part of a sum."""

    label: str
    gbp: float | None = None
    note: str = ""
    branches: tuple[Branch, ...] = ()


def tree(told: Explained, inputs: Inputs, known: frozenset[str], *, full: bool) -> tuple[Branch, ...]:
    """The branches of a figure; `known` are the ids of all figures, `full` shows every council with its inputs."""
    if len(told.councils) < 2:
        return tuple(_sides(told.items, told, inputs))
    by_council = tuple(_councils(told, inputs, known, full=full))
    if full:
        return by_council
    by_line = tuple(_nets(told, inputs))
    return (Branch("By council", branches=by_council), Branch("By line, the same again", branches=by_line))


def _councils(told: Explained, inputs: Inputs, known: frozenset[str], *, full: bool) -> Iterator[Branch]:
    for code in sorted(told.councils, key=lambda code: (_sum(_of(code, told.items)), code)):
        items = _of(code, told.items)
        name = f"{items[0].entry.service}.{inputs.names.slug.get(code, '')}.{told.amount.id.rpartition('.')[2]}"
        services = {item.entry.service for item in items}
        note = f"[{name}]" if name in known and len(services) == 1 and name != told.amount.id else ""
        below = tuple(_sides(items, told, inputs)) if full else ()
        yield Branch(who(code, inputs), _sum(items), note, below)


def who(code: str, inputs: Inputs) -> str:
    """What stands where a row names a council."""
    return "Central government" if code == CENTRAL_GOVERNMENT else inputs.names.short.get(code, code)


def _of(code: str, items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(item for item in items if item.entry.council == code)


def _nets(told: Explained, inputs: Inputs) -> Iterator[Branch]:
    """Every line of all councils: what it adds, on which sides, by which rules, from which inputs."""
    grouped, even = _grouped(told.items, lambda item: item.entry.line), list[str]()
    for line, part in sorted(grouped, key=lambda pair: -abs(_sum(pair[1]))):
        sides = [
            (is_alone, gbp) for is_alone in (True, False) if (gbp := _of_side(part, is_alone=is_alone)) is not None
        ]
        if abs(_sum(part)) < 0.5:
            even.append(line.label)
            continue
        note = ", ".join(f"{'alone' if is_alone else 'together'} {signed(gbp)}" for is_alone, gbp in sides)
        rules = "; ".join(dict.fromkeys(item.entry.rule for item in part))
        below = [Branch(f"{rules}{_from(part, inputs)}"), *_prices(part, told, inputs)]
        yield Branch(line.label, _sum(part), note if len(told.sides) > 1 else "", tuple(below))
    if even:
        yield Branch(f"the same either way: {', '.join(even)}")


def _of_side(items: Sequence[Item], *, is_alone: bool) -> float | None:
    part = [item for item in items if item.entry.is_usual is is_alone]
    return _sum(part) if part else None


def _sides(items: Sequence[Item], told: Explained, inputs: Inputs) -> Iterator[Branch]:
    """Business as usual first, then each group together, on either side of the difference."""
    grouped = _grouped(items, lambda i: (i.entry.line.is_transfer, i.entry.option, i.entry.consortium, i.sign))
    for (between, option, consortium, sign), part in sorted(grouped, key=lambda pair: not pair[1][0].entry.is_usual):
        lines = tuple(_lines(part, told, inputs))
        if lines:
            side = "Between public bodies" if between else _side(option, consortium, sign, told)
            yield Branch(side, _sum(part), "", lines)


def _side(option: str, consortium: str, sign: int, told: Explained) -> str:
    if option in {USUAL, USUAL_IN_A_FUTURE}:
        return "Business as usual, not paid" if len(told.sides) > 1 else "Business as usual"
    others = {entry.consortium for entry in told.amount.plus.entries} - {"", consortium}
    return f"Together in {consortium}{', as it is, not paid' if sign < 0 and others else ''}"


def _lines(items: Sequence[Item], told: Explained, inputs: Inputs) -> Iterator[Branch]:
    grouped = _grouped(items, lambda item: (item.entry.line, item.entry.rule))
    for (line, rule), part in sorted(grouped, key=lambda pair: -abs(_sum(pair[1]))):
        if abs(_sum(part)) >= 0.5:
            rests = _from(part, inputs).removeprefix("; ")
            below = [Branch(rests)] if rests else []
            yield Branch(line.label, _sum(part), rule, (*below, *_prices(part, told, inputs)))


def _prices(items: Sequence[Item], told: Explained, inputs: Inputs) -> Iterator[Branch]:
    joined = {item.entry.consortium for item in items if item.entry.rule == JOINT_PRICE}
    known = [price for price in told.prices if price.consortium in joined]
    return (_joint(price, items, inputs) for price in known if len(known) <= MOST_PRICES)


def _from(items: Sequence[Item], inputs: Inputs) -> str:
    """What rows rest on, after a semicolon; nothing for nothing."""
    rests = tuple(dict.fromkeys(one for item in items for one in item.rests))
    parts = list(dict.fromkeys(word for item in items for word in item.said))
    if len({item.entry.council for item in items}) == 1:
        parts.insert(0, inputs.words(rests))
    else:
        parts = [*fields_of(rests), inputs.words(one for one in rests if isinstance(one, str)), *parts]
    told = "; ".join(filter(None, parts))
    return f"; from {told}" if told else ""


def _joint(price: JointPrice, items: Sequence[Item], inputs: Inputs) -> Branch:
    moving = [gbp for code, gbp in price.alone_gbp.items() if code not in price.fixed]
    label = (
        f"joint price a year in {price.consortium}: U = {price.volume:,.0f}, C(U) = U^(1 - {price.exponent:g}) = "
        f"{pounds(sum(moving) * price.factor)} instead of {pounds(sum(moving))} alone, {1 - price.factor:.1%} less"
    )
    shown = tuple(
        Branch(
            f"{inputs.names.short[code]} {pounds(price.together_gbp(code))}",
            note=f"alone {pounds(gbp)}" + (", moved by no volume" if code in price.fixed else ""),
        )
        for code, gbp in price.alone_gbp.items()
    )
    return Branch(label, branches=shown if len({item.entry.council for item in items}) == 1 else ())


def _sum(items: Iterable[Item]) -> float:
    return sum(item.gbp for item in items)


def signed(gbp: float) -> str:
    """Whole pounds with their sign."""
    return f"{'-' if round(gbp) < 0 else ''}{pounds(gbp)}"


def shown(value: float | str | None) -> str:
    """Pounds with their sign, a month as it is written, and a word for neither."""
    if value is None:
        return "none"
    return value if isinstance(value, str) else signed(value)


def _grouped(items: Sequence[Item], key: Callable[[Item], _Key]) -> list[tuple[_Key, list[Item]]]:
    found: dict[_Key, list[Item]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return list(found.items())


def adds_up(gbp: float, branches: Iterable[Branch]) -> bool:
    """Whether the whole pounds of a tree come to those above them, everywhere."""
    counted = [branch for branch in branches if branch.gbp is not None]
    here = not counted or round(gbp) == sum(round(branch.gbp or 0.0) for branch in counted)
    return here and all(adds_up(branch.gbp or 0.0, branch.branches) for branch in counted)
