"""Pounds of spending reviews that are no sums of rows: what a target is a share of, and what it comes to.

They follow from what profiles state, from a target and from the deflator; `explain` tells them in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.spending_review import COMPARED, group_name, in_review
from sharedcli.appraisal.target_reach import Reach
from sharedcli.model.asking import Asking
from sharedcli.model.calendar import FinancialYear
from sharedcli.model.naming import Names
from sharedcli.model.spending_review import Aims, Span
from sharedcli.reports.csr_figures import ScopeOf, scopes_of, spans_known

Stated = tuple[float | None, str]
"""Pounds, and where they are from; `None` where nothing is known of them."""


def inputs_of(reach: Reach, name: str) -> Iterator[tuple[str, tuple[float, str]]]:
    """The inputs of one period by their ids; `name` opens them."""
    year = reach.within.span.baseline_year
    if reach.baseline_gbp is not None:
        source = "--baseline" if reach.is_given else f"net revenue budgets, in {year} prices"
        yield f"{name}.baseline", (reach.baseline_gbp, source)
        for step in reach.steps:
            yield f"{name}.target.{step.year}", (step.share * reach.baseline_gbp, f"{source}, times the target")
            if step.revised_share != step.share:
                gbp = step.revised_share * reach.baseline_gbp
                yield f"{name}.revised-target.{step.year}", (gbp, f"{source}, times the target as revised")
            if step.is_partly_cash:
                gbp = step.cash_share * reach.baseline_gbp
                yield f"{name}.cash-target.{step.year}", (gbp, f"{source}, times the part that has to release cash")
    if reach.back_office_gbp is not None:
        yield f"{name}.back-office", (reach.back_office_gbp, f"back offices, in {year} prices")


def csr_inputs(whole: Assessment, asking: Asking) -> Iterator[tuple[str, str | None, Callable[[], Stated]]]:
    """Every input that a report could show: its id, whose it is, and how it is made."""
    names = Names.of(whole.cohort)
    scope = scopes_of(whole, names, asking.aims)
    for option in COMPARED:
        for council in (None, *names.slug):
            start = group_name(option, None if council is None else names.slug[council])
            for span, _ in spans_known(whole):
                name = f"{start}.{span.key}"
                make = partial(_stated, cache(partial(_in_span, whole, span, option, council, scope, asking.aims)))
                for end in ("baseline", "back-office"):
                    yield f"{name}.{end}", council, partial(make, f"{name}.{end}")
                for year in range(span.first_year.starts_in, span.last_year.starts_in + 1):
                    for kind in ("target", "revised-target", "cash-target"):
                        one = f"{name}.{kind}.{FinancialYear(year)}"
                        yield one, council, partial(make, one)


def _in_span(
    whole: Assessment, span: Span, option: str, council: str | None, scope: ScopeOf, aims: Aims
) -> Mapping[str, Stated]:
    aimed, found = span if aims.share is None else span.aiming_at(aims.share), scope(option, council)
    within = in_review(whole, aimed, option, {option: found}, aims=aims, council=council)
    return dict(inputs_of(within.reach, f"{found.group.name}.{span.key}"))


def _stated(inputs: Callable[[], Mapping[str, Stated]], name: str) -> Stated:
    return inputs().get(name, (None, "there is none"))
