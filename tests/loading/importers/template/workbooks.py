"""Workbooks for tests, made as the command makes them and changed as people change them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from sharedcli.loading.importers.template.book import Page, read_pages
from sharedcli.loading.importers.template.cells import Cell, cells_of
from sharedcli.loading.importers.template.reading import TemplateReading, read_answers
from sharedcli.loading.profile import read_profile
from sharedcli.model.finding import Finding, Pointer
from sharedcli.model.profile import Profile
from sharedcli.render.template import render_template
from sharedcli.reports.template import pages
from tests.samples import COUNTY

FILE = "council.xlsx"
Rows = list[list[Cell]]


def workbook(filled: Mapping[Pointer, str]) -> bytes:
    return render_template(pages(filled, file=FILE))


@cache
def wrenshire() -> Profile:
    profile = read_profile((COUNTY / "wrenshire.yaml").read_bytes(), file="wrenshire.yaml").profile
    assert profile is not None
    return profile


@cache
def sheets_of_wrenshire() -> tuple[Page, ...]:
    read = read_pages(workbook(cells_of(wrenshire())), file=FILE)
    assert not isinstance(read, Finding)
    return read


def changed(change: Callable[[dict[str, Rows]], object]) -> TemplateReading:
    """What is read when somebody has changed the workbook of Wrenshire, given as rows by sheet."""
    sheets: dict[str, Rows] = {page.title: [list(row) for row in page.rows] for page in sheets_of_wrenshire()}
    change(sheets)
    after = tuple(Page(title, tuple(map(tuple, rows))) for title, rows in sheets.items())
    return read_answers(after, file=FILE)


def told(reading: TemplateReading) -> list[str]:
    """Each finding as one line: place, severity, code, message."""
    return [f"{f.location.where} {f.severity} {f.rule.code} {f.message}" for f in reading.findings]


def without(profile: Profile, index: int, **values: object) -> Profile:
    """A profile with other values in one of its systems."""
    systems = list(profile.systems)
    systems[index] = systems[index].model_copy(update=values)
    return profile.model_copy(update={"systems": tuple(systems)})
