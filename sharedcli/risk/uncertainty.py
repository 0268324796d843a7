"""What is uncertain about a consortium, and how far: the ranges of its inputs, and those that carry none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from sharedcli.model.assumptions import Assumptions, Bounds
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.ranges import Range
from sharedcli.risk.reference_class import Overruns

RANGED = ("scale_exponent", "operating_saving_share", "exit_fee_share", "delay_months")
"""The parameters whose own ranges are drawn from."""

PARAMETERS = frozenset(
    {
        "overrun_least_share", "overrun_median_share", "overrun_threshold_share", "overrun_beyond_share",
        "overrun_tail_mean_share", "overrun_common_share", "delay_months", "withdrawal_share",
    }
)  # fmt: skip
"""The parameters that count in futures only."""

NEVER_LATE = Range(0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """How far each input may turn out otherwise; one that is `None` is held as planned.

    `overruns` held means the optimism bias stands. A member withdraws with the chance `withdrawal_share`; in
    `common_share` of futures the project decides a member's overrun. `bounds` say what a ranged input may be at all.
    """

    scale_exponent: Range | None
    operating_saving: Range | None
    exit_fee: Range | None
    delay: Range
    overruns: Overruns | None
    withdrawal_share: float
    common_share: float
    bounds: tuple[Bounds, ...]

    @classmethod
    def of(cls, given: Assumptions, model: DeliveryModel) -> Self:
        """The ranges of the assumptions in force; a saving of one team counts where there is one.

        Raises:
            UnfitOverrunsError: The parameters of overruns contradict each other.
        """
        late = given.delay_months
        is_one_team = model is DeliveryModel.SHARED_OPERATION
        return cls(
            scale_exponent=given.range_of("scale_exponent"),
            operating_saving=given.range_of("operating_saving_share") if is_one_team else None,
            exit_fee=given.range_of("exit_fee_share"),
            delay=given.range_of("delay_months") or Range(late, late, late),
            overruns=Overruns.of(given),
            withdrawal_share=given.withdrawal_share,
            common_share=given.overrun_common_share,
            bounds=tuple(given.parameters[name].bounds for name in RANGED),
        )

    @classmethod
    def none(cls, given: Assumptions) -> Self:
        """Nothing is uncertain: every future is as planned."""
        return cls(None, None, None, NEVER_LATE, None, 0.0, 0.0, tuple(given.parameters[n].bounds for n in RANGED))

    def bounds_of(self, name: str) -> Bounds:
        """What a ranged parameter may be at all."""
        return self.bounds[RANGED.index(name)]
