"""Entries for tests: from a few words, and from the real files that stand beside the project where it is developed."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from sharedcli.model.entry import Entry, Place

DATA = Path(__file__).parents[3] / "shared" / "data"
CASES = Path(__file__).parent / "cases"
_SUPPLIER = re.compile(r"\[([^|\]]*)\|")


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


def contracts_finder() -> Iterator[Entry]:
    """The 380 rows of a real export, without what only its own reader can tell."""
    for number, row in enumerate(rows(DATA / "contracts_finder_csv" / "cf_awarded_2020-09.csv"), start=2):
        packed = row["Supplier [Name|Address|Ref type|Ref Number|Is SME|Is VCSE]"] or ""
        yield Entry(
            Place("contracts_finder", number),
            "Contracts Finder",
            html.unescape(row["Title"]),
            "awarded",
            description=html.unescape(row["Description"] or ""),
            suppliers=tuple(html.unescape(name) for name in _SUPPLIER.findall(packed)),
            cpv=tuple((row["Cpv Codes"] or "").split()),
        )


def releases() -> Iterator[Entry]:
    """The 100 releases of real packages, likewise."""
    text = (DATA / "ocds" / "contracts_finder_2020_release_packages.jsonl").read_text("utf-8")
    packages = [json.loads(line) for line in text.splitlines()]
    for number, release in enumerate((each for package in packages for each in package["releases"]), start=1):
        tender = release["tender"]
        suppliers = [one["name"] for award in release.get("awards", []) for one in award.get("suppliers", [])]
        yield Entry(
            Place("ocds", number),
            "Contracts Finder",
            html.unescape(tender.get("title") or ""),
            "awarded",
            description=html.unescape(tender.get("description") or ""),
            suppliers=tuple(html.unescape(name) for name in suppliers),
            cpv=tuple(item["classification"]["id"] for item in tender.get("items", []) if item.get("classification")),
        )


def products_of_councils() -> Iterator[tuple[str, str, str]]:
    """Function, product and supplier of every system of 184 real profiles; the supplier may be empty."""
    tree = yaml.safe_load((DATA / "profiles" / "councils_dev.yaml").read_text("utf-8"))
    for council in tree["councils"]:
        for system in council.get("systems", []):
            yield system["function"], system["product"], system.get("supplier_inferred") or ""
