"""Checks on a risk matrix of the user's own: steps that ascend and meet, labels, a rating for each square."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sharedcli.checks.registry import Hit, matrix_check
from sharedcli.checks.wording import quoted
from sharedcli.model.finding import Severity
from sharedcli.model.printable import plain_number
from sharedcli.model.risk_matrix import RiskMatrix

Band = tuple[float, float | None]


def _sides(matrix: RiskMatrix) -> Iterator[tuple[str, str, Sequence[Band]]]:
    """Both sides: the field, the ending of its bounds, and where each step begins and ends."""
    yield "likelihood", "per_cent", [(step.from_per_cent, step.below_per_cent) for step in matrix.likelihood]
    yield "impact", "gbp", [(step.from_gbp, step.below_gbp) for step in matrix.impact]


@matrix_check("RM101", Severity.ERROR)
def step_that_holds_nothing(matrix: RiskMatrix) -> Iterator[Hit]:
    """A step ends where it begins, or before.

    No risk could ever stand in it.

    Give it an end above its beginning.
    """
    for side, unit, bands in _sides(matrix):
        for place, (begins, ends) in enumerate(bands):
            if ends is not None and ends <= begins:
                said = f"It begins at {plain_number(begins)} and ends below {plain_number(ends)}."
                yield (side, place, f"below_{unit}"), said


@matrix_check("RM102", Severity.ERROR)
def steps_not_ascending(matrix: RiskMatrix) -> Iterator[Hit]:
    """A step begins no higher than the step before it.

    Steps are read from the least on, and a risk stands in the last one begun.

    Put the steps in order, the least first.
    """
    for side, unit, bands in _sides(matrix):
        for place, ((before, _), (begins, _)) in enumerate(pairwise(bands), start=1):
            if begins <= before:
                said = f"It begins at {plain_number(begins)}, the step before it at {plain_number(before)}."
                yield _at(side, place, f"from_{unit}", begins), said


@matrix_check("RM103", Severity.ERROR)
def gap_between_steps(matrix: RiskMatrix) -> Iterator[Hit]:
    """A step begins above the end of the step before it, or the first above nothing.

    A risk between the two would stand nowhere.

    Begin each step where the one before it ends, and the first at 0.
    """
    for side, unit, bands in _sides(matrix):
        if bands[0][0] > 0:
            yield (side, 0, f"from_{unit}"), f"The first step begins at {plain_number(bands[0][0])}, not at 0."
        for place, ((before, ends), (begins, _)) in enumerate(pairwise(bands), start=1):
            if ends is not None and before < ends < begins:
                said = f"The step before it ends below {plain_number(ends)}, and it begins at {plain_number(begins)}."
                yield (side, place, f"from_{unit}"), said


@matrix_check("RM104", Severity.ERROR)
def steps_overlap(matrix: RiskMatrix) -> Iterator[Hit]:
    """A step begins before the step before it has ended.

    A risk in both would stand in two places.

    End each step where the next begins.
    """
    for side, unit, bands in _sides(matrix):
        for place, ((before, ends), (begins, _)) in enumerate(pairwise(bands), start=1):
            if before < begins and (ends is None or begins < ends):
                ended = "has no end" if ends is None else f"ends below {plain_number(ends)}"
                said = f"The step before it {ended}, and it begins at {plain_number(begins)}."
                yield _at(side, place, f"from_{unit}", begins), said


@matrix_check("RM105", Severity.ERROR)
def last_step_ends(matrix: RiskMatrix) -> Iterator[Hit]:
    """The last step of impact ends, or the last step of likelihood ends at 100 or less.

    A risk beyond it would stand nowhere.

    Leave the end of the last step out.
    """
    for side, unit, bands in _sides(matrix):
        begins, ends = bands[-1]
        if ends is not None and ends > begins:
            said = f"The last step ends below {plain_number(ends)}."
            yield (side, len(bands) - 1, f"below_{unit}"), said


@matrix_check("RM106", Severity.ERROR)
def label_given_twice(matrix: RiskMatrix) -> Iterator[Hit]:
    """Two steps of one side have the same label.

    Squares are named by labels, and a reader could not tell the two apart.

    Give each step a word of its own.
    """
    labels = {"likelihood": [s.label for s in matrix.likelihood], "impact": [s.label for s in matrix.impact]}
    for side, of_steps in labels.items():
        seen: set[str] = set()
        for place, label in enumerate(of_steps):
            if label.casefold() in seen:
                yield (side, place, "label"), f"{quoted(label)} is the label of another step."
            seen.add(label.casefold())


@matrix_check("RM107", Severity.ERROR)
def square_without_rating(matrix: RiskMatrix) -> Iterator[Hit]:
    """A square has no rating, or a row of squares has one too many.

    Every risk has to be RED, AMBER or GREEN by the same rule.

    Give each step of likelihood a rating for each step of impact.
    """
    wide = len(matrix.impact)
    for step in matrix.likelihood:
        row = matrix.squares.get(step.label)
        if row is None:
            yield ("squares",), f"There is no row for {quoted(step.label)}."
        elif len(row) != wide:
            yield ("squares", step.label), f"{quoted(step.label)} has {len(row)} ratings for {wide} steps of impact."


@matrix_check("RM108", Severity.ERROR)
def squares_of_no_step(matrix: RiskMatrix) -> Iterator[Hit]:
    """A row of squares is of no step of likelihood.

    Whoever wrote it believes that it counts.

    Use the label of a step, in the same capitals, or delete the row.
    """
    labels = {step.label for step in matrix.likelihood}
    for label in matrix.squares:
        if label not in labels:
            yield ("squares", label), f"{quoted(label)} is the label of no step of likelihood."


@matrix_check("RM109", Severity.WARNING)
def rating_falls(matrix: RiskMatrix) -> Iterator[Hit]:
    """A square is rated lower than one with less impact in the same row.

    Losing more at the same likelihood would then matter less.

    Check the order of the ratings: they follow the steps of impact, the least first.
    """
    order = ("GREEN", "AMBER", "RED")
    for label, row in matrix.squares.items():
        if any(order.index(after) < order.index(before) for before, after in pairwise(row)):
            yield ("squares", label), f"{quoted(label)} is rated {', '.join(row)}."


def _at(side: str, place: int, field: str, begins: float) -> tuple[str | int, ...]:
    """Where a step's beginning is written; the step itself where it is left out."""
    return (side, place, field) if begins else (side, place)
