"""The assumptions that are not as shipped, in words and as rows: near the top of every report that appraises.

The table of all that are in force is in `reports/basis.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sharedcli.checks.wording import day
from sharedcli.loading.parameters import spending_reviews
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.fields import Source
from sharedcli.model.overrides import Overridden
from sharedcli.model.printable import plain_number, printable
from sharedcli.model.spending_review import SpendingReviewPeriod
from sharedcli.reports.blocks import Block, Paragraph, Points
from sharedcli.reports.record import Record

UNSOURCED = "unsourced"
_LONGEST_URL = 300


def changed(given: Assumptions) -> Iterator[Block]:
    """Each spending review of one's own and each assumption changed, with its source; nothing where all ship."""
    own = [review for review in given.spending_reviews if review.where]
    if own:
        shipped = {review.id.casefold() for review in spending_reviews()}
        yield Points("SPENDING REVIEWS OF YOUR OWN", tuple(_own_review(one, shipped) for one in own))
    if given.overrides:
        yield Points("ASSUMPTIONS CHANGED", tuple(_told(one, given) for one in given.overrides))


def _own_review(review: SpendingReviewPeriod, shipped: Collection[str]) -> str:
    instead = ", in place of the one that ships" if review.id.casefold() in shipped else ""
    years = f"{review.first_year} to {review.last_year}"
    name, where = printable(review.name, most=300), printable(review.where, most=300)
    return f"{review.id}, {name} ({years}){instead}; {sourced(review.source)}, from {where}."


def stating_changed(part: Iterable[Block], given: Assumptions) -> Iterator[Block]:
    """A part of a report with the assumptions changed after its answer, or its title where no sentence answers."""
    blocks = tuple(part)
    answer = next((n for n, one in enumerate(blocks) if isinstance(one, Paragraph) and one.lead == "ANSWER"), 0)
    yield from blocks[: answer + 1]
    yield from changed(given)
    yield from blocks[answer + 1 :]


def _told(one: Overridden, given: Assumptions) -> str:
    priced = f", {given.price_base} prices" if given.parameters[one.name].is_priced else ""
    turns_out = ""
    if one.own_range is not None:
        often = "" if one.own_range.is_certain else " in 80 of 100 cases"
        turns_out = f", {spread(one.own_range.low, one.own_range.high)}{often},"
    values = f"{one.name} {plain_number(one.value)}{turns_out} instead of {plain_number(one.before)}"
    return " ".join((f"{values} ({one.unit}{priced}); {sourced(one.source)}, from {one.where}.", *_remarks(one, given)))


def _remarks(one: Overridden, given: Assumptions) -> Iterator[str]:
    if one.is_outside_range and one.low is not None and one.high is not None:
        yield f"Outside the range that ships, {spread(one.low, one.high)}."
    if given.parameters[one.name].is_by_law:
        yield "It is set by law."
    if one.lacks:
        yield one.lacks
    if one.note:
        yield printable(one.note, most=300)


def spread(low: float | None, high: float | None) -> str:
    """A range in words; empty where there is none.

    >>> spread(20_000, 120_000), spread(14, 14), spread(None, None)
    ('20,000 to 120,000', 'certain', '')
    """
    if low is None or high is None:
        return ""
    return "certain" if low == high else f"{plain_number(low)} to {plain_number(high)}"


def spread_in_place(own: str, shipped: str) -> str:
    """The range of a value of the user's own, beside the one that ships where it has none; both in words.

    >>> spread_in_place("30,000 to 60,000", "20,000 to 120,000"), spread_in_place("", "0 to 0.1")
    ('30,000 to 60,000', 'none; ships with 0 to 0.1')
    """
    return own or (f"none; ships with {shipped}" if shipped else "")


def sourced(source: Source | None, *, url: bool = True) -> str:
    """A source in a line, with or without where it can be read, or that there is none."""
    if source is None:
        return UNSOURCED
    where = f" ({printable(source.url, most=_LONGEST_URL)})" if source.url and url else ""
    on = f", {day(source.on)}" if source.on else ""
    return f"{printable(source.title, most=300)}{where}{on}"


def whether_changed(given: Assumptions) -> str:
    """Whether any assumption is not as shipped, to stand in a sentence."""
    if not given.overrides:
        return "no assumption changed"
    count = len(given.overrides)
    return f"{count} assumption{'' if count == 1 else 's'} changed, listed at the top"


def bias_line(given: Assumptions) -> str:
    """How the optimism bias is arrived at: the method with its numbers."""
    mitigated = [
        f"{one.name} {plain_number(one.mitigated_share)} x {_percent(one.contributed_share)}"
        for one in given.mitigations
        if one.mitigated_share
    ]
    means = f" ({' + '.join(mitigated)})" if mitigated else ""
    return (
        f"Optimism bias {_percent(given.optimism_bias_share)} on tender and implementation, alone and together: "
        f"(1 - M) x U, not below L, with U {_percent(given.optimism_bias_upper_share)}, "
        f"L {_percent(given.optimism_bias_lower_share)} and M {_percent(given.optimism_bias_mitigated_share)}{means}."
    )


def _percent(share: float) -> str:
    return f"{plain_number(round(100 * share, 2))}%"


def changed_rows(given: Assumptions) -> list[Record]:
    """The same for machines. Pounds are in the prices of the price base; no `low` and `high` where it is held."""
    return [
        {
            "name": one.name,
            "value": one.value,
            "before": one.before,
            "low": one.own_range.low if one.own_range else None,
            "high": one.own_range.high if one.own_range else None,
            "low_before": one.low,
            "high_before": one.high,
            "unit": one.unit,
            "source": None if one.source is None else source_row(one.source),
            "where": one.where,
            "outside_range": one.is_outside_range,
            "note": one.note or None,
        }
        for one in given.overrides
    ]


def source_row(source: Source) -> Record:
    """A source for machines."""
    return {"title": source.title, "url": source.url, "on": source.on.isoformat() if source.on else None}
