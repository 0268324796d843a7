"""One kind of cost: what it is called, how much, when, and what a consortium does to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from sharedcli.costing.prices import FloatArray


class Line(Enum):
    """The lines of the ledger: key, words, and whether the cost comes once rather than every year.

    The last three are transfers: what one public body pays another, so that over all of them they come to nothing.
    """

    SUPPLIER = ("supplier", "Paid to suppliers", False)
    STAFF = ("staff", "The council's own staff", False)
    OTHER = ("other", "Other running cost", False)
    GOVERNANCE = ("governance", "Governing the consortium", False)
    RENEWAL = ("renewal", "Renewing the contract", False)
    EXTENSION = ("extension-premium", "Extension premium", False)
    UNSUPPORTED = ("unsupported-premium", "Running past support or contract end", False)
    TENDER = ("tender", "Tender", True)
    IMPLEMENTATION = ("implementation", "Implementation", True)
    DUAL_RUNNING = ("dual-running", "Old and new side by side", True)
    EXIT = ("exit-charge", "Leaving a contract early", True)
    COORDINATION = ("coordination", "Forming the consortium", True)
    EXIT_PAYMENTS = ("exit-payments", "Exit payments for posts lost", True)
    QUALITY_DIP = ("quality-dip", "Making good the dip in service", True)
    OPTIMISM_BIAS = ("optimism-bias", "Optimism bias on tender and implementation", True)
    OVERRUN = ("overrun", "Overrun of tender and implementation", True)
    SETTLEMENT = ("settlement", "Settled between members", False)
    PENALTY = ("penalty", "Penalty for not sharing", False)
    GRANT = ("grant", "Grant", True)

    def __init__(self, key: str, label: str, is_one_off: bool) -> None:
        self.key = key
        self.label = label
        self.is_one_off = is_one_off

    @property
    def is_transfer(self) -> bool:
        """Whether it moves money between public bodies without costing any."""
        return self in _TRANSFERS

    @property
    def is_time(self) -> bool:
        """Whether it is the time of the council's own staff: a saving in it releases no cash unless posts go."""
        return self in _OWN_TIME


_TRANSFERS = frozenset({Line.SETTLEMENT, Line.PENALTY, Line.GRANT})
_OWN_TIME = frozenset({Line.STAFF, Line.GOVERNANCE, Line.RENEWAL, Line.TENDER})
ONE_OFF = tuple(line for line in Line if line.is_one_off and not line.is_transfer)
"""The lines of cost that come once."""
EVERY_YEAR = tuple(line for line in Line if not (line.is_one_off or line.is_transfer))
"""The lines of cost of every year: neither one-off nor a transfer."""
SPENT_AS_PLANNED = frozenset(
    {
        Line.TENDER, Line.RENEWAL, Line.IMPLEMENTATION, Line.DUAL_RUNNING, Line.OPTIMISM_BIAS, Line.GOVERNANCE,
        Line.COORDINATION,
    }
)  # fmt: skip
"""What is spent in the months planned, however late the project goes live: being late saves nothing."""
WITHOUT_BIAS = tuple(line for line in Line if line is not Line.OPTIMISM_BIAS)
"""All lines but the optimism bias."""


@dataclass(frozen=True, slots=True, eq=False)
class Charge:
    """An amount and when it falls due, in real pounds; costs are positive here and negative in the ledger.

    `schedule` has shape (months + 1, months), by go-live month and month (`costing/schedules.py`). A
    council in a consortium of k pays `pooled_share` / k + (1 - `pooled_share`) of the amount. `inputs` are the
    profile fields and parameters the amount rests on. An amount below zero is a saving on its line. `is_time` is
    `None` where the line says whether it is the time of the council's own staff.
    """

    line: Line
    amount_gbp: float
    schedule: FloatArray
    rule: str
    inputs: tuple[str, ...]
    pooled_share: float = 0.0
    is_time: bool | None = None

    @property
    def is_own_time(self) -> bool:
        """Whether it is the time of the council's own staff rather than money paid out."""
        return self.line.is_time if self.is_time is None else self.is_time

    def cost_gbp(self, size: int) -> float:
        """What one member of a consortium of `size` pays; a size of 1 is going alone."""
        return self.amount_gbp * (1 - self.pooled_share + self.pooled_share / size)

    def by_month_gbp(self, go_live: int, *, size: int) -> FloatArray:
        """Pounds by month, shape (months,), for a go-live in month `go_live`; beyond the horizon means never."""
        row: FloatArray = self.schedule[min(go_live, len(self.schedule) - 1)]
        return self.cost_gbp(size) * row
