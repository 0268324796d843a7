"""Reads the cases of single windows, and makes the profile each of them is about.

A case file is named after the clause it is about and holds a list. A case has

- `name`: what it shows;
- `as_at`: the day of the facts, 2026-11-01 where left out;
- `system`: the system as in a profile; it is live where it does not say;
- `reorganisation`: as in a profile, if it matters;
- `expect`: `opens` and `closes`, or `window: none`; `notice_by`, which is none where left out; words that must stand
  in `opens_reason` and `closes_reason`; `settling`, none where left out; `deadline`, if it matters.

The lead is 14 + 9 = 23 months, the horizon ten financial years: as at November 2026 nothing opens before
October 2028, and the last month is March 2036.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sharedcli.model.profile import Profile

CASES = Path(__file__).parent / "cases"
_EXPECT = {"opens", "closes", "window", "notice_by", "opens_reason", "closes_reason", "settling", "deadline"}


@dataclass(frozen=True)
class Case:
    clause: str
    name: str
    as_at: dt.date
    profile: Profile
    expect: dict[str, str]

    def __str__(self) -> str:
        return f"{self.clause}: {self.name}"


def all_cases() -> list[Case]:
    return [
        _case(path.stem, entry)
        for path in sorted(CASES.glob("*.yaml"))
        for entry in yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
    ]


def _case(clause: str, entry: dict[str, Any]) -> Case:
    unknown = entry.keys() - {"name", "as_at", "system", "reorganisation", "expect"}
    assert not unknown, f"{clause}: a case has no {unknown}"
    expect = entry["expect"]
    assert not expect.keys() - _EXPECT, f"{clause}: {expect.keys() - _EXPECT} cannot be expected"
    assert ("window" in expect) != ({"opens", "closes"} <= expect.keys()), f"{entry['name']}: a window, or none"
    as_at = entry.get("as_at", "2026-11-01")
    more = {"reorganisation": entry["reorganisation"]} if "reorganisation" in entry else {}
    return Case(
        clause, entry["name"], dt.date.fromisoformat(as_at), profile_with(entry["system"], as_at, **more), expect
    )


def profile_with(system: dict[str, Any], as_at: str = "2026-11-01", **more: Any) -> Profile:
    """The profile of a district with one system, written as text; `more` adds fields or puts others in their place."""
    council = {"name": "Ambleford District Council", "code": "E07998001", "tier": "district", "region": "East Midlands"}
    return Profile.model_validate(
        {
            "profile": "1",
            "as_at": as_at,
            "figures": "illustrative",
            "council": council,
            "systems": [{"service": "planning", "status": "live", **system}],
            **more,
        }
    )
