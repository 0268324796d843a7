"""Every pair of clauses that can meet has a case in `cases/pairs.yaml`, and each case has what it says it is about."""

from __future__ import annotations

from itertools import combinations

import pytest

from sharedcli.model.system import Contract
from tests.matching.cases import Case, all_cases

CLAUSES = (
    "fixed term", "options", "break", "auto-renewal", "rolled on", "month", "year", "no contract", "no system",
    "support end", "replace", "buy", "retire", "fee share", "vesting",
)  # fmt: skip
IN_A_CONTRACT = ("fixed term", "options", "break", "auto-renewal", "rolled on", "month", "year", "fee share")
CANNOT_MEET = {
    "a contract says it, and there is none": [("no contract", clause) for clause in IN_A_CONTRACT],
    "there is no system to say it of": [
        ("no system", clause) for clause in (*IN_A_CONTRACT, "no contract", "support end", "replace", "retire")
    ],
    "a term ends by itself, renews by itself, or is past": list(
        combinations(("fixed term", "auto-renewal", "rolled on"), 2)
    ),
    "a system has one plan": list(combinations(("replace", "buy", "retire"), 2)),
}
PAIRS = [case for case in all_cases() if case.clause == "pairs"]


def clauses_of(case: Case) -> set[str]:
    """What the facts of a case amount to, read from the profile and not from what the case calls itself."""
    system = case.profile.systems[0]
    contract = system.contract or Contract()
    dates = [date for date in (contract.last_day, *contract.breaks) if date is not None]
    ends, renews = contract.last_day, contract.auto_renews_months is not None
    over = ends is not None and ends.latest < case.as_at
    found = {
        "fixed term": ends is not None and not renews and not over,
        "options": bool(contract.extensions_months),
        "break": bool(contract.breaks),
        "auto-renewal": ends is not None and renews,
        "rolled on": over and not renews,
        "month": any(len(str(date)) == len("2029-03") for date in dates),
        "year": any(len(str(date)) == len("2029") for date in dates),
        "no contract": system.status != "none" and system.contract is None,
        "no system": system.status == "none",
        "support end": system.support_ends is not None,
        "fee share": contract.exit_fee_share is not None,
        "vesting": case.profile.reorganisation is not None,
        **{action: system.plan is not None and system.plan.action == action for action in ("replace", "buy", "retire")},
    }
    assert found.keys() == set(CLAUSES)
    return {clause for clause, there in found.items() if there}


@pytest.mark.parametrize("case", PAIRS, ids=str)
def test_a_case_has_the_clauses_it_is_about(case: Case) -> None:
    assert len(case.meet) > 1
    assert set(case.meet) <= clauses_of(case)


def test_every_pair_that_can_meet_has_a_case() -> None:
    wanted = {frozenset(pair) for pair in combinations(CLAUSES, 2)}
    cannot = {frozenset(pair) for pairs in CANNOT_MEET.values() for pair in pairs}
    met = {frozenset(pair) for case in PAIRS for pair in combinations(case.meet, 2)}
    assert met.isdisjoint(cannot), "a pair that is said not to meet"
    assert sorted(map(sorted, wanted - cannot - met)) == []
    assert len(cannot) == 26
    assert len(met) == 79


def test_every_clause_has_a_file_of_its_own_beside_its_pairs() -> None:
    alone = {clause for case in all_cases() if case.clause != "pairs" for clause in clauses_of(case)}
    assert alone == set(CLAUSES)
