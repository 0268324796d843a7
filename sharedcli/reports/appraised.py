"""What the reports of an appraisal have in common, whatever they say of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from sharedcli.reports.blocks import LaidOut
from sharedcli.reports.record import Recorded


class AppraisedReport(LaidOut, Recorded, Protocol):
    """A report for people and for machines about consortia that were found, or about there being none."""

    @property
    def formed(self) -> Collection[object]:
        """The consortia found; nothing where no group of councils gains."""
