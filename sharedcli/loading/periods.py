"""Spending reviews out of a file, the shipped one or a user's own, as what they mean.

Whether what is written can be meant is asked in `checks/periods.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sharedcli.loading.kinds import FileReading
from sharedcli.model.calendar import FinancialYear
from sharedcli.model.periods_file import AskedFor, PeriodsFile, Review
from sharedcli.model.spending_review import Path, Revision, SpendingReviewPeriod, Target, TargetKind


def own_reviews(reading: FileReading[PeriodsFile]) -> Iterator[SpendingReviewPeriod]:
    """The reviews of a user's file, each with its line."""
    doc = reading.doc
    if reading.content is None or doc is None:
        return
    yield from reviews_of(
        reading.content, where=lambda index: f"{reading.file}:{doc.locate(('spending_reviews', index)).line}"
    )


def reviews_of(
    content: PeriodsFile, *, where: Callable[[int], str] = lambda _index: ""
) -> Iterator[SpendingReviewPeriod]:
    """Each review in the order of the file; `where` says where one stands, by its position."""
    for index, review in enumerate(content.spending_reviews):
        yield _review(review, where(index))


def _review(review: Review, where: str) -> SpendingReviewPeriod:
    revised = review.revised
    return SpendingReviewPeriod(
        id=review.id,
        name=review.name,
        announced=review.announced,
        first_year=review.first_year,
        last_year=review.last_year,
        provisional=review.provisional == "true",
        last_year_capital=review.last_year_capital,
        superseded_from=review.superseded_from,
        target=_target(review.target),
        path=_path(review.target_path),
        revised=Revision(revised.by, revised.on, _path(revised.path)) if revised else None,
        mandatory_per_council=None if review.mandatory_per_council is None else review.mandatory_per_council == "true",
        note=review.note or "",
        evidence=review.evidence or "",
        source=review.source,
        where=where,
    )


def _target(asked: AskedFor) -> Target:
    return Target(
        kind=next(kind for kind in TargetKind if kind.key == asked.kind),
        basis=asked.basis or "",
        unit=asked.unit or "",
        baseline_year=asked.baseline_year,
        annual_share=None if asked.annual_per_cent is None else asked.annual_per_cent / 100,
        compounding=asked.compounding == "true",
        cashable_share=asked.cashable_share,
    )


def _path(path: Mapping[FinancialYear, float]) -> Path:
    return tuple((year, round(per_cent / 100, 8)) for year, per_cent in sorted(path.items()))
