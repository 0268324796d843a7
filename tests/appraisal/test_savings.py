"""What `savings` shows adds up: lines, steps, years, members, cash and time, in every view and under every option."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, event, given, settings

from sharedcli.appraisal.assessment import Assessment, assess
from sharedcli.appraisal.savings import Compared, Group, Savings
from sharedcli.costing.charges import ONE_OFF, WITHOUT_BIAS, Line
from sharedcli.costing.ledger import View
from sharedcli.loading.parameters import assumptions
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.profile import Cohort
from tests.samples import assessed
from tests.strategies import AS_AT, cohorts

A_PENNY = 0.01
SHIPPED = assumptions(AS_AT)
VIEWS = (View.PRESENT, View.CASH)


def test_every_line_but_transfers_is_in_one_step() -> None:
    held = Counter(line for group in Group for line in group.lines)
    assert set(held) == {line for line in Line if not line.is_transfer}
    assert set(held.values()) == {1}
    assert set(Group.RUNNING.lines) | set(ONE_OFF) == set(held)
    assert {*WITHOUT_BIAS, Line.OPTIMISM_BIAS} == set(Line)


@pytest.mark.parametrize("model", DeliveryModel, ids=lambda model: model.key)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cohorts(most=4))
def test_whatever_is_shown_adds_up(model: DeliveryModel, cohort: Cohort) -> None:
    whole = assess(cohort, replace(SHIPPED, operating_saving_share=0.15), model=model)
    found = list(each(whole))
    event(f"{model.key}: {len(found)} formed")
    for savings, members in found:
        adds_up(savings)
        for member in members:
            adds_up(member)
        assert close(sum(member.npv.gbp for member in members), savings.npv.gbp)
        assert close(sum(member.plain.net.gbp for member in members), savings.plain.net.gbp)
        for view in VIEWS:
            one = [member.period(view) for member in members]
            assert close(sum(part.cash_releasing.gbp for part in one), savings.period(view).cash_releasing.gbp)


def each(whole: Assessment) -> Iterator[tuple[Savings, list[Savings]]]:
    """Every consortium of every option, and its members."""
    for service in whole.services:
        for formed in service.options.formed:
            members = [Savings.of_member(formed, whole.ledger, code, code.lower()) for code in formed.codes]
            yield Savings.of(formed, whole.ledger), members


def adds_up(savings: Savings) -> None:
    """Lines, steps and years come to the net; the ids are its own, each of one figure."""
    for compared in (savings.whole, savings.plain, savings.bias, *(line for _, line in savings.lines)):
        assert close(compared.usual.gbp - compared.together.gbp, compared.net.gbp)
    for parts in (savings.lines, savings.groups):
        for place in range(3):
            total = sum(compared.amounts[place].gbp for _, compared in parts)
            assert close(total, savings.whole.amounts[place].gbp)
    with_bias = plus(savings.plain, savings.bias)
    assert with_bias == pytest.approx([amount.gbp for amount in savings.whole.amounts], abs=A_PENNY)
    for view in VIEWS:
        years, whole = savings.periods(view), savings.period(view)
        assert close(sum(one.net.gbp for one in years), whole.net.gbp)
        assert close(years[-1].total.gbp, whole.net.gbp)
        for one in (*years, whole):
            assert close(one.running.gbp + one.one_off.gbp, one.net.gbp)
            assert close(one.cash_releasing.gbp + one.own_time.gbp, one.net.gbp)
            assert close(one.whole.usual.gbp - one.whole.together.gbp, one.net.gbp)
    ids = [amount.id for amount in savings.amounts]
    assert len(ids) == len(set(ids))
    assert all(name.startswith(f"{savings.name}.") for name in ids)


def plus(one: Compared, other: Compared) -> list[float]:
    return [a.gbp + b.gbp for a, b in zip(one.amounts, other.amounts, strict=True)]


def close(one: float, other: float) -> bool:
    return abs(one - other) < A_PENNY


def test_figures_that_assess_shows_too_are_the_same(cohort_of_three: Assessment) -> None:
    (service,) = cohort_of_three.services
    for formed in service.options.formed:
        savings, saving = Savings.of(formed, cohort_of_three.ledger), formed.saving(cohort_of_three.ledger)
        assert close(savings.npv.gbp, saving.npv_gbp)
        assert close(savings.plain.net.gbp, saving.without_optimism_bias_gbp)
        assert close(savings.one_off.gbp, saving.one_off_gbp)
        assert close(savings.peak_cash.gbp, saving.peak_cash_gbp)


@pytest.fixture(scope="module")
def cohort_of_three() -> Assessment:
    return assessed("worked")
