"""The benchmark of importing on few rows: every way counts the same, and memory does not follow the rows. No clock."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest

from tests.benchmarks import import_ways
from tests.benchmarks.importing import ENTRIES, KINDS, WHOLE, ways_of
from tests.benchmarks.registers import KINDS as WRITTEN
from tests.benchmarks.registers import contract, write_register
from tests.conftest import Invoke

ROWS = 200
MOST_MORE_BYTES = 3_000_000


@pytest.mark.parametrize("kind", KINDS)
def test_every_way_counts_the_same_rows_and_nothing_planted_is_lost(kind: str, tmp_path: Path, invoke: Invoke) -> None:
    file = tmp_path / f"rows{KINDS[kind][1]}"
    WRITTEN[kind][1](file, ROWS)
    ways = [way for way in ways_of(kind) if way != WHOLE and not way.startswith("begin")]
    assert ENTRIES in ways
    assert {way: import_ways.WAYS[way](file) for way in ways} == dict.fromkeys(ways, ROWS)
    record = tmp_path / "record.json"
    done = invoke("import", str(file), "--dry-run", "--format", "json", "--quiet")
    assert done.code == 0, done.err
    record.write_text(done.out, "utf-8")
    counted = import_ways.counted(record)
    assert (counted["read"], counted["lost"], counted["not_recognised"]) == (ROWS, 0, [])


def test_a_lost_row_is_told(tmp_path: Path, invoke: Invoke) -> None:
    file, record = tmp_path / "rows.csv", tmp_path / "record.json"
    write_register(file, 40)
    said = json.loads(invoke("import", str(file), "--dry-run", "--format", "json", "--quiet").out)
    system = next(one for one in map(contract, range(40)) if one.service)
    said["rows"] = [row for row in said["rows"] if row["reference"] != system.reference]
    said["counts"]["left_out"] -= 1
    record.write_text(json.dumps(said), "utf-8")
    counted = import_ways.counted(record)
    assert (counted["lost"], counted["not_recognised"]) == (1, [f"{system.reference} {system.title}"])


def test_the_same_rows_every_time(tmp_path: Path) -> None:
    files = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for file in files:
        write_register(file, 30)
    assert files[0].read_bytes() == files[1].read_bytes()
    assert len({contract(number).reference for number in range(30)}) == 30


@pytest.mark.slow
def test_memory_does_not_follow_the_rows_of_a_csv(tmp_path: Path) -> None:
    """To hold the 18,000 rows that are more would take about 15 MB."""
    few, many = lean_register(tmp_path / "few.csv", 2_000), lean_register(tmp_path / "many.csv", 20_000)
    import_ways.entries(few)  # what is kept for good, such as the list of headings, is there before either
    assert peak_bytes(many, 20_000) - peak_bytes(few, 2_000) < MOST_MORE_BYTES


def lean_register(path: Path, rows: int) -> Path:
    lines = (f"Works {row},Eastvale Council,Ashby Ltd,{row % 28 + 1}/04/2024,31/03/2028" for row in range(rows))
    path.write_text("\n".join(("Contract Title,Organisation,Supplier Name,Start Date,End Date", *lines)), "utf-8")
    return path


def peak_bytes(path: Path, rows: int) -> int:
    tracemalloc.start()
    assert import_ways.entries(path) == rows
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
