"""Timelines for tests of formats: those of the sample councils, and one whose names are out to do harm."""

from __future__ import annotations

from pathlib import Path

from sharedcli import api
from sharedcli.reports.timeline import TimelineReport

PROFILE = """\
profile: 1
as_at: 2026-11-01
figures: illustrative
council: {{name: "{name}", code: E0799920{number}, tier: district, region: East Midlands, county: Midshire}}
systems:
  - service: payroll
    status: live
    product: "{product}"
    contract: {{start: 2018-04-01, last_day: {last_day}, notice_months: 6, extensions_months: [12]}}
    annual_cost_gbp: {{licence: 50000}}
"""

HOSTILE = (
    "<script>alert(1)</script>",
    "a' onload='x",
    "{{ 7*7 }}{% raw %}",
    "$\\\\frac{1}{0}$ & ]]> <!--",
    "BEGIN:VEVENT\\r\\nUID:forged;,:",
    "\\u202egnirts\\u200b\\u0007\\e[31m",
    "\\u5e02\\u5f79\\u6240 Caf\\u00e9 w\\u0302",
    "x" * 200 + "1",
    "x" * 200 + "2",
)


def hostile_folder(folder: Path) -> Path:
    for number, name in enumerate(HOSTILE):
        text = PROFILE.format(name=name, number=number, product=name, last_day="2029-03-31")
        (folder / f"{number}.yaml").write_text(text, "utf-8")
    return folder


def report(folder: Path, *services: str, council: str | None = None) -> TimelineReport:
    loaded = api.load([str(folder)])
    parts = tuple(
        (cohort, api.timeline(cohort, api.assumptions(cohort.as_at), services=services or None))
        for cohort in loaded.cohorts
    )
    return TimelineReport(parts, loaded, council)
