"""A fan: the band of each year to one scale, nothing marked as where it pays back, every line named."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedcli.render import fan_svg, fan_text, html, markdown, text
from sharedcli.reports.blocks import Fan
from tests.render.uncertain import TOTAL, Shown

pounds = st.floats(-1e15, 1e15)
threes = st.lists(st.tuples(pounds, pounds, pounds).map(sorted), max_size=8)


def fan_of(threes: list[list[float]]) -> Fan:
    low, middle, high = (tuple(three[place] for three in threes) for place in range(3))
    return Fan("Any", "", tuple(f"{2027 + n}-{28 + n}" for n in range(len(threes))), low, middle, high)


def test_drawn_by_hand() -> None:
    """60 columns for £60,000: a thousand pounds a column, the stroke after 20.

    Forty pence below nothing is left of the stroke, so the last band begins there; it ends in the last column.
    """
    assert fan_text.draw(TOTAL) == [
        "         P10  P50  P90                     |> pays back",
        "2027-28  -20  -15   -5 .....o..........    |",
        "2028-29  -10    5   10           ..........|.....o.....",
        "2029-30    0   20   40                    .|....................o" + "." * 19,
    ]


@given(threes, st.sampled_from([40, 80, 120]))
def test_any_fan_can_be_drawn(threes: list[list[float]], width: int) -> None:
    fan = fan_of(threes)
    lines = fan_text.draw(fan, width)
    assert len(lines) == len(threes) + 1
    if width == 120:
        assert max(map(len, lines)) <= width
    if threes:
        stroke = lines[0].index("|")
        for (_, middle, _), line in zip(threes, lines[1:], strict=True):
            assert line.index("|") == stroke
            assert (line.index("o") < stroke) == (middle < 0)
    assert ET.fromstring(fan_svg.draw(fan, name="f")).get("role") == "img"


@given(threes.filter(bool))
def test_names_keep_apart_and_every_point_lies_on_the_drawing(threes: list[list[float]]) -> None:
    root = ET.fromstring(fan_svg.draw(fan_of(threes), name="f"))
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    words = [e for e in root.iter("{http://www.w3.org/2000/svg}text") if e.text and (":" in e.text or "pays" in e.text)]
    places = sorted(float(e.attrib["y"]) for e in words)
    assert len(places) == 4
    assert all(after - before >= 15.9 for before, after in pairwise(places))
    assert 0 <= places[0] <= places[-1] <= height
    for line in root.iter("{http://www.w3.org/2000/svg}polyline"):
        for point in line.attrib["points"].split():
            x, y = map(float, point.split(","))
            assert 0 <= x <= width
            assert 0 <= y <= height


FLAT = fan_of([[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]])


@pytest.mark.parametrize("fan", [TOTAL, FLAT, fan_of([]), fan_of([[1.0, 2.0, 3.0]])])
def test_every_format_shows_it(fan: Fan) -> None:
    for render in (text.render, markdown.render, html.render):
        shown = render(Shown((fan,)))
        assert render(Shown((fan,))) == shown
        assert all(year in shown for year in fan.years)


def test_the_page_names_each_line_and_has_the_table() -> None:
    page = html.render(Shown((TOTAL,)))
    assert '<title id="fan-1-title">Running &lt;total&gt; &amp; band</title>' in page
    for words in ("P10: £0", "P50: £20,000", "P90: £40,000", "\u2191 pays back"):
        assert f">{words}</text>" in page
    assert '<td id="run.0.p50" class="number">-15,000</td>' in page
    assert "<total>" not in page


def test_the_names_are_those_given() -> None:
    quarters = Fan("", "", ("2027-28",), (1.0,), (2.0,), (3.0,), ("P25", "middle", "P75"))
    assert [column.heading for column in quarters.data.columns] == ["Year", "P25 £", "middle £", "P75 £"]
    assert fan_text.legend(quarters).startswith("o middle, . from P25 to P75, ")
    assert "The band runs from P25 to P75, the thick line is middle." in html.render(Shown((quarters,)))


def test_text_and_markdown_have_the_numbers() -> None:
    assert "run.0.p10, .p50, .p90" in text.render(Shown((TOTAL,)))
    assert "\nRunning <total> & band, £1,000s\n" in text.render(Shown((TOTAL,)))
    assert "| 2028-29 | -10,000 | 5,000 | 10,000 |" in markdown.render(Shown((TOTAL,)))
