"""The joint price: what volume brings, to whom, and where the share all pay may still rise.

`METHOD 5.1`: alone prices A stand for volumes A ^ (1 / (1 - b)); together the price is the volumes' sum to the power
1 - b, and everybody pays the same share of what it would pay alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.costing.entries import joint_price_factor
from sharedcli.costing.member import Member
from tests.costing.made import member

PAYS = member("{annual_cost_gbp: {licence: '1'}}")
NATIONAL = member("{price_leverage: none, annual_cost_gbp: {licence: '1'}}")


def paying(*alone_gbp: float, like: Member = PAYS) -> list[Member]:
    return [replace(like, new_supplier_gbp=alone) for alone in alone_gbp]


def share(alone_gbp: Sequence[float], exponent: float) -> float:
    return joint_price_factor(paying(*alone_gbp), exponent)


def saved(alone_gbp: Sequence[float], exponent: float) -> float:
    return sum(alone_gbp) * (1 - share(alone_gbp, exponent))


@pytest.mark.parametrize("exponent", [0, 0.05, 0.5])
def test_one_alone_gains_nothing(exponent: float) -> None:
    assert share([42_000], exponent) == pytest.approx(1)


@pytest.mark.parametrize(("exponent", "gain"), [(0.05, 0.109), (0.1, 0.206), (0, 0)])
def test_ten_equal_councils(exponent: float, gain: float) -> None:
    found = 1 - share([42_000] * 10, exponent)
    assert found == pytest.approx(1 - 10**-exponent)
    assert round(found, 3) == gain


def test_three_four_and_twelve_pay_thirteen_at_a_half() -> None:
    assert share([3, 4, 12], 0.5) == pytest.approx(13 / 19)


def test_a_national_price_brings_no_volume() -> None:
    both = [*paying(3, 4, 12), *paying(1000, like=NATIONAL)]
    assert joint_price_factor(both, 0.5) == pytest.approx(13 / 19)
    assert joint_price_factor(paying(3, 4, like=NATIONAL), 0.5) == 1


def test_prices_of_nothing_have_no_share() -> None:
    assert share([0, 0], 0.5) == 1
    assert share([0, 5], 0.5) == pytest.approx(1), "one that pays nothing brings nothing"


prices = st.lists(st.integers(1, 10**6), min_size=1, max_size=8)
price = st.integers(1, 10**6)
exponents = st.sampled_from([0.0, 0.01, 0.05, 0.1, 0.3, 0.5])


@settings(deadline=None)
@given(prices, price, exponents)
def test_a_further_member_never_lowers_what_the_group_saves(alone: list[int], one: int, exponent: float) -> None:
    assert saved([*alone, one], exponent) >= saved(alone, exponent) - 1e-6


@settings(deadline=None)
@given(prices, price, price, exponents)
def test_a_large_partner_brings_more_than_a_small_one(alone: list[int], one: int, other: int, exponent: float) -> None:
    small, large = sorted((one, other))
    assert saved([*alone, large], exponent) >= saved([*alone, small], exponent) - 1e-6


@settings(deadline=None)
@given(prices, price, exponents)
def test_the_price_of_a_unit_of_volume_never_rises(alone: list[int], one: int, exponent: float) -> None:
    def unit_price(group: list[int]) -> float:
        volume = sum(float(each ** (1 / (1 - exponent))) for each in group)
        return sum(group) * share(group, exponent) / volume

    assert unit_price([*alone, one]) <= unit_price(alone) * (1 + 1e-9)


@settings(deadline=None)
@given(prices, exponents)
def test_a_member_no_larger_than_the_others_never_raises_the_share(alone: list[int], exponent: float) -> None:
    assert share([*alone, min(alone)], exponent) <= share(alone, exponent) + 1e-9


@settings(deadline=None)
@given(prices, exponents)
def test_nobody_pays_more_than_alone_and_no_group_less_than_its_largest_member(
    alone: list[int], exponent: float
) -> None:
    found = share(alone, exponent)
    assert found <= 1 + 1e-9
    assert found * sum(alone) >= max(alone) * (1 - 1e-9)


@settings(deadline=None)
@given(prices, st.integers(2, 100), exponents)
def test_the_share_does_not_depend_on_the_unit_of_money(alone: list[int], times: int, exponent: float) -> None:
    assert share([each * times for each in alone], exponent) == pytest.approx(share(alone, exponent))


def test_a_partner_much_larger_than_the_group_raises_the_share_that_all_pay() -> None:
    """Two of £1 save 29% of £2 at a half. With one of £100 all save £1.99, but that is 2% of £102, and 2% for all.

    The group gains, and so would the two under a split by volume. In proportion to prices alone they lose.
    """
    before, after = share([1, 1], 0.5), share([1, 1, 100], 0.5)
    assert before == pytest.approx(2**-0.5)
    assert after == pytest.approx(10_002**0.5 / 102)
    assert after > before
    assert saved([1, 1, 100], 0.5) > saved([1, 1], 0.5)
