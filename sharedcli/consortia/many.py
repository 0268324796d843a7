"""Selections of many markets, one after another or side by side in processes of their own.

The answers come in the order of the markets and do not depend on how many processes there are. Markets are made as
they are needed, so that a whole country's do not have to fit into memory at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sharedcli.consortia.market import Market
from sharedcli.consortia.search import SAME_SHARE
from sharedcli.consortia.selection import NotIncludedError, Selection, select

if TYPE_CHECKING:
    from sharedcli.model.wishes import Effort


FEW = 1_500
"""Councils in all tasks together up to which other processes would take longer to start than to do the work."""


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """One market to select in. `must_include` are ONS codes that have to be in some consortium."""

    market: Market
    must_include: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmet:
    """There is no choice that includes everybody who must be; `codes` are the ONS codes of those left out."""

    codes: tuple[str, ...]


def select_each(tasks: Iterable[Task], *, count: int, councils: int, effort: Effort) -> Iterator[Selection | Unmet]:
    """The answer to each of `count` tasks, in their order; `councils` is how many councils they hold in all."""
    numbered = zip(tasks, range(count, 0, -1), strict=True)
    if councils <= FEW or min(effort.jobs, count) <= 1:
        for task, left in numbered:
            yield answer(task, effort, left)
        return
    from joblib import Parallel, delayed

    # Few are sent ahead, since each brings its arrays with it.
    workers = Parallel(
        n_jobs=min(effort.jobs, count), return_as="generator", batch_size=1, pre_dispatch="n_jobs + 1", max_nbytes=None
    )
    yield from workers(delayed(answer)(task, effort, left) for task, left in numbered)


def answer(task: Task, effort: Effort, left: int) -> Selection | Unmet:
    """The answer to one task, of which `left` are still to be done, this one included."""
    try:
        return select(
            task.market,
            must_include=task.must_include,
            tolerance_share=max(effort.tolerance_share, SAME_SHARE),
            quick=effort.quick,
            stop=effort.limit(left),
        )
    except NotIncludedError as cannot:
        return Unmet(cannot.codes)
