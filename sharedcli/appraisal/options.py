"""Options side by side: do nothing, small consortia, the best ones, one large, the mandated one.

METHOD 7. This answers "small now" against "large later" in figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sharedcli.appraisal.candidates import Candidates
from sharedcli.appraisal.consortium import PROPOSED, Formed
from sharedcli.consortia.contributions import market_of
from sharedcli.consortia.many import Task, select_each
from sharedcli.consortia.market import Market
from sharedcli.consortia.selection import Consortium, Selection
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.coordination import lead_months
from sharedcli.costing.ledger import Ledger, View
from sharedcli.costing.member import Member
from sharedcli.costing.prices import Prices
from sharedcli.costing.saving import Saving
from sharedcli.model.calendar import Horizon
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.spending_review import SpendingReviewPeriod
from sharedcli.model.wishes import Effort, OnService

MOST_IN_SMALL = 4
"""What "small" means in "small consortia": at most so many councils."""

CHOSEN, SMALL, LARGE, MANDATED = PROPOSED, "small", "one-large", "mandated"
OPTION_WORDS = {
    "do-nothing": "Do nothing",
    SMALL: f"Small, {MOST_IN_SMALL} at most each",
    CHOSEN: "Proposed consortia",
    LARGE: "One large, all willing",
    MANDATED: "Mandated, no red lines",
}


@dataclass(frozen=True, slots=True, eq=False)
class ServiceOptions:
    """What forms under each option for one service; an option that cannot be done has nothing in it."""

    service: str
    selection: Selection
    market: Market
    formed: tuple[Formed, ...]

    def under(self, option: str) -> tuple[Formed, ...]:
        """The consortia of one option, in the order of their numbers."""
        return tuple(formed for formed in self.formed if formed.option == option)


@dataclass(frozen=True, slots=True)
class OptionResult:
    """One option in figures. Cash is nominal; the others are in the price base; `None` means never or not known.

    `is_possible` is false where no month suits everybody it takes in.
    """

    option: str
    is_possible: bool
    councils: int
    npv_gbp: float
    one_off_gbp: float
    peak_cash_gbp: float
    first_month_of_net_benefit: int | None
    net_by_review_end_gbp: float | None
    losers: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """What is chosen in one service's market: of any size, and of `MOST_IN_SMALL` councils at most each."""

    market: Market
    best: Selection
    small: Selection


def choices(markets: Sequence[Market], effort: Effort, on_service: OnService) -> Iterator[Choice]:
    """What is chosen in each market, one for each service."""
    tasks = (Task(one) for market in markets for one in (market, market.limited(most=MOST_IN_SMALL)))
    councils = 2 * sum(len(market.codes) for market in markets)
    answers = select_each(tasks, count=2 * len(markets), councils=councils, effort=effort)
    found = (answer for answer in answers if isinstance(answer, Selection))  # all are: nobody has to be in
    gap = 0.0
    for done, market in enumerate(markets, start=1):
        best, small = next(found), next(found)
        gap = max(gap, best.gap_share)
        on_service(done, len(markets), gap)
        yield Choice(market, best, small)


def form_options(service: Candidates, choice: Choice, costing: Costing, money: Prices) -> ServiceOptions:
    """Form the consortia of every option."""
    willing, everybody, model = service.willing, service.everybody, service.model
    formed = [
        *_numbered(choice.best.consortia, willing, CHOSEN, service),
        *_numbered(choice.small.consortia, willing, SMALL, service),
        *_numbered(_all_together(willing, costing, money, model), willing, LARGE, service),
        *_numbered(_all_together(everybody, costing, money, model), everybody, MANDATED, service),
    ]
    return ServiceOptions(service.service, choice.best, choice.market, tuple(formed))


def _numbered(
    consortia: tuple[Consortium, ...], members: tuple[Member, ...], option: str, about: Candidates
) -> Iterator[Formed]:
    by_code = {member.council: member for member in members}
    for number, chosen in enumerate(consortia, start=1):
        yield Formed.of(chosen, by_code, option=option, service=about.service, number=number, model=about.model)


def _all_together(
    members: tuple[Member, ...], costing: Costing, money: Prices, model: DeliveryModel
) -> tuple[Consortium, ...]:
    """Everybody in one, at the best month, whatever it is worth; nothing where no month suits all."""
    market = market_of_all(members, costing, money, model=model)
    offer = market.value(range(len(market.codes)))
    if offer is None:
        return ()
    return (Consortium.of(offer, market),)


def market_of_all(members: tuple[Member, ...], costing: Costing, money: Prices, *, model: DeliveryModel) -> Market:
    """The market of councils that are all to be in one consortium.

    One whose own day comes before so large a group can be live waits for the group.
    """
    earliest = lead_months(len(members), costing.given)
    return market_of(tuple(member.waiting_until(earliest) for member in members), costing, money, model=model)


def option_results(
    options: ServiceOptions, ledger: Ledger, horizon: Horizon, review: SpendingReviewPeriod | None
) -> tuple[OptionResult, ...]:
    """Every option of one service in figures, do nothing first."""
    nothing = OptionResult("do-nothing", True, 0, 0.0, 0.0, 0.0, None, 0.0 if review else None, ())
    results = [_result(options, option, ledger, horizon, review) for option in (SMALL, CHOSEN, LARGE, MANDATED)]
    return (nothing, *results)


def _result(
    options: ServiceOptions, option: str, ledger: Ledger, horizon: Horizon, review: SpendingReviewPeriod | None
) -> OptionResult:
    formed = options.under(option)
    codes = tuple(code for consortium in formed for code in consortium.codes)
    saving = Saving.of(ledger, option=option, councils=codes, service=options.service)
    alone = {code: consortium.saving(ledger, [code]).npv_gbp for consortium in formed for code in consortium.codes}
    return OptionResult(
        option=option,
        is_possible=bool(formed) or option in {CHOSEN, SMALL},
        councils=len(codes),
        npv_gbp=saving.npv_gbp,
        one_off_gbp=saving.one_off_gbp,
        peak_cash_gbp=saving.peak_cash_gbp,
        first_month_of_net_benefit=_first_benefit(saving, formed),
        net_by_review_end_gbp=net_by_end_of(review, saving, horizon) if review else None,
        losers=tuple(code for code, npv in alone.items() if loses(npv)),
    )


def loses(npv_gbp: float) -> bool:
    """Whether a net present value is a loss; less than half a pound is rounding."""
    return npv_gbp < -0.5


def _first_benefit(saving: Saving, formed: tuple[Formed, ...]) -> int | None:
    return saving.first_month_of_net_benefit(min(one.live for one in formed)) if formed else None


def net_by_end_of(review: SpendingReviewPeriod, saving: Saving, horizon: Horizon) -> float:
    """Net nominal cash from `as_at` to the end of a spending review."""
    inside = np.array([year <= review.last_year for year in horizon.years])
    return float(saving.by_year_gbp(View.CASH)[inside].sum())
