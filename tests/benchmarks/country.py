"""Every service of the whole country: 382 councils, 16 services, two processes.

Run as `python -m tests.benchmarks.country [--councils 382] [--services ...] [--workers 2] [--tolerance 1]
[--write FILE]`. Prints a Markdown table. Wall time is from profiles in memory to the last selection, starting the
workers and making the markets included. The exit code is 1 where a gap is larger than was asked; no clock decides.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks import nation
from tests.benchmarks.worker import Chosen, chosen, peak_mib

ROUNDING = 1e-9


def everything(
    count: int, services: Sequence[str], *, workers: int, tolerance_share: float
) -> tuple[float, tuple[Chosen, ...]]:
    """Wall seconds, and every service's selection in the order of the services."""
    from joblib import Parallel, delayed

    cohort = nation.nation(count, services)
    began = time.perf_counter()
    pool = Parallel(n_jobs=workers, batch_size=1, pre_dispatch="n_jobs + 1", max_nbytes=None)
    made = pool(delayed(chosen)(service, market, tolerance_share) for service, market in nation.markets_of(cohort))
    return time.perf_counter() - began, tuple(made)


def page(wall_s: float, made: Sequence[Chosen], tolerance_share: float) -> Iterator[str]:
    """The table, and what it comes to."""
    value, bound = sum(one.value_gbp for one in made), sum(one.bound_gbp for one in made)
    peaks = {one.process: one.peak_mib for one in sorted(made, key=lambda one: one.peak_mib)}
    yield f"## {max(one.councils for one in made)} councils, {len(made)} services, to {tolerance_share:.1%}"
    yield ""
    yield "| service | councils | groups | value, £m | proven gap | CPU s | wall s |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for one in made:
        yield (
            f"| {one.service} | {one.councils} | {one.groups} | {one.value_gbp / 1e6:,.1f} | {one.gap_share:.2%} "
            f"| {one.cpu_s:.1f} | {one.wall_s:.1f} |"
        )
    groups, cpu = sum(one.groups for one in made), sum(one.cpu_s for one in made)
    gap = 1 - value / bound if bound > 0 else 0.0
    yield f"| **all** | | {groups} | {value / 1e6:,.1f} | {gap:.2%} | {cpu:.1f} | {wall_s:.1f} |"
    yield ""
    worst, shown = max(one.gap_share for one in made), " and ".join(f"{peak:,.0f}" for peak in peaks.values())
    yield f"{wall_s:.1f} s of wall time with {len(peaks)} processes on {os.cpu_count()} cores, markets made on the way."
    yield f"The worst gap is {worst:.2%}. Peaks of memory: {shown} MiB in the processes that select, and"
    yield f"{peak_mib():,.0f} MiB in the one that draws the profiles and makes the markets."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--councils", type=int, default=382)
    parser.add_argument("--services", nargs="+", default=tuple(nation.SERVICES), choices=nation.SERVICES)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--tolerance", type=float, default=1.0, help="largest gap, in %% of the bound")
    parser.add_argument("--write", type=Path, help="write the page here as well")
    options = parser.parse_args()
    if not nation.is_there():
        print(f"The register of councils is not at {nation.REGISTER}.", file=sys.stderr)
        return 2
    share = options.tolerance / 100
    wall, made = everything(options.councils, options.services, workers=options.workers, tolerance_share=share)
    text = "\n".join(page(wall, made, share))
    print(text)
    if options.write:
        options.write.write_text(text + "\n", "utf-8")
    return int(any(one.gap_share > share + ROUNDING for one in made))


if __name__ == "__main__":
    sys.exit(main())
