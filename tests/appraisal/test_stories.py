"""The claims of the article, put to the sample councils: each must follow from profiles and parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from sharedcli import api
from sharedcli.appraisal.assessment import Assessment, ServiceAssessment
from sharedcli.appraisal.verdicts import Reason, Verdict, Word
from sharedcli.model.profile import Cohort
from sharedcli.reports.naming import Names
from sharedcli.reports.sentences import sentence

SAMPLES = Path(__file__).parents[2] / "sample_councils"
STAFFORDSHIRE = {
    "E07000192", "E07000193", "E07000194", "E07000195", "E07000196",
    "E07000197", "E07000198", "E07000199", "E10000028", "E06000021",
}  # fmt: skip
CARDIFF, SURREY, NEWHAM, SUNDERLAND = "W06000015", "E10000030", "E09000025", "E08000024"


def cohort_of(folder: str) -> Cohort:
    (cohort,) = api.load([str(SAMPLES / folder)]).cohorts
    return cohort


@pytest.fixture(scope="module")
def article() -> Assessment:
    cohort = cohort_of("article_2006")
    return api.assess(cohort, api.assumptions(cohort.as_at))


def service(whole: Assessment, key: str) -> ServiceAssessment:
    return next(assessed for assessed in whole.services if assessed.service == key)


def verdict(whole: Assessment, key: str, code: str) -> Verdict:
    return next(found for found in service(whole, key).verdicts if found.council == code)


def words(whole: Assessment, found: Verdict) -> str:
    return sentence(found, Names.of(whole.cohort), whole.horizon.start)


def test_the_ten_of_staffordshire_buy_one_crm(article: Assessment) -> None:
    (formed,) = service(article, "crm").formed
    assert set(formed.codes) == STAFFORDSHIRE
    assert formed.product == ""
    assert all(verdict(article, "crm", code).word in {Word.GO, Word.GO_IF} for code in formed.codes)
    assert service(article, "crm").options.selection.gap_share == 0


def test_cardiff_should_not_share_payroll(article: Assessment) -> None:
    found = verdict(article, "payroll", CARDIFF)
    assert (found.word, found.reason) == (Word.DO_NOT_JOIN, Reason.RECENT_BUYER)
    assert found.months_until_window == 79
    assert found.write_off_gbp == 2_400_000
    assert found.npv_gbp is None
    assert found.gain_of_all_gbp is not None
    assert found.gain_of_all_gbp < 0
    told = words(article, found)
    assert "opens in 79 months, in October 2012" in told
    assert "£2,400,000 off its books (accounting only, not in the net)" in told


def test_the_write_off_is_not_in_the_net_present_value() -> None:
    cohort = cohort_of("article_2006")
    written_up = tuple(
        profile.model_copy(
            update={"systems": tuple(s.model_copy(update={"book_value_gbp": 9e9}) for s in profile.systems)}
        )
        for profile in cohort.profiles
    )
    given = api.assumptions(cohort.as_at)
    before = verdict(api.assess(cohort, given, services=("payroll",)), "payroll", CARDIFF)
    after = verdict(api.assess(Cohort(written_up, cohort.as_at), given, services=("payroll",)), "payroll", CARDIFF)
    assert before.gain_of_all_gbp == after.gain_of_all_gbp
    assert after.write_off_gbp == 9e9


def test_sunderland_keeps_its_core_business(article: Assessment) -> None:
    found = verdict(article, "revenues-and-benefits", SUNDERLAND)
    assert (found.word, found.reason) == (Word.DO_NOT_JOIN, Reason.RED_LINE)
    assert "core business" in words(article, found)
    assert service(article, "revenues-and-benefits").formed


def test_surrey_goes_if_it_is_funded(article: Assessment) -> None:
    found = verdict(article, "finance", SURREY)
    assert (found.word, found.reason) == (Word.GO_IF, Reason.NEEDS_FUNDING)
    assert found.npv_gbp is not None
    assert found.npv_gbp > 0
    assert found.one_off_gbp == pytest.approx(found.funding_gap_gbp + 250_000)
    assert "if it is funded with the £" in words(article, found)


def test_every_council_gets_one_verdict_for_each_of_its_systems(article: Assessment) -> None:
    listed = {(p.council.code, system.service) for p in article.cohort.profiles for system in p.systems}
    given = [(found.council, found.service) for assessed in article.services for found in assessed.verdicts]
    assert sorted(given) == sorted(listed)


def test_nothing_is_special_cased_by_name(article: Assessment) -> None:
    """Other names and codes in the same order, the same verdicts: the figures decide."""
    renamed = tuple(
        profile.model_copy(
            update={"council": profile.council.model_copy(update={"name": f"Council {n}", "code": f"E07999{n:03d}"})}
        )
        for n, profile in enumerate(article.cohort.profiles)
    )
    again = api.assess(Cohort(renamed, article.cohort.as_at), article.given)
    for before, after in zip(article.services, again.services, strict=True):
        assert [(v.word, v.reason, v.npv_gbp, v.gain_of_all_gbp) for v in before.verdicts] == [
            (v.word, v.reason, v.npv_gbp, v.gain_of_all_gbp) for v in after.verdicts
        ]


def test_the_county_of_2026_is_appraised_whole() -> None:
    cohort = cohort_of("county_2026")
    whole = api.assess(cohort, api.assumptions(cohort.as_at))
    words_used = {found.word for assessed in whole.services for found in assessed.verdicts}
    assert words_used == set(Word)
    recent = [v for a in whole.services for v in a.verdicts if v.reason is Reason.RECENT_BUYER]
    assert recent, "one council bought last year"
