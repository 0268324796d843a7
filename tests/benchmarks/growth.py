"""One selection measured in a process of its own: `python -m tests.benchmarks.growth 382 finance --tolerance 0.01`.

Prints one line of JSON. Seconds are those of `select` alone; the peak of memory is that of the whole process, which
also draws the profiles and makes the market. With `--by-region` each region is a market by itself, one after another:
then value and bound are sums, and the bound holds for choices within regions only.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.selection import Selection, select
from tests.benchmarks.nation import councils, markets_of, nation
from tests.benchmarks.worker import peak_mib
from tests.consortia.markets import part_of

if TYPE_CHECKING:
    from sharedcli.consortia.market import Market

PROJECT = Path(__file__).parents[2]
BY_REGION_FROM = 2_000


@dataclass(frozen=True, slots=True)
class Grown:
    """What one run took and found."""

    councils: int
    """In the market: those that have the service and are willing to move."""
    regions: int
    """How many markets it was split into; 1 where it stayed whole."""
    groups: int
    value_gbp: float
    bound_gbp: float
    cpu_s: float
    wall_s: float
    peak_mib: float

    @property
    def gap_share(self) -> float:
        return 1 - self.value_gbp / self.bound_gbp if self.bound_gbp > 0 else 0.0


def alone(count: int, service: str, *, tolerance_share: float, by_region: bool) -> Grown:
    """The same in a process of its own."""
    words = [sys.executable, "-m", "tests.benchmarks.growth", str(count), service, "--tolerance", str(tolerance_share)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        [*words, *(["--by-region"] if by_region else [])],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Grown(**json.loads(done.stdout))


def measured(count: int, service: str, *, tolerance_share: float, by_region: bool) -> Grown:
    """Measure in this process."""
    market = market_for(count, service)
    parts = tuple(_regions(market, count)) if by_region else (market,)
    cpu, wall = time.process_time(), time.perf_counter()
    found: list[Selection] = [select(part, tolerance_share=tolerance_share) for part in parts]
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    value, bound = (sum(getattr(one, name) for one in found) for name in ("value_gbp", "bound_gbp"))
    groups = sum(len(one.consortia) for one in found)
    return Grown(len(market.codes), len(parts), groups, value, bound, cpu, wall, peak_mib())


def market_for(count: int, service: str) -> Market:
    """The market of one service among so many councils."""
    ((_, market),) = markets_of(nation(count, (service,)))
    return market


def _regions(market: Market, count: int) -> Iterator[Market]:
    region = {council.code: council.region for council in councils(count)}
    where = np.array([region[code] for code in market.codes])
    for name in sorted(set(where.tolist())):
        yield part_of(market, np.flatnonzero(where == name).tolist())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("councils", type=int)
    parser.add_argument("service")
    parser.add_argument("--tolerance", type=float, default=0.01)
    parser.add_argument("--by-region", action="store_true")
    options = parser.parse_args()
    found = measured(options.councils, options.service, tolerance_share=options.tolerance, by_region=options.by_region)
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
