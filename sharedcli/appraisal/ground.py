"""What a cohort is matched on: its months and prices, the limits asked for, and whom its councils pass to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sharedcli.appraisal.candidates import Candidates, candidates
from sharedcli.consortia.contributions import market_of
from sharedcli.consortia.market import Market
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.member import Member
from sharedcli.costing.prices import Prices, prices
from sharedcli.matching.vesting import VestingGroup, vesting_groups
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import Horizon
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.profile import Cohort
from sharedcli.model.wishes import Wishes


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """One cohort, already narrowed; `vesting` is `None` where no successor binds its councils together."""

    cohort: Cohort
    model: DeliveryModel
    wishes: Wishes
    costing: Costing
    money: Prices
    vesting: VestingGroup | None

    @classmethod
    def of(
        cls,
        cohort: Cohort,
        given: Assumptions,
        model: DeliveryModel,
        wishes: Wishes,
        vesting: VestingGroup | None = None,
    ) -> Ground:
        """The ground of a cohort under the parameters in force."""
        horizon = Horizon.starting(given.as_at, years=round(given.appraisal_years))
        return cls(cohort, model, wishes, Costing.over(horizon, given), prices(horizon, given), vesting)

    def field(self, service: str) -> Candidates:
        """Who could take part."""
        return candidates(self.cohort, service, self.costing, model=self.model)

    def market(self, members: tuple[Member, ...]) -> Market:
        """What councils would bring, under the limits asked for."""
        market = market_of(members, self.costing, self.money, model=self.model)
        return market.limited(least=self.wishes.least, most=self.wishes.most)


def grounds_of(cohort: Cohort, given: Assumptions, model: DeliveryModel, wishes: Wishes) -> tuple[Ground, ...]:
    """One ground for all, or one for each group that vests together."""
    if not wishes.vesting:
        return (Ground.of(cohort, given, model, wishes),)
    by_code = {profile.council.code: profile for profile in cohort.profiles}
    return tuple(
        Ground.of(replace(cohort, profiles=tuple(by_code[code] for code in group.members)), given, model, wishes, group)
        for group in vesting_groups(cohort.profiles, given)
    )
