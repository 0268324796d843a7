"""With nothing uncertain every future is the central ledger, of every consortium of every option and of its members."""

from __future__ import annotations

import numpy as np
import pytest

from sharedcli import api
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.ledger import View
from sharedcli.model.delivery import DeliveryModel
from sharedcli.risk.consortium_risk import ConsortiumRisk
from sharedcli.risk.exposure import exposure_of
from sharedcli.risk.future import Future
from sharedcli.risk.quantiles import LEVELS
from sharedcli.risk.simulation import Outcomes
from sharedcli.risk.uncertainty import RANGED, Uncertainty
from tests.risk.futures import A_HAIR, BOTH, Case, cases, worked
from tests.samples import cohort_of

COUNT = 3  # all futures are the same


def assert_central(case: Case, outcomes: Outcomes) -> None:
    saving = case.formed.saving(case.ledger)
    for place, code in enumerate(case.formed.codes):
        own = case.formed.saving(case.ledger, [code])
        assert outcomes.npv_gbp[:, place] == pytest.approx(own.npv_gbp, abs=A_HAIR, rel=1e-12), (case.name, code)
        assert outcomes.one_off_gbp[:, place] == pytest.approx(own.one_off_gbp, abs=A_HAIR, rel=1e-12), case.name
    assert outcomes.npv_gbp.sum(axis=1) == pytest.approx(saving.npv_gbp, abs=A_HAIR, rel=1e-12)
    for by_year in outcomes.cash_gbp:
        assert by_year == pytest.approx(saving.by_year_gbp(View.CASH), abs=A_HAIR, rel=1e-12), case.name


@pytest.mark.parametrize("model", BOTH)
@pytest.mark.parametrize(
    ("folder", "every"),
    [("county_2026", 1), ("article_2006", 4), pytest.param("article_2006", 1, marks=pytest.mark.slow)],
)
def test_with_nothing_uncertain_every_future_is_the_central_ledger(
    folder: str, every: int, model: DeliveryModel
) -> None:
    for case in cases(folder, model)[::every]:
        assert_central(case, case.outcomes(Uncertainty.none(case.costing.given), count=COUNT))


def test_so_it_is_for_the_worked_example() -> None:
    example = worked()
    assert_central(example, example.outcomes(Uncertainty.none(example.costing.given), count=COUNT))


@pytest.mark.parametrize(("model", "saving"), [(BOTH[0], 0.0), (BOTH[1], 0.12)])
def test_a_user_can_rule_out_all_uncertainty_and_every_quantile_is_the_central_figure(
    model: DeliveryModel, saving: float
) -> None:
    # Nothing but what a file of assumptions can hold: values of the user's own, and one overrun for every project.
    cohort, bias = cohort_of("county_2026"), api.assumptions(cohort_of("county_2026").as_at).optimism_bias_share
    shares = ("least", "median", "threshold", "tail_mean")
    own = {"scale_exponent": 0.07, "operating_saving_share": saving, "exit_fee_share": 0.6, "delay_months": 0.0}
    own |= {"withdrawal_share": 0.0} | {f"overrun_{share}_share": bias for share in shares}
    assert set(RANGED) < set(own)
    given = api.assumptions(
        cohort.as_at, [api.Override(name=name, value=value, where="") for name, value in own.items()]
    )
    whole = api.assess(cohort, given, services=("crm", "payroll"), model=model)
    uncertainty, costing = Uncertainty.of(given, model), Costing.over(whole.horizon, given)
    late = uncertainty.most_late
    assert late == 0
    formed = [one for service in whole.services for one in service.options.formed]
    assert formed
    for one in formed:
        case = Case(one, whole.ledger, costing, Future.planned(one, given))
        outcomes = case.outcomes(uncertainty, count=50)
        assert_central(case, outcomes)
        made = ConsortiumRisk.of(
            one, case.draws(uncertainty, count=50), outcomes, limits_gbp=[None] * len(one.codes), review=None
        )
        central = one.saving(whole.ledger).npv_gbp
        assert np.array(made.npv.gbp) == pytest.approx([central] * len(LEVELS), abs=0.005)
        assert exposure_of(one, costing, whole.money, late=late).parts.fixed.shape[0] == 1
