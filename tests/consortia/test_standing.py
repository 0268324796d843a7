"""Which groups can stand together, against brute force over every set of them."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedcli.consortia.standing import Group, shortfall_gbp, standing, worth_most

GROUPS = st.lists(
    st.builds(
        Group,
        members=st.frozensets(st.sampled_from("abcdefgh"), min_size=2, max_size=5),
        value_gbp=st.one_of(st.sampled_from([0.0, 1.0, 2.0, -1.0]), st.floats(-1e6, 1e7, allow_nan=False)),
    ),
    max_size=9,
)


def can_stand(groups: list[Group], places: tuple[int, ...]) -> bool:
    members = [member for place in places for member in groups[place].members]
    return len(members) == len(set(members))


def worth(groups: list[Group], places: tuple[int, ...]) -> float:
    return sum(groups[place].value_gbp for place in places)


def every_set(groups: list[Group]) -> list[tuple[int, ...]]:
    gainful = [place for place, group in enumerate(groups) if group.value_gbp > 0]
    sets = (chosen for size in range(len(gainful) + 1) for chosen in combinations(gainful, size))
    return [chosen for chosen in sets if can_stand(groups, chosen)]


@given(GROUPS)
def test_it_is_the_best_of_all_sets(groups: list[Group]) -> None:
    found = standing(groups)
    assert can_stand(groups, found)
    assert list(found) == sorted(found)
    assert all(groups[place].value_gbp > 0 for place in found)
    most = max(worth(groups, places) for places in every_set(groups))
    assert worth(groups, found) == pytest.approx(most, rel=1e-9)
    assert can_stand(groups, worth_most(groups))
    assert worth(groups, worth_most(groups)) == pytest.approx(most, rel=1e-9)


@given(GROUPS.filter(bool), st.integers(0, 8))
def test_a_group_worth_so_much_more_would_be_as_good_as_the_best(groups: list[Group], place: int) -> None:
    """And worth half of that more it is in no best set yet."""
    place %= len(groups)
    short = shortfall_gbp(groups, place)
    most = max(worth(groups, places) for places in every_set(groups))

    def lifted(by_gbp: float) -> list[Group]:
        group = Group(groups[place].members, groups[place].value_gbp + by_gbp)
        return [*groups[:place], group, *groups[place + 1 :]]

    enough = lifted(short)
    if enough[place].value_gbp > 0:
        with_it = (places for places in every_set(enough) if place in places)
        assert max(worth(enough, places) for places in with_it) == pytest.approx(most, rel=1e-9, abs=1e-6)
    if short > 1e-6 * max(most, 1.0):
        assert place not in standing(lifted(short / 2))


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=2, max_size=4), max_size=7))
def test_the_first_wins_among_equals(members: list[frozenset[str]]) -> None:
    """With one worth for all, the choice is the first by position among those that hold the most groups."""
    groups = [Group(group, 5.0) for group in members]
    sets = every_set(groups)
    most = max(map(len, sets))
    assert standing(groups) == min(places for places in sets if len(places) == most)


def test_one_large_group_against_the_two_that_make_it_up() -> None:
    large = Group(frozenset("abcd"), 488.0)
    halves = [Group(frozenset("ab"), 200.0), Group(frozenset("cd"), 170.0)]
    assert standing([large, *halves]) == (0,)
    assert standing([Group(large.members, 369.0), *halves]) == (1, 2)
    assert standing([Group(large.members, 370.0), *halves]) == (0,)


def test_one_group_announced_twice_counts_once() -> None:
    assert standing([Group(frozenset("ab"), 3.0), Group(frozenset("ab"), 3.0)]) == (0,)
    assert standing([Group(frozenset("ab"), 3.0), Group(frozenset("ab"), 4.0)]) == (1,)


def test_nothing_stands_where_nothing_is_worth_anything() -> None:
    assert standing([]) == ()
    assert standing([Group(frozenset("ab"), 0.0), Group(frozenset("cd"), -5.0)]) == ()


def test_a_hundred_and_thirty_centres_are_decided() -> None:
    """As many as were announced in 2006: the same choice twice, whatever was solved in between."""
    draw = random.Random(130)
    names = [f"E{number:08}" for number in range(382)]
    groups = [Group(frozenset(draw.sample(names, draw.randint(2, 12))), draw.uniform(-2e5, 2e6)) for _ in range(130)]
    found = standing(groups)
    assert can_stand(groups, found)
    assert len(found) > 20
    assert standing(groups) == found
