"""Futures of one consortium three ways, by chunk, and of a whole country's consortia, in one run.

Run as `python -m tests.benchmarks.simulation [--draws 10000] [--members 10] [--councils 382] [--services ...]
[--write FILE]`. The consortium is made of the first members of the largest one chosen among 100 real councils with
drawn systems. The exit code is 1 where the three ways differ; no clock decides.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from sharedcli.appraisal.candidates import candidates
from sharedcli.appraisal.consortium import PROPOSED, Formed
from sharedcli.consortia.contributions import market_of
from sharedcli.consortia.selection import select
from sharedcli.costing.cashflows import Costing
from sharedcli.costing.entries import usual_entries
from sharedcli.costing.ledger import Ledger
from sharedcli.costing.prices import FloatArray, prices
from sharedcli.loading.parameters import assumptions
from sharedcli.model.calendar import Horizon
from sharedcli.model.delivery import DeliveryModel
from sharedcli.model.profile import Cohort
from sharedcli.risk.consortium_risk import ConsortiumRisk
from sharedcli.risk.draws import CHUNK, Draws
from sharedcli.risk.exposure import PRESENT, Exposure, exposure_of
from sharedcli.risk.future import Future
from sharedcli.risk.posting import posted
from sharedcli.risk.simulation import simulate
from sharedcli.risk.uncertainty import Uncertainty
from tests.benchmarks import nation
from tests.benchmarks.plain_futures import Listed, in_turn
from tests.benchmarks.worker import peak_mib

SAME_GBP = 1e-5
"""By how much the same future may differ: what is added up in another order, of some millions of pounds."""

POSTED = 200  # futures whose rows are posted, and their time scaled
CHUNKS = (64, 256, CHUNK, 4_096, 10_000)
INTRODUCTION = """# Futures of a consortium, three ways

Written by `python -m tests.benchmarks.simulation --write tests/benchmarks/simulation.md`: all in one run and one
process, in seconds of processor time, each the best of several where it takes less than a second. Councils are real,
their systems drawn (`tests/benchmarks/nation.py`), the parameters as shipped, joint procurement. All three ways come
to the same net present value for every member of every future they share, to a thousandth of a penny."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """A consortium, and all that its futures are worked out with."""

    formed: Formed
    costing: Costing
    exposure: Exposure
    draws: Draws
    ledger: Ledger

    @classmethod
    def of(cls, formed: Formed, costing: Costing, count: int) -> Sample:
        money = prices(costing.horizon, costing.given)
        uncertainty = Uncertainty.of(costing.given, DeliveryModel.JOINT_PROCUREMENT)
        late = uncertainty.most_late
        rows = [row for member in formed.members for row in usual_entries(member, costing)]
        return cls(
            formed,
            costing,
            exposure_of(formed, costing, money, late=late),
            Draws.of(formed, uncertainty, Future.planned(formed, costing.given), count=count),
            Ledger.of(rows, money, tuple(str(year) for year in costing.horizon.years)),
        )

    @property
    def size(self) -> tuple[int, int, int]:
        """Futures, members, and ways a future is counted in."""
        return self.draws.count, len(self.formed.members), self.exposure.forming.shape[-1]


def costing_for(cohort: Cohort) -> Costing:
    given = assumptions(cohort.as_at)
    return Costing.over(Horizon.starting(cohort.as_at, years=round(given.appraisal_years)), given)


def chosen(cohort: Cohort, service: str, costing: Costing) -> tuple[Formed, ...]:
    """The consortia that a quick selection finds in one service."""
    willing = candidates(cohort, service, costing).willing
    found = select(market_of(willing, costing, prices(costing.horizon, costing.given)), quick=True)
    by_code = {member.council: member for member in willing}
    return tuple(
        Formed.of(one, by_code, option=PROPOSED, service=service, number=number)
        for number, one in enumerate(found.consortia, start=1)
    )


def largest(members: int, count: int) -> Sample:
    """The first members of the largest consortium for payroll of 100 councils."""
    cohort = nation.nation(100, ["payroll"])
    costing = costing_for(cohort)
    one = max(chosen(cohort, "payroll", costing), key=lambda formed: len(formed.members))
    few = replace(one, members=one.members[:members], joins=one.joins[:members])
    return Sample.of(few, costing, count)


def best(run: Callable[[], object], times: int = 7) -> float:
    """The least seconds of processor time of several runs."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        run()
        taken.append(time.process_time() - began)
    return min(taken)


def uniform(size: tuple[int, int, int]) -> None:
    """The random numbers alone, from one stream."""
    stream = np.random.Generator(np.random.Philox(1))
    for _ in range(0, size[0], CHUNK):
        stream.random((CHUNK, size[1] * 5 + 3))


def a_pass(size: tuple[int, int, int]) -> Callable[[], object]:
    """One product over an array as large as what all members save in all ways, read and written once."""
    values = np.ones(size)
    return lambda: np.multiply(values, 1.0, out=values)


def same(ours: FloatArray, plain: FloatArray, rows: FloatArray) -> bool:
    return bool(abs(ours - plain).max() < SAME_GBP and abs(ours[: len(rows)] - rows).max() < SAME_GBP)


def three_ways(sample: Sample) -> Iterator[str]:
    """The table of times; raises `ArithmeticError` where they differ."""
    futures = list(sample.draws.futures(range(sample.draws.count)).values())
    listed, size = Listed.of(sample.exposure), sample.size
    began = time.process_time()
    plain = np.array([[own[PRESENT] for own in one] for one in in_turn(listed, futures)])
    plain_s = time.process_time() - began
    few = futures[:POSTED]
    began = time.process_time()
    made = [posted(sample.formed, one, name="f", ledger=sample.ledger, costing=sample.costing) for one in few]
    rows = np.array([[one.of([code]).npv_gbp for code in sample.formed.codes] for one in made])
    rows_s = (time.process_time() - began) * len(futures) / len(few)
    ours = simulate(sample.exposure, sample.draws).npv_gbp
    if not same(ours, plain, rows):
        msg = "the three ways differ"
        raise ArithmeticError(msg)
    ours_s = best(lambda: simulate(sample.exposure, sample.draws))
    drawn_s = best(lambda: list(sample.draws.chunks()))
    once_s = best(a_pass(size))
    yield f"\n## {size[0]:,} futures of {size[1]} members over {size[2] - 2} financial years, one core\n"
    yield "| way | s | times ours |"
    yield "| --- | ---: | ---: |"
    yield f"| ours: drawn and added up as arrays | {ours_s:.3f} | 1 |"
    yield f"| plain Python, future by future (drawing not counted) | {plain_s:.2f} | {plain_s / ours_s:,.0f} |"
    yield f"| rows of the ledger posted ({len(few)} futures, scaled) | {rows_s:.0f} | {rows_s / ours_s:,.0f} |"
    yield f"| of ours: drawing | {drawn_s:.3f} | {drawn_s / ours_s:.2f} |"
    yield f"| of that: the random numbers alone | {best(lambda: uniform(size)):.4f} | |"
    yield f"| one numpy pass over what members save in all ways | {once_s:.4f} | |"
    yield ""
    passes = (ours_s - drawn_s) / once_s
    yield f"Adding up takes as long as {passes:.0f} such passes: it gathers five arrays of that size by delay,"
    yield "multiplies and adds them. The consortium's arrays are made once before it, and its quantiles found"
    yield "once after it:"
    money = prices(sample.costing.horizon, sample.costing.given)
    late = len(sample.exposure.forming) - 1
    made_s = best(lambda: exposure_of(sample.formed, sample.costing, money, late=late))
    yield f"{made_s:.3f} s and {best(lambda: summed_up(sample)) - ours_s:.3f} s."


def summed_up(sample: Sample) -> ConsortiumRisk:
    """All a report says of a consortium."""
    outcomes = simulate(sample.exposure, sample.draws)
    limits = [None] * len(sample.formed.codes)
    return ConsortiumRisk.of(sample.formed, sample.draws, outcomes, limits_gbp=limits, review=None)


def by_chunk(sample: Sample) -> Iterator[str]:
    """Peaks of memory and times for several chunks."""
    counts = (sample.draws.count, 4 * sample.draws.count)
    yield "\n## Memory by the size of a chunk\n"
    yield "| futures at once | s |" + "".join(f" peak MiB, {count:,} futures | less outcomes |" for count in counts)
    yield "| ---: | ---: |" + " ---: | ---: |" * len(counts)
    for chunk in CHUNKS:
        seconds = best(partial(simulate, sample.exposure, sample.draws, chunk=chunk), 3)
        cells = ""
        for count in counts:
            peak, held = _peak(sample, count, chunk)
            cells += f" {peak:.1f} | {peak - held:.1f} |"
        yield f"| {chunk:,} | {seconds:.3f} |{cells}"
    yield ""
    yield "Beside the outcomes, which grow with the futures, memory is that of a chunk, where there are more futures"
    yield f"than it holds; the program takes {CHUNK:,} at once."


def _peak(sample: Sample, count: int, chunk: int) -> tuple[float, float]:
    """MiB at the peak, and of the outcomes alone."""
    draws = replace(sample.draws, count=count)
    tracemalloc.start()
    made = simulate(sample.exposure, draws, chunk=chunk)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    held = sum(getattr(made, name).nbytes for name in made.__slots__)
    return peak / (1 << 20), held / (1 << 20)


def country(councils: int, services: Sequence[str], count: int) -> Iterator[str]:
    """Every consortium of a whole country: where the time goes."""
    cohort = nation.nation(councils, services)
    costing = costing_for(cohort)
    yield f"\n## The consortia of {councils} councils, {count:,} futures each\n"
    yield "| service | consortia | members | most members | arrays, s | futures, s | quantiles, s | all, s |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    total = np.zeros(6)
    for service in cohort.services_of():
        formed, taken = chosen(cohort, service, costing), np.zeros(3)
        for one in formed:
            began = time.process_time()
            sample = Sample.of(one, costing, count)
            ready = time.process_time()
            outcomes = simulate(sample.exposure, sample.draws)
            added = time.process_time()
            ConsortiumRisk.of(one, sample.draws, outcomes, limits_gbp=[None] * len(one.codes), review=None)
            taken += np.diff([began, ready, added, time.process_time()])
        sizes = [len(one.members) for one in formed]
        row = np.array([len(formed), sum(sizes), *taken, taken.sum()])
        total += row
        yield _country_row(service, row, str(max(sizes, default=0)))
    yield _country_row("**all**", total, "")
    yield ""
    yield f"One process; the most memory it held, selection included, is {peak_mib():,.0f} MiB."


def _country_row(service: str, row: FloatArray, most: str) -> str:
    return f"| {service} | {row[0]:.0f} | {row[1]:,.0f} | {most} |" + "".join(f" {taken:.1f} |" for taken in row[2:])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--members", type=int, default=10)
    parser.add_argument("--councils", type=int, default=382, help="of the country; 0 leaves it out")
    parser.add_argument("--services", nargs="+", default=tuple(nation.SERVICES), choices=nation.SERVICES)
    parser.add_argument("--write", type=Path, help="write the page here as well")
    options = parser.parse_args()
    if not nation.is_there():
        print(f"The register of councils is not at {nation.REGISTER}.", file=sys.stderr)
        return 2
    sample = largest(options.members, options.draws)
    if len(sample.formed.members) < options.members:
        print(f"The largest consortium has {len(sample.formed.members)} members; ask for no more.", file=sys.stderr)
        return 2
    cores, made = os.cpu_count(), f"Python {platform.python_version()}, numpy {np.__version__}"
    try:
        lines = [INTRODUCTION, "", f"{made}; {cores} cores.", *three_ways(sample), *by_chunk(sample)]
    except ArithmeticError as wrong:
        print(wrong, file=sys.stderr)
        return 1
    if options.councils:
        lines += country(options.councils, options.services, options.draws)
    text = "\n".join(lines)
    print(text)
    if options.write:
        options.write.write_text(text + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
