"""Where figures inside a spending review are looked up by their ids: each subject's, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.consortium import Formed
from sharedcli.appraisal.releasing import YEARLY, Releasing
from sharedcli.appraisal.spending_review import (
    COMPARED,
    COUNTED,
    InReview,
    Scope,
    compared,
    in_review,
    scope_of,
)
from sharedcli.appraisal.subjects import group_subject, part_subject
from sharedcli.costing.amounts import Amount
from sharedcli.model.asking import Asking
from sharedcli.model.naming import Names
from sharedcli.model.periods import spans_in
from sharedcli.model.spending_review import Aims, Span


@dataclass(frozen=True, slots=True, eq=False)
class ReviewFigures:
    """Figures that are made together: their ids begin with `prefix`, `option` is their consortia's.

    Those that are not `is_listed` are found by their ids alone.
    """

    prefix: str
    option: str
    make: Callable[[], Iterator[Amount]]
    is_listed: bool = True


@dataclass(frozen=True, eq=False)
class Subject:
    """What one option releases for all its members, or for one council by its ONS code; made once."""

    whole: Assessment
    option: str
    council: str | None
    aims: Aims
    names: Names

    @property
    def name(self) -> str:
        """How its ids begin."""
        return group_subject(self.option, self.council, self.names)

    @cached_property
    def scope(self) -> Scope:
        """Together, consortium by consortium, council by council."""
        return scope_of(self.whole, self.option, self.names, aims=self.aims, council=self.council)

    def inside(self, span: Span) -> InReview:
        """The same inside a period, by itself, beside the target that is asked about."""
        aimed = span if self.aims.share is None else span.aiming_at(self.aims.share)
        scopes = {self.option: self.scope}
        return in_review(self.whole, aimed, self.option, scopes, aims=self.aims, council=self.council)

    def yearly(self) -> Iterator[Amount]:
        """What it releases in each year and in all, and what of that is counted towards a target."""
        yield from yearly(self.scope.group)
        if self.scope.counted is not self.scope.group:
            yield from yearly(self.scope.counted)

    def members(self, span: Span) -> Iterator[Amount]:
        """What it releases inside a period, together."""
        yield from self.inside(span).own_amounts

    def beside(self, span: Span) -> Iterator[Amount]:
        """What of it a report on another option shows."""
        yield from compared(self.scope, span, self.whole.horizon).amounts

    def part(self, formed: Formed, span: Span) -> Iterator[Amount]:
        """What one of its consortia releases inside a period."""
        for one, subject in self.scope.consortia:
            if one.id == formed.id:
                yield from subject.within(span, self.whole.horizon).amounts


Subjects = Mapping[tuple[str, str | None], Subject]
"""By option and council."""


def csr_figures(whole: Assessment, asking: Asking) -> Iterator[ReviewFigures]:
    """The figures of every subject: of all reviews, and unlisted of every financial year.

    A listing holds the reviews that touch the years appraised; any other can still be looked up.
    """
    subjects, spans = subjects_of(whole, asking.aims), spans_known(whole)
    for option in COMPARED:
        own = [subject for subject in subjects.values() if subject.option == option]
        for subject in own:
            yield from _of_members(subject, spans)
            if option == asking.option:
                yield from _of_all_options(subject, subjects, spans)
        yield from _of_consortia(option, whole, subjects, spans)


def subjects_of(whole: Assessment, aims: Aims) -> Subjects:
    """Every option that is compared, of all its members and of each council."""
    names = Names.of(whole.cohort)
    return {
        (option, council): Subject(whole, option, council, aims, names)
        for option in COMPARED
        for council in (None, *names.slug)
    }


def _of_members(subject: Subject, spans: Iterable[tuple[Span, bool]]) -> Iterator[ReviewFigures]:
    for start in (subject.name, f"{subject.name}.{COUNTED}"):
        yield ReviewFigures(f"{start}.{YEARLY}.", subject.option, subject.yearly)
        for span, is_listed in spans:
            yield ReviewFigures(f"{start}.{span.key}.", subject.option, partial(subject.members, span), is_listed)


def _of_all_options(
    subject: Subject, subjects: Subjects, spans: Iterable[tuple[Span, bool]]
) -> Iterator[ReviewFigures]:
    """What the report of one option sets beside it, so that a list of its figures holds them."""
    every = tuple(subjects[option, subject.council] for option in COMPARED)
    for span, is_listed in spans:
        yield ReviewFigures(f"{subject.name}.{span.key}.", subject.option, partial(_beside, every, span), is_listed)


def _beside(subjects: Iterable[Subject], span: Span) -> Iterator[Amount]:
    for subject in subjects:
        yield from subject.beside(span)


def _of_consortia(
    option: str, whole: Assessment, subjects: Subjects, spans: Iterable[tuple[Span, bool]]
) -> Iterator[ReviewFigures]:
    for formed in (formed for assessed in whole.services for formed in assessed.options.under(option)):
        for council in (None, *formed.codes):
            subject = subjects[option, council]
            start = part_subject(formed, council, subject.names)
            for span, is_listed in spans:
                yield ReviewFigures(f"{start}.{span.key}.", option, partial(subject.part, formed, span), is_listed)


def spans_known(whole: Assessment) -> list[tuple[Span, bool]]:
    """Every period with whether a list of figures holds it: those reviews that touch the years appraised."""
    listed = spans_in(whole.horizon, whole.given)
    others = [Span.of(review) for review in whole.given.spending_reviews]
    others += [Span.of_year(year) for year in whole.horizon.years]
    return [(span, True) for span in listed] + [(span, False) for span in others if span not in listed]


def yearly(subject: Releasing) -> Iterator[Amount]:
    """What a subject releases in each year and in all."""
    for place in range(len(subject.cash.usual.years)):
        yield from subject.in_year(place).amounts
    yield from subject.in_all().amounts
