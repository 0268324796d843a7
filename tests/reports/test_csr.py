"""The sentence of the spending review in force, and what `csr` says in words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from sharedcli.appraisal.spending_review import spending_reviews
from sharedcli.loading.tables import back_office_claims
from sharedcli.model.naming import Names
from sharedcli.model.periods import span_named
from sharedcli.model.spending_review import Aims, Span
from sharedcli.reports.csr_words import answer, asked_of_councils, ceilings, doubts
from sharedcli.reports.review_line import review_amounts, review_inputs, review_line
from tests import samples


@pytest.mark.parametrize("folder", ["article_2006", "county_2026", "worked"])
@pytest.mark.parametrize("council", [False, True])
def test_every_pound_of_the_sentence_is_a_figure_or_an_input(folder: str, council: bool) -> None:
    whole = samples.assessed(folder)
    code = min(whole.profiles) if council else None
    line = review_line(whole, council=code)
    assert line is not None
    known = {round(abs(amount.gbp)) for amount in review_amounts(whole, council=code)}
    known |= {round(gbp) for gbp, _ in review_inputs(whole, council=code).values()}
    said = {int(number.replace(",", "")) for number in re.findall(r"£([0-9,]*[0-9])", line.text)}
    assert said <= known
    review = whole.given.review_in_force()
    assert review is not None
    assert line.text.startswith(review.id)
    assert "Counted: money alone, net of one-off cost" in line.text


def test_the_sentence_names_the_target_or_that_there_is_none() -> None:
    article, county = (review_line(samples.assessed(folder)) for folder in ("article_2006", "county_2026"))
    assert article is not None
    assert county is not None
    assert "It asks for 7.5% by 2007-08" in article.text, "SR2004 was in force in March 2006"
    assert "It sets councils no efficiency target." in county.text


def test_after_the_last_review_there_is_no_sentence() -> None:
    whole = samples.assessed("worked")
    later = replace(whole, given=replace(whole.given, as_at=dt.date(2040, 4, 1)))
    assert review_line(later) is None
    assert (list(review_amounts(later)), review_inputs(later)) == ([], {})


def test_what_a_review_asked_for_in_few_words() -> None:
    whole = samples.assessed("article_2006")
    words = {}
    for name in ("CSR1998", "CSR2007", "SR2010", "SR2021", "2010-11"):
        span = span_named(name, whole.given)
        (one,) = spending_reviews(whole, "consortia", [span]).periods
        words[name] = asked_of_councils(span, one.reach.last_step)
    assert words == {
        "CSR1998": "no target",
        "CSR2007": "9.3% (10.3% as revised) saved by 2010-11",
        "SR2010": "change in grant -26.0% by 2014-15",
        "SR2021": "change in core spending power +3.0% a year",
        "2010-11": "a year, no target",
    }


def test_cardiffs_claim_in_figures() -> None:
    """By hand: Cardiff's back office is 22m of a budget of 428m, 5.1%; 9.3% is 181% of it (0.093 / 0.051402)."""
    whole = samples.assessed("article_2006")
    (cardiff,) = (code for code, one in whole.profiles.items() if one.council.name.startswith("Cardiff"))
    span = span_named("CSR2007", whole.given)
    (one,) = spending_reviews(whole, "consortia", [span], council=cardiff).periods
    told = " ".join(ceilings(one, Names.of(whole.cohort)))
    assert "5.1% of the budgets" in told
    assert "180.9% of the back office, and could not be met from it even if all of it went" in told
    assert all(claim.says in told for claim in back_office_claims())


def test_a_target_that_the_back_office_could_meet_says_how_much_of_it() -> None:
    whole = samples.assessed("article_2006")
    span = span_named("SR2010", whole.given)
    (one,) = spending_reviews(whole, "consortia", [span], aims=Aims(share=0.01)).periods
    told = " ".join(ceilings(one, Names.of(whole.cohort)))
    assert "to meet the target from it alone, 16.2% of it would have to go" in told


def test_a_review_known_only_later_and_what_changed_it_are_told() -> None:
    whole = samples.assessed("article_2006")
    (one,) = spending_reviews(whole, "consortia", [span_named("CSR2007", whole.given)]).periods
    told = " ".join(doubts(one, Names.of(whole.cohort)))
    assert "announced on 9 October 2007, after the day of these facts (1 March 2006)" in told
    assert "Budget 2009 (22 April 2009) changed it to 10.3% by 2010-11, from 9.3%." in told
    assert "No council had to reach the target on its own." in told
    assert "provisional" in told


def test_nothing_formed_is_said() -> None:
    whole = samples.assessed("worked")
    review = whole.given.review_in_force()
    assert review is not None
    emptied = replace(whole, services=())
    (one,) = spending_reviews(emptied, "consortia", [Span.of(review)]).periods
    assert "no consortium forms under this option" in answer(one)
