"""The benchmark's mistakes in a small folder: each found at its line, and nothing found elsewhere. No clock."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.cohort import MISTAKES, write_cohort
from tests.benchmarks.validate import judged, ours


def test_every_planted_mistake_is_found_at_its_line(tmp_path: Path) -> None:
    councils = tmp_path / "councils"
    councils.mkdir()
    folder = write_cohort(councils, files=60, mistakes=30)
    assert len({planted.code for planted in folder.planted}) == len(MISTAKES)
    assert ours(councils, tmp_path / "record.json").code == 1
    found = judged(tmp_path / "record.json", folder)
    assert (found.missed, found.invented) == ((), ())
    assert found.right == 30


def test_the_same_folder_every_time(tmp_path: Path) -> None:
    texts = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        write_cohort(folder, files=12, mistakes=6)
        texts.append([path.read_bytes() for path in sorted(folder.iterdir())])
    assert texts[0] == texts[1]
    assert len(set(texts[0])) == 12
