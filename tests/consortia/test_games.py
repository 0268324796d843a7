"""Textbook games with published answers, the axioms, and other people's solvers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.consortia.core import least_core, strongest_objection
from sharedcli.consortia.game import Game, belongs
from sharedcli.consortia.nucleolus import nucleolus
from sharedcli.consortia.shapley import shapley
from tests.consortia.games import PUBLISHED, TVA, game, random_game, savings, shapley_by_orders

ANY = {"seed": st.integers(0, 2**32), "players": st.integers(1, 7)}
RANDOM = [(seed, 1 + seed % 8) for seed in range(48)]


@pytest.mark.parametrize("case", [case for case in PUBLISHED if case.shapley], ids=str)
def test_published_shapley_values(case):
    assert shapley(case.game) == pytest.approx(case.shapley, abs=case.to)


@pytest.mark.parametrize("case", [case for case in PUBLISHED if case.nucleolus], ids=str)
def test_published_nucleoli(case):
    assert nucleolus(case.game) == pytest.approx(case.nucleolus, abs=case.to)


@pytest.mark.parametrize("case", [case for case in PUBLISHED if case.slack is not None], ids=str)
def test_published_least_cores(case):
    found = least_core(case.game)
    assert found.slack_gbp == pytest.approx(case.slack, abs=case.to)
    assert (strongest_objection(case.game, found.split_gbp) is None) == (case.slack >= 0)


def test_tva_shares_its_cost_as_published():
    """Worked by Straffin and Heaney (1981), as costs; here as savings against each alone, which are read back."""
    tva = savings(TVA)
    alone = np.array([TVA[name] for name in ("F", "N", "P")])
    assert tva.of_all_gbp == 141858
    assert alone - shapley(tva) == pytest.approx([100756.5, 117829, 193998.5])
    assert alone - nucleolus(tva) == pytest.approx([93540, 116234, 202810])
    assert strongest_objection(tva, shapley(tva)) is None


def test_the_cost_of_stability_of_the_x_ray_hospitals():
    """Bachrach et al. (2009): the three pay 9, any two could pay 5; who pays 1.5 of it for them makes them stay."""
    hospitals = next(case.game for case in PUBLISHED if case.name == "X-ray hospitals")
    objection = strongest_objection(hospitals, np.full(3, -3.0))
    assert objection is not None
    assert objection.members == ("A", "B")
    assert objection.gain_gbp == pytest.approx(1)
    subsidised = Game(hospitals.players, hospitals.worth_gbp + 1.5 * (np.arange(8) == 7))
    assert strongest_objection(subsidised, np.full(3, -2.5)) is None
    short = Game(hospitals.players, hospitals.worth_gbp + 1.4 * (np.arange(8) == 7))
    assert least_core(short).slack_gbp < 0


def test_where_all_together_are_worth_less_than_everybody_alone_the_loss_is_still_divided():
    """Nobody can be promised what it has alone, so the promise is dropped: worked by hand, an equal loss for all."""
    assert nucleolus(game(3, lambda s: -6.0 * (len(s) == 3))) == pytest.approx([-2, -2, -2])


def test_whoever_gains_most_objects_and_among_equals_the_fewest_and_first():
    gloves = PUBLISHED[0].game
    objection = strongest_objection(gloves, np.array([0.4, 0.3, 0.3]))
    assert objection is not None
    assert objection.members == ("A", "B")
    assert objection.gain_gbp == pytest.approx(0.3)
    alone = strongest_objection(gloves, np.array([1.2, -0.1, -0.1]))
    assert alone is not None
    assert alone.members == ("B", "C")
    assert strongest_objection(gloves, np.array([1.0, 0.0, 0.0])) is None
    lone = strongest_objection(gloves, np.array([1.5, -0.5, 0.0]))
    assert lone is not None
    assert lone.members == ("B",)
    assert lone.gain_gbp == pytest.approx(0.5)


@pytest.mark.parametrize("split", [[1.0, 0.0], [0.5, 0.5, 0.5], [np.nan, 0.5, 0.5]])
def test_a_split_that_does_not_divide_the_whole_is_refused(split):
    with pytest.raises(ValueError, match="split"):
        strongest_objection(PUBLISHED[0].game, np.array(split))


@pytest.mark.parametrize("worth", [[1.0, 2.0], [0.0, np.inf], [0.0, 1.0, 2.0], [0.0]])
def test_a_table_that_is_no_game_is_refused(worth):
    with pytest.raises(ValueError, match="worth_gbp"):
        Game(("A",) if len(worth) > 1 else (), np.array(worth))


def test_a_game_of_nothing_and_a_game_of_one():
    nothing, one = game(3, lambda s: 0.0), game(1, lambda s: -7.0 * len(s))
    for divide in (shapley, nucleolus, lambda of: least_core(of).split_gbp):
        assert divide(nothing).tolist() == [0, 0, 0]
        assert divide(one).tolist() == [-7]
    assert strongest_objection(one, np.array([-7.0])) is None
    assert (least_core(nothing).slack_gbp, least_core(one).slack_gbp) == (0, np.inf)


@pytest.mark.parametrize(("seed", "players"), [case for case in RANDOM if case[1] <= 5])
def test_shapley_values_are_the_average_over_all_orders(seed, players):
    tried = random_game(seed, players)
    assert shapley(tried) == pytest.approx(shapley_by_orders(tried), abs=1e-12 * tried.scale_gbp)


@settings(deadline=None)
@given(**ANY)
def test_shapley_axioms(seed, players):
    """Efficiency, additivity; a player who adds nothing gets nothing, two who add the same get the same."""
    one, other = random_game(seed, players), random_game(seed + 1, players)
    rounding = 1e-9 * (one.scale_gbp + other.scale_gbp)
    assert shapley(one).sum() == pytest.approx(one.of_all_gbp, abs=rounding)
    both = Game(one.players, one.worth_gbp + other.worth_gbp)
    assert shapley(both) == pytest.approx(shapley(one) + shapley(other), abs=rounding)
    with_null = Game((*one.players, "Z"), np.concatenate((one.worth_gbp, one.worth_gbp)))
    assert shapley(with_null) == pytest.approx([*shapley(one), 0.0], abs=rounding)
    # As many of the first two as are in, whoever they are: the two are the same to everybody.
    if players > 1:
        places = np.arange(1 << players)
        same = Game(one.players, one.worth_gbp[np.where(places & 3 == 2, places ^ 3, places)])
        assert shapley(same)[0] == pytest.approx(shapley(same)[1], abs=rounding)


@settings(deadline=None, max_examples=30)
@given(**ANY)
def test_names_and_units_do_not_matter(seed, players):
    tried = random_game(seed, players)
    order = np.random.default_rng(seed).permutation(players)
    places = (belongs(players) @ (1 << order)).astype(int)
    moved = Game(tuple(tried.players[i] for i in order), tried.worth_gbp[places])
    doubled = Game(tried.players, 2 * tried.worth_gbp)
    rounding = 1e-7 * tried.scale_gbp
    for divide in (shapley, nucleolus):
        assert divide(moved) == pytest.approx(divide(tried)[order], abs=rounding)
        assert divide(doubled) == pytest.approx(2 * divide(tried), abs=rounding)
    slack = least_core(tried).slack_gbp
    assert least_core(moved).slack_gbp == pytest.approx(slack, abs=rounding)
    assert least_core(doubled).slack_gbp == pytest.approx(2 * slack, abs=rounding)


@settings(deadline=None, max_examples=30)
@given(**ANY)
def test_the_nucleolus_is_in_the_core_where_there_is_one(seed, players):
    tried = random_game(seed, players)
    split, rounding = nucleolus(tried), 1e-7 * tried.scale_gbp
    assert split.sum() == pytest.approx(tried.of_all_gbp, abs=rounding)
    if tried.alone_gbp.sum() <= tried.of_all_gbp:
        assert (split >= tried.alone_gbp - rounding).all()
    if least_core(tried).slack_gbp > rounding:
        assert strongest_objection(tried, split) is None


@pytest.mark.parametrize(("seed", "players"), [*RANDOM, (0, 10), (3, 11), (6, 12)])
def test_shapley_and_nucleolus_are_those_of_coopgame(seed, players):
    """coopgame-py, in Rust, by others; its nucleolus needs somebody to promise each what it has alone."""
    coopgame = pytest.importorskip("coopgame", reason="coopgame-py is not installed")
    tried = random_game(seed, players)
    theirs = coopgame.Game(tried.worth_gbp[1:].tolist())
    rounding = 1e-9 * tried.scale_gbp
    assert shapley(tried) == pytest.approx(coopgame.shapley(theirs), abs=rounding)
    possible = tried.alone_gbp.sum() <= tried.of_all_gbp
    answer = (coopgame.nucleolus if possible else coopgame.prenucleolus)(theirs)
    assert nucleolus(tried) == pytest.approx(answer["allocation"], abs=rounding)


@pytest.mark.parametrize(("seed", "players"), [case for case in RANDOM if case[1] > 1])
def test_the_least_core_is_that_of_the_whole_programme(seed, players):
    """Every group at once, by scipy."""
    optimize = pytest.importorskip("scipy.optimize", reason="scipy is not installed")
    tried = random_game(seed, players)
    groups, unit = belongs(players)[1:-1], tried.scale_gbp or 1.0
    whole = optimize.linprog(
        [0] * players + [1],
        A_ub=-np.column_stack((groups, np.ones(len(groups)))),
        b_ub=-tried.worth_gbp[1:-1] / unit,
        A_eq=[[1] * players + [0]],
        b_eq=[tried.of_all_gbp / unit],
        bounds=(None, None),
    )
    assert least_core(tried).slack_gbp == pytest.approx(-whole.fun * unit, abs=1e-7 * unit)


def test_the_game_within_a_group_is_its_part_of_the_table() -> None:
    whole = Game(("a", "b", "c"), np.array([0.0, 0, 0, 5, 0, 7, 9, 20]))
    part = whole.within(0b101)
    assert part.players == ("a", "c")
    assert part.worth_gbp.tolist() == [0, 0, 0, 7]
