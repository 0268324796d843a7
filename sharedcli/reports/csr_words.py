"""Spending reviews in sentences: what falls into one, what was asked for, what is doubtful about it."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.options import OPTION_WORDS
from sharedcli.appraisal.spending_review import InReview
from sharedcli.appraisal.target_reach import Reach, Step
from sharedcli.checks.wording import day
from sharedcli.costing.amounts import Amount
from sharedcli.loading.tables import back_office_claims
from sharedcli.model.calendar import Horizon
from sharedcli.model.printable import printable
from sharedcli.model.spending_review import Span, SpendingReviewPeriod, TargetKind
from sharedcli.reports.assumed import sourced
from sharedcli.reports.naming import Names
from sharedcli.reports.sentences import counted, pounds

_SMALL_SHARE = 0.01
_MOST_TOLD = 3


def per_cent(share: float) -> str:
    """A share in words, small ones to another place.

    >>> per_cent(0.093), per_cent(0.0014), per_cent(1.514), per_cent(-0.00001)
    ('9.3%', '0.14%', '151.4%', '0.00%')
    """
    digits = 2 if abs(share) < _SMALL_SHARE else 1
    return f"{round(share, 2 + digits) + 0.0:.{digits}%}"


def called(span: Span) -> str:
    """A period by name and years."""
    doubt = ", dates provisional" if span.review and span.review.provisional else ""
    return span.name if span.name == span.years else f"{span.name} ({span.years}{doubt})"


def answer(found: InReview) -> str:
    """What falls into a period: a sentence or two."""
    span, group = found.span, found.group
    name, horizon = called(span), found.whole.horizon
    if not group.inside:
        return _outside(span, horizon, day(found.whole.given.as_at), found)
    if group.releasing.live is None:
        return f"{name}: no consortium forms under this option, so nothing is released in it."
    split = group.split
    if not group.is_live:
        return (
            f"{name} ends before anything goes live (first in {horizon.start + group.releasing.live}), so sharing "
            f"cannot help it: inside it there is only what is spent, or not spent, on the way, a {saving(split.net)}."
        )
    told = (
        f"{name}: {saving(split.net)} inside it: {_ongoing(split.ongoing)}, {pounds(split.one_off.gbp)} one-off cost "
        f"against {pounds(split.avoided.gbp)} avoided. In {horizon.years[group.inside[-1]]} {_a_year(group.reached)}."
    )
    return told + _target(found.reach) + _funding(found)


def _outside(span: Span, horizon: Horizon, as_at: str, found: InReview) -> str:
    if span.last_year < horizon.years[0]:
        return f"{called(span)} ends before these facts begin ({as_at}), so nothing falls into it."
    needed = span.last_year.starts_in - horizon.years[0].starts_in + 1
    bounds = found.whole.given.parameters["appraisal_years"].bounds
    hint = f" --assume appraisal_years={needed} reaches it." if needed <= bounds.most else ""
    ends = horizon.years[-1].end.year
    return f"{called(span)} begins after the appraisal ends in March {ends}, so nothing of it is counted.{hint}"


def saving(amount: Amount) -> str:
    """A net in cash as a saving or a cost."""
    return f"net {'cost' if round(amount.gbp) < 0 else 'saving'} of {pounds(amount.gbp)}"


def _ongoing(amount: Amount) -> str:
    return f"{pounds(amount.gbp)} ongoing {'cost' if round(amount.gbp) < 0 else 'saving'}"


def _a_year(amount: Amount) -> str:
    spent = "more is spent than before" if round(amount.gbp) < 0 else "is released"
    return f"{pounds(amount.gbp)} {spent}"


def _target(reach: Reach) -> str:
    step, baseline = reach.last_step, reach.baseline_gbp
    if step is None or baseline is None:
        return ""
    met = step.met_share(baseline)
    asked = f" It asks for {asked_for(step)} by {step.year}, {pounds(step.share * baseline)} a year"
    if met is None:
        return f"{asked}; the appraisal does not reach that year."
    if met < 0:
        return f"{asked}; the ongoing saving of that year meets none of it."
    return f"{asked}; the ongoing saving of that year meets {per_cent(met)} of it."


def asked_for(step: Step) -> str:
    """What is asked for by a year, and what after a revision."""
    later = f" ({per_cent(step.revised_share)} as revised)" if step.revised_share != step.share else ""
    return f"{per_cent(step.share)}{later}"


def _funding(found: InReview) -> str:
    if round(found.deepest.gbp) <= 0:
        return " It needs no change funding."
    lacking, deepest = round(found.lacking.gbp), round(found.deepest.gbp)
    still = ", all of it still at its end" if lacking == deepest else f", {pounds(lacking)} of it still at its end"
    still = still if lacking > 0 else ""
    return f" Before it helps, councils lack {pounds(found.deepest.gbp)} at the deepest, each by itself{still}."


def who_lacks(found: InReview, names: Names) -> str:
    """Which councils are short at a period's end, the deepest first; empty where none is."""
    short = sorted(((within.lacking.gbp, code) for code, within in found.councils if within.is_short), reverse=True)
    if not short:
        return ""
    told = ", ".join(f"{names.short[code]} {pounds(gbp)}" for gbp, code in short[:_MOST_TOLD])
    more = f", and {len(short) - _MOST_TOLD} more" if len(short) > _MOST_TOLD else ""
    of = counted(len(found.councils), "council", "councils")
    return f"{found.span.name}: {len(short)} of {of}, the most {told}{more}."


def asked_of_councils(span: Span, on_paper: Step | None) -> str:
    """What a review asked of councils, or gave, in a few words for a table."""
    review = span.review
    if review is None:
        return "a year, no target"
    if review.target.kind is TargetKind.EFFICIENCY and on_paper is not None:
        return f"{asked_for(on_paper)} saved by {on_paper.year}"
    given = ", ".join(f"{100 * share:+.1f}% by {year}" for year, share in review.revised_path[-1:])
    if not given and review.target.annual_share is not None:
        given = f"{100 * review.target.annual_share:+.1f}% a year"
    return f"{review.target.kind.words} {given}".strip()


def ceilings(found: InReview, names: Names) -> Iterator[str]:
    """How far sharing could reach at best: the options, all that is spent on these services, the whole back office."""
    reach, step = found.reach, found.reach.last_step
    if reach.baseline_gbp is None:
        return
    target_gbp = step.share * reach.baseline_gbp if step else None
    yield from _best(found, target_gbp)
    if reach.spent is not None:
        of_target = f", {per_cent(reach.spent.gbp / target_gbp)} of the target" if target_gbp else ""
        who = "this council spends" if len(found.councils) == 1 else "these councils spend"
        yield (
            f"All that {who} as usual on the services appraised is {pounds(reach.spent.gbp)} in "
            f"{reach.within.releasing.cash.usual.years[reach.within.inside[-1]]}, money and staff time: "
            f"{per_cent(reach.spent.gbp / reach.baseline_gbp)} of the budgets{of_target}. No sharing of these services "
            "could release more."
        )
    yield from _back_office(reach, step, names)
    for claim in back_office_claims():
        yield f"Published elsewhere: {claim.says} ({sourced(claim.source, url=False)})."


def _best(found: InReview, target_gbp: float | None) -> Iterator[str]:
    possible = [(one.reached.gbp, key, one) for key, one in found.compared if one.inside]
    if not possible or max(possible)[0] <= 0:
        yield "None of the options compared releases anything a year by its end."
        return
    gbp, key, best = max(possible, key=lambda item: item[0])
    of_target = f", {per_cent(gbp / target_gbp)} of the target" if target_gbp else ""
    share = found.reach.of_baseline(best.reached) or 0.0
    yield (
        f"The best of the options compared by its end is {OPTION_WORDS[key].partition(',')[0].lower()}: "
        f"{pounds(gbp)} a year, {per_cent(share)} of the budgets{of_target}."
    )


def _back_office(reach: Reach, step: Step | None, names: Names) -> Iterator[str]:
    share = reach.back_office_share
    if share is None or reach.back_office_gbp is None or reach.is_given:
        return
    told = (
        f"The back office is {pounds(reach.back_office_gbp)} a year, {per_cent(share)} of the budgets of those that "
        "state both"
    )
    if step is None or not share:
        yield f"{told}; back-office sharing can touch no more than that."
    elif step.share > share:
        yield (
            f"{told}; the target is {per_cent(step.share)} of the budgets, {per_cent(step.share / share)} of the back "
            "office, and could not be met from it even if all of it went."
        )
    else:
        yield f"{told}; to meet the target from it alone, {per_cent(step.share / share)} of it would have to go."
    if reach.no_back_office:
        yield f"No back office stated, so not in that share: {names.listed(reach.no_back_office)}."


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
        how = (
            "given with --baseline"
            if reach.is_given
            else "the councils' net revenue budgets, moved by the GDP deflator"
        )
        yield (
            f"The target is a share of {pounds(reach.baseline_gbp)}, {how}, in {span.baseline_year} prices; savings "
            "are nominal pounds of their own year, and those reached before the period count."
        )


_APRIL = 4


def _of_review(review: SpendingReviewPeriod, is_known: bool, as_at: str) -> Iterator[str]:
    if review.where:
        yield f"{review.name}: your own, from {printable(review.where, most=300)}."
    if not is_known:
        yield f"It was announced on {day(review.announced)}, after the day of these facts ({as_at})."
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
    if review.mandatory_per_council is False:
        yield "No council had to reach the target on its own."
    if review.last_year_capital is not None:
        yield f"Capital runs to {review.last_year_capital}."
    if review.note:
        yield printable(review.note, most=500)
    yield f"Source: {sourced(review.source)}{', provisional' if review.provisional else ''}."


def _shared_years(span: Span, reviews: tuple[SpendingReviewPeriod, ...]) -> Iterator[str]:
    own = span.review
    for year, other in span.shared_with(reviews):
        later = other if own is None or own.announced < other.announced else own
        yield f"{year} is in {other.id} too and counts in each; {later.id}, announced later, holds."
