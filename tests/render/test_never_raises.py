"""Whatever a profile may say, its timeline can be drawn in every format, and its reminders read back.

The same holds for whatever else is drawn."""

from __future__ import annotations

import datetime as dt
import json
from xml.etree.ElementTree import fromstring

import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharedcli.api import CheckRun, FileResult, Loaded, Policy
from sharedcli.loading.parameters import assumptions
from sharedcli.matching.timeline import timeline
from sharedcli.model.fields import LATEST
from sharedcli.model.profile import Cohort
from sharedcli.render import charts, html, ics, markdown, text
from sharedcli.render.json import render_json
from sharedcli.render.screen import Screen
from sharedcli.reports.blocks import Grid, Tornado
from sharedcli.reports.reminders import reminders
from sharedcli.reports.timeline import TimelineReport
from tests.render import uncertain
from tests.render.test_fan import fan_of, threes
from tests.render.test_grid import grids
from tests.render.test_html import Page
from tests.render.test_tornado import tornadoes
from tests.strategies import cohorts

AS_AT = st.sampled_from([dt.date(2000, 1, 1), dt.date(2026, 11, 1), dt.date(2031, 4, 1), LATEST])
UNHURRIED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def report_of(cohort: Cohort, as_at: dt.date, *, own: bool) -> TimelineReport:
    dated = Cohort(cohort.profiles, as_at)
    files = {code: FileResult(f"{code}.yaml", code, None, None, None, "0" * 64) for code in cohort.codes}
    loaded = Loaded((dated,), CheckRun((), tuple(files.values()), Policy()), files)
    return TimelineReport(((dated, timeline(dated, assumptions(as_at))),), loaded, min(cohort.codes) if own else None)


@UNHURRIED
@given(cohorts(most=4, wild=True), AS_AT, st.booleans(), st.none() | st.integers(20, 140))
def test_any_profiles_at_any_day(cohort: Cohort, as_at: dt.date, own: bool, width: int | None) -> None:
    report = report_of(cohort, as_at, own=own)
    assert text.render(report, Screen(width=width))
    assert json.loads(render_json(report.record()))["schema"] == "sharedcli/timeline/1"
    due = reminders(report)
    if due:
        assert len(vobject.readOne(ics.render(due)).vevent_list) == len(due)


@settings(UNHURRIED, max_examples=5)
@given(cohorts(most=3, wild=True), AS_AT, st.booleans())
def test_any_drawing(cohort: Cohort, as_at: dt.date, own: bool) -> None:
    report = report_of(cohort, as_at, own=own)
    assert fromstring(charts.render(report).encode()).get("role") == "img"
    assert len(list(Page.of(html.render(report)).all("h1"))) == 1


@settings(UNHURRIED, max_examples=15)
@given(tornadoes, threes, grids(), st.none() | st.integers(20, 140))
def test_whatever_is_not_certain(tornado: Tornado, years: list[list[float]], grid: Grid, width: int | None) -> None:
    report = uncertain.Shown((tornado, fan_of(years), grid))
    assert text.render(report, Screen(width=width))
    assert markdown.render(report)
    page = Page.of(html.render(report))
    assert len(list(page.all("svg"))) == bool(tornado.swings) + bool(years)
    assert len(list(page.all("figure"))) == len(list(page.all("table"))) == 3
