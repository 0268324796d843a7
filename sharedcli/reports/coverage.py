"""What was read and what was left out: the first lines of every report, and a part of every record."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.api import Loaded
from sharedcli.reports.blocks import Block, Paragraph
from sharedcli.reports.record import Record


def not_used(loaded: Loaded) -> Iterator[Block]:
    """What was left out, at the very top: a report quietly missing a council is the worst mistake there is."""
    if loaded.run.skipped:
        named = "; ".join(f"{file.council or file.file} ({file.trouble})" for file in loaded.run.skipped)
        yield Paragraph(f"{named}. `sharedcli validate` shows what to mend.", lead="NOT USED")


def coverage(loaded: Loaded) -> Record:
    """The same for machines."""
    skipped = loaded.run.skipped
    return {
        "profiles": len(loaded.run.files),
        "used": len(loaded.run.files) - len(skipped),
        "skipped": [{"file": file.file, "reason": file.trouble} for file in skipped],
    }
