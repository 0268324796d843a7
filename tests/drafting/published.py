"""Contracts and councils for tests of drafts: invented ones, and the public ones that stand beside the project."""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from sharedcli.drafting.choice import Chosen
from sharedcli.model.authority import Authority
from sharedcli.model.entry import Entry, Place
from sharedcli.model.fields import ContractDate
from sharedcli.model.profile import Tier

AS_AT = dt.date(2026, 11, 1)
DATA = Path(__file__).parents[3] / "shared" / "data"
CURATED = DATA / "curated_ict_contracts" / "curated_dev.csv"
COUNCILS = DATA / "council_lists" / "uk_local_authorities_future.csv"

AMBLEFORD = Authority(
    "E07009991", "Ambleford Borough Council", "district", "East Midlands", "Wrenshire", population=90_000
)
WRENSHIRE = Authority("E10009992", "Wrenshire County Council", "county", "East Midlands", population=600_000)
_TIERS: dict[str, Tier] = {
    "CTY": "county", "NMD": "district", "UTA": "unitary", "UA": "unitary", "MTD": "metropolitan", "MD": "metropolitan",
    "LBO": "london-borough", "CC": "london-borough", "SCO": "scottish", "WPA": "welsh", "WA": "welsh",
    "NID": "northern-irish", "COI": "unitary",
}  # fmt: skip
# What the functions of the curated list are here; those that are absent are no service of ours.
_SERVICES = {
    "revenues and benefits": ("revenues-and-benefits",),
    "finance": ("finance",),
    "document management": ("document-management",),
    "housing": ("housing-management",),
    "hr and payroll": ("human-resources", "payroll"),
    "planning": ("planning", "building-control"),
    "crm": ("crm",),
    "contact centre": ("telephony",),
    "committee management": ("democratic-services",),
    "library management": ("libraries",),
    "income management": ("finance",),
    "social care": ("adult-social-care", "childrens-social-care"),
    "web": ("website",),
}


def date(text: str) -> ContractDate:
    """A date as published, which may be of any century."""
    return ContractDate.on(dt.date.fromisoformat(text)) if len(text) == 10 else ContractDate.parse(text)


def entry(row: int = 2, **said: Any) -> Entry:
    """An invented contract: dates as text, `by` for one supplier."""
    for name in ("start", "last_day", "latest_last_day"):
        if name in said:
            said[name] = date(said[name])
    if "by" in said:
        said["suppliers"] = (said.pop("by"),)
    return Entry(
        **{"place": Place("register.csv", row), "publisher": "Ambleford register", "title": "Payroll system",
           "stage": "awarded", **said}
    )  # fmt: skip


def chosen(row: int = 2, *services: str, **said: Any) -> Chosen:
    """The same, picked for payroll or the services named."""
    beside = {name: said.pop(name) for name in ("product", "reason", "joint_with") if name in said}
    return Chosen(entry(row, **said), services or ("payroll",), **beside)


@cache
def authorities() -> dict[str, Authority]:
    """The councils of today in the public list, by the list's own code."""
    with COUNCILS.open(encoding="utf-8-sig", newline="") as lines:
        return {
            row["local-authority-code"]: Authority(
                row["gss-code"], row["official-name"], _TIERS[row["local-authority-type"]], row["region"],
                row["county-la"], population=int(float(row["pop-2020"])) if row["pop-2020"] else None,
                snac=row["snac"],
            )
            for row in csv.DictReader(lines)
            if row["local-authority-type"] in _TIERS and row["current-authority"] == "True"
        }  # fmt: skip


def curated() -> dict[Authority, list[Chosen]]:
    """The curated contracts of each council that run a service of ours; what is only a month or a year stays so."""
    contracts: dict[Authority, list[Chosen]] = {}
    with CURATED.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            services = _SERVICES.get(row["function"])
            council = authorities().get(row["la_code"])
            if services is None or council is None:
                continue
            low, high = row["value_low"], row["value_high"]
            yearly = row["value_basis"].startswith("annual")
            one_value = float(low) if low and low == high else None
            published = Entry(
                place=Place("curated_dev.csv", number),
                publisher="curated contracts",
                title=row["title"],
                stage="tender" if row["status"] == "tender" else "awarded",
                suppliers=(row["supplier"],) if row["supplier"] else (),
                start=ContractDate.parse(row["start"]) if row["start"] else None,
                last_day=ContractDate.parse(row["end"]) if row["end"] else None,
                value_gbp=None if yearly else one_value,
                annual_gbp=one_value if yearly else None,
                value_note=f"range {low} to {high}" if low != high else row["value_basis"],
                url=row["source"] if row["source"].startswith("https://") and " " not in row["source"] else "",
            )
            joint = tuple(filter(None, [row["joint_with"]]))
            contracts.setdefault(council, []).append(Chosen(published, services, "", "By hand.", joint))
    return contracts
