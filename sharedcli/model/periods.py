"""Named periods: the years of a spending review, or one financial year, by whose end something is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sharedcli.errors import SharedcliError
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import FinancialYear, Horizon
from sharedcli.model.spending_review import Span


class UnknownPeriodError(SharedcliError):
    """A name that stands for no period."""


def span_named(name: str, given: Assumptions) -> Span:
    """The years of a spending review, such as CSR2007, or a financial year, such as 2010-11.

    Raises:
        UnknownPeriodError: It is neither; the message lists those known.
    """
    word = name.strip()
    for review in given.spending_reviews:
        if review.id.casefold() == word.casefold():
            return Span.of(review)
    try:
        return Span.of_year(FinancialYear.parse(word))
    except ValueError:
        known = ", ".join(review.id for review in given.spending_reviews)
        msg = f"it is neither a spending review nor a financial year such as 2010-11. Reviews known: {known}."
        raise UnknownPeriodError(msg) from None


def spans_in(horizon: Horizon, given: Assumptions) -> tuple[Span, ...]:
    """Every spending review some year of which an appraisal counts, earlier announced first."""
    years = horizon.years
    inside = (review for review in given.spending_reviews if any(year in review for year in years))
    return tuple(Span.of(review) for review in inside)


def spans_asked(names: Iterable[str], horizon: Horizon, given: Assumptions) -> tuple[Span, ...]:
    """Periods by name, each once; without names every spending review that touches the years appraised.

    Raises:
        UnknownPeriodError: A name stands for no period.
    """
    named = tuple(dict.fromkeys(span_named(name, given) for name in names))
    return named or spans_in(horizon, given)


@dataclass(frozen=True, slots=True)
class Period:
    """The years to the end of `last_year`; `provisional` where that year is remembered and was not seen."""

    name: str
    last_year: FinancialYear
    provisional: bool = False

    @classmethod
    def named(cls, name: str, given: Assumptions) -> Period:
        """The period of a spending review, such as CSR2007, or of a financial year, such as 2010-11.

        Raises:
            UnknownPeriodError: It is neither; the message lists those known.
        """
        span = span_named(name, given)
        return cls(span.name, span.last_year, span.review is not None and span.review.provisional)

    @classmethod
    def in_force(cls, given: Assumptions, horizon: Horizon) -> Period:
        """That of the spending review in force at the day of appraisal; where none is known, the whole horizon."""
        review = given.review_in_force()
        if review is None:
            return cls(str(horizon.years[-1]), horizon.years[-1])
        return cls(review.id, review.last_year, review.provisional)

    def years(self, horizon: Horizon) -> range:
        """The years of a horizon up to the period's end; empty where it ended before, all where it ends after."""
        return range(sum(year <= self.last_year for year in horizon.years))
