"""The streams futures are drawn from: the same for any chunk, any order and any company, and each seed its own."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from sharedcli.risk.draws import Drawn, Draws
from sharedcli.risk.exposure import PRESENT
from sharedcli.risk.risk import risk
from sharedcli.risk.simulation import saved_gbp, simulate
from sharedcli.risk.trying import side_by_side
from tests.conftest import PROJECT
from tests.risk.futures import as_shipped, assert_chance, open_range, worked
from tests.samples import assessed

COUNT = 2_500
LATE = 240
FIELDS = Drawn.__slots__
DIGEST = "from tests.risk.test_draws import digest; print(digest())"


def draws(*, seed: int = 1, count: int = COUNT) -> Draws:
    example = worked()
    return example.draws(as_shipped(example), seed=seed, count=count)


def digest() -> str:
    """A checksum of what comes of 200 futures of the worked example."""
    made = simulate(worked().exposure(LATE), draws(count=200))
    return hashlib.sha256(
        b"".join(one.tobytes() for one in (made.npv_gbp, made.one_off_gbp, made.cash_gbp))
    ).hexdigest()


def whole(made: Draws, size: int | None = None) -> dict[str, np.ndarray]:
    """All futures side by side, drawn so many at a time."""
    chunks = list(made.chunks(size or made.count))
    return {name: np.concatenate([getattr(chunk, name) for chunk in chunks]) for name in FIELDS}


def same(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> bool:
    return all(np.array_equal(one[name], other[name]) for name in FIELDS)


@pytest.mark.parametrize("size", [1, 7, 1_024, COUNT, 10 * COUNT])
def test_the_size_of_a_chunk_changes_no_number(size: int) -> None:
    assert same(whole(draws(), size), whole(draws()))


def test_more_futures_are_the_same_and_then_more() -> None:
    more = whole(draws(count=2 * COUNT))
    assert same({name: values[:COUNT] for name, values in more.items()}, whole(draws()))


def test_a_seed_gives_the_same_numbers_again_and_another_seed_others() -> None:
    assert same(whole(draws(seed=5)), whole(draws(seed=5)))
    one, other = whole(draws(seed=5)), whole(draws(seed=6))
    open_ = ("scale_exponent", "delay_months", "overrun_share", "alone_overrun_share", "alone_delay_months", "stays")
    assert not any(np.array_equal(one[name], other[name]) for name in open_)


def test_every_member_and_the_project_has_a_stream_of_its_own() -> None:
    made = whole(draws())
    columns = [*made["overrun_share"].T, *made["alone_overrun_share"].T]
    for place, column in enumerate(columns):
        assert not any(np.array_equal(column, other) for other in columns[:place])
    for place, column in enumerate(made["stays"].T):
        assert not any(np.array_equal(column, other) for other in made["stays"].T[:place])
    assert not np.array_equal(made["delay_months"], made["alone_delay_months"][:, 0])


def test_a_member_more_changes_the_numbers_of_the_others_through_the_key_alone() -> None:
    example = draws()
    fewer = replace(example, planned=replace(example.planned, members=example.planned.members[:2]))
    one, other = whole(example), whole(fewer)
    for name in FIELDS:
        kept = one[name] if one[name].ndim == 1 else one[name][:, :2]
        assert np.array_equal(kept, other[name]), name
    formed = worked().formed
    smaller = replace(formed, members=formed.members[:2], joins=formed.joins[:2])
    assert Draws.of(smaller, example.uncertainty, fewer.planned).key != example.key


def test_the_key_is_of_the_service_the_option_and_the_members() -> None:
    example, formed = draws(), worked().formed
    for other in (replace(formed, service="crm"), replace(formed, option="small")):
        assert Draws.of(other, example.uncertainty, example.planned).key != example.key
    # A checksum, so that it can be looked up by hand: crc32 of "planning/consortia/E07998001/E07998002/E07998003".
    assert example.key == 0x3EACC2AA


def test_futures_by_their_numbers_are_those_drawn() -> None:
    made = draws()
    numbers = [0, 1_023, 1_024, 2_047, 2_048, COUNT - 1]
    found = made.futures([*reversed(numbers), 1_024])
    assert sorted(found) == numbers
    beside = side_by_side([found[number] for number in numbers])
    every = whole(made)
    for name in FIELDS:
        assert np.array_equal(getattr(beside, name), every[name][numbers]), name
    assert made.futures([]) == {}


def test_what_was_held_is_as_planned() -> None:
    example = worked()
    held = whole(example.draws(open_range(example.costing.given), count=20))
    assert same(held, whole(example.draws(open_range(example.costing.given), count=20, seed=9)))
    assert same(held, {name: getattr(side_by_side([example.planned] * 20), name) for name in FIELDS})


def test_a_member_withdraws_with_the_chance_given() -> None:
    for member in whole(draws(count=10_000))["stays"].T:
        assert_chance(~member, as_shipped(worked()).withdrawal_share)


def test_no_consortium_hangs_on_which_others_are_drawn_or_in_which_order() -> None:
    some, more = risk(assessed("county_2026", "payroll")), risk(assessed("county_2026", "crm", "payroll"))
    by_id = {one.formed.id: one for one in more.consortia}
    assert len(by_id) > len(some.consortia) > 1
    for one in reversed(some.consortia):
        assert np.array_equal(one.npv_gbp, by_id[one.formed.id].npv_gbp), one.formed.id
    first, second = some.consortia
    assert first.draws.key != second.draws.key


def test_another_process_with_another_hash_draws_the_same_futures() -> None:
    # What hangs on `hash()` differs from process to process; PYTHONHASHSEED decides by how much.
    other = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    command, env = [sys.executable, "-c", DIGEST], os.environ | {"PYTHONHASHSEED": other}
    theirs = subprocess.run(command, cwd=PROJECT, env=env, capture_output=True, check=True, text=True).stdout
    assert theirs.strip() == digest()


def test_the_outcomes_of_the_futures_by_number_are_those_simulated() -> None:
    example, made = worked(), draws(count=1_500)
    exposure = example.exposure(LATE)
    every, numbers = simulate(exposure, made), [3, 1_100, 1_499]
    saved, _ = saved_gbp(exposure, side_by_side([made.futures([number])[number] for number in numbers]))
    assert np.array_equal(saved[..., PRESENT], every.npv_gbp[numbers])
