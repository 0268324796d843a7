"""The spending review in force in a sentence or two, for the first page of a report that is about something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.options import CHOSEN
from sharedcli.appraisal.spending_review import InReview, in_review, scope_of
from sharedcli.costing.amounts import Amount
from sharedcli.model.naming import Names
from sharedcli.model.spending_review import Span, TargetKind
from sharedcli.reports.blocks import Paragraph
from sharedcli.reports.csr_inputs import inputs_of
from sharedcli.reports.csr_words import answer, funding

_COUNTS = "Money alone, net of one-off cost; `sharedcli csr` shows it year by year."


def review_line(whole: Assessment, *, option: str = CHOSEN, council: str | None = None) -> Paragraph | None:
    """Which review is in force, what falls into it net, and what of its target that is; `None` where none is known.

    Its pounds are `review_amounts` and `review_inputs`.
    """
    found = _found(whole, option, council)
    if found is None:
        return None
    review = found.span.review
    told = [answer(found)]
    if review is not None and review.target.kind is not TargetKind.EFFICIENCY:
        told.append("It sets councils no efficiency target.")
    if found.group.inside and found.group.releasing.live is not None:
        told += (funding(found), _COUNTS)
    return Paragraph(" ".join(told), lead="SPENDING REVIEW")


def review_amounts(whole: Assessment, *, option: str = CHOSEN, council: str | None = None) -> Iterator[Amount]:
    """The figures behind the sentence, which `explain` knows by their ids."""
    found = _found(whole, option, council)
    return iter(()) if found is None else found.own_amounts


def review_inputs(
    whole: Assessment, *, option: str = CHOSEN, council: str | None = None
) -> Mapping[str, tuple[float, str]]:
    """The pounds of the sentence that are inputs, by id, and where each comes from: the baseline and the targets."""
    found = _found(whole, option, council)
    return {} if found is None else dict(inputs_of(found.reach, f"{found.scope.group.name}.{found.span.key}"))


def _found(whole: Assessment, option: str, council: str | None) -> InReview | None:
    review = whole.given.review_in_force()
    if review is None:
        return None
    scope = scope_of(whole, option, Names.of(whole.cohort), council=council)
    return in_review(whole, Span.of(review), option, {option: scope}, council=council)
