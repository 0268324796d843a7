"""One consortium's costs and savings divided anew, as settlements between its members.

The ledger books every cost where it falls. A split moves money between the members on top of that, in rows that come
to nothing in every month, so that what a member is left with is still a sum of rows. By which keys is in `keys`; what a
rule makes of the worth of every group is in `rules`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.keys import CannotDivide, Facts, shares
from sharedcli.costing.charges import Line
from sharedcli.costing.ledger import JOINT_PRICE, Entry, Ledger, Posting, View
from sharedcli.costing.prices import FloatArray
from sharedcli.costing.saving import Saving
from sharedcli.costing.transfers import evenly, transfer
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.division import Basis, Key, Mix, Pool

SET_UP_LINES = frozenset(
    {
        Line.TENDER, Line.RENEWAL, Line.IMPLEMENTATION, Line.DUAL_RUNNING, Line.COORDINATION, Line.OPTIMISM_BIAS,
        Line.EXIT_PAYMENTS, Line.QUALITY_DIP,
    }
)  # fmt: skip
"""What a consortium spends to set itself up and to buy again. Leaving an old contract is each council's own affair."""


class Around:
    """One consortium as things fall: its members' rows, present values and months, looked up once."""

    def __init__(self, formed: Formed, whole: Assessment) -> None:
        self.formed = formed
        self.whole = whole
        self.codes = formed.codes
        self.own = {code: formed.saving(whole.ledger, [code]) for code in formed.codes}

    @property
    def all_in(self) -> int:
        """The month from which everybody is in; the horizon's end at the latest."""
        given, horizon = self.whole.given, self.whole.horizon
        return min(self.formed.go_live + round(given.onboarding_months), horizon.months)

    @cached_property
    def full_year(self) -> range:
        """The first financial year in which everybody is in all through; empty where there is none."""
        year_of = np.array(self.whole.horizon.year_of_month)
        after = np.bincount(year_of[self.all_in :], minlength=len(self.whole.horizon.years))
        full = np.flatnonzero(after == 12)
        return range(int(full[0]), int(full[0]) + 1) if len(full) else range(0)

    @cached_property
    def npv_gbp(self) -> FloatArray:
        """What each member gains as things fall, present value, shape (k,)."""
        return np.array([self.own[code].npv_gbp for code in self.codes])

    @property
    def worth_gbp(self) -> float:
        """v(N): what all gain together, which every split divides."""
        return float(self.npv_gbp.sum())

    @cached_property
    def facts(self) -> Facts:
        """What keys look at."""
        profiles = self.whole.profiles
        usual = -np.array([self.own[code].usual.present_gbp for code in self.codes])
        return Facts([profiles[code] for code in self.codes], self.formed.service, usual + 0.0, self.npv_gbp)

    def entries(self, flows: FloatArray, rule: str, inputs: tuple[str, ...] = ()) -> Iterator[Posting]:
        """A settlement: real pounds by member and month, shape (k, months), which come to nothing in every month."""
        formed = self.formed
        for code, flow in zip(self.codes, flows, strict=True):
            if flow.any():
                yield transfer(
                    flow, council=code, service=formed.service, option=formed.option, consortium=formed.id,
                    line=Line.SETTLEMENT, rule=rule, inputs=inputs,
                )  # fmt: skip

    def even_entries(self, present_gbp: FloatArray, rule: str) -> Iterator[Posting]:
        """A settlement of so much today for each member, in equal real amounts from the month everybody is in."""
        money = self.whole.money
        whole = present_gbp - present_gbp.mean()  # what a split's own rounding leaves over
        yield from self.entries(np.array([evenly(gbp, money, first=self.all_in) for gbp in whole]), rule)


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """A way to divide what a consortium costs and saves: what it is called, and who settles how much when.

    `id` is its part of a figure's id. `mix` are its keys; `None` where all that is gained is divided by a rule, and
    settled in the same real amount every month. `error_gbp` is the standard error of each member's net, by ONS code,
    where it was estimated.
    """

    id: str
    label: str
    around: Around
    settlements: Ledger
    mix: Mix | None
    error_gbp: Mapping[str, float] | None = None

    def settled(self, pool: Pool) -> Ledger:
        """The settlements of one pool; none where it is left as it falls."""
        return self.settlements.only(rule=settles(pool, self.mix.keys[pool]) if self.mix else "")

    def saving(self, councils: Sequence[str]) -> Saving:
        """What some members are left with: their own rows and their settlements, less business as usual."""
        own = self.around.formed.saving(self.around.whole.ledger, councils)
        settled = self.settlements.only(council=tuple(councils))
        return Saving(own.option.more([*own.option.postings, *settled.postings]), own.usual)

    @property
    def npv_gbp(self) -> FloatArray:
        """What each member is left with, present value, shape (k,), in the order of the members."""
        settled = dict.fromkeys(self.around.codes, 0.0)
        present = self.settlements.monthly_gbp @ self.settlements.money.discount
        for entry, gbp in zip(self.settlements.entries, present.tolist(), strict=True):
            settled[entry.council] += gbp
        left: FloatArray = self.around.npv_gbp + np.array(list(settled.values()))
        return left


def split_by(mix: Mix, around: Around, *, name: str, label: str) -> Split | tuple[CannotDivide, ...]:
    """Divide each pool by its key; or every reason why that cannot be done.

    Set-up and running cost are settled in the months in which they fall. What each then saves or loses in a month, its
    rows less business as usual, is pooled and divided in that month.
    """
    parts: dict[Pool, FloatArray] = {}
    problems: list[CannotDivide] = []
    for pool, key in mix.keys.items():
        if key.basis is Basis.OWN:
            continue
        found = shares(key, around.facts)
        if isinstance(found, CannotDivide):
            problems.append(found)
        else:
            parts[pool] = found
    if problems:
        return tuple(problems)
    postings: list[Posting] = []
    settled = np.zeros((len(around.codes), around.whole.horizon.months))
    for pool, part in parts.items():
        own = _pool(pool, around) + (settled if pool is Pool.SAVINGS else 0.0)
        flows = part[:, None] * own.sum(axis=0) - own
        settled = settled + flows
        postings += around.entries(flows, settles(pool, mix.keys[pool]), _inputs(mix.keys[pool]))
    return Split(name, label, around, around.whole.ledger.more(postings), mix)


def settles(pool: Pool, key: Key) -> str:
    """The rule of the rows that settle a pool by a key."""
    return f"METHOD 9: {pool.label.lower()} divided {key.words}"


def _inputs(key: Key) -> tuple[str, ...]:
    fields = {
        Basis.POPULATION: "council.population",
        Basis.HOUSEHOLDS: "council.households",
        Basis.WORKFORCE: "council.workforce_fte",
        Basis.BUDGET: "council.net_revenue_budget_gbp",
        Basis.VOLUME: "volume",
    }
    return (fields[key.basis],) if key.basis in fields else _inputs(key.rest) if key.rest else ()


def _pool(pool: Pool, around: Around) -> FloatArray:
    """What each member has in a pool as things fall, real pounds, shape (k, months), money out negative."""
    months = around.whole.horizon.months
    found = np.zeros((len(around.codes), months))
    for place, code in enumerate(around.codes):
        saving = around.own[code]
        if pool is Pool.SAVINGS:
            found[place] = saving.option.by_month_gbp(View.REAL) - saving.usual.by_month_gbp(View.REAL)
        else:
            for entry, flow in saving.option.postings:
                found[place] += flow * in_pool(entry, pool, around)
    return found


def in_pool(entry: Entry, pool: Pool, around: Around) -> FloatArray:
    """In which months a row belongs to a pool of costs: 1 or 0, shape (months,)."""
    months = np.arange(around.whole.horizon.months)
    if pool is Pool.SET_UP:
        belongs = entry.line in SET_UP_LINES
        return np.full(len(months), float(belongs))
    one_team = around.formed.model is DeliveryModel.SHARED_OPERATION and entry.line is Line.STAFF
    if one_team:
        return (months >= around.all_in).astype(np.float64)
    belongs = entry.rule == JOINT_PRICE or entry.line is Line.GOVERNANCE
    return np.full(len(months), float(belongs))
