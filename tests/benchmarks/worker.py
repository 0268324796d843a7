"""One selection measured in whatever process it runs; loads no more than a process that selects has to."""

from __future__ import annotations

import os
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sharedcli.consortia.selection import select

if TYPE_CHECKING:
    from sharedcli.consortia.market import Market


@dataclass(frozen=True, slots=True)
class Chosen:
    """One service's selection, and the process that made it."""

    service: str
    councils: int
    groups: int
    value_gbp: float
    bound_gbp: float
    cpu_s: float
    wall_s: float
    process: int
    peak_mib: float
    """Of the process so far."""

    @property
    def gap_share(self) -> float:
        return 1 - self.value_gbp / self.bound_gbp if self.bound_gbp > 0 else 0.0


def chosen(service: str, market: Market, tolerance_share: float) -> Chosen:
    """Select and measure, in whatever process this is."""
    cpu, wall = time.process_time(), time.perf_counter()
    found = select(market, tolerance_share=tolerance_share)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return Chosen(
        service, len(market.codes), len(found.consortia), found.value_gbp, found.bound_gbp, cpu, wall,
        os.getpid(), peak_mib(),
    )  # fmt: skip


def peak_mib() -> float:
    """The most memory this process has held so far."""
    status = Path("/proc/self/status")
    if status.is_file():  # Linux lets a new process inherit its parent's peak in `getrusage`
        held = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(held.split()[1]) / (1 << 10)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
