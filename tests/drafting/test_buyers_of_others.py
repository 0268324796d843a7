"""Buyers in real notices, and every spelling of a council that others list, each beside the answer it must get.

`buyers_pinned.csv` holds what the package answered, read line by line beside the lists of councils and found right:
which council each buyer is, or why it is none. Every other buyer in those files means nobody.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from sharedcli.drafting.buyers import whose
from sharedcli.loading.authorities import authorities
from tests.council_lists import DATA, LISTS, rows

HERE = Path(__file__).parent
NOTICES = DATA / "contracts_finder_csv" / "cf_awarded_2020-09.csv"
RELEASES = DATA / "ocds" / "contracts_finder_2020_release_packages.jsonl"
RECORD = DATA / "ocds" / "single" / "find_a_tender_record_ocds-h6vhtk-0525b3.json"
CURATED = DATA / "curated_ict_contracts" / "curated_dev.csv"
SUPPLIERS = "Supplier [Name|Address|Ref type|Ref Number|Is SME|Is VCSE]"
SAYS_COUNCIL = re.compile(r"council|borough", re.IGNORECASE)

pytestmark = pytest.mark.skipif(not LISTS.is_dir(), reason="the data of others are not beside the project")


def pinned(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def published() -> dict[str, frozenset[str]]:
    """Names and texts of the real notices, by what they are."""
    found = defaultdict(set)
    with NOTICES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found["buyer"].add(row["Organisation Name"])
            found["title"].add(row["Title"])
            found["sentence"].update(re.split(r"[.\n]", row["Description"]))
            found["supplier"].update(re.findall(r"\[([^|\]]*)\|", row[SUPPLIERS] or ""))
    packages = [json.loads(line) for line in RELEASES.read_text(encoding="utf-8").splitlines()]
    packages += [
        {"releases": [record["compiledRelease"]]} if "compiledRelease" in record else record
        for record in json.loads(RECORD.read_text(encoding="utf-8"))["records"]
    ]
    for release in (release for package in packages for release in package.get("releases", [])):
        found["title"].add(release["tender"]["title"])
        found["sentence"].update(re.split(r"[.\n]", release["tender"].get("description", "")))
        for party in release.get("parties", []):
            found["buyer" if "buyer" in party["roles"] else "supplier"].add(party["name"])
    with CURATED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found["buyer"] |= {row["council"], row["buyer_as_published"]}
    return {kind: frozenset(text.strip() for text in texts if text.strip()) for kind, texts in found.items()}


def test_the_buyers_of_real_notices_are_as_pinned() -> None:
    as_pinned = {row["buyer"]: (row["codes"], row["reason"]) for row in pinned("buyers_pinned.csv")}
    answers = {}
    for name in published()["buyer"]:
        buyer = whose((name,))
        assert not buyer.joint, name
        answers[name] = (" ".join(buyer.codes), "; ".join(buyer.reasons))
    plainly_none = {
        name for name, answer in answers.items() if answer == ("", f"{name} is not a council in the register")
    }
    assert {name: answer for name, answer in answers.items() if name not in plainly_none} == as_pinned
    assert (len(answers), len(plainly_none)) == (232, 132)


def test_the_curated_contracts_are_their_councils() -> None:
    with CURATED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            council = authorities().by_code(row["la_code"])
            assert council is not None
            assert whose((row["council"],)).codes == (council.code,)


def test_what_is_no_council_means_none() -> None:
    """Suppliers, titles and sentences: thousands of names that hold the names of places, and no council."""
    spellings = {row["la-name"].casefold() for row in rows("lookup_name_to_registry.csv")}
    texts = {
        text
        for kind in ("supplier", "title", "sentence")
        for text in published()[kind]
        if not SAYS_COUNCIL.search(text) and text.casefold() not in spellings
    }
    assert len(texts) == 3_505
    assert [text for text in texts if whose((text,)).codes] == []


def test_every_listed_spelling_means_its_council() -> None:
    left_out = {(row["spelling"], row["listed_as"]) for row in pinned("spellings_left_out.csv")}
    outcome: Counter[str] = Counter()
    missed = set()
    for row in rows("lookup_name_to_registry.csv"):
        council, buyer = authorities().by_code(row["local-authority-code"]), whose((row["la-name"],))
        heirs = tuple(heir.code for heir in authorities().now(council)) if council else ()
        if council is None:
            assert buyer.codes == (), row
            outcome["no council"] += 1
        elif buyer.codes == heirs:
            outcome["its council"] += 1
        elif len(heirs) > 1 and not buyer.codes and "two councils took over" in buyer.reasons[0]:
            outcome["divided"] += 1
        else:
            missed.add((" ".join(row["la-name"].split()), row["local-authority-code"]))
    assert missed == left_out
    assert outcome == {"its council": 1_723, "no council": 36, "divided": 10}


def test_every_spelling_of_the_old_register_means_one_council() -> None:
    """Its codes are not those of today: what must hold is that all names under one code mean the same."""
    left_out = {row["spelling"] for row in pinned("spellings_left_out.csv")}
    meant, unresolved = defaultdict(set), set()
    for row in rows("openregister_name.tsv"):
        buyer = whose((row["name"],))
        if buyer.codes or "took over" in buyer.reasons[0]:
            meant[row["local-authority"]].add(buyer.codes)
        else:
            unresolved.add(row["name"])
    assert unresolved - left_out == {"greater london"}
    assert [code for code, councils in meant.items() if len(councils) > 1] == []
    assert len(meant) == 443
