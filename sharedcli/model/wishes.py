"""What a user asks for beyond the facts: which councils to look at, how large, who must be in, and how hard to look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # an effort is sent to processes that need not load what a profile is read with
    from sharedcli.model.profile import Cohort, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Limits on who may share and in what number; nothing given means no limit.

    A council is looked at where it lies in one of `regions`, in one of `counties` and is of one of `tiers`, and is
    not in `exclude`. `must_include` and `exclude` are ONS codes; who must be in is looked at wherever it lies.
    `least` and `most` members are inclusive. With `vesting` only councils that pass to one successor on one day share.
    """

    regions: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    least: int = 2
    most: int | None = None
    must_include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    vesting: bool = False

    def narrow(self, cohort: Cohort) -> Cohort:
        """The councils to look at."""
        return replace(cohort, profiles=tuple(p for p in cohort.profiles if self._admits(p)))

    def _admits(self, profile: Profile) -> bool:
        council = profile.council
        if council.code in self.must_include:
            return True
        limits = ((self.regions, council.region), (self.counties, council.county), (self.tiers, council.tier))
        return council.code not in self.exclude and all(not among or value in among for among, value in limits)


Stop = Callable[[], bool]
"""Asked now and then; once true, a search answers with the best it has found."""


def never() -> bool:
    """Do not stop."""
    return False


def no_limit(_left: int) -> Stop:
    """Never stop."""
    return never


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to look for the best consortia.

    A gap of `tolerance_share` of the bound is small enough; `quick` takes what a quick search finds. `jobs` is the
    most processes at work. `limit` is asked once as each search begins, with how many are left including it, and says
    when that one has to stop; it must be fit to be sent to another process.
    """

    tolerance_share: float = 0.0
    quick: bool = False
    jobs: int = 1
    limit: Callable[[int], Stop] = no_limit


NO_WISHES = Wishes()
NO_LIMITS = Effort()

OnService = Callable[[int, int, float], None]
"""Told after each service how many are done, how many there are, and the largest gap so far, as a share."""


def tell_nobody(_done: int, _of: int, _gap: float) -> None:
    """Say nothing."""
