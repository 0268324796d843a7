"""What a reader asks of a report beyond its profiles, as the reports' own options have it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon
from sharedcli.model.division import ShareWishes
from sharedcli.model.drawing import PLAINLY_DRAWN, Drawing
from sharedcli.model.periods import Period
from sharedcli.model.spending_review import AIMLESS, Aims

SHARE, INCENTIVES, RISK, CSR = "share", "incentives", "risk", "csr"
"""The reports that have options which change a figure's pounds."""

PLAINLY = ShareWishes()


@dataclass(frozen=True, slots=True)
class Asking:
    """The options of every report; left as they are, each report's own defaults.

    `option` is that of the consortia asked about, `None` for those of every option: an id says of which it is.
    `by` is a spending review or a financial year, `None` the review in force. `penalty_gbp` is a year, real, in the
    price base. The option of `share` counts for nothing. `drawing` is of the futures of `risk` and `assess`, `aims` a
    target and a baseline of one's own.
    """

    option: str | None = None
    by: str | None = None
    penalty_gbp: float | None = None
    share: ShareWishes = PLAINLY
    drawing: Drawing = PLAINLY_DRAWN
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
        >>> Asking(by="2010-11", drawing=Drawing(seed=1)).beside(INCENTIVES)
        ('--seed',)
        """
        return tuple(dict.fromkeys(name for of, name in self._given() if report not in of))

    def _given(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Each option given, and the reports whose it is."""
        given = (
            ((INCENTIVES,), "--by", self.by is not None),
            ((INCENTIVES,), "--penalty", self.penalty_gbp is not None),
            ((CSR,), "--target", self.aims.share is not None),
            ((CSR,), "--baseline", self.aims.baseline_gbp is not None),
            ((SHARE, RISK), "--seed", self.drawing.seed != PLAINLY_DRAWN.seed),
            ((RISK,), "--draws", self.drawing.count != PLAINLY_DRAWN.count),
            *(((SHARE,), f"--{pool.key}", key != PLAINLY.mix.keys[pool]) for pool, key in self.share.mix.keys.items()),
            *(((SHARE,), typed, getattr(self.share, of) != getattr(PLAINLY, of)) for of, typed in _TYPED.items()),
        )
        return ((reports, typed) for reports, typed, is_given in given if is_given)


PLAIN = Asking()
"""Nothing but defaults."""

_TYPED = {
    "rule": "--rule",
    "true_up_share": "--true-up",
    "leaves_after_months": "--leaves-after",
}
