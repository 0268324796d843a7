"""What falls into a spending review: an example by hand, and what has to hold whatever the councils are."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from sharedcli.appraisal.releasing import Releasing, lacking_together
from sharedcli.appraisal.spending_review import COMPARED, SpendingReviews, spending_reviews
from sharedcli.costing.charges import Line
from sharedcli.costing.ledger import USUAL, Entry, Ledger, Posting
from sharedcli.costing.prices import FloatArray, Prices
from sharedcli.costing.saving import Saving
from sharedcli.model.calendar import FinancialYear, Horizon
from sharedcli.model.periods import spans_in
from sharedcli.model.spending_review import Aims, Span
from sharedcli.reports.csr_words import behind
from tests import samples

PENNY = 0.005
HORIZON = Horizon.starting(dt.date(2006, 4, 1), years=4)
LEVELS = (1.0, 1.02, 1.05, 1.10)
SPAN = Span("SR", FinancialYear(2007), FinancialYear(2008))


def flow(*parts: tuple[int, int, float]) -> FloatArray:
    """Real pounds by month: from a month to before another, so much in each."""
    months = np.zeros(HORIZON.months)
    for start, end, gbp in parts:
        months[start:end] = gbp
    return months


def posting(option: str, council: str, line: Line, months: FloatArray) -> Posting:
    return Entry(option, "", council, "crm", line, "by hand", (), line.is_time), months


ROWS = (
    posting(USUAL, "A", Line.SUPPLIER, flow((0, 48, -100))),
    posting(USUAL, "A", Line.TENDER, flow((0, 1, -5000))),
    posting(USUAL, "A", Line.IMPLEMENTATION, flow((12, 13, -6000))),
    posting("joint", "A", Line.SUPPLIER, flow((0, 24, -100), (24, 48, -80))),
    posting("joint", "A", Line.IMPLEMENTATION, flow((12, 13, -9000))),
    posting("joint", "A", Line.COORDINATION, flow((12, 13, -1000))),
    posting(USUAL, "B", Line.SUPPLIER, flow((0, 48, -50))),
    posting("joint", "B", Line.SUPPLIER, flow((0, 24, -50), (24, 48, -10))),
    posting("joint", "B", Line.DUAL_RUNNING, flow((24, 25, -300))),
)
"""Two councils that go live in April 2008. A pays 9,000 and 1,000 instead of 6,000, and then 20 a month less; B pays
300 once and then 40 a month less. A's tender of 5,000 is its own time."""


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    index = np.array(HORIZON.year_of_month)
    money = Prices(np.ones(HORIZON.months), np.array(LEVELS)[index], np.eye(4)[index])
    return Ledger.of(ROWS, money, tuple(map(str, HORIZON.years)))


def released(ledger: Ledger, *councils: str) -> Releasing:
    saving = Saving.of(ledger, option="joint", councils=councils, service="crm")
    return Releasing.of("x", "x", [saving], ledger, 24)


def test_an_example_by_hand(ledger: Ledger) -> None:
    """Worked by hand from METHOD 13, in nominal pounds.

    2007-08 at 1.02: A pays 10,000 once (10,200) and avoids 6,000 (6,120): -4,080.
    2008-09 at 1.05: A saves 240 (252); B saves 480 (504) and pays 300 once (315): 441. Added up: -3,639.
    2009-10 at 1.10: A saves 240 (264), B 480 (528): 792. The tender is time and releases no cash.
    """
    whole = released(ledger, "A", "B")
    found = whole.within(SPAN, HORIZON)
    assert [one.gbp for one in found.split.amounts] == pytest.approx([756, -10_515, 6_120, -3_639])
    assert [found.before.gbp, found.after.gbp, whole.in_all().net.gbp] == pytest.approx([0, 792, -2_847])
    assert found.reached.gbp == pytest.approx(756)
    assert [found.deepest.gbp, found.lacking.gbp] == pytest.approx([4_080, 3_639])
    assert [whole.in_year(place).net.gbp for place in range(4)] == pytest.approx([0, -4_080, 441, 792])
    assert found.is_live


def test_the_same_example_where_nothing_avoided_is_budgeted_and_without_bias(ledger: Ledger) -> None:
    """Worked by hand: without A's 6,120 that it avoids in 2007-08, -3,639 becomes -9,759 and A alone lacks 10,200.

    In 2008-09 A has 252 of that back and B 189 of its own, so most is lacking at the end of 2007-08. No row is
    optimism bias, so without it nothing changes. After the period: 792 ongoing, nothing once.
    """
    found = released(ledger, "A", "B").within(SPAN, HORIZON)
    assert (found.unbudgeted.gbp, found.plain.gbp) == pytest.approx((-9_759, -3_639))
    assert [one.gbp for one in found.split_after.amounts] == pytest.approx([792, 0, 0, 792])
    bare = [released(ledger, council).unbudgeted.within(SPAN, HORIZON) for council in ("A", "B")]
    assert lacking_together("x", bare, ledger, at_end=False).gbp == pytest.approx(10_200)


def test_one_councils_gain_does_not_fill_anothers_gap(ledger: Ledger) -> None:
    """By hand: at the end A lacks 4,080 - 252 = 3,828 and B has 189; both together lack 3,639."""
    members = [released(ledger, council).within(SPAN, HORIZON) for council in ("A", "B")]
    assert [one.lacking.gbp for one in members] == pytest.approx([3_828, 0])
    assert lacking_together("x", members, ledger, at_end=True).gbp == pytest.approx(3_828)
    assert lacking_together("x", members, ledger, at_end=False).gbp == pytest.approx(4_080)
    assert lacking_together("x", [], ledger, at_end=True).gbp == 0


@pytest.mark.parametrize(
    ("first", "last", "inside", "is_live"),
    [
        (2006, 2007, 2, False),
        (2000, 2005, 0, False),
        (2010, 2012, 0, True),
        (2008, 2008, 1, True),
        (2005, 2011, 4, True),
    ],
)
def test_periods_before_across_and_after_the_horizon(
    ledger: Ledger, first: int, last: int, inside: int, is_live: bool
) -> None:
    """Live in April 2008: a period that ends with March 2008 ends before it."""
    found = released(ledger, "A", "B").within(Span("x", FinancialYear(first), FinancialYear(last)), HORIZON)
    assert (len(found.inside), found.is_live) == (inside, is_live)
    assert found.before.gbp + found.split.net.gbp + found.after.gbp == pytest.approx(-2_847)
    if not inside:
        assert (found.reached.gbp, found.deepest.gbp, found.lacking.gbp) == (0, 0, 0)


def reviews(folder: str, option: str, council: str | None = None, aims: Aims | None = None) -> SpendingReviews:
    whole = samples.assessed(folder)
    spans = (*spans_in(whole.horizon, whole.given), Span.of_year(whole.horizon.years[4]))
    return spending_reviews(whole, option, spans, council=council, aims=aims or Aims())


@pytest.mark.parametrize("option", COMPARED)
@pytest.mark.parametrize("folder", ["article_2006", "county_2026", "worked"])
def test_parts_add_up_to_all_years_and_members_to_the_group(folder: str, option: str) -> None:
    found = reviews(folder, option)
    everything = found.scope.group.in_all().net.gbp
    for one in found.periods:
        group = one.group
        assert group.before.gbp + group.split.net.gbp + group.after.gbp == pytest.approx(everything, abs=PENNY)
        assert sum(part.gbp for part in group.split.amounts[:3]) == pytest.approx(group.split.net.gbp, abs=PENNY)
        for parts in (one.councils, one.consortia):
            assert sum(part.split.net.gbp for _, part in parts) == pytest.approx(group.split.net.gbp, abs=PENNY)
            assert sum(part.reached.gbp for _, part in parts) == pytest.approx(group.reached.gbp, abs=PENNY)
        assert one.lacking.gbp == pytest.approx(sum(part.lacking.gbp for _, part in one.councils), abs=PENNY)
        assert one.deepest.gbp >= max(one.lacking.gbp, group.deepest.gbp) - PENNY
        assert sum(part.deepest.gbp for _, part in one.councils) >= one.deepest.gbp - PENNY


def test_one_councils_view_is_its_part() -> None:
    everybody = dict(reviews("article_2006", "consortia").periods[2].councils)
    code = max(everybody)
    own = reviews("article_2006", "consortia", code).periods[2]
    assert own.group.split.net.gbp == pytest.approx(everybody[code].split.net.gbp)
    assert own.group.split.net.id == everybody[code].split.net.id


def test_a_council_without_a_budget_is_left_out_of_the_share() -> None:
    """The worked example states none: a share needs --baseline, and then everybody counts."""
    (one, *_) = reviews("worked", "consortia", aims=Aims(share=0.03)).periods
    assert (one.reach.baseline_gbp, len(one.reach.silent)) == (None, 3)
    assert one.reach.within.split.net.gbp == 0
    assert one.target_gbp is None
    options = {other.option: other for other in one.compared}
    assert options["small"].group.split.net.gbp > 0, "what an option brings does not depend on who states a budget"
    assert options["small"].counted.reached.gbp == 0
    (one, *_) = reviews("worked", "consortia", aims=Aims(share=0.03, baseline_gbp=1e7)).periods
    (step,) = one.reach.steps
    assert step.met_share(1e7) == pytest.approx(one.group.reached.gbp / 300_000)


def test_whose_target_it_is_where_some_state_no_budget() -> None:
    """What is saved by who states no budget is neither in the target nor in what meets it, and the page says so."""
    whole = samples.assessed("county_2026", "crm", "planning")
    code = next(code for code, one in sorted(whole.profiles.items()) if one.council.net_revenue_budget_gbp)
    council = whole.profiles[code].council.model_copy(update={"net_revenue_budget_gbp": None})
    profiles = tuple(
        one.model_copy(update={"council": council}) if one.council.code == code else one
        for one in whole.cohort.profiles
    )
    given = replace(whole, cohort=replace(whole.cohort, profiles=profiles))
    (one, *_) = spending_reviews(given, "consortia", spans_in(whole.horizon, whole.given), aims=Aims(0.03)).periods
    assert one.reach.silent == (code,)
    assert any(text.startswith("Target of the councils that state a budget: 3.0%") for text in behind(one))


def test_the_article_what_large_sharing_could_have_met_of_2007() -> None:
    """The article's councils and CSR2007: figures anybody can check.

    By hand from the profiles: budgets of 3,253.0m and back offices of 200.6m in 2005-06 prices are 6.17%. The deflator
    moves 2005-06 to 2007-08 by 64.4380 / 61.3576.
    """
    (one,) = (one for one in reviews("article_2006", "one-large").periods if one.span.name == "CSR2007")
    budgets = [profile.council for profile in one.whole.cohort.profiles]
    moved = 64.4380 / 61.3576
    budget = sum(council.net_revenue_budget_gbp or 0 for council in budgets) * moved
    office = sum(council.back_office_gbp or 0 for council in budgets) * moved
    reach = one.reach
    assert reach.baseline_gbp == pytest.approx(budget)
    assert reach.back_office_share == pytest.approx(office / budget)
    assert reach.back_office_share == pytest.approx(0.0617, abs=0.0001)
    assert [(step.year, step.share, step.revised_share) for step in reach.steps] == [
        ("2008-09", 0.03, 0.03), ("2009-10", 0.061, 0.061), ("2010-11", 0.093, 0.103),
    ]  # fmt: skip
    target = 0.093 * budget
    assert target > office, "the target is more than the whole back office"
    assert target / office == pytest.approx(1.51, abs=0.01)
    assert reach.spent is not None
    assert reach.spent.gbp / target == pytest.approx(0.176, abs=0.001), "even if the services cost nothing"
    met = {other.option: other.counted.reached.gbp / target for other in one.compared}
    assert met["one-large"] == pytest.approx(0.0018, abs=0.0001)
    assert all(0 < share < 0.002 for share in met.values()), "no option meets a five-hundredth of it"
    assert one.group.is_live
    assert one.group.split.net.gbp < -80e6, "in the period large sharing costs more than it releases"
    small = next(other.group for other in one.compared if other.option == "small")
    assert small.split.net.gbp > 0, "small sharing releases cash in it"
