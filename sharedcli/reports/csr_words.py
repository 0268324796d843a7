"""Spending reviews in sentences: what falls into one, what is behind that, what was asked for, who lacks cash."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.appraisal.releasing import Within
from sharedcli.appraisal.spending_review import InReview
from sharedcli.appraisal.target_reach import Step
from sharedcli.checks.wording import day
from sharedcli.costing.amounts import Amount
from sharedcli.model.calendar import Horizon
from sharedcli.model.spending_review import Span, TargetKind
from sharedcli.reports.naming import Names
from sharedcli.reports.sentences import counted, pounds

_SMALL_SHARE = 0.01
_LEAST_TOLD = 0.00005
_MOST_TOLD = 3


def per_cent(share: float) -> str:
    """A share in words, small ones to another place.

    >>> per_cent(0.093), per_cent(0.0014), per_cent(15.14), per_cent(-0.00001)
    ('9.3%', '0.14%', '1,514.0%', '0.00%')
    """
    digits = 2 if abs(share) < _SMALL_SHARE else 1
    return f"{round(share, 2 + digits) + 0.0:,.{digits}%}"


def called(span: Span) -> str:
    """A period by name and years."""
    doubt = ", dates provisional" if span.review and span.review.provisional else ""
    return span.name if span.name == span.years else f"{span.name} ({span.years}{doubt})"


def answer(found: InReview) -> str:
    """What falls into a period, and what of its target that is: a sentence or two."""
    span, group = found.span, found.group
    name, horizon = called(span), found.whole.horizon
    if not group.inside:
        return _outside(span, horizon, day(found.whole.given.as_at), found)
    if group.releasing.live is None:
        none = "this council is in no consortium" if found.councils else "no consortium forms"
        return f"{name}: {none} under this option, so nothing is released in it."
    net = f"{saving(group.split.net)}{_unless_budgeted(group)}"
    if not group.is_live:
        return (
            f"{name} ends before anything goes live (first in {horizon.start + group.releasing.live}), so sharing "
            f"releases nothing a year in it; what is spent once, or not spent, on the way comes to a {net}, nominal."
        )
    return f"{name}: inside it a {net}; cash, nominal.{_target(found)}"


def _unless_budgeted(group: Within) -> str:
    """A cost avoided is cash only where it is in a budget: what is left where none of it is."""
    if not round(group.split.avoided.gbp):
        return ""
    return f" if what councils avoid spending once is in their budgets, a {saving(group.unbudgeted)} if none of it is"


def _outside(span: Span, horizon: Horizon, as_at: str, found: InReview) -> str:
    if span.last_year < horizon.years[0]:
        return f"{called(span)} ends before these facts begin ({as_at}), so nothing falls into it."
    needed = span.last_year.starts_in - horizon.years[0].starts_in + 1
    bounds = found.whole.given.parameters["appraisal_years"].bounds
    hint = f" --assume appraisal_years={needed} reaches it." if needed <= bounds.most else ""
    ends = horizon.years[-1].end.year
    return f"{called(span)} begins after the appraisal ends in March {ends}, so nothing of it is counted.{hint}"


def _target(found: InReview) -> str:
    step, baseline = found.reach.last_step, found.reach.baseline_gbp
    if step is None or baseline is None:
        return ""
    met = step.met_share(baseline)
    asked = f" Of the {asked_for(step)} {whose_target(found.span)} by {step.year}"
    if met is None:
        return f"{asked} nothing can be said: the appraisal does not reach that year."
    return f"{asked} its ongoing saving meets {met_words(met)}."


def whose_target(span: Span) -> str:
    """Who asks: the review, or the user."""
    return "asked about with --target" if span.review and span.review.target.is_own else "asked for"


def met_words(met_share: float) -> str:
    """The part of a target that is met; none where more is spent than before.

    >>> met_words(-0.1), met_words(0.0018), met_words(0.00000001)
    ('none', '0.18%', 'under 0.01%')
    """
    if 0 < met_share < _LEAST_TOLD:
        return "under 0.01%"
    return "none" if met_share <= 0 else per_cent(met_share)


def asked_for(step: Step) -> str:
    """What is asked for by a year, and what after a revision."""
    later = f" ({per_cent(step.revised_share)} as revised)" if step.revised_share != step.share else ""
    return f"{per_cent(step.share)}{later}"


def behind(found: InReview) -> Iterator[str]:
    """What an answer rests on: ongoing and one-off, what is budgeted, the bias, the target, change funding."""
    group, horizon = found.group, found.whole.horizon
    if not group.inside or group.releasing.live is None:
        return
    split = group.split
    last = horizon.years[group.inside[-1]]
    if round(split.ongoing.gbp) or group.is_live:
        yield f"Ongoing: {_released(split.ongoing)} over its years, {_released(group.reached)} in the last, {last}."
    avoided = (
        f", against {pounds(split.avoided.gbp)} that councils would have spent by themselves and avoid, which releases "
        "cash only where it is in a budget"
    )
    yield f"Once: {pounds(split.one_off.gbp)} cost of sharing{avoided if round(split.avoided.gbp) else ''}."
    if round(group.plain.gbp) != round(split.net.gbp):
        yield f"Optimism bias stands on what is spent once and on what is avoided; without it: {saving(group.plain)}."
    yield from _asked(found)
    yield funding(found)


def saving(amount: Amount) -> str:
    """A net in cash as a saving or a cost."""
    return f"net {'cost' if round(amount.gbp) < 0 else 'saving'} of {pounds(amount.gbp)}"


def _released(amount: Amount) -> str:
    return f"{pounds(amount.gbp)} {'more is spent' if round(amount.gbp) < 0 else 'released'}"


def _asked(found: InReview) -> Iterator[str]:
    step, baseline = found.reach.last_step, found.reach.baseline_gbp
    if step is None or baseline is None:
        return
    whose = " of the councils that state a budget" if found.reach.silent and not found.reach.is_given else ""
    told = f"Target{whose}: {per_cent(step.share)} by {step.year} is {pounds(step.share * baseline)} a year"
    if step.is_partly_cash:
        told += f", {pounds(step.cash_share * baseline)} of it in cash"
    if step.saved is not None:
        told += f"; {_released(step.saved.ongoing)} in that year: {met_words(step.met_share(baseline) or 0.0)} of it"
        told += (
            f", {met_words(step.met_cash_share(baseline) or 0.0)} of the part in cash" if step.is_partly_cash else ""
        )
    yield f"{told}."


def funding(found: InReview) -> str:
    """What councils lack inside a period, each by itself, and what more where nothing avoided is in a budget."""
    lacking, deepest, bare = (round(one.gbp) for one in (found.lacking, found.deepest, found.unbudgeted))
    if deepest <= 0:
        told = "Change funding: none is needed" + (" where what is avoided is in budgets" if bare > 0 else "")
    else:
        whose = "the council lacks" if len(found.councils) == 1 else "councils lack, each by itself,"
        still = f", {'all' if lacking == deepest else pounds(lacking)} of it still at its end" if lacking > 0 else ""
        told = f"Change funding: before it helps, {whose} {pounds(deepest)} at the deepest{still}"
    return f"{told}; {pounds(bare)} where nothing avoided is in a budget." if bare > deepest else f"{told}."


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
