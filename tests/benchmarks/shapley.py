"""Shapley values and nucleoli of one consortium beside published packages, from the same tables in one run.

Run as `python -m tests.benchmarks.shapley [--members 8 10 12 15] [--service payroll] [--write FILE]`. The consortium
is made of the first members of the largest one selected among `--councils` real councils with drawn systems. Each
figure is the best of several runs, taken in turns. The exit code is 1 where an answer differs; no clock decides.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sharedcli.consortia.game import Game, game_of
from sharedcli.consortia.nucleolus import nucleolus
from sharedcli.consortia.selection import select
from sharedcli.consortia.shapley import shapley
from tests.benchmarks import nation

if TYPE_CHECKING:
    from sharedcli.consortia.market import Market
    from sharedcli.costing.prices import FloatArray

SAME = 1e-9  # of the largest worth in the table
TABLE, SHAPLEY, NUCLEOLUS, ONE_PASS = "table", "Shapley", "nucleolus", "one pass"
PEERS = ("coopgame-py", "shapley-numba")
INTRODUCTION = """# Shapley values and nucleoli, measured beside published packages

Written by `python -m tests.benchmarks.shapley --write tests/benchmarks/shapley.md`: all in one run, in turns, on the
same tables, each figure the best of several runs, and every answer the same to a thousand-millionth. The table holds
the worth of every group of one consortium in a market of `tests/benchmarks/nation.py`: real councils, drawn systems.
A peer is given the table in its own form beforehand; what that takes is not counted, nor is compiling."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds by what was done and by whom, for one number of members."""

    members: int
    seconds: dict[tuple[str, str], float]
    different: tuple[str, ...]
    """Whose answers differ from ours."""


def measured(market: Market, members: Sequence[int]) -> Measured:
    game = game_of(market, members)
    ours: dict[tuple[str, str], Callable[[], FloatArray]] = {
        (TABLE, "ours"): lambda: game_of(market, members).worth_gbp,
        (SHAPLEY, "ours"): lambda: shapley(game),
        (NUCLEOLUS, "ours"): lambda: nucleolus(game),
        (ONE_PASS, "ours"): lambda: game.worth_gbp.sum(keepdims=True),
    }
    every = ours | dict(_coopgame(game)) | dict(_numba(game))
    answers = {key: np.asarray(run()) for key, run in every.items()}
    different = tuple(
        f"{what} by {who}, {len(members)} members"
        for (what, who), answer in answers.items()
        if abs(answer - answers[what, "ours"]).max() > SAME * game.scale_gbp
    )
    return Measured(len(members), dict(_taken(every)), different)


def _taken(runs: dict[tuple[str, str], Callable[[], FloatArray]]) -> Iterator[tuple[tuple[str, str], float]]:
    """The best of several runs; those of one kind in turns, so that they meet the same machine."""
    for what in dict.fromkeys(kind for kind, _ in runs):
        same = {key: run for key, run in runs.items() if key[0] == what}
        best = dict.fromkeys(same, np.inf)
        for _ in range(7 if what in {TABLE, NUCLEOLUS} else 60):
            for key, run in same.items():
                began = time.perf_counter()
                run()
                best[key] = min(best[key], time.perf_counter() - began)
        yield from best.items()


def _coopgame(game: Game) -> Iterator[tuple[tuple[str, str], Callable[[], FloatArray]]]:
    try:
        import coopgame
    except ImportError:
        return
    theirs = coopgame.Game(game.worth_gbp[1:].tolist())
    # Where all together lose, nobody can be promised what it has alone: the pre-nucleolus, as ours.
    solve = coopgame.nucleolus if game.alone_gbp.sum() <= game.of_all_gbp else coopgame.prenucleolus
    yield (SHAPLEY, "coopgame-py"), lambda: np.array(coopgame.shapley(theirs))
    yield (NUCLEOLUS, "coopgame-py"), lambda: np.array(solve(theirs)["allocation"])


def _numba(game: Game) -> Iterator[tuple[tuple[str, str], Callable[[], FloatArray]]]:
    try:
        from shapley_numba.game_templates import TableGame
        from shapley_numba.shapley import shapley as peer
    except ImportError:
        return
    theirs, players = TableGame(dict(enumerate(game.worth_gbp.tolist()))), len(game.players)
    yield (SHAPLEY, "shapley-numba"), lambda: np.asarray(peer(theirs, players))


def page(service: str, rows: Sequence[Measured]) -> Iterator[str]:
    """The tables of Markdown."""
    yield INTRODUCTION
    yield ""
    used = ", ".join(f"{name} {_version(name)}" for name in ("numpy", "highspy", *PEERS))
    yield f"Python {platform.python_version()}, {used}; {os.cpu_count()} cores. Service: {service}."
    for what, unit, per in ((SHAPLEY, "µs", 1e6), (NUCLEOLUS, "ms", 1e3)):
        peers = [who for who in PEERS if (what, who) in rows[0].seconds]
        yield f"\n## {what}, from the same table\n"
        yield f"| members | ours, {unit} |" + "".join(f" {who}, {unit} | times ours |" for who in peers)
        yield "| ---: | ---: |" + " ---: | ---: |" * len(peers)
        for row in rows:
            own = row.seconds[what, "ours"]
            theirs = [row.seconds[what, who] for who in peers]
            cells = "".join(f" {taken * per:,.1f} | {taken / own:.1f} |" for taken in theirs)
            yield f"| {row.members} | {own * per:,.1f} |{cells}"
    yield "\n## With the table, and how far from the floor\n"
    yield "| members | groups | table, ms | with Shapley, ms | KiB of table | one numpy pass, µs | Shapley in passes |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for row in rows:
        table, own, once = (row.seconds[what, "ours"] for what in (TABLE, SHAPLEY, ONE_PASS))
        yield (
            f"| {row.members} | {2**row.members:,} | {table * 1e3:,.1f} | {(table + own) * 1e3:,.1f} "
            f"| {2**row.members / 128:,.0f} | {once * 1e6:,.1f} | {own / once:.1f} |"
        )
    yield ""
    yield "A pass is `worth.sum()`. From 11 members ours is two products with the table and three sums over it, each a"
    yield "pass or more; below, one product with a row of weights for each member. Weights depend on the number of"
    yield "members alone and are kept. With the table is what a report waits for: next to nothing of it is Shapley's."


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "missing"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--members", type=int, nargs="+", default=(8, 10, 12, 15))
    parser.add_argument("--councils", type=int, default=100)
    parser.add_argument("--service", default="payroll", choices=nation.SERVICES)
    parser.add_argument("--write", type=Path, help="write the page here as well")
    options = parser.parse_args()
    if not nation.is_there():
        print(f"The register of councils is not at {nation.REGISTER}.", file=sys.stderr)
        return 2
    ((_, market),) = nation.markets_of(nation.nation(options.councils, [options.service]))
    largest = max(select(market, tolerance_share=0.05).consortia, key=lambda chosen: len(chosen.members))
    places = [market.codes.index(code) for code in largest.members]
    if max(options.members) > len(places):
        print(f"The largest consortium has {len(places)} members; ask for no more.", file=sys.stderr)
        return 2
    rows = [measured(market, places[:count]) for count in options.members]
    text = "\n".join(page(options.service, rows))
    print(text)
    if options.write:
        options.write.write_text(text + "\n", "utf-8")
    different = [which for row in rows for which in row.different]
    print(*(f"not the same answer: {which}" for which in different), sep="\n", file=sys.stderr)
    return int(bool(different))


if __name__ == "__main__":
    sys.exit(main())
