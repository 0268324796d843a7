"""Reads `base.yaml` and the cases: a profile to change, the changes, and what is expected of one check.

A case file is named after its check and holds a list. A case has

- `name`: what it shows;
- `change`: paths into the base profile, each with its new value; `null` deletes. A system is named by its
  service (`systems.payroll.contract.last_day`), anything else in a list by its number. Or, for a check
  across files, `profiles`: such changes for each file in turn. The second file and those after it get a
  name and code of their own, unless they change them;
- `expect`: the check's code as often as it must fire, or `[]`; other checks do not matter here;
- `says`: words one of the messages must hold, if they matter.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
_FILES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


@dataclass(frozen=True)
class Case:
    code: str
    name: str
    profiles: tuple[dict[str, Any], ...]
    is_cohort: bool
    expect: tuple[str, ...]
    says: str

    def __str__(self) -> str:
        return f"{self.code}: {self.name}"


def read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)


_BASE: dict[str, Any] = read(HERE / "base.yaml")


def base() -> dict[str, Any]:
    return copy.deepcopy(_BASE)


def case_files() -> list[Path]:
    return sorted((HERE / "cases").glob("*.yaml"))


def all_cases() -> list[Case]:
    return [_case(path.stem, entry) for path in case_files() for entry in read(path)]


def file_name(number: int) -> str:
    return f"councils/{_FILES[number]}.yaml"


def _case(code: str, entry: dict[str, Any]) -> Case:
    unknown = entry.keys() - {"name", "change", "profiles", "expect", "says"}
    assert not unknown, f"{code}: a case has no {unknown}"
    assert ("change" in entry) != ("profiles" in entry), f"{code}: give either change or profiles"
    assert set(entry["expect"]) <= {code}, f"{code}: only {code} is looked at in this file"
    changes = entry.get("profiles") or [entry["change"]]
    profiles = tuple(changed(_member(number), change) for number, change in enumerate(changes))
    return Case(code, entry["name"], profiles, "profiles" in entry, tuple(entry["expect"]), entry.get("says", ""))


def _member(number: int) -> dict[str, Any]:
    profile = base()
    if number:
        profile["council"] |= {
            "name": f"{_FILES[number].capitalize()} District Council",
            "code": f"E0700090{number + 1}",
        }
    return profile


def changed(profile: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    profile = copy.deepcopy(profile)
    for path, value in changes.items():
        *way, last = path.split(".")
        inside: Any = profile
        for part in way:
            inside = inside.setdefault(part, {}) if isinstance(inside, dict) else inside[_number(inside, part)]
        _put(inside, last, value)
    return profile


def _put(inside: Any, last: str, value: Any) -> None:
    key = last if isinstance(inside, dict) else _number(inside, last)
    if value == "null":
        assert inside[key], f"{last} is not there to delete"
        del inside[key]
    elif isinstance(inside, list) and key == len(inside):
        inside.append(value)
    else:
        inside[key] = value


def _number(entries: list[Any], part: str) -> int:
    if part.isdigit():
        return int(part)
    return next(n for n, entry in enumerate(entries) if entry["service"] == part)
