"""Keys: shares that add up to 1, and every fact that is missing named at once."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from sharedcli.appraisal.keys import CannotDivide, Facts, shares, unit_of
from sharedcli.model.division import Basis, Key
from sharedcli.model.profile import Profile


def council(number: int, *, volume: dict[str, str] | None = None, **facts: str) -> Profile:
    about = {"name": f"Council {number}", "code": f"E0799{number:04d}", "tier": "district", "region": "South East"}
    system: dict[str, Any] = {"service": "planning", "status": "live"}
    return Profile.model_validate(
        {
            "profile": "1", "as_at": "2026-11-01", "figures": "illustrative", "council": {**about, **facts},
            "systems": [{"service": "payroll", "status": "live"}, {**system, **({"volume": volume} if volume else {})}],
        }
    )  # fmt: skip


def facts(*profiles: Profile, usual: tuple[float, ...] = (), saving: tuple[float, ...] = ()) -> Facts:
    nothing = (0.0,) * len(profiles)
    return Facts(profiles, "planning", np.array(usual or nothing), np.array(saving or nothing))


APPLICATIONS = {"unit": "applications", "per_year": "300"}


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        (Key(Basis.EQUAL), [0.5, 0.5]),
        (Key(Basis.POPULATION), [0.25, 0.75]),
        (Key(Basis.HOUSEHOLDS), [0.6, 0.4]),
        (Key(Basis.WORKFORCE), [0.2, 0.8]),
        (Key(Basis.BUDGET), [0.0, 1.0]),
        (Key(Basis.VOLUME, unit="Applications "), [0.75, 0.25]),
        (Key(Basis.SPEND), [0.9, 0.1]),
        (Key(Basis.SAVING), [1.0, 0.0]),
        (Key(Basis.LEAD, shares=(("E07990001", 0.73),), rest=Key(Basis.POPULATION)), [0.27, 0.73]),
        (Key(Basis.CUSTOM, shares=(("E07990001", 0.4), ("E07990000", 0.6))), [0.6, 0.4]),
    ],
    ids=lambda of: of.basis.key if isinstance(of, Key) else "",
)
def test_shares(key: Key, wanted: list[float]) -> None:
    one = council(
        0, population="50000", households="60", workforce_fte="2", net_revenue_budget_gbp="0", volume=APPLICATIONS
    )
    two = council(
        1, population="150000", households="40", workforce_fte="8", net_revenue_budget_gbp="9",
        volume={"unit": "applications", "per_year": "100"},
    )  # fmt: skip
    found = shares(key, facts(one, two, usual=(90.0, 10.0), saving=(70.0, -20.0)))
    assert not isinstance(found, CannotDivide)
    assert found.tolist() == pytest.approx(wanted)


def test_every_council_that_lacks_the_fact_is_named() -> None:
    found = shares(Key(Basis.POPULATION), facts(council(0), council(1, population="1"), council(2)))
    assert isinstance(found, CannotDivide)
    assert [(one.council, one.pointer) for one in found.missing] == [
        ("E07990000", ("council", "population")), ("E07990002", ("council", "population")),
    ]  # fmt: skip
    assert found.reason == "2 of 3 members do not state it"


def test_work_counted_in_another_unit_is_not_added_up() -> None:
    other = council(1, volume={"unit": "Calls", "per_year": "5"})
    found = shares(Key(Basis.VOLUME, unit="applications"), facts(council(0, volume=APPLICATIONS), other, council(2)))
    assert isinstance(found, CannotDivide)
    calls, none = found.missing
    assert calls.pointer == ("systems", 1, "volume", "unit")
    assert calls.problem == 'counts calls in systems.planning.volume, not "applications"'
    assert none.pointer == ("systems", 1, "volume")


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (Key(Basis.SPEND), "none of them spends anything"),
        (Key(Basis.SAVING), "none of them saves anything"),
        (Key(Basis.POPULATION), "nought for every member"),
        (Key(Basis.LEAD, shares=(("E07990001", 0.5),), rest=Key(Basis.SPEND)), "none of them spends anything"),
    ],
    ids=lambda of: of.basis.key if isinstance(of, Key) else "",
)
def test_nothing_is_divided_by_nought(key: Key, reason: str) -> None:
    found = shares(key, facts(council(0, population="0"), council(1, population="0")))
    assert isinstance(found, CannotDivide)
    assert re.search(reason, found.reason)


def test_a_loss_is_not_divided_by_who_saves() -> None:
    found = shares(Key(Basis.SAVING), facts(council(0), council(1), saving=(10.0, -30.0)))
    assert isinstance(found, CannotDivide)
    assert found.reason == "together they save nothing"


def test_the_unit_most_members_count_in() -> None:
    calls = {"unit": "calls", "per_year": "1"}
    assert (
        unit_of(facts(council(0, volume=APPLICATIONS), council(1, volume=calls), council(2, volume=calls))) == "calls"
    )
    assert unit_of(facts(council(0, volume=APPLICATIONS), council(1, volume=calls))) == "applications"
    assert unit_of(facts(council(0))) == ""
