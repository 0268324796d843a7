"""The chart in characters: it lines up, fits, and never makes two councils look like one."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedcli.model.calendar import Month
from sharedcli.render import text
from sharedcli.render.gantt_text import cells, draw
from sharedcli.render.screen import Screen
from sharedcli.reports.blocks import Gantt, Lane, Mark, Shade, Sign, Stretch, Table
from tests.render.timelines import HOSTILE, hostile_folder, report

START = Month.of(dt.date(2026, 11, 1))
NO_DATA = Table("", (), ())


def chart(*lanes: Lane, months: int = 113) -> Gantt:
    keys: tuple[tuple[Shade | Sign, str], ...] = (
        ("held", "under contract"), ("free", "can join"), ("shared", "all can"), ("notice", "notice"),
        ("support", "support ends"),
    )  # fmt: skip
    return Gantt("Payroll", "", START, months, lanes, keys, NO_DATA)


def lane(label: str, opens: int, closes: int, *marks: Mark, note: str = "") -> Lane:
    return Lane(label, (Stretch(START + opens, START + closes, "free"),), marks, note)


def test_a_chart_worked_by_hand() -> None:
    """As at November 2026: columns begin in October, January, April and July."""
    held = Stretch(START, START + 16, "held")  # to the end of March 2028
    free = Stretch(START + 17, START + 17, "free")  # April 2028 alone
    notice = Mark(dt.date(2027, 9, 30), "notice")
    drawn = draw(chart(Lane("Eastvale", (held, free), (notice,), "Apr 2028"), months=29), None)
    assert [(line.label, line.columns, line.note) for line in drawn.lines] == [
        ("          ", "  2027-28", ""),
        ("          ", "  |   |", ""),
        ("Eastvale  ", "cccncc=...", "Apr 2028"),
    ]
    assert drawn.unit == "quarter"


def test_a_mark_hides_no_free_month() -> None:
    on_it, beside = Mark(dt.date(2027, 1, 31), "notice"), Mark(dt.date(2027, 4, 30), "support")
    drawn = draw(chart(lane("A", 2, 2, on_it, beside), months=12), None)
    assert drawn.lines[-1].columns == ".Ns.."
    assert "N notice and can join" in drawn.legend
    assert "n notice" not in drawn.legend


def test_notice_wins_over_the_end_of_support() -> None:
    both = (Mark(dt.date(2027, 1, 31), "support"), Mark(dt.date(2027, 2, 1), "notice"))
    assert "n" in draw(chart(Lane("A", marks=both)), None).lines[-1].columns


@pytest.mark.parametrize(
    ("width", "unit", "notes"),
    [(None, "quarter", True), (120, "quarter", True), (64, "quarter", True), (63, "quarter", False),
     (54, "quarter", False), (53, "half-year", True), (44, "half-year", False), (35, "half-year", False),
     (34, "year", False), (26, "year", False), (25, "two years", False)],
)  # fmt: skip
def test_the_finest_unit_that_fits(width: int | None, unit: str, notes: bool) -> None:
    drawn = draw(chart(lane("Stoke-on-Trent", 23, 25, note="Oct 2028")), width)
    assert drawn.unit == unit
    assert (drawn.lines[-1].note != "") is notes
    assert width is None or all(cells(line.label + line.columns) <= width for line in drawn.lines)


def test_names_are_cut_only_where_there_is_no_room_and_never_to_the_same() -> None:
    long = ["Staffordshire Moorlands District " + end for end in ("North", "South")] + ["Ashfield in the Willows"]
    whole = draw(chart(*(lane(name, 23, 25) for name in long)), 80)
    assert [line.label.rstrip() for line in whole.lines[-3:]] == long
    narrow = draw(chart(*(lane(name, 23, 25) for name in long)), 28)
    assert [line.label.rstrip() for line in narrow.lines[-3:]] == [*long[:2], "Ashfield in the Wi..."]


@given(
    names=st.lists(st.text(st.characters(categories=["L", "M", "N", "Zs"]), max_size=40), min_size=1, max_size=6),
    width=st.none() | st.integers(10, 150),
    months=st.integers(1, 260),
    opens=st.integers(0, 259),
)
def test_every_lane_is_as_wide_as_the_others(names: list[str], width: int | None, months: int, opens: int) -> None:
    drawn = draw(chart(*(lane(name, opens, opens + 3) for name in names), months=months), width)
    lanes = drawn.lines[-len(names) :]
    assert len({cells(line.label) for line in lanes}) == 1 or width is not None
    assert len({len(line.columns) for line in lanes}) == 1
    assert all(cells(line.label.rstrip()) <= cells(line.label) for line in lanes)
    cut = [line.label.strip() for line in lanes]
    assert len(set(cut)) == len({name.strip() for name in names}) or len(set(names)) > len({n.strip() for n in names})
    assert ("=" in lanes[0].columns) is (opens < months or _begins_in_last_column(months, opens, drawn.unit))


def _begins_in_last_column(months: int, opens: int, unit: str) -> bool:
    """The last column may begin inside the horizon and end beyond it."""
    size = {"quarter": 3, "half-year": 6, "year": 12, "two years": 24}[unit]
    april = START.ordinal - 3
    return (april + opens) // size == (april + months - 1) // size


@pytest.mark.parametrize("width", [None, 60, 80, 120])
def test_hostile_names_are_inert_and_stay_apart(width: int | None, tmp_path: Path) -> None:
    shown = text.render(report(hostile_folder(tmp_path)), Screen(width=width))
    assert not {"\x1b", "\x07", "\u202e", "\u200b", "\r"} & set(shown)
    assert not any(line.startswith("BEGIN:VEVENT") and "\\r\\n" not in line for line in shown.splitlines())
    lanes = re.findall(r"^(\S.*?)  [.cnoN=#]{5,}(?:  .*)?$", shown, re.MULTILINE)
    assert len(lanes) == len(set(lanes)) == len(HOSTILE)  # the reader refuses one; the last lane is for all of them
