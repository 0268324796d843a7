"""Values of the user's own: moved to the price base once, refused where they cannot be, and in no order."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedcli.errors import SharedcliError
from sharedcli.loading.assumptions import UnreadableAssumptionError, read_assumed
from sharedcli.loading.help_pages import method_sections_naming
from sharedcli.loading.parameters import assumptions, parameters
from sharedcli.model.assumptions import Assumptions
from sharedcli.model.calendar import FinancialYear
from sharedcli.model.overrides import Override, preferring
from sharedcli.model.ranges import Range

PARAMETERS = parameters()
MARCH_2006, NOVEMBER_2026 = dt.date(2006, 3, 1), dt.date(2026, 11, 1)
OF_2008 = FinancialYear(2008)
NUMBERS = [field.name for field in fields(Assumptions) if field.name in PARAMETERS]


def own(name: str, value: float, **more: object) -> Override:
    return Override(name=name, value=value, where="here:1", **more)  # type: ignore[arg-type]


def numbers(found: Assumptions) -> dict[str, float]:
    return {name: getattr(found, name) for name in NUMBERS} | {"beyond": found.deflator.beyond_rate}


def shipped(name: str) -> Override:
    value = PARAMETERS[name].values[-1]
    return own(name, value.value, price_year=value.price_year)


def test_pounds_are_moved_from_their_price_year_once() -> None:
    """£40,000 of 2008-09 (index 66.8397) in 2026-27 (105.3095) and in 2005-06 (61.3576); without a year they stay."""
    of_2008 = own("tender_gbp", 40_000, price_year=FinancialYear(2008))
    assert assumptions(NOVEMBER_2026, [of_2008]).tender_gbp == pytest.approx(40_000 * 105.3095 / 66.8397)
    assert assumptions(MARCH_2006, [of_2008]).tender_gbp == pytest.approx(40_000 * 61.3576 / 66.8397)
    for day in (MARCH_2006, NOVEMBER_2026):
        assert assumptions(day, [own("tender_gbp", 40_000)]).tender_gbp == 40_000


def test_what_an_override_replaces_is_told_in_the_same_prices() -> None:
    """The shipped £45,000 of 2008-09, 20,000 to 120,000, is £70,900.28, 31,511 to 189,067, in 2026-27."""
    (told,) = assumptions(NOVEMBER_2026, [own("tender_gbp", 30_000)]).overrides
    factor = 105.3095 / 66.8397
    assert [told.before, told.value] == pytest.approx([45_000 * factor, 30_000])
    assert [told.low, told.high] == pytest.approx([20_000 * factor, 120_000 * factor])
    assert told.is_outside_range, "30,000 would lie inside in the prices of 2008-09"
    assert (told.unit, told.where, told.source) == ("gbp", "here:1", None)


def test_a_range_of_ones_own_is_moved_like_its_value() -> None:
    """30,000, 40,000 and 60,000 of 2008-09 (index 66.8397) are x 105.3095 / 66.8397 in 2026-27."""
    factor = 105.3095 / 66.8397
    given_ = assumptions(NOVEMBER_2026, [own("tender_gbp", 40_000, low=30_000, high=60_000, price_year=OF_2008)])
    found = given_.range_of("tender_gbp")
    assert found is not None
    assert (found.low, found.value, found.high) == pytest.approx((30_000 * factor, 40_000 * factor, 60_000 * factor))
    assert found.value == given_.tender_gbp
    assert given_.overrides[0].low == pytest.approx(20_000 * factor), "that which ships is told beside it"


def test_what_ranges() -> None:
    """What ships, in the prices of the day; a value of the user's own has the range given with it, or none."""
    factor = 105.3095 / 66.8397
    ships = assumptions(NOVEMBER_2026)
    tender = ships.range_of("tender_gbp")
    assert tender is not None
    assert (tender.low, tender.value, tender.high) == pytest.approx(
        (20_000 * factor, 45_000 * factor, 120_000 * factor)
    )
    assert ships.range_of("inflation_beyond_forecast_rate") == Range(0.015, 0.02, 0.03)
    assert ships.range_of("optimism_bias_upper_share") is None
    changed = assumptions(
        NOVEMBER_2026,
        [
            own("scale_exponent", 0.02), own("delay_months", 6, low=6, high=6),
            own("optimism_bias_upper_share", 2, low=1, high=2), own("inflation_beyond_forecast_rate", 0.03),
        ],
    )  # fmt: skip
    assert changed.range_of("scale_exponent") is None
    assert changed.range_of("inflation_beyond_forecast_rate") is None
    assert changed.range_of("optimism_bias_upper_share") == Range(1, 2, 2)
    certain = changed.range_of("delay_months")
    assert certain == Range(6, 6, 6)
    assert certain.is_certain


@pytest.mark.parametrize("name", sorted(PARAMETERS))
@pytest.mark.parametrize("day", [MARCH_2006, NOVEMBER_2026], ids=str)
def test_every_parameter_ranges_or_is_a_rule(name: str, day: dt.date) -> None:
    newest = PARAMETERS[name].in_force(day)
    assert newest is not None
    assert (assumptions(day).range_of(name) is None) == (newest.low is None)


def test_the_rate_beyond_the_forecast_moves_prices() -> None:
    """A price base four years past the index: 113.6416 x 1.03 ^ 4 instead of 1.02 ^ 4."""
    far = dt.date(2034, 5, 1)
    found = assumptions(far, [own("inflation_beyond_forecast_rate", 0.03)])
    assert found.deflator.level(FinancialYear(2034)) == pytest.approx(113.6416 * 1.03**4)
    assert found.tender_gbp / assumptions(far).tender_gbp == pytest.approx((1.03 / 1.02) ** 4)


def test_mitigation_worked_by_hand() -> None:
    """Business case half dealt with, contract in full: M = 0.58 x 0.5 + 0.11 = 0.40; (1 - 0.40) x 2 = 1.2."""
    found = assumptions(
        NOVEMBER_2026,
        [own("bias_business_case_mitigated_share", 0.5), own("bias_contract_mitigated_share", 1)],
    )
    assert found.optimism_bias_mitigated_share == pytest.approx(0.40)
    assert found.optimism_bias_share == pytest.approx(1.2)
    assert assumptions(NOVEMBER_2026).optimism_bias_share == 2
    assert sum(one.contributed_share for one in found.mitigations) == pytest.approx(1)


@pytest.mark.parametrize("day", [MARCH_2006, NOVEMBER_2026], ids=str)
def test_the_shipped_values_change_no_figure(day: dt.date) -> None:
    same = assumptions(day, [shipped(name) for name in PARAMETERS])
    assert numbers(same) == pytest.approx(numbers(assumptions(day)), rel=1e-12)
    assert len(same.overrides) == len(PARAMETERS)
    assert [one.name for one in same.overrides if one.is_outside_range or one.lacks] == []


@given(st.permutations([shipped(name) for name in NUMBERS[:6]]))
def test_order_changes_nothing(overrides: list[Override]) -> None:
    expected = assumptions(NOVEMBER_2026, [shipped(name) for name in NUMBERS[:6]])
    assert assumptions(NOVEMBER_2026, overrides) == expected


@pytest.mark.parametrize(
    ("overrides", "says"),
    [
        ([own("tea_gbp", 1)], "tea_gbp is no parameter."),
        ([own("tender_gbp", 1), own("tender_gbp", 2)], "tender_gbp is overridden twice."),
        ([own("scale_exponent", 1)], "scale_exponent is 1; it must lie from 0 to 0.9."),
        ([own("tender_gbp", float("nan"))], "tender_gbp is nan; it must lie from 0 to 1,000,000,000."),
        ([own("scale_exponent", 0, price_year=FinancialYear(2026))], "scale_exponent has no price year"),
        ([own("tender_gbp", 1, low=0)], "tender_gbp has one end of a range and not the other."),
        ([own("tender_gbp", 1, high=2)], "tender_gbp has one end of a range and not the other."),
        ([own("tender_gbp", 1, low=2, high=3)], "tender_gbp is 1, outside its own range, 2 to 3."),
        ([own("tender_gbp", 1, low=1, high=0)], "tender_gbp is 1, outside its own range, 1 to 0."),
        ([own("scale_exponent", 0.1, low=0, high=1)], "has the high end 1; it must lie from 0 to 0.9."),
        ([own("scale_exponent", 0.1, low=float("nan"), high=0.1)], "has the low end nan; it must lie from 0 to 0.9."),
        ([own("section_24_consent_gbp", 1, low=1, high=1)], "section_24_consent_gbp is set by law and has no range."),
    ],
)
def test_a_script_is_refused_what_a_file_is(overrides: list[Override], says: str) -> None:
    with pytest.raises(SharedcliError, match=says):
        assumptions(NOVEMBER_2026, overrides)


def test_only_more_of_what_needs_a_source_lacks_one() -> None:
    def lacks(value: float, **more: object) -> str:
        (told,) = assumptions(NOVEMBER_2026, [own("operating_saving_share", value, **more)]).overrides
        return told.lacks

    assert "must come with its own source" in lacks(0.01)
    assert lacks(0) == lacks(-0.05) == ""
    source = type(PARAMETERS["tender_gbp"].values[0].source)(title="Outturn")
    assert lacks(0.1, source=source) == ""


def test_the_command_line_wins_and_says_so() -> None:
    found = preferring([own("b", 1)], [own("c", 2), Override(name="b", value=3, where="x.yaml:3")])
    assert [(one.name, one.value, one.where) for one in found] == [
        ("b", 1, "here:1, in place of x.yaml:3"),
        ("c", 2, "here:1"),
    ]


@pytest.mark.parametrize(
    ("word", "value", "unit"),
    [
        ("tender_gbp=40000", 40_000, None),
        ("tender_gbp=£40,000", 40_000, "gbp"),
        ("tender_gbp = 40_000.50 gbp", 40_000.5, "gbp"),
        ("governance_gbp=£1,200", 1_200, "gbp a year per member"),
        ("operating_saving_share=10%", 0.1, "share"),
        ("operating_saving_share=-5%", -0.05, "share"),
        ("operating_saving_share=0.1", 0.1, None),
        ("inflation_beyond_forecast_rate=2.5%", 0.025, "rate a year"),
        ("onboarding_months=14 months", 14, "months"),
        ("coordination_lead_months=1 Month", 1, "months"),
        ("settling_years=2years", 2, "years"),
        ("switching_ratio=8 years-of-supplier-fees", 8, "years-of-supplier-fees"),
        # Another unit than the parameter's, which the check refuses by name.
        ("onboarding_months=2 years", 2, "years"),
        ("onboarding_months=£3", 3, "gbp"),
        ("tender_gbp=5%", 0.05, "per cent"),
        ("common_design_share=£5%", 0.05, "gbp per cent"),
        ("tea=3 months", 3, "months"),
    ],
)
def test_words_are_read(word: str, value: float, unit: str | None) -> None:
    name, stated = read_assumed(word)
    assert name == word.partition("=")[0].strip()
    assert (stated.value, stated.unit) == (value, unit)


@pytest.mark.parametrize(
    "word",
    ["", "=", "tender_gbp", "tender_gbp=", "=3", "tender_gbp=40k£", "tender_gbp=£", "tender_gbp=40,00",
     "tender_gbp=+3", "tender_gbp=3=4", "tender_gbp=٣", "tender_gbp=nan", "tender_gbp=£-3", "tender_gbp=1.2.3"],
)  # fmt: skip
def test_words_that_are_no_assumption(word: str) -> None:
    with pytest.raises(UnreadableAssumptionError, match=r"; write (NAME=VALUE|plain digits), such as"):
        read_assumed(word)


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_the_words_are_nothing_else_is_raised(name: str, value: str) -> None:
    try:
        _, stated = read_assumed(f"{name}={value}")
    except UnreadableAssumptionError:
        return
    assert abs(stated.value) < 1e16


@pytest.mark.parametrize("name", sorted(PARAMETERS))
def test_the_method_names_every_parameter(name: str) -> None:
    assert method_sections_naming(name)


@pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=lambda parameter: parameter.name)
def test_what_ships_lies_within_its_own_bounds(parameter: object) -> None:
    for value in parameter.values:  # type: ignore[attr-defined]
        for number in (value.value, value.low, value.high):
            assert number is None or not parameter.bounds.refusal(number)  # type: ignore[attr-defined]
