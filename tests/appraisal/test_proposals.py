"""Centres announced: the example of REPORTS 4.9 done by hand, and what must hold of any."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from sharedcli import api
from sharedcli.appraisal.proposals import Fate, ProposalsAppraisal
from sharedcli.costing.claims import claimed_by_month
from sharedcli.model.profile import Cohort
from sharedcli.model.proposals import Proposals
from sharedcli.reports.proposals_sums import Sums
from tests.appraisal.announced import AS_AT, announced, appraised, by_name, centre, cohort, council
from tests.samples import ARTICLE, assessed, cohort_of

EVERYBODY = ("Northmoor", "Eastvale", "Southbeck", "Midshire")
A = centre("A", EVERYBODY, 300_000)
B = centre("B", ("Eastvale", "Southbeck"), 90_000)
C = centre("C", ("Northmoor", "Midshire"), 150_000)


def test_three_centres_for_one_service() -> None:
    """A saves 0.675 of 400,000, B 0.45 of 140,000, C 0.45 of 260,000: B and C together 180,000, A alone 270,000."""
    whole = appraised(A, B, C)
    found = by_name(whole)
    assert {name: round(result.worth_gbp or 0) for name, result in found.items()} == {
        "A": 270_000, "B": 63_000, "C": 117_000,
    }  # fmt: skip
    assert {name: result.fate for name, result in found.items()} == {
        "A": Fate.STANDS, "B": Fate.COUNTED_ELSEWHERE, "C": Fate.COUNTED_ELSEWHERE,
    }  # fmt: skip
    assert [round(found[name].short_gbp or 0) for name in "ABC"] == [0, 90_000, 90_000]
    (service,) = whole.services
    counted = {seat.announced: [c.centre.name for c in centres] for seat, centres in service.twice}
    assert counted == {
        "Northmoor": ["A", "C"], "Eastvale": ["A", "B"], "Southbeck": ["A", "B"], "Midshire": ["A", "C"],
    }  # fmt: skip


def test_what_they_claim_and_by_how_much_that_is_too_much() -> None:
    """540,000 claimed, 240,000 of it twice; A claims 300,000 and is worth 270,000: 50% too much in all."""
    sums = Sums.of(appraised(A, B, C))
    assert round(sums.claimed) == round(sums.appraised) == 540_000
    assert round(sums.counted_elsewhere) == 240_000
    assert (round(sums.standing), round(sums.worth)) == (300_000, 270_000)
    assert round(sums.overstated) == 270_000


def test_two_small_centres_where_together_they_are_worth_more() -> None:
    """Three of the four save 0.6 of 240,000 = 144,000; the two pairs 63,000 and 117,000 = 180,000."""
    whole = appraised(centre("A", EVERYBODY[:3], 300_000), B, C)
    found = by_name(whole)
    assert round(found["A"].worth_gbp or 0) == 144_000
    assert [found[name].fate for name in "ABC"] == [Fate.COUNTED_ELSEWHERE, Fate.STANDS, Fate.STANDS]
    assert round(found["A"].short_gbp or 0) == 36_000


def test_if_the_councils_counted_twice_chose() -> None:
    """Eastvale is in both: with Northmoor and Southbeck it adds 63,000 to 81,000, with Midshire alone 108,000.

    Northmoor, Eastvale and Southbeck save 0.6 x 240,000 = 144,000; Midshire, Eastvale 0.45 x 240,000 = 108,000.
    Both cannot be. If Eastvale chooses the first, the second keeps nobody else; if it chooses the second,
    Northmoor and Southbeck keep 0.45 x 160,000 = 72,000, and the two centres save 180,000 together.
    """
    whole = appraised(centre("A", EVERYBODY[:3], 1), centre("D", ("Midshire", "Eastvale"), 1))
    (service,) = whole.services
    assert Sums.of(whole).worth == pytest.approx(144_000)
    assert service.choosing is not None
    kept = {c.centre.name: len(group.codes) for c, group in service.choosing}
    assert kept == {"A": 2, "D": 2}
    assert sum(group.saving(whole.ledger).npv_gbp for _, group in service.choosing) == pytest.approx(180_000)


def test_a_claim_counts_from_its_month_to_the_end() -> None:
    """1,200 a year from the third of five months on, and 50 once: 100 a month for three months, and 50."""
    flow = claimed_by_month(a_year_gbp=1200, once_gbp=50, live=2, months=5)
    assert flow.tolist() == [0, 0, 150, 100, 100]
    assert claimed_by_month(a_year_gbp=1200, once_gbp=50, live=5, months=5).tolist() == [0] * 5


def test_the_month_a_claim_counts_from() -> None:
    """Ten years from April 2026: 12,000 a year is 1,000 a month for 120 months less those before it counts."""
    live = {
        "stated": centre("stated", EVERYBODY[:2], 0, claimed_gbp_a_year="12000", live_from="2026-06"),
        "past": centre("past", EVERYBODY[:2], 0, claimed_gbp_a_year="12000", live_from="2020"),
        "silent": centre("silent", EVERYBODY[:2], 0, claimed_gbp_a_year="12000"),
        "beyond": centre("beyond", EVERYBODY[:2], 0, claimed_gbp_a_year="12000", live_from="2040-01-01"),
    }
    found = by_name(appraised(*live.values()))
    assert {name: result.announced.live for name, result in found.items()} == {
        "stated": 2, "past": 0, "silent": 24, "beyond": 165,
    }  # fmt: skip
    assert {name: round(result.claim_gbp) for name, result in found.items()} == {
        "stated": 118_000, "past": 120_000, "silent": 96_000, "beyond": 0,
    }  # fmt: skip


def test_who_cannot_take_part_is_left_out_and_said() -> None:
    refuses = {"conditions": {"red_lines": [{"service": "all", "forbids": ["joint-procurement"], "reason": "ours"}]}}
    councils = cohort(Midshire=refuses, Southbeck={"systems": []})
    members = [*EVERYBODY, "Westford", "northmoor DISTRICT COUNCIL"]
    whole = appraised(centre("A", members, 1), centre("E", ("Midshire", "Northmoor"), 7), councils=councils)
    found = by_name(whole)
    assert {left.seat.announced: left.reason for left in found["A"].announced.left_out} == {
        "Southbeck": "does not list this service",
        "Midshire": "will not share it (ours)",
        "Westford": "has no profile here",
        "northmoor DISTRICT COUNCIL": "is named twice",
    }
    assert found["A"].worth_gbp == pytest.approx(0.45 * 180_000)
    assert (found["E"].fate, found["E"].worth_gbp) == (Fate.NOT_APPRAISED, None)
    assert found["E"].why_not == "fewer than two members can be appraised"
    assert Sums.of(whole).unknown == pytest.approx(7)


def test_members_may_be_named_by_code() -> None:
    whole = appraised(centre("A", ("E07000001", "eastvale"), 1), centre("B", ("Northmoor", "E07000002"), 1))
    (service,) = whole.services
    assert [seat.code for seat, _ in service.twice] == ["E07000001", "E07000002"]
    assert by_name(whole)["A"].worth_gbp == by_name(whole)["B"].worth_gbp
    assert by_name(whole)["A"].fate is Fate.STANDS, "of two that are worth the same, the first by name"


def test_a_name_that_two_profiles_share_is_nobodys() -> None:
    twin = council(9, "Northmoor", council={"name": "Northmoor City Council", "code": "E07000009", "tier": "district",
                                            "region": "Wales"})  # fmt: skip
    councils = Cohort((*cohort().profiles, twin), AS_AT)
    members = ("Northmoor", "northmoor city council", "E07000001", "Eastvale")
    found = by_name(appraised(centre("A", members, 1), councils=councils))["A"].announced
    assert [seat.code for seat in found.seats] == [None, "E07000009", "E07000001", "E07000002"]
    assert [left.reason for left in found.left_out] == ["has a name that two profiles here share: give its ONS code"]


def test_a_council_without_a_profile_is_counted_twice_all_the_same() -> None:
    whole = appraised(
        centre("A", ("Northmoor", "Eastvale", "Westford"), 1),
        centre("B", ("Southbeck", "Midshire", "Westford Borough Council"), 1),
    )
    found = by_name(whole)
    assert [seat.announced for seat, _ in whole.services[0].twice] == ["Westford"]
    assert [found[name].fate for name in "AB"] == [Fate.COUNTED_ELSEWHERE, Fate.STANDS]


@pytest.fixture(scope="module")
def sample() -> ProposalsAppraisal:
    proposals, _ = api.load_proposals(str(ARTICLE / "proposals.yaml"))
    councils = cohort_of("article_2006")
    return api.appraise_proposals(proposals, councils, api.assumptions(councils.as_at))


def test_the_ledger_comes_to_what_the_market_says(sample: ProposalsAppraisal) -> None:
    groups = [result.formed for result in sample.centres if result.formed]
    groups += [group for service in sample.services for _, group in service.choosing or ()]
    assert len(groups) > 15
    for group in groups:
        assert group.saving(sample.ledger).npv_gbp == pytest.approx(group.worth_gbp, abs=0.01)


def test_staffordshire_connects_is_worth_what_the_assessment_says(sample: ProposalsAppraisal) -> None:
    whole = assessed("article_2006", "crm")
    (formed,) = whole.services[0].formed
    found = by_name(sample)["Staffordshire Connects"]
    assert found.announced.taking_part == formed.codes
    assert found.worth_gbp == pytest.approx(formed.saving(whole.ledger).npv_gbp)


def test_no_set_that_can_stand_is_worth_more(sample: ProposalsAppraisal) -> None:
    for service in sample.services:
        worth = []
        for size in range(len(service.centres) + 1):
            for chosen in combinations(service.centres, size):
                councils = [council for result in chosen for council in result.announced.councils]
                if len(councils) == len(set(councils)):
                    worth.append(sum(result.worth_gbp or 0.0 for result in chosen))
        stands = sum(result.worth_gbp or 0.0 for result in service.centres if result.fate is Fate.STANDS)
        assert stands == pytest.approx(max(worth))
        assert service.choosing is not None
        assert sum(group.worth_gbp for _, group in service.choosing) >= stands - 0.01
        kept = [code for _, group in service.choosing for code in group.codes]
        assert len(kept) == len(set(kept))


def test_the_steps_come_to_the_same_sum(sample: ProposalsAppraisal) -> None:
    sums = Sums.of(sample)
    assert sums.claimed == pytest.approx(sum(result.claim_gbp for result in sample.centres))
    assert sums.overstated == pytest.approx(sums.counted_elsewhere + sums.worth_nothing + (sums.standing - sums.worth))
    assert 0 < sums.worth < sums.standing < sums.appraised < sums.claimed


def test_the_order_of_the_file_changes_nothing(sample: ProposalsAppraisal) -> None:
    shuffled = list(sample.proposals.centres)
    random.Random(11).shuffle(shuffled)
    again = api.appraise_proposals(
        Proposals(**{**dict(sample.proposals), "centres": tuple(shuffled)}), sample.cohort, sample.given
    )
    first, second = (
        [(r.announced.id, r.announced.centre.name, r.fate, r.worth_gbp, r.claim_gbp) for r in whole.centres]
        for whole in (sample, again)
    )
    assert first == second


def test_only_the_services_asked_for(sample: ProposalsAppraisal) -> None:
    part = api.appraise_proposals(sample.proposals, sample.cohort, sample.given, services=["crm"])
    assert [service.service for service in part.services] == ["crm"]
    assert announced(A).centres[0].service == "crm"
