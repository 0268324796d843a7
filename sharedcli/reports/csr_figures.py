"""Where figures inside a spending review are looked up by their ids: each subject's, made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.releasing import YEARLY, Releasing
from sharedcli.appraisal.spending_review import (
    COMPARED,
    COUNTED,
    Scope,
    compared,
    consortium_name,
    group_name,
    in_review,
    scope_of,
)
from sharedcli.costing.amounts import Amount
from sharedcli.model.asking import Asking
from sharedcli.model.naming import Names
from sharedcli.model.periods import spans_in
from sharedcli.model.spending_review import Aims, Span

Made = tuple[str, str, bool, Callable[[], Iterator[Amount]]]
"""How ids begin, whose option they are of, whether a list of all figures holds them, and how they are made."""

ScopeOf = Callable[[str, str | None], Scope]
"""What an option releases for all members or for one council, each made once."""


def csr_figures(whole: Assessment, asking: Asking) -> Iterator[Made]:
    """The figures of every subject: of all reviews, and unlisted of every financial year.

    A listing holds the reviews that touch the years appraised; any other can still be looked up.
    """
    names, aims = Names.of(whole.cohort), asking.aims
    scope = scopes_of(whole, names, aims)
    for option in COMPARED:
        for council in (None, *names.slug):
            yield from _of_members(whole, option, names, scope, aims, council)
            if option == asking.option:
                yield from _of_all_options(whole, option, names, scope, council)
        yield from _of_consortia(whole, option, names, scope)


def scopes_of(whole: Assessment, names: Names, aims: Aims) -> ScopeOf:
    """Where scopes are asked for."""

    @cache
    def scope(option: str, council: str | None) -> Scope:
        return scope_of(whole, option, names, aims=aims, council=council)

    return scope


def _of_members(
    whole: Assessment, option: str, names: Names, scope: ScopeOf, aims: Aims, council: str | None
) -> Iterator[Made]:
    name = group_name(option, None if council is None else names.slug[council])
    for start in (name, f"{name}.{COUNTED}"):
        yield f"{start}.{YEARLY}.", option, True, partial(_yearly, scope, option, council)
        for span, is_listed in spans_known(whole):
            make = partial(_inside, whole, span, option, scope, aims, council)
            yield f"{start}.{span.key}.", option, is_listed, make


def _of_all_options(
    whole: Assessment, option: str, names: Names, scope: ScopeOf, council: str | None
) -> Iterator[Made]:
    """What the report of one option sets beside it, so that a list of its figures holds them."""
    name = group_name(option, None if council is None else names.slug[council])
    for span, is_listed in spans_known(whole):
        yield f"{name}.{span.key}.", option, is_listed, partial(_compared, whole, span, scope, council)


def _of_consortia(whole: Assessment, option: str, names: Names, scope: ScopeOf) -> Iterator[Made]:
    spans = spans_known(whole)
    for formed in (formed for assessed in whole.services for formed in assessed.options.under(option)):
        for council in (None, *formed.codes):
            start = consortium_name(formed, council, names)
            for span, is_listed in spans:
                make = partial(_consortium, whole, formed.id, span, option, scope, council)
                yield f"{start}.{span.key}.", option, is_listed, make


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


def _yearly(scope: ScopeOf, option: str, council: str | None) -> Iterator[Amount]:
    found = scope(option, council)
    yield from yearly(found.group)
    if found.counted is not found.group:
        yield from yearly(found.counted)


def _inside(
    whole: Assessment, span: Span, option: str, scope: ScopeOf, aims: Aims, council: str | None
) -> Iterator[Amount]:
    found = in_review(whole, span, option, {option: scope(option, council)}, aims=aims, council=council)
    yield from found.own_amounts


def _compared(whole: Assessment, span: Span, scope: ScopeOf, council: str | None) -> Iterator[Amount]:
    for option in COMPARED:
        yield from compared(scope(option, council), span, whole.horizon).amounts


def _consortium(
    whole: Assessment, name: str, span: Span, option: str, scope: ScopeOf, council: str | None
) -> Iterator[Amount]:
    for formed, subject in scope(option, council).consortia:
        if formed.id == name:
            yield from subject.within(span, whole.horizon).amounts
