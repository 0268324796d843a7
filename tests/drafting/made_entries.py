"""Entries for tests of picking: from a few words, and from the real files that stand beside the project."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from sharedcli.loading.folder import Input
from sharedcli.loading.importers.importer import Asked, Opened, open_import
from sharedcli.model.entry import Entry, Place

DATA = Path(__file__).parents[3] / "shared" / "data"
CASES = Path(__file__).parent / "cases"
ACCEPTED = frozenset({"medium", "high"})
"""How sure a pick is that `import` takes unless a person says otherwise."""


def made(row: Mapping[str, str], *, number: int = 2, file: str = "register.csv") -> Entry:
    """An entry from the columns title, product, supplier, cpv, category and description, any of which may be absent."""
    supplier = row.get("supplier", "")
    return Entry(
        Place(file, number),
        "A council",
        row.get("title", ""),
        "awarded",
        product=row.get("product", ""),
        suppliers=(supplier,) if supplier else (),
        cpv=tuple(row.get("cpv", "").split()),
        category=row.get("category", ""),
        description=row.get("description", ""),
    )


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table with headings."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def published() -> Iterator[Entry]:
    """The 380 rows of a real export of Contracts Finder, then the 100 releases of its real packages."""
    for file in ("contracts_finder_csv/cf_awarded_2020-09.csv", "ocds/contracts_finder_2020_release_packages.jsonl"):
        opened = open_import(Input(str(DATA / file)), Asked())
        assert isinstance(opened, Opened), opened
        for row in opened.rows:
            assert isinstance(row, Entry), row
            yield row


def products_of_councils() -> Iterator[tuple[str, str, str]]:
    """Function, product and supplier of every system of 184 real profiles; the supplier may be empty."""
    tree = yaml.safe_load((DATA / "profiles" / "councils_dev.yaml").read_text("utf-8"))
    for council in tree["councils"]:
        for system in council.get("systems", []):
            yield system["function"], system["product"], system.get("supplier_inferred") or ""
