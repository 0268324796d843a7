"""The calendar, read back by another library than the one that wrote it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import vobject

from sharedcli.render import ics
from sharedcli.reports.reminders import Reminder, reminders
from sharedcli.reports.timeline import TimelineReport
from tests.render.timelines import HOSTILE, PROFILE, hostile_folder, report
from tests.samples import ARTICLE, COUNTY


def read_back(text: str) -> list[Any]:
    """The events, as vobject has them; it also finds what the standard does not allow."""
    calendar = vobject.readOne(text)
    calendar.validate(raiseException=True)
    return list(calendar.vevent_list)


@pytest.fixture(scope="module")
def county() -> TimelineReport:
    return report(COUNTY)


def test_every_notice_day_comes_back(county: TimelineReport) -> None:
    due = reminders(county)
    events = read_back(ics.render(due))
    assert len(events) == len(due) == len(county.parts[0][1].notices()) > 40
    for event, reminder in zip(events, due, strict=True):
        assert event.dtstart.value == reminder.on
        assert event.dtend.value == reminder.on + dt.timedelta(days=1)
        assert event.summary.value == reminder.title
        assert event.description.value == reminder.text
        assert event.categories.value == [reminder.category]
        assert event.transp.value == "TRANSPARENT"
        assert event.dtstamp.value == event.last_modified.value == dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
        triggers = [alarm.trigger.value for alarm in event.valarm_list]
        assert triggers == [dt.timedelta(days=-91), dt.timedelta(days=-30)]
    assert len({event.uid.value for event in events}) == len(events)


def test_one_event_in_full() -> None:
    """Stafford's payroll has a break on 31 March 2009 with six months' notice, and a term to 31 March 2010."""
    due = reminders(report(ARTICLE, "payroll", council="E07000197"))
    (event,) = read_back(ics.render(due))
    assert event.dtstart.value == dt.date(2008, 9, 30)
    assert event.summary.value == "Stafford: notice due, Payroll"
    assert event.description.value.splitlines()[1] == "If it is missed: bound until 31 March 2010."


def test_form(county: TimelineReport) -> None:
    text = ics.render(reminders(county))
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert len(re.findall("^PRODID:", text, re.MULTILINE)) == 1


def test_the_same_bytes_twice() -> None:
    assert ics.render(reminders(report(COUNTY))) == ics.render(reminders(report(COUNTY)))


def exported(folder: Path, as_at: str, last_day: str, name: str = "Town District Council") -> Any:
    text = PROFILE.format(name=name, number=1, product="iTrent", last_day=last_day)
    (folder / "town.yaml").write_text(text.replace("as_at: 2026-11-01", f"as_at: {as_at}"), "utf-8")
    (event,) = read_back(ics.render(reminders(report(folder))))
    return event


def test_reading_in_again_updates_and_does_not_double(tmp_path: Path) -> None:
    """A calendar keeps one event for each UID, the one with the highest sequence: RFC 5546, 2.1.4."""
    before = exported(tmp_path, "2026-11-01", "2029-03-31")
    after = exported(tmp_path, "2027-02-01", "2029-06-30", name="Town and Vale District Council")
    assert (before.dtstart.value, after.dtstart.value) == (dt.date(2028, 9, 30), dt.date(2028, 12, 31))
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) == int(before.sequence.value) + 92
    kept: dict[str, Any] = {}
    for event in (before, after, before):
        standing = kept.get(event.uid.value)
        if standing is None or int(event.sequence.value) >= int(standing.sequence.value):
            kept[event.uid.value] = event
    assert [event.dtstart.value for event in kept.values()] == [dt.date(2028, 12, 31)]


def test_uids_never_change() -> None:
    """Calendars out there know the events by these: a test that fails here is a promise broken."""
    reminder = Reminder("E07000197/payroll/notice", dt.date(2030, 1, 1), dt.date(2026, 1, 1), "", "", "")
    (event,) = read_back(ics.render((reminder,)))
    assert event.uid.value == "bb5be355-f9fe-5e3a-8c57-37d961b65a69"


def test_hostile_names_forge_nothing(tmp_path: Path) -> None:
    events = read_back(ics.render(reminders(report(hostile_folder(tmp_path)))))
    assert len(events) == len(HOSTILE) - 1  # one file is refused by the reader
    titles = [event.summary.value for event in events]
    assert "BEGIN:VEVENT\\r\\nUID:forged;,:: notice due, Payroll" in titles
    assert all("forged" not in event.uid.value for event in events)
    assert "市役所 Café w\u0302: notice due, Payroll" in titles
