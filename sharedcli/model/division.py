"""What a user asks of a division: by which keys or rule, and on what terms.

What the members' facts make of a key is in `appraisal/keys`, what the worth of groups makes of a rule in
`appraisal/rules`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from sharedcli.model.printable import printable

TRUE_UP_SHARE = 0.03
"""South Hams and West Devon settle at the year's end only what differs by more than 3% (10 March 2022)."""

LEAVES_AFTER_MONTHS = 24
"""Lancaster and Preston give two years; oneSource asks fifteen months."""

SEED = 20_060_301


class Basis(Enum):
    """What a key divides by: its name on the command line, and in words after "divided"."""

    OWN = ("own", "left as it falls")
    EQUAL = ("equal", "equally")
    POPULATION = ("population", "by population")
    HOUSEHOLDS = ("households", "by households")
    WORKFORCE = ("workforce", "by workforce")
    BUDGET = ("net-revenue-budget", "by net revenue budget")
    SPEND = ("baseline-spend", "by baseline spend")
    VOLUME = ("volume", "by volume")
    SAVING = ("standalone-saving", "by stand-alone saving")
    LEAD = ("lead", "to a lead, then the rest")
    CUSTOM = ("custom", "by shares agreed")

    def __init__(self, key: str, words: str) -> None:
        self.key = key
        self.words = words


@dataclass(frozen=True, slots=True)
class Key:
    """A basis and what it needs: a volume's `unit`; councils' `shares` by ONS code, and how the `rest` goes."""

    basis: Basis
    unit: str = ""
    shares: tuple[tuple[str, float], ...] = ()
    rest: Key | None = None

    @property
    def words(self) -> str:
        """The key in words after "divided".

        >>> Key(Basis.VOLUME, unit="payslips").words
        'by volume (payslips)'
        >>> Key(Basis.LEAD, shares=(("E10000019", 0.73),), rest=Key(Basis.POPULATION)).words
        '73% to the lead, the rest by population'
        """
        if self.basis is Basis.LEAD and self.rest is not None:
            return f"{100 * self.shares[0][1]:.4g}% to the lead, the rest {self.rest.words}"
        return f"{self.basis.words} ({printable(self.unit)})" if self.unit else self.basis.words


AS_IT_FALLS = Key(Basis.OWN)


class Pool(Enum):
    """What is divided, each by a key of its own, in this order: its key, and in words."""

    SET_UP = ("set-up", "Set-up")
    RUNNING = ("running", "Running cost")
    SAVINGS = ("savings", "Savings")

    def __init__(self, key: str, label: str) -> None:
        self.key = key
        self.label = label


@dataclass(frozen=True, slots=True)
class Mix:
    """A key for each pool."""

    set_up: Key = AS_IT_FALLS
    running: Key = AS_IT_FALLS
    savings: Key = AS_IT_FALLS

    @property
    def keys(self) -> Mapping[Pool, Key]:
        """The keys by pool, in the order in which they are settled."""
        return {Pool.SET_UP: self.set_up, Pool.RUNNING: self.running, Pool.SAVINGS: self.savings}

    @property
    def settles(self) -> bool:
        """Whether anything is divided at all."""
        return any(key.basis is not Basis.OWN for key in self.keys.values())


NOTHING_SETTLED = Mix()


class Rule(Enum):
    """A way to divide the whole gain: its name, and in words."""

    SMALLEST = ("side-payments", "Smallest side payments")
    SHAPLEY = ("shapley", "Shapley value")
    DUAL_PRICE = ("dual-price", "Dual prices")
    LEAST_CORE = ("least-core", "Least core")
    NUCLEOLUS = ("nucleolus", "Nucleolus")

    def __init__(self, key: str, label: str) -> None:
        self.key = key
        self.label = label


@dataclass(frozen=True, slots=True)
class ShareWishes:
    """What a reader wants to see: a mix of keys or one rule in detail, and the terms to go with it.

    `option` is that of the consortia looked at. A share of 0.03 settles no difference up to 3% of the estimate.
    """

    option: str = "consortia"
    mix: Mix = NOTHING_SETTLED
    rule: Rule | None = None
    true_up_share: float = TRUE_UP_SHARE
    leaves_after_months: int = LEAVES_AFTER_MONTHS
    seed: int = SEED
