"""Notices made up for the tests, and files of them read. Councils, suppliers and contracts are invented."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from sharedcli.loading.folder import Input
from sharedcli.loading.importers.importer import Asked, Opened
from sharedcli.loading.importers.ocds import reading
from sharedcli.model.entry import Entry

if TYPE_CHECKING:
    from pathlib import Path

    from sharedcli.model.finding import Finding

Fields = dict[str, Any]

AWARDED: Fields = {
    "ocid": "ocds-b5fd17-0001",
    "id": "ocds-b5fd17-0001-1",
    "date": "2026-02-10T09:00:00Z",
    "tag": ["award"],
    "buyer": {"id": "1", "name": "Ambleford Borough Council"},
    "parties": [
        {"id": "1", "roles": ["buyer"], "name": "Ambleford Borough Council"},
        {"id": "2", "roles": ["supplier"], "name": "Ledgerwise Ltd"},
    ],
    "tender": {
        "id": "DN1",
        "title": "Payroll system",
        "description": "A payroll system, hosted.",
        "status": "complete",
        "items": [{"id": 1, "classification": {"scheme": "CPV", "id": "48450000", "description": "HR software"}}],
        "value": {"amount": 400000, "currency": "GBP"},
        "contractPeriod": {"startDate": "2026-03-01T00:00:00Z", "endDate": "2029-02-28T00:00:00Z"},
    },
    "awards": [
        {
            "id": "a",
            "status": "active",
            "date": "2026-02-01T00:00:00Z",
            "value": {"amount": 350000, "currency": "GBP"},
            "suppliers": [{"id": "2", "name": "Ledgerwise Ltd"}],
            "contractPeriod": {"startDate": "2026-04-01T00:00:00Z", "endDate": "2029-03-31T00:00:00Z"},
        }
    ],
}
"""As Contracts Finder shapes them: dates and value in the award, and other ones in the tender."""

TENDERED: Fields = {
    "ocid": "ocds-r6ebe6-0000000002",
    "date": "2026-02-10T00:00:00Z",
    "tag": ["tender"],
    "buyer": {"id": "org-1", "name": "Glenmorrow Council"},
    "tender": {
        "title": "Housing management system",
        "description": "One system for all tenancies.rn Please see the specification.",
        "status": "active",
        "classification": {"scheme": "CPV", "id": "48000000"},
        "value": {"amount": 500000.0, "currency": "GBP"},
        "documents": [
            {
                "documentType": "contractNotice",
                "url": "https://www.publiccontractsscotland.gov.uk/search/show/search_view.aspx?ID=FEB000001",
            }
        ],
        "lots": [
            {
                "id": "1",
                "contractPeriod": {"startDate": "2026-04-01", "durationInDays": 1080},
                "hasRenewal": True,
                "renewal": {"description": "2 x 12 Months Extensions"},
            }
        ],
    },
    "links": [{"rel": "canonical", "href": "https://api.publiccontractsscotland.gov.uk/v1/Notice?id=2"}],
}
"""As Scotland and Wales shape them: no award, a length in days, and extensions in prose."""

CONTRACTED: Fields = {
    "ocid": "ocds-h6vhtk-000003",
    "date": "2026-03-01T09:00:00+00:00",
    "tag": ["contract"],
    "parties": [{"id": "GB-1", "roles": ["buyer"], "name": "Ambleford Borough Council"}],
    "buyer": {"id": "GB-1"},
    "tender": {"title": "Revenues and benefits"},
    "awards": [{"id": "1", "status": "active", "suppliers": [{"id": "GB-2", "name": "Taxwise Ltd"}]}],
    "contracts": [
        {
            "id": "c1",
            "awardID": "1",
            "title": "Revenues and benefits",
            "status": "active",
            "period": {
                "startDate": "2026-04-01T00:00:00+01:00",
                "endDate": "2029-03-31T23:59:59+01:00",
                "maxExtentDate": "2031-03-31T23:59:59+01:00",
            },
            "hasRenewal": True,
            "value": {"amount": 100000, "amountGross": 120000, "currency": "GBP"},
        }
    ],
}
"""As Find a Tender shapes them: the contract apart from its award."""


def changed(release: Fields, **places: object) -> Fields:
    """A copy with other values, each place written with `__` between its names: `tender__title="Payroll"`."""
    made: Any = deepcopy(release)
    for place, value in places.items():
        *way, last = place.split("__")
        group = made
        for name in way:
            group = group[int(name) if name.isdigit() else name]
        group[last] = value
    return made  # type: ignore[no-any-return]


def opened(folder: Path, content: object, *, name: str = "notices.json") -> Opened | tuple[Finding, ...]:
    """What comes of a file with this content: bytes, text, or anything that is written as JSON."""
    file = folder / name
    if not isinstance(content, bytes):
        content = (content if isinstance(content, str) else json.dumps(content)).encode("utf-8", "surrogatepass")
    file.write_bytes(content)
    return reading.open_rows(Input(str(file)), Asked())


def rows(folder: Path, content: object) -> tuple[Any, ...]:
    """The rows of a file that is read: entries and findings, which a test tells apart."""
    found = opened(folder, content)
    assert isinstance(found, Opened), found
    return tuple(found.rows)


def entry(folder: Path, release: object) -> Entry:
    """The only row of a file, an entry."""
    (found,) = rows(folder, release)
    assert isinstance(found, Entry), found
    return found


def refused(folder: Path, content: object) -> Finding:
    """The only reason why a file is not read."""
    found = opened(folder, content)
    assert isinstance(found, tuple)
    (finding,) = found
    return finding
