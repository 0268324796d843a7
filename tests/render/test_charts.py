"""Charts as SVG: the same bytes, well-formed, told to those who cannot see them, and nothing from outside."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from sharedcli.render import charts
from sharedcli.reports.blocks import Gantt
from sharedcli.reports.timeline import TimelineReport
from tests.render.timelines import hostile_folder, report
from tests.samples import ARTICLE, COUNTY

SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"


@pytest.fixture(scope="module")
def payroll() -> TimelineReport:
    return report(ARTICLE, "payroll", "revenues-and-benefits")


@pytest.fixture(scope="module")
def drawn(payroll: TimelineReport) -> str:
    return charts.render(payroll)


def drawing(text: str) -> Element:
    return fromstring(text.encode())


def words(root: Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def test_the_same_bytes_twice(drawn: str) -> None:
    assert drawn == charts.render(report(ARTICLE, "payroll", "revenues-and-benefits"))


def test_title_and_description_state_the_finding(drawn: str) -> None:
    root = drawing(drawn)
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "When each could move: 15 councils, as at 1 March 2006"
    assert "Payroll: 9 of 15 councils could join in the same month: April 2009." in str(description.text)
    assert "Revenues and benefits: 7 of 11 councils" in str(description.text)


def test_words_are_words_and_every_lane_has_its_own(payroll: TimelineReport, drawn: str) -> None:
    shown = words(drawing(drawn))
    for block in payroll.layout().blocks:
        if isinstance(block, Gantt):
            for lane in block.lanes:
                assert lane.label in shown
                assert lane.note in shown
    for label in ("2006-07", "under contract", "can join", "notice due", "free but joins nobody", "support ends"):
        assert label in shown


def test_patterns_not_colour_alone(drawn: str) -> None:
    """Each shade but the one that is filled has a pattern of its own."""
    patterns = list(drawing(drawn).iter(f"{SVG}pattern"))
    assert len(patterns) == 4
    ways = {next(p.get("d") for p in pattern.iter(f"{SVG}path")) for pattern in patterns}
    assert len(ways) == 4


def test_nothing_from_outside_and_no_date(drawn: str) -> None:
    root = drawing(drawn)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) > 30
    assert all(name and name.startswith("chart-") for name in ids)
    used = {value[1:] for e in root.iter() for key, value in e.attrib.items() if key.endswith("href")}
    used |= set(re.findall(r"url\(#([^)]+)\)", drawn))
    assert used
    assert used <= set(ids)
    assert not {e.tag for e in root.iter()} & {f"{SVG}script", f"{SVG}image", f"{SVG}foreignObject", f"{SVG}metadata"}
    assert re.findall(r"https?://[^\"]+", drawn) == ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"]
    assert "<!DOCTYPE" not in drawn


def test_two_on_one_page_share_no_id(payroll: TimelineReport) -> None:
    one, two = (block for block in payroll.layout().blocks if isinstance(block, Gantt))
    names = [
        set(re.findall(r' id="([^"]+)"', charts.draw([chart], "", name=name)))
        for chart, name in ((one, "a"), (two, "b"))
    ]
    assert names[0]
    assert names[0] & names[1] == set()


def test_hostile_names_are_words(tmp_path: Path) -> None:
    root = drawing(charts.render(report(hostile_folder(tmp_path))))
    shown = words(root)
    assert "<script>alert(1)</script>" in shown
    assert r"$\frac{1}{0}$ & ]]> <!--" in shown
    assert "市役所 Café w\u0302" in shown
    assert not {"\u202e", "\u200b", "\x1b", "\x07"} & set("".join(shown))
    assert not any(key.lower().startswith("on") for element in root.iter() for key in element.attrib)


def test_it_grows_with_its_lanes() -> None:
    """Every lane has the same height, however many there are; the last stands on the page with the legend below."""
    times = report(COUNTY, "crm")
    (chart,) = (block for block in times.layout().blocks if isinstance(block, Gantt))
    tall = Gantt(chart.caption, "", chart.start, chart.months, chart.lanes * 12, chart.keys, chart.data)
    root = fromstring(charts.draw([tall], "Tall", name="c"))
    height = float(str(root.get("viewBox")).split()[3])
    assert height == pytest.approx(72 * (0.24 * len(tall.lanes) + 0.62 + 0.5 + 0.24))
    placed = sorted((float(str(e.get("y"))), "".join(e.itertext())) for e in root.iter(f"{SVG}text"))
    places = {text: y for y, text in placed}  # the lowest of each
    assert places["all 8 can join"] < places["2027-28"] < places["under contract"] < height
    assert words(root).count("2027-28") == 2


def test_no_chart_is_still_a_drawing(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "profile: 1\nas_at: 2026-11-01\nfigures: internal\n"
        "council: {name: Town, code: E07999201, tier: district, region: East Midlands}\n", "utf-8"
    )  # fmt: skip
    times = report(tmp_path)
    assert fromstring(charts.render(TimelineReport((), times.loaded)).encode()).get("role") == "img"
