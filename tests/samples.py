"""The sample councils and those of the worked example, read and appraised once for all tests of a process.

Everything that comes of it is frozen, so tests share it; whoever asks about reading or appraising itself does it anew.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from sharedcli import api
from sharedcli.appraisal.assessment import Assessment
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.profile import Cohort
from tests.conftest import PROJECT, TESTS

SAMPLES = PROJECT / "sample_councils"
ARTICLE, COUNTY = SAMPLES / "article_2006", SAMPLES / "county_2026"
WORKED = TESTS / "appraisal" / "worked"
COUNCILS = ("ambleford", "brackwater", "corsley")


@cache
def loaded(folder: str) -> api.Loaded:
    """`article_2006`, `county_2026`, or `worked` for the three councils of the worked example."""
    if folder == "worked":
        return api.load([str(WORKED / f"{name}.yaml") for name in COUNCILS])
    return api.load([str(SAMPLES / folder)])


def cohort_of(folder: str) -> Cohort:
    (cohort,) = loaded(folder).cohorts
    return cohort


def assessed(
    folder: str, *services: str, model: DeliveryModel = DeliveryModel.JOINT_PROCUREMENT, **changed: float
) -> Assessment:
    """The folder's councils under the shipped parameters, some of them changed; without services, for all of them."""
    return _assessed(folder, services, model, tuple(sorted(changed.items())))


def appraised(
    folder: str, *services: str, model: DeliveryModel = DeliveryModel.JOINT_PROCUREMENT, **changed: float
) -> api.Appraised:
    """The same as a report wants it."""
    return api.Appraised(loaded(folder), None, (assessed(folder, *services, model=model, **changed),))


@cache
def _assessed(
    folder: str, services: tuple[str, ...], model: DeliveryModel, changed: tuple[tuple[str, float], ...]
) -> Assessment:
    cohort = cohort_of(folder)
    given = replace(api.assumptions(cohort.as_at), **dict(changed))  # type: ignore[arg-type]
    return api.assess(cohort, given, services=services or None, model=model)
