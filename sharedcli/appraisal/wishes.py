"""What a user asks of consortia beyond the facts: which councils to look at, how large, who must be in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sharedcli.consortia.market import Market
from sharedcli.model.calendar import Horizon
from sharedcli.model.profile import Cohort, Profile, Reorganisation


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

    def limit(self, market: Market, horizon: Horizon, vesting: Reorganisation | None) -> Market:
        """The market under these limits; councils that vest together have to be in by the day they vest."""
        limited = market.limited(least=self.least, most=self.most)
        return limited if vesting is None else limited.all_in_by(max(horizon.month_of(vesting.vesting_on), 0))


def vesting_groups(cohort: Cohort) -> tuple[tuple[Reorganisation, Cohort], ...]:
    """Councils that pass to the same successor on the same day, by that day; a council alone is a group as well."""
    groups: dict[Reorganisation, list[Profile]] = {}
    for profile in cohort.profiles:
        if profile.reorganisation:
            groups.setdefault(profile.reorganisation, []).append(profile)
    in_order = sorted(groups.items(), key=lambda group: (group[0].vesting_on, group[0].successor))
    return tuple((moving, replace(cohort, profiles=tuple(profiles))) for moving, profiles in in_order)
