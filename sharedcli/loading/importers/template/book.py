"""A filled-in template's bytes to the cells of its sheets, or to the finding that says why it cannot be opened."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from sharedcli.loading.importers import rules
from sharedcli.loading.importers.template.cells import Cell
from sharedcli.loading.importers.unpacking import OLE, Limits, WorkbookError, opened, problem_of
from sharedcli.model.finding import Finding, Location

MOST_BYTES = 8 * 1024 * 1024
"""Forty times a template with all the systems there may be; a profile is a few pages."""
_LIMITS = Limits(unpacked_bytes=64 * 1024 * 1024, cells=2_000_000)


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook: every row from the first and every column from A, as far as anything stands there."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]


def read_pages(content: bytes, *, file: str) -> tuple[Page, ...] | Finding:
    """The sheets of a workbook in their order; whatever the bytes are, this returns and does not raise."""
    try:
        with opened(content, _LIMITS) as book:
            sheets = ((name, book.get_sheet_by_name(name)) for name in book.sheet_names)
            return tuple(
                Page(name, tuple(map(tuple, sheet.to_python(skip_empty_area=False)))) for name, sheet in sheets
            )
    except WorkbookError as problem:
        return Finding(rules.TEMPLATE_UNREADABLE, str(problem), Location(file))


def holds(content: bytes, words: bytes) -> bool:
    """Whether a text stands anywhere in a workbook, without reading its cells; of any other bytes it is `False`."""
    if problem_of(content, _LIMITS) is not None:
        return False
    if content.startswith(OLE):
        return words in content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return any(words in packed.read(name) for name in packed.namelist() if name.endswith(".xml"))
