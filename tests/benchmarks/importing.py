"""How fast registers are imported, beside a plain read of the same files by pandas and beside the readers alone.

Run as `python -m tests.benchmarks.importing [--rows 100000] [--growth 25000 50000 100000 200000] [--write FILE]`. Each
measurement is a process of its own, all in one run. The exit code is 1 where two ways differ in how many rows there
are, where rows read are not those picked, left out and refused, where a planted system is not recognised, or where
memory grows with the rows of a CSV; no clock decides.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.benchmarks.validate import Cost, measured

WHOLE, ENTRIES = "whole", "entries"
KINDS = {
    "finder": ("Contracts Finder's 43 columns, CSV", ".csv", "read_csv", "csv_alone"),
    "register": ("A register of 12 columns, CSV", ".csv", "read_csv", "csv_alone"),
    "workbook": ("The same register, Excel", ".xlsx", "read_excel_calamine", "calamine_alone"),
}
"""What each file is, how it ends, what pandas reads it with, and the reader alone."""

SAID = {
    WHOLE: "`sharedcli import --dry-run --format json`",
    ENTRIES: "ours as far as entries",
    "begin_ours": "of either: loading ours, no file",
    "read_csv": "`pandas.read_csv`, plain",
    "read_excel_calamine": "`pandas.read_excel`, calamine",
    "read_excel_openpyxl": "`pandas.read_excel`, openpyxl",
    "begin_pandas": "of that: loading pandas, no file",
    "csv_alone": "the floor: Python's `csv` alone",
    "calamine_alone": "the floor: calamine alone",
}
MOST_GROWTH_MIB = 4.0
"""By how much the peak may differ between the shortest and the longest CSV, read to entries."""


class DisagreedError(Exception):
    """Two ways differ, or rows are lost; the message says which."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file of so many invented rows."""

    kind: str
    rows: int
    path: Path


@dataclass(frozen=True, slots=True)
class Counts:
    """What an import says of its rows."""

    picked: int
    left_out: int
    refused: int
    kept: int
    """Rows that may be a system's, which are held until the end."""


def made(kind: str, rows: int, folder: Path) -> Made:
    """The file, written by a process of its own, whose memory is no child's then."""
    path = folder / f"{kind}-{rows}{KINDS[kind][1]}"
    words = [sys.executable, "-m", "tests.benchmarks.registers", kind, str(rows), str(path)]
    if measured(words, folder / "made.txt").code:
        msg = f"{path.name} could not be written"
        raise DisagreedError(msg)
    return Made(kind, rows, path)


def taken(way: str, file: Made, output: Path) -> Cost:
    """What one way takes; raises `DisagreedError` where it fails or finds another number of rows."""
    if way == WHOLE:
        words = ["-m", "sharedcli", "import", str(file.path), "--dry-run", "--format", "json", "--quiet"]
    else:
        words = ["-m", "tests.benchmarks.import_ways", way, str(file.path)]
    cost = measured([sys.executable, *words], output)
    expected = 0 if way.startswith("begin") else file.rows
    if cost.code or (way != WHOLE and output.read_text("utf-8").strip() != str(expected)):
        msg = f"{way} of {file.path.name} ended with {cost.code}: {output.read_text('utf-8')[:200]}"
        raise DisagreedError(msg)
    return cost


def counts(record: Path, work: Path) -> Counts:
    """What an import says of its rows, counted by a process of its own.

    Raises:
        DisagreedError: Rows are lost, or systems of councils are not recognised as what they are.
    """
    output = work / "counted.txt"
    code = measured([sys.executable, "-m", "tests.benchmarks.import_ways", "counted", str(record)], output).code
    told = {} if code else json.loads(output.read_text("utf-8"))
    if code or told["lost"] or told["not_recognised"]:
        msg = f"{record.name}: {told.get('lost', 'all')} rows lost, not recognised: {told.get('not_recognised')}"
        raise DisagreedError(msg)
    return Counts(told["picked"], told["left_out"], told["refused"], told["kept"])


def ways_of(kind: str) -> tuple[str, ...]:
    _, _, pandas, floor = KINDS[kind]
    peers = (pandas, "read_excel_openpyxl") if kind == "workbook" else (pandas,)
    return (WHOLE, ENTRIES, "begin_ours", *peers, "begin_pandas", floor)


def compared(file: Made, work: Path) -> Iterator[str]:
    """One file in every way, as a table."""
    said, _, pandas, floor = KINDS[file.kind]
    costs = {way: taken(way, file, work / f"{way}.txt") for way in ways_of(file.kind)}
    found = counts(work / f"{WHOLE}.txt", work)
    yield f"\n## {said}: {file.rows:,} rows, {file.path.stat().st_size / (1 << 20):.0f} MiB\n"
    yield "| way | CPU s | wall s | peak MiB | CPU, times pandas | times the floor |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    for way, cost in costs.items():
        times = "".join(f" {cost.cpu_s / costs[peer].cpu_s:.2f} |" for peer in (pandas, floor))
        yield f"| {SAID[way]} | {cost.cpu_s:.2f} | {cost.wall_s:.2f} | {cost.peak_mib:.0f} |{times}"
    yield ""
    yield f"{found.picked:,} rows are in a draft, {found.left_out:,} were left out, {found.refused:,} refused:"
    yield f"{file.rows:,} in all. {found.kept:,} may be a system's and were held to the end."
    measured([sys.executable, "-m", "tests.benchmarks.import_ways", "stages", str(file.path)], work / "stages.txt")
    yield "\n| where the time goes | CPU s |\n| --- | ---: |"
    for step, seconds in json.loads((work / "stages.txt").read_text("utf-8")).items():
        yield f"| {step} | {seconds:.2f} |"


def grown(kind: str, numbers: Sequence[int], work: Path) -> Iterator[str]:
    """Memory by the number of rows.

    Raises:
        DisagreedError: Reading to entries takes more memory for more rows.
    """
    yield f"\n## More rows of it: {KINDS[kind][0]}\n"
    yield "| rows | MiB of file | entries, CPU s | peak MiB | whole, CPU s | peak MiB | rows held | pandas, peak MiB |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    peaks = []
    for number in sorted(numbers):
        file = made(kind, number, work)
        ours, whole = taken(ENTRIES, file, work / "entries.txt"), taken(WHOLE, file, work / "whole.txt")
        theirs, held = taken("read_csv", file, work / "pandas.txt"), counts(work / "whole.txt", work).kept
        peaks.append(ours.peak_mib)
        yield (
            f"| {number:,} | {file.path.stat().st_size / (1 << 20):.0f} | {ours.cpu_s:.2f} | {ours.peak_mib:.1f} "
            f"| {whole.cpu_s:.2f} | {whole.peak_mib:.1f} | {held:,} | {theirs.peak_mib:.0f} |"
        )
        file.path.unlink()
    if peaks[-1] - peaks[0] > MOST_GROWTH_MIB:
        msg = f"reading to entries takes {peaks} MiB for {sorted(numbers)} rows"
        raise DisagreedError(msg)


INTRODUCTION = """# Importing registers, beside a plain read of the same files

Written by `python -m tests.benchmarks.importing --write tests/benchmarks/importing.md`, but for the last part: all in
one run, each measurement a process of its own, seconds of processor time and of the clock, peaks as the system counts
them. The contracts are invented (`tests/benchmarks/registers.py`): one in twelve is a system of a council, texts are as
long as in a real export, cells hold line breaks, one row in five several suppliers, one in five a cell too few. pandas
reads every cell as it stands and says nothing of what it means; ours reads dates, money, names and codes, recognises
systems and councils, and drafts a profile for each council."""
BY_HAND = "\n## How it came to this, written by hand\n"


def page(options: argparse.Namespace, work: Path) -> Iterator[str]:
    yield INTRODUCTION
    versions = ", ".join(f"{name} {_version(name)}" for name in ("pandas", "python-calamine", "openpyxl"))
    yield f"\nPython {platform.python_version()}, {versions}; {os.cpu_count()} cores."
    for kind in options.kinds:
        file = made(kind, options.rows, work)
        yield from compared(file, work)
        file.path.unlink()
    if options.growth:
        yield from grown("finder", options.growth, work)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=tuple(KINDS))
    parser.add_argument("--growth", nargs="*", type=int, default=(25_000, 50_000, 100_000, 200_000))
    parser.add_argument("--write", type=Path, help="write the page here as well; what was written by hand stays")
    options = parser.parse_args()
    lines = []
    try:
        with tempfile.TemporaryDirectory() as temporary:
            for line in page(options, Path(temporary)):
                print(line, flush=True)
                lines.append(line)
    except DisagreedError as wrong:
        print(wrong, file=sys.stderr)
        return 1
    if options.write:
        before = options.write.read_text("utf-8") if options.write.exists() else ""
        by_hand = before.partition(BY_HAND)[2]
        text = "\n".join(lines) + "\n" + (BY_HAND + by_hand if by_hand else "")
        options.write.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
