"""How far sharing reaches against what councils spend: a target in pounds, what is counted towards it, the ceilings.

METHOD 13, and Cardiff's claim: a target is a share of the whole budget, of which the back office is a small part. What
a budget, a back office and a target come to are inputs, not sums of rows; what is saved and spent are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.releasing import Releasing, Split, Within
from sharedcli.costing.amounts import Amount
from sharedcli.costing.charges import Line
from sharedcli.costing.ledger import USUAL, View
from sharedcli.model.profile import Profile
from sharedcli.model.spending_review import Span, TargetKind

_APRIL = 4
_RUNNING = tuple(line for line in Line if not (line.is_one_off or line.is_transfer))


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What was asked for by the end of one year, and what sharing releases in it.

    `share` is the path in force at the day of appraisal, `revised_share` the path after its revision where that comes
    later or differs; both cumulative, of the baseline. `cash_share` is the part of `share` that has to release cash.
    `saved` is `None` where the appraisal does not count the year.
    """

    year: str
    share: float
    revised_share: float
    cash_share: float
    saved: Split | None

    @property
    def is_partly_cash(self) -> bool:
        """Whether some of the target has to release cash, and some need not."""
        return 0 < self.cash_share < self.share

    def met_share(self, baseline_gbp: float) -> float | None:
        """The part of the target that the ongoing saving of the year meets; below zero where it costs more."""
        return self._met_share(self.share * baseline_gbp)

    def met_cash_share(self, baseline_gbp: float) -> float | None:
        """The part that it meets of what has to release cash."""
        return self._met_share(self.cash_share * baseline_gbp)

    def _met_share(self, target_gbp: float) -> float | None:
        return self.saved.ongoing.gbp / target_gbp if self.saved is not None and target_gbp else None


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """What targets and ceilings are measured against, and by.

    `baseline_gbp` and `back_office_gbp` are a year, in pounds of the baseline year; `None` where nobody states them.
    `is_given` says that the baseline is one of the user's own. `back_office_of_gbp` is the budgets of the councils that
    state both. `silent` are the councils that state no budget, `no_back_office` those that state no back office.
    `spent` is what the councils counted spend as usual on the services appraised, money and staff time, in the last
    year inside; `None` where no whole year is. `steps` are empty where there is no efficiency target.
    """

    within: Within
    baseline_gbp: float | None
    is_given: bool
    back_office_gbp: float | None
    back_office_of_gbp: float
    silent: tuple[str, ...]
    no_back_office: tuple[str, ...]
    spent: Amount | None
    steps: tuple[Step, ...]

    @property
    def last_step(self) -> Step | None:
        """What is asked for by the end of the last year that has a target."""
        return self.steps[-1] if self.steps else None

    @property
    def back_office_share(self) -> float | None:
        """The back office as a share of the budget, of the councils that state both."""
        return self.back_office_gbp / self.back_office_of_gbp if self.back_office_gbp is not None else None

    def of_baseline(self, amount: Amount) -> float | None:
        """A figure as a share of the baseline."""
        return amount.gbp / self.baseline_gbp if self.baseline_gbp else None

    @property
    def amounts(self) -> Iterator[Amount]:
        """Its sums of rows."""
        if self.spent is not None:
            yield self.spent
        for step in self.steps:
            yield from step.saved.amounts if step.saved else ()


def reach(
    whole: Assessment, span: Span, counted: Releasing, *, baseline_gbp: float | None = None, council: str | None = None
) -> Reach:
    """What a period's target is measured against.

    Args:
        whole: The assessment.
        span: The period.
        counted: What the councils whose budgets are known release.
        baseline_gbp: In place of their budgets, in pounds of the baseline year.
        council: The one council asked about; `None` for all.
    """
    profiles = [one for one in whole.cohort.profiles if council in {None, one.council.code}]
    stating = [one for one in profiles if one.council.net_revenue_budget_gbp]
    both = [one for one in stating if one.council.back_office_gbp is not None]
    measured = profiles if baseline_gbp is not None else stating
    within = counted.within(span, whole.horizon)
    return Reach(
        within,
        baseline_gbp=baseline_gbp if baseline_gbp is not None else _budgets(stating, span, whole),
        is_given=baseline_gbp is not None,
        back_office_gbp=_back_offices(both, span, whole),
        back_office_of_gbp=_budgets(both, span, whole) or 0.0,
        silent=tuple(one.council.code for one in profiles if not one.council.net_revenue_budget_gbp),
        no_back_office=tuple(one.council.code for one in stating if one.council.back_office_gbp is None),
        spent=_spent(whole, within, [one.council.code for one in measured]),
        steps=tuple(_steps(whole, span, counted)),
    )  # fmt: skip


def _budgets(profiles: Sequence[Profile], span: Span, whole: Assessment) -> float | None:
    return _moved([(one, one.council.net_revenue_budget_gbp or 0.0) for one in profiles], span, whole)


def _back_offices(profiles: Sequence[Profile], span: Span, whole: Assessment) -> float | None:
    return _moved([(one, one.council.back_office_gbp or 0.0) for one in profiles], span, whole)


def _moved(stated: Sequence[tuple[Profile, float]], span: Span, whole: Assessment) -> float | None:
    """Pounds that profiles state, in the prices of the baseline year; `None` where there are none."""
    deflator, year = whole.given.deflator, span.baseline_year
    if not stated:
        return None
    return sum(gbp * deflator.factor(of=profile.prices, to=year) for profile, gbp in stated)


def _spent(whole: Assessment, within: Within, codes: Sequence[str]) -> Amount | None:
    if not within.inside or (within.inside[-1] == 0 and whole.horizon.start.first_day.month != _APRIL):
        return (
            None  # the year of the as-at day is counted from that day on, so what is left of it is no year's spending
        )
    rows = (
        row
        for assessed in whole.services
        for row in whole.ledger.about(option=USUAL, service=assessed.service, councils=codes).postings
        if row[0].line in _RUNNING
    )
    name = f"{within.releasing.name}.{within.span.key}.spent"
    label = "running costs as usual of the services appraised, money and staff time, in the last year inside"
    return Amount.of(name, label, plus=whole.ledger.more(rows), view=View.CASH, years=within.inside[-1:]).turned()


def _steps(whole: Assessment, span: Span, counted: Releasing) -> Iterator[Step]:
    review = span.review
    if review is None or review.target.kind is not TargetKind.EFFICIENCY:
        return
    revised, cash = dict(review.revised_path), review.target.cashable_share
    cash = 1.0 if cash is None else cash
    for year, share in review.path_in_force(whole.given.as_at):
        place = year.starts_in - whole.horizon.years[0].starts_in
        saved = counted.in_year(place) if 0 <= place < len(whole.horizon.years) else None
        yield Step(str(year), share, revised.get(year, share), share * cash, saved)
