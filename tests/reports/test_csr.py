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
from sharedcli.reports.blocks import Points
from sharedcli.reports.csr import CsrReport
from sharedcli.reports.csr_ceilings import at_best, beside, ceilings, published
from sharedcli.reports.csr_doubts import doubts
from sharedcli.reports.csr_tables import options_table, target_table
from sharedcli.reports.csr_words import answer, asked_of_councils, behind, funding
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
    assert "Money alone, net of one-off cost" in line.text


def test_the_sentence_names_the_target_or_that_there_is_none() -> None:
    article, county = (review_line(samples.assessed(folder)) for folder in ("article_2006", "county_2026"))
    assert article is not None
    assert county is not None
    assert "Of the 7.5% asked for by 2007-08" in article.text, "SR2004 was in force in March 2006"
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
    assert "5.1% of its budget" in told
    alone = samples.assessed("article_2006", "payroll")
    (apart,) = spending_reviews(alone, "consortia", [span], council=cardiff).periods
    assert "this council is in no consortium under this option" in answer(apart)
    (best,) = at_best(apart)
    assert "the whole back office is 55.3% of it" in best, "5.14 of 9.3"
    assert "180.9% of the back office, and could not be met from it even if all of it went" in told


def test_what_others_published_is_said_once_and_without_a_day_nobody_knows() -> None:
    """The claims are known to the month or the year alone; the first of January is nobody's."""
    told = published()
    for claim, text in zip(back_office_claims(), told, strict=True):
        assert claim.says[1:] in text
        assert claim.source.title in text
    assert "January" not in " ".join(told)
    layout = CsrReport.of(samples.appraised("article_2006")).layout()
    assert sum("3.6%" in item for block in layout.blocks if isinstance(block, Points) for item in block.items) == 1


def test_what_is_avoided_is_said_to_need_a_budget() -> None:
    """Where no council has budgeted what it avoids, what is left is the ongoing saving less the cost of sharing."""
    whole = samples.assessed("county_2026")
    (one,) = spending_reviews(whole, "consortia", [span_named("SR2025", whole.given)]).periods
    split = one.group.split
    left = split.ongoing.gbp + split.one_off.gbp
    assert split.net.gbp > 0 > left
    assert one.group.unbudgeted.gbp == pytest.approx(left)
    assert f"a net cost of £{-left:,.0f} if none of it is" in answer(one)
    assert f"£{one.unbudgeted.gbp:,.0f} where nothing avoided is in a budget" in funding(one)
    assert one.unbudgeted.gbp > 100 * one.deepest.gbp, "councils would need far more than the net suggests"
    line = review_line(whole)
    assert line is not None
    assert answer(one) in line.text


def test_the_half_of_sr2004_that_has_to_release_cash() -> None:
    """EVIDENCE 1: 7.5% by 2007-08, half of it cashable: 3.75%; a target of one's own has no such part."""
    whole = samples.assessed("article_2006")
    span = span_named("SR2004", whole.given)
    (one,) = spending_reviews(whole, "consortia", [span]).periods
    step, baseline = one.reach.last_step, one.reach.baseline_gbp
    assert step is not None
    assert baseline is not None
    assert (step.share, step.cash_share) == pytest.approx((0.075, 0.0375))
    told = " ".join(behind(one))
    assert f"£{0.0375 * baseline:,.0f} of it in cash" in told
    table = target_table(one)
    assert table is not None
    assert {"Of it in cash £", "Cash part met"} <= {column.heading for column in table.columns}
    assert [row.cells[-1] for row in table.rows] == ["none"] * 3, "more is spent than released by 2007-08"
    (own,) = spending_reviews(whole, "consortia", [span], aims=Aims(share=0.03)).periods
    assert own.reach.last_step is not None
    assert own.reach.last_step.cash_share == 0.03
    assert "Of the 3.0% asked about with --target by 2007-08" in answer(own)


def test_shares_of_a_baseline_of_ones_own_are_not_called_of_the_budgets() -> None:
    whole = samples.assessed("article_2006")
    span = span_named("CSR2007", whole.given)
    (one,) = spending_reviews(whole, "consortia", [span], aims=Aims(baseline_gbp=1e9)).periods
    told = " ".join((*ceilings(one, Names.of(whole.cohort)), *at_best(one)))
    assert "of the baseline" in told
    assert "budgets" not in told
    assert "of the baseline" in [column.heading for column in options_table(one).columns]


def test_page_one_says_what_could_be_met_at_best_and_what_other_options_bring() -> None:
    """By hand: 9.3% of the budgets and back offices of 6.17%, so the whole back office is 66.3% of the target."""
    whole = samples.assessed("article_2006")
    (one,) = spending_reviews(whole, "one-large", [span_named("CSR2007", whole.given)]).periods
    (best,) = at_best(one)
    assert "the best of the options compared meets 0.19%" in best
    assert "the whole back office is 66.3% of it" in best
    (others,) = beside(one)
    small = next(other.group for other in one.compared if other.option == "small")
    assert f"small, net saving of £{small.split.net.gbp:,.0f}, 0.12% of the target met" in others
    assert "one large" not in others


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


def test_years_shared_with_another_review_are_told_together() -> None:
    """A review of one's own that covers all of CSR2007 shares three years with it, and says so once."""
    whole = samples.assessed("article_2006")
    csr2007 = span_named("CSR2007", whole.given).review
    assert csr2007 is not None
    own = replace(csr2007, id="SR2011", announced=dt.date(2011, 1, 1))
    given = replace(whole.given, spending_reviews=(*whole.given.spending_reviews, own))
    (one,) = spending_reviews(replace(whole, given=given), "consortia", [Span.of(csr2007)]).periods
    told = [text for text in doubts(one, Names.of(whole.cohort)) if "SR2011" in text]
    assert told == ["2008-09 to 2010-11 are in SR2011 too and count in each; SR2011, announced later, holds."]


def test_nothing_formed_is_said() -> None:
    whole = samples.assessed("worked")
    review = whole.given.review_in_force()
    assert review is not None
    emptied = replace(whole, services=())
    (one,) = spending_reviews(emptied, "consortia", [Span.of(review)]).periods
    assert "no consortium forms under this option" in answer(one)
