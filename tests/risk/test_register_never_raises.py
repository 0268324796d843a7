"""Whatever profiles may say, every consortium that comes of them has a register, and it can be shown."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharedcli.appraisal.assessment import assess
from sharedcli.appraisal.options import CHOSEN, LARGE, MANDATED
from sharedcli.loading.parameters import assumptions
from sharedcli.loading.risk_matrices import risk_matrices
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.drawing import Drawing
from sharedcli.model.profile import Cohort
from sharedcli.reports.risk_register import RegisterReport
from sharedcli.reports.risk_register_record import records
from sharedcli.risk.risk import risk
from tests.samples import assessed
from tests.strategies import cohorts

AS_AT = st.sampled_from([dt.date(2000, 1, 1), dt.date(2026, 11, 1), dt.date(2031, 4, 1)])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    cohorts(most=4, wild=True), AS_AT, st.sampled_from(DeliveryModel),
    st.sampled_from([CHOSEN, LARGE, MANDATED]), st.sampled_from(sorted(risk_matrices())),
)  # fmt: skip
def test_any_profiles_at_any_day(
    cohort: Cohort, as_at: dt.date, model: DeliveryModel, option: str, matrix: str
) -> None:
    whole = assess(Cohort(cohort.profiles, as_at), assumptions(as_at), model=model)
    found = risk(whole, Drawing(count=20), option=option)
    report = RegisterReport.of_risk(found, risk_matrices()[matrix])
    assert len(report.registers) == len(found.formed)
    blocks = [*report.blocks()]
    assert blocks
    assert all(text.endswith(").") for text in report.sentences())
    assert all("\x1b" not in str(record) for record in records(report))


@pytest.mark.parametrize("model", DeliveryModel)
def test_every_consortium_of_a_county(model: DeliveryModel) -> None:
    saving = {"operating_saving_share": 0.1} if model is DeliveryModel.SHARED_OPERATION else {}
    whole = assessed("county_2026", "crm", "payroll", model=model, **saving)
    report = RegisterReport.of_risk(risk(whole, Drawing(count=200)))
    for register in report.registers:
        names = [one.name for one in register.entered]
        assert len(set(names)) == len(names)
        assert names, register.formed.id
    assert all(one.years.stop <= len(whole.ledger.years) for one in report.amounts)
