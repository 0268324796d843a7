"""Inside a spending review: what the consortia of an option release in cash, and what of a target that could meet.

METHOD 13. The figures themselves are in `releasing.py`; words and tables in `reports/csr*.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.options import CHOSEN, LARGE, MANDATED, SMALL
from sharedcli.appraisal.releasing import Releasing, Within, lacking_together
from sharedcli.appraisal.target_reach import Reach, reach
from sharedcli.costing.amounts import Amount
from sharedcli.model.calendar import Horizon
from sharedcli.model.naming import Names
from sharedcli.model.spending_review import AIMLESS, Aims, Span

COMPARED = (SMALL, CHOSEN, LARGE, MANDATED)
"""The options of which the best is what sharing could meet."""
ALL, COUNTED = "all", "counted"


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """What one option releases for the councils asked about: together, consortium by consortium, council by council.

    `counted` are those whose budget is known, which alone can be set beside a target.
    """

    option: str
    group: Releasing
    counted: Releasing
    consortia: tuple[tuple[Formed, Releasing], ...]
    councils: tuple[tuple[str, Releasing], ...]

    @property
    def subjects(self) -> Iterator[Releasing]:
        """Every one whose figures may be asked for, each name once."""
        yield self.group
        if self.counted is not self.group:
            yield self.counted
        yield from (one for _, one in (*self.consortia, *self.councils) if one.name != self.group.name)


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """What one option releases inside a period, for all its members and for those whose budget is known."""

    option: str
    group: Within
    counted: Within

    @property
    def amounts(self) -> Iterator[Amount]:
        """Those that are set beside other options."""
        yield from (*self.group.split.amounts, self.group.reached)
        if self.counted.releasing is not self.group.releasing:
            yield self.counted.reached


@dataclass(frozen=True, slots=True, eq=False)
class InReview:
    """One spending review, or one financial year, as one option meets it.

    `lacking` and `deepest` are what councils lack together if none pays for another, `unbudgeted` the deepest where
    nothing of the one-off cost avoided is in a budget. `compared` is what every option releases.
    """

    whole: Assessment
    span: Span
    scope: Scope
    group: Within
    consortia: tuple[tuple[Formed, Within], ...]
    councils: tuple[tuple[str, Within], ...]
    lacking: Amount
    deepest: Amount
    unbudgeted: Amount
    compared: tuple[Compared, ...]
    reach: Reach

    @property
    def target_gbp(self) -> float | None:
        """A year's pounds asked for by its end; `None` without target or budgets, or where the appraisal ends first."""
        step, baseline = self.reach.last_step, self.reach.baseline_gbp
        if step is None or step.saved is None or baseline is None:
            return None
        return step.share * baseline

    @property
    def own_amounts(self) -> Iterator[Amount]:
        """Those of all councils asked about together, but not those of each year."""
        yield from self.group.amounts
        yield from (self.lacking, self.deepest, self.unbudgeted)
        if self.reach.within.releasing is not self.group.releasing:
            yield from self.reach.within.amounts
        yield from self.reach.amounts

    @property
    def amounts(self) -> Iterator[Amount]:
        """Every figure of it but those of each year."""
        yield from self.own_amounts
        for within in (*(one for _, one in self.consortia), *(one for _, one in self.councils)):
            yield from within.amounts
        for other in self.compared:
            yield from other.amounts


@dataclass(frozen=True, slots=True, eq=False)
class SpendingReviews:
    """Spending reviews side by side, for one assessment under one option; `council` is the one asked about."""

    whole: Assessment
    council: str | None
    scope: Scope
    periods: tuple[InReview, ...]


def spending_reviews(
    whole: Assessment, option: str, spans: Sequence[Span], *, aims: Aims = AIMLESS, council: str | None = None
) -> SpendingReviews:
    """What the consortia of an option release inside each of some periods."""
    names = Names.of(whole.cohort)
    scopes = {key: scope_of(whole, key, names, aims=aims, council=council) for key in COMPARED}
    aimed = (span if aims.share is None else span.aiming_at(aims.share) for span in spans)
    periods = tuple(in_review(whole, span, option, scopes, aims=aims, council=council) for span in aimed)
    return SpendingReviews(whole, council, scopes[option], periods)


def in_review(
    whole: Assessment,
    span: Span,
    option: str,
    scopes: dict[str, Scope],
    *,
    aims: Aims = AIMLESS,
    council: str | None = None,
) -> InReview:
    """One period; `scopes` hold what each option releases."""
    scope, horizon = scopes[option], whole.horizon
    councils = tuple((code, one.within(span, horizon)) for code, one in scope.councils)
    purses, name = [one for _, one in councils], f"{scope.group.name}.{span.key}"
    unbudgeted = (one.unbudgeted.within(span, horizon) for _, one in scope.councils)
    return InReview(
        whole, span, scope,
        group=scope.group.within(span, horizon),
        consortia=tuple((formed, one.within(span, horizon)) for formed, one in scope.consortia),
        councils=councils,
        lacking=lacking_together(f"{name}.members-lacking", purses, whole.ledger, at_end=True),
        deepest=lacking_together(f"{name}.members-deepest", purses, whole.ledger, at_end=False),
        unbudgeted=lacking_together(
            f"{name}.members-unbudgeted", unbudgeted, whole.ledger, at_end=False,
            words="each by itself, with nothing avoided in a budget",
        ),
        compared=tuple(compared(one, span, horizon) for one in scopes.values()),
        reach=reach(whole, span, scope.counted, baseline_gbp=aims.baseline_gbp, council=council),
    )  # fmt: skip


def compared(scope: Scope, span: Span, horizon: Horizon) -> Compared:
    """What an option releases inside some years, to stand beside other options."""
    return Compared(scope.option, scope.group.within(span, horizon), scope.counted.within(span, horizon))


def scope_of(
    whole: Assessment, option: str, names: Names, *, aims: Aims = AIMLESS, council: str | None = None
) -> Scope:
    """What one option releases for all its members, or for the one council asked about."""
    found = [
        formed
        for assessed in whole.services
        for formed in assessed.options.under(option)
        if council is None or council in formed.codes
    ]
    codes = sorted({code for formed in found for code in formed.codes} if council is None else {council})
    group = _of(whole, group_name(option, None if council is None else names.slug[council]), found, codes)
    known = codes if aims.baseline_gbp is not None else [code for code in codes if _budget(whole, code)]
    counted = group if len(known) == len(codes) else _of(whole, f"{group.name}.{COUNTED}", found, known)
    return Scope(
        option, group, counted,
        consortia=tuple((one, _of(whole, consortium_name(one, council, names), [one], codes)) for one in found),
        councils=tuple((code, _of(whole, group_name(option, names.slug[code]), found, [code])) for code in codes),
    )  # fmt: skip


def group_name(option: str, council: str | None) -> str:
    """How ids of all members begin, or those of one council, by its slug: the option only where not the one proposed.

    >>> group_name("consortia", None), group_name("small", None), group_name("small", "lichfield")
    ('all', 'all.small', 'small.lichfield')
    """
    parts = (ALL, option) if council is None else (option, council)
    return ".".join(part for part in parts if part != CHOSEN)


def consortium_name(formed: Formed, council: str | None, names: Names) -> str:
    """How ids of a consortium begin, or those of one council's part in it, as in all other reports."""
    if council is None:
        return formed.id
    return ".".join(part for part in (formed.service, formed.option, names.slug[council]) if part != CHOSEN)


def _of(whole: Assessment, name: str, found: Sequence[Formed], codes: Collection[str]) -> Releasing:
    wanted = frozenset(codes)
    shares = [(formed, [code for code in formed.codes if code in wanted]) for formed in found]
    savings = [formed.saving(whole.ledger, own) for formed, own in shares if own]
    joins = [formed.joining_month(code) for formed, own in shares for code in own]
    return Releasing.of(name, name.replace(".", ", "), savings, whole.ledger, min(joins, default=None))


def _budget(whole: Assessment, code: str) -> float | None:
    return whole.profiles[code].council.net_revenue_budget_gbp
