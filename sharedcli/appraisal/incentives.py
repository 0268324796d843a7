"""Incentives: change funding, the penalty test and the price of each red line, for one assessment under one option."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.funding import Funding, council_funding, member_funding
from sharedcli.appraisal.outcome import Outcome
from sharedcli.appraisal.penalties import PenaltyTest, penalty_tests
from sharedcli.appraisal.red_lines import LinePrice, line_prices
from sharedcli.model.periods import Period


@dataclass(frozen=True, slots=True, eq=False)
class Incentives:
    """What would make councils join, and what it costs whom.

    `members` are those of every consortium, `councils` each council over all it is in. `standing` are the consortia
    of the option by service. Red lines are priced against the consortia proposed, whatever the option.
    """

    whole: Assessment
    option: str
    period: Period
    penalty_gbp: float | None
    standing: tuple[Outcome, ...]
    members: tuple[Funding, ...]
    councils: tuple[Funding, ...]
    penalties: tuple[PenaltyTest, ...]
    red_lines: tuple[LinePrice, ...]

    @property
    def goes_live(self) -> int | None:
        """The first month in which anybody joins anything; `None` where nothing forms."""
        joins = [month for outcome in self.standing for formed, _ in outcome.formed for month in formed.joins]
        return min(joins, default=None)

    def of(self, council: str) -> Incentives:
        """One council's own part; what the consortia come to stays."""
        return replace(
            self,
            members=tuple(one for one in self.members if one.council == council),
            councils=tuple(one for one in self.councils if one.council == council),
            penalties=tuple(test.of(council) for test in self.penalties),
            red_lines=tuple(price for price in self.red_lines if price.council == council),
        )


def incentives(whole: Assessment, option: str, period: Period, penalty_gbp: float | None = None) -> Incentives:
    """The incentives of one assessment.

    Args:
        whole: The assessment.
        option: Whose consortia: a key of `OPTION_WORDS`.
        period: By whose end nobody is to be out of pocket.
        penalty_gbp: A penalty a year for refusing, real, in the price base; `None` asks about none.
    """
    members = member_funding(whole, option, period)
    standing = (Outcome.standing(a.options.under(option), a.service, whole.ledger) for a in whole.services)
    return Incentives(
        whole, option, period, penalty_gbp,
        standing=tuple(outcome for outcome in standing if outcome.formed),
        members=members,
        councils=council_funding(whole, members, period.years(whole.horizon)),
        penalties=penalty_tests(whole, option, penalty_gbp),
        red_lines=line_prices(whole),
    )  # fmt: skip
