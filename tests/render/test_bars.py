"""Bars: every one to the same scale, from where the one before it ended, readable without colour."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedcli.render import bars_svg, bars_text, html, markdown, text
from sharedcli.reports.blocks import Bar, Bars, Report

STEPS = Bars(
    "One & <two>",
    "From £90 to £60.",
    (
        Bar("Alone", 96.0, 0.0, "a.usual", is_total=True),
        Bar("Exit", -32.0, 96.0, "a.net.exit"),
        Bar("Tender", 16.0, 64.0, "a.net.tender"),
        Bar("Crumb", 0.6, 80.0),
        Bar("Nothing", 0.0, 80.0),
        Bar("Net", 80.6, 0.0, "a.npv", is_total=True),
    ),
    "Economic case.",
)
amounts = st.floats(-1e7, 1e7)
some_bars = st.lists(st.builds(Bar, st.text("ab", max_size=5), amounts, amounts, is_drawn=st.booleans()), max_size=8)


@dataclass(frozen=True)
class Shown:
    bars: Bars

    def layout(self) -> Report:
        return Report("Bars", (self.bars,))


def test_drawn_by_hand() -> None:
    """48 columns for £96: two pounds a column."""
    assert bars_text.draw(STEPS) == [
        "Alone     96 |" + "#" * 48,
        "Exit     -32 |" + " " * 32 + "-" * 16,
        "Tender    16 |" + " " * 32 + "+" * 8,
        "Crumb      1 |" + " " * 40 + ".",
        "Nothing    0 |",
        "Net       81 |" + "#" * 40,
    ]


def test_losses_lie_left_of_the_stroke() -> None:
    drawn = bars_text.draw(Bars("", "", (Bar("Gains", 36.0), Bar("Loses", -12.0))))
    assert drawn == ["Gains   36             |" + "+" * 36, "Loses  -12 " + "-" * 12 + "|"]


def test_a_bar_too_large_to_draw_does_not_set_the_scale() -> None:
    bars = Bars("", "", (Bar("Large", 1e6, is_total=True, is_drawn=False), Bar("Net", 48.0)))
    assert bars.reach_gbp == (0.0, 48.0)
    large, net = bars_text.draw(bars)
    assert large.endswith("1,000,000 | (too large to draw)")
    assert net.endswith("|" + "+" * 48)
    assert bars_svg.draw(bars, name="b").count("<rect") == 1 + 2, "one bar, and the two of the stripes"


@given(some_bars)
def test_any_bars_can_be_drawn(bars: list[Bar]) -> None:
    made = Bars("Any", "", tuple(bars))
    lines = bars_text.draw(made)
    assert len(lines) == len(bars)
    widest = max((line.rfind("|") for line in lines), default=0)
    assert all(line.count("|") == 1 and line.index("|") == widest for line in lines)
    ET.fromstring(bars_svg.draw(made, name="b"))


def test_text_has_the_pounds_beside_the_bars_and_no_table_of_the_same() -> None:
    out = text.render(Shown(STEPS))
    assert out.count("Tender") == 1
    assert out.startswith("One & <two>, £\n")
    assert out.rstrip().endswith("Economic case.")


def test_the_page_has_a_title_a_description_and_the_table() -> None:
    page = html.render(Shown(STEPS))
    assert '<title id="bars-1-title">One &amp; &lt;two&gt;</title>' in page
    assert '<desc id="bars-1-description">From £90 to £60.</desc>' in page
    assert '<tr id="a.net.exit">' in page
    assert page.count("One & <two>") == 0


def test_markdown_says_what_is_to_be_seen_and_has_the_table() -> None:
    out = markdown.render(Shown(STEPS))
    assert "**One &amp; &lt;two&gt;:** From £90 to £60." in out
    assert "| Tender | 16 |" in out
    assert "| **Net** | **81** |" in out


@pytest.mark.parametrize("bar", STEPS.bars, ids=lambda bar: bar.label)
def test_the_data_are_the_bars(bar: Bar) -> None:
    assert (bar.label, bar.gbp) in [row.cells for row in STEPS.data.rows]
