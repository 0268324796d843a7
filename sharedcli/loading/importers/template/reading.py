"""A workbook that a council filled in to its `Profile`, or to a finding for every cell that cannot be read.

The same rules refuse a value as in a profile's file (`loading/refusals.py`); its place is a cell. Columns may be moved,
left out and added, rows left blank and sheets added: whatever is not taken is a finding, so that nothing is lost
without a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import ValidationError

from sharedcli.loading.folder import Input, read_bytes
from sharedcli.loading.importers import rules
from sharedcli.loading.importers.formulas import formulas_of
from sharedcli.loading.importers.template.book import MOST_BYTES, Page, holds, read_pages
from sharedcli.loading.importers.template.cells import cell_text
from sharedcli.loading.importers.template.explaining import tell_typed_beside, tell_typed_over
from sharedcli.loading.importers.template.pages import find_sheets
from sharedcli.loading.importers.template.rows import read_council, read_list
from sharedcli.loading.importers.template.shape import COUNCIL, OWN_SHEETS, VERSION, said, sheets
from sharedcli.loading.importers.template.taking import Taken
from sharedcli.loading.refusals import HasPlaces, refusals
from sharedcli.model.finding import Finding, Location, Severity
from sharedcli.model.profile import Profile

_MARK = re.compile(r"sharedcli template ([0-9]{1,4})", re.IGNORECASE)
_MARK_WITHIN = 40
"""Rows from the top among which the mark is looked for."""


@dataclass(frozen=True, slots=True)
class TemplateReading:
    """One workbook, read. `profile` is `None` where a cell cannot be read; cells not taken are warnings.

    `doc` knows the cell of every value, for what the checks find in the profile; `None` where nothing was read.
    """

    file: str
    doc: HasPlaces | None
    profile: Profile | None
    findings: tuple[Finding, ...]


def recognises(content: bytes) -> bool:
    """Whether the bytes are a workbook that `sharedcli template` made, of any version; quick for a large register too.

    Whatever cannot be opened is none, and whoever reads other workbooks says why.
    """
    return holds(content, b"sharedcli template ")


def read_template(source: Input) -> TemplateReading | None:
    """Read a filled-in template; `None` for a workbook that is none. Never raises for what is in the file."""
    content = read_bytes(source, most=MOST_BYTES)
    if isinstance(content, Finding):
        return TemplateReading(source.name, None, None, (content,))
    return read_filled_in(content, file=source.name)


def read_filled_in(content: bytes, *, file: str) -> TemplateReading | None:
    """The same of the bytes of a file."""
    pages = read_pages(content, file=file)
    if isinstance(pages, Finding):
        return TemplateReading(file, None, None, (pages,))
    version = _version(pages)
    if version is None:
        return None
    if version != VERSION:
        message = f"It is a template of version {version}; this sharedcli reads version {VERSION}."
        return TemplateReading(file, None, None, (Finding(rules.TEMPLATE_OF_ANOTHER_VERSION, message, Location(file)),))
    formulas, reading = formulas_of(content), read_answers(pages, file=file)
    if not formulas.lacking:
        return reading
    rule = rules.TEMPLATE_NO_RESULT
    lost = Finding(rule, str(formulas), Location(file), severity=rule.severity)
    return replace(reading, findings=(*reading.findings, lost))


def _version(pages: Sequence[Page]) -> int | None:
    for page in pages:
        for row in page.rows[:_MARK_WITHIN]:
            for cell in row:
                mark = _MARK.search(cell) if isinstance(cell, str) else None
                if mark:
                    return int(mark[1])
    return None


def read_answers(pages: Sequence[Page], *, file: str) -> TemplateReading:
    """The same of the sheets of a workbook of this version."""
    taken = Taken(file)
    found = find_sheets(pages, taken)
    for sheet in sheets():
        if sheet.title in found:
            (read_list if sheet.is_list else read_council)(sheet, found[sheet.title], taken)
    _tell_unread(pages, [headed.page for headed in found.values()], taken)
    tell_typed_beside(pages, taken)
    if COUNCIL in found:
        tell_typed_over(pages, found[COUNCIL], taken)
    # Without the council's own sheet every field of it would be missing, which says nothing more.
    profile = _profile(taken) if COUNCIL in found else None
    is_refused = any(finding.severity is Severity.ERROR for finding in taken.findings)
    return TemplateReading(file, taken, None if is_refused else profile, tuple(taken.findings))


def _profile(taken: Taken) -> Profile | None:
    try:
        return Profile.model_validate(taken.data)
    except ValidationError as refused:
        found = refusals(taken, Profile, refused)
        # A missing field's place is its group's in a text, but its own empty cell here.
        taken.findings += [replace(one, location=taken.locate(one.pointer)) for one in found]
        return None


def _tell_unread(pages: Sequence[Page], read: Sequence[Page], taken: Taken) -> None:
    """Sheets of the user's own, and a second copy of one of ours: what stands on them was not taken."""
    explaining = {said(title) for title in OWN_SHEETS}
    for page in pages:
        if page in read or said(page.title) in explaining:
            continue
        cells = sum(1 for row in page.rows for cell in row if cell_text(cell))
        taken.not_taken("This sheet is none of the template's", cells, Location(taken.file, sheet=page.title))
