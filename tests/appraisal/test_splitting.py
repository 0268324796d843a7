"""Dividing the worked example, done by hand in worked/shares.yaml before the code was compared with it."""

from __future__ import annotations

import numpy as np
import pytest

from sharedcli.appraisal.exits import leavings
from sharedcli.appraisal.keys import CannotDivide
from sharedcli.appraisal.rules import Worths, split_under
from sharedcli.appraisal.sharing import tolerances
from sharedcli.appraisal.splitting import Around, Split, split_by
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.ledger import Ledger, View
from sharedcli.costing.prices import FloatArray
from sharedcli.model.division import NOTHING_SETTLED, Basis, Key, Mix, Pool, Rule
from tests.appraisal.worked_example import CODES, SHARES, around, costing

TWO_PENCE = 0.021  # the tables by hand are rounded to the penny
EQUALLY, BY_SPEND = Key(Basis.EQUAL), Key(Basis.SPEND)


@pytest.fixture(scope="module")
def cost() -> Costing:
    return costing()


@pytest.fixture(scope="module")
def example(cost: Costing) -> Around:
    return around(cost)


def divided(mix: Mix, example: Around) -> Split:
    split = split_by(mix, example, name="tried", label="Tried")
    assert isinstance(split, Split)
    return split


def by_code(name: str) -> list[float]:
    return [SHARES[name][code] for code in CODES]


def by_year(rows: Ledger) -> list[FloatArray]:
    return [rows.only(council=code).by_year_gbp(View.REAL) for code in CODES]


def test_as_it_falls(example: Around) -> None:
    assert example.npv_gbp.tolist() == pytest.approx(by_code("as_it_falls"), abs=TWO_PENCE)
    assert example.worth_gbp == pytest.approx(SHARES["all_together"], abs=TWO_PENCE)
    assert example.all_in == 28
    assert example.full_year == range(3, 4)
    assert not divided(NOTHING_SETTLED, example).settlements.entries


@pytest.mark.parametrize(
    ("pool", "mix"),
    [(Pool.SET_UP, Mix(set_up=EQUALLY)), (Pool.RUNNING, Mix(running=EQUALLY))],
    ids=["set-up", "running"],
)
def test_a_pool_of_costs_divided_equally(pool: Pool, mix: Mix, example: Around) -> None:
    split = divided(mix, example)
    wanted = SHARES["set_up_equally" if pool is Pool.SET_UP else "running_equally"]
    for code, found in zip(CODES, by_year(split.settled(pool)), strict=True):
        assert found == pytest.approx(wanted[code], abs=TWO_PENCE), code
    assert {entry.line.key for entry in split.settlements.entries} == {"settlement"}


def test_all_costs_divided_equally(example: Around) -> None:
    found = divided(Mix(set_up=EQUALLY, running=EQUALLY), example).npv_gbp
    assert found.tolist() == pytest.approx(by_code("net_with_costs_equally"), abs=0.05)


def test_the_gain_by_baseline_spend_whoever_is_billed(example: Around) -> None:
    for mix in (Mix(savings=BY_SPEND), Mix(set_up=EQUALLY, running=EQUALLY, savings=BY_SPEND)):
        found = divided(mix, example).npv_gbp
        assert found.tolist() == pytest.approx(by_code("gain_by_baseline_spend"), abs=TWO_PENCE)


def test_by_standalone_saving_a_loser_ends_at_nothing(example: Around) -> None:
    found = divided(Mix(savings=Key(Basis.SAVING)), example).npv_gbp
    wanted = [falls + paid for falls, paid in zip(by_code("as_it_falls"), by_code("side_payments"), strict=True)]
    assert found.tolist() == pytest.approx(wanted, abs=TWO_PENCE)


def test_a_lead_takes_its_part_and_the_others_divide_the_rest(example: Around) -> None:
    key = Key(Basis.LEAD, shares=((CODES[2], 0.73),), rest=BY_SPEND)
    found = divided(Mix(savings=key), example).npv_gbp / example.worth_gbp
    # The rest, 27%, in proportion to 317,309.33 and 748,432.78.
    assert found.tolist() == pytest.approx([0.27 * 0.297735, 0.27 * 0.702265, 0.73], abs=1e-6)


def test_shares_agreed(example: Around) -> None:
    key = Key(Basis.CUSTOM, shares=((CODES[1], 0.5), (CODES[0], 0.3), (CODES[2], 0.2)))
    assert (divided(Mix(savings=key), example).npv_gbp / example.worth_gbp).tolist() == pytest.approx([0.3, 0.5, 0.2])


def test_the_smallest_side_payments(example: Around) -> None:
    worths = Worths.__new__(Worths)  # this rule asks nothing of what groups are worth
    worths.around = example
    split = split_under(Rule.SMALLEST, worths)
    assert isinstance(split, Split)
    settled = [split.settlements.only(council=code) for code in CODES]
    assert [rows.present_gbp for rows in settled] == pytest.approx(by_code("side_payments"), abs=TWO_PENCE)
    a_year = [rows.by_year_gbp(View.REAL)[example.full_year.start] for rows in settled]
    assert a_year == pytest.approx(by_code("side_payments_a_year"), abs=TWO_PENCE)
    assert [rows.by_month_gbp(View.REAL)[:28].any() for rows in settled] == [False] * 3


def test_the_tolerance_of_the_true_up(example: Around) -> None:
    rows = tolerances(divided(NOTHING_SETTLED, example), 0.03)
    year = example.full_year.start
    found = [-rows.only(council=code).by_year_gbp(View.CASH)[year] for code in CODES]
    assert found == pytest.approx(by_code("true_up_at_3_percent"), abs=TWO_PENCE)


def test_the_tolerance_follows_whoever_is_billed(example: Around) -> None:
    rows = tolerances(divided(Mix(running=EQUALLY), example), 0.03)
    found = [rows.only(council=code).present_gbp for code in CODES]
    assert found == pytest.approx([found[0]] * 3)


def test_what_leaving_costs_the_others(example: Around, cost: Costing) -> None:
    found = {one.council: one for one in leavings(example, cost, councils=CODES, months_after_all_in=24)}
    assert {one.leaves_in for one in found.values()} == {52}
    owed = [found[code].before.present_gbp - found[code].after.present_gbp for code in CODES]
    assert owed == pytest.approx(by_code("leaving_after_24_months"), abs=TWO_PENCE)
    for code, wanted in SHARES["leaving_by_year"].items():
        by_year = found[code].before.by_year_gbp(View.REAL) - found[code].after.by_year_gbp(View.REAL)
        assert by_year == pytest.approx(wanted, abs=TWO_PENCE)


def test_nobody_leaves_after_the_end(example: Around, cost: Costing) -> None:
    assert list(leavings(example, cost, councils=CODES, months_after_all_in=36))
    assert not list(leavings(example, cost, councils=CODES, months_after_all_in=37))


@pytest.mark.parametrize(
    ("key", "reason", "fields"),
    [
        (Key(Basis.POPULATION), "3 of 3 members do not state it", ["council.population"]),
        (Key(Basis.BUDGET), "3 of 3 members do not state it", ["council.net_revenue_budget_gbp"]),
        (Key(Basis.VOLUME, unit="applications"), "3 of 3 members do not state it", ["systems.planning.volume"]),
        (Key(Basis.LEAD, shares=(("E09000025", 0.5),)), "it names a council that is no member", []),
        (Key(Basis.CUSTOM, shares=((CODES[0], 1.0),)), "it leaves out a member", []),
    ],
    ids=["population", "budget", "volume", "stranger", "left out"],
)
def test_a_key_that_the_facts_do_not_allow(key: Key, reason: str, fields: list[str], example: Around) -> None:
    found = split_by(Mix(set_up=key, savings=key), example, name="tried", label="Tried")
    assert not isinstance(found, Split)
    assert [type(one) for one in found] == [CannotDivide] * 2, "every reason at once"
    assert found[0].reason == reason
    assert all(any(field in one.problem for field in fields) for one in found[0].missing if one.pointer)


def test_settlements_come_to_nothing_in_every_month(example: Around) -> None:
    split = divided(Mix(set_up=BY_SPEND, running=EQUALLY, savings=Key(Basis.SAVING)), example)
    for pool in Pool:
        settled = split.settled(pool)
        assert settled.entries
        assert np.abs(settled.monthly_gbp.sum(axis=0)).max() < 1e-6
