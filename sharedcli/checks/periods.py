"""Checks on spending reviews of the user's own: years, targets and their units, revisions, sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sharedcli.checks.registry import Hit, periods_check
from sharedcli.checks.wording import day, quoted
from sharedcli.model.calendar import FinancialYear
from sharedcli.model.finding import Pointer, Severity
from sharedcli.model.periods_file import PeriodsFile, Review
from sharedcli.model.printable import plain_number

_ID = re.compile(r"[A-Za-z]+[0-9]{4}[A-Za-z0-9]{0,20}")
_ROUNDING = 0.1  # published per cents have one decimal place
_LIST = "spending_reviews"


@periods_check("CF901", Severity.ERROR)
def review_years_out_of_order(file: PeriodsFile) -> Iterator[Hit]:
    """A review ends before it begins, or its capital ends before it, or what supersedes it does not cut its end.

    It would cover no year at all, or other years than it says, so that what falls into it would be wrong.

    Check which of the years is meant; first and last are both included.
    """
    for index, review in enumerate(file.spending_reviews):
        first, last = review.first_year, review.last_year
        capital, later = review.last_year_capital, review.superseded_from
        if last < first:
            yield (_LIST, index, "last_year"), f"{quoted(review.id)} ends with {last} and begins with {first}."
        elif capital is not None and capital < last:
            yield (_LIST, index, "last_year_capital"), f"The capital of {quoted(review.id)} ends before {last}."
        elif later is not None and not first < later <= last:
            said = f"{quoted(review.id)} cannot be superseded from {later}: it covers {first} to {last}."
            yield (_LIST, index, "superseded_from"), said


@periods_check("CF902", Severity.ERROR)
def target_path_with_gaps(file: PeriodsFile) -> Iterator[Hit]:
    """A target's path gives some years and leaves out others before them.

    What was asked for in the years between would have to be guessed.

    Give every year up to the last one given, or the review's last year alone.
    """
    for index, review in enumerate(file.spending_reviews):
        years = sorted(review.target_path)
        if not years or years == [review.last_year] or review.last_year < review.first_year:
            continue
        wanted = (FinancialYear(start) for start in range(review.first_year.starts_in, years[-1].starts_in))
        if missing := [str(year) for year in wanted if year not in years]:
            said = f"The target of {quoted(review.id)} is given for {years[-1]} and not for {', '.join(missing)}."
            yield (_LIST, index, "target_path"), said


@periods_check("CF903", Severity.ERROR)
def target_year_outside_review(file: PeriodsFile) -> Iterator[Hit]:
    """A target is given for a year that its review does not cover.

    Either the year or the review's first or last year is wrong, and the target would be set beside other years.

    Correct the year, or the years of the review.
    """
    for index, review in enumerate(file.spending_reviews):
        for pointer, year, _ in _per_cents(index, review):
            if not review.first_year <= year <= review.last_year:
                covers = f"{review.first_year} to {review.last_year}"
                yield pointer, f"{year} is outside {quoted(review.id)}, which covers {covers}."


@periods_check("CF904", Severity.ERROR)
def review_given_twice(file: PeriodsFile) -> Iterator[Hit]:
    """Two entries are one review: they have one id, or one name.

    Its years would overlap themselves, and nobody could tell which of two targets holds.

    Keep one entry, with every year the review covers; a later change of its target goes under 'revised'.
    """
    seen: dict[str, Review] = {}
    for index, review in enumerate(file.spending_reviews):
        words = {" ".join(word.split()).casefold() for word in (review.id, review.name)}
        first = next((seen[word] for word in words if word in seen), None)
        if first is not None:
            both = first.first_year <= review.last_year and review.first_year <= first.last_year
            years = f"; both cover {max(first.first_year, review.first_year)}" if both else ""
            yield (_LIST, index, "id"), f"{quoted(review.id)} was given before, as {quoted(first.name)}{years}."
        seen.update(dict.fromkeys(words - seen.keys(), review))


@periods_check("CF905", Severity.ERROR)
def target_without_unit(file: PeriodsFile) -> Iterator[Hit]:
    """A target has a per cent and does not say how it counts.

    Three per cent a year and three per cent over three years differ by a factor of three.

    Say what the per cent is of and whether it is cumulative, as in "per cent of the baseline, cumulative".
    """
    for index, review in enumerate(file.spending_reviews):
        if review.target.unit is None and _has_per_cent(review):
            yield (_LIST, index, "target"), f"The target of {quoted(review.id)} has no unit."


@periods_check("CF906", Severity.ERROR)
def efficiency_target_without_baseline(file: PeriodsFile) -> Iterator[Hit]:
    """An efficiency target does not name the year it is measured against, or one that is not before its first year.

    Its pounds are that per cent of what was spent in the baseline year, so without the year there are none.

    Name the financial year before the review begins, or the one the review itself names.
    """
    for index, review in enumerate(file.spending_reviews):
        year = review.target.baseline_year
        if review.target.kind != "efficiency":
            continue
        if year is None:
            yield (_LIST, index, "target"), f"The efficiency target of {quoted(review.id)} has no baseline_year."
        elif year >= review.first_year:
            said = f"The baseline of {quoted(review.id)} is {year}, not a year before {review.first_year}."
            yield (_LIST, index, "target", "baseline_year"), said


@periods_check("CF907", Severity.ERROR)
def revised_before_announced(file: PeriodsFile) -> Iterator[Hit]:
    """A target was revised before the review was announced.

    The revision would hold from the first day, and what was announced would never have been asked for.

    Check the two days; if what was announced already held the change, write it into the path.
    """
    for index, review in enumerate(file.spending_reviews):
        if review.revised is not None and review.revised.on < review.announced:
            said = (
                f"{quoted(review.id)} was announced on {day(review.announced)} and revised on {day(review.revised.on)}."
            )
            yield (_LIST, index, "revised", "on"), said


@periods_check("CF908", Severity.ERROR)
def efficiency_target_without_figure(file: PeriodsFile) -> Iterator[Hit]:
    """An efficiency target says neither what is asked for a year nor what is to be reached by a year.

    Nothing could be set beside it, while the report would say that there is a target.

    Give target_path or annual_per_cent, or write 'kind: none'.
    """
    for index, review in enumerate(file.spending_reviews):
        if review.target.kind == "efficiency" and not _has_per_cent(review):
            yield (_LIST, index, "target"), f"The efficiency target of {quoted(review.id)} has no per cent."


@periods_check("CF909", Severity.ERROR)
def per_cent_that_cannot_be(file: PeriodsFile) -> Iterator[Hit]:
    """A per cent cannot be meant: an efficiency target not above 0 or above 100, any other beyond 100.

    A saving is at most all that is spent; a cut in grant is written with a minus sign and is no saving asked for.

    Check the digits and the kind of the target.
    """
    for index, review in enumerate(file.spending_reviews):
        given = [(pointer, per_cent) for pointer, _, per_cent in _per_cents(index, review)]
        if review.target.annual_per_cent is not None:
            given.append(((_LIST, index, "target", "annual_per_cent"), review.target.annual_per_cent))
        least = 0.0 if review.target.kind == "efficiency" else -100.0
        for pointer, per_cent in given:
            if not least <= per_cent <= 100 or (per_cent == 0 and least == 0):
                words = "above 0 and up to 100" if least == 0 else "from -100 to 100"
                yield pointer, f"{quoted(review.id)} has {plain_number(per_cent)} per cent; it must be {words}."


@periods_check("CF910", Severity.ERROR)
def review_id_unfit(file: PeriodsFile) -> Iterator[Hit]:
    """A review's id is not letters followed by a year.

    It is typed on the command line and stands inside the ids of figures, where other words have a meaning.

    Call it like SR2027: letters and a year, with letters or digits after it where two are of one year.
    """
    for index, review in enumerate(file.spending_reviews):
        if not _ID.fullmatch(review.id):
            yield (_LIST, index, "id"), f"{quoted(review.id)} is not letters followed by a year."


@periods_check("CF911", Severity.WARNING)
def yearly_target_and_path_differ(file: PeriodsFile) -> Iterator[Hit]:
    """The path is not what the yearly per cent comes to.

    One of the two is wrong, or the years do not count as 'compounding' says; the path is what is used.

    Check both, and whether the yearly per cents multiply or add.
    """
    for index, review in enumerate(file.spending_reviews):
        target = review.target
        if target.kind != "efficiency" or target.annual_per_cent is None:
            continue
        for year, per_cent in sorted(review.target_path.items()):
            years = year.starts_in - review.first_year.starts_in + 1
            a_year = target.annual_per_cent
            comes_to = 100 * ((1 + a_year / 100) ** years - 1) if target.compounding == "true" else a_year * years
            if abs(per_cent - comes_to) > _ROUNDING:
                said = f"{plain_number(a_year)} per cent a year come to {comes_to:.1f} by {year}"
                yield (_LIST, index, "target_path", str(year)), f"{said}, not {plain_number(per_cent)}."


@periods_check("CF912", Severity.WARNING)
def review_without_source(file: PeriodsFile) -> Iterator[Hit]:
    """A review names no source.

    It stands beside reviews that do, and a target is quoted to members and auditors.

    Name the document that states its years and its target.
    """
    for index, review in enumerate(file.spending_reviews):
        if review.source is None:
            yield (_LIST, index), f"{quoted(review.id)} has no source."


def _has_per_cent(review: Review) -> bool:
    return bool(review.target_path or review.revised) or review.target.annual_per_cent is not None


def _per_cents(index: int, review: Review) -> Iterator[tuple[Pointer, FinancialYear, float]]:
    """Every per cent of the path and of its revision: where it stands, of which year it is, and how much."""
    paths: tuple[tuple[Pointer, Mapping[FinancialYear, float]], ...] = (
        ((_LIST, index, "target_path"), review.target_path),
        ((_LIST, index, "revised", "path"), review.revised.path if review.revised else {}),
    )
    for pointer, path in paths:
        for year, per_cent in sorted(path.items()):
            yield (*pointer, str(year)), year, per_cent
