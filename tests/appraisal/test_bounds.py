"""The bounds of every parameter are what the arithmetic can bear: at either end an assessment still comes out."""

from __future__ import annotations

import math

import pytest

from sharedcli import api
from sharedcli.loading.parameters import assumptions, parameters
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.overrides import Override
from sharedcli.model.profile import Cohort
from tests.samples import cohort_of

ENDS = [(name, end) for name, one in sorted(parameters().items()) for end in (one.bounds.least, one.bounds.most)]


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    return cohort_of("worked")


def assess(cohort: Cohort, *own: Override) -> None:
    given = assumptions(cohort.as_at, own)
    whole = api.assess(cohort, given, model=DeliveryModel.SHARED_OPERATION)
    assert whole.services
    for service in whole.services:
        assert all(math.isfinite(formed.saving(whole.ledger).npv_gbp) for formed in service.formed)
        assert len(service.verdicts) == len(cohort.profiles)


@pytest.mark.parametrize("end", ["least", "most"])
def test_all_at_one_end(end: str, cohort: Cohort) -> None:
    named = ((name, getattr(one.bounds, end)) for name, one in parameters().items() if name != "appraisal_years")
    assess(cohort, *(Override(name=name, value=value, where="here") for name, value in named))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "value"), ENDS)
def test_one_at_either_end(name: str, value: float, cohort: Cohort) -> None:
    assess(cohort, Override(name=name, value=value, where="here"))


@pytest.mark.parametrize("name", ["scale_exponent", "procurement_lead_months", "appraisal_years"])
def test_where_the_arithmetic_was_nearest_to_breaking(name: str, cohort: Cohort) -> None:
    """A large exponent raises prices to a high power, a lead of no months divides by them, a short horizon has few."""
    bounds = parameters()[name].bounds
    assess(cohort, Override(name=name, value=bounds.most if name == "scale_exponent" else bounds.least, where="here"))
