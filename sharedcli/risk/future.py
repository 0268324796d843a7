"""One future of one consortium: how what is uncertain turns out. As planned, it is the central ledger.

What a future costs is posted in `risk/posting.py`; many at once are added up in `risk/simulation.py`. The two agree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from sharedcli.appraisal.consortium import Formed
from sharedcli.model.assumptions import Assumptions


@dataclass(frozen=True, slots=True)
class Own:
    """How things turn out for one member.

    `overrun_share` is that of its tender and implementation together, `alone_overrun_share` of those of its own
    project; both take the place of the optimism bias. `alone_delay_months` is its own project's. `exit_fee_share`
    counts where its contract states none, together and alone. A member that does not stay goes its own way before
    anything is live.
    """

    overrun_share: float
    alone_overrun_share: float
    alone_delay_months: int
    exit_fee_share: float
    stays: bool = True


@dataclass(frozen=True, slots=True)
class Future:
    """How things turn out for a consortium; `members` are in its order."""

    scale_exponent: float
    operating_saving_share: float
    delay_months: int
    members: tuple[Own, ...]

    @classmethod
    def planned(cls, formed: Formed, given: Assumptions) -> Self:
        """Everything as the central figures have it: the optimism bias for every overrun, nobody late, nobody gone."""
        bias = given.optimism_bias_share
        own = Own(bias, bias, 0, given.exit_fee_share)
        return cls(given.scale_exponent, given.operating_saving_share, 0, (own,) * len(formed.members))

    def late(self, months: int) -> Future:
        """The same with the joint project live so many months late, its money spent as planned, all others in time."""
        return replace(self, delay_months=months)

    def without(self, place: int) -> Future:
        """The same with the member at a place gone."""
        members = (replace(own, stays=own.stays and at != place) for at, own in enumerate(self.members))
        return replace(self, members=tuple(members))

    def overrunning(self, together_share: float, *, alone_share: float | None = None) -> Future:
        """The same with this overrun of the joint project for every member, and alone too where that is given."""
        return replace(
            self,
            members=tuple(
                replace(
                    own,
                    overrun_share=together_share,
                    alone_overrun_share=own.alone_overrun_share if alone_share is None else alone_share,
                )
                for own in self.members
            ),
        )

    def standing(self) -> bool:
        """Whether enough stay for there to be a consortium: two."""
        return sum(own.stays for own in self.members) > 1
