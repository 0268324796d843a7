"""Notice days as reminders for a calendar: what to do by when, and what follows if it is missed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sharedcli.matching.timeline import Notice
from sharedcli.model.printable import printable
from sharedcli.model.profile import Cohort
from sharedcli.reports.naming import Names, service_label
from sharedcli.reports.timeline import TimelineReport, if_missed


@dataclass(frozen=True, slots=True)
class Reminder:
    """One day to be reminded of.

    `identity` is the same in every export: it names the council, the service and the kind of day, never the day
    itself, so that a calendar moves what it has when the day moves. `facts_of` is the day the facts were true.
    """

    identity: str
    on: dt.date
    facts_of: dt.date
    title: str
    text: str
    category: str


def reminders(report: TimelineReport) -> tuple[Reminder, ...]:
    """The notice days still to come, the next first."""
    found = [
        _reminder(notice, cohort, Names.of(cohort))
        for cohort, timeline in report.parts
        for notice in timeline.notices(report.council)
    ]
    return tuple(sorted(found, key=lambda reminder: (reminder.on, reminder.identity)))


def _reminder(notice: Notice, cohort: Cohort, names: Names) -> Reminder:
    profile = next(profile for profile in cohort.profiles if profile.council.code == notice.council)
    system = profile.system_for(notice.service)
    service, council = service_label(notice.service), names.short[notice.council]
    product = f" ({printable(system.product)})" if system and system.product else ""
    text = (
        f"Last day for {printable(profile.council.name)} to serve notice on its {service} contract{product}, "
        f"to be free to leave when its window opens.\nIf it is missed: {if_missed(notice)}.\n"
        "Read the contract for how notice is to be served, and on whom."
    )
    return Reminder(
        f"{notice.council}/{notice.service}/notice", notice.by, cohort.as_at, f"{council}: notice due, {service}",
        text, service,
    )  # fmt: skip
