"""What to know about a spending review before quoting its figures: what is provisional, revised, shared or left out."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.spending_review import InReview
from sharedcli.checks.wording import day
from sharedcli.model.calendar import FinancialYear
from sharedcli.model.printable import printable
from sharedcli.model.spending_review import Span, SpendingReviewPeriod, TargetKind
from sharedcli.reports.assumed import sourced
from sharedcli.reports.csr_words import per_cent
from sharedcli.reports.naming import Names
from sharedcli.reports.sentences import pounds

_APRIL = 4


def doubts(found: InReview, names: Names) -> Iterator[str]:
    """What to know about a period before quoting its figures."""
    span, given, horizon = found.span, found.whole.given, found.whole.horizon
    review, reach = span.review, found.reach
    if review is not None:
        yield from _of_review(review, given.as_at > review.announced, day(given.as_at))
        yield from _shared_years(span, given.spending_reviews)
    if found.group.inside and span.first_year < horizon.years[0]:
        yield f"Its years before {horizon.years[0]} lie before these facts and are not counted."
    if 0 in found.group.inside and horizon.start.first_day.month != _APRIL:
        yield f"Of {horizon.years[0]} only the months from {horizon.start} on are counted."
    if found.group.inside and horizon.years[-1] < span.last_year:
        yield f"The appraisal ends with {horizon.years[-1]}, before it does."
    if reach.silent and not reach.is_given:
        yield (
            f"{names.listed(reach.silent)} states no net revenue budget, so neither that nor what it saves is in any "
            "share of the budgets or of a target."
        )
    if reach.steps and reach.baseline_gbp is not None:
        one_own = len(found.councils) == 1
        whose = "the council's net revenue budget," if one_own else "the councils' net revenue budgets,"
        how = "given with --baseline" if reach.is_given else f"{whose} moved by the GDP deflator"
        yield (
            f"The target is a share of {pounds(reach.baseline_gbp)}, {how}, in {span.baseline_year} prices; savings "
            "are nominal pounds of their own year, and those reached before the period count."
        )


def _of_review(review: SpendingReviewPeriod, is_known: bool, as_at: str) -> Iterator[str]:
    if review.where:
        yield f"{review.name}: your own, from {printable(review.where, most=300)}."
    if not is_known:
        yield f"It was announced on {day(review.announced)}, after the day of these facts ({as_at})."
    if review.target.is_own:
        yield "The target is one of your own, from --target, in place of what the review says."
    if review.revised:
        path = ", ".join(f"{per_cent(share)} by {year}" for year, share in review.revised.path)
        was = ", ".join(
            per_cent(dict(review.announced_path)[year]) for year, _ in review.revised.path if year in dict(review.path)
        )
        yield (
            f"{printable(review.revised.by, most=80)} ({day(review.revised.on)}) changed it to {path}"
            f"{f', from {was}' if was else ''}."
        )
    if review.target.cashable_share is not None and review.target.cashable_share < 1:
        part = per_cent(review.target.cashable_share)
        yield f"At least {part} of its target had to release cash; only cash is counted here."
    if review.target.kind in {TargetKind.GRANT_CHANGE, TargetKind.CORE_SPENDING_POWER}:
        basis = printable(review.target.basis, most=200)
        yield f"It set councils no efficiency target; its per cent is what the government gave ({basis})."
    if review.mandatory_per_council is False and not review.target.is_own:
        yield "No council had to reach the target on its own."
    if review.last_year_capital is not None:
        yield f"Capital runs to {review.last_year_capital}."
    if review.note:
        yield printable(review.note, most=500)
    yield f"Source: {sourced(review.source)}{', provisional' if review.provisional else ''}."


def _shared_years(span: Span, reviews: tuple[SpendingReviewPeriod, ...]) -> Iterator[str]:
    own = span.review
    shared: dict[str, list[FinancialYear]] = {}
    others = {}
    for year, other in span.shared_with(reviews):
        shared.setdefault(other.id, []).append(year)
        others[other.id] = other
    for name, years in shared.items():
        later = others[name] if own is None or own.announced < others[name].announced else own
        which = f"{years[0]} is" if len(years) == 1 else f"{years[0]} to {years[-1]} are"
        count = "counts" if len(years) == 1 else "count"
        yield f"{which} in {name} too and {count} in each; {later.id}, announced later, holds."
