"""The spending review in force in a sentence or two, for the first page of a report that is about something else."""

from __future__ import annotations

from dataclasses import dataclass

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.options import CHOSEN
from sharedcli.appraisal.spending_review import in_review, scope_of
from sharedcli.appraisal.stated import Stated
from sharedcli.costing.amounts import Amount
from sharedcli.model.naming import Names
from sharedcli.model.spending_review import Span, TargetKind
from sharedcli.reports.blocks import Paragraph
from sharedcli.reports.csr_words import answer, funding

_COUNTS = "Money alone, net of one-off cost; `sharedcli csr` shows it year by year."


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """Which review is in force, what falls into it net, and what of its target that is; and the pounds behind it.

    `amounts` are sums of rows, which `explain` knows by their ids; `inputs` are none: the baseline and the targets.
    """

    paragraph: Paragraph
    amounts: tuple[Amount, ...]
    inputs: tuple[Stated, ...]

    @classmethod
    def of(cls, whole: Assessment, *, council: str | None = None) -> ReviewLine | None:
        """What the consortia proposed bring, to all or to one council; `None` where no review is in force."""
        review = whole.given.review_in_force()
        if review is None:
            return None
        scope = scope_of(whole, CHOSEN, Names.of(whole.cohort), council=council)
        found = in_review(whole, Span.of(review), CHOSEN, {CHOSEN: scope}, council=council)
        told = [answer(found)]
        if review.target.kind is not TargetKind.EFFICIENCY:
            told.append("It sets councils no efficiency target.")
        if found.group.inside and found.group.releasing.live is not None:
            told += (funding(found), _COUNTS)
        paragraph = Paragraph(" ".join(told), lead="SPENDING REVIEW")
        return cls(paragraph, tuple(found.own_amounts), tuple(found.reach.inputs))
