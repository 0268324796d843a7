"""The overruns drawn are those of published IT projects: Flyvbjerg and Gardner 2023, by their own figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from sharedcli.loading.parameters import assumptions
from sharedcli.risk.reference_class import Overruns, UnfitOverrunsError
from tests.risk.futures import as_shipped, assert_chance, open_range, worked

GIVEN = assumptions(dt.date(2026, 11, 1))
SHIPPED = Overruns.of(GIVEN)
COUNT = 20_000


def drawn(common_share: float) -> tuple[np.ndarray, np.ndarray]:
    """Overruns together and alone, shape (futures, members)."""
    example = worked()
    uncertainty = open_range(example.costing.given, overruns=SHIPPED, common_share=common_share)
    (made,) = example.draws(uncertainty, count=COUNT).chunks(COUNT)
    return made.overrun_share, made.alone_overrun_share


def test_18_of_100_projects_overrun_by_more_than_half() -> None:
    assert SHIPPED.place_of(0.5) == pytest.approx(0.82, abs=1e-15)
    assert SHIPPED.share_at(np.array([0.82]))[0] == pytest.approx(0.5)
    assert SHIPPED.share_at(np.array([0.8201]))[0] > 0.5
    together, alone = drawn(0.5)
    for member in (*together.T, *alone.T):
        assert_chance(member > 0.5, 0.18)


def test_those_overrun_by_447_of_100_on_average() -> None:
    # The mean of a Pareto tail from t with exponent a is a t / (a - 1).
    exponent = SHIPPED.tail_exponent
    assert exponent * 0.5 / (exponent - 1) == pytest.approx(4.47, rel=1e-12)
    # By the quantile function: the part of the tail's mean that lies below its quantile q is 4.47 (1 - (1-q)^(1-1/a)).
    far = 0.999
    part = 1 - (1 - far) ** (1 - 1 / exponent)
    edges = 1 - 0.18 * np.geomspace(1, 1 - far, 400_001)
    middle, width = (edges[1:] + edges[:-1]) / 2, np.diff(edges)
    assert (SHIPPED.share_at(middle) * width).sum() / 0.18 == pytest.approx(4.47 * part, rel=1e-6)


def test_77_of_100_miss_their_estimate_by_more_than_a_tenth_and_half_come_in_under_it() -> None:
    # Between -0.1 and 0.1 of the estimate: (0.1 / 0.3) x 0.5 below the median and (0.1 / 0.5) x 0.32 above it.
    near = SHIPPED.place_of(0.1) - SHIPPED.place_of(-0.1)
    assert near == pytest.approx(0.5 / 3 + 0.32 / 5)
    assert round(100 * (1 - near)) == 77
    assert SHIPPED.share_at(np.array([0.5]))[0] == 0
    for member in drawn(0.5)[0].T:
        assert_chance(abs(member) > 0.1, 1 - near)
        assert_chance(member < 0, 0.5)


@pytest.mark.slow
def test_the_tail_is_a_pareto_distribution() -> None:
    stats = pytest.importorskip("scipy.stats")
    places = np.linspace(0.83, 0.9999, 50)
    theirs = stats.pareto(SHIPPED.tail_exponent, scale=0.5).ppf((places - 0.82) / 0.18)
    assert SHIPPED.share_at(places) == pytest.approx(theirs, rel=1e-9)


def test_the_tail_by_its_formula() -> None:
    # a = 4.47 / 3.97; of 18 projects beyond the threshold 1 is beyond t x 18^(1/a).
    assert SHIPPED.tail_exponent == pytest.approx(4.47 / 3.97)
    assert SHIPPED.share_at(np.array([0.99]))[0] == pytest.approx(0.5 * 18 ** (3.97 / 4.47))


def test_a_place_and_its_share_undo_each_other() -> None:
    places = np.linspace(0, 0.999, 500)
    assert [SHIPPED.place_of(share) for share in SHIPPED.share_at(places)] == pytest.approx(places)


@pytest.mark.parametrize("common_share", [0.0, 0.3, 0.5, 1.0])
def test_an_overrun_is_as_likely_alone_as_together_whoever_decides_it(common_share: float) -> None:
    # Kolmogorov and Smirnov: of so many draws the largest distance stays below 1.95 / sqrt(n) in 999 of 1,000 cases.
    bound = 1.95 / np.sqrt(COUNT)
    steps = np.arange(1, COUNT + 1) / COUNT
    for member in np.concatenate(drawn(common_share), axis=1).T:
        places = np.array([SHIPPED.place_of(share) for share in np.sort(member)])
        assert max((steps - places).max(), (places - steps + 1 / COUNT).max()) < bound


def rank_correlation(one: np.ndarray, other: np.ndarray) -> float:
    ranks = (values.argsort().argsort() for values in (one, other))
    return float(np.asarray(np.corrcoef(np.stack(list(ranks))))[0, 1])


def test_the_more_the_project_decides_the_more_members_overrun_together() -> None:
    shares = (0.0, 0.3, 0.6, 1.0)
    found = [rank_correlation(*drawn(share)[0].T[:2]) for share in shares]
    # Two members both take the project's number in c x c of futures, and have independent ones otherwise.
    assert found == pytest.approx([share**2 for share in shares], abs=0.03)
    alone = [rank_correlation(*drawn(share)[1].T[:2]) for share in shares]
    assert alone == pytest.approx([0.0] * len(shares), abs=0.03)


def test_a_project_is_as_late_as_it_is_dear_and_no_other_is() -> None:
    example = worked()
    (made,) = example.draws(replace(as_shipped(example), common_share=1.0), count=COUNT).chunks(COUNT)
    together, alone = made.delay_months, made.alone_delay_months[:, 0]
    for late, overrun, other in (
        (together, made.overrun_share[:, 0], made.alone_overrun_share[:, 0]),
        (alone, made.alone_overrun_share[:, 0], made.overrun_share[:, 0]),
        (made.alone_delay_months[:, 1], made.alone_overrun_share[:, 1], made.alone_overrun_share[:, 0]),
    ):
        assert rank_correlation(late, overrun) > 0.95
        assert abs(rank_correlation(late, other)) < 0.03


def test_a_project_is_late_by_itself_where_councils_decide_their_overruns() -> None:
    example = worked()
    (made,) = example.draws(replace(as_shipped(example), common_share=0.0), count=COUNT).chunks(COUNT)
    for late in (made.delay_months, made.alone_delay_months[:, 0]):
        assert abs(rank_correlation(late, made.overrun_share[:, 0])) < 0.03


@pytest.mark.parametrize(
    "changed", [{"overrun_least_share": 0.1}, {"overrun_threshold_share": 5.0}, {"overrun_median_share": 0.6}]
)
def test_shares_that_do_not_ascend_are_refused(changed: dict[str, float]) -> None:
    with pytest.raises(UnfitOverrunsError, match="have to ascend"):
        Overruns.of(replace(GIVEN, **changed))  # type: ignore[arg-type]


def test_shares_that_are_all_one_are_one_overrun() -> None:
    certain = Overruns(2.0, 2.0, 2.0, 0.18, 2.0)
    assert certain.share_at(np.array([0.0, 0.3, 0.82, 0.9, 0.999999])).tolist() == [2.0] * 5
