"""The lists of councils that others publish, which stand beside the project where it is developed.

Their texts are read where they are and never copied: the register's facts are compared with them.
"""

from __future__ import annotations

import csv
from pathlib import Path

DATA = Path(__file__).parents[2] / "shared" / "data"
LISTS = DATA / "council_lists"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one list; a byte that is not UTF-8 becomes the mark for it."""
    with (LISTS / name).open(encoding="utf-8", errors="replace", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t" if name.endswith(".tsv") else ","))
