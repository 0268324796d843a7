"""A figure taken apart: its rows, what each rests on, the price its members pay together, and what moves it most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.inputs import Fact, Rests, inputs_of, stated
from sharedcli.appraisal.reposting import NO_GROUPS, Groups, Reposting
from sharedcli.appraisal.sensitivity import Mover, movers
from sharedcli.consortia.contributions import volume
from sharedcli.costing.amounts import Amount
from sharedcli.costing.entries import joint_price_factor
from sharedcli.costing.ledger import JOINT_PRICE, USUAL_IN_A_FUTURE, Entry
from sharedcli.costing.member import Filled, Member


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a figure: what it adds in pounds, on which side, and what it rests on.

    `sign` is -1 for a row that is taken off. `said` are inputs that are neither a parameter nor a number of the
    council's profile, in the row's own words, such as the key of a settlement.
    """

    sign: int
    entry: Entry
    gbp: float
    rests: tuple[Rests, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JointPrice:
    """What the members of a consortium pay a supplier a year, in the price base, once everybody is in.

    `alone_gbp` holds what each would pay alone, by ONS code; `factor` is what a pound of it becomes, for all whose
    price moves with volume; `volume` is U, the sum of the volumes those prices stand for.
    """

    consortium: str
    alone_gbp: Mapping[str, float]
    fixed: frozenset[str]
    volume: float
    exponent: float
    factor: float

    def together_gbp(self, council: str) -> float:
        """What one member pays a year."""
        return self.alone_gbp[council] * (1.0 if council in self.fixed else self.factor)


@dataclass(frozen=True, slots=True, eq=False)
class Explained:
    """A figure, its rows with money in its years in the order of the ledger, and its inputs by their strength.

    `filled` is what stood in for what councils leave out, by ONS code, as far as the rows rest on it.
    """

    amount: Amount
    whole: Assessment
    items: tuple[Item, ...]
    prices: tuple[JointPrice, ...]
    filled: tuple[tuple[str, Filled], ...]
    movers: tuple[Mover, ...]

    @property
    def councils(self) -> tuple[str, ...]:
        """The ONS codes of those whose rows it holds, in the order of the ledger."""
        return tuple(dict.fromkeys(item.entry.council for item in self.items))

    @property
    def sides(self) -> frozenset[tuple[str, str]]:
        """Business as usual and the groups whose rows it holds, by option and consortium."""
        return frozenset((item.entry.option, item.entry.consortium) for item in self.items)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every number of a profile behind it: under its rows, and among what moves it."""
        rests = (one for item in self.items for one in item.rests)
        return tuple(dict.fromkeys(one for one in (*rests, *(m.rests for m in self.movers)) if isinstance(one, Fact)))

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names of all parameters under its rows, by alphabet."""
        return tuple(sorted({one for item in self.items for one in item.rests if not isinstance(one, Fact)}))


def explained(amount: Amount, whole: Assessment, groups: Groups = NO_GROUPS) -> Explained:
    """A figure of an appraisal taken apart; `groups` are those it rests on that are not formed, by option and id."""
    base = Reposting.of(amount, whole, groups)
    by_group = {(part.sign, part.rows.entries[0].option, part.rows.entries[0].consortium, part.rows.entries[0].service):
                part for part in base.parts}  # fmt: skip
    items, filled = [], dict[tuple[str, Filled], None]()
    for sign, entry, gbp in amount.by_row_gbp():
        if not gbp:  # a row of other years
            continue
        is_posted = not entry.line.is_transfer
        part = by_group.get((sign, entry.option, entry.consortium, entry.service)) if is_posted else None
        member = next((one for one in part.members if one.council == entry.council), None) if part else None
        items.append(_item(sign, entry, gbp, member, whole))
        if member:
            filled |= dict.fromkeys((entry.council, one) for one in member.filled if one.field in entry.inputs)
    prices = {
        part.formed.id: _price(part.formed.id, part.formed.members, whole)
        for part in base.parts
        if part.formed and any(entry.rule == JOINT_PRICE for entry in part.rows.entries)
    }
    moving = () if _is_of_a_future(amount) else movers(base)
    return Explained(amount, whole, tuple(items), tuple(prices.values()), tuple(filled), moving)


def _is_of_a_future(amount: Amount) -> bool:
    """Whether it holds rows of a future, which stay as they are: what moves the others would tell half of it."""
    return any(entry.option == USUAL_IN_A_FUTURE for side in (amount.plus, amount.less) for entry in side.entries)


def part_of(amount: Amount, council: str) -> Amount:
    """The part of a figure that is one council's."""
    return replace(amount, plus=amount.plus.only(council=council), less=amount.less.only(council=council))


def _item(sign: int, entry: Entry, gbp: float, member: Member | None, whole: Assessment) -> Item:
    if member is None:
        own = {name: fact for name in entry.inputs if (fact := _own_fact(entry.council, name, whole))}
        known = tuple(own.get(name, name) for name in entry.inputs if name in own or name in whole.given.parameters)
        said = tuple(name for name in entry.inputs if name not in own and name not in whole.given.parameters)
        return Item(sign, entry, gbp, known, said)
    return Item(sign, entry, gbp, inputs_of(entry, member, whole.profiles[entry.council], whole.given), ())


def _own_fact(council: str, name: str, whole: Assessment) -> Fact | None:
    """A number of the council's profile outside its systems; central government has no profile."""
    profile = whole.profiles.get(council)
    return Fact(council, "", name) if profile and stated(profile, "", name) is not None else None


def _price(name: str, members: tuple[Member, ...], whole: Assessment) -> JointPrice:
    exponent = whole.given.scale_exponent
    return JointPrice(
        consortium=name,
        alone_gbp=MappingProxyType({member.council: member.new_supplier_gbp for member in members}),
        fixed=frozenset(member.council for member in members if not member.price_moves),
        volume=sum(volume(member, exponent) for member in members),
        exponent=exponent,
        factor=joint_price_factor(members, exponent),
    )
