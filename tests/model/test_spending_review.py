"""Spending reviews as data: years, paths of a target, revisions, which later review holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sharedcli.loading.parameters import assumptions, spending_reviews
from sharedcli.model.calendar import FinancialYear, Horizon
from sharedcli.model.periods import UnknownPeriodError, span_named, spans_in
from sharedcli.model.spending_review import Span, SpendingReviewPeriod, TargetKind, replacing

REVIEWS = {review.id: review for review in spending_reviews()}
CSR2007, SR2004 = REVIEWS["CSR2007"], REVIEWS["SR2004"]
BUDGET_2009 = dt.date(2009, 4, 22)


def shares(path: tuple[tuple[FinancialYear, float], ...]) -> list[tuple[str, float]]:
    return [(str(year), share) for year, share in path]


def test_it_holds_its_first_and_last_year() -> None:
    assert [FinancialYear(year) in CSR2007 for year in (2007, 2008, 2010, 2011)] == [False, True, True, False]


def test_three_per_cent_a_year_multiplied_is_what_was_published() -> None:
    """By hand: 1.03 squared is 1.0609, cubed 1.092727; published as 6.1 and 9.3 (EVIDENCE 1)."""
    assert [CSR2007.target.after(years) for years in (1, 2, 3)] == [
        pytest.approx(gain, abs=1e-9) for gain in (0.03, 0.0609, 0.092727)
    ]
    published = [share for _, share in CSR2007.path]
    assert published == [0.03, 0.061, 0.093]
    assert [round(CSR2007.target.after(years) or 0, 3) for years in (1, 2, 3)] == published


def test_two_and_a_half_per_cent_a_year_were_added() -> None:
    """EVIDENCE 1: 7.5% of the 2004-05 baseline, simple and not compound (compound would be 7.69)."""
    assert [SR2004.target.after(years) for years in (1, 2, 3)] == pytest.approx([0.025, 0.05, 0.075])
    assert shares(SR2004.path) == [("2005-06", 0.025), ("2006-07", 0.05), ("2007-08", 0.075)]
    assert SR2004.target.cashable_share == 0.5


@pytest.mark.parametrize(
    ("on", "asked"), [(dt.date(2007, 10, 9), 0.093), (BUDGET_2009 - dt.timedelta(days=1), 0.093), (BUDGET_2009, 0.103)]
)
def test_a_revision_counts_from_its_day(on: dt.date, asked: float) -> None:
    assert shares(CSR2007.path_in_force(on)) == [("2008-09", 0.03), ("2009-10", 0.061), ("2010-11", asked)]
    assert shares(CSR2007.revised_path)[-1] == ("2010-11", 0.103)


def test_a_target_stated_by_the_year_alone_has_a_path() -> None:
    bare = replace(CSR2007, path=(), revised=None)
    assert [year for year, _ in shares(bare.announced_path)] == ["2008-09", "2009-10", "2010-11"]
    assert [share for _, share in bare.announced_path] == pytest.approx([0.03, 0.0609, 0.092727])
    assert REVIEWS["SR2021"].announced_path == (), "growth in spending power is no target"


@pytest.mark.parametrize(
    ("name", "shared"),
    [
        ("CSR1998", [("2001-02", "SR2000")]),
        ("SR2002", [("2003-04", "SR2000"), ("2005-06", "SR2004")]),
        ("SR2004", [("2005-06", "SR2002")]),
        ("CSR2007", []),
    ],
)
def test_years_that_two_reviews_cover(name: str, shared: list[tuple[str, str]]) -> None:
    """EVIDENCE 1, schema warning 1."""
    found = Span.of(REVIEWS[name]).shared_with(REVIEWS.values())
    assert [(str(year), other.id) for year, other in found] == shared


def test_the_year_from_which_a_later_review_holds_is_read() -> None:
    """Each that ships and names one is cut from the first year of the next."""
    named = {one.id: str(one.superseded_from) for one in REVIEWS.values() if one.superseded_from}
    assert named == {"CSR1998": "2001-02", "SR2000": "2003-04", "SR2002": "2005-06"}


def test_ones_own_replaces_the_one_of_its_id() -> None:
    own = replace(CSR2007, id="csr2007", name="Ours", where="ours.yaml:2")
    new = replace(CSR2007, id="SR2027", announced=dt.date(2027, 6, 30), where="ours.yaml:9")
    found = {one.id: one for one in replacing(REVIEWS.values(), (own, new))}
    assert len(found) == len(REVIEWS) + 1
    assert "CSR2007" not in found
    assert list(found)[-1] == "SR2027"


def test_a_target_of_ones_own_stands_in_place_of_the_reviews() -> None:
    for span in (Span.of(CSR2007), Span.of(REVIEWS["SR2010"]), Span.of_year(FinancialYear(2012))):
        aimed = span.aiming_at(0.05)
        review: SpendingReviewPeriod | None = aimed.review
        assert review is not None
        assert (review.target.kind, review.revised) == (TargetKind.EFFICIENCY, None)
        assert review.path == ((span.last_year, 0.05),)
        assert aimed.baseline_year == FinancialYear(span.first_year.starts_in - 1)


def test_a_period_is_a_review_or_a_financial_year() -> None:
    given = assumptions(dt.date(2006, 3, 1))
    assert span_named(" csr2007 ", given).review == CSR2007
    assert (span_named("2010-11", given).years, span_named("2010-11", given).review) == ("2010-11", None)
    with pytest.raises(UnknownPeriodError, match="Reviews known: CSR1998"):
        span_named("2010-12", given)


def test_the_reviews_of_an_appraisal_are_those_some_year_of_which_it_counts() -> None:
    horizon = Horizon.starting(dt.date(2006, 3, 1), years=10)
    found = spans_in(horizon, assumptions(dt.date(2006, 3, 1)))
    assert [span.name for span in found] == ["SR2002", "SR2004", "CSR2007", "SR2010"]
