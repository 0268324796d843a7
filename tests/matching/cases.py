"""Reads the cases of single windows, and makes the profile each of them is about.

A case file is named after the clause it is about and holds a list. A case has

- `name`: what it shows;
- `as_at`: the day of the facts, 2026-11-01 where left out;
- `system`: the system as in a profile; it is live where it does not say;
- `reorganisation`: as in a profile, if it matters;
- `meet`: in `pairs.yaml`, the clauses that meet in it (`test_pairs.py` has their names);
- `expect`: `opens` and `closes` where every month between is free, `spans` where not (a month alone, or the first and
  last of several), or `window: none`; `notice_by`, which is none where left out; words that must stand in
  `opens_reason` and `closes_reason`; `notices`, the notice day of every span, and `because`, words of the two reasons
  of every span, if they matter; `settling`, none where left out; `vesting` (month and successor), none where left
  out; `deadline`, if it matters; `exit_gbp`, the exit charge of leaving in some months, if it matters: the supplier is
  paid £1,000 a month, and a contract that says nothing charges 75% of the fees to the next free month.

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
_WHEN = ("opens", "spans", "window")
_EXPECT = {
    *_WHEN, "closes", "notice_by", "opens_reason", "closes_reason", "notices", "because", "settling", "vesting",
    "deadline", "exit_gbp",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    clause: str
    name: str
    as_at: dt.date
    profile: Profile
    expect: dict[str, Any]
    meet: tuple[str, ...] = ()

    @property
    def spans(self) -> list[tuple[str, str]]:
        """The free months expected, as months in text."""
        if "spans" in self.expect:
            return [(span, span) if isinstance(span, str) else tuple(span) for span in self.expect["spans"]]
        return [(self.expect["opens"], self.expect["closes"])] if "opens" in self.expect else []

    def __str__(self) -> str:
        return f"{self.clause}: {self.name}"


def all_cases() -> list[Case]:
    return [
        _case(path.stem, entry)
        for path in sorted(CASES.glob("*.yaml"))
        for entry in yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
    ]


def _case(clause: str, entry: dict[str, Any]) -> Case:
    unknown = entry.keys() - {"name", "as_at", "system", "reorganisation", "expect", "meet"}
    assert not unknown, f"{clause}: a case has no {unknown}"
    expect = entry["expect"]
    assert not expect.keys() - _EXPECT, f"{clause}: {expect.keys() - _EXPECT} cannot be expected"
    assert sum(when in expect for when in _WHEN) == 1, f"{entry['name']}: one window, spans or none"
    assert ("opens" in expect) == ("closes" in expect), f"{entry['name']}: both ends"
    as_at = entry.get("as_at", "2026-11-01")
    more = {"reorganisation": entry["reorganisation"]} if "reorganisation" in entry else {}
    profile = profile_with(entry["system"], as_at, **more)
    meet = tuple(entry.get("meet", ()))
    return Case(clause, entry["name"], dt.date.fromisoformat(as_at), profile, expect, meet)


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
