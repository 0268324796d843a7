"""The workbook that a council fills in, as bytes: cells are text, so that no spreadsheet turns 2028-03 into a day.

The same sheets give the same bytes. There are no formulas, no macros and no merged cells.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sharedcli.reports.template import ROWS_ASKED, Ask, Page

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# A workbook holds the moment it was made; the moment is fixed, since the same answers are to give the same bytes.
_MADE_AT = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - the format has no time zones
_A3, _A4, _MOST_ON_A4 = 8, 9, 8
_MOST_CHOICES = 255  # characters of a list of words that is written out
_LINE_HEIGHT = 15  # points


@dataclass(frozen=True, slots=True)
class _Looks:
    """How cells look. What is filled in has a border too, so that it does not rest on a colour alone."""

    heading: Format
    told: Format
    asked: Format

    @classmethod
    def of(cls, book: Workbook) -> _Looks:
        plain = {"text_wrap": True, "valign": "top"}
        framed = {**plain, "border": 1, "border_color": "#7F7F7F"}
        return cls(
            book.add_format({**framed, "bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3864"}),
            book.add_format(plain),
            # "@" is text: what is typed stays as it was typed.
            book.add_format({**framed, "num_format": "@", "bg_color": "#FFF9E5"}),
        )


def render_template(pages: Sequence[Page]) -> bytes:
    """The whole workbook, .xlsx."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "One council's systems and contracts", "created": _MADE_AT})
    looks = _Looks.of(book)
    for page in pages:
        _write(book.add_worksheet(page.title), page, looks)
    book.close()
    return out.getvalue()


def _write(sheet: Worksheet, page: Page, looks: _Looks) -> None:
    from xlsxwriter.utility import xl_range

    last_row, last_column = max(len(page.rows), page.rows_ready), len(page.headings) - 1
    for column, width in enumerate(page.widths):
        # The whole column of a list is text, so that rows added below are too.
        is_ready = column in page.inputs and page.rows_ready
        sheet.set_column(column, column, width, looks.asked if is_ready else looks.told)
    headings = [{"header": heading, "header_format": looks.heading} for heading in page.headings]
    sheet.add_table(
        0, 0, last_row, last_column,
        {"columns": headings, "name": page.title.replace(" ", "_"), "style": None, "autofilter": page.rows_ready > 0},
    )  # fmt: skip
    # Excel would find the heights by itself, other programs do not.
    sheet.set_row(0, _height(page.headings, page.widths))
    for row in range(1, last_row + 1):
        if row <= len(page.rows):
            sheet.set_row(row, _height(page.rows[row - 1], page.widths))
        texts = page.rows[row - 1] if row <= len(page.rows) else ("",) * (last_column + 1)
        for column, text in enumerate(texts):
            look = looks.asked if column in page.inputs else looks.told
            if text:
                sheet.write_string(row, column, text, look)
            else:
                sheet.write_blank(row, column, None, look)
    if page.inputs:  # numbers are text on purpose, which Excel would point out in every cell
        sheet.ignore_errors({"number_stored_as_text": xl_range(1, 0, max(last_row, ROWS_ASKED), last_column)})
    for ask in page.asks:
        _ask(sheet, ask)
    sheet.print_area(0, 0, last_row, last_column)  # rows still empty too
    _set_up(sheet, page)


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Room for the text that needs most lines."""
    pairs = zip(texts, widths, strict=True)
    return _LINE_HEIGHT * max(1, *(math.ceil(len(text) / width) for text, width in pairs))


def _ask(sheet: Worksheet, ask: Ask) -> None:
    rules: dict[str, object] = {"validate": "any", "input_title": ask.title, "input_message": ask.message}
    # The row of headings shows what its column asks for, and takes no choice.
    if ask.first_row == 0:
        sheet.data_validation(0, ask.column, 0, ask.column, dict(rules))
    if ask.choices and len(",".join(ask.choices) if isinstance(ask.choices, tuple) else "") <= _MOST_CHOICES:
        source = ask.choices if isinstance(ask.choices, str) else list(ask.choices)
        rules |= {"validate": "list", "source": source, "show_error": not ask.is_open}
        rules |= {"error_title": "Not one of the list", "error_message": "Choose one of the words in the list."}
    sheet.data_validation(max(ask.first_row, 1), ask.column, ask.last_row, ask.column, rules)


def _set_up(sheet: Worksheet, page: Page) -> None:
    """What stays in sight on the screen, and how it is printed."""
    sheet.freeze_panes(1, page.frozen)
    is_wide = len(page.headings) > _MOST_ON_A4
    sheet.set_landscape()
    sheet.set_paper(_A3 if is_wide else _A4)
    sheet.fit_to_pages(3 if is_wide else 1, 0)
    sheet.repeat_rows(0)
    if page.frozen:
        sheet.repeat_columns(0, page.frozen - 1)
    sheet.set_footer("&L&A&RPage &P of &N")
    sheet.hide_gridlines(2)
