"""Spending reviews: the years the government plans in, what it asked of councils in each, and which later one holds.

The reviews that ship are in `parameters/spending_reviews.yaml`; a user's own file of them is declared in
`model/periods_file.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Self

from sharedcli.model.calendar import FinancialYear
from sharedcli.model.fields import Source

Path = tuple[tuple[FinancialYear, float], ...]
"""What is to have been reached by the end of each year, as a share of the baseline, cumulative; years ascending."""


class TargetKind(Enum):
    """What a review asked of councils: key, and the same in words. Only savings can meet an efficiency target."""

    NONE = ("none", "no target")
    EFFICIENCY = ("efficiency", "efficiency target")
    GRANT_CHANGE = ("grant-change", "change in grant")
    CORE_SPENDING_POWER = ("core-spending-power", "change in core spending power")

    def __init__(self, key: str, words: str) -> None:
        self.key = key
        self.words = words


@dataclass(frozen=True, slots=True)
class Target:
    """What a review asked for, or gave.

    `annual_share` is a year's, `None` where it was not stated that way; `compounding` says whether years multiply.
    `cashable_share` is the part of it that has to release cash. `basis` says what it is a share of, `unit` how it
    counts. `is_own` marks one that the user asks about, of no review.
    """

    kind: TargetKind
    basis: str = ""
    unit: str = ""
    baseline_year: FinancialYear | None = None
    annual_share: float | None = None
    compounding: bool = False
    cashable_share: float | None = None
    is_own: bool = False

    def after(self, years: int) -> float | None:
        """What so many years of it come to, cumulative; `None` where it was not stated by the year.

        >>> three = Target(TargetKind.EFFICIENCY, annual_share=0.03, compounding=True)
        >>> [f"{three.after(years):.2%}" for years in (1, 2, 3)]
        ['3.00%', '6.09%', '9.27%']
        """
        if self.annual_share is None:
            return None
        return (1 + self.annual_share) ** years - 1 if self.compounding else self.annual_share * years


@dataclass(frozen=True, slots=True)
class Revision:
    """A later change of the target: `path` holds only the years that changed; it counts from the day `on`."""

    by: str
    on: dt.date
    path: Path


NO_TARGET = Target(TargetKind.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingReviewPeriod:
    """The financial years one spending review covers, first to last inclusive.

    `path` is as first announced. `provisional` marks what is recalled and was not seen; `note` says what. `where` is
    the file and line of a review of the user's own, empty for one that ships.
    """

    id: str
    name: str
    announced: dt.date
    first_year: FinancialYear
    last_year: FinancialYear
    provisional: bool = False
    last_year_capital: FinancialYear | None = None
    target: Target = NO_TARGET
    path: Path = ()
    revised: Revision | None = None
    mandatory_per_council: bool | None = None
    note: str = ""
    evidence: str = ""
    source: Source | None = None
    where: str = ""

    def __contains__(self, year: FinancialYear) -> bool:
        return self.first_year <= year <= self.last_year

    @property
    def revised_path(self) -> Path:
        """The path with the years that were revised; as announced where none were."""
        changed = dict(self.revised.path) if self.revised else {}
        return tuple(sorted({**dict(self.announced_path), **changed}.items()))

    @property
    def announced_path(self) -> Path:
        """The path as announced; what the yearly share comes to where none was stated, for an efficiency target."""
        if self.path or self.target.kind is not TargetKind.EFFICIENCY:
            return self.path
        years = range(self.first_year.starts_in, self.last_year.starts_in + 1)
        shares = ((FinancialYear(year), self.target.after(count)) for count, year in enumerate(years, start=1))
        return tuple((year, share) for year, share in shares if share is not None)

    def path_in_force(self, on: dt.date) -> Path:
        """What was asked for as it stood on a day: a revision counts from its own day."""
        return self.revised_path if self.revised and self.revised.on <= on else self.announced_path

    def aiming_at(self, share: float) -> Self:
        """The same years with an efficiency target of one's own, cumulative at their end."""
        target = Target(TargetKind.EFFICIENCY, "asked about with --target", "per cent of the baseline", is_own=True)
        return replace(self, target=target, path=((self.last_year, share),), revised=None)


def replacing(
    shipped: Iterable[SpendingReviewPeriod], own: Iterable[SpendingReviewPeriod]
) -> Iterator[SpendingReviewPeriod]:
    """The reviews that ship and those of one's own, by day of announcement; one's own replaces one of its id."""
    found = {review.id.casefold(): review for review in (*shipped, *own)}
    yield from sorted(found.values(), key=lambda review: (review.announced, review.id))


@dataclass(frozen=True, slots=True)
class Span:
    """Years that are asked about: those of a review, or one financial year. `key` is its name in ids of figures."""

    name: str
    first_year: FinancialYear
    last_year: FinancialYear
    review: SpendingReviewPeriod | None = None

    @classmethod
    def of(cls, review: SpendingReviewPeriod) -> Self:
        """The years of a review."""
        return cls(review.id, review.first_year, review.last_year, review)

    @classmethod
    def of_year(cls, year: FinancialYear) -> Self:
        """One financial year."""
        return cls(str(year), year, year)

    @property
    def key(self) -> str:
        """What it is called in ids.

        >>> Span.of_year(FinancialYear(2010)).key
        '2010-11'
        """
        return self.name.casefold()

    @property
    def years(self) -> str:
        """First and last year in words, or the one there is."""
        first, last = self.first_year, self.last_year
        return str(first) if first == last else f"{first} to {last}"

    @property
    def baseline_year(self) -> FinancialYear:
        """The year whose budgets a target is a share of: the one its review names, else the one before it begins."""
        stated = self.review.target.baseline_year if self.review else None
        return stated or FinancialYear(self.first_year.starts_in - 1)

    def aiming_at(self, share: float) -> Self:
        """The same years with an efficiency target of one's own, cumulative at their end."""
        review = self.review or SpendingReviewPeriod(
            id=self.name, name=self.name, first_year=self.first_year, last_year=self.last_year,
            announced=dt.date(self.first_year.starts_in, 4, 1),
        )  # fmt: skip
        return replace(self, review=review.aiming_at(share))

    def shared_with(
        self, reviews: Iterable[SpendingReviewPeriod]
    ) -> Iterator[tuple[FinancialYear, SpendingReviewPeriod]]:
        """Each year of it that another review covers too, with that review, earlier announced first."""
        others = sorted((one for one in reviews if self.review is None or one.id != self.review.id),
                        key=lambda one: one.announced)  # fmt: skip
        for start in range(self.first_year.starts_in, self.last_year.starts_in + 1):
            for other in others:
                if self.review is not None and FinancialYear(start) in other:
                    yield FinancialYear(start), other


@dataclass(frozen=True, slots=True)
class Aims:
    """What is asked for beside what the reviews say.

    `share` is an efficiency target of one's own, cumulative at a period's end. `baseline_gbp` is what targets are a
    share of, in pounds of the baseline year; `None` takes the councils' budgets.
    """

    share: float | None = None
    baseline_gbp: float | None = None


AIMLESS = Aims()
"""Nothing but what the reviews say."""
