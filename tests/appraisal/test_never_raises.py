"""Whatever a profile may say, an assessment comes of it, and can be shown."""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharedcli import api
from sharedcli.appraisal.assessment import assess
from sharedcli.loading.parameters import assumptions
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.fields import LATEST
from sharedcli.model.profile import Cohort
from sharedcli.reports.blocks import Heading
from sharedcli.reports.naming import Names
from sharedcli.reports.savings import layout
from sharedcli.reports.savings_council import council_layout
from sharedcli.reports.savings_record import EMPTY, record
from sharedcli.reports.sentences import sentence
from tests.strategies import cohorts

AS_AT = st.sampled_from([dt.date(2000, 1, 1), dt.date(2026, 11, 1), dt.date(2031, 4, 1), LATEST])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(cohorts(most=3, wild=True), AS_AT, st.sampled_from(DeliveryModel))
def test_any_profiles_at_any_day(cohort: Cohort, as_at: dt.date, model: DeliveryModel) -> None:
    whole = assess(Cohort(cohort.profiles, as_at), assumptions(as_at), model=model)
    names = Names.of(whole.cohort)
    told = [sentence(v, names, whole.horizon.start) for service in whole.services for v in service.verdicts]
    assert len(told) == len(cohort.profiles)
    assert all(text.endswith((".", ")")) for text in told)
    shown = [*layout(whole, "mandated", names), *council_layout(whole, "small", cohort.profiles[0].council.code, names)]
    assert sum(isinstance(block, Heading) and block.level == 1 for block in shown) >= 2
    assert record(whole, "mandated", None).keys() == EMPTY.keys() - {"earlier"}
    assert api.assumptions(as_at).as_at == as_at
