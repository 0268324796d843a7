"""The HTML page: what is in it, in what order, that nothing comes from outside, and that a browser agrees."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from sharedcli import api
from sharedcli.model.division import Rule, ShareWishes
from sharedcli.model.drawing import Drawing
from sharedcli.model.spending_review import Aims
from sharedcli.render import html
from sharedcli.reports.assessment import AssessmentReport
from sharedcli.reports.blocks import (
    Answer,
    Column,
    Figure,
    Figures,
    Heading,
    LaidOut,
    Paragraph,
    Points,
    Report,
    Row,
    Table,
)
from sharedcli.reports.csr import CsrReport
from sharedcli.reports.risk import RiskReport
from sharedcli.reports.savings import SavingsReport
from sharedcli.reports.share import ShareReport
from tests.render import uncertain
from tests.render.browser import look, needs_browser
from tests.render.timelines import hostile_folder, report
from tests.samples import COUNTY, appraised

_VOID = {"meta", "br", "link", "img", "input", "hr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    within: tuple[str, ...]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """Every element in order, with what it stands within; fails on a tag that is not closed where it was opened."""

    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    @classmethod
    def of(cls, text: str) -> Page:
        page = cls()
        page.feed(text)
        page.close()
        assert page.open == []
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} has an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(e.tag for e in self.open))
        self.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, *tags: str) -> Iterator[Element]:
        return (element for element in self.elements if element.tag in tags)


@dataclass(frozen=True)
class Made:
    """A report of blocks, as any command might make one."""

    report: Report

    def layout(self) -> Report:
        return self.report


REPORTS = ("timeline", "timeline of one service", "assess", "savings", "share", "csr", "risk", "what is not certain")


@cache
def rendered(name: str) -> str:
    if name in {"assess", "savings", "share", "csr", "risk"}:
        asked = appraised("county_2026", "crm", "planning")
        wishes = ShareWishes(option="mandated", rule=Rule.SHAPLEY)
        made: dict[str, Callable[[], LaidOut]] = {
            "assess": lambda: AssessmentReport(asked),
            "savings": lambda: SavingsReport(asked, "mandated"),
            "share": lambda: ShareReport(asked, wishes, api.share(asked, wishes)),
            "csr": lambda: CsrReport.of(asked, periods=("SR2025", "2029-30", "CSR2007"), aims=Aims(0.03)),
            "risk": lambda: RiskReport.of(asked, drawing=Drawing(count=200)),
        }
        return html.render(made[name]())
    if name == "what is not certain":
        return html.render(uncertain.ALL)
    return html.render(report(COUNTY, *(("crm",) if "one" in name else ())))


@pytest.fixture(scope="module", params=REPORTS)
def text(request: pytest.FixtureRequest) -> str:
    return rendered(request.param)


def test_outline(text: str) -> None:
    page = Page.of(text)
    levels = [int(e.tag[1]) for e in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    (root,) = page.all("html")
    assert root.attributes["lang"] == "en-GB"
    assert len(list(page.all("main"))) == 1
    first = next(e for e in page.elements if e.within[-1:] == ("body",))
    (main,) = page.all("main")
    assert (first.tag, first.attributes["href"]) == ("a", "#" + main.attributes["id"])


def test_every_id_is_one_elements_and_every_reference_leads_to_one(text: str) -> None:
    page = Page.of(text)
    ids = Counter(e.attributes["id"] for e in page.elements if "id" in e.attributes)
    assert [name for name, count in ids.items() if count > 1] == []
    for element in page.elements:
        for key in ("aria-labelledby", "aria-describedby"):
            assert set(element.attributes.get(key, "").split()) <= set(ids)
        for key in ("href", "xlink:href"):
            if element.attributes.get(key):
                assert element.attributes[key][1:] in ids
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids)


def test_nothing_from_outside(text: str) -> None:
    page = Page.of(text)
    assert list(page.all("script", "link", "img", "iframe", "object", "embed", "form", "base", "image")) == []
    for element in page.elements:
        for key, value in element.attributes.items():
            assert not key.startswith("on"), (element.tag, key)
            assert key not in {"src", "srcset", "action", "data"}
            if key.endswith("href"):
                assert value.startswith("#")
    assert set(re.findall(r"https?://[^\s\"'<]+", text)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert not re.search(r"@import|@font-face|url\((?!#)", text)


def test_tables_have_captions_and_heads(text: str) -> None:
    page = Page.of(text)
    tables, captions = list(page.all("table")), list(page.all("caption"))
    assert len(tables) == len(captions) >= 2
    assert all(caption.text.strip() for caption in captions)
    assert all(e.attributes.get("scope") in {"col", "row"} for e in page.all("th"))
    for region in (e for e in page.all("div") if e.attributes.get("class", "").startswith("scroll")):
        assert region.attributes["tabindex"] == "0"
        assert region.attributes.get("aria-labelledby") or region.attributes.get("aria-label")


def test_a_chart_is_told_and_followed_by_its_data() -> None:
    page = Page.of(html.render(report(COUNTY, "crm")))
    (figure,) = page.all("figure")
    told = next(e for e in page.elements if e.attributes.get("id") == figure.attributes["aria-describedby"])
    assert told.text.startswith("All 8 councils could join in the same month: October 2028.")
    (svg,) = page.all("svg")
    assert svg.attributes["role"] == "img"
    tags = [e.tag for e in page.elements if "figure" in e.within]
    assert tags.index("svg") < tags.index("details") < tags.index("table")


def test_the_same_bytes_twice() -> None:
    assert html.render(report(COUNTY, "crm")) == html.render(report(COUNTY, "crm"))


BLOCKS = Report(
    "One report",
    (
        Paragraph("Before everything.", lead="NOT USED"),
        Heading("One report", level=1),
        Answer("◐", "Go if", "with <b>care</b>."),
        Heading("Under the title"),
        Points("Check first", ("This & that.",)),
        Heading("A page", level=1),
        Figures((Figure("  Net", "crm.1.npv", -1200.4, "pounds", "economic case"),)),
        Heading("Within it"),
        Table(
            "Who", (Column("Council"), Column("Net £", "pounds")), (Row(("A", 1.0), "crm.1.npv", is_total=True),), "N"
        ),
        Heading("Another", level=1),
    ),
)


def test_every_kind_of_block() -> None:
    text = html.render(Made(BLOCKS))
    page = Page.of(text)
    assert [(e.tag, e.text) for e in page.all("h1", "h2", "h3")] == [
        ("h1", "One report"), ("h2", "Under the title"), ("h2", "A page"), ("h3", "Within it"), ("h2", "Another"),
    ]  # fmt: skip
    assert [e.text for e in page.all("p")][:2] == ["NOT USED: Before everything.", "◐ Go if with <b>care</b>."]
    assert next(page.all("dd")).text == "-£1,200 economic case crm.1.npv"
    assert [e.text for e in page.all("li") if "nav" not in e.within] == ["This & that."]
    assert [e.attributes.get("class") for e in page.all("tr")] == [None, "total"]
    assert sum(e.attributes.get("id") == "crm.1.npv" for e in page.elements) == 1
    assert [e.text for e in page.all("a")] == ["Skip to the report", "Under the title", "A page", "Another"]


def test_hostile_names_are_text(tmp_path: Path) -> None:
    text = html.render(report(hostile_folder(tmp_path)))
    page = Page.of(text)
    assert list(page.all("script")) == []
    assert not any(key.startswith("on") for e in page.elements for key in e.attributes)
    (body,) = page.all("body")
    for name in ("<script>alert(1)</script>", "a' onload='x", "{{ 7*7 }}{% raw %}", r"$\frac{1}{0}$ & ]]> <!--"):
        assert name in body.text
    assert not {"\u202e", "\u200b", "\x1b", "\x07"} & set(text)


WIDTHS = (390, 1200)
_MEASURE = """<script>
addEventListener("load", () => document.title = JSON.stringify([...document.querySelectorAll("iframe")].map(frame => {
    const page = frame.contentDocument
    const drawn = page.querySelector("svg")?.getBoundingClientRect().height ?? null
    return [page.documentElement.scrollWidth, frame.contentWindow.innerWidth, page.body.innerText.length, drawn]
})))</script>"""


@needs_browser
def test_a_browser_shows_it_without_complaint(tmp_path: Path) -> None:
    """Every page as it is in a frame of each width: nothing on the console, words and charts shown, none too wide."""
    places = [(name, width) for name in REPORTS for width in WIDTHS]
    frames = "".join(
        f'<iframe style="width: {width}px; height: 900px; border: 0" srcdoc="{escape(rendered(name))}"></iframe>'
        for name, width in places
    )
    page = tmp_path / "pages.html"
    page.write_text(f"<!DOCTYPE html><html><head>{_MEASURE}<title></title></head><body>{frames}</body></html>", "utf-8")
    shown, complaints = look(page, "--dump-dom")
    assert "CONSOLE" not in complaints, complaints
    found = re.search(r"<title>(.+?)</title>", shown)
    assert found
    measured = json.loads(found[1])
    assert len(measured) == len(places)
    for (name, width), (needed, given, letters, drawn) in zip(places, measured, strict=True):
        assert given == width
        assert needed <= given, name
        assert letters > 1000, name
        assert drawn is None or drawn > 50, name


@needs_browser
def test_no_script_of_a_name_runs(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(html.render(report(hostile_folder(tmp_path))), "utf-8")
    shown, complaints = look(page, "--dump-dom")
    assert "CONSOLE" not in complaints
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
