"""What was read, what was left out and how far it can be relied on: a part of every report and every record."""

from __future__ import annotations

from collections.abc import Iterator

from sharedcli.api import Loaded
from sharedcli.checks.wording import day
from sharedcli.model.profile import Cohort
from sharedcli.reports.blocks import Block, Paragraph
from sharedcli.reports.naming import Names
from sharedcli.reports.record import Record


def not_used(loaded: Loaded) -> Iterator[Block]:
    """What was left out, at the very top: a report quietly missing a council is the worst mistake there is."""
    if loaded.run.skipped:
        named = "; ".join(f"{file.council or file.file} ({file.trouble})" for file in loaded.run.skipped)
        yield Paragraph(f"{named}. `sharedcli validate` shows what to mend.", lead="NOT USED")


def facts_of_another_day(cohort: Cohort) -> Iterator[str]:
    """Facts of another day than the day of appraisal: they may have changed since, or not yet have been."""
    days = [profile.as_at for profile in cohort.profiles]
    if set(days) != {cohort.as_at}:
        span = day(min(days)) if min(days) == max(days) else f"{day(min(days))} to {day(max(days))}"
        yield f"The facts are those of {span}, and are appraised as if true on {day(cohort.as_at)}."


def illustrative(cohort: Cohort, names: Names) -> Iterator[str]:
    """Whose figures and dates are invented, or stand in for what is not known."""
    invented = tuple(profile.council.code for profile in cohort.profiles if profile.figures == "illustrative")
    if invented:
        who = "every council" if len(invented) == len(cohort.profiles) else names.few(invented)
        yield f"The figures of {who} are illustrative, not facts."


def coverage(loaded: Loaded) -> Record:
    """The same for machines."""
    skipped = loaded.run.skipped
    return {
        "profiles": len(loaded.run.files),
        "used": len(loaded.run.files) - len(skipped),
        "skipped": [{"file": file.file, "reason": file.trouble} for file in skipped],
    }
