"""Drafts of a council that took over from several: what each of them bought, and what is not the successor's alone.

Somerset Council has done the work of Somerset County Council and four districts since 1 April 2023, as the register
says; the contracts are invented.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sharedcli.drafting.buyers import whose
from sharedcli.drafting.choice import Chosen
from sharedcli.drafting.drafts import Draft, draft
from sharedcli.loading.authorities import authorities
from tests.drafting.published import AS_AT, chosen
from tests.drafting.test_drafts import errors

TO_2027 = {"start": "2022-04-01", "last_day": "2027-03-31"}
TO_2028 = {"start": "2022-04-01", "last_day": "2028-03-31"}


def bought(row: int, buyer: str, service: str = "finance", **said: Any) -> Chosen:
    """A contract of a council that may be no more."""
    (found,) = whose((buyer,)).councils
    contract = chosen(row, service, **{"title": "Finance system", **said})
    return replace(contract, bought_by=found if found.formerly else None)


def drawn(*contracts: Chosen) -> Draft:
    somerset = authorities().by_code("E06000066")
    assert somerset
    made = draft(somerset, contracts, as_at=AS_AT)
    assert errors(made) == []
    return made


def test_what_the_other_councils_bought_is_named_beside_it() -> None:
    made = drawn(
        bought(2, "Mendip District Council", by="Unit4", value_gbp=90_000.0, **TO_2027),
        bought(3, "Sedgemoor District Council", by="Civica", value_gbp=90_000.0, **TO_2028),
        bought(4, "Somerset County Council", by="SAP", **TO_2027),
        bought(5, "Mendip District Council", by="Capita", start="2018-04-01", last_day="2022-03-31"),
    )
    text = made.text()
    for line in (
        "# Finance system. Bought by Sedgemoor District Council. Sedgemoor District Council was succeeded by ",
        "Somerset Council on 1 April 2023. It is for that council's part of the area.",
        "# also Mendip District Council: Finance system (Unit4), 1 April 2022 to 31 March 2027 (register.csv row 2); ",
        "# also Somerset County Council: Finance system (SAP), 1 April 2022 to 31 March 2027 (register.csv row 4); ",
        "# value_gbp: The value is what Sedgemoor District Council paid for its part of the area. Published: £90,000.",
    ):
        assert line in text
    assert text.count("# also ") == 2
    runs = (
        "It runs 1 April 2022 to 31 March 2027, beside the contract of register.csv row 3, which runs 1 April 2022 to "
        "31 March 2028; a profile holds one system for a service, and both are to be lined up."
    )
    assert {left.entry.place.row: left.reason for left in made.left} == {
        2: f"Bought by Mendip District Council. {runs}",
        4: f"Bought by Somerset County Council. {runs}",
        5: "Bought by Mendip District Council. It ended on 31 March 2022, 4 years before 1 November 2026.",
    }


def test_what_the_council_bought_itself_comes_first() -> None:
    made = drawn(
        bought(2, "Somerset Council", value_gbp=90_000.0, **TO_2027), bought(3, "Mendip District Council", **TO_2028)
    )
    contract = made.profile.systems[0].contract
    assert (made.taken[0].place.row, contract and contract.value_gbp) == (2, 90_000)
    assert ("systems", 0, "also Mendip District Council") in made.notes


@pytest.mark.parametrize(
    ("buyer", "service", "value_gbp"),
    [
        ("Somerset County Council", "finance", None),  # the districts had their own
        ("Somerset County Council", "adult-social-care", 90_000),  # no district did this
        ("Mendip District Council", "planning", None),
        ("Taunton Deane Borough Council", "planning", None),  # gone since 2019, when the other districts were there
        ("Somerset Council", "finance", 90_000),
    ],
)
def test_the_value_of_a_part_is_not_that_of_the_whole(buyer: str, service: str, value_gbp: float | None) -> None:
    contract = drawn(bought(2, buyer, service, value_gbp=90_000.0, **TO_2028)).profile.systems[0].contract
    assert contract
    assert contract.value_gbp == value_gbp


def test_a_service_that_the_buyer_did_not_hold_is_left() -> None:
    made = drawn(bought(2, "Mendip District Council", "highways", **TO_2028))
    assert made.profile.systems == ()
    assert [left.reason for left in made.left] == [
        "Mendip District Council bought it, and a council of tier district did not hold highways."
    ]


def test_councils_before_one() -> None:
    somerset = authorities().by_code("E06000066")
    assert somerset
    assert sorted(council.name.partition(" ")[0] for council in authorities().before(somerset)) == [
        "Mendip", "Sedgemoor", "Somerset", "Somerset", "South", "Taunton", "West",
    ]  # fmt: skip
    assert authorities().before(authorities().councils[0]) == ()
