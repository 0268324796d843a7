"""Pounds of spending reviews that are no sums of rows: what a target is a share of, and what it comes to.

They follow from what profiles state, from a target and from the deflator; `explain` tells them in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.spending_review import COMPARED, in_review
from sharedcli.appraisal.stated import Stated
from sharedcli.appraisal.subjects import group_subject
from sharedcli.model.asking import Asking
from sharedcli.model.calendar import FinancialYear
from sharedcli.model.naming import Names
from sharedcli.model.spending_review import Aims, Span
from sharedcli.reports.csr_figures import ScopeOf, scopes_of, spans_known
from sharedcli.reports.record import Record, pence


def inputs_of(inputs: Iterable[Stated]) -> Record:
    """Inputs for machines, by their ids."""
    return {one.id: {"value": pence(one.gbp), "unit": "gbp", "from": one.source} for one in inputs}


def csr_inputs(whole: Assessment, asking: Asking) -> Iterator[tuple[str, str | None, Callable[[], Stated | None]]]:
    """Every input that a report could show: its id, whose it is, and how it is made; `None` where there is none."""
    names = Names.of(whole.cohort)
    scope = scopes_of(whole, names, asking.aims)
    for option in COMPARED:
        for council in (None, *names.slug):
            start = group_subject(option, council, names)
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
    return {one.id: one for one in within.reach.inputs}


def _stated(inputs: Callable[[], Mapping[str, Stated]], name: str) -> Stated | None:
    return inputs().get(name)
