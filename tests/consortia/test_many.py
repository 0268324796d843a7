"""Many selections: in order, the same for any number of processes, each with its fair part of the time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from sharedcli.cli.effort import Deadline, TimeLimit
from sharedcli.consortia.many import Task, Unmet, select_each
from sharedcli.consortia.selection import Selection
from sharedcli.model.wishes import Effort, Stop, never
from tests.conftest import PROJECT
from tests.consortia.markets import random_market

SEEDS = range(5)


def tasks() -> Iterator[Task]:
    yield from (Task(random_market(seed, councils=6)) for seed in SEEDS)


def test_answers_come_in_the_order_of_the_markets() -> None:
    found = list(select_each(tasks(), count=5, councils=30, effort=Effort()))
    alone = [
        next(select_each([Task(random_market(seed, councils=6))], count=1, councils=6, effort=Effort()))
        for seed in SEEDS
    ]
    assert found == alone
    assert len({answer.value_gbp for answer in found if isinstance(answer, Selection)}) > 2


def test_each_is_told_how_many_are_left() -> None:
    left: list[int] = []

    def limit(count: int) -> Stop:
        left.append(count)
        return never

    list(select_each(tasks(), count=5, councils=30, effort=Effort(limit=limit)))
    assert left == [5, 4, 3, 2, 1]


_PARALLEL = """
import resource, sys
from joblib import Parallel, delayed
from sharedcli.cli.effort import TimeLimit
from sharedcli.consortia.many import answer, select_each
from sharedcli.model.wishes import Effort
from tests.consortia.test_many import tasks

def inside(call):
    function, args, named = call
    function(*args, **named)
    return sorted(sys.modules), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

one, two = (
    list(select_each(tasks(), count=5, councils=10**6, effort=Effort(jobs=jobs, limit=TimeLimit.of(60, jobs=jobs))))
    for jobs in (1, 2)
)
assert one == two, "the number of processes changes the answer"
limit = TimeLimit.of(60, jobs=2)
calls = [delayed(answer)(task, Effort(jobs=2, limit=limit), 1) for task in tasks()]
seen = Parallel(n_jobs=2, max_nbytes=None)(delayed(inside)(call) for call in calls)
print(max(mebibytes for _, mebibytes in seen), *{module for modules, _ in seen for module in modules})
"""


@pytest.mark.skipif(os.name == "nt", reason="needs the resource module")
def test_two_processes_answer_the_same_and_load_nothing_they_do_not_need() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PARALLEL],
        env={**os.environ, "PYTHONPATH": str(PROJECT), "JOBLIB_TEMP_FOLDER": ""},
        cwd=PROJECT, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    mebibytes, *modules = done.stdout.split()
    assert "sharedcli.consortia.selection" in modules
    assert {"pandas", "pydantic", "yaml", "typer"} & set(modules) == set()
    assert int(mebibytes) < 100


def test_who_must_be_in_and_cannot_is_an_answer_and_not_an_end() -> None:
    market = random_market(1, councils=4)
    never_open = replace(market, joining_gbp=np.where(np.arange(4)[:, None] == 0, -np.inf, market.joining_gbp))
    (found,) = select_each([Task(never_open, market.codes[:1])], count=1, councils=4, effort=Effort())
    assert found == Unmet(market.codes[:1])


def test_time_is_shared_out_among_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    limit = TimeLimit.of(60, jobs=2)
    assert [limit(left) for left in (6, 3, 2, 1)] == [Deadline(120), Deadline(140), Deadline(160), Deadline(160)]
    deadline = limit(6)
    assert not deadline()
    now = 120.0
    assert deadline()


def test_limits_on_size_close_the_other_sizes() -> None:
    market = random_market(3, councils=6)
    limited = market.limited(least=3, most=4)
    sizes = np.array([size in {3, 4} for size in range(2, 7)])
    assert np.isinf(limited.overhead_gbp[:, 2:][:, ~sizes]).all()
    assert (limited.overhead_gbp[:, 3:5] == market.overhead_gbp[:, 3:5]).all()
    assert (limited.overhead_gbp[:, :2] == market.overhead_gbp[:, :2]).all()
    assert (market.limited().overhead_gbp == market.overhead_gbp).all()
    assert not np.isinf(market.overhead_gbp[:, 5:]).all(), "the market itself stays as it is"
