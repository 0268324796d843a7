"""Reminders as an iCalendar file (RFC 5545): all-day events that are updated, not doubled, when read in again.

No clock is read: the stamp of an event is the day of the facts, and its sequence number grows with it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from sharedcli import __version__
from sharedcli.model.fields import EARLIEST
from sharedcli.render.screen import PIPE, Screen
from sharedcli.reports.reminders import Reminder

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_OURS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:sharedcli:reminders")
"""Never to be changed: every calendar out there knows our events by it."""

_DAYS_BEFORE = ((91, "three months"), (30, "one month"))


def render(reminders: tuple[Reminder, ...], _screen: Screen = PIPE) -> str:
    """The calendar, with the line breaks and the folding of its standard; it needs one reminder at least."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//sharedcli//sharedcli {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Notice dates (sharedcli)")
    for reminder in reminders:
        calendar.add_component(_event(reminder))
    return str(calendar.to_ical(), "utf-8")


def _event(reminder: Reminder) -> Event:
    from icalendar import Event

    stamp = dt.datetime.combine(reminder.facts_of, dt.time(), dt.UTC)
    event = Event()
    event.add("uid", str(uuid.uuid5(_OURS, reminder.identity)))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", (reminder.facts_of - EARLIEST).days)
    event.add("dtstart", reminder.on)
    event.add("dtend", reminder.on + dt.timedelta(days=1))
    event.add("summary", reminder.title)
    event.add("description", reminder.text)
    event.add("categories", [reminder.category])
    event.add("transp", "TRANSPARENT")
    for days, words in _DAYS_BEFORE:
        event.add_component(_alarm(reminder, days, words))
    return event


def _alarm(reminder: Reminder, days: int, words: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"In {words}: {reminder.title}")
    alarm.add("trigger", dt.timedelta(days=-days))
    return alarm
