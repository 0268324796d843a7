"""Pounds of spending reviews that are no sums of rows: what a target is a share of, and what it comes to.

They follow from what profiles state, from a target and from the deflator; `explain` tells them in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial

from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.stated import Stated
from sharedcli.model.asking import Asking
from sharedcli.model.calendar import FinancialYear
from sharedcli.model.spending_review import Span
from sharedcli.reports.csr_figures import Subject, spans_known, subjects_of
from sharedcli.reports.record import Record, pence


def inputs_of(inputs: Iterable[Stated]) -> Record:
    """Inputs for machines, by their ids."""
    return {one.id: {"value": pence(one.gbp), "unit": "gbp", "from": one.source} for one in inputs}


def csr_inputs(whole: Assessment, asking: Asking) -> Iterator[tuple[str, str | None, Callable[[], Stated | None]]]:
    """Every input that a report could show: its id, whose it is, and how it is made; `None` where there is none."""
    spans = [span for span, _ in spans_known(whole)]
    for subject in subjects_of(whole, asking.aims).values():
        for span in spans:
            made = cache(partial(_made, subject, span))
            for end in _ends(span):
                name = f"{subject.name}.{span.key}.{end}"
                yield name, subject.council, partial(_one, made, name)


def _ends(span: Span) -> Iterator[str]:
    """How the ids of a period's inputs can end."""
    yield from ("baseline", "back-office")
    for year in range(span.first_year.starts_in, span.last_year.starts_in + 1):
        yield from (f"{kind}.{FinancialYear(year)}" for kind in ("target", "revised-target", "cash-target"))


def _made(subject: Subject, span: Span) -> Mapping[str, Stated]:
    return {one.id: one for one in subject.inside(span).reach.inputs}


def _one(made: Callable[[], Mapping[str, Stated]], name: str) -> Stated | None:
    return made().get(name)
