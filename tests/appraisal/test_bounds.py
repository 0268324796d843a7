"""The bounds of every parameter are what the arithmetic can bear: at either end an assessment still comes out."""

from __future__ import annotations

import datetime as dt
import math
from pathlib import Path

import pytest

from sharedcli import api
from sharedcli.loading.parameters import assumptions, parameters
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.overrides import Override
from sharedcli.model.profile import Cohort

WORKED = Path(__file__).parent / "worked"
ENDS = [(name, end) for name, one in sorted(parameters().items()) for end in (one.bounds.least, one.bounds.most)]


@pytest.fixture(scope="module")
def cohort() -> Cohort:
    (found,) = api.load([str(WORKED / f"{name}.yaml") for name in ("ambleford", "brackwater", "corsley")]).cohorts
    return found


@pytest.mark.parametrize(("name", "value"), ENDS)
def test_at_either_end(name: str, value: float, cohort: Cohort) -> None:
    given = assumptions(cohort.as_at, [Override(name=name, value=value, where="here")])
    whole = api.assess(cohort, given, model=DeliveryModel.SHARED_OPERATION)
    assert whole.services
    for service in whole.services:
        assert all(math.isfinite(formed.saving(whole.ledger).npv_gbp) for formed in service.formed)
        assert len(service.verdicts) == len(cohort.profiles)


def test_the_facts_are_those_of_one_day(cohort: Cohort) -> None:
    assert cohort.as_at == dt.date(2026, 11, 1)
