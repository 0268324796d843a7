"""The claims added up by what becomes of the centres, and what those that stand are worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from sharedcli.appraisal.announced_figures import of_standing
from sharedcli.appraisal.proposals import Fate, ProposalsAppraisal


@dataclass(frozen=True, slots=True)
class Sums:
    """Present values in the price base: claims by the fate of their centres, and the worth of those that stand.

    `plain` is that worth without the optimism bias.
    """

    standing: float
    counted_elsewhere: float
    worth_nothing: float
    unknown: float
    worth: float
    plain: float

    @classmethod
    def of(cls, whole: ProposalsAppraisal) -> Self:
        """The sums of an appraisal."""
        claims, together = {fate: claimed_gbp(whole, fate) for fate in Fate}, of_standing(whole)
        return cls(
            standing=claims[Fate.STANDS],
            counted_elsewhere=claims[Fate.COUNTED_ELSEWHERE],
            worth_nothing=claims[Fate.WORTH_NOTHING],
            unknown=claims[Fate.NOT_APPRAISED],
            worth=together.npv().gbp,
            plain=together.without_bias().gbp,
        )

    @property
    def appraised(self) -> float:
        """Claimed by the centres that could be appraised."""
        return self.standing + self.counted_elsewhere + self.worth_nothing

    @property
    def claimed(self) -> float:
        """Claimed by all centres."""
        return self.appraised + self.unknown

    @property
    def overstated(self) -> float:
        """What is claimed and appraised, less what those that can stand together are worth; below zero, understated."""
        return self.appraised - self.worth


def claimed_gbp(whole: ProposalsAppraisal, fate: Fate) -> float:
    """What all centres of one fate claim, present value in the price base."""
    return sum((centre.claim_gbp for centre in whole.of(fate)), start=0.0)
