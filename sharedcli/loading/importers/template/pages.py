"""Which sheet of a workbook is which of the template's, and which of its rows holds the headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sharedcli.loading.importers import rules
from sharedcli.loading.importers.template.book import Page
from sharedcli.loading.importers.template.cells import cell_text
from sharedcli.loading.importers.template.shape import ANSWER, LABEL, NAME, OWN_SHEETS, Sheet, said, sheets
from sharedcli.loading.importers.template.taking import Taken
from sharedcli.model.finding import Location, Severity
from sharedcli.model.printable import printable

_HEADINGS_WITHIN = 20
"""Rows from the top among which the headings are looked for: somebody may have put a title above them."""
_FEWEST_HEADINGS = 2


@dataclass(frozen=True, slots=True)
class Headed:
    """A sheet that is read: its page, and the row of its headings, from 0."""

    page: Page
    row: int

    @property
    def headings(self) -> tuple[str, ...]:
        """The texts of that row."""
        return tuple(cell_text(cell) for cell in self.page.rows[self.row])


def find_sheets(pages: Sequence[Page], taken: Taken) -> Mapping[str, Headed]:
    """The template's sheets by their titles, as far as they are there; what is missing or renamed is a finding."""
    titles = {said(sheet.title) for sheet in sheets()} | {said(title) for title in OWN_SHEETS}
    strange = [page for page in pages if said(page.title) not in titles]
    found: dict[str, Headed] = {}
    for sheet in sheets():
        named = next((page for page in pages if said(page.title) == said(sheet.title)), None)
        headed = _headed(sheet, (named,)) if named else _headed(sheet, strange)
        if headed is None:
            _tell_missing(sheet, named, taken)
            continue
        found[sheet.title] = headed
        if not named:
            place = Location(taken.file, sheet=headed.page.title)
            taken.add(rules.TEMPLATE_SHEET_RENAMED, f"This sheet was taken for the sheet {sheet.title}.", place)
    return found


def _headed(sheet: Sheet, pages: Sequence[Page]) -> Headed | None:
    for page in pages:
        for row, cells in enumerate(page.rows[:_HEADINGS_WITHIN]):
            if _is_heading(sheet, [cell_text(cell) for cell in cells]):
                return Headed(page, row)
    return None


def _is_heading(sheet: Sheet, texts: Sequence[str]) -> bool:
    if not sheet.is_list:
        here = {said(text) for text in texts}
        return said(ANSWER) in here and bool({said(LABEL), said(NAME)} & here)
    return len({sheet.place_of(text) for text in texts} - {None}) >= _FEWEST_HEADINGS


def _tell_missing(sheet: Sheet, named: Page | None, taken: Taken) -> None:
    """Without the sheet about the council nothing can be read; a list may be left out, if nothing stands on it."""
    is_empty = named is None or not any(cell_text(cell) for row in named.rows for cell in row)
    if is_empty:
        severity = Severity.WARNING if sheet.is_list else Severity.ERROR
        message = f"There is no sheet {sheet.title} with its headings."
        taken.add(rules.TEMPLATE_SHEET_MISSING, message, Location(taken.file), severity)
        return
    headings = ", ".join(column.heading for column in sheet.columns[:3]) if sheet.is_list else f"{LABEL}, {ANSWER}"
    message = f"No row of {printable(sheet.title)} holds its headings: {headings} ..."
    taken.add(rules.TEMPLATE_SHEET_MISSING, message, Location(taken.file, sheet=sheet.title))
