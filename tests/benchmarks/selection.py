"""How good and how fast `select` is beside what a user would do instead, and how it grows with the number of councils.

Run as `python -m tests.benchmarks.selection [--councils 50 100 ...] [--services ...] [--compact-up-to 50]
[--write FILE]`. All methods see the same markets in one run, one after another. The exit code is 1 where a peer's
choice is worth more than the best of ours, or more than our bound; no clock decides.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks import growth, nation
from tests.benchmarks.instances import COMPACT, LOOSE, MAIN, SAME, TIGHT, Instance, compared

COUNCILS = (50, 100, 200, 382, 1_000, 5_000)
SERVICES = ("crm", "finance", "payroll", "housing-management")
INTRODUCTION = """# Choosing consortia, measured beside its peers

Written by `python -m tests.benchmarks.selection --write tests/benchmarks/selection.md`. The markets are those of
`tests/benchmarks/nation.py`: real councils, drawn systems; they say how the method behaves, not what councils would
save. A peer's groups are valued exactly as ours are. The bound is the lowest that ours has proven."""
ON_GROWTH = f"""Each row is a process of its own. Seconds are those of the selection; the peak of memory includes
drawing the profiles and making the market. From {growth.BY_REGION_FROM:,} councils, each region is a market by itself,
one after another: the value is that of groups within regions, and the gap says nothing of groups across them."""


def peers_table(instances: Sequence[Instance]) -> Iterator[str]:
    """One row a method: worth as a share of the bound, mean and worst over the services; seconds in all."""
    yield "| method | value/bound, mean | worst | better than ours to 1% | seconds in all | times ours to 1% |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for method in (run.method for run in instances[0].runs):
        pairs = [(one.share(run), run, own) for one in instances if (run := one.run(method)) and (own := one.run(MAIN))]
        shares, count = [share for share, _, _ in pairs], len(pairs)
        better = sum(run.value_gbp > own.value_gbp * SAME for _, run, own in pairs)
        took, mine = sum(run.seconds for _, run, _ in pairs), sum(own.seconds for _, _, own in pairs)
        quality = f"{sum(shares) / count:.4f} | {min(shares):.4f} | {better} of {count}"
        yield f"| {method} | {quality} | {took:,.2f} | {took / mine:,.2f} |"


def compact_table(instances: Sequence[Instance]) -> Iterator[str]:
    """Beside the compact programme: our fastest run that is worth as much or more."""
    yield "| councils | service | compact, value/bound | s | HiGHS says | as good | value/bound | s | times faster |"
    yield "| ---: | --- | ---: | ---: | --- | --- | ---: | ---: | ---: |"
    for one in instances:
        if peer := one.run(COMPACT):
            row = f"| {one.councils} | {one.service} | {one.share(peer):.4f} | {peer.seconds:,.1f} | {peer.note} |"
            if mine := one.as_good(peer):
                times = f"{peer.seconds / mine.seconds:,.0f}"
                row += f" {mine.method} | {one.share(mine):.4f} | {mine.seconds:.2f} | {times} |"
            yield row if mine else f"{row} none of ours | | | |"


def growth_table(counts: Sequence[int], service: str) -> Iterator[str]:
    """One row a number of councils and tolerance, each in a process of its own."""
    yield "| councils | asked | markets | groups | value, £m | proven gap | CPU s | wall s | peak MiB |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for count in counts:
        by_region = count >= growth.BY_REGION_FROM
        for tolerance in (LOOSE,) if count > len(nation.register()) else (LOOSE, TIGHT):
            run = growth.alone(count, service, tolerance_share=tolerance, by_region=by_region)
            yield (
                f"| {run.councils:,} | {tolerance:.1%} | {run.regions} | {run.groups:,} | {run.value_gbp / 1e6:,.1f} "
                f"| {run.gap_share:.2%} | {run.cpu_s:,.1f} | {run.wall_s:,.1f} | {run.peak_mib:,.0f} |"
            )


def page(options: argparse.Namespace, instances: list[Instance]) -> Iterator[str]:
    """The page, line by line, as it is measured; `instances` is filled on the way."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("numpy", "highspy", "scikit-learn"))
    yield from (INTRODUCTION, "", f"Python {platform.python_version()}, {libraries}; {os.cpu_count()} cores.")
    for count in [count for count in options.councils if count <= options.peers_up_to]:
        here = []
        for service in options.services:
            market, with_compact = growth.market_for(count, service), count <= options.compact_up_to
            here.append(compared(market, service, with_compact=with_compact, limit_s=options.limit))
        instances += here
        yield from ("", f"## {count} councils: {', '.join(options.services)}", "", *peers_table(here))
    if any(one.run(COMPACT) for one in instances):
        yield from ("", "## Beside the compact integer programme", "", *compact_table(instances))
    yield from ("", f"## Growth: {options.growth_service}", "", ON_GROWTH, "")
    yield from growth_table(options.councils, options.growth_service)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--councils", type=int, nargs="+", default=COUNCILS)
    parser.add_argument("--services", nargs="+", default=SERVICES, choices=nation.SERVICES)
    parser.add_argument("--growth-service", default="finance", choices=nation.SERVICES)
    parser.add_argument("--peers-up-to", type=int, default=382, help="councils; beyond, only growth is measured")
    parser.add_argument("--compact-up-to", type=int, default=50, help="councils for the compact programme; 0 for none")
    parser.add_argument("--limit", type=float, default=900, help="seconds for each compact programme")
    parser.add_argument("--write", type=Path, help="write the page here as well")
    options = parser.parse_args()
    if not nation.is_there():
        print(f"The register of councils is not at {nation.REGISTER}.", file=sys.stderr)
        return 2
    lines: list[str] = []
    instances: list[Instance] = []
    for line in page(options, instances):
        print(line, flush=True)
        lines.append(line)
    if options.write:
        options.write.write_text("\n".join(lines) + "\n", "utf-8")
    complaints = [complaint for one in instances for complaint in one.complaints()]
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    return int(bool(complaints))


if __name__ == "__main__":
    sys.exit(main())
