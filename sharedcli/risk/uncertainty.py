"""What is uncertain about a consortium, and how far: the ranges of its inputs, and those that carry none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from sharedcli.costing.prices import FloatArray
from sharedcli.model.assumptions import Assumptions, Bounds
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.ranges import Range
from sharedcli.risk.quantiles import in_range
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
    operating_saving_share: Range | None
    exit_fee_share: Range | None
    delay_months: Range
    overruns: Overruns | None
    withdrawal_share: float
    common_share: float
    bounds: Mapping[str, Bounds]

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
            operating_saving_share=given.range_of("operating_saving_share") if is_one_team else None,
            exit_fee_share=given.range_of("exit_fee_share"),
            delay_months=given.range_of("delay_months") or Range(late, late, late),
            overruns=Overruns.of(given),
            withdrawal_share=given.withdrawal_share,
            common_share=given.overrun_common_share,
            bounds=_bounds(given),
        )

    @classmethod
    def none(cls, given: Assumptions) -> Self:
        """Nothing is uncertain: every future is as planned."""
        return cls(None, None, None, NEVER_LATE, None, 0.0, 0.0, _bounds(given))

    def at(self, name: str, place: FloatArray) -> FloatArray | None:
        """The value of a ranged parameter at each place from 0 to 1 of its range; `None` where it is held."""
        given: Range | None = getattr(self, name)
        bounds = self.bounds[name]
        return None if given is None else in_range(place, given, least=bounds.least, most=bounds.most)

    def months_late(self, place: FloatArray) -> NDArray[np.intp]:
        """How late a project is at each place from 0 to 1, in whole months."""
        bounds = self.bounds["delay_months"]
        late = in_range(place, self.delay_months, least=bounds.least, most=bounds.most)
        return np.rint(late).astype(np.intp)

    @property
    def most_late(self) -> int:
        """The most whole months that a project is ever late."""
        return int(self.months_late(np.array([1.0]))[0])


def _bounds(given: Assumptions) -> Mapping[str, Bounds]:
    """What each ranged parameter may be at all."""
    return MappingProxyType({name: given.parameters[name].bounds for name in RANGED})
