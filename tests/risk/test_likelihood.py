"""What a risk costs goes with how likely it is: the middle one of the cases beyond a limit, worked by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from sharedcli.loading.parameters import assumptions
from sharedcli.risk.likelihood import later_than, middle_later_than, middle_overrun_beyond, overruns_beyond

GIVEN = assumptions(dt.date(2026, 11, 1))


@pytest.mark.parametrize(("slack", "likely", "middle"), [(0, 13 / 15, 7), (6, 0.475, 11), (12, 0.175, 14)])
def test_delays_beyond_a_slack(slack: int, likely: float, middle: int) -> None:
    """By hand from 0, 6 and 14 months, so 2 months more for each tenth above the median; half a month rounds up.

    Half of the 13 in 15 beyond 0.5 lie above the place 17/30, which is 7.3 months; of the 47.5% beyond 6.5 above
    0.7625, which is 11.25; of the 17.5% beyond 12.5 above 0.9125, which is 14.25.
    """
    assert later_than(slack, GIVEN).at == pytest.approx(likely)
    assert middle_later_than(slack, GIVEN) == middle


def test_overruns_beyond_what_is_planned() -> None:
    """Of a Pareto tail with the exponent 4.47 / 3.97 half of those beyond 200% exceed 200% x 2^(3.97 / 4.47)."""
    assert middle_overrun_beyond(2.0, GIVEN) == pytest.approx(2.0 * 2 ** (3.97 / 4.47))
    assert overruns_beyond(middle_overrun_beyond(2.0, GIVEN), GIVEN).at == pytest.approx(
        overruns_beyond(2.0, GIVEN).at / 2
    )
