"""What published dates and values are worth. The sums were worked by hand, from the dates and amounts in each case."""

from __future__ import annotations

from typing import Any

import pytest

from sharedcli.drafting.plausible import Told, told_elsewhere, worth_of
from sharedcli.drafting.term import describe, term_of
from tests.drafting.published import AS_AT, chosen, entry

FOUR_YEARS = {"start": "2024-04-01", "last_day": "2028-03-31"}


@pytest.mark.parametrize(
    ("said", "taken", "reason"),
    [
        (FOUR_YEARS, "2024-04-01 2028-03-31 ()", ""),
        ({"start": "2029-02-24", "last_day": "2029-02-25"}, "None None ()", "2 days"),
        ({"start": "2024-02-24", "last_day": "2024-02-24"}, "None None ()", "1 day:"),
        ({"start": "2024-04-01", "last_day": "2024-04-27"}, "None None ()", "27 days"),
        ({"start": "2024-04-01", "last_day": "2024-04-28"}, "2024-04-01 2024-04-28 ()", ""),
        ({"start": "2028-04-01", "last_day": "2027-03-31"}, "None None ()", "ends before it begins"),
        ({"start": "2024-04-01", "last_day": "2123-03-31"}, "2024-04-01 None ()", "too far away"),
        ({"start": "2000-04-01", "last_day": "2060-03-31"}, "2000-04-01 None ()", "60 years: it stands for no end"),
        ({"start": "2001-04-01", "last_day": "2026-03-31"}, "2001-04-01 2026-03-31 ()", ""),
        ({"start": "1900-01-01", "last_day": "2027-03-31"}, "None 2027-03-31 ()", "first day published is 1 January"),
        ({"start": "2924-04-01"}, "None None ()", "too far away"),
        ({"start": "2024", "last_day": "2024"}, "2024 2024 ()", ""),
        ({**FOUR_YEARS, "latest_last_day": "2030-03-31"}, "2024-04-01 2028-03-31 (24,)", ""),
        ({**FOUR_YEARS, "latest_last_day": "2028-03-31"}, "2024-04-01 2028-03-31 ()", ""),
        ({**FOUR_YEARS, "latest_last_day": "2030-03-20"}, "2024-04-01 2028-03-31 ()", "no number of months"),
        ({**FOUR_YEARS, "latest_last_day": "2026-03-31"}, "2024-04-01 2028-03-31 ()", "no number of months"),
        ({**FOUR_YEARS, "extensions_months": (12, 12), "latest_last_day": "2030-03-31"},
         "2024-04-01 2028-03-31 (12, 12)", ""),
        ({**FOUR_YEARS, "extensions_months": (12,), "latest_last_day": "2030-03-31"},
         "2024-04-01 2028-03-31 (12,)", "which the options stated do not give"),
        ({**FOUR_YEARS, "extensions_months": (0, 12)}, "2024-04-01 2028-03-31 ()", "cannot be meant"),
        ({**FOUR_YEARS, "extensions_months": (2400,)}, "2024-04-01 2028-03-31 ()", "cannot be meant"),
        ({"latest_last_day": "2030-03-31"}, "None None ()", "last day of the present term is not known"),
    ],
)  # fmt: skip
def test_dates_that_can_be_meant(said: dict[str, Any], taken: str, reason: str) -> None:
    term = term_of(entry(**said), as_at=AS_AT)
    assert f"{term.start} {term.last_day} {term.extensions_months}" == taken
    assert reason in " ".join(doubt.said for doubt in term.doubts)
    assert bool(term.doubts) == bool(reason)
    assert all(doubt.said.endswith(".") and doubt.said[0].isupper() for doubt in term.doubts)


@pytest.mark.parametrize(
    ("said", "kept_gbp", "reason"),
    [
        ({"value_gbp": 400_000}, 400_000, ""),
        ({"value_gbp": 1_000}, 1_000, ""),
        ({"value_gbp": 98}, None, "placeholder"),
        ({"value_gbp": 1}, None, "Published: £1."),
        ({"value_gbp": 0.01}, None, "Published: £0.01."),
        ({"value_gbp": 0.1, "title": "Framework", "joint_with": ("Hollin",)}, None, "placeholder"),
        ({"value_gbp": 0.0}, None, "Published: £0."),
        ({"value_gbp": -5_000}, None, "placeholder"),
        ({"value_gbp": float("nan")}, None, "placeholder"),
        ({"start": "2006-04-01", "last_day": "2030-03-31", "value_gbp": 5_999}, None, "£250 a year"),
        ({"start": "2006-04-01", "last_day": "2030-03-31", "value_gbp": 6_000}, 6_000, ""),
        ({"value_gbp": 5_000_000_000}, None, "More than £250,000,000"),
        # 90,000 people at £25 are £2,250,000 a year, for four years £9,000,000.
        ({"value_gbp": 9_000_000}, 9_000_000, ""),
        ({"value_gbp": 9_200_000}, None, "£2,300,000 a year, £26 for each resident"),
        ({"value_gbp": 490_085, "joint_with": ("Three Rivers District Council",)}, None, "Three Rivers District Coun"),
        ({"value_gbp": 15_000_000, "title": "Framework for housing systems"}, None, "under a framework"),
        ({"value_gbp": 500_000, "title": "Housing system, call-off from a framework"}, 500_000, ""),
        ({"value_gbp": 500_000, "suppliers": ("A", "B", "C", "D")}, None, "under a framework"),
        (
            {"value_gbp": 500_000, "value_note": "up to"},
            None,
            "come to, not what this council pays. Published: £500,000",
        ),
        ({"value_gbp": 75_000, "value_note": "up to, from £50000"}, None, "A range is published"),
        ({"value_gbp": 40_000, "value_note": "£25,000 to £40,000"}, None, "A range is published"),
        (
            {"value_gbp": 50_000, "value_stated_for": 2},
            None,
            "2 contracts of one notice, so it may be the sum of all",
        ),
        ({"value_note": "£25,000 - £40,000"}, None, "No one value is published (£25,000 - £40,000)."),
        ({"value_gbp": 46_000, "value_note": "gross £55,200"}, 46_000, ""),
    ],
)
def test_values_that_can_be_meant(said: dict[str, Any], kept_gbp: float | None, reason: str) -> None:
    contract = chosen(**{**FOUR_YEARS, **said})
    worth = worth_of(contract, term_of(contract.entry, as_at=AS_AT), Told(residents=90_000))
    assert worth.value_gbp == kept_gbp
    assert reason in " ".join(doubt.said for doubt in worth.doubts)
    assert bool(worth.doubts) == bool(reason)


def test_a_contract_for_two_services_gives_its_value_to_neither() -> None:
    contract = chosen(2, "payroll", "human-resources", annual_gbp=40_000, **FOUR_YEARS)
    worth = worth_of(contract, term_of(contract.entry, as_at=AS_AT))
    assert worth.annual_gbp is None
    assert [doubt.said for doubt in worth.doubts] == [
        "The value covers payroll and human-resources; the part of each is not known. Published: £40,000."
    ]


def test_a_joint_value_told_under_several_buyers_is_counted_for_none() -> None:
    told = dict(value_gbp=900_000.0, reference="ocds-x-1", title="Joint payroll", **FOUR_YEARS)
    alone, yearly = {**told, "value_gbp": 900_001.0}, {**told, "value_gbp": None, "annual_gbp": 900_000.0}
    found = told_elsewhere({
        "E07000001": [chosen(2, **told), chosen(3, **told)],
        "E07000002": [chosen(4, **{**told, "reference": "another"})],
        "E07000003": [chosen(5, **alone), chosen(7, **yearly), chosen(6, title="Joint payroll", value_gbp=900_000.0)],
    })  # fmt: skip
    assert {place.row: [other.row for other in others] for place, others in found.items()} == {
        2: [4], 3: [4], 4: [2],
    }  # fmt: skip
    contract = chosen(4, **told)
    told_twice = worth_of(contract, term_of(contract.entry, as_at=AS_AT), Told(elsewhere=found[contract.entry.place]))
    assert told_twice.value_gbp is None
    assert "(register.csv row 2), so it may be one contract" in told_twice.doubts[0].said


def test_a_value_told_for_each_service_of_one_contract_is_counted_for_none() -> None:
    told = dict(value_gbp=900_000.0, by="MHR", **FOUR_YEARS)
    found = told_elsewhere({
        "E07000001": [
            chosen(2, "payroll", title="Payroll", **told), chosen(3, "human-resources", title="HR", **told),
            chosen(4, "crm", title="CRM", **{**told, "by": "Granicus"}),
        ],
        "E07000002": [chosen(5, "crm", title="Customer services", **told)],
    })  # fmt: skip
    assert {place.row: [other.row for other in others] for place, others in found.items()} == {2: [3], 3: [2]}


def test_a_term_in_words() -> None:
    terms: list[dict[str, Any]] = [FOUR_YEARS, {"last_day": "2028-03"}, {"start": "2024"}, {}]
    assert [describe(term_of(entry(**said), as_at=AS_AT)) for said in terms] == [
        "1 April 2024 to 31 March 2028", "to 2028-03", "from 2024", "without dates",
    ]  # fmt: skip
