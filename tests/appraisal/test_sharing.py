"""One consortium divided in every way: the same whole each time, and nothing that its rows do not say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharedcli.appraisal import rules
from sharedcli.appraisal.assessment import Assessment, assess
from sharedcli.appraisal.options import CHOSEN, LARGE, MANDATED, market_of_all
from sharedcli.appraisal.sharing import Sharing, sharings
from sharedcli.consortia.core import strongest_objection
from sharedcli.consortia.game import game_of
from sharedcli.consortia.shapley import shapley
from sharedcli.costing.cashflows import Costing
from sharedcli.loading.parameters import assumptions
from sharedcli.model.division import ShareWishes
from sharedcli.model.profile import Cohort
from sharedcli.reports.naming import Names
from sharedcli.reports.share import consortium_blocks
from sharedcli.reports.share_record import record
from tests.appraisal.test_sanity import profile, renewing
from tests.samples import assessed
from tests.strategies import AS_AT, cohorts

SHIPPED = assumptions(AS_AT)
NEWHAM, STAFFORDSHIRE, TAMWORTH = "E09000025", "E10000028", "E07000199"


@pytest.fixture(scope="module")
def article() -> Assessment:
    return assessed("article_2006", "crm")


@pytest.fixture(scope="module")
def proposed(article: Assessment) -> Sharing:
    (only,) = sharings(article, ShareWishes())
    return only


@pytest.fixture(scope="module")
def mandated(article: Assessment) -> Sharing:
    """Newham and Surrey, who have bought, made to share with four that are about to buy."""
    few = {NEWHAM, "E10000030", STAFFORDSHIRE, TAMWORTH, "E07000194", "E07000195"}
    cohort = Cohort(tuple(p for p in article.cohort.profiles if p.council.code in few), article.cohort.as_at)
    (only,) = sharings(assess(cohort, article.given, ("crm",)), ShareWishes(option=MANDATED))
    return only


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.one_of(cohorts(most=4), cohorts(most=3, wild=True)), st.sampled_from([CHOSEN, LARGE, MANDATED]))
def test_every_split_divides_the_whole_and_can_be_shown(cohort: Cohort, option: str) -> None:
    whole = assess(cohort, SHIPPED)
    found = list(sharings(whole, ShareWishes(option=option)))
    for sharing in found:
        for tested in sharing.tested:
            split = tested.split
            assert np.abs(split.settlements.monthly_gbp.sum(axis=0)).max(initial=0.0) < 1e-5, split.id
            assert split.npv_gbp.sum() == pytest.approx(sharing.formed.worth_gbp, abs=0.02), split.id
            if tested.objection is not None and tested.apart is not None:
                have = tested.apart.saving.npv_gbp - split.saving(tested.apart.codes).npv_gbp
                assert have == pytest.approx(tested.objection.gain_gbp, abs=0.05), split.id
        assert list(consortium_blocks(sharing, Names.of(cohort)))
    assert len(record(found, Names.of(cohort))["consortia"]) == len(found)  # type: ignore[arg-type]


def test_the_shapley_column_is_the_shapley_value(proposed: Sharing, article: Assessment) -> None:
    market = article.services[0].options.market
    game = game_of(market, [market.codes.index(code) for code in proposed.formed.codes])
    split = next(one for one in proposed.gains if one.split.id == "shapley")
    assert split.split.npv_gbp == pytest.approx(shapley(game), abs=0.02)
    assert (split.objection is None) == (strongest_objection(game, shapley(game)) is None)


def test_the_splits_that_hold_are_those_in_the_core(proposed: Sharing) -> None:
    holds = {tested.split.id for tested in proposed.tested if tested.apart is None}
    assert {"as-it-falls", "dual-price", "least-core", "nucleolus"} <= holds
    assert "costs-population" not in holds


def test_without_a_member_the_rest_are_the_smaller_group(article: Assessment, proposed: Sharing) -> None:
    """The same councils but one, appraised anew from their profiles."""
    inside = set(proposed.formed.codes) - {TAMWORTH}
    fewer = Cohort(tuple(p for p in article.cohort.profiles if p.council.code in inside), article.cohort.as_at)
    (again,) = assess(fewer, article.given, ("crm",)).services[0].formed
    gone = next(departure for departure in proposed.departures if departure.gone == TAMWORTH)
    rest = gone.rest.formed
    assert rest is not None
    assert (rest.codes, rest.joins, rest.product, rest.go_live) == (
        again.codes, again.joins, again.product, again.go_live,
    )  # fmt: skip
    assert gone.rest.saving.npv_gbp == pytest.approx(again.worth_gbp, abs=0.02)
    assert gone.goes_on
    assert gone.losers == ()


def test_each_member_gone_is_worth_what_the_market_says(mandated: Sharing) -> None:
    for departure in mandated.departures:
        assert departure.rest.formed is not None
        assert departure.rest.saving.npv_gbp == pytest.approx(departure.rest.formed.worth_gbp, abs=0.02)
        assert departure.goes_on, "a mandate binds the others whatever it costs them"


def test_a_mandate_has_newham_carry_the_others(mandated: Sharing) -> None:
    """Computer Weekly, March 2006: the most advanced can end up carrying the least advanced."""
    newham = next(departure for departure in mandated.departures if departure.gone == NEWHAM)
    others = mandated.formed.saving(mandated.around.whole.ledger, newham.rest.codes).npv_gbp
    assert mandated.around.own[NEWHAM].npv_gbp < -1_000_000
    assert others > newham.left.npv_gbp, "the others have more with it than without"
    assert mandated.formed.worth_gbp < newham.left.npv_gbp, "and all together have less"


@pytest.mark.parametrize("members", [4, pytest.param(16, marks=pytest.mark.slow)])
def test_more_members_than_a_table_holds_are_sampled_with_their_error(
    members: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_EXACT", 3)
    systems = [renewing("Same", annual_cost_gbp={"licence": f"{30_000 * n}"}) for n in range(1, members + 1)]
    whole = assess(Cohort(tuple(profile(n, system) for n, system in enumerate(systems)), AS_AT), SHIPPED)
    (found,) = sharings(whole, ShareWishes(option=LARGE))
    split, again = (
        next(one.split for one in sharing.gains if one.split.id == "shapley")
        for sharing in (found, next(sharings(whole, ShareWishes(option=LARGE, seed=2))))
    )
    assert split.error_gbp is not None
    assert split.npv_gbp.sum() == pytest.approx(found.formed.worth_gbp, abs=0.02)
    assert split.npv_gbp != pytest.approx(again.npv_gbp, abs=0.02), "another seed draws other orders"
    errors = np.array([split.error_gbp[code] for code in found.formed.codes])
    assert 0 < errors.max() < 0.05 * found.formed.worth_gbp
    if members == 4:
        exact = shapley(game_of(market_of_all(found.formed.members, Costing.over(whole.horizon, SHIPPED), whole.money,
                                              model=whole.model), range(4)))  # fmt: skip
        assert (np.abs(split.npv_gbp - exact) <= 5 * errors + 0.02).all()
    assert "nucleolus" in {none.id for none in found.left_out}


def test_two_members_leave_nobody_to_share_with(article: Assessment) -> None:
    pair = {STAFFORDSHIRE, TAMWORTH}
    cohort = Cohort(tuple(p for p in article.cohort.profiles if p.council.code in pair), article.cohort.as_at)
    (found,) = sharings(assess(cohort, replace(article.given), ("crm",)), ShareWishes())
    assert [(d.rest.formed, d.goes_on, d.left.npv_gbp) for d in found.departures] == [(None, False, 0.0)] * 2
