"""What is found on the way from JSON to entries: releases in their packages, what each tells, and problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sharedcli.model.entry import Entry
from sharedcli.model.finding import Rule


@dataclass(frozen=True, slots=True)
class Package:
    """What a package says of the releases in it: who published it, where it stands, and when it was published."""

    publisher: str = ""
    uri: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A release as it stands, with its package."""

    fields: Mapping[str, Any]
    package: Package

    @property
    def process(self) -> str:
        """The process it is about, as far as it is named by a text."""
        named = self.fields.get("ocid")
        return named if isinstance(named, str) else ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands where a release or a contract should be, in a whole sentence, and the rule it breaks."""

    rule: Rule
    message: str


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one contract, award or tender.

    `key` names the contract within its process, empty for the tender itself, and `on` is the moment of the release as
    text: the newest of a key counts.
    """

    ocid: str
    key: str
    on: str
    entry: Entry | Problem
