"""What a cohort is matched on: its months and prices, the limits asked for, and whom its councils pass to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sharedcli.appraisal.candidates import Candidates, candidates
from sharedcli.consortia.contributions import market_of
from sharedcli.consortia.market import Market
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.member import Member
from sharedcli.costing.prices import Prices, prices
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon
from sharedcli.model.profile import Cohort, Profile, Reorganisation
from sharedcli.model.wishes import Wishes


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """One cohort, already narrowed; `vesting` is `None` where no successor binds its councils together."""

    cohort: Cohort
    wishes: Wishes
    costing: Costing
    money: Prices
    vesting: Reorganisation | None

    @classmethod
    def of(cls, cohort: Cohort, given: Assumptions, wishes: Wishes, vesting: Reorganisation | None = None) -> Ground:
        """The ground of a cohort under the parameters in force."""
        horizon = Horizon.starting(given.as_at, years=round(given.appraisal_years))
        return cls(cohort, wishes, Costing.over(horizon, given), prices(horizon, given), vesting)

    def field(self, service: str) -> Candidates:
        """Who could take part."""
        return candidates(self.cohort, service, self.costing)

    def market(self, members: tuple[Member, ...]) -> Market:
        """What councils would bring, under the limits asked for."""
        return market_of(members, self.costing, self.money).limited(least=self.wishes.least, most=self.wishes.most)


def grounds_of(cohort: Cohort, given: Assumptions, wishes: Wishes) -> tuple[Ground, ...]:
    """One ground for all, or one for each group that vests together."""
    if not wishes.vesting:
        return (Ground.of(cohort, given, wishes),)
    return tuple(Ground.of(group, given, wishes, moving) for moving, group in _vesting_groups(cohort))


def _vesting_groups(cohort: Cohort) -> tuple[tuple[Reorganisation, Cohort], ...]:
    """Councils that pass to the same successor on the same day, by that day; a council alone is a group as well."""
    groups: dict[Reorganisation, list[Profile]] = {}
    for profile in cohort.profiles:
        if profile.reorganisation:
            groups.setdefault(profile.reorganisation, []).append(profile)
    in_order = sorted(groups.items(), key=lambda group: (group[0].vesting_on, group[0].successor))
    return tuple((moving, replace(cohort, profiles=tuple(profiles))) for moving, profiles in in_order)
