"""How fast `validate` is beside a checker of schemas, and whether it finds every planted mistake.

Run as `python -m tests.benchmarks.validate [--files 10000] [--mistakes 500] [--peer-sample N]`. Both commands read
the same folder, one after the other. The exit code is 1 where ours misses a mistake, finds one that was not
planted, uses more than 100 MiB, or less than `--least-ratio` times less CPU than the peer (20; 0 where the machine
is busy with other work, and in CI, where a clock must not decide).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.cohort import Folder, write_cohort

PROJECT = Path(__file__).parents[2]
MOST_MIB, LEAST_RATIO = 100, 20.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process, or several, took."""

    cpu_s: float
    wall_s: float
    peak_mib: float
    code: int

    def and_then(self, later: Cost) -> Cost:
        """Both, one after the other."""
        peak, code = max(self.peak_mib, later.peak_mib), max(self.code, later.code)
        return Cost(self.cpu_s + later.cpu_s, self.wall_s + later.wall_s, peak, code)


def measured(words: Sequence[str], output: Path) -> Cost:
    """Run a command to its end, its standard output in a file."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    began = time.perf_counter()
    with output.open("wb") as out:
        process = subprocess.Popen(words, stdout=out, stderr=subprocess.DEVNULL, env=environment)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    peak = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - began, peak, process.returncode)


def ours(folder: Path, output: Path) -> Cost:
    return measured([sys.executable, "-m", "sharedcli", "validate", str(folder), "--format", "json"], output)


def peers(files: Sequence[Path], work: Path, batch: int) -> Cost:
    """check-jsonschema with the schema `sharedcli schema` prints, as many files at a time as a command line takes."""
    schema = work / "profile.schema.json"
    measured([sys.executable, "-m", "sharedcli", "schema"], schema)
    total = Cost(0.0, 0.0, 0.0, 0)
    for start in range(0, len(files), batch):
        names = [str(path) for path in files[start : start + batch]]
        words = [
            sys.executable,
            "-m",
            "check_jsonschema",
            "--schemafile",
            str(schema),
            "--output-format",
            "json",
            *names,
        ]
        total = total.and_then(measured(words, work / f"peer-{start}.json"))
    return total


@dataclass(frozen=True, slots=True)
class Found:
    """Planted mistakes found at their line, and files without one in which there is a warning or an error."""

    right: int
    missed: tuple[str, ...]
    invented: tuple[str, ...]


def judged(record: Path, folder: Folder) -> Found:
    rows = json.loads(record.read_text("utf-8"))["rows"]
    found = {(Path(row["file"]).name, row["line"], row["code"]) for row in rows}
    wanted = {(planted.file, planted.line, planted.code) for planted in folder.planted}
    spoilt = {planted.file for planted in folder.planted}
    invented = {f"{file}:{line} {code}" for file, line, code in _serious(rows) if file not in spoilt}
    missed = sorted(f"{file}:{line} {code}" for file, line, code in wanted - found)
    return Found(len(wanted & found), tuple(missed), tuple(sorted(invented)))


def _serious(rows: Iterable[dict[str, object]]) -> Iterable[tuple[str, object, object]]:
    for row in rows:
        if row["severity"] != "note":
            yield Path(str(row["file"])).name, row["line"], row["code"]


def _table(mine: Cost, peer: Cost, scale: float, found: Found, folder: Folder) -> str:
    def line(name: str, cost: Cost, times: float, right: str) -> str:
        each = cost.cpu_s * times / folder.files * 1000
        shown = f"{name:<18}{cost.cpu_s * times:>9.1f}{each:>10.2f}{cost.wall_s * times:>9.1f}{cost.peak_mib:>9.0f}"
        return f"{shown}  {right}"

    kinds = len({planted.code for planted in folder.planted})
    lines = [
        f"{folder.files:,} profiles, {len(folder.planted)} planted mistakes under {kinds} codes",
        f"{'':<18}{'CPU s':>9}{'ms/file':>10}{'wall s':>9}{'MiB':>9}  mistakes at their line",
        line("sharedcli", mine, 1, f"{found.right} of {len(folder.planted)}"),
        line("check-jsonschema", peer, scale, "it names no lines"),
        f"ratio of CPU: {peer.cpu_s * scale / mine.cpu_s:.1f}",
    ]
    if scale != 1:
        lines.append(f"The peer read a sample; its CPU and wall are multiplied by {scale:.1f}.")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--mistakes", type=int, default=500)
    parser.add_argument("--peer-sample", type=int, default=0, help="let the peer read only so many files; 0 for all")
    parser.add_argument("--peer-batch", type=int, default=2_500, help="files on one command line of the peer")
    parser.add_argument("--least-ratio", type=float, default=LEAST_RATIO)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        councils = work / "councils"
        councils.mkdir()
        folder = write_cohort(councils, files=options.files, mistakes=options.mistakes)
        mine = ours(councils, work / "ours.json")
        found = judged(work / "ours.json", folder)
        files = sorted(councils.iterdir())[: options.peer_sample or None]
        peer = peers(files, work, options.peer_batch)
        scale = folder.files / len(files)
    print(_table(mine, peer, scale, found, folder))
    print(*(f"missed: {one}" for one in found.missed), *(f"not planted: {one}" for one in found.invented), sep="\n")
    too_slow = peer.cpu_s * scale < options.least_ratio * mine.cpu_s
    return int(bool(found.missed or found.invented) or too_slow or mine.peak_mib > MOST_MIB)


if __name__ == "__main__":
    sys.exit(main())
