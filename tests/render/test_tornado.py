"""A tornado: every swing to the same scale from the base, the ends with their pounds, readable without colour."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedcli.render import html, markdown, text, tornado_svg, tornado_text
from sharedcli.render.gantt_text import cells
from sharedcli.reports.blocks import Swing, Tornado
from tests.render.uncertain import NET, Shown

pounds = st.floats(-1e15, 1e15)
ends = st.none() | pounds
some_text = st.text("a é市<&\u0302", max_size=60)
swings = st.lists(st.builds(Swing, some_text, some_text, some_text, ends, ends), max_size=6).map(tuple)
tornadoes = st.builds(Tornado, some_text, some_text, pounds | st.just(0.0), swings)


def test_drawn_by_hand() -> None:
    """48 columns for £480: ten pounds a column, the base after 24; £200 is 4 columns back, £160 is 8, £60 is 18."""
    drawn = tornado_text.draw(NET)
    heading, *lines = drawn.lines
    columns = [line[len("Midshire leaves  leaves 160 ") :][: 48 + 2] for line in lines]
    assert [line.rstrip() for line in columns] == [
        ":" + "+" * 24 + "|" + "-" * 24,
        ":" + " " * 16 + "+" * 4 + "=" * 4 + "|",
        ":" + " " * 6 + "+" * 18 + "|",
        ":" + " " * 24 + "|.",
        ":" + " " * 24 + "|",
    ]
    assert heading.index("240") == lines[0].index("|") - 1
    assert lines[0].startswith("Joint price        110%   0 :")
    assert lines[0].endswith(" 480 90%")
    assert lines[2].startswith("Midshire leaves  leaves  60 :")
    assert drawn.legend == (
        "- low value tried, + high value tried, = both, . less than half a column, | nothing moved (£240),"
        " : no gain and no loss (£0)"
    )


def test_nothing_is_marked_only_within_reach() -> None:
    near = Tornado("", "", 100.0, (Swing("Price", "90%", "110%", 110.0, 90.0),))
    assert ":" not in "".join(tornado_text.draw(near).lines)
    assert "£0" not in tornado_svg.draw(near, name="t")
    assert ">£0</text>" in tornado_svg.draw(Tornado("", "", 1.0, (Swing("", "", "", -9.0, 9.0),)), name="t")


def test_two_ends_on_one_side_are_both_to_be_seen() -> None:
    """Half as high as others, one above the other."""
    drawn = tornado_svg.draw(Tornado("", "", 240.0, NET.swings[1:2]), name="t")
    bars = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="(\d+)" fill="([^"]+)" stroke', drawn)
    assert [(height, fill) for *_, height, fill in bars] == [("9", "#12436d"), ("9", "url(#t-high)")]
    assert float(bars[0][1]) + 9 == float(bars[1][1])
    assert [float(width) for _, _, width, *_ in bars] == [220.0, 440.0]


@given(tornadoes, st.sampled_from([40, 80, 120]))
def test_any_tornado_can_be_drawn(tornado: Tornado, width: int) -> None:
    lines = tornado_text.draw(tornado, width).lines
    assert len(lines) > len(tornado.swings) or not tornado.swings
    if width == 120:
        assert max(map(cells, lines)) <= width
    for line in lines[1:]:
        assert line.count("|") == 1
    assert ET.fromstring(tornado_svg.draw(tornado, name="t")).get("role") == "img"


@pytest.mark.parametrize("tornado", [NET, Tornado("Empty", "", 0.0, ()), Tornado("Low", "", -5.0, NET.swings[4:])])
def test_every_format_shows_it(tornado: Tornado) -> None:
    for render in (text.render, markdown.render, html.render):
        shown = render(Shown((tornado,)))
        assert render(Shown((tornado,))) == shown
        for swing in tornado.swings:
            assert swing.label in shown


def test_the_page_has_a_title_a_description_and_the_table() -> None:
    page = html.render(Shown((NET,)))
    assert '<title id="tornado-1-title">What &lt;moves&gt; it &amp; how far</title>' in page
    assert '<desc id="tornado-1-description">The price moves it most.</desc>' in page
    assert '<td id="net.price.high" class="number">0</td>' in page
    assert '<tr id="net.npv" class="total">' in page
    assert "<moves>" not in page


def test_the_data_say_what_was_tried_and_where_it_leads() -> None:
    assert [row.cells for row in NET.data.rows][::5] == [
        ("Joint price", "90%", 480.0, "110%", 0.0),
        ("Nothing moved", None, 240.0, None, 240.0),
    ]
    assert "| Midshire leaves | - | - | leaves | 60 |" in markdown.render(Shown((NET,)))
    assert "net.price.low, .high" in text.render(Shown((NET,)))
