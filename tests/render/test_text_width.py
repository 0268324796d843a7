"""A table in a pipe: wide figures run on to a limit, and beyond it words are broken before the table grows."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from sharedcli.render.screen import Screen
from sharedcli.render.text import WIDEST_IN_A_PIPE, render
from sharedcli.reports.blocks import Column, Report, Row, Table


@dataclass(frozen=True)
class Wide:
    """A table of seven columns of pounds and names that can be broken."""

    def layout(self) -> Report:
        pounds = (Column(f"Net cash released {place} £", "pounds") for place in range(7))
        columns = (Column("Consortium", "name"), Column("Councils"), *pounds)
        row = Row(("revenues-and-benefits.1", "Newcastle-under-Lyme and Staffordshire Moorlands", *[12_345_678.0] * 7))
        return Report("Wide", (Table("Wide", columns, (row,)),))


@pytest.mark.parametrize("screen", [Screen(), Screen(width=WIDEST_IN_A_PIPE)], ids=["pipe", "terminal"])
def test_words_give_way_before_the_table_grows(screen: Screen) -> None:
    text = render(Wide(), screen)
    assert text.count("12,345,678") == 7
    assert max(map(len, text.splitlines())) <= WIDEST_IN_A_PIPE


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_no_column_is_left_out_where_all_need_more_than_there_is(width: int) -> None:
    """A terminal of 80 columns breaks a line that is longer; what is left out nobody would miss."""
    text = render(Wide(), Screen(width=width))
    assert text.count("12,345,678") == 7
    assert "revenues-and-benefits.1" in text
    assert all(word in text for word in ("Newcastle-under-Lyme", "Staffordshire", "Moorlands"))
