"""Selections of many markets, one after another or side by side in processes of their own.

The answers come in the order of the markets and do not depend on how many processes there are. Markets are made as
they are needed, so that a whole country's do not have to fit into memory at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sharedcli.consortia.market import Market
from sharedcli.consortia.selection import SAME_SHARE, Selection, select
from sharedcli.errors import SharedcliError

if TYPE_CHECKING:
    from sharedcli.model.wishes import Effort


FEW = 1_500
"""Councils in all searches together up to which other processes would take longer to start than to do the work."""


@dataclass(frozen=True, slots=True, eq=False)
class Search:
    """One market to select in. `must_include` are ONS codes that have to be in some consortium."""

    market: Market
    must_include: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmet:
    """There is no choice that includes everybody who must be; `reason` is a sentence."""

    reason: str


def select_each(
    searches: Iterable[Search], *, count: int, councils: int, effort: Effort
) -> Iterator[Selection | Unmet]:
    """The answer to each of `count` searches, in their order; `councils` is how many councils they hold in all."""
    numbered = zip(searches, range(count, 0, -1), strict=True)
    if councils <= FEW or min(effort.jobs, count) <= 1:
        for search, left in numbered:
            yield answer(search, effort, left)
        return
    from joblib import Parallel, delayed

    # Few are sent ahead, since each brings its arrays with it.
    workers = Parallel(
        n_jobs=min(effort.jobs, count), return_as="generator", batch_size=1, pre_dispatch="n_jobs + 1", max_nbytes=None
    )
    yield from workers(delayed(answer)(search, effort, left) for search, left in numbered)


def answer(search: Search, effort: Effort, left: int) -> Selection | Unmet:
    """The answer to one search, of which `left` are still to be done, this one included."""
    try:
        return select(
            search.market,
            must_include=search.must_include,
            tolerance_share=max(effort.tolerance_share, SAME_SHARE),
            quick=effort.quick,
            stop=effort.limit(left),
        )
    except SharedcliError as cannot:
        if not search.must_include:
            raise
        return Unmet(str(cannot))
