"""A quantile of what was drawn is one of the futures drawn; one of a range lies on its straight lines."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sharedcli.model.ranges import Range
from sharedcli.risk.quantiles import LEVELS, in_range, place_in, standing_at, standing_at_each

pounds = st.floats(-1e9, 1e9)


@given(st.lists(pounds, min_size=1, max_size=300), st.sampled_from(LEVELS))
def test_it_is_numpy_s_inverse_of_the_empirical_distribution(drawn: list[float], level: float) -> None:
    values = np.array(drawn)
    # Where the level falls on a future exactly, numpy's own product may stand a hair above it.
    assume(abs(level * len(values) - round(level * len(values))) > 1e-9)
    assert values[standing_at(level, values)] == np.quantile(values, level, method="inverted_cdf")


@given(st.lists(st.integers(0, 9).map(float), min_size=1, max_size=200), st.sampled_from(LEVELS))
def test_it_is_the_first_with_so_many_at_or_below_it(drawn: list[float], level: float) -> None:
    values = np.array(drawn)
    place = standing_at(level, values)
    hundredths = round(level * 100)
    assert 100 * (values <= values[place]).sum() >= hundredths * len(values)
    assert 100 * (values < values[place]).sum() < hundredths * len(values)
    assert place == drawn.index(values[place])  # of equal ones the first drawn


@pytest.mark.parametrize(("level", "place"), [(0.1, 1_000), (0.5, 5_000), (0.8, 8_000), (0.9, 9_000), (0.95, 9_500)])
def test_of_ten_thousand_it_is_a_round_place(level: float, place: int) -> None:
    values = np.random.default_rng(3).permutation(np.arange(1.0, 10_001.0))
    assert values[standing_at(level, values)] == place


def test_positions_are_those_of_each_column() -> None:
    values = np.random.default_rng(4).normal(size=(101, 3))
    positions = np.array([standing_at_each(LEVELS, column) for column in values.T]).T
    assert positions.shape == (len(LEVELS), 3)
    assert positions.tolist() == [[standing_at(level, column) for column in values.T] for level in LEVELS]


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    low, below, above = draw(st.floats(-100, 100)), draw(st.floats(0.01, 100)), draw(st.floats(0.01, 100))
    return Range(low, low + below, low + below + above)


@given(ranges(), st.floats(0, 1))
def test_a_place_is_what_a_value_of_the_range_came_from(made: Range, at: float) -> None:
    value = float(in_range(np.array([at]), made, least=-math.inf, most=math.inf)[0])
    assert place_in(value, made) == pytest.approx(at, abs=1e-9)


@given(ranges())
def test_a_range_says_what_its_inputs_are_below_in_10_50_and_90_of_100_cases(made: Range) -> None:
    found = in_range(np.array([0.1, 0.5, 0.9]), made, least=-math.inf, most=math.inf)
    assert found == pytest.approx([made.low, made.value, made.high], abs=1e-9)


@given(ranges(), st.lists(st.floats(0, 1), min_size=2, max_size=20))
def test_a_higher_place_is_never_a_lower_value_and_none_is_past_what_may_be(made: Range, at: list[float]) -> None:
    found = in_range(np.array(sorted(at)), made, least=made.low, most=made.value)
    assert (np.diff(found) >= 0).all()
    assert found.min() >= made.low
    assert found.max() <= made.value
