"""One engine: what the selection says a consortium is worth is what the ledger's rows add up to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from sharedcli.appraisal.assessment import Assessment, assess
from sharedcli.loading.parameters import assumptions
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.profile import Cohort
from tests.samples import assessed
from tests.strategies import AS_AT, cohorts

A_PENNY = 0.01
SHIPPED = assumptions(AS_AT)
overrides = st.fixed_dictionaries(
    {
        "operating_saving_share": st.sampled_from([-0.05, 0.0, 0.15, 0.6]),
        "exit_payment_gbp": st.sampled_from([0.0, 21_979.0]),
        "quality_dip_share": st.sampled_from([0.0, 0.05, 0.5]),
        "quality_dip_months": st.sampled_from([0.0, 12.0, 200.0]),
    },
    optional={
        "scale_exponent": st.sampled_from([0.0, 0.05, 0.3, 0.5]),
        "onboarding_months": st.sampled_from([0, 6, 12]),
        "coordination_lead_months": st.sampled_from([0.0, 0.5, 3.0]),
        "same_product_factor": st.sampled_from([0.0, 0.25]),
        "coordination_gbp": st.sampled_from([0.0, 5000.0]),
        "governance_gbp": st.sampled_from([0.0, 1500.0]),
        "bias_business_case_mitigated_share": st.sampled_from([0.0, 0.5, 1.0]),
        "contract_term_months": st.sampled_from([24, 60]),
    },
)


@pytest.mark.parametrize("model", DeliveryModel, ids=lambda model: model.key)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cohorts(), overrides)
def test_the_ledger_and_the_selection_agree_to_a_penny(
    model: DeliveryModel, cohort: Cohort, changed: dict[str, float]
) -> None:
    whole = assess(cohort, replace(SHIPPED, **changed), model=model)  # type: ignore[arg-type]
    (service,) = whole.services
    event(f"{model.key}: {len(service.options.formed)} formed")
    compare(whole)
    total = sum(formed.saving(whole.ledger).npv_gbp for formed in service.formed)
    assert total == pytest.approx(service.options.selection.value_gbp, abs=A_PENNY)


@pytest.mark.parametrize(
    ("folder", "model", "saving"),
    [
        ("article_2006", DeliveryModel.JOINT_PROCUREMENT, {}),
        ("article_2006", DeliveryModel.SHARED_OPERATION, {}),
        ("county_2026", DeliveryModel.JOINT_PROCUREMENT, {}),
        ("county_2026", DeliveryModel.SHARED_OPERATION, {"operating_saving_share": 0.15}),
    ],
)
def test_the_same_for_the_sample_councils(folder: str, model: DeliveryModel, saving: dict[str, float]) -> None:
    assert compare(assessed(folder, model=model, **saving)) > 25


def compare(whole: Assessment) -> int:
    """How many consortia, under every option, were compared with the ledger."""
    compared = 0
    for service in whole.services:
        for formed in service.options.formed:
            saving = formed.saving(whole.ledger)
            assert saving.npv_gbp == pytest.approx(formed.worth_gbp, abs=A_PENNY)
            members = sum(formed.saving(whole.ledger, [code]).npv_gbp for code in formed.codes)
            assert members == pytest.approx(saving.npv_gbp, abs=A_PENNY)
            compared += 1
    return compared


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cohorts(), overrides)
def test_years_add_up_to_the_total(cohort: Cohort, changed: dict[str, float]) -> None:
    whole = assess(cohort, replace(SHIPPED, **changed))  # type: ignore[arg-type]
    frame = whole.ledger.frame()
    assert frame["real_gbp"].sum() == pytest.approx(whole.ledger.real_gbp, abs=A_PENNY)
    assert frame["present_gbp"].sum() == pytest.approx(whole.ledger.present_gbp, abs=A_PENNY)
