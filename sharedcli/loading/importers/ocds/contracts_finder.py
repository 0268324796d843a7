"""A notice as Contracts Finder's own interface gives it, written as the OCDS release it would be.

Values are passed on as they stand, so that what is wrong with them is said where releases are read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_NOTICE = "https://www.contractsfinder.service.gov.uk/Notice/"
_ID = re.compile(r"[0-9a-fA-F-]{36}", re.ASCII)


def is_notice(data: Mapping[str, Any]) -> bool:
    """Whether a group is such a notice, or an item of a search, which has its fields without the group around them."""
    return isinstance(data.get("notice"), dict) or ("organisationName" in data and "title" in data)


def as_release(data: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """The release, and the address at which the notice can be read; empty where its identifier is none."""
    inner = data.get("notice")
    notice: Mapping[str, Any] = inner if isinstance(inner, dict) else data
    name = notice.get("id")
    address = _NOTICE + name if isinstance(name, str) and _ID.fullmatch(name) else ""
    withdrawn = "withdrawn" if data.get("withdrawnDate") else None
    tender = {
        "title": notice.get("title"),
        "description": notice.get("description"),
        "status": withdrawn or notice.get("status", notice.get("noticeStatus")),
        "contractPeriod": {"startDate": notice.get("start"), "endDate": notice.get("end")},
        "minValue": _pounds(notice.get("valueLow")),
        "value": _pounds(notice.get("valueHigh") or notice.get("valueLow")),
        "hasRenewal": notice.get("isExtensionPossible"),
        "mainProcurementCategory": notice.get("ojeuContractType"),
        "items": [{"classification": code} for code in _codes(data, notice)],
    }
    release = {
        "ocid": name,
        "date": notice.get("publishedDate"),
        "buyer": {"name": notice.get("organisationName")},
        "tender": tender,
        "awards": _awards(data, notice, withdrawn),
    }
    return release, address


def _awards(data: Mapping[str, Any], notice: Mapping[str, Any], withdrawn: str | None) -> Any:  # noqa: ANN401 - as it stands
    if "awards" not in data and notice.get("awardedDate"):  # an item of a search has its award among its fields
        return [
            {
                "status": withdrawn,
                "date": notice["awardedDate"],
                "value": _pounds(notice.get("awardedValue")),
                "suppliers": [{"name": notice.get("awardedSupplier")}],
            }
        ]
    awards = data.get("awards")
    if not isinstance(awards, list):
        return awards
    return [_award(one, withdrawn) if isinstance(one, dict) else one for one in awards]


def _award(award: Mapping[str, Any], withdrawn: str | None) -> dict[str, Any]:
    return {
        "id": award.get("id"),
        "status": withdrawn,
        "date": award.get("awardedDate"),
        "value": _pounds(award.get("supplierAwardedValue") or award.get("value")),
        "suppliers": [{"name": award.get("supplierName")}],
        "contractPeriod": {"startDate": award.get("startDate"), "endDate": award.get("endDate")},
    }


def _codes(data: Mapping[str, Any], notice: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The codes with their words: the list beside the notice has both, the one inside it codes alone."""
    held = data.get("cpvCodes") or notice.get("cpvCodes")
    listed = held if isinstance(held, list) else str(held or "").split()
    codes = [
        one if isinstance(one, dict) else {"code": one, "description": notice.get("cpvDescription")} for one in listed
    ]
    return [{"scheme": "CPV", "id": one.get("code"), "description": one.get("description")} for one in codes]


def _pounds(amount: object) -> dict[str, Any]:
    """An amount as OCDS has it; Contracts Finder counts in pounds, and writes 0 for none."""
    return {"amount": amount or None, "currency": "GBP"}
