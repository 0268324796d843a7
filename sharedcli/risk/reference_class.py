"""By how much IT projects overrun their estimate: the shape of those published, and no project in particular.

Mott MacDonald's optimism bias and this are two statements of the same thing, so a future has one or the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Self

import numpy as np

from sharedcli.costing.prices import FloatArray
from sharedcli.errors import SharedcliError
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.ranges import Range


class UnfitOverrunsError(SharedcliError):
    """Parameters of overruns that contradict each other."""


@dataclass(frozen=True, slots=True)
class Overruns:
    """The quantiles of an overrun, as a share of the estimate: 0.5 is half as much again, below zero it is under it.

    From `least_share` evenly to the median and on to `threshold_share`; beyond that, for `beyond_share` of all
    projects, a Pareto tail with the mean `tail_mean_share`.

    Source:
        Flyvbjerg and Gardner 2023, 5,392 IT projects: 18% overran by more than 50%, and those by 447% on average.
    """

    least_share: float
    median_share: float
    threshold_share: float
    beyond_share: float
    tail_mean_share: float

    @classmethod
    def of(cls, given: Assumptions) -> Self:
        """Those of the assumptions in force.

        Raises:
            UnfitOverrunsError: They do not ascend from the least to the median, the threshold and the tail's mean.
        """
        found = cls(
            given.overrun_least_share, given.overrun_median_share, given.overrun_threshold_share,
            given.overrun_beyond_share, given.overrun_tail_mean_share,
        )  # fmt: skip
        if not found.least_share <= found.median_share <= found.threshold_share <= found.tail_mean_share:
            msg = (
                "overrun_least_share, overrun_median_share, overrun_threshold_share and overrun_tail_mean_share "
                f"have to ascend; they are {found.least_share:g}, {found.median_share:g}, {found.threshold_share:g} "
                f"and {found.tail_mean_share:g}."
            )
            raise UnfitOverrunsError(msg)
        return found

    @property
    def tail_exponent(self) -> float:
        """That of the Pareto tail, by its mean: m / (m - t), 1.126 as shipped; infinite where nothing lies beyond."""
        over = self.tail_mean_share - self.threshold_share
        return self.tail_mean_share / over if over else math.inf

    def share_at(self, place: FloatArray) -> FloatArray:
        """The overrun at each place from 0 up to but not including 1.

        >>> made = Overruns(-0.3, 0.0, 0.5, 0.18, 4.47)
        >>> made.share_at(np.array([0.0, 0.5, 0.82, 0.9, 0.95])).round(2).tolist()
        [-0.3, 0.0, 0.5, 0.84, 1.56]
        """
        inside = 1 - self.beyond_share
        body = np.interp(place, (0.0, 0.5, inside), (self.least_share, self.median_share, self.threshold_share))
        beyond = np.minimum((1 - place) / self.beyond_share, 1.0)
        tail = self.threshold_share * beyond ** (-1 / self.tail_exponent)
        return np.where(place > inside, tail, body)

    @property
    def range(self) -> Range:
        """Its 10th, 50th and 90th percentile."""
        return Range(*self.share_at(np.array((0.1, 0.5, 0.9))).tolist())

    def place_of(self, share: float) -> float:
        """Which part of all projects overruns by no more than a share.

        >>> made = Overruns(-0.3, 0.0, 0.5, 0.18, 4.47)
        >>> [round(made.place_of(share), 3) for share in (-0.3, 0.0, 0.5, 2.0)]
        [0.0, 0.5, 0.82, 0.962]
        """
        inside = 1 - self.beyond_share
        if share > self.threshold_share:
            return 1 - self.beyond_share * float((self.threshold_share / share) ** self.tail_exponent)
        return float(np.interp(share, (self.least_share, self.median_share, self.threshold_share), (0.0, 0.5, inside)))
