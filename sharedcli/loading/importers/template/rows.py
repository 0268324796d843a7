"""The rows of a sheet of the template into the data: a field each about the council, an entry each of a list."""

from __future__ import annotations

from collections.abc import Sequence

from sharedcli.loading.importers import rules
from sharedcli.loading.importers.template.cells import Cell, cell_text
from sharedcli.loading.importers.template.pages import Headed
from sharedcli.loading.importers.template.shape import ANSWER, ANSWERED, LABEL, NAME, Column, Sheet, said
from sharedcli.loading.importers.template.taking import Taken
from sharedcli.model.printable import printable


def read_council(sheet: Sheet, headed: Headed, taken: Taken) -> None:
    """A row for each field: found by its name in the file, else by its words."""
    page, headings = headed.page, [said(text) for text in headed.headings]
    answer = headings.index(said(ANSWER))
    keys = [headings.index(said(name)) for name in (NAME, LABEL) if said(name) in headings]
    own = {headings.index(said(name)) for name in ANSWERED if said(name) in headings}
    _tell_outside(headed, own, taken)
    answered: dict[int, int] = {}
    for row, cells in _below(headed):
        text, place = _text(cells, answer), taken.cell(page.title, row, answer)
        named = [sheet.place_of(_text(cells, key)) for key in keys]
        field = next((one for one in named if one is not None), None)
        if field is None:
            _tell_row(cells, sorted(own), taken, f"Row {row + 1} names no field of the template", page.title, row)
        elif text and field in answered:
            message = f"{sheet.columns[field].name} is answered in row {answered[field] + 1} too."
            taken.add(rules.TEMPLATE_FIELD_TWICE, message, place)
        elif text or field not in answered:
            taken.put(taken.data, (), sheet.columns[field], text, place)
            if text:
                answered[field] = row


def read_list(sheet: Sheet, headed: Headed, taken: Taken) -> None:
    """A row for each entry; a row without a cell of the template's own is none."""
    page, columns = headed.page, _columns(sheet, headed, taken)
    absent = [column.heading for column in sheet.columns if column not in columns.values()]
    _tell_outside(headed, set(columns), taken, absent)
    for row, cells in _below(headed):
        texts = {place: _text(cells, place) for place in columns}
        if not any(texts.values()):
            continue
        entry, within = taken.begin(sheet.path, taken.cell(page.title, row, min(columns)))
        for place, column in columns.items():
            taken.put(entry, within, column, texts[place], taken.cell(page.title, row, place))


def _columns(sheet: Sheet, headed: Headed, taken: Taken) -> dict[int, Column]:
    """What each column of the sheet holds, by its place; of two with one heading the first."""
    columns: dict[int, Column] = {}
    for place, text in enumerate(headed.headings):
        known = sheet.place_of(text) if text else None
        if known is None:
            continue
        column = sheet.columns[known]
        if column in columns.values():
            message = f"A second column is headed {printable(text)}."
            taken.add(rules.TEMPLATE_FIELD_TWICE, message, taken.cell(headed.page.title, headed.row, place))
        else:
            columns[place] = column
    return columns


def _below(headed: Headed) -> list[tuple[int, tuple[Cell, ...]]]:
    """The rows below the headings that hold anything, with their numbers from 0."""
    rows = enumerate(headed.page.rows)
    return [(row, cells) for row, cells in rows if row > headed.row and any(cell_text(cell) for cell in cells)]


def _text(cells: Sequence[Cell], place: int) -> str:
    return cell_text(cells[place]) if place < len(cells) else ""


def _tell_outside(headed: Headed, own: set[int], taken: Taken, absent: Sequence[str] = ()) -> None:
    """Cells above the headings, and in columns that are not the template's; `absent` headings may be meant by those."""
    title, rows = headed.page.title, headed.page.rows
    above = sum(1 for cells in rows[: headed.row] for cell in cells if cell_text(cell))
    taken.not_taken("Above the headings", above, taken.cell(title, 0, 0))
    for place in range(max(map(len, rows))):
        if place in own:
            continue
        filled = sum(1 for _, cells in _below(headed) if _text(cells, place))
        heading = headed.headings[place] if place < len(headed.headings) else ""
        what = _unknown(heading, absent) if heading else "This column has no heading"
        taken.not_taken(what, filled, taken.cell(title, headed.row, place))


def _unknown(heading: str, absent: Sequence[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(heading[:60], absent, n=1)
    meant = f" (did you mean {close[0]}?)" if close else ""
    return f'No field is headed "{printable(heading)}"{meant}'


def _tell_row(cells: Sequence[Cell], own: Sequence[int], taken: Taken, what: str, title: str, row: int) -> None:
    filled = [place for place in own if _text(cells, place)]
    if filled:
        taken.not_taken(what, len(filled), taken.cell(title, row, filled[0]))
