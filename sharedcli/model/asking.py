"""What a reader asks of a report beyond its profiles, as the reports' own options have it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon
from sharedcli.model.division import ShareWishes
from sharedcli.model.periods import Period
from sharedcli.model.spending_review import AIMLESS, Aims

SHARE, INCENTIVES, CSR = "share", "incentives", "csr"
"""The reports that have options which change a figure's pounds."""

PLAINLY = ShareWishes()


@dataclass(frozen=True, slots=True)
class Asking:
    """The options of every report; left as they are, each report's own defaults.

    `option` is that of the consortia asked about, `None` for those of every option: an id says of which it is.
    `by` is a spending review or a financial year, `None` the review in force. `penalty_gbp` is a year, real, in the
    price base. The option of `share` counts for nothing. `aims` are a target and a baseline of one's own.
    """

    option: str | None = None
    by: str | None = None
    penalty_gbp: float | None = None
    share: ShareWishes = PLAINLY
    aims: Aims = AIMLESS

    def period(self, given: Assumptions, horizon: Horizon) -> Period:
        """By whose end nobody is to be out of pocket.

        Raises:
            UnknownPeriodError: `by` names no period.
        """
        return Period.in_force(given, horizon) if self.by is None else Period.named(self.by, given)

    def beside(self, report: str) -> tuple[str, ...]:
        """The options that were given and are not of this report, as they are typed.

        >>> Asking(by="2010-11").beside(SHARE)
        ('--by',)
        >>> Asking(by="2010-11", share=ShareWishes(seed=1)).beside(INCENTIVES)
        ('--seed',)
        """
        return tuple(name for of, name in self._given() if of != report)

    def _given(self) -> Iterator[tuple[str, str]]:
        if self.by is not None:
            yield INCENTIVES, "--by"
        if self.penalty_gbp is not None:
            yield INCENTIVES, "--penalty"
        if self.aims.share is not None:
            yield CSR, "--target"
        if self.aims.baseline_gbp is not None:
            yield CSR, "--baseline"
        for pool, key in self.share.mix.keys.items():
            if key != PLAINLY.mix.keys[pool]:
                yield SHARE, f"--{pool.key}"
        for name, typed in _TYPED.items():
            if getattr(self.share, name) != getattr(PLAINLY, name):
                yield SHARE, typed


PLAIN = Asking()
"""Nothing but defaults."""

_TYPED = {
    "rule": "--rule",
    "true_up_share": "--true-up",
    "leaves_after_months": "--leaves-after",
    "seed": "--seed",
}
