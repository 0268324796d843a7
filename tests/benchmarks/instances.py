"""What every method made of one market, and whether anything is wrong with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sharedcli.consortia.selection import select
from tests.benchmarks import compact
from tests.benchmarks.peers import PEERS, fair

if TYPE_CHECKING:
    from sharedcli.consortia.market import Market
    from tests.benchmarks.compact import Groups

LOOSE, TIGHT = 0.01, 0.001
MAIN = "ours, to 1%"
OURS = {"ours, quick": (LOOSE, True), MAIN: (LOOSE, False), "ours, to 0.1%": (TIGHT, False)}
COMPACT = "compact integer programme (HiGHS, 1%)"
SAME = 1 + 1e-9  # values are equal but for rounding


@dataclass(frozen=True, slots=True)
class Run:
    """One method on one market."""

    method: str
    value_gbp: float
    seconds: float
    bound_gbp: float = float("inf")
    """What the method has proven; infinite where it proves nothing."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Instance:
    """One market and every method's run on it."""

    councils: int
    service: str
    runs: tuple[Run, ...]

    @property
    def bound_gbp(self) -> float:
        return min(run.bound_gbp for run in self.runs)

    @property
    def ours(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.method in OURS)

    def run(self, method: str) -> Run | None:
        return next((run for run in self.runs if run.method == method), None)

    def share(self, run: Run) -> float:
        """The run's value as a share of the best bound proven."""
        return run.value_gbp / self.bound_gbp if self.bound_gbp > 0 else 1.0

    def as_good(self, peer: Run) -> Run | None:
        """Our fastest run that is worth as much as the peer or more."""
        return min(
            (run for run in self.ours if run.value_gbp * SAME >= peer.value_gbp),
            key=lambda run: run.seconds,
            default=None,
        )

    def complaints(self) -> Iterator[str]:
        """Where a peer is worth more than ours, or anything more than a bound says is possible."""
        best = max(run.value_gbp for run in self.ours)
        for run in self.runs:
            where = f"{self.councils} councils, {self.service}: {run.method} is worth {run.value_gbp:,.0f}"
            if run.value_gbp > best * SAME:
                yield f"{where}, the best of ours {best:,.0f}"
            if run.value_gbp > self.bound_gbp * SAME:
                yield f"{where}, above the bound of {self.bound_gbp:,.0f}"


def compared(market: Market, service: str, *, with_compact: bool, limit_s: float) -> Instance:
    """Every method on one market, one after another; the compact programme stops after `limit_s` seconds."""
    runs = [_ours(market, name) for name in OURS]
    runs += [_peer(market, name, method) for name, method in PEERS.items()]
    if with_compact:
        began = time.perf_counter()
        solved = compact.solve(market, limit_s=limit_s)
        seconds = time.perf_counter() - began
        note = f"{solved.status}, {solved.columns:,} columns"
        runs.append(Run(COMPACT, fair(market, solved.groups), seconds, note=note))
    return Instance(len(market.codes), service, tuple(runs))


def _ours(market: Market, name: str) -> Run:
    tolerance, quick = OURS[name]
    began = time.perf_counter()
    found = select(market, tolerance_share=tolerance, quick=quick)
    return Run(name, found.value_gbp, time.perf_counter() - began, found.bound_gbp)


def _peer(market: Market, name: str, method: Callable[[Market], Groups]) -> Run:
    began = time.perf_counter()
    groups = method(market)
    seconds = time.perf_counter() - began
    return Run(name, fair(market, groups), seconds)
