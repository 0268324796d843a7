"""Real councils with what is public about their systems, through the whole command line.

The file lies beside the project, not in it; without it these tests are skipped. It holds products seen in public
places, 2017-18 budgets and a few contract notices, so nearly every cost is unknown: what is tested is that nobody is
lost, every gap is told, and no figure appears for a council that states none. No figure is invented here: what the
file does not say the profile leaves out.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.benchmarks.nation import TIERS
from tests.conftest import PROJECT, Invoke

SOURCE = PROJECT.parent / "shared" / "data" / "profiles" / "councils_dev.yaml"
AS_AT = "2026-10-01"
"""After the latest sighting in the file."""

SERVICES = {
    "electoral management": "electoral-services",
    "committee management": "democratic-services",
    "planning": "planning",
    "library management": "libraries",
    "street/highways reporting": "highways",
    # One product for reports of all kinds; waste is what the file seldom leaves out.
    "waste/web forms": "waste",
    # One contract for two of our services: its value cannot be divided, so it stands under payroll alone.
    "hr and payroll": "payroll",
    "revenues and benefits": "revenues-and-benefits",
    "finance": "finance",
    "parking": "parking",
    "crm": "crm",
    "housing": "housing-management",
    "document management": "document-management",
    "web": "website",
    "contact centre": "telephony",
}
"""Functions that have a key here. The others (Microsoft licences, planning obligations, social care, ...) have none."""

pytestmark = pytest.mark.skipif(not SOURCE.is_file(), reason="the file of real councils is not beside the project")


@dataclass(frozen=True)
class Folder:
    """The profiles written: which councils, and which of them state what they pay for which service."""

    path: Path
    codes: frozenset[str]
    priced: frozenset[tuple[str, str]]


def profile_of(council: dict[str, Any]) -> dict[str, Any]:
    """The file's facts under our keys."""
    about = {
        "name": council["name"],
        "code": council["gss_code"],
        "tier": TIERS[council["tier"]],
        "region": council["region"],
        "county": council.get("county"),
        "population": council.get("population_2020"),
    }
    systems = {system["service"]: system for system in (*_systems(council), *_contracts(council))}
    known = {key: value for key, value in about.items() if value is not None}
    return {
        "profile": "1", "as_at": AS_AT, "figures": "published", "council": known,
        "systems": [systems[service] for service in sorted(systems)],
    }  # fmt: skip


def _systems(council: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for seen in council["systems"]:
        if seen["function"] in SERVICES:
            system = {"service": SERVICES[seen["function"]], "status": "live", "product": seen["product"]}
            if "supplier_inferred" in seen:
                system["supplier"] = seen["supplier_inferred"]
            yield system


def _contracts(council: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Contracts with both days; the value only where the file trusts it enough to divide it by years."""
    seen = {SERVICES[one["function"]]: one["product"] for one in council["systems"] if one["function"] in SERVICES}
    for notice in council.get("ict_contracts", ()):
        service = SERVICES.get(notice.get("function", ""))
        if service is None or "start" not in notice or "end" not in notice:
            continue
        contract = {"start": notice["start"], "last_day": notice["end"]}
        if "annual_value_gbp_derived" in notice:
            contract["value_gbp"] = str(round(notice["total_value_gbp"]))
        product = {"product": seen[service]} if service in seen else {}
        yield {"service": service, "status": "live", **product, "contract": contract}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    path = tmp_path_factory.mktemp("councils")
    codes, priced = set(), set()
    for council in yaml.load(SOURCE.read_text("utf-8"), yaml.CSafeLoader)["councils"]:
        if "abolished" in council:  # it can share nothing any more
            continue
        profile = profile_of(council)
        code = council["gss_code"]
        (path / f"{code}.yaml").write_text(yaml.safe_dump(profile, sort_keys=False, allow_unicode=True), "utf-8")
        codes.add(code)
        priced |= {
            (code, system["service"]) for system in profile["systems"] if "value_gbp" in system.get("contract", {})
        }
    return Folder(path, frozenset(codes), frozenset(priced))


def test_there_is_something_to_lose(folder: Folder) -> None:
    assert len(folder.codes) > 150
    assert 3 <= len(folder.priced) < 30


def test_match_accounts_for_every_council_and_invents_no_figure(folder: Folder, invoke: Invoke) -> None:
    done = invoke("match", folder.path, "--format", "json", "--quiet", "--fail-on", "never")
    assert done.code == 0, done.err
    record = json.loads(done.out)
    assert record["coverage"]["used"] == len(folder.codes)
    for service in record["services"]:
        key = service["service"]
        inside = [code for one in record["consortia"] if one["service"] == key for code in one["members"]]
        outside = {one["council_code"]: one for one in record["outside_consortia"] if one["service"] == key}
        silent = [code for one in record["not_listed"] if one["service"] == key for code in one["councils"]]
        assert Counter([*inside, *outside, *silent]) == Counter(folder.codes)
        assert {(code, key) for code in inside} <= folder.priced
        for code, one in outside.items():
            if (code, key) not in folder.priced:
                assert one["gain_of_all_gbp"] is None
                assert one["obstacle"] == "not-appraised"
                assert "does not state what it pays" in one["sentence"]
    for group in record["aligned_groups"]:
        known = [code for code in group["members"] if (code, group["service"]) in folder.priced]
        assert len(known) + len(group["costs_unknown"]) == len(group["members"])
        if not known:
            assert group["aligning_cost_gbp"] is None
            assert group["supplier_gbp_a_year"] is None


def test_match_and_why_not_read_well(folder: Folder, invoke: Invoke) -> None:
    done = invoke("match", folder.path, "--quiet", "--fail-on", "never")
    assert done.code == 0, done.err
    words = " ".join(done.out.split())
    assert "systems could not be appraised: no cost or no need is stated" in words
    assert re.search(r"and \d+ more: it does not state what it pays a supplier", words)
    one = invoke("match", folder.path, "--why-not", "Angus", "--quiet", "--fail-on", "never")
    assert one.code == 0, one.err
    assert "If it stated what it pays, it could be appraised." in " ".join(one.out.split())
    assert "£0" not in one.out


def test_assess_gives_every_council_a_verdict_and_invents_no_figure(folder: Folder, invoke: Invoke) -> None:
    done = invoke("assess", folder.path, "--format", "json", "--quiet", "--fail-on", "never")
    assert done.code == 0, done.err
    record = json.loads(done.out)
    assert {row["council_code"] for row in record["rows"]} == folder.codes
    pounds = [key for key in record["rows"][0] if key.endswith("_gbp")]
    for row in record["rows"]:
        if (row["council_code"], row["service"]) in folder.priced:
            continue
        assert row["verdict"] == "Wait"
        assert not any(row[key] for key in pounds)
        assert row["completeness_share"] < 0.9


def test_files_hold_no_more_than_the_source_says(folder: Folder) -> None:
    for file in sorted(folder.path.glob("*.yaml"))[:20]:
        assert "annual_cost_gbp" not in file.read_text("utf-8")
