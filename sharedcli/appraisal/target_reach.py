"""How far sharing reaches against what councils spend: a target in pounds, what is counted towards it, the ceilings.

METHOD 13, and Cardiff's claim: a target is a share of the whole budget, of which the back office is a small part. What
a budget, a back office and a target come to are inputs, not sums of rows; what is saved and spent are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.releasing import Releasing, Split, Within
from sharedcli.appraisal.stated import Stated
from sharedcli.costing.amounts import Amount
from sharedcli.costing.charges import EVERY_YEAR
from sharedcli.costing.ledger import USUAL, View
from sharedcli.model.profile import Profile
from sharedcli.model.spending_review import Span, TargetKind


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

    @property
    def is_revised(self) -> bool:
        """Whether the path after a revision is another than the one in force."""
        return self.revised_share != self.share

    def met_share(self, asked: Stated | None) -> float | None:
        """The part of what is asked for that the ongoing saving of the year meets; below zero where it costs more."""
        if self.saved is None or asked is None or not asked.gbp:
            return None
        return self.saved.ongoing.gbp / asked.gbp


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """What targets and ceilings are measured against, and by.

    `name` opens the ids of its inputs. `baseline_gbp` and `back_office_gbp` are a year, in pounds of the baseline year;
    `None` where nobody states them. `is_given` says that the baseline is one of the user's own. `back_office_of_gbp` is
    the budgets of the councils that state both. `silent` are the councils that state no budget, `no_back_office` those
    that state no back office. `spent` is what the councils counted spend as usual on the services appraised, money and
    staff time, in the last year inside; `None` where no whole year is. `steps` are empty where there is no efficiency
    target.
    """

    name: str
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
    def baseline(self) -> Stated | None:
        """What targets are a share of; `None` where it is not known."""
        return None if self.baseline_gbp is None else Stated(f"{self.name}.baseline", self.baseline_gbp, self._whence)

    def target(self, step: Step) -> Stated | None:
        """A year's pounds asked for by a step; `None` without a baseline."""
        return self._asked("target", step, step.share, "the target")

    def revised(self, step: Step) -> Stated | None:
        """The same after the revision; `None` where no year of the path was revised."""
        if not self.is_revised:
            return None
        return self._asked("revised-target", step, step.revised_share, "the target as revised")

    def in_cash(self, step: Step) -> Stated | None:
        """The part of it that has to release cash; `None` also where none has to."""
        if step.is_partly_cash:
            return self._asked("cash-target", step, step.cash_share, "the part that has to release cash")
        return self.target(step) if step.cash_share == step.share else None

    def met_share(self, step: Step) -> float | None:
        """The part of its target that a step meets; `None` without a baseline or where its year is not counted."""
        return step.met_share(self.target(step))

    def met_cash_share(self, step: Step) -> float | None:
        """The part that it meets of what has to release cash."""
        return step.met_share(self.in_cash(step))

    @property
    def final(self) -> Stated | None:
        """What is asked for by its end; `None` without target or baseline, or where the appraisal ends before."""
        step = self.last_step
        return None if step is None or step.saved is None else self.target(step)

    def of_target(self, amount: Amount) -> float | None:
        """A figure as a share of what is asked for by its end."""
        return amount.gbp / self.final.gbp if self.final is not None and self.final.gbp else None

    @property
    def back_office_of_target(self) -> float | None:
        """The whole back office as a share of the last target, both being shares of budgets."""
        step, share = self.last_step, self.back_office_share
        return share / step.share if step is not None and step.share and share is not None else None

    @property
    def target_of_back_office(self) -> float | None:
        """The last target as a share of the back office; `None` also where there is none."""
        step, share = self.last_step, self.back_office_share
        return step.share / share if step is not None and share else None

    @property
    def inputs(self) -> Iterator[Stated]:
        """Its pounds that are no sums of rows, each once."""
        steps = (one for step in self.steps for one in (self.target(step), self.revised(step), self.in_cash(step)))
        yield from {one.id: one for one in (self.baseline, *steps) if one is not None}.values()
        if self.back_office_gbp is not None:
            year = self.within.span.baseline_year
            yield Stated(f"{self.name}.back-office", self.back_office_gbp, f"back offices, in {year} prices")

    @property
    def _whence(self) -> str:
        return "--baseline" if self.is_given else f"net revenue budgets, in {self.within.span.baseline_year} prices"

    def _asked(self, kind: str, step: Step, share: float, words: str) -> Stated | None:
        if self.baseline_gbp is None:
            return None
        gbp, source = share * self.baseline_gbp, f"{self._whence}, times {words}"
        return Stated(f"{self.name}.{kind}.{step.year}", gbp, source)

    @property
    def is_revised(self) -> bool:
        """Whether a revision changes what is asked for by any year."""
        return any(step.is_revised for step in self.steps)

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
    whole: Assessment,
    span: Span,
    counted: Releasing,
    *,
    name: str,
    baseline_gbp: float | None = None,
    council: str | None = None,
) -> Reach:
    """What a period's target is measured against.

    Args:
        whole: The assessment.
        span: The period.
        counted: What the councils whose budgets are known release.
        name: How the ids of its inputs begin.
        baseline_gbp: In place of their budgets, in pounds of the baseline year.
        council: The one council asked about; `None` for all.
    """
    profiles = [one for one in whole.cohort.profiles if council in {None, one.council.code}]
    stating = [one for one in profiles if one.council.net_revenue_budget_gbp]
    both = [one for one in stating if one.council.back_office_gbp is not None]
    measured = profiles if baseline_gbp is not None else stating
    within = counted.within(span, whole.horizon)
    return Reach(
        name,
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
    if not within.inside or (within.inside[-1] == 0 and not whole.horizon.is_first_year_whole):
        return (
            None  # the year of the as-at day is counted from that day on, so what is left of it is no year's spending
        )
    rows = (
        row
        for assessed in whole.services
        for row in whole.ledger.about(option=USUAL, service=assessed.service, councils=codes).postings
        if row[0].line in EVERY_YEAR
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
